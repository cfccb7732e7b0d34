"""How a subject's entries become its state: in-order arrival is one step, anything else folds from zero; both are equal.

The state of a subject is wrapped in `Folded`, which remembers just enough of the entries' graph to tell the two apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from vereda.logbook.entries import ClockLimited, ConflictResolved, Payload, SubjectErased
from vereda.logbook.rules import fields as field_rules
from vereda.logbook.rules.order import Place, heads_of, in_order, past_of
from vereda.logbook.words import FieldClass

type State = dict[str, Any]  # Any: JSON; the module that owns the subject kind says what it holds


class BoxRef(NamedTuple):
    """A sealed box that stands beside an entry; the fold knows that it exists and never what it holds."""

    owner: str
    cls: FieldClass
    version: int
    sha256: str


@dataclass(slots=True)
class Entry:
    """One entry as the fold sees it: clear codes, never a box's content."""

    id: str
    kind: str
    payload: Payload
    subject: str
    seen: Sequence[str]
    clock: str
    group: str
    country: str
    author: str
    reported_by: str
    channel: str
    device: str
    occurred_at: datetime
    local_on: date
    boxes: Sequence[BoxRef] = ()
    past: set[str] | None = None  # None: everything folded so far

    def has_seen(self, other: str) -> bool:
        """Tell whether the author of this entry knew of `other`, an entry folded before it."""
        return other != self.id if self.past is None else other in self.past


@dataclass(slots=True)
class Folded:
    """A subject after its entries: what the module folded, and the graph that tells how the next entry fits."""

    state: State
    edges: dict[str, list[str]] = field(default_factory=dict)
    heads: list[str] = field(default_factory=list)
    top: tuple[str, str] = ("", "")
    missing: list[str] = field(default_factory=list)
    erased_by: str | None = None

    def fits(self, entry: Entry) -> bool:
        """Tell whether `entry` is last in fold order, so that one step is enough."""
        if not self.edges:
            return True
        if self.erased_by or entry.id in self.missing or isinstance(entry.payload, ClockLimited | SubjectErased):
            return False
        return (entry.clock, entry.id) > self.top or set(entry.seen) >= set(self.heads)

    def to_json(self) -> dict[str, Any]:  # Any: JSON
        """Return the stored form; short keys, since it is stored once a subject."""
        stored: dict[str, Any] = {"s": self.state, "e": self.edges, "h": self.heads, "t": list(self.top)}
        if self.missing:
            stored["m"] = self.missing
        if self.erased_by:
            stored["x"] = self.erased_by
        return stored

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Folded:  # Any: JSON
        """Return what `to_json` stored."""
        top = stored["t"]
        return cls(stored["s"], stored["e"], stored["h"], (top[0], top[1]), stored.get("m", []), stored.get("x"))


type Start = Callable[[], State]
type Step = Callable[[State, Entry], State]


def fold_one(folded: Folded, entry: Entry, step: Step) -> Folded:
    """Return the subject after an entry that fits (`Folded.fits`)."""
    if set(entry.seen) >= set(folded.heads):
        entry.past = None
        heads = [entry.id]
    else:
        entry.past = past_of(entry.seen, folded.edges)
        heads = sorted({*folded.heads, entry.id} - entry.past)
    missing = sorted({*folded.missing, *(one for one in entry.seen if one not in folded.edges)})
    folded.edges[entry.id] = list(entry.seen)
    state = _step(folded.state, entry, step)
    return Folded(state, folded.edges, heads, max(folded.top, (entry.clock, entry.id)), missing, folded.erased_by)


def fold_all(entries: Iterable[Entry], start: Start, step: Step) -> Folded:
    """Return the subject after all its entries, in any order; each entry once."""
    here = {entry.id: entry for entry in entries}
    for id_, clock in clock_limits(here.values()).items():
        here[id_].clock = clock
    erasure = first_erasure(here.values())
    if erasure is not None:
        return _erased(here, erasure)
    edges = {entry.id: list(entry.seen) for entry in here.values()}
    folded = Folded(start(), edges)
    for id_ in in_order(Place(entry.id, entry.seen, entry.clock) for entry in here.values()):
        entry = here[id_]
        entry.past = past_of(entry.seen, edges)
        folded.state = _step(folded.state, entry, step)
        folded.top = max(folded.top, (entry.clock, entry.id))
    folded.heads = heads_of(edges)
    folded.missing = sorted({one for seen in edges.values() for one in seen if one not in edges})
    return folded


def first_of(entries: Iterable[Entry]) -> Entry:
    """Return the entry that began a subject: of those whose author had seen none of the others, the first by clock."""
    here = list(entries)
    ids = {entry.id for entry in here}
    roots = [entry for entry in here if ids.isdisjoint(entry.seen)]
    return min(roots or here, key=lambda entry: (entry.clock, entry.id))


def first_erasure(entries: Iterable[Entry]) -> Entry | None:
    """Return the erasure that stands, if any: it wins over everything, whatever the clock (rules.md, section 2)."""
    erasures = [entry for entry in entries if isinstance(entry.payload, SubjectErased)]
    return min(erasures, key=lambda entry: (entry.clock, entry.id), default=None)


def clock_limits(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the effective clock of each entry that was limited: the smallest of what was claimed and what was set."""
    claimed = {entry.id: entry.clock for entry in entries}
    limits: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry.payload, ClockLimited):
            id_ = str(entry.payload.entry)
            if id_ in claimed:
                limits[id_] = min(limits.get(id_, claimed[id_]), entry.payload.clock)
    return limits


def open_conflicts(subject: str, folded: Folded) -> Iterator[field_rules.Conflict]:
    """Yield the conflicts of a subject that wait for a person."""
    if not folded.erased_by:
        yield from field_rules.conflicts(subject, folded.state.get("fields", {}))


def _step(state: State, entry: Entry, step: Step) -> State:
    """Fold one entry; what belongs to every subject is answered here, the rest by the module."""
    if isinstance(entry.payload, ConflictResolved):
        field_rules.resolve(state.setdefault("fields", {}), entry.payload.field, str(entry.payload.chosen), entry)
        return state
    return state if isinstance(entry.payload, ClockLimited) else step(state, entry)


def _erased(here: Mapping[str, Entry], erasure: Entry) -> Folded:
    """Return an erased subject: the erasure alone, with the fact rows that it carries.

    What arrives later is kept as an anonymous event: that something was written, its kind and day, and no more.
    """
    assert isinstance(erasure.payload, SubjectErased)
    edges = {entry.id: list(entry.seen) for entry in here.values()}
    known = past_of(erasure.seen, edges) | {erasure.id}
    late = sorted([one.id, one.kind, one.local_on.isoformat()] for one in here.values() if one.id not in known)
    top = max((entry.clock, entry.id) for entry in here.values())
    state: State = {"erased_on": erasure.local_on.isoformat(), "rows": erasure.payload.rows}
    if late:
        state["late"] = late
    return Folded(state, edges, heads_of(edges), top, [], erasure.id)
