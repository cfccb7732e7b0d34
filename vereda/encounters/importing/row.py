"""One row as it was understood: all that identity, comparison and writing need of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

type Head = list[Any]  # Any: JSON; what all rows of one encounter must share


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file without problems.

    at, on     instant with its claimed offset, or local day at the group's post; one of them
    services   codes, sorted, each once; empty for a row of bodies
    count      people, or bodies when `is_bodies`
    lat, lon   degrees, WGS 84; both or neither
    """

    line: int
    encounter_id: str
    at: datetime | None
    on: date | None
    group: str
    services: tuple[str, ...]
    nationality: str
    sex: str
    age_band: str
    count: int
    is_bodies: bool
    lat: float | None
    lon: float | None
    place: str
    note: str

    @property
    def when(self) -> str:
        """The time as it is compared: the instant in UTC, or the day."""
        return self.at.astimezone(UTC).isoformat() if self.at else str(self.on)

    @property
    def told_at(self) -> str:
        """The time as the row says it."""
        return self.at.isoformat() if self.at else str(self.on)

    @property
    def ms(self) -> int:
        """Milliseconds since 1970 (UTC) of `at`, or of 00:00 UTC of `on`."""
        if self.at is not None:
            return int(self.at.timestamp() * 1000)
        assert self.on is not None
        return (self.on.toordinal() - EPOCH) * 86_400_000

    def head(self) -> Head:
        """Return what all rows of the encounter must share, in the order of `HEAD`."""
        return ["at" if self.at else "on", self.when, self.group, self.lat, self.lon, self.place]

    def canonical(self) -> Head:
        """Return all that the row says, in one order and one spelling."""
        what = [list(self.services), self.nationality, self.sex, self.age_band, self.is_bodies, self.count, self.note]
        return [self.encounter_id, *self.head(), *what]

    def name(self) -> Head:
        """Return what names the line within its encounter."""
        return [self.nationality, self.sex, self.age_band, list(self.services), self.is_bodies]

    def to_json(self) -> Head:
        """Return the row as it lies on disk between the two passes."""
        at = self.at.isoformat() if self.at else None
        on = self.on.isoformat() if self.on else None
        return [
            self.line, self.encounter_id, at, on, self.group, list(self.services), self.nationality, self.sex, self.age_band,
            self.count, self.is_bodies, self.lat, self.lon, self.place, self.note,
        ]  # fmt: skip

    @classmethod
    def from_json(cls, stored: Head) -> Row:
        """Return what `to_json` stored."""
        line, encounter_id, at, on, group, services, *rest = stored
        return cls(
            line,
            encounter_id,
            datetime.fromisoformat(at) if at else None,
            date.fromisoformat(on) if on else None,
            group,
            tuple(services),
            *rest,
        )


EPOCH = date(1970, 1, 1).toordinal()
HEAD = ("", "at", "group", "lat", "lon", "place")
"""Columns of `Row.head`, for messages; '' is which of `at` and `on`."""
