"""What must hold between the rows and files of a pack. Each check returns problems with file, line and column."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from . import errors
from .errors import Problem
from .pack import AREAS_FILE, COUNTRY_FILE, Country
from .reading import Placed, Table, line_of
from .rows import Dated, Deadline
from .words import COUNTED_UNITS, HIDDEN_PLACES, UNKNOWN_NATIONALITY, UNSHOWN, CountedFrom, Role, TriageFact, TriageTest

Tables = dict[str, Table[Any]]  # Any: each table has rows of its own schema
Box = tuple[float, float, float, float]

#: (file, column) -> file whose codes it names
REFERENCES = (
    ("admin2", "state", "admin1"),
    ("admin3", "parent", "admin2"),
    ("groups", "state", "admin1"),
    ("groups", "municipality", "admin2"),
    ("services_directory", "state", "admin1"),
    ("categories", "scheme", "schemes"),
    ("services", "form_group", "form_groups"),
    ("mapping", "service", "services"),
    ("mapping", "category", "categories"),
    ("services_not_given", "group", "groups"),
    ("services_not_given", "service", "services"),
    ("supply_items", "service", "services"),
)
STATE_MARGIN_DEG = 0.25
COUNTRY_MARGIN_DEG = 1.0


def problems_of_each_table(tables: Tables) -> list[Problem]:
    """Return what can be said of each file by itself: repeated codes, dates the wrong way round, unknown zones."""
    found: list[Problem] = []
    for table in tables.values():
        found += problems_of_table(table)
    found += _zones(tables["groups"])
    found += _hidden_places(tables["services_directory"])
    found += _triage(tables["triage"], tables["alert_words"])
    return found


def problems_of_table(table: Table[Any]) -> list[Problem]:
    """Return what any file by itself may have wrong: repeated codes, dates the wrong way round, terms without their number."""
    return [*_duplicates(table), *_reversed_dates(table), *_terms(table)]


def _terms(table: Table[Any]) -> Iterator[Problem]:
    """Yield terms that are counted and say no number, and those that say a number and cannot be counted."""
    for placed in table.rows:
        row = placed.row
        if not isinstance(row, Deadline):
            return
        if row.unit in COUNTED_UNITS and row.amount is None:
            yield table.problem(placed.line, "amount", "", errors.BadValue(expected="un número: el plazo se cuenta"))
        elif row.unit not in COUNTED_UNITS and row.amount:
            yield table.problem(placed.line, "amount", row.amount, errors.BadValue(expected="vacío: ese plazo no se cuenta"))


def unknown_rights(laws: Table[Any], names: Collection[str]) -> Iterator[Problem]:
    """Yield laws filed under a right that the list of all countries does not name: they could be compared with nothing."""
    for placed in laws.rows:
        if placed.row.right_code not in names:
            yield laws.problem(placed.line, "right_code", placed.row.right_code, errors.UnknownReference(file="rights.csv"))


def all_problems(folder: Path, country: Country, tables: Tables, areas: dict[str, Any]) -> list[Problem]:  # Any: GeoJSON
    """Return every problem of a pack whose rows could all be read."""
    found = problems_of_each_table(tables)
    for name, column, target in REFERENCES:
        found += _references(tables[name], column, tables[target])
    found += _country(folder, country, tables)
    found += _statistics(tables)
    found += _required_rows(tables)
    found += _case_kinds(tables["legal_case_kinds"], tables["legal_deadlines"])
    found += _outside_body_keys(tables["outside_body_keys"], country)
    if not found:  # these need sound references
        found += _topics(tables)
        found += _overlaps(tables)
        found += _ambiguous_codes(tables)
    found += _areas(folder, country, tables, areas)
    found += _coordinates(tables, areas, country)
    return found


def _duplicates(table: Table[Any]) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], int] = {}
    for placed in table.rows:
        key = tuple(getattr(placed.row, name) for name in placed.row.key)
        if key and key in seen:
            name = placed.row.key[0]
            yield table.problem(placed.line, name, key[0], errors.DuplicateRow(first_line=seen[key]))
        seen.setdefault(key, placed.line)


def _reversed_dates(table: Table[Any]) -> Iterator[Problem]:
    for placed in table.rows:
        row = placed.row
        if isinstance(row, Dated) and row.valid_from and row.valid_to and row.valid_to < row.valid_from:
            error = errors.DatesReversed(valid_from=row.valid_from.isoformat())
            yield table.problem(placed.line, "valid_to", row.valid_to, error)


def is_zone(name: str) -> bool:
    """Say whether the IANA database knows the zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _zones(groups: Table[Any]) -> Iterator[Problem]:
    for placed in groups.rows:
        if not is_zone(placed.row.zone):
            yield groups.problem(placed.line, "zone", placed.row.zone, errors.UnknownZone())


