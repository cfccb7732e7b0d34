"""A row: cells in, a Row or everything that is wrong with it out. Nothing is completed or guessed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from vereda.countries.door import Pack
from vereda.encounters.importing import cells, columns
from vereda.encounters.importing.errors import (
    CellCount,
    CellEmpty,
    CoordinateAlone,
    DayInTheFuture,
    DayTooOld,
    GroupNotYours,
    NotCsv,
    ServiceNotThen,
    TimeMissing,
    TimeTwice,
)
from vereda.encounters.importing.problems import Problem, problem
from vereda.encounters.importing.row import Row
from vereda.errors import FieldError
from vereda.places.door import BadPoint, check_point

FIRST_ON = date(1970, 1, 1)  # ids count milliseconds from here
AHEAD = timedelta(minutes=10)  # clocks differ by so much before a time is in the future
NO_SERVICES: tuple[str, ...] = ()
ID_MOST, PLACE_MOST, NOTE_MOST = 100, 200, 4000


class Reading:
    """Reads the rows of one file.

    names    columns in their order
    groups   groups whose encounters the author may import; None: all
    now      wall clock (aware)
    """

    def __init__(self, names: Sequence[str], pack: Pack, *, now: datetime, groups: Collection[str] | None = None) -> None:
        self.places = {name: names.index(name) for name in columns.COLUMNS if name in names}
        self.width = len(names)
        self.pack, self.codes, self.groups = pack, cells.Codes(pack), groups
        self.latest = now.astimezone(UTC) + AHEAD
        self.zones = {code: ZoneInfo(group.zone) for code, group in pack.groups.items()}
        self.points: dict[tuple[float, float], None] = {}

    def row(self, line: int, found: Sequence[str] | None) -> Row | list[Problem]:
        """Return the row, or its problems: at least one, in the order of the columns."""
        if found is None:
            return [problem(line, "", "", NotCsv())]
        if len(found) != self.width:
            return [problem(line, "", "", CellCount(found=len(found), expected=self.width))]
        return _Cells(self, line, found).row()

    def local_day(self, at: datetime, group: str) -> date:
        """Return the local day at a group's post."""
        return at.astimezone(self.zones[group]).date()

    def month(self, row: Row) -> date:
        """Return the first day of the month in which a row counts."""
        on = self.local_day(row.at, row.group) if row.at else row.on
        assert on is not None
        return on.replace(day=1)


class _Cells:
    """One row while it is read: values are taken, problems gathered."""

    def __init__(self, reading: Reading, line: int, found: Sequence[str]) -> None:
        self.reading, self.line, self.found = reading, line, found
        self.problems: list[Problem] = []

    def row(self) -> Row | list[Problem]:
        codes = self.reading.codes
        encounter_id = self._take("encounter_id", lambda value: cells.name(value, ID_MOST), "")
        at, on = self._take_time()
        group = self._take("group", self._group, "")
        services: tuple[str, ...] = self._take("services", codes.services, NO_SERVICES)
        nationality = self._take("nationality", codes.nationality, "")
        sex = self._take("sex", cells.sex, "")
        band = self._take("age_band", cells.age_band, "")
        count = self._take("count", cells.count, 1)
        lat, lon = self._take_point()
        place = self._take("place", lambda value: cells.name(value, PLACE_MOST), "")
        note = self._take("note", lambda value: cells.text(value, NOTE_MOST), "")
        if group and (at or on):
            self._check_day(at, on, group, services)
        if self.problems:
            order = columns.COLUMNS.index
            return sorted(self.problems, key=lambda one: order(one.column))
        is_bodies = services == (codes.body,)
        given = () if is_bodies else services
        return Row(self.line, encounter_id, at, on, group, given, nationality, sex, band, count, is_bodies, lat, lon, place, note)

    def _cell(self, name: str) -> str:
        place = self.reading.places.get(name)
        return "" if place is None else self.found[place]

    def _take[V](self, name: str, read: Callable[[str], V], default: V) -> V:
        """Return the value of a cell; what is wrong with it is gathered, and `default` returned."""
        value = self._cell(name)
        try:
            return read(value if name == "note" else value.strip())
        except FieldError as why:
            self.problems.append(problem(self.line, name, value, why))
            return default

    def _wrong(self, name: str, error: FieldError) -> None:
        self.problems.append(problem(self.line, name, self._cell(name), error))

    def _take_time(self) -> tuple[datetime | None, date | None]:
        at, on = self._cell("at").strip(), self._cell("on").strip()
        if at and on:
            self._wrong("on", TimeTwice())
        elif at:
            return self._take("at", cells.instant, None), None
        elif on:
            return None, self._take("on", cells.day, None)
        else:
            self._wrong("at" if "at" in self.reading.places else "on", TimeMissing())
        return None, None

    def _take_point(self) -> tuple[float | None, float | None]:
        before = len(self.problems)
        lat, lon = self._take("lat", cells.degrees, None), self._take("lon", cells.degrees, None)
        if len(self.problems) > before:
            return None, None
        if (lat is None) != (lon is None):
            self._wrong("lat" if lat is None else "lon", CoordinateAlone())
        elif lat is not None and lon is not None:
            self._check_point(lat, lon)
        return lat, lon

    def _check_point(self, lat: float, lon: float) -> None:
        if (lat, lon) in self.reading.points:
            return
        try:
            check_point(self.reading.pack.iso, lat, lon)
        except BadPoint as why:
            self._wrong("lat", why)
            return
        if len(self.reading.points) < 100_000:
            self.reading.points[lat, lon] = None

    def _group(self, value: str) -> str:
        if not value:
            raise CellEmpty
        code = self.reading.codes.group(value)
        if self.reading.groups is not None and code not in self.reading.groups:
            raise GroupNotYours
        return code

    def _check_day(self, at: datetime | None, on: date | None, group: str, services: Sequence[str]) -> None:
        column = "at" if at else "on"
        try:
            local = self.reading.local_day(at, group) if at else on
        except OverflowError:  # the first or last day that a calendar can hold, moved over its edge by an offset
            local = at.date() if at else None
        assert local is not None
        if local < FIRST_ON or (at and at.timestamp() < 0):
            self._wrong(column, DayTooOld(first=FIRST_ON.isoformat()))
        elif (at and at > self.reading.latest) or local > self.reading.local_day(self.reading.latest, group):
            self._wrong(column, DayInTheFuture())
        else:
            self._check_services(services, local)

    def _check_services(self, services: Sequence[str], on: date) -> None:
        for code in services:
            service = self.reading.pack.services.get(code)
            if service and not service.holds_on(on):
                first, last = service.valid_from or "…", service.valid_to or "…"
                self._wrong("services", ServiceNotThen(valid_from=str(first), valid_to=str(last), day=on.isoformat()))
                return
