"""What pages of the register draw: each request with its days, what it asks in words, cells to choose, who asked the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.desk.labels import Labels
from vereda.desk.rooms import editions as editions_room
from vereda.desk.rooms.history import who_is
from vereda.desk.words import editions as edition_words
from vereda.desk.words import transparency as words
from vereda.logbook.door import history
from vereda.statistics import door as statistics
from vereda.statistics.door import Edition, EditionFilesWrong, EditionUnknown, Row
from vereda.statistics.door import Kept as KeptEdition
from vereda.transparency import door as transparency
from vereda.transparency.schema import OPEN, SOON_DAYS, Basis, GivenCell, Part, Request, TermFrom

WHOLE = "*"
"""Stands for a whole table in a form."""
LISTED = 100
"""Closed requests that the register shows; the file has all."""


@dataclass(frozen=True)
class Line:
    """A request in the list. is_hot: overdue, or pressing."""

    subject: UUID
    folio: str
    what: str
    said: str
    is_hot: bool


@dataclass(frozen=True)
class Register:
    """The register: what is overdue, what presses, what waits, and what is answered."""

    overdue: Sequence[Line]
    soon: Sequence[Line]
    waiting: Sequence[Line]
    done: Sequence[Line]


def register(country: str, today: date) -> Register:
    """Return the requests of a country, those with the nearest last day first."""
    kept = transparency.requests_of(country)
    open_ones = sorted(
        (one for one in kept if one.one.standing in OPEN), key=lambda one: (one.one.due_on or date.max, one.one.folio)
    )
    calendar = transparency.calendar(country)
    overdue, soon, waiting = [], [], []
    for one in open_ones:
        left = transparency.days_left(today, one.one.due_on, calendar) if one.one.due_on else None
        if one.one.due_on and one.one.due_on < today:
            overdue.append(line(one, today, country))
        elif left is not None and left <= SOON_DAYS:
            soon.append(line(one, today, country))
        else:
            waiting.append(line(one, today, country))
    done = [line(one, today, country) for one in kept if one.one.standing not in OPEN][:LISTED]
    return Register(overdue, soon, waiting, done)


def line(kept: transparency.Kept, today: date, country: str) -> Line:
    """Return a request as a list shows it."""
    one = kept.one
    told = [str(words.BASES[one.received.basis]), due(one, today, country)]
    if one.standing not in OPEN and one.answered:
        told.append(str(words.OUTCOMES[one.answered.outcome]))
    what = "; ".join(asked(one, country)) or _("Falta decir en claves qué se pregunta")
    is_hot = one.standing in OPEN and one.due_on is not None and one.due_on <= today
    return Line(kept.subject, one.folio, what, " · ".join(told), is_hot)


def due(one: Request, today: date, country: str) -> str:
    """Return how long there still is, or how long it took, in words."""
    calendar = transparency.calendar(country)
    if one.answered:
        n = transparency.days_taken(one.received.received_on, one.answered.on, calendar)
        said = ngettext("contestada en {n} día hábil", "contestada en {n} días hábiles", n).format(n=n)
        return f"{said}, {_('fuera de plazo')}" if one.in_term is False else said
    if one.due_on is None:
        return str(words.TERMS[TermFrom.NONE]) if one.received.basis is Basis.LAW else _("sin fecha para contestar")
    left, day = transparency.days_left(today, one.due_on, calendar), formats.date_format(one.due_on, "DATE_FORMAT")
    if one.due_on == today:
        return _("vence hoy")
    if one.due_on < today and not left:
        return _("venció el {day}").format(day=day)
    if one.due_on < today:
        return ngettext("venció hace {n} día hábil, el {day}", "venció hace {n} días hábiles, el {day}", -left).format(
            n=-left, day=day
        )
    return ngettext("queda {n} día hábil, hasta el {day}", "quedan {n} días hábiles, hasta el {day}", left).format(
        n=left, day=day
    )


@dataclass(frozen=True)
class Term:
    """Where the last day comes from. law: what the country's table says of it, '' where it says nothing."""

    said: str
    law: str
    note: str
    source: str
    is_verified: bool


def term_of(one: Request, country: str) -> Term:
    """Return where the last day of a request comes from."""
    row = transparency.term(country, transparency.ANSWER) if one.received.term is TermFrom.PACK else None
    return (
        law_term(country, str(words.TERMS[one.received.term]))
        if row
        else Term(str(words.TERMS[one.received.term]), "", "", "", False)
    )


def law_term(country: str, said: str = "") -> Term:
    """Return the country's term to answer, with how far it is verified; without `law` where it has none."""
    row = transparency.term(country, transparency.ANSWER)
    if row is None:
        return Term(said, "", "", "", False)
    lang = editions_room.lang()
    unit = (
        ngettext("{n} día hábil", "{n} días hábiles", row.amount or 0)
        if row.unit == "working_days"
        else ngettext("{n} día", "{n} días", row.amount or 0)
    )
    law = f"{unit.format(n=row.amount)}: {row.legal_basis}{f', art. {row.article}' if row.article else ''}"
    return Term(said, law, getattr(row, f"status_note_{lang}") or "", row.source, row.is_verified and bool(row.reviewed_by))