def _hidden_places(directory: Table[Any]) -> Iterator[Problem]:
    for placed in directory.rows:
        if placed.row.kind in HIDDEN_PLACES:
            for name in ("lat", "lon", "address"):
                if getattr(placed.row, name) is not None:
                    yield directory.problem(placed.line, name, "…", errors.HiddenPlace())


NUMBERS = (TriageTest.AT_LEAST, TriageTest.AT_MOST)
WORD_FACTS = (TriageFact.URGENT, TriageFact.NEEDS, TriageFact.MEANS, TriageFact.WATER_LEFT)


def _triage(rules: Table[Any], words: Table[Any]) -> Iterator[Problem]:
    """Yield rules of urgency that could never hold: a code that no alert has, a number that is none, a test of another fact."""
    known = {placed.row.code for placed in words.rows}
    for placed in rules.rows:
        row = placed.row
        for part, fact, test, value in (
            ("", row.fact, row.test, row.value),
            ("and_", row.and_fact, row.and_test, row.and_value),
        ):
            expected = "" if (fact, test, value) == (None, None, None) else _expected(fact, test, value, known)
            if expected:
                shown = "|".join(value or ())
                yield rules.problem(placed.line, f"{part}value", shown, errors.BadValue(expected=expected))


def _expected(fact: TriageFact | None, test: TriageTest | None, value: tuple[str, ...] | None, known: set[str]) -> str:
    """Return what a condition should say instead, '' where it can hold."""
    if fact is None or test is None or value is None:
        return "hecho, prueba y valor, o ninguno de los tres"
    if fact in WORD_FACTS:
        is_sound = test == TriageTest.ANY_OF and known.issuperset(value)
        return "" if is_sound else "«any_of» con códigos de alert_words"
    if fact == TriageFact.GUIDE_LEFT:
        return "" if test == TriageTest.IS and value in (("true",), ("false",)) else "«is» con true o false"
    return "" if test in NUMBERS and len(value) == 1 and value[0].isdecimal() else "«at_least» o «at_most» con un número"


def _references(table: Table[Any], column: str, target: Table[Any]) -> Iterator[Problem]:
    known = {placed.row.code for placed in target.rows}
    for placed in table.rows:
        value = getattr(placed.row, column)
        if value is not None and value not in known:
            yield table.problem(placed.line, column, value, errors.UnknownReference(file=target.file))


def _topics(tables: Tables) -> Iterator[Problem]:
    """Yield topics that name a right, a hazard or a state that is not there, or a place that did not agree to be shown."""
    rights = {placed.row.right_code for placed in tables["legislation"].rows}
    hazards, states = ({placed.row.code for placed in tables[name].rows} for name in ("hazards", "admin1"))
    hidden = {placed.row.code for placed in tables["services_directory"].rows if placed.row.consent in UNSHOWN}
    for placed in tables["topics"].rows:
        row = placed.row
        for name, values, known, file in (
            ("right_code", (row.right_code,) if row.right_code else (), rights, "legislation.csv"),
            ("hazards", row.hazards, hazards, "hazards.csv"),
            ("states", row.states, states, "admin1.csv"),
        ):
            for value in values:
                if value not in known:
                    yield tables["topics"].problem(placed.line, name, value, errors.UnknownReference(file=file))
        if row.service in hidden:
            yield tables["topics"].problem(placed.line, "service", row.service, errors.PlaceNotShown())


def _case_kinds(kinds: Table[Any], terms: Table[Any]) -> Iterator[Problem]:
    """Yield kinds of legal cases that name a term which is not there."""
    known = {placed.row.code for placed in terms.rows}
    for placed in kinds.rows:
        for code in placed.row.deadlines:
            if code not in known:
                yield kinds.problem(placed.line, "deadlines", code, errors.UnknownReference(file=terms.file))


P256 = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
"""How every public key of P-256 begins as DER, the point written out."""
P256_LONG = 91


def _outside_body_keys(keys: Table[Any], country: Country) -> Iterator[Problem]:
    """Yield keys of another body than the outside one, keys that are none, one key for both uses, and two that hold at once."""
    for number, placed in enumerate(keys.rows):
        row = placed.row
        if row.body != country.outside_body:
            yield keys.problem(placed.line, "body", row.body, errors.BadValue(expected=f"«{country.outside_body}»"))
        for name in ("sealing_key", "signing_key"):
            if not _is_p256(getattr(row, name)):
                error = errors.BadValue(expected="una llave pública P-256 (DER en base64), como la escribe «vereda ombuds keys»")
                yield keys.problem(placed.line, name, getattr(row, name), error)
        if row.sealing_key == row.signing_key:
            error = errors.BadValue(expected="otra llave: una cierra, la otra firma")
            yield keys.problem(placed.line, "signing_key", row.signing_key, error)
        for first in keys.rows[:number]:
            if _touch(first.row, row):
                overlap = errors.DatesOverlap(first_line=first.line)
                yield keys.problem(placed.line, "valid_from", row.valid_from, overlap)


