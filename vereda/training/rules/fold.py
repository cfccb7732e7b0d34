"""What a session, a guest and a certificate are after their entries; total, and in any order of arrival. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vereda.logbook.schema import Entry, FieldClass, State, reach, value_of, write
from vereda.training import entries as of
from vereda.training.words import Changed, How, Mode, Moment

THERE, TEST, LATER = "there:", "test:", "later:"


def start() -> State:
    """Return a record of which nothing is known."""
    return {"fields": {}}


def session_step(state: State, entry: Entry) -> State:
    """Return a session after one more entry. Each person is a field of their own: two lists kept apart meet without a clash."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, of.OfSessions):
        _told(fields, payload, entry)
    elif isinstance(payload, of.BySelf):
        _told_by_self(fields, payload, entry)
    return state


def _told(fields: State, payload: of.OfSessions, entry: Entry) -> None:
    if name := ONCE.get(type(payload)):
        reach(fields, name, payload.model_dump(mode="json")["on"], entry)
    elif found := _written(payload):
        write(fields, *found, entry)


ONCE: dict[type[of.OfSessions], str] = {of.SessionClosed: "closed", of.SessionCancelled: "cancelled"}


def _written(payload: of.OfSessions) -> tuple[str, Any] | None:  # Any: JSON
    """Return which field a fact writes, and what."""
    told = payload.model_dump(mode="json")
    match payload:
        case of.SessionPlanned():
            return "plan", told
        case of.Attended():
            return THERE + told.pop("who"), told
        case of.AttendanceStruck():
            return THERE + payload.who, None
        case of.Scored():
            return f"{TEST}{payload.moment}:{payload.who}", [payload.right, payload.asked]
        case of.ReactionNoted():
            return "reaction", told["counts"]
        case of.BehaviourNoted():
            return LATER + payload.who, [told["applied"], told["on"]]
        case of.ResultNoted():
            return "result", [told["changed"], told["on"]]
    return None


def _told_by_self(fields: State, payload: of.BySelf, entry: Entry) -> None:
    who = entry.author
    match payload:
        case of.CheckedIn():
            write(fields, THERE + who, _there(payload.group, How.CODE), entry)
        case of.CourseTaken():
            write(fields, "own", {**payload.model_dump(mode="json"), "on": entry.local_on.isoformat()}, entry)
            write(fields, THERE + who, _there(payload.group, How.LIST), entry)
        case of.Answered():
            write(fields, f"{TEST}{payload.moment}:{who}", [payload.right, len(payload.answers)], entry)


def _there(group: str, how: How) -> dict[str, Any]:  # Any: JSON
    return {"guest": False, "group": group, "sex": "U", "how": how.value}


@dataclass(frozen=True)
class There:
    """One who was there. before, after: (right, asked) of a test; applied: what was seen 90 days later."""

    who: str
    guest: bool
    group: str
    sex: str
    how: How
    before: tuple[int, int] | None = None
    after: tuple[int, int] | None = None
    applied: str = ""


@dataclass(frozen=True)
class Session:
    """A session as it stands. there: in order of who."""

    plan: of.SessionPlanned
    there: tuple[There, ...]
    reaction: Mapping[str, list[int]]
    result: Changed | None
    closed_on: date | None
    cancelled_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether its list can still change."""
        return self.closed_on is None and self.cancelled_on is None


def session_of(fields: State) -> Session | None:
    """Return a session from its folded fields; None while only later entries of it have arrived."""
    plan = _plan(fields)
    if plan is None:
        return None
    names = sorted(name.removeprefix(THERE) for name in fields if name.startswith(THERE))
    people = tuple(_one(fields, who, told) for who in names if (told := value_of(fields, THERE + who)) is not None)
    closed, cancelled, result = (value_of(fields, name) for name in ("closed", "cancelled", "result"))
    return Session(
        plan=plan,
        there=people,
        reaction=value_of(fields, "reaction") or {},
        result=Changed(result[0]) if result else None,
        closed_on=date.fromisoformat(closed) if closed else None,
        cancelled_on=date.fromisoformat(cancelled) if cancelled else None,
    )


def _plan(fields: State) -> of.SessionPlanned | None:
    told = value_of(fields, "plan")
    if told is not None:
        return of.SessionPlanned.model_validate(told)
    own = value_of(fields, "own")
    if own is None:
        return None
    kept = {name: own[name] for name in ("course", "revision", "topics", "hours", "group")}
    return of.SessionPlanned(**kept, mode=Mode.OWN_PACE, begins_on=own["on"], ends_on=own["on"])


def _one(fields: State, who: str, told: dict[str, Any]) -> There:  # Any: JSON
    before, after = (value_of(fields, f"{TEST}{moment}:{who}") for moment in (Moment.BEFORE, Moment.AFTER))
    later = value_of(fields, LATER + who)
    return There(
        who=who,
        guest=told["guest"],
        group=told["group"],
        sex=told["sex"],
        how=How(told["how"]),
        before=(before[0], before[1]) if before else None,
        after=(after[0], after[1]) if after else None,
        applied=later[0] if later else "",
    )


def guest_step(state: State, entry: Entry) -> State:
    """Return somebody of another institution after one more entry."""
    if isinstance(entry.payload, of.GuestNamed):
        write(state["fields"], "told", entry.payload.model_dump(mode="json"), entry)
        if any(box.cls == FieldClass.IDENTITY for box in entry.boxes):
            write(state["fields"], "named", entry.id, entry)
    return state


def certificate_step(state: State, entry: Entry) -> State:
    """Return a certificate after one more entry: given once; revoked, it stays so."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, of.Certified):
        reach(fields, "given", {**payload.model_dump(mode="json"), "entry": entry.id}, entry)
    elif isinstance(payload, of.CertificateRevoked):
        reach(fields, "revoked", payload.on.isoformat(), entry)
    return state
