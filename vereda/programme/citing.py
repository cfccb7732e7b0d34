"""Evidence of a narrative that stands in a published edition: a cell, checked when it is cited and looked at again later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vereda.errors import FieldError
from vereda.programme.blocks import LANGUAGES
from vereda.programme.entries import CellCited, Said
from vereda.programme.errors import CellNotThere
from vereda.programme.phrases import phrase
from vereda.statistics import door as statistics
from vereda.statistics.door import Kept

TOTAL = "TOTAL"


@dataclass(frozen=True, slots=True)
class CitedNow:
    """A cited cell beside the edition as it stands. now: None where it is withheld by now; revision: the last one."""

    cell: CellCited
    revision: int
    now: int | None

    @property
    def is_revised(self) -> bool:
        """Tell whether the edition was revised since."""
        return self.revision > self.cell.revision


def cite(country: str, period: str, table: str, codes: list[str]) -> CellCited:
    """Return a cell of the edition that stands, with its number. Raises CellNotThere, EditionUnknown, EditionFilesWrong."""
    row = statistics.standing(country, period)
    value = _value(country, period, table, codes)
    if value is None:
        raise CellNotThere(edition=period)
    said = Said(**{lang: _said(statistics.kept(row), table, codes, lang) for lang in LANGUAGES})
    return CellCited(period=period, revision=len(row.revisions), table=table, codes=codes, value=value, said=said)


def _said(one: Kept, table: str, codes: list[str], lang: str) -> str:
    """Return table and cell in words, as the edition keeps them: what its codes meant does not change."""
    sheet, told = one.sheet(table), next(row for row in one.manifest["tables"] if row["code"] == table)
    columns = sheet.columns if sheet else ()
    labels = one.manifest["labels"]
    words = [labels[name][code][lang] for name, code in zip(columns, codes, strict=True) if code != TOTAL]
    return f"{told[f'title_{lang}']}, {', '.join(words) or phrase(lang, 'total').lower()}"


def cited_now(country: str, cell: CellCited) -> CitedNow:
    """Return a cited cell beside what stands now. Raises EditionUnknown, EditionFilesWrong."""
    row = statistics.standing(country, cell.period)
    return CitedNow(cell, len(row.revisions), _value(country, cell.period, cell.table, cell.codes))


def looks_up(country: str) -> Callable[[CellCited], tuple[int, int | None] | None]:
    """Return how a report asks what a cited cell says by now; it answers None where the edition cannot be read here."""

    def found(cell: CellCited) -> tuple[int, int | None] | None:
        try:
            now = cited_now(country, cell)
        except FieldError:
            return None
        return now.revision, now.now

    return found


def is_as_cited(country: str, cell: CellCited) -> bool:
    """Tell whether the cited revision, as it lies on the shelf, says this number. Raises EditionUnknown, EditionFilesWrong."""
    return _value(country, cell.period, cell.table, cell.codes, cell.revision) == cell.value


def _value(country: str, period: str, table: str, codes: list[str], revision: int | None = None) -> int | None:
    sheet = statistics.kept(statistics.standing(country, period), revision).sheet(table)
    return next((row.value for row in sheet.rows if row.codes == tuple(codes)), None) if sheet else None
