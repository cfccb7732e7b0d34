"""What an encounter is after its entries, and what must hold before one is recorded. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from vereda.encounters.entries import (
    Bodies,
    Corrected,
    ImportCancelled,
    ImportClosed,
    ImportOpened,
    Joined,
    LastHelpAnswered,
    Line,
    LineRecorded,
    Margin,
    Recorded,
    Reinstated,
    Separated,
    Service,
    Struck,
    TotalReported,
    TotalWithdrawn,
    Withdrawn,
)
from vereda.encounters.errors import (
    KnownTogether,
    MarginAbovePeople,
    NothingMet,
    PeopleFewerThanLines,
    ServiceAbovePeople,
    ServiceTwice,
)
from vereda.encounters.words import MINORS, UNKNOWN, Attribute
from vereda.logbook.schema import Entry, FieldClass, Fields, Payload, State, reach, reopen, value_of, write

LINE, MARGIN, SERVICE, BODIES = "line:", "margin:", "service:", "bodies:"
PLAIN = ("people_met", "language", "unaccompanied_minors", "bodies")


def start() -> State:
    """Return an encounter of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the encounter after one more entry. Total: any valid entry gives a state."""
    payload = entry.payload
    if isinstance(payload, Withdrawn | Reinstated | Joined | Separated):
        _take_decision(state["fields"], payload, entry)
    elif isinstance(payload, Recorded):
        _take_recorded(state, payload, entry)
        state["by"] = sorted({*state.get("by", ()), entry.author})
    elif isinstance(payload, LineRecorded):
        _take_line(state, payload, entry)
    elif isinstance(payload, Corrected):
        _take_corrected(state, payload, entry)
    elif isinstance(payload, LastHelpAnswered):
        _take_answers(state, payload)
    elif isinstance(payload, Struck):
        state["struck_by"] = sorted({*state.get("struck_by", ()), entry.author})
    if is_struck(state):
        _strike(state["fields"])
    return state


def _take_decision(fields: Fields, payload: Withdrawn | Reinstated | Joined | Separated, entry: Entry) -> None:
    if isinstance(payload, Withdrawn):
        reach(fields, "withdrawn", payload.reason, entry)
    elif isinstance(payload, Reinstated):
        reopen(fields, "withdrawn", entry)
    else:
        into = str(payload.into) if isinstance(payload, Joined) else None
        write(fields, "joined", into if into != entry.subject else None, entry)  # None: it stands by itself


def is_struck(state: State) -> bool:
    """Tell whether the author struck what was written; who strikes the encounter of another strikes nothing."""
    return not set(state.get("struck_by", ())).isdisjoint(state.get("by", ()))


def _strike(fields: Fields) -> None:
    """Leave the tally: no note, no exact place, no named person, also of what is folded after the strike."""
    for name in ("note", "where"):
        fields.pop(name, None)
    for name, writes in fields.items():
        if name.startswith(LINE):
            fields[name] = [[entry, _without_persons(line)] for entry, line in writes]


def _without_persons(line: Any) -> Any:  # Any: JSON of a line, None where it was taken away
    return {key: value for key, value in line.items() if key != "persons"} if line else line


def _take_recorded(state: State, payload: Recorded, entry: Entry) -> None:
    fields = state["fields"]
    _take_as_second_reading(state, payload, entry)
    for name in PLAIN:
        value = getattr(payload, name)
        if value or name == "people_met":
            write(fields, name, value, entry)
    _take_lists(fields, payload.lines, payload.margins, payload.services, entry)
    if payload.dispositions:
        write(fields, "dispositions", [as_json(one) for one in payload.dispositions], entry)
    for name in ("party", "mission", "patrol"):
        if getattr(payload, name):
            write(fields, name, str(getattr(payload, name)), entry)
    if payload.aggregate:
        state["aggregate"] = True
    _take_place_and_time(fields, entry, as_json(payload.place))
    _take_boxes(fields, entry)


def _take_answers(state: State, payload: LastHelpAnswered) -> None:
    """Add answers up: in whatever order they come, the sums are the same. What they mean: `asking.py`."""
    sums = state.setdefault("last_help", {})
    for one in payload.answers:
        key = f"{one.answer}:{one.nationality}"
        sums[key] = sums.get(key, 0) + one.people
    state["asked_every"] = sorted({*state.get("asked_every", ()), payload.every})


def _take_as_second_reading(state: State, payload: Recorded, entry: Entry) -> None:
    """Set a sheet of paper that was typed by two who did not know of each other against itself, before the second is taken.

    What only one of them read in a list is a difference too: else both readings together would count more people than the sheet.
    """
    fields, readings = state["fields"], state.setdefault("readings", [])
    others = [one for one in readings if not entry.has_seen(one)]
    readings.append(entry.id)
    if not others:
        return
    read = {LINE + line.line_id for line in payload.lines} | {SERVICE + one.service for one in payload.services}
    read |= {f"{MARGIN}{margin.attribute}:{margin.value}" for margin in payload.margins}
    there = {name for name in fields if name.startswith((LINE, MARGIN, SERVICE))}
    for name in sorted(there - read):
        write(fields, name, None, entry)
    for name in sorted(read - there):
        fields[name] = [[others[0], None]]
    for name in (*PLAIN, "dispositions"):
        value = getattr(payload, name)
        if name in fields and not value:
            write(fields, name, as_empty(value), entry)
        elif name not in fields and value:
            fields[name] = [[others[0], as_empty(value)]]


def as_empty(value: Any) -> Any:  # Any: JSON of a plain field
    """Return what the field holds when a sheet says nothing there."""
    return type(value)()


def _take_line(state: State, payload: LineRecorded, entry: Entry) -> None:
    """Take a row. What somebody wrote since stands, unless the row comes in the place of a withdrawn import."""
    fields, came = state["fields"], state.setdefault("came", {})
    gone = {str(one) for one in payload.instead_of}
    is_begun_again = "at" in fields and bool(came) and gone.issuperset(came.values())
    for prefix, row in ((LINE, payload.line), (BODIES, payload.bodies)):
        name = prefix + row.line_id if row else ""
        if row and (name not in fields or came.get(name) in gone):
            write(fields, name, as_field(row), entry)
            came[name] = str(payload.batch)
    if payload.aggregate:
        state["aggregate"] = True
    state["batch"] = str(payload.batch)
    if "at" not in fields or is_begun_again:
        _take_place_and_time(fields, entry, as_json(payload.place))
        _take_day_only(state, payload.day_only)
        # When and where the rows said it was, as coarse as it stands in clear: later rows must say this, or what stands.
        state["claimed"] = [when(entry.occurred_at, entry.local_on, payload.day_only), as_json(payload.place)]
    _take_boxes(fields, entry)


def _take_day_only(state: State, day_only: bool) -> None:
    state.pop("day_only", None)
    if day_only:
        state["day_only"] = True


def when(at: datetime, local_on: date, day_only: bool) -> str:
    """Return a time as imported rows are compared: the instant in UTC, or the local day where no hour was told."""
    return local_on.isoformat() if day_only else at.astimezone(UTC).isoformat()


def _take_corrected(state: State, payload: Corrected, entry: Entry) -> None:
    fields = state["fields"]
    for name in PLAIN:
        value = getattr(payload, name)
        if value is not None:
            write(fields, name, value, entry)
    _take_lists(fields, payload.lines, payload.margins, payload.services, entry)
    for line_id in payload.lines_removed:
        write(fields, LINE + line_id, None, entry)
    for service in payload.services_removed:
        write(fields, SERVICE + service, None, entry)
    if payload.dispositions is not None:
        write(fields, "dispositions", [as_json(one) for one in payload.dispositions], entry)
    for row in payload.bodies_of_rows:
        write(fields, BODIES + row.line_id, as_field(row), entry)
    if payload.place:
        write(fields, "place", as_json(payload.place), entry)
    if payload.happened_again:
        write(fields, "at", [entry.occurred_at.isoformat(), entry.local_on.isoformat()], entry)
        _take_day_only(state, payload.day_only)
    _take_boxes(fields, entry)


def _take_lists(
    fields: Fields, lines: Iterable[Line], margins: Iterable[Margin], services: Iterable[Service], entry: Entry
) -> None:
    for line in lines:
        write(fields, LINE + line.line_id, as_field(line), entry)
    for margin in margins:
        write(fields, f"{MARGIN}{margin.attribute}:{margin.value}", margin.count, entry)
    for service in services:
        write(fields, SERVICE + service.service, {"people": service.people}, entry)


def _take_place_and_time(fields: Fields, entry: Entry, place: Mapping[str, Any]) -> None:  # Any: JSON
    write(fields, "at", [entry.occurred_at.isoformat(), entry.local_on.isoformat()], entry)
    write(fields, "place", dict(place), entry)


def _take_boxes(fields: Fields, entry: Entry) -> None:
    """Remember which entry's box tells the note and the exact place: the fold never opens it."""
    for box in entry.boxes:
        if box.cls == FieldClass.FREE_TEXT:
            write(fields, "note", entry.id, entry)
        elif box.cls == FieldClass.WHEREABOUTS:
            write(fields, "where", entry.id, entry)


