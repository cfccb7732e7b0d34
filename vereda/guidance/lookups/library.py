"""The library of a country on a day in a language: what page, text message, paper, phone and the site as files all show.

One function for all of them (`library`), so that a text that nobody reviewed cannot come out by a way that forgot to ask.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import TextField
from django.db.models.functions import Cast

from vereda.countries.door import Topic, pack
from vereda.guidance.errors.text import LanguageUnknown, TopicUnknown
from vereda.guidance.lookups.numbers import fillings_on, numbers_to_give
from vereda.guidance.lookups.offered import offered
from vereda.guidance.models.text import GuidanceText
from vereda.guidance.rules import text as text_rules
from vereda.guidance.rules.effective import Fillings, check_of, filled, kept, lacks, lasts_until, preview, published
from vereda.guidance.rules.number import Number
from vereda.guidance.rules.text import Check, Version
from vereda.guidance.words import Kept, Lacks
from vereda.logbook.schema import State


@dataclass(frozen=True)
class Told:
    """A text with its numbers written out. version: names it for ever (`Written.history`).

    lasts  the last day on which it may be shown as it stands, its numbers too; None: it may not be without the band
    """

    version: str
    title: str
    short: str
    spoken: str
    full: str
    source: str
    article: str
    source_read_on: date | None
    reviewer: str
    office: str
    checked_on: date | None
    until: date | None
    lasts: date | None


@dataclass(frozen=True)
class TopicTold:
    """A topic as it is shown. lacks: why it may not be published; then `needs_band`, and a publication leaves it out."""

    topic: Topic
    language: str
    text: Told
    lacks: tuple[Lacks, ...]

    @property
    def needs_band(self) -> bool:
        return bool(self.lacks)


@dataclass(frozen=True)
class Library:
    """What may be shown. own_name: the language as its speakers call it; numbers: emergency first.

    needs_band  at least one text or number of it was not reviewed: the band stands on every page, card, message and picture
    """

    country: str
    on: date
    language: str
    own_name: str
    topics: Sequence[TopicTold]
    numbers: Sequence[Number]

    @property
    def needs_band(self) -> bool:
        return any(one.needs_band for one in self.topics) or any(one.lacks for one in self.numbers)

    def topic(self, code: str) -> TopicTold | None:
        return next((one for one in self.topics if one.topic.code == code), None)


@dataclass(frozen=True)
class Written:
    """A topic in a language with all its versions, the newest first. authors: who wrote each, by version."""

    topic: Topic
    language: str
    versions: Sequence[Version]
    authors: Mapping[str, set[str]]
    withdrawals: Sequence[tuple[str, str, str]]
    fillings: Fillings
    on: date

    @property
    def newest(self) -> Version | None:
        return preview(self.versions)

    @property
    def public(self) -> Version | None:
        return published(self.versions, self.authors, self.fillings, self.on)

    @property
    def kept(self) -> Kept:
        return kept(self.versions, self.public)

    @property
    def lacks(self) -> tuple[Lacks, ...]:
        """What the newest version lacks."""
        newest = self.newest
        if newest is None:
            return (Lacks.WITHDRAWN,) if self.versions else (Lacks.TEXT,)
        return self.lacks_of(newest)

    def lacks_of(self, version: Version) -> tuple[Lacks, ...]:
        return lacks(version, self.authors.get(version.id, set()), self.fillings, self.on)

    def check_of(self, version: Version) -> Check | None:
        return check_of(version, self.authors.get(version.id, set()), self.on)

    def told(self, version: Version) -> Told:
        """Return a version as it is shown."""
        said, check = version.said, self.check_of(version)
        label = self.topic.label_es if self.language == "spa" else self.topic.label_en
        return Told(
            version=version.id,
            title=said.title or label,
            short=filled(said.short, self.fillings),
            spoken=filled(said.spoken, self.fillings),
            full=filled(said.full, self.fillings),
            source=said.source,
            article=said.article,
            source_read_on=check.source_read_on if check else version.source_read_on,
            reviewer=check.reviewer if check else "",
            office=check.office if check else "",
            checked_on=check.checked_on if check else None,
            until=check.until if check else None,
            lasts=lasts_until(version, check, self.fillings) if check and not self.lacks_of(version) else None,
        )


def library(country: str, on: date, language: str, *, publish: bool, state: str = "") -> Library:
    """Return what is told in a language on a day, in the order in which it is read. Raises LanguageUnknown.

    publish  only what a migrant may rely on, without the band; False: the newest of everything, each with what it lacks
    state    first-level area: leave out what holds elsewhere only; empty: the whole country
    """
    found = [_shown(one, publish=publish) for one in written(country, on, language, state=state)]
    return Library(
        country=country,
        on=on,
        language=language,
        own_name=own_name(country, language),
        topics=[one for one in found if one is not None],
        numbers=numbers_to_give(country, on, publish=publish),
    )


def written(country: str, on: date, language: str, *, state: str = "") -> list[Written]:
    """Return every topic that holds on a day with its versions in a language, in order. Raises LanguageUnknown."""
    here = pack(country)
    if language not in here.languages:
        raise LanguageUnknown(language=language)
    states = dict(GuidanceText.objects.filter(country=country, language=language).values_list("topic", "state"))
    fillings = fillings_on(country, on)
    topics = [row for row in here.topics.values() if row.holds_on(on) and (not (state and row.states) or state in row.states)]
    return [
        _written(country, row, language, states.get(row.code), fillings, on)
        for row in sorted(topics, key=lambda row: (row.order, row.code))
    ]


def written_one(country: str, on: date, topic: str, language: str) -> Written:
    """Return a topic with its versions in a language, also one that holds no more. Raises TopicUnknown, LanguageUnknown."""
    here = pack(country)
    known = here.topics.get(topic) or offered(country, topic).get(topic)
    if known is None:
        raise TopicUnknown
    if language not in here.languages:
        raise LanguageUnknown(language=language)
    row = GuidanceText.objects.filter(country=country, topic=topic, language=language).first()
    return _written(country, known, language, row.state if row else None, fillings_on(country, on), on)


def written_offered(country: str, on: date, language: str) -> list[Written]:
    """Return the topics that other modules offer and that hold on a day, with what was written of them in a language."""
    topics = {code: row for code, row in offered(country).items() if row.holds_on(on)}
    rows = GuidanceText.objects.filter(country=country, language=language, topic__in=topics)
    states, fillings = dict(rows.values_list("topic", "state")), fillings_on(country, on) if topics else Fillings({}, frozenset())
    return [_written(country, row, language, states.get(code), fillings, on) for code, row in sorted(topics.items())]


def languages(country: str) -> list[str]:
    """Return the languages in which something is told or has its place: the main one first, then by code."""
    here = pack(country)
    known = set(here.texts) | set(GuidanceText.objects.filter(country=country).values_list("language", flat=True))
    return sorted(known, key=lambda code: (code != here.country.main_language, code not in here.texts, code))


def library_digest(country: str) -> str:
    """Return what changes with every text that is written, checked or withdrawn: for whoever keeps what he composed of them."""
    rows = GuidanceText.objects.filter(country=country).order_by("subject")
    made = sha256()
    for subject, state in rows.values_list("subject", Cast("state", TextField())):
        made.update(f"{subject}{state}".encode())
    return made.hexdigest()


def own_name(country: str, language: str) -> str:
    """Return how a language is called by who speaks it; its Spanish name where nobody wrote that yet."""
    here = pack(country)
    return here.own_names.get(language) or here.languages[language].label_es


def _shown(one: Written, *, publish: bool) -> TopicTold | None:
    version = one.public if publish else one.newest
    if version is None:
        return None
    return TopicTold(one.topic, one.language, one.told(version), one.lacks_of(version))


def _written(country: str, topic: Topic, language: str, state: State | None, fillings: Fillings, on: date) -> Written:
    of_pack = pack(country).texts.get(language, {}).get(topic.code)
    versions = text_rules.versions(state, of_pack)
    authors = {one.id: text_rules.writers(state, one.id) for one in versions}
    return Written(topic, language, versions, authors, text_rules.withdrawals(state), fillings, on)