def _is_p256(written: str) -> bool:
    try:
        der = b64decode(written, validate=True)
    except ValueError:
        return False
    return der.startswith(P256) and len(der) == P256_LONG


def _country(folder: Path, country: Country, tables: Tables) -> Iterator[Problem]:
    text = (folder / COUNTRY_FILE).read_text("utf-8-sig")

    def at(name: str, found: str, error: errors.RowError) -> Problem:
        return Problem(COUNTRY_FILE, line_of(text, rf"^\s*{name}\b"), 1, name, found, error)

    if not is_zone(country.default_zone):
        yield at("default_zone", country.default_zone, errors.UnknownZone())
    if country.iso.lower() != folder.name.lower():
        yield at("iso", country.iso, errors.NotTheFolder(folder=folder.name))
    for name, value, target in (
        ("main_language", country.main_language, "languages"),
        ("outside_body", country.outside_body, "institutions"),
    ):
        if value not in {placed.row.code for placed in tables[target].rows}:
            yield at(name, value, errors.UnknownReference(file=f"{target}.csv"))
    groups = {placed.row.code for placed in tables["groups"].rows}
    for code in country.phone_expiry_h.keys() - groups - {"usual"}:
        yield at(code, code, errors.UnknownReference(file="groups.csv"))
    known = {placed.row.code for name in ("services", "dispositions") for placed in tables[name].rows}
    for code in sorted({code for row in country.asking for code in row.not_with} - known):
        yield at("not_with", code, errors.UnknownReference(file="services.csv"))
    for placed in tables["admin1"].rows:
        if not placed.row.code.startswith(f"{country.iso}-"):
            error = errors.ForeignCode(prefix=f"{country.iso}-")
            yield tables["admin1"].problem(placed.line, "code", placed.row.code, error)


def _statistics(tables: Tables) -> Iterator[Problem]:
    services, schemes = tables["services"], tables["schemes"]
    mapped = {placed.row.service for placed in tables["mapping"].rows}
    for placed in services.rows:
        if placed.row.code not in mapped:
            yield services.problem(placed.line, "code", placed.row.code, errors.ServiceWithoutCategory())
        if placed.row.generic and placed.row.on_form:
            yield services.problem(placed.line, "on_form", "true", errors.GenericOnForm())
    for what in (CountedFrom.BODY, CountedFrom.PATROL):
        yield from _only_one(tables["categories"], "counted_from", what)
    yield from _only_one(schemes, "is_official", True)
    if not any(placed.row.is_official for placed in schemes.rows):
        yield schemes.problem(0, "is_official", "", errors.NoOfficialScheme())


def _only_one(table: Table[Any], column: str, value: object) -> Iterator[Problem]:
    rows = [placed for placed in table.rows if getattr(placed.row, column) == value]
    for placed in rows[1:]:
        error = errors.MoreThanOne(first_line=rows[0].line)
        yield table.problem(placed.line, column, str(value).lower(), error)


def _required_rows(tables: Tables) -> Iterator[Problem]:
    codes = {placed.row.code for placed in tables["nationalities"].rows}
    if UNKNOWN_NATIONALITY not in codes:
        error = errors.UnknownNationalityMissing(nationality=UNKNOWN_NATIONALITY)
        yield tables["nationalities"].problem(0, "code", "", error)
    roles = {placed.row.role for placed in tables["institutions"].rows}
    for role in (Role.NETWORK, Role.EMERGENCY, Role.OMBUDSPERSON):
        if role not in roles:
            yield tables["institutions"].problem(0, "role", "", errors.RoleMissing(role=role))


def _overlaps(tables: Tables) -> Iterator[Problem]:
    scheme = {placed.row.code: placed.row.scheme for placed in tables["categories"].rows}
    by_service: dict[tuple[str, str], list[Placed[Any]]] = {}
    for placed in tables["mapping"].rows:
        by_service.setdefault((placed.row.service, scheme[placed.row.category]), []).append(placed)
    yield from _overlapping(tables["mapping"], by_service.values())
    away: dict[tuple[str, str], list[Placed[Any]]] = {}
    for placed in tables["services_not_given"].rows:
        away.setdefault((placed.row.group, placed.row.service), []).append(placed)
    yield from _overlapping(tables["services_not_given"], away.values())


def _overlapping(table: Table[Any], sets: Iterable[list[Placed[Any]]]) -> Iterator[Problem]:
    for placed_rows in sets:
        for number, later in enumerate(placed_rows):
            for first in placed_rows[:number]:
                if _touch(first.row, later.row):
                    error = errors.DatesOverlap(first_line=first.line)
                    yield table.problem(later.line, "valid_from", later.row.valid_from, error)
                    break


