"""What a session, a guest and a certificate are after their entries; total, and in any order of arrival. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from vereda.logbook.schema import Entry, FieldClass, State, reach, value_of, write
from vereda.training import entries as of
from vereda.training.rules import catalogue
from vereda.training.words import Changed, ChangedFor, How, Mode, Moment

THERE, TEST, LATER, GOING, CHANGE = "there:", "test:", "later:", "going:", "change:"
MOVED = ("begins_on", "ends_on", "place", "provider", "trainer")
"""What a change of a session tells anew."""


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
    if isinstance(payload, of.SessionChanged):
        _changed(fields, payload, entry)
    elif name := ONCE.get(type(payload)):
        reach(fields, name, payload.model_dump(mode="json")["on"], entry)
    elif found := _written(payload, entry):
        write(fields, *found, entry)
        if isinstance(payload, of.SessionPlanned) and "moved" in fields:
            write(fields, "moved", None, entry)  # planned anew: what was changed before is in it


def _changed(fields: State, payload: of.SessionChanged, entry: Entry) -> None:
    """Write how it is from now on, and keep what it was: who is enrolled is told both."""
    now = payload.model_dump(mode="json", include=set(MOVED))
    plan = _plan(fields)
    was = plan.model_dump(mode="json", include=set(MOVED)) if plan else {}
    told = {"why": payload.why.value, "on": entry.local_on.isoformat(), "was": was, "now": now}
    write(fields, CHANGE + entry.id, told, entry)
    write(fields, "moved", now, entry)


ONCE: dict[type[of.OfSessions], str] = {of.SessionClosed: "closed", of.SessionCancelled: "cancelled"}


def _written(payload: of.OfSessions, entry: Entry) -> tuple[str, Any] | None:  # Any: JSON
    """Return which field a fact writes, and what."""
    told = payload.model_dump(mode="json")
    match payload:
        case of.SessionPlanned():
            return "plan", told
        case of.Enrolled():
            return GOING + told.pop("who"), {**told, "clock": entry.clock}
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
            name = f"{TEST}{payload.moment}:{who}"
            if name not in fields:  # answered once: the first counts, wherever the second came from
                write(fields, name, payload.model_dump(mode="json", exclude={"moment"}), entry)


def _there(group: str, how: How) -> dict[str, Any]:  # Any: JSON
    return {"guest": False, "group": group, "sex": "U", "how": how.value}


@dataclass(frozen=True)
class There:
    """One who was there. before, after: (right, asked) of a test; applied: what was seen 90 days later.

    unmarked  tests that came and that nobody here can count yet: of a course that is newer than this program
    """

    who: str
    guest: bool
    group: str
    sex: str
    how: How
    before: tuple[int, int] | None = None
    after: tuple[int, int] | None = None
    applied: str = ""
    unmarked: tuple[Moment, ...] = ()


@dataclass(frozen=True)
class Change:
    """How a session was changed. was, now: fields of the plan, those that differ alone; was: empty where the plan came later."""

    why: ChangedFor
    on: date
    was: Mapping[str, str]
    now: Mapping[str, str]


@dataclass(frozen=True)
class Going:
    """Whether somebody is expected. group: theirs then; clock: of the entry that says so."""

    is_coming: bool
    group: str
    clock: str


@dataclass(frozen=True)
class Session:
    """A session as it stands. there: in order of who.

    plan    with what was changed since
    going   who is expected, or said no, by account; what people say of themselves is beside it (`told_by`)
    claims  who took a code of the day into a phone, and what it was; also of those who are on the list
    struck  who was taken off the list
    """

    plan: of.SessionPlanned
    there: tuple[There, ...]
    reaction: Mapping[str, list[int]]
    result: Changed | None
    closed_on: date | None
    cancelled_on: date | None
    changes: tuple[Change, ...] = ()
    going: Mapping[str, Going] = field(default_factory=dict)
    claims: Mapping[str, str] = field(default_factory=dict)
    struck: frozenset[str] = frozenset()

    @property
    def is_open(self) -> bool:
        """Whether its list can still change."""
        return self.closed_on is None and self.cancelled_on is None


def session_of(fields: State) -> Session | None:
    """Return a session from its folded fields; None while only later entries of it have arrived."""
    plan = _plan(fields)
    if plan is None:
        return None
    names = _named(fields, THERE)
    people = tuple(_one(fields, who, told, plan) for who in names if (told := value_of(fields, THERE + who)) is not None)
    going = {who: value_of(fields, GOING + who) for who in _named(fields, GOING)}
    closed, cancelled, result = (value_of(fields, name) for name in ("closed", "cancelled", "result"))
    return Session(
        plan=plan,
        there=people,
        reaction=value_of(fields, "reaction") or {},
        result=Changed(result[0]) if result else None,
        closed_on=date.fromisoformat(closed) if closed else None,
        cancelled_on=date.fromisoformat(cancelled) if cancelled else None,
        changes=_changes(fields),
        going={who: Going(told["is_coming"], told["group"], told["clock"]) for who, told in going.items()},
        struck=frozenset(who for who in names if value_of(fields, THERE + who) is None),
    )


def _named(fields: State, prefix: str) -> list[str]:
    return sorted(name.removeprefix(prefix) for name in fields if name.startswith(prefix))


def _changes(fields: State) -> tuple[Change, ...]:
    """Return the changes, the first first; one that changed nothing is none."""
    every = [value_of(fields, CHANGE + entry) for entry in _named(fields, CHANGE)]
    made = [Change(ChangedFor(told["why"]), date.fromisoformat(told["on"]), *_apart(told["was"], told["now"])) for told in every]
    return tuple(sorted((one for one in made if one.now), key=lambda one: one.on))


def _apart(was: Mapping[str, str], now: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    differ = [name for name in now if was.get(name) != now[name]]
    return {name: was[name] for name in differ if name in was}, {name: now[name] for name in differ}


def _plan(fields: State) -> of.SessionPlanned | None:
    told = value_of(fields, "plan")
    if told is not None:
        return of.SessionPlanned.model_validate({**told, **(value_of(fields, "moved") or {})})
    own = value_of(fields, "own")
    if own is None:
        return None
    kept = {name: own[name] for name in ("course", "revision", "topics", "hours", "group")}
    return of.SessionPlanned(**kept, mode=Mode.OWN_PACE, begins_on=own["on"], ends_on=own["on"])


def _one(fields: State, who: str, told: dict[str, Any], plan: of.SessionPlanned) -> There:  # Any: JSON
    tests = {moment: value_of(fields, f"{TEST}{moment}:{who}") for moment in Moment}
    marks = {moment: _marks(plan.course, told) for moment, told in tests.items() if told is not None}
    later = value_of(fields, LATER + who)
    return There(
        who=who,
        guest=told["guest"],
        group=told["group"],
        sex=told["sex"],
        how=How(told["how"]),
        before=marks.get(Moment.BEFORE),
        after=marks.get(Moment.AFTER),
        applied=later[0] if later else "",
        unmarked=tuple(moment for moment, found in marks.items() if found is None),
    )


def _marks(course: str, told: Any) -> tuple[int, int] | None:  # Any: JSON
    """Return (right, asked) of a test: on paper as it was read, on a screen as the bank of its revision counts."""
    if isinstance(told, list):
        return told[0], told[1]
    stated = None if told["right"] is None else (told["right"], len(told["answers"]))
    return catalogue.counted(course, told["revision"], told["answers"]) or stated


@dataclass(frozen=True)
class Notice:
    """What somebody said of themselves about a session. code: of the day, taken in; is_coming: None where nothing is said."""

    who: str
    group: str
    code: str
    is_coming: bool | None
    clock: str


def told_by(one: Session, notices: Iterable[Notice]) -> Session:
    """Return a session with what people said of themselves: of each the last word on whether they come, and the last code."""
    going, claims = dict(one.going), dict[str, str]()
    for told in sorted(notices, key=lambda notice: notice.clock):
        if told.code:
            claims[told.who] = told.code
        before = going.get(told.who)
        if told.is_coming is not None and (before is None or before.clock < told.clock):
            going[told.who] = Going(told.is_coming, told.group, told.clock)
    return replace(one, going=going, claims=claims)


def notice_step(state: State, entry: Entry) -> State:
    """Return what somebody said of themselves after one more entry."""
    if isinstance(entry.payload, of.OfNotices):
        told = {"code": "", "is_coming": None, **entry.payload.model_dump(mode="json")}
        write(state["fields"], "told", {**told, "who": entry.author, "clock": entry.clock}, entry)
    return state


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
