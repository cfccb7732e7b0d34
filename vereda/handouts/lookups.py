"""What stands on a handout: topics of the library in one or two languages, and numbers. By the one lookup of the library.

Nothing unreviewed stands on a handout that is published; on a preview any text may be so, and then the band is on all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vereda.countries.door import Topic, pack
from vereda.guidance.door import Lacks, Library, Number, TopicTold, lacking, library
from vereda.handouts.errors import LanguageTwice, NothingToTell, NotPublishable, TopicUnknown
from vereda.settings.environment import env

LACKS = {
    Lacks.TEXT: "texto",
    Lacks.WITHDRAWN: "se retiró",
    Lacks.SOURCE: "fuente leída",
    Lacks.REVIEWER: "quien lo revise",
    Lacks.EXPIRED: "se venció",
    Lacks.NUMBER: "llamar al número",
    Lacks.PLACE: "acuerdo del lugar",
    Lacks.NAME: "un código que no existe",
}


@dataclass(frozen=True)
class Spoken:
    """A language of a handout. own_name: as its speakers call it; iso: of ISO 639-1, '' where it has none."""

    code: str
    own_name: str
    iso: str


@dataclass(frozen=True)
class Panel:
    """A topic. told: by language in order, None where nobody wrote it in that one."""

    topic: Topic
    told: tuple[TopicTold | None, ...]


@dataclass(frozen=True)
class Chosen:
    """What stands on a handout. until: the last day of all of it, None while any of it is unreviewed.

    is_demo  of an installation in which all is invented: the band stands whatever was reviewed
    """

    country: str
    on: date
    languages: tuple[Spoken, ...]
    panels: Sequence[Panel]
    numbers: Sequence[Number]
    is_demo: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(one.code for one in self.languages)

    @property
    def needs_band(self) -> bool:
        return self.is_demo or any(one.needs_band for one in self._told) or any(one.lacks for one in self.numbers)

    @property
    def until(self) -> date | None:
        if self.needs_band:
            return None
        days = [*(one.text.lasts for one in self._told), *(one.until for one in self.numbers)]
        return min((day for day in days if day), default=None)

    @property
    def _told(self) -> list[TopicTold]:
        return [one for panel in self.panels for one in panel.told if one]


def chosen(country: str, on: date, languages: Sequence[str], *, publish: bool, topics: Sequence[str] = ()) -> Chosen:
    """Return what a handout says on a day.

    languages  one, or two side by side; the first is the one without which a topic is left out
    topics     codes; none: what life may depend on
    publish    only what a migrant may rely on, and a refusal that lists what lacks what; False: the newest of everything

    Raises LanguageUnknown, LanguageTwice, TopicUnknown, NotPublishable, NothingToTell.
    """
    if len(set(languages)) < len(languages):
        raise LanguageTwice(language=languages[0])
    libraries = [library(country, on, language, publish=publish) for language in languages]
    wanted = wanted_of(country, on, topics)
    if publish:
        _refuse_unpublished(country, on, languages, wanted)
    found = [Panel(pack(country).topics[code], tuple(one.topic(code) for one in libraries)) for code in wanted]
    panels = [one for one in found if one.told[0] is not None]
    if not panels:
        raise NothingToTell(language=libraries[0].own_name)
    return Chosen(country, on, tuple(_spoken(one) for one in libraries), panels, _own(libraries[0]), is_demo=env().demo)


def chosen_best(country: str, on: date, languages: Sequence[str], topics: Sequence[str] = ()) -> Chosen:
    """Return the same as it may be published, and where it may not, the preview with its band."""
    try:
        return chosen(country, on, languages, publish=True, topics=topics)
    except (NotPublishable, NothingToTell):
        return chosen(country, on, languages, publish=False, topics=topics)


def wanted_of(country: str, on: date, topics: Sequence[str]) -> list[str]:
    """Return the topics that were asked for, or those of which life may depend, in the order in which they are read."""
    here = pack(country).topics
    for code in topics:
        if code not in here:
            raise TopicUnknown(topic=code)
    rows = [here[code] for code in dict.fromkeys(topics)] or [row for row in here.values() if row.safety_core]
    return [row.code for row in sorted(rows, key=lambda row: (row.order, row.code)) if row.holds_on(on)]


def every_topic(country: str, on: date) -> list[str]:
    """Return all topics that hold on a day, in order."""
    return wanted_of(country, on, list(pack(country).topics))


def _refuse_unpublished(country: str, on: date, languages: Sequence[str], wanted: Sequence[str]) -> None:
    missing = [one for one in lacking(country, on, languages) if one.topic in wanted]
    if missing:
        told = [f"{one.topic} ({one.language}): {', '.join(LACKS[lack] for lack in one.lacks)}" for one in missing]
        raise NotPublishable(missing="; ".join(told))


def _own(here: Library) -> list[Number]:
    """Return the numbers of the own country, each number once: those of its embassies elsewhere are of no use on the way."""
    found: dict[str, Number] = {}
    for one in here.numbers:
        if one.country == pack(here.country).country.iso:
            found.setdefault(one.number, one)
    return list(found.values())


def _spoken(here: Library) -> Spoken:
    return Spoken(here.language, here.own_name, pack(here.country).languages[here.language].iso639_1 or "")
