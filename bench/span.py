"""Ten years of days over the groups of a country, and rows of read models whose columns need not all be named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BooleanField, CharField, Field, IntegerField, JSONField, Model

from vereda.countries.door import Group
from vereda.logbook import clock
from vereda.logbook.ids import uuid8

YEARS = 10
STAFF = [
    str(UUID(int=number)) for number in range(1, 13)
]  # nobody's accounts: of a group's own people only few are here at a time


class Day(NamedTuple):
    """One day of one group. at: now, so many days ago; back: how many; number: of the group."""

    group: Group
    number: int
    back: int
    at: datetime

    @property
    def on(self) -> date:
        return self.at.date()


@dataclass
class Span:
    """The days of some groups up to now, oldest first. number of a group: its place among all of the country."""

    country: str
    groups: Sequence[tuple[int, Group]]
    now: datetime
    days: int = YEARS * 365
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    def each(self, *, every: int = 1, until_back: int = 0) -> Iterator[Day]:
        """Yield one day in `every`, of every group. until_back: so many days before today it ends."""
        for back in range(self.days - 1, until_back - 1, -every):
            for number, group in self.groups:
                yield Day(group, number, back, self.now - timedelta(days=back))

    def id(self, at: datetime) -> UUID:
        """Return a new id of an instant."""
        return uuid8(clock.to_ms(at.astimezone(UTC)), b"span" + next(self.ids).to_bytes(6, "big"))

    def row(self, model: type[Model], group: Group, **told: Any) -> dict[str, Any]:  # Any: values of columns
        """Return a row of a model: what is told, and nothing in its other columns."""
        return {**blank(model), "country": self.country, "group": group.code, **told}


def patrol_id(at: datetime, day: int, number: int) -> UUID:
    """Return the id of a team that went out."""
    return uuid8(clock.to_ms(at.astimezone(UTC)), (day * 1_000 + number).to_bytes(10, "big"))


_BLANK: dict[type[Model], dict[str, Any]] = {}  # Any: values of columns


def blank(model: type[Model]) -> dict[str, Any]:  # Any: as above
    """Return a row of a model in which nothing stands."""
    if model not in _BLANK:
        fields = [one for one in model._meta.concrete_fields if one is not model._meta.auto_field]
        _BLANK[model] = {one.attname: _nothing(one) for one in fields}
    return _BLANK[model]


def _nothing(column: Field[Any, Any]) -> Any:  # Any: a column of any type
    if column.null:
        return None
    if isinstance(column, JSONField):
        return []
    if isinstance(column, BooleanField):
        return False
    if isinstance(column, IntegerField):
        return 0
    return "" if isinstance(column, CharField) else None
