"""A lesson on its way to a draft of good practice: what few wrote down, without what may not travel.

A face knows both sides: missions and workshops know nothing of practices. What is opened here to be taken out is shown to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from uuid import UUID

from babel.messages.mofile import read_mo
from django.conf import settings
from django.utils.translation import gettext as _

from vereda.countries.door import pack
from vereda.desk.labels import Labels
from vereda.desk.rooms.good_practice import language_here
from vereda.desk.rooms.history import names_of
from vereda.desk.rooms.programme_asks import language
from vereda.encounters.door import Encounter, persons_of
from vereda.exchange.schema import LINE_MOST, PART_MOST, TITLE_MOST, Origin, Topic, may_travel
from vereda.logbook import door as logbook
from vereda.logbook.schema import FieldClass
from vereda.people import door as people
from vereda.people.door import Identity
from vereda.rescue import door as rescue
from vereda.rescue.door import Mission
from vereda.safety.door import points_lookups
from vereda.workshops import door as workshops
from vereda.workshops.schema import Workshop

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Proposed:
    """What a form begins with. removed: how many places of what was written were taken out."""

    values: dict[str, str]
    removed: int


# missions -------------------------------------------------------------------------------------------------------------


def of_mission(row: Mission, met: Iterable[Encounter], labels: Labels) -> Proposed:
    """Return what was learnt on a mission. met: its encounters. The caller has asked who reads it, and noted the look."""
    boxes = (logbook.open_box(entry, FieldClass.CONTACT) for entry, _at, _author, has_words in row.after if has_words)
    told = "\n\n".join(text for box in boxes if box and (text := box.get("text", "")))
    terrain = labels.terrain(row.terrain) if row.terrain else ""
    never = {*_who(row, met), *_where(row)}
    return _proposed(Origin.MISSION, [Topic.RESCUE], row.country, {"context": terrain, "done": told}, never=never)


def _who(row: Mission, met: Iterable[Encounter]) -> Iterator[str]:
    """Yield the names of who was met, and of who went, wrote and called."""
    subjects = (logbook.subject(one.subject) for one in met if one.has_names)
    persons = [UUID(person) for one in subjects if one for person in persons_of(one.folded.state)]
    for told in people.identities(people.persons_of(persons).values()).values():
        yield from _names(told)
    teams = rescue.teams_of(row.subject, row.group, row.country)
    authors = {author for _entry, _at, author, *_more in (*row.after, *row.sitreps)}
    yield from names_of({*authors, *(str(one) for team in teams for one in team.members)}).values()


def _names(told: Identity) -> Iterator[str]:
    yield " ".join((told.given, *told.families))
    yield from filter(None, (told.given, *told.families, told.nickname, told.document, told.telephone))


def _where(row: Mission) -> Iterator[str]:
    """Yield the places that stand sealed in a mission, the points of its group, the municipalities of its state."""
    teams = rescue.teams_of(row.subject, row.group, row.country)
    entries = [row.where, *(one.where for one in teams), *(one["where"] for one in (*row.clues, *row.found) if one["where"])]
    for entry in filter(None, entries):
        box = logbook.open_box(entry, FieldClass.WHEREABOUTS) or {}
        yield str(box.get("place") or "")
    for point in points_lookups.points(row.group, row.country):
        yield point.name
    here = pack(row.country)
    group = here.groups.get(row.group)
    if group:
        yield group.name
        yield from (one.name for one in here.admin2.values() if one.state == group.state)
    yield from (name for one in here.crossing_points.values() for name in one.name.split(" / "))


# workshops ------------------------------------------------------------------------------------------------------------


def of_workshop(seen: Workshop) -> dict[str, list[tuple[str, str, str]]]:
    """Return what of a workshop can be proposed, by part of its page: (what, code, words)."""
    lang = language()
    return {
        "minutes": [("minuta", code, one.title.of(lang)) for code, one in seen.sessions.items() if code in seen.minutes],
        "promises": [("compromiso", code, one.text.of(lang)) for code, one in seen.promised.items() if code in seen.followed],
    }


def of_minutes(subject: UUID, seen: Workshop, session: str, country: str) -> Proposed | None:
    """Return what was said in a session; None where nothing was written."""
    told, title = seen.minutes.get(session), seen.sessions.get(session)
    if told is None or title is None:
        return None
    lang = language()
    written = {"title": title.title.of(lang), "done": told.text.of(lang)}
    return _of_workshop(subject, seen, country, written, _("minuta de «{title}»").format(title=title.title.of(lang)))


def of_commitment(subject: UUID, seen: Workshop, commitment: str, country: str) -> Proposed | None:
    """Return a commitment and what came of it; None where there is none, or nobody followed it yet."""
    told, looks = seen.promised.get(commitment), seen.followed.get(commitment, ())
    if told is None or not looks:
        return None
    lang = language()
    documents = "\n".join(dict.fromkeys(one.document for one in looks if one.document))
    done = "\n".join(dict.fromkeys(one.said.of(lang) for one in looks if one.said))
    written = {"title": told.text.of(lang), "done": done or told.text.of(lang), "evidence": documents}
    return _of_workshop(subject, seen, country, written, _("compromiso {code}").format(code=commitment))


def _of_workshop(subject: UUID, seen: Workshop, country: str, written: dict[str, str], which: str) -> Proposed:
    lang, told = language(), seen.proposed
    public = {
        told.name.of(lang), told.place.of(lang), *(one.name.of(lang) for one in seen.organisers.values()),
        *(one.who.of(lang) for one in seen.delegations.values()), *(one.title.of(lang) for one in seen.sessions.values()),
    }  # fmt: skip
    coming = [*workshops.guests(subject, country), *workshops.experts(country, also_left=True)]
    never = {one.name for one in workshops.names(coming, country).values()}
    made = _proposed(
        Origin.WORKSHOP, [Topic.ACROSS_BORDERS], country, {"context": told.name.of(lang), **written}, never=never, public=public
    )
    source = _("Informe del taller «{name}» ({code}), {which}").format(name=told.name.of(lang), code=told.code, which=which)
    return Proposed({**made.values, "reference": source[:LINE_MOST]}, made.removed)


# both -----------------------------------------------------------------------------------------------------------------


def _proposed(
    origin: Origin,
    topics: list[Topic],
    country: str,
    written: dict[str, str],
    *,
    never: Iterable[str],
    public: Iterable[str] = (),
) -> Proposed:
    known, names = _vocabulary(), {*_open_to_all(country), *public}
    gone = [name for name in never if name.strip()]
    told = {part: may_travel(text, public=names, never=gone, known=known) for part, text in written.items()}
    values = {"origin": origin.value, "language": language_here(), f"country:{country}": "on"}
    values |= {f"topic:{one}": "on" for one in topics} | {
        part: one.text[: TITLE_MOST if part == "title" else PART_MOST] for part, one in told.items()
    }
    return Proposed(values, sum(one.removed for one in told.values()))


@lru_cache(maxsize=8)
def _open_to_all(country: str) -> frozenset[str]:
    """Return what anybody may read of places and institutions: countries, own states, who works here."""
    here = pack(country)
    institutions = (name for one in here.institutions.values() for name in (one.name, one.name_en, one.short or ""))
    nationalities = (name for one in here.nationalities.values() for name in (one.label_es, one.label_en))
    return frozenset([*institutions, *nationalities, *(one.name for one in here.admin1.values())])


@cache
def _vocabulary() -> frozenset[str]:
    """Return words that stand in small letters on the screens: one of them with a capital begins a sentence, and names nobody."""
    with (Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        said = [one for message in read_mo(file) for one in (message.id, message.string)]
    lines = [line for one in said for line in ([one] if isinstance(one, str) else one or [])]
    return frozenset(word for line in lines for word in WORD.findall(line) if word.islower())