def as_field(line: Line | Bodies) -> dict[str, Any]:  # Any: JSON
    """Return a line as its field holds it."""
    made = line.model_dump(mode="json", exclude_defaults=True)
    made.pop("line_id")
    return made


def as_json(model: Any) -> dict[str, Any]:  # Any: any schema of this module in, JSON out
    """Return a part of a payload as a field holds it."""
    dumped: dict[str, Any] = model.model_dump(mode="json", exclude_defaults=True)
    return dumped


# --- reading a state ---------------------------------------------------------------------------------------------------


class Lists(NamedTuple):
    """The rows that stand in the lists of an encounter, by name and in its order."""

    lines: dict[str, dict[str, Any]]  # Any: JSON
    services: dict[str, int | None]  # code -> people who got it, None for everybody
    margins: dict[str, dict[str, int]]  # attribute -> value -> people; values of zero people are left out
    bodies: dict[str, dict[str, Any]]  # Any: JSON


def lists_of(state: State) -> Lists:
    """Return the lists of an encounter by one walk over its fields; who asks several questions hands it to each."""
    fields, found = state["fields"], Lists({}, {}, {}, {})
    for name in sorted([name for name in fields if ":" in name]):
        value = value_of(fields, name)
        if value is None:
            continue
        begins = name.index(":") + 1
        kind, rest = name[:begins], name[begins:]
        if kind == LINE:
            found.lines[rest] = value
        elif kind == SERVICE:
            found.services[rest] = value["people"]
        elif kind == BODIES:
            found.bodies[rest] = value
        elif kind == MARGIN and value:
            attribute, _, of_whom = rest.partition(":")
            found.margins.setdefault(attribute, {})[of_whom] = value
    return found


