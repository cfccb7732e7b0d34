"""The exact numbers of a dashboard: the same questions as a bulletin's, answered from cubes. Internal.

One object a page: it has the months written anew once, and asks of the same files until the page is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vereda.statistics import rules
from vereda.statistics.catalogue import Catalogue

if TYPE_CHECKING:
    import ibis

    from vereda.statistics.daily import DayCount
    from vereda.statistics.table import Table


@dataclass(frozen=True)
class Numbers:
    """Months of a country that were written anew where they changed.

    groups  pack codes of the groups that are counted; None: the whole country
    """

    catalogue: Catalogue
    months: Sequence[Path]
    as_of_block: int
    as_of_on: date | None
    groups: tuple[str, ...] | None = None

    def table(
        self,
        from_on: date,
        to_on: date,
        by: Sequence[str],
        count: str = "services",
        *,
        outside: bool = False,
        lang: str = "es",
    ) -> Table:
        """Return the table of a question, equal to the bulletin's."""
        from vereda.statistics.bulletin import ask
        from vereda.statistics.cubes import rows_for
        from vereda.statistics.reading import facts_in

        asked = rules.question(
            country=self.catalogue.country,
            from_on=from_on,
            to_on=to_on,
            by=by,
            count=count,
            outside=outside,
            countries=[self.catalogue.country],
        )
        paths = self._paths(from_on, to_on)
        rows = rows_for(asked, paths)
        rows = self._of_groups(facts_in(paths) if rows is None else rows)
        return ask(asked, rows, self.catalogue, as_of_block=self.as_of_block, as_of_on=self.as_of_on, lang=lang)

    def days(self, from_on: date, to_on: date) -> dict[tuple[str, date], DayCount]:
        """Return (group, local day) -> what it counts, as the bulletin counts it."""
        from vereda.statistics.cubes import days_in
        from vereda.statistics.daily import by_day

        rows = self._of_groups(days_in(self._paths(from_on, to_on)))
        return by_day(rows, from_on, to_on, self.catalogue)

    def _paths(self, from_on: date, to_on: date) -> list[Path]:
        wanted = {f"{month:%Y-%m}" for month in rules.months(from_on, to_on)}
        return [path for path in self.months if path.stem in wanted]

    def _of_groups(self, rows: ibis.Table) -> ibis.Table:
        return rows if self.groups is None else rows.filter(rows.group.isin(sorted(self.groups)))
