"""Two countries laid side by side, row by row: what one has, what the other has. Pure; the packs say everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from . import fit
from .gaps import unverified_shares
from .pack import TABLES, Pack
from .starting.answers import TO_FILL_EN
from .words import Role, TermUnit, Terrain


class Part(StrEnum):
    """In which order two countries are read beside each other."""

    FLOWS = "flows"
    TERRAIN = "terrain"
    BORDERS = "borders"
    INSTITUTIONS = "institutions"
    LAW = "law"
    TERMS = "terms"
    NUMBERS = "numbers"
    MONEY = "money"
    LANGUAGES = "languages"
    AREAS = "areas"
    KEPT = "kept"
    ROWS = "rows"


WRITTEN = frozenset({Part.INSTITUTIONS, Part.LAW, Part.TERMS, Part.NUMBERS, Part.KEPT})
"""What a country sees to itself; the rest is how it lies."""


KNOWN_OR_NOT = frozenset({Part.FLOWS, Part.MONEY})
"""What is shown also where no country has it: that nobody knows is worth knowing."""


UNITS: Mapping[TermUnit, tuple[str, str]] = {
    TermUnit.HOURS: ("horas", "hours"),
    TermUnit.DAYS: ("días", "days"),
    TermUnit.WORKING_DAYS: ("días hábiles", "working days"),
    TermUnit.CALENDAR_DAYS: ("días naturales", "calendar days"),
    TermUnit.CALENDAR_DAYS_REPEAT: ("días naturales, y otra vez", "calendar days, and again"),
    TermUnit.MONTHS: ("meses", "months"),
    TermUnit.YEAR: ("año", "year"),
    TermUnit.ANY_TIME: ("en cualquier momento", "at any time"),
    TermUnit.IMMEDIATE: ("de inmediato", "at once"),
    TermUnit.TRACK_ONLY: ("sin plazo fijado", "no term set"),
    TermUnit.NO_TERM_FOUND: ("no se encontró ningún plazo", "no term was found"),
    TermUnit.SET_BY_COUNSEL: ("lo fija quien asesora", "set by counsel"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of both countries. code: within the part; one, other: what each has, empty where it has nothing."""

    part: Part
    code: str
    one: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        return self.one == self.other

    @property
    def is_told(self) -> bool:
        """Say whether it is worth a line where only differences are shown."""
        return not self.is_same or (self.part in KNOWN_OR_NOT and not self.one)

    @property
    def is_lacking(self) -> bool:
        """Say whether the first country still has to write down what the other one has: nobody lacks a desert."""
        return self.part in WRITTEN and bool(self.other) and not self.one


type Told = Mapping[str, tuple[str, ...]]


def compare(one: Pack, other: Pack, lang: str = "es") -> tuple[Line, ...]:
    """Return every line of two packs, part by part; lang: 'es' or 'en', of what the packs say in both."""
    found: list[Line] = []
    for part, told_of in PARTS.items():
        ours, theirs = told_of(one, lang), told_of(other, lang)
        codes = [*ours, *(code for code in theirs if code not in ours)]
        found += [Line(part, code, ours.get(code, ()), theirs.get(code, ())) for code in codes]
    return tuple(found)


def _gathered(pairs: Iterable[tuple[str, str]], order: Iterable[str] = ()) -> Told:
    found: dict[str, list[str]] = {code: [] for code in order}
    for code, said in pairs:
        if said not in found.setdefault(code, []):
            found[code].append(said)
    return {code: tuple(said) for code, said in found.items() if said}


def _terrain(pack: Pack, lang: str) -> Told:
    return _gathered(((one, group.name) for group in pack.groups.values() for one in group.terrain), Terrain)


def _borders(pack: Pack, lang: str) -> Told:
    own = pack.country.iso
    sides = ((row.country_b if row.country_a == own else row.country_a, row.name) for row in pack.crossing_points.values())
    return _gathered(sides, pack.country.neighbours)


def _institutions(pack: Pack, lang: str) -> Told:
    named = (row for row in pack.institutions.values() if TO_FILL_EN not in row.source)
    return _gathered(((row.role, row.name_en if lang == "en" else row.name) for row in named), Role)


def _law(pack: Pack, lang: str) -> Told:
    return _gathered(
        (law.right_code, f"{law.instrument}, {law.article}" if law.article else law.instrument) for law in pack.legislation
    )


def _flows(pack: Pack, lang: str) -> Told:
    return {code: tuple(one.said(lang) for one in rows) for code, rows in fit.flows(pack.country.iso).items()}


def _money(pack: Pack, lang: str) -> Told:
    return {code: tuple(one.said(lang) for one in rows) for code, rows in fit.money(pack.country.iso).items()}


def _terms(pack: Pack, lang: str) -> Told:
    return _gathered(_said_terms(pack, lang))


def _said_terms(pack: Pack, lang: str) -> Iterator[tuple[str, str]]:
    for row in pack.legal_deadlines.values():
        amount = f"{row.amount} " if row.amount else ""
        unit = UNITS[row.unit][lang == "en"]
        code = row.code.removeprefix(f"{pack.country.iso}-")  # the same procedure has the same end in every country
        yield code, f"{row.procedure_en if lang == 'en' else row.procedure_es}: {amount}{unit}"


def _numbers(pack: Pack, lang: str) -> Told:
    rows = (row for row in pack.hotlines.values() if TO_FILL_EN not in row.source)
    return _gathered((row.kind, f"{row.name}: {row.number}") for row in rows)


def _languages(pack: Pack, lang: str) -> Told:
    own = (row for row in pack.languages.values() if pack.country.iso in row.countries)
    return _gathered((row.code, row.label_en if lang == "en" else row.label_es) for row in own)


def _areas(pack: Pack, lang: str) -> Told:
    counts = {1: len(pack.admin1), 2: len(pack.admin2)}
    said = ((str(row.level), row.label_en if lang == "en" else row.label_es) for row in pack.country.level)
    return {code: (f"{label}: {counts[int(code)]}" if int(code) in counts else label,) for code, label in said}


def _kept(pack: Pack, lang: str) -> Told:
    return {
        row.code: (f"{row.days} {'days' if lang == 'en' else 'días'}",) for row in pack.retention.values() if row.days is not None
    }


def _rows(pack: Pack, lang: str) -> Told:
    open_, found = unverified_shares(pack), {}
    for name in TABLES:
        file, count = f"{name}.csv", len(getattr(pack, name))
        found[name] = (f"{count - open_[file][0] if file in open_ else count}/{count}",)
    return found


PARTS: Mapping[Part, Callable[[Pack, str], Told]] = {
    Part.FLOWS: _flows,
    Part.TERRAIN: _terrain,
    Part.BORDERS: _borders,
    Part.INSTITUTIONS: _institutions,
    Part.LAW: _law,
    Part.TERMS: _terms,
    Part.NUMBERS: _numbers,
    Part.MONEY: _money,
    Part.LANGUAGES: _languages,
    Part.AREAS: _areas,
    Part.KEPT: _kept,
    Part.ROWS: _rows,
}