def lines_of(state: State) -> dict[str, dict[str, Any]]:  # Any: JSON
    """Return the lines that stand, by id, in order of id."""
    return lists_of(state).lines


def services_of(state: State) -> dict[str, int | None]:
    """Return the services of the encounter: code -> people who got it, None for everybody."""
    return lists_of(state).services


def margins_of(state: State) -> dict[str, dict[str, int]]:
    """Return what is known apart: attribute -> value -> people; values of zero people are left out."""
    return lists_of(state).margins


def people_of(state: State, lists: Lists | None = None) -> int:
    """Return how many people were met; never fewer than the lines name, so that nobody who was written is lost."""
    on_lines = sum(line.get("count", 1) for line in (lists or lists_of(state)).lines.values())
    return max(value_of(state["fields"], "people_met", 0) or 0, on_lines)


def stands_at(state: State) -> tuple[str, dict[str, Any]] | None:  # Any: JSON
    """Return when and where the encounter stands, as imported rows are compared; None when neither is known."""
    at = value_of(state["fields"], "at")
    if at is None:
        return None
    told = when(datetime.fromisoformat(at[0]), date.fromisoformat(at[1]), bool(state.get("day_only")))
    return told, value_of(state["fields"], "place") or {}


def bodies_of(state: State, lists: Lists | None = None) -> int:
    """Return how many bodies were found: a correction stands, else the sum over the rows."""
    said = value_of(state["fields"], "bodies")
    return int(said) if said is not None else sum(row.get("count", 1) for row in (lists or lists_of(state)).bodies.values())


