"""The library at the desk: topics on their shelves with how they stand in each language, one text with its history, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language

from vereda.access.door import Action, Part, Reader, RecordClass, holds
from vereda.countries.door import Hotline, Topic, TopicKind, length_of, pack
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.words import guidance as words
from vereda.guidance import door as guidance
from vereda.guidance.door import Fillings, Kept, Lacks, Level, Number, Said, Version, Written
from vereda.legal.door import plain
from vereda.logbook.door import disputes_of, this_node
from vereda.practice import is_practice


@dataclass(frozen=True)
class May:
    """What the reader may do here: for buttons, never for opening."""

    write: bool
    check: bool

    @property
    def ring(self) -> bool:
        return self.write or self.check


@dataclass(frozen=True)
class Standing:
    """A topic in one language, for a list. kept: in one word; short: as it is read today, '' where nothing may be shown."""

    language: str
    own_name: str
    kept: str
    said: str
    short: str
    is_public: bool


@dataclass(frozen=True)
class OnShelf:
    """A topic on its shelf, in the language that is read; others: (how it stands, languages) of the others."""

    topic: Topic
    label: str
    here: Standing
    others: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class VersionTold:
    """A version in words, for the history. lacks: why it may not be published, empty: it may."""

    row: Version
    who: str
    at: datetime | None
    is_newest: bool
    is_public: bool
    lacks: Sequence[str]
    checks: Sequence[Any]  # Any: guidance's Check
    changes: Sequence[Any]  # Any: guidance's Change, against the version before


def may_of(reader: Reader) -> May:
    """Return what the reader may do; nothing at a post's own machine and in a practice."""
    is_away = is_practice(reader.group) or this_node().is_post
    return May(
        write=not is_away and holds(reader.role, RecordClass.K0, Action.WRITE, Part.DRAFT),
        check=not is_away and holds(reader.role, RecordClass.K0, Action.APPROVE),
    )


def is_named(said: str, accounts: Iterable[str]) -> bool:
    """Tell whether a name is that of one of some accounts: whoever wrote a text does not answer for it by another's account."""
    names = {_plain(name) for name in names_of(accounts).values()}
    return _plain(said) in names - {""}


def _plain(name: str) -> str:
    return " ".join(plain(name).split())


def label_of(topic: Topic) -> str:
    """Return what a topic is called in the reader's language."""
    return topic.label_en if get_language() == "en" else topic.label_es


def covers_of(topic: Topic) -> str:
    """Return whom a topic is for, in the reader's language."""
    return topic.covers_en if get_language() == "en" else topic.covers_es


def own_names(country: str) -> list[tuple[str, str]]:
    """Return (code, own name) of the languages of the library."""
    return [(code, guidance.own_name(country, code)) for code in guidance.languages(country)]


def shelves(country: str, on: date, language: str) -> list[tuple[str, list[OnShelf]]]:
    """Return the topics by kind, and before all on a shelf of its own what life may depend on."""
    every = {code: guidance.written(country, on, code) for code, _name in own_names(country)}
    others = {code: {one.topic.code: one for one in rows} for code, rows in every.items() if code != language}
    rows = [_on_shelf(country, one, others) for one in every.get(language) or guidance.written(country, on, language)]
    core = [row for row in rows if row.topic.safety_core]
    kinds = [
        (str(words.SHELVES[kind]), [row for row in rows if row.topic.kind == kind and row not in core]) for kind in TopicKind
    ]
    return [(name, found) for name, found in ((str(words.FIRST), core), *kinds) if found]


def _on_shelf(country: str, one: Written, others: Mapping[str, Mapping[str, Written]]) -> OnShelf:
    there = [rows[one.topic.code] for rows in others.values() if one.topic.code in rows]
    told: dict[str, list[str]] = {}
    for row in there:
        if row.versions or row.topic.safety_core:
            told.setdefault(str(words.KEPT[row.kept]), []).append(guidance.own_name(country, row.language))
    return OnShelf(
        one.topic, label_of(one.topic), standing(country, one), [(said, ", ".join(names)) for said, names in told.items()]
    )


