"""The exact numbers of a dashboard: the same questions as a bulletin's, answered from cubes. Internal.

One object a page: it has the months written anew once, and asks of the same files until the page is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vereda.statistics import rules
from vereda.statistics.catalogue import Catalogue
from vereda.statistics.table import Table, made


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
        from vereda.statistics.cubes import sums_of
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
        block, on = self.as_of_block, self.as_of_on
        months = {f"{month:%Y-%m}" for month in rules.months(from_on, to_on)}
        paths = [path for path in self.months if path.stem in months]
        found = sums_of(asked, paths, self.groups)
        if found is not None:
            answer = rules.add_up(found, asked, self.catalogue)
            return made(answer, asked, self.catalogue, as_of_block=block, as_of_on=on, lang=lang)
        facts = facts_in(paths)
        within = facts if self.groups is None else facts.filter(facts.group.isin(sorted(self.groups)))
        return ask(asked, within, self.catalogue, as_of_block=block, as_of_on=on, lang=lang)