def minors_of(state: State, lists: Lists | None = None) -> int:
    """Return how many minors are known, from lines or from what is known apart."""
    lists = lists or lists_of(state)
    apart = lists.margins.get(Attribute.AGE_BAND)
    if apart:
        return sum(count for band, count in apart.items() if band in MINORS)
    return sum(line.get("count", 1) for line in lists.lines.values() if line.get("age_band", "U") in MINORS)


def is_counted(state: State) -> bool:
    """Tell whether the encounter stands by itself: not withdrawn, not joined to another."""
    fields = state["fields"]
    return value_of(fields, "withdrawn") is None and value_of(fields, "joined") is None


def counting(state: State, incomplete: Collection[str]) -> State | None:
    """Return the encounter without the lines of imports that are open or withdrawn; None when it has no others."""
    came: dict[str, str] = state.get("came", {})
    out = {name for name, batch in came.items() if batch in incomplete}
    if not out:
        return state
    if len(out) == len(came):
        return None
    return {**state, "fields": {name: writes for name, writes in state["fields"].items() if name not in out}}


def persons_of(state: State, lists: Lists | None = None) -> list[str]:
    """Return the named persons of an encounter."""
    return sorted({person for line in (lists or lists_of(state)).lines.values() for person in line.get("persons", ())})


# --- before recording ----------------------------------------------------------------------------------------------------


def check(people_met: int, bodies: int, lines: Iterable[Line], margins: Iterable[Margin], services: Iterable[Service]) -> None:
    """Raise what an author can still mend: sums that contradict each other. Nothing is completed or guessed."""
    lines, services = list(lines), list(services)
    if people_met == 0 and bodies == 0:
        raise NothingMet
    on_lines = sum(line.count for line in lines)
    if on_lines > people_met:
        raise PeopleFewerThanLines(lines=on_lines, people=people_met)
    _check_margins(people_met, lines, margins)
    by_line = {code for line in lines for code in line.services}
    for service in services:
        if service.people is not None and service.people > people_met:
            raise ServiceAbovePeople(service=service.service, count=service.people, people=people_met)
        if service.service in by_line:
            raise ServiceTwice(service=service.service)


def _check_margins(people_met: int, lines: Iterable[Line], margins: Iterable[Margin]) -> None:
    sums: Counter[str] = Counter()
    for margin in margins:
        sums[margin.attribute] += margin.count
    for attribute, total in sums.items():
        if total > people_met:
            raise MarginAbovePeople(attribute=attribute, margin=total, people=people_met)
        if any(getattr(line, attribute) != UNKNOWN[Attribute(attribute)] for line in lines):
            raise KnownTogether(attribute=attribute)


# --- reported totals and imports -------------------------------------------------------------------------------------------


def total_start() -> State:
    """Return a reported total of which nothing is known."""
    return {"fields": {}}


def total_step(state: State, entry: Entry) -> State:
    """Return the reported total after one more entry."""
    payload: Payload = entry.payload
    if isinstance(payload, TotalReported):
        write(state["fields"], "report", payload.model_dump(mode="json", exclude_defaults=True), entry)
        if any(box.cls == FieldClass.FREE_TEXT for box in entry.boxes):
            write(state["fields"], "note", entry.id, entry)
    elif isinstance(payload, TotalWithdrawn):
        reach(state["fields"], "withdrawn", payload.reason, entry)
    return state


def import_start() -> State:
    """Return an import that has not begun."""
    return {"fields": {}, "months": []}


def import_step(state: State, entry: Entry) -> State:
    """Return the import after one more entry. Cancelled stands against everything."""
    payload = entry.payload
    if isinstance(payload, ImportOpened):
        write(state["fields"], "file", [payload.file_sha256, payload.rows], entry)
    elif isinstance(payload, ImportClosed):
        reach(state["fields"], "closed", True, entry)
    elif isinstance(payload, ImportCancelled):
        reach(state["fields"], "cancelled", True, entry)
    if isinstance(payload, ImportClosed | ImportCancelled):
        state["months"] = sorted({*state["months"], *(month.isoformat() for month in payload.months)})
    return state


def is_import_counted(state: State) -> bool:
    """Tell whether the encounters of an import count: it is closed, and was not cancelled."""
    return bool(value_of(state["fields"], "closed")) and not value_of(state["fields"], "cancelled")
