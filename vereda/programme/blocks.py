"""What a donor report is made of: what is asked, and blocks of text and table that page, workbook and PDF draw. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date

from vereda.programme.entries import CellCited, Figure, IndicatorSet
from vereda.programme.phrases import phrase
from vereda.programme.rules.figures import Source
from vereda.programme.rules.periods import Period
from vereda.programme.rules.told import Baseline, Phase, Programme

type Cell = str | Decimal | None  # None: an empty place

LANGUAGES = ("es", "en")


@dataclass(frozen=True)
class Column:
    head: str
    is_number: bool = False


@dataclass(frozen=True)
class Block:
    """A table with what stands above and below it. `code` names it for pages and tests; links: the indicator of each row."""

    code: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lead: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    section: str
    text: str
    stands: str


@dataclass(frozen=True)
class Report:
    """A report of one period of a phase, in one language."""

    lang: str
    title: str
    heading: tuple[str, ...]
    blocks: tuple[Block, ...]
    claims: tuple[Claim, ...]
    notes: tuple[str, ...]
    period: Period

    def block(self, code: str) -> Block:
        return next(one for one in self.blocks if one.code == code)


@dataclass(frozen=True)
class Told:
    """An indicator in a report: its figures, and what they are held against."""

    one: IndicatorSet
    within: Figure
    so_far: Figure
    by_quarter: tuple[Figure, ...]
    baseline: Baseline | None
    target: Decimal | None


@dataclass(frozen=True)
class Asked:
    """What a report is of.

    source  what editions count; today: the local day on which it is made
    cited   a cell of the narrative -> the last revision of its edition, and what it says now; None: nobody can tell here
    """

    programme: Programme
    phase: Phase
    period: Period
    source: Source
    today: date
    lang: str = "es"
    cited: Callable[[CellCited], tuple[int, int | None] | None] = lambda _cell: None

    def t(self, name: str, /, **said: object) -> str:
        return phrase(self.lang, name, **said)

    def day(self, on: date) -> str:
        return day(on, self.lang)


def columns(asked: Asked, *names: str, numbers: Sequence[str] = ()) -> tuple[Column, ...]:
    return tuple(Column(asked.t(name), name in numbers) for name in names)


def day(on: date, lang: str) -> str:
    """Return a day as a document writes it."""
    return format_date(on, "d MMM y", locale=lang)


def drawn(cell: Cell) -> str:
    """Return a cell as text: 1,250 and 1,250.50."""
    if not isinstance(cell, Decimal):
        return cell or ""
    return f"{cell:,.2f}" if cell != cell.to_integral_value() and cell.as_tuple().exponent == -2 else f"{cell.normalize():,f}"
