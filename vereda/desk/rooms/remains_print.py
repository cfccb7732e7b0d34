"""A file of somebody found dead on one printed page, A4 or letter, with its whole list and room for signatures.

Nothing is left out: a list that is signed must be whole. So texts and lines are limited where they are written
(`rescue/entries/remains.py`), and the print gets smaller as the list gets longer. A test prints the fullest one in Chromium.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from vereda.desk.dates import clock, shortday
from vereda.desk.rooms.remains import Line, Sealed, Shown, official_said
from vereda.desk.words import remains as words


class Print(NamedTuple):
    """A size of print, as `.signed-sheet` has it. name: class of the page; points: of a letter; leading: of a line."""

    name: str
    points: float
    leading: float


PRINTS = (
    Print("", 10.5, 1.3),
    Print("dense", 9.4, 1.25),
    Print("denser", 8.4, 1.2),
    Print("densest", 7.4, 1.15),
    Print("smallest", 6.4, 1.12),
)
PAGE_WIDE, PAGE_TALL = 740, 980
"""A letter page within its margins, which is shorter than A4, and A4 narrower by a letter or two [CSS pixels]."""
SLACK = 0.95  # of the page that is filled by what is reckoned here: letters differ in width
SMALL_LETTER, LARGE_LETTER = 0.56, 0.72  # width of a letter [em]
FACT, NAME, WHAT, LAY = 0.5, 9.2, 0.5, 0.39  # a fact's share of the page, its name [em], and the two wide columns of the list
SIGNS_TALL, AROUND = 57, 13  # room to sign [pixels]; title, care, headings, who signed, foot [lines]


@dataclass(frozen=True)
class Printed:
    """The sheet. facts: (name, what is known, '' where it is filled in by hand)."""

    density: str
    facts: Sequence[tuple[str, str]]
    lines: Sequence[Line]


def printed(one: Shown, opened: Sealed) -> Printed:
    """Return a file in the largest print in which it fits on one page."""
    facts = list(_facts(one, opened))
    size = next((size for size in PRINTS if tall(facts, opened.lines, size) <= SLACK * PAGE_TALL), PRINTS[-1])
    return Printed(size.name, facts, opened.lines)


def tall(facts: Sequence[tuple[str, str]], lines: Sequence[Line], size: Print) -> float:
    """Return how tall the sheet is [CSS pixels], reckoned: facts stand in two columns, the list over the whole width."""
    em = size.points * 4 / 3
    line, beside = em * size.leading, FACT * PAGE_WIDE - (NAME + 1) * em
    told = [max(_lines(name, NAME * em, em), _lines(said, beside, em)) for name, said in facts]
    rows = [max(_lines(one.what, WHAT * PAGE_WIDE - em, em), _lines(one.lay, LAY * PAGE_WIDE - em, em)) for one in lines]
    in_two = (sum(told) + max(told, default=0)) * line / 2 + len(told) * em * 0.15
    return in_two + sum(rows) * line + len(rows) * (em * 0.2 + 1) + AROUND * line + SIGNS_TALL


def _lines(said: str, width: float, em: float) -> int:
    """Return how many lines a text takes in a width."""
    large = sum(1 for sign in said if sign.isupper() or sign in "mwMW@%")
    return 1 + int((large * LARGE_LETTER + (len(said) - large) * SMALL_LETTER) * em // width)


def _facts(one: Shown, opened: Sealed) -> Iterator[tuple[str, str]]:
    row = one.row
    yield _("Localizada"), _moment(row.found_at)
    yield _("Cuántas"), one.people
    yield _("Quién la localizó"), ", ".join(part for part in (one.found_by, one.team, one.finders) if part)
    yield _("Municipio"), one.place
    yield _("Lugar exacto"), " · ".join(part for part in (opened.point, opened.place) if part)
    yield _("Cómo se llega"), opened.way
    yield _("Qué lugar es"), one.setting
    yield _("Cómo estaba, sin causa de muerte"), one.circumstance
    if one.mission:  # never the name of a patrol's route: it may name a crossing, and the sheet goes to the authority
        yield _("Misión"), one.mission
    how = words.said(words.TOLD_BY, row.told_how) if row.told_at else ""
    yield _("Se avisó a"), ", ".join(part for part in (one.told, opened.told["unit"]) if part)
    yield _("Hora del aviso"), ", ".join(part for part in (_moment(row.told_at), how) if part)
    yield _("Quién tomó el aviso"), official_said({**opened.told, "unit": ""})
    yield _("Llegó la autoridad"), _moment(row.came_at)
    yield _("Oficial y cargo"), official_said(opened.came) or official_said(opened.handed)
    yield _("Carpeta de investigación"), opened.case
    yield _("La acompañó"), " ".join(part for part in (one.staying, f"({one.until})" if one.until else "") if part)
    yield _("Entregada"), _moment(row.handed_at)
    yield _("Recibió"), official_said(opened.handed)


def _moment(at: datetime | None) -> str:
    return f"{shortday(at)} {clock(at)}" if at else ""
