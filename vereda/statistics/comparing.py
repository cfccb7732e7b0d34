"""A published table beside that of the same month a year before: both numbers, and which differences are no chance. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from vereda.statistics.disclosure import BASE, RULES
from vereda.statistics.editions import Row, Sheet, written
from vereda.statistics.words import TOTAL, By

BY_CHANCE = 2 * (BASE - 1 + RULES.changed_least - 1)
"""What two printed numbers can differ by though nothing differs: each is off by less than five, and by up to two who came later
and are too few for a revision to draw the cell again [people, services or encounters]."""
ROUNDING, WITHHELD, NOT_LISTED = "rounding", "withheld", "not_listed"


class Compared(NamedTuple):
    """One row of two editions. change: only where it is more than chance makes; else `why`: rounding, withheld, not_listed."""

    codes: tuple[str, ...]
    before: int | None
    now: int | None
    change: int | None
    why: str = ""

    @property
    def is_margin(self) -> bool:
        """Tell whether the row tells at most one code."""
        return sum(code != TOTAL for code in self.codes) <= 1


def compared(now: Sheet, before: Sheet) -> list[Compared]:
    """Return the rows of a table beside the same of an earlier edition, in its order; rows of that one alone come last."""
    new, old = {row.codes: row for row in now.rows}, {row.codes: row for row in before.rows}
    return [_compared(codes, new.get(codes), old.get(codes)) for codes in {**new, **old}]


def _compared(codes: tuple[str, ...], now: Row | None, before: Row | None) -> Compared:
    if now is None or before is None:
        why = NOT_LISTED
    elif now.value is None or before.value is None:
        why = WITHHELD
    else:
        change = now.value - before.value
        is_real = abs(change) > BY_CHANCE
        return Compared(codes, before.value, now.value, change if is_real else None, "" if is_real else ROUNDING)
    return Compared(codes, before.value if before else None, now.value if now else None, None, why)


def is_redefined(codes: Sequence[str], columns: Sequence[str], changed: Collection[str]) -> bool:
    """Tell whether a row counts categories that count other services than a year before. changed: their codes.

    A row of all categories does, where any of them changed.
    """
    told = dict(zip(columns, codes, strict=True)).get(By.CATEGORY)
    return bool(changed) and told is not None and (told == TOTAL or told in changed)


def compared_csv(columns: Sequence[str], periods: tuple[str, str], rows: Iterable[Compared], changed: Collection[str]) -> str:
    """Return the rows as CSV: codes, the two numbers under their months, the change, why there is none, what counts otherwise.

    periods  the month before and the month, as headers
    """
    head = [*columns, *periods, "change", "why_none", "category_changed"]
    return written(
        [
            head,
            *(
                [*one.codes, *_blank(one[1:4]), one.why, "yes" if is_redefined(one.codes, columns, changed) else ""]
                for one in rows
            ),
        ]
    )


def _blank(numbers: Iterable[int | None]) -> list[int | str]:
    return ["" if one is None else one for one in numbers]