# What is asked ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _opened(country: str, series: str, period: str, revision: int, content: str) -> KeptEdition:
    """Return a revision from the shelf: its hash is part of the question, so that what was checked once need not be again."""
    return statistics.kept(statistics.standing(country, period, series), revision)


def opened(country: str, series: str, period: str, revision: int | None = None) -> KeptEdition | None:
    """Return an edition, the last revision where none is named; None where it is not there, or not as it was published."""
    try:
        row = statistics.standing(country, period, series)
        number = revision or len(row.revisions)
        return _opened(country, series, period, number, row.revisions[number - 1]["content"])
    except (EditionUnknown, EditionFilesWrong, IndexError):
        return None


def edition_title(country: str, series: str, period: str) -> str:
    """Return what an edition is of, in words."""
    row = statistics.press_edition(country, period, series) if series else statistics.edition(country, period)
    return editions_room.title(row) if row else f"{series} {period}".strip()


def table_title(one: KeptEdition | None, code: str) -> str:
    """Return the title of a table."""
    told = editions_room.told_of(one, code) if one else None
    return str(told[f"title_{editions_room.lang()}"]) if told else code


def cell_words(one: KeptEdition | None, table: str, codes: Sequence[str], labels: Labels) -> str:
    """Return a cell in words: 'hombre · 18 a 29 años'."""
    told = editions_room.told_of(one, table) if one else None
    if one is None or told is None:
        return " · ".join(codes)
    return " · ".join(editions_room.label(one, name, code, labels) for name, code in zip(told["by"], codes, strict=False))


def part_words(part: Part, country: str) -> str:
    """Return a part of a question in words."""
    one, labels = opened(country, part.series, part.period), Labels(country)
    cells = "; ".join(cell_words(one, part.table, codes, labels) for codes in part.cells) or _("toda la tabla")
    return f"{table_title(one, part.table)}, {edition_title(country, part.series, part.period)}: {cells}"


def asked(one: Request, country: str) -> list[str]:
    """Return what a request asks, in words."""
    if one.question is None:
        return []
    told = [part_words(part, country) for part in one.question.parts]
    if one.question.outside:
        told.append(f"{words.OUTSIDES[one.question.outside]} {one.question.of}".strip())
    return told


@dataclass(frozen=True)
class Choice:
    """A cell that can be chosen: its codes as the form sends them, in words, and its value or why it is held back."""

    code: str
    said: str
    value: str
    why: str


def editions(country: str) -> list[tuple[str, str]]:
    """Return (code, words) of the editions that stand, the latest first, our own before what others printed."""
    rows = [row for row in statistics.editions_of(country) if row.revisions]
    return [(edition_code(row), editions_room.title(row)) for row in rows]


def edition_code(row: Edition) -> str:
    return f"{row.period}:{row.series}"


def choices(one: KeptEdition, table: str, country: str) -> list[Choice]:
    """Return the cells of a table as they were published."""
    sheet, labels = one.sheet(table), Labels(country)
    return [_choice(one, table, row, labels) for row in sheet.rows] if sheet else []


def _choice(one: KeptEdition, table: str, row: Row, labels: Labels) -> Choice:
    return Choice(";".join(row.codes), cell_words(one, table, row.codes, labels), editions_room.shown(row.value), why(row.why))


def why(rule: str) -> str:
    """Return why a cell is held back, in words."""
    return str(edition_words.WITHHELD.get(rule, rule)) if rule else ""


@dataclass(frozen=True)
class Before:
    """An earlier answer to the same question. is_other_edition: the edition was revised since."""

    subject: UUID
    folio: str
    on: date
    outcome: str
    revisions: str
    is_other_edition: bool


def before(kept: Iterable[transparency.Kept], country: str) -> list[Before]:
    """Return who asked the same, and from which revision they were told."""
    return [_before(each, country) for each in kept if each.one.answered]


def _before(kept: transparency.Kept, country: str) -> Before:
    answered = kept.one.answered
    assert answered is not None
    told = [(at, statistics.press_edition(country, at.period, at.series)) for at in answered.at]
    return Before(
        kept.subject,
        kept.one.folio,
        answered.on,
        str(words.OUTCOMES[answered.outcome]),
        ", ".join(f"{at.period} r{at.revision}" for at in answered.at),
        any(row is not None and len(row.revisions) > at.revision for at, row in told),
    )


def given(cells: Iterable[GivenCell], country: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return by table and edition (what, number or why it is held back) of the cells that an answer gives."""
    labels, found = Labels(country), dict[str, list[tuple[str, str]]]()
    for cell in cells:
        one = opened(country, cell.series, cell.period)
        where = f"{table_title(one, cell.table)}, {edition_title(country, cell.series, cell.period)}"
        held = _("reservada: {why}").format(why=why(cell.why))
        said = editions_room.shown(cell.value) if cell.value is not None else held
        found.setdefault(where, []).append((cell_words(one, cell.table, cell.codes, labels), said))
    return list(found.items())


def steps(subject: UUID, names: dict[str, str]) -> list[tuple[str, str, date]]:
    """Return (what, who, day) of each entry of a request, in the order in which they came."""
    told = [one for one in history(subject) if not one.held and one.kind in words.STEPS]
    return [(str(words.STEPS[one.kind]), who_is(one.author, names), one.local_on) for one in told]
