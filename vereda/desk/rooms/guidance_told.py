"""Telling at the desk: which topics in which language, what an encounter was told, the figure of a month in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from vereda.countries.door import pack
from vereda.desk.rooms.guidance import label_of, standing
from vereda.desk.rooms.typed import Typed
from vereda.desk.words import guidance as words
from vereda.guidance import door as guidance
from vereda.guidance.door import Telling, ToldTopic

PREFIX = "t:"


@dataclass(frozen=True)
class Choice:
    """A topic that can be marked as told. worth: how its text stands in the language."""

    code: str
    label: str
    symbol: str
    short: str
    worth: str
    is_public: bool


def choices(country: str, on: date, language: str, state: str) -> list[tuple[str, list[Choice]]]:
    """Return the topics that hold in a state by shelf, what life may depend on first."""
    rows = [(one.topic, standing(country, one)) for one in guidance.written(country, on, language, state=state)]
    found = [
        (row, Choice(row.code, label_of(row), row.symbol, stands.short, stands.said, stands.is_public)) for row, stands in rows
    ]
    core = [choice for row, choice in found if row.safety_core]
    kinds = [
        (str(said), [choice for row, choice in found if row.kind == kind and choice not in core])
        for kind, said in words.SHELVES.items()
    ]
    return [(name, some) for name, some in ((str(words.FIRST), core), *kinds) if some]


def topics_told(typed: Typed, country: str, on: date, language: str) -> list[ToldTopic]:
    """Return what was marked, each with the version that was on the screen."""
    found = []
    for code, _field in typed.named(PREFIX):
        if code in pack(country).topics:
            one = guidance.written_one(country, on, code, language)
            version = one.public or one.newest
            found.append(ToldTopic(topic=code, language=language, version=version.id if version else None))
    return found


@dataclass(frozen=True)
class TellingTold:
    """What was told at an encounter, in words."""

    subject: UUID
    people: int
    said: Sequence[str]


def tellings(encounter: UUID, group: str, country: str) -> list[TellingTold]:
    """Return what was told at an encounter."""
    return [_in_words(one, country) for one in guidance.tellings_at(encounter, group, country)]


def tellings_apart(group: str, country: str, on: date) -> list[TellingTold]:
    """Return what a group told on a day without an encounter: a mistake can be taken back there too."""
    return [_in_words(one, country) for one in guidance.tellings_apart(group, country, on)]


def _in_words(one: Telling, country: str) -> TellingTold:
    topics = pack(country).topics
    said = [
        f"{label_of(topics[code]) if code in topics else code} ({guidance.own_name(country, language)})"
        for code, language in one.topics
    ]
    return TellingTold(one.subject, one.people, said)


def month_told(country: str, month: date, groups: Sequence[str] | None) -> list[tuple[str, str, str, int]]:
    """Return the figure 'people told' of a month: topic, language, municipality, people."""
    topics, areas = pack(country).topics, pack(country).admin2
    rows = [
        (
            label_of(topics[cell.topic]) if cell.topic in topics else cell.topic,
            guidance.own_name(country, cell.language) if cell.language in pack(country).languages else cell.language,
            areas[cell.municipality].name if cell.municipality in areas else _("no se sabe"),
            cell.people,
        )
        for cell in guidance.people_told(country, month, groups)
    ]
    return sorted(rows, key=lambda row: (row[0], row[1], row[2]))
