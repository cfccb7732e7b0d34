"""Figures as the press printed them, table by table: what of them can be recorded, and why the rest cannot.

A table is what one source says of one period; within it each scope (the country, a state, a group, an event) stands for itself,
since the parts are in the whole. A state or group is taken by a group of its own; the country and a river by any group, as only
counts by category are compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from vereda.countries.door import CountedFrom, category_counted_from, official_categories, pack
from vereda.statistics.schema import Skipped, press

MX = pack("mx")
BODY, PATROL = category_counted_from(MX, CountedFrom.BODY) or "", category_counted_from(MX, CountedFrom.PATROL) or ""
OFFICIAL = {category.code: category for category in official_categories(MX)}
ANY_GROUP = "piedras-negras"
ALL, UNKNOWN = "ALL", "UNKNOWN"


@dataclass
class Table:
    """What one source says of one period and scope. counts: category -> nationality ('' all, 'XX' unknown) -> number."""

    from_on: date
    to_on: date
    source: str
    scope: str
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    printed_total: int | None = None

    @property
    def name(self) -> str:
        return f"{self.from_on}..{self.to_on} {self.scope} {self.source.split('/')[2] if '//' in self.source else self.source}"

    @property
    def group(self) -> str:
        """The group that records it."""
        kind, _, place = self.scope.partition(":")
        groups = MX.groups.values()
        own = [one.code for one in groups if one.state == self.scope or (kind == "group" and one.city == place)]
        return own[0] if own else ANY_GROUP

    def figure(self, category: str) -> int:
        """Return the number of a category: as printed for all, else the sum over what was printed by nationality."""
        by_nationality = self.counts[category]
        return by_nationality.get("") or sum(by_nationality.values())

    def lines(self, category: str) -> list[tuple[str, int]]:
        """Return (nationality, number) as they can be recorded: by nationality where that sums to the whole."""
        by_nationality = {code: number for code, number in self.counts[category].items() if code}
        if sum(by_nationality.values()) == self.figure(category):
            return sorted(by_nationality.items())
        return [("XX", self.figure(category))]

    @property
    def is_official(self) -> bool:
        """Whether its categories are those of the official table. The press used other headings from 2023."""
        return set(self.counts) <= set(OFFICIAL)

    @property
    def added(self) -> int:
        """The sum of the categories that a total adds."""
        return sum(self.figure(code) for code in self.counts if MX.categories[code].in_total)

    @property
    def has_sum(self) -> bool:
        """Whether a total is printed beside all the categories that it adds."""
        return self.printed_total is not None and self.added > 0 and not self.lacks

    @property
    def lacks(self) -> list[str]:
        """Categories of the total that the table does not print, so that its total cannot be the sum."""
        schemes = {MX.categories[code].scheme for code in self.counts if MX.categories[code].in_total}
        wanted = [one.code for one in MX.categories.values() if one.in_total and one.scheme in schemes]
        return sorted(set(wanted) - set(self.counts))


def tables() -> list[Table]:
    """Return the tables that have something to record, in the order of the file."""
    found: dict[tuple[date, date, str, str], Table] = {}
    for one in press("mx").figures:
        key = (one.from_on, one.to_on, one.source, one.universe)
        table = found.setdefault(key, Table(*key))
        if one.heading.skipped is Skipped.TOTAL:
            table.printed_total = int(one.value)
        elif one.heading.skipped is None:
            code = {ALL: "", UNKNOWN: "XX"}.get(one.nationality, one.nationality)
            table.counts.setdefault(one.heading.code, {})[code] = int(one.value)
    return [table for table in found.values() if table.counts]
