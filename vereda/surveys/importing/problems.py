"""One cell of a workbook that is wrong: sheet, row and column as the spreadsheet shows them, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vereda.surveys.errors import CellError

VALUE_MOST = 60  # [signs]


def noop(text: str) -> str:
    """Mark a text for the catalogues; it is translated where it is shown."""
    return text


IN_A_CELL, IN_A_ROW = noop("hoja {sheet}, renglón {row}, columna {column}"), noop("hoja {sheet}, renglón {row}")


@dataclass(frozen=True)
class Problem:
    """Where and what. row: 1 is the heading; column '': the row as a whole; value: what stands there, shortened."""

    sheet: str
    row: int
    column: str
    value: str
    error: CellError

    def what_to_do(self, say: Callable[[str], str]) -> str:
        """Return the sentence that says what to do. say: translates the Spanish sentence into the reader's language."""
        return say(self.error.hint).format(**self.error.details)

    def text(self, say: Callable[[str], str]) -> str:
        """Return the problem as one line."""
        where = say(IN_A_CELL if self.column else IN_A_ROW).format(sheet=self.sheet, row=self.row, column=self.column)
        return f"{where}{f': «{self.value}»' if self.value else ''}: {self.what_to_do(say)}"


def problem(sheet: str, row: int, column: str, value: str, error: CellError) -> Problem:
    """Return what is wrong with a cell, its value shortened to one line."""
    seen = "".join(c if c.isprintable() else " " for c in value)
    return Problem(sheet, row, column, seen if len(seen) <= VALUE_MOST else seen[:VALUE_MOST] + "…", error)
