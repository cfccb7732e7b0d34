"""One thing that is wrong in a file, where it stands, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vereda.encounters.importing.errors import RowError
from vereda.errors import FieldError
from vereda.places.door import CoordinatesSwapped, EmptyPoint, NotACoordinate, OutsideCountry, SignMissing

VALUE_MOST = 60  # characters of a cell that a message repeats: a note is not copied into a report


def noop(text: str) -> str:
    """Mark a text for the catalogues; it is translated where it is shown."""
    return text


IN_A_CELL, IN_A_ROW = noop("línea {line}, columna {column}"), noop("línea {line}")
OF_PLACES: tuple[type[FieldError], ...] = (NotACoordinate, EmptyPoint, CoordinatesSwapped, SignMissing, OutsideCountry)
KINDS: dict[str, type[FieldError]] = {kind.code: kind for kind in (*RowError.__subclasses__(), *OF_PLACES)}
"""By code, so that a problem can lie on disk and be read back."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell, or a row as a whole (column ''), that cannot be imported as it is.

    line     line of the file on which the row begins, as an editor counts; the heading is line 1
    value    what stands there, shortened
    code, details   the error that says what to do
    """

    line: int
    column: str
    value: str
    code: str
    details: dict[str, Any]  # Any: as in FieldError

    def what_to_do(self, say: Callable[[str], str]) -> str:
        """Return the sentence that says what to do. say: translates the Spanish sentence into the reader's language."""
        return say(KINDS[self.code].hint).format(**self.details)

    def text(self, say: Callable[[str], str]) -> str:
        """Return the problem as one line."""
        where = say(IN_A_CELL if self.column else IN_A_ROW)
        there = f": «{self.value}»" if self.value else ""
        return f"{where.format(line=self.line, column=self.column)}{there}: {self.what_to_do(say)}"


def problem(line: int, column: str, value: str, error: FieldError) -> Problem:
    """Return an error as the problem of one cell."""
    return Problem(line, column, shortened(value), error.code, error.details)


def shortened(value: str) -> str:
    """Return a cell as a message repeats it: one line, no more than `VALUE_MOST` characters, no control characters."""
    seen = "".join(c if c.isprintable() else "\ufffd" for c in value[: VALUE_MOST + 1])
    return seen if len(value) <= VALUE_MOST else seen[:VALUE_MOST] + "…"