def standing(country: str, one: Written) -> Standing:
    """Return how a topic stands in a language, in words."""
    shown = one.public or one.newest
    return Standing(
        language=one.language,
        own_name=guidance.own_name(country, one.language),
        kept=one.kept.value,
        said=str(words.KEPT[one.kept]),
        short=one.told(shown).short if shown else "",
        is_public=one.kept in (Kept.PUBLISHED, Kept.OLDER),
    )


def lacks_said(found: Iterable[Lacks]) -> list[str]:
    return [str(words.LACKS[one]) for one in found]


def number_lacks_said(number: Number) -> list[str]:
    return [str(words.NUMBER_LACKS[one]) for one in number.lacks]


def versions_told(one: Written) -> list[VersionTold]:
    """Return the versions of a text in words, the newest first, each with what it changed of the one before it."""
    names = names_of({row.author for row in one.versions if row.author})
    public, newest = one.public, one.newest
    before: list[Version | None] = [*one.versions[1:], None][: len(one.versions)]
    return [
        VersionTold(
            row=row,
            who=who_is(row.author, names) if row.author else "",
            at=datetime.fromisoformat(row.written_at) if row.written_at else None,
            is_newest=newest is not None and row.id == newest.id,
            is_public=public is not None and row.id == public.id,
            lacks=lacks_said(one.lacks_of(row)),
            checks=row.checks,
            changes=guidance.changes(older.said, row.said) if older else [],
        )
        for row, older in zip(one.versions, before, strict=True)
    ]


def conflict(country: str, one: Written) -> list[tuple[str, str, Said]]:
    """Return (dispute, entry, words) of each version that two persons wrote apart; empty: none."""
    return [
        (row.id, entry, Said(**said))
        for row in disputes_of(guidance.subject_of(country, one.topic.code, one.language))
        for entry, said in row.writes
    ]


def number_of_pack(country: str, code: str) -> Hotline:
    """Return a number as the country's pack has it: what it was before anybody corrected it."""
    return pack(country).hotlines[code]


def number_conflict(country: str, code: str) -> list[tuple[str, str, str]]:
    """Return (dispute, entry, number) of each number that two persons wrote apart; empty: none."""
    found = disputes_of(guidance.number_subject_of(country, code))
    return [(row.id, entry, said["number"]) for row in found for entry, said in row.writes]


@dataclass(frozen=True)
class Measured:
    """A text while it is written: how much of a message the short one takes, how easy it all reads (Spanish only)."""

    count: int
    most: int
    is_wide: bool
    fits: bool
    sent: str
    levels: Sequence[tuple[str, Level, str]]


def measured(texts: Mapping[str, str], fillings: Fillings, language: str) -> Measured:
    """Return the measures of what is typed. texts: by 'short', 'spoken', 'full'."""
    sent = guidance.filled(texts["short"], fillings)
    length = length_of(sent)
    levels = []
    for name in ("short", "spoken", "full"):
        level = guidance.level_of(guidance.filled(texts[name], fillings)) if language == "spa" else None
        if level:
            levels.append((str(words.SIZES[name]), level, str(words.EASE[level.ease])))
    return Measured(length.count, length.most, length.is_wide, length.fits, sent, levels)


def offers(country: str, fillings: Fillings) -> list[tuple[str, str]]:
    """Return (how it is written in a text, what stands there) of each number and place that a text may name."""
    return [(f"{{{key}}}", value) for key, value in fillings.given.items()]


def sources_of(topic: Topic, country: str) -> list[tuple[str, str]]:
    """Return (article or place, source) of each row of the pack that a topic is about: what who checks reads first."""
    here = pack(country)
    laws = [
        (f"{row.instrument}, {row.article or ''}", row.source) for row in here.legislation if row.right_code == topic.right_code
    ]
    dangers = [
        (here.hazards[code].place_in(get_language() or "es"), here.hazards[code].source)
        for code in topic.hazards
        if code in here.hazards
    ]
    term = here.legal_deadlines.get(topic.deadline or "")
    name = (term.procedure_en if get_language() == "en" else term.procedure_es) if term else ""
    return [*laws, *dangers, *([(name, term.source)] if term else [])]
