"""What the file of a person sought is after its entries. Pure; what the risk check says stands in a box."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from vereda.logbook.schema import Entry, FieldClass, State, reach, reopen, value_of, write
from vereda.tracing.entries.file import (
    AlertOpenedFor,
    FileClosed,
    FileJoined,
    FileReopened,
    FileSeparated,
    LeadHeard,
    LeadWithdrawn,
    PersonSought,
    SearchReviewed,
    SoughtDescribed,
)
from vereda.tracing.entries.found import (
    LocatedTakenBack,
    PassedToForensics,
    PersonLocated,
    RiskChecked,
    SeekerTold,
    WishSaid,
)
from vereda.tracing.entries.match import FileAssigned, MatchLooked
from vereda.tracing.words import CloseReason, Looks, Way, Wish

type Take = Callable[[State, Any, Entry], None]  # Any: each its own payload

CLEAR = ("nationality", "sex", "age_band", "language", "last_contact_by", "place", "danger")
BOXES = ((FieldClass.IDENTITY, "sought_described"), (FieldClass.WHEREABOUTS, "where"), (FieldClass.FREE_TEXT, "note"))
NARROWEST = (Wish.NO, Wish.LATER, Wish.ALIVE_ONLY, Wish.MESSAGE, Wish.YES)

CAREFUL = (Looks.OTHER, Looks.UNSURE, Looks.SAME)


def start() -> State:
    """Return a file of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the file after one more entry.

    Found, closed and passed to the forensic body are milestones: the first stands, a second that differs opens a conflict. Wishes
    of the person found and risk checks are kept apart from the fields: of several that did not know of each other the narrowest
    stands, and nobody is asked to choose a wider one.
    """
    take = TAKES.get(type(entry.payload))
    if take:
        take(state, entry.payload, entry)
    return state


def _sought(state: State, payload: PersonSought, entry: Entry) -> None:
    write(state["fields"], "file_opened", [entry.occurred_at.isoformat(), entry.local_on.isoformat(), payload.folio], entry)
    write(state["fields"], "of_report", str(payload.report), entry)
    write(state["fields"], "of_person", str(payload.person), entry)
    _described(state, payload, entry)


def _described(state: State, payload: PersonSought | SoughtDescribed, entry: Entry) -> None:
    told = payload.model_dump(mode="json", exclude_defaults=True)
    for name in CLEAR:
        if name in told:
            write(state["fields"], name, told[name], entry)
    if payload.last_contact_at:
        write(state["fields"], "last_contact_at", payload.last_contact_at.isoformat(), entry)
    for cls, name in BOXES:
        if any(box.cls == cls for box in entry.boxes):
            write(state["fields"], name, entry.id, entry)


def _alert(state: State, payload: AlertOpenedFor, entry: Entry) -> None:
    state.setdefault("alerts", {})[entry.id] = [entry.occurred_at.isoformat(), str(payload.alert)]
    state["way"] = [Way.ALERT.value, str(payload.alert)]


def _reviewed(state: State, payload: SearchReviewed, entry: Entry) -> None:
    told = [entry.occurred_at.isoformat(), entry.author, sorted(payload.looked), payload.next_on.isoformat()]
    state.setdefault("reviews", {})[entry.id] = told
    state["way"] = [Way.TRACING.value, payload.next_on.isoformat()]


def _lead(state: State, payload: LeadHeard, entry: Entry) -> None:
    told = payload.model_dump(mode="json") | {"at": entry.occurred_at.isoformat(), "author": entry.author}
    told["words"] = entry.id if any(box.cls == FieldClass.FREE_TEXT for box in entry.boxes) else ""
    write(state["fields"], f"lead:{payload.lead}", told, entry)


def _no_lead(state: State, payload: LeadWithdrawn, entry: Entry) -> None:
    write(state["fields"], f"lead:{payload.lead}", None, entry)


def _located(state: State, payload: PersonLocated, entry: Entry) -> None:
    met = [str(one) if one else None for one in (payload.encounter, payload.mission)]
    when = [entry.occurred_at.isoformat(), entry.local_on.isoformat()]
    reach(state["fields"], "located", [payload.by.value, *met, *when, entry.author], entry)


def _not_located(state: State, payload: LocatedTakenBack, entry: Entry) -> None:
    """Take the finding back, and with it what somebody else than the person sought has answered."""
    reopen(state["fields"], "located", entry)
    _forget(state, "wishes", "wish", entry)


def _forget(state: State, kept: str, name: str, entry: Entry) -> None:
    """Drop what was written of some person and the author had seen; what was written elsewhere meanwhile stays."""
    there = state.get(kept, {})
    state[kept] = {**there, name: [one for one in there.get(name, ()) if not entry.has_seen(one[0])]}


def _wish(state: State, payload: WishSaid, entry: Entry) -> None:
    told = [payload.wish.value, str(payload.finding) if payload.finding else None]
    write(state.setdefault("wishes", {}), "wish", told, entry)


def _risk(state: State, payload: RiskChecked, entry: Entry) -> None:
    write(state.setdefault("risks", {}), "risk", entry.id, entry)


def _looked(state: State, payload: MatchLooked, entry: Entry) -> None:
    """Keep what each author says of a pair, apart from the fields: that two think otherwise is no conflict to be decided."""
    told = [entry.author, payload.says.value, entry.occurred_at.isoformat(), entry.id]
    write(state.setdefault("looks", {}), f"{payload.match}:{entry.author}", told, entry)


def _assigned(state: State, payload: FileAssigned, entry: Entry) -> None:
    write(state.setdefault("assigned", {}), payload.account, payload.is_on, entry)


def _told(state: State, payload: SeekerTold, entry: Entry) -> None:
    state.setdefault("told", {})[entry.id] = [entry.occurred_at.isoformat(), payload.what.value, entry.author]


def _forensic(state: State, payload: PassedToForensics, entry: Entry) -> None:
    reach(state["fields"], "forensic", [payload.to, entry.id], entry)


def _closed(state: State, payload: FileClosed, entry: Entry) -> None:
    reach(state["fields"], "file_closed", [payload.reason.value, entry.occurred_at.isoformat()], entry)


def _reopened(state: State, payload: FileReopened, entry: Entry) -> None:
    """Have the file go on; what the forensic body was said to have, it has not."""
    reopen(state["fields"], "file_closed", entry)
    reopen(state["fields"], "forensic", entry)


def _joined(state: State, payload: FileJoined, entry: Entry) -> None:
    into = str(payload.into)
    write(state["fields"], "file_joined", into if into != entry.subject else None, entry)


def _separated(state: State, payload: FileSeparated, entry: Entry) -> None:
    """Have the file be of another person again: what was answered and weighed for the one it was joined to is not theirs."""
    write(state["fields"], "file_joined", None, entry)
    _forget(state, "wishes", "wish", entry)
    _forget(state, "risks", "risk", entry)


TAKES: Mapping[type, Take] = {
    PersonSought: _sought,
    SoughtDescribed: _described,
    AlertOpenedFor: _alert,
    SearchReviewed: _reviewed,
    LeadHeard: _lead,
    LeadWithdrawn: _no_lead,
    PersonLocated: _located,
    LocatedTakenBack: _not_located,
    WishSaid: _wish,
    RiskChecked: _risk,
    SeekerTold: _told,
    PassedToForensics: _forensic,
    FileClosed: _closed,
    FileReopened: _reopened,
    FileJoined: _joined,
    FileSeparated: _separated,
    MatchLooked: _looked,
    FileAssigned: _assigned,
}
"""What each kind changes."""


# --- reading a state ---------------------------------------------------------------------------------------------------


def wish_of(state: State) -> Wish | None:
    """Return what the person located allows: of several unaware of each other the narrowest; None: no answer."""
    said = {one[1][0] for one in state.get("wishes", {}).get("wish", ())}
    return next((one for one in NARROWEST if one in said), None)


def finding_answered(state: State) -> str | None:
    """Return the finding whose person answered; None where nobody did, or the answers that stand are of several findings."""
    asked = {one[1][1] for one in state.get("wishes", {}).get("wish", ())}
    return asked.pop() if len(asked) == 1 else None


def risks_of(state: State) -> list[str]:
    """Return the entries whose boxes hold the risk check that stands; all of them must allow what is told."""
    return sorted(one[1] for one in state.get("risks", {}).get("risk", ()))


def matches_of(state: State) -> dict[str, list[list[str]]]:
    """Return by pair what each who looked says now: [author, says, at, entry]; of two unaware of each other the most careful."""
    found: dict[str, list[list[str]]] = {}
    for name, writes in sorted(state.get("looks", {}).items()):
        said = sorted((one[1] for one in writes), key=lambda one: (CAREFUL.index(Looks(one[1])), one[3]))
        found.setdefault(name.partition(":")[0], []).append(said[0])
    return found


def assigned_to(state: State) -> list[str]:
    """Return the accounts that work on the file besides its group; of writes unaware of each other one 'no more' is enough."""
    return sorted(account for account, writes in state.get("assigned", {}).items() if all(is_on for _entry, is_on in writes))


def leads_of(state: State) -> list[dict[str, Any]]:  # Any: JSON
    """Return the leads that stand, the latest first."""
    named = (value_of(state["fields"], name) for name in state["fields"] if name.startswith("lead:"))
    return sorted((one for one in named if one), key=lambda one: (one["at"], one["lead"]), reverse=True)


def counts_itself(state: State) -> bool:
    """Tell whether the finding counts by the file: it stands, in no encounter, and the file is neither joined nor a mistake."""
    fields = state["fields"]
    located, closed = value_of(fields, "located"), value_of(fields, "file_closed")
    is_own = located is not None and located[1] is None
    return is_own and value_of(fields, "file_joined") is None and not (closed and closed[0] == CloseReason.MISTAKE)


def located_on(state: State) -> date | None:
    """Return the local day of the finding that the file counts, None where it counts none."""
    return date.fromisoformat(value_of(state["fields"], "located")[4]) if counts_itself(state) else None


def persons_of(state: State) -> list[str]:
    """Return every person whom the file names: two authors may have named two, and erasing either destroys the free text."""
    return sorted({one[1] for one in state["fields"].get("of_person", ())})


def reports_of(state: State) -> list[str]:
    """Return the reports of the file: what the seeker said tells of the person, and goes with them."""
    return sorted({one[1] for one in state["fields"].get("of_report", ())})


def folios_of(state: State) -> list[str]:
    """Return the folios under which others write of the person: of the file, and of its report, which may seek several."""
    said = {one[1][2].upper() for one in state["fields"].get("file_opened", ())}
    return sorted({*said, *(folio.partition("/")[0] for folio in said)})