def _touch(one: Dated, other: Dated) -> bool:
    starts = (one.valid_from or date.min, other.valid_from or date.min)
    ends = (one.valid_to or date.max, other.valid_to or date.max)
    return max(starts) <= min(ends)


def _ambiguous_codes(tables: Tables) -> Iterator[Problem]:
    """A code that is both a service and a category must mean the same in an imported file."""
    scheme = {placed.row.code: placed.row.scheme for placed in tables["categories"].rows}
    table = tables["mapping"]
    for placed in table.rows:
        service, category = placed.row.service, placed.row.category
        if service in scheme and scheme[service] == scheme[category] and service != category:
            yield table.problem(placed.line, "category", category, errors.AmbiguousCode())


def _areas(folder: Path, country: Country, tables: Tables, areas: dict[str, Any]) -> Iterator[Problem]:  # Any: GeoJSON
    text = (folder / AREAS_FILE).read_text("utf-8-sig")
    known = {placed.row.code for placed in tables["admin1"].rows}
    drawn = {area["properties"]["code"] for area in areas["features"] if area["properties"]["iso"] == country.iso}
    for code in sorted(drawn - known):
        yield Problem(AREAS_FILE, line_of(text, f'"{code}"'), 1, "code", code, errors.UnknownReference(file="admin1.csv"))
    for placed in tables["admin1"].rows:
        if placed.row.code not in drawn:
            error = errors.UnknownReference(file=AREAS_FILE)
            yield tables["admin1"].problem(placed.line, "code", placed.row.code, error)


def boxes(areas: dict[str, Any], iso: str) -> dict[str, Box]:  # Any: GeoJSON
    """Return (south, west, north, east) of each own area, in degrees."""
    found: dict[str, Box] = {}
    for area in areas["features"]:
        if area["properties"]["iso"] == iso:
            points = list(_points(area["geometry"]["coordinates"]))
            lons, lats = [point[0] for point in points], [point[1] for point in points]
            found[area["properties"]["code"]] = (min(lats), min(lons), max(lats), max(lons))
    return found


def _points(nested: Any) -> Iterator[tuple[float, float]]:  # Any: lists nested to any depth
    if isinstance(nested[0], (int, float)):
        yield nested[0], nested[1]
    else:
        for part in nested:
            yield from _points(part)


def _inside(box: Box, lat: float, lon: float, margin: float) -> bool:
    south, west, north, east = box
    return south - margin <= lat <= north + margin and west - margin <= lon <= east + margin


def _coordinates(tables: Tables, areas: dict[str, Any], country: Country) -> Iterator[Problem]:  # Any: GeoJSON
    """Points must lie in or near their state; a swapped pair is told with the right order."""
    by_state = boxes(areas, country.iso)
    states = {placed.row.code: placed.row.state for placed in tables["admin2"].rows}
    for placed in tables["admin3"].rows:
        state = states.get(placed.row.parent)
        if state in by_state and placed.row.lat is not None and placed.row.lon is not None:
            yield from _misplaced(tables["admin3"], placed, by_state[state], state, STATE_MARGIN_DEG)
    for name, column in (("groups", "state"), ("admin2", "state"), ("services_directory", "state"), ("admin1", "code")):
        for placed in tables[name].rows:
            state = getattr(placed.row, column)
            if state in by_state and placed.row.lat is not None and placed.row.lon is not None:
                yield from _misplaced(tables[name], placed, by_state[state], state, STATE_MARGIN_DEG)
    whole = _around(by_state.values())
    for name in ("crossing_points", "hazards"):
        for placed in tables[name].rows:
            if placed.row.lat is not None and placed.row.lon is not None:
                yield from _misplaced(tables[name], placed, whole, country.iso, COUNTRY_MARGIN_DEG)


def _around(found: Iterable[Box]) -> Box:
    several = list(found) or [(-90.0, -180.0, 90.0, 180.0)]
    return (
        min(box[0] for box in several),
        min(box[1] for box in several),
        max(box[2] for box in several),
        max(box[3] for box in several),
    )


def _misplaced(table: Table[Any], placed: Placed[Any], box: Box, area: str, margin: float) -> Iterator[Problem]:
    lat, lon = placed.row.lat, placed.row.lon
    if _inside(box, lat, lon, margin):
        return
    if _inside(box, lon, lat, margin):
        yield table.problem(placed.line, "lat", lat, errors.CoordinatesSwapped(lat=lon, lon=lat))
    else:
        yield table.problem(placed.line, "lat", f"{lat}, {lon}", errors.OutsideArea(area=area))
