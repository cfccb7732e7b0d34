"""Fields that several authors may write without knowing of each other: the later value stands, and nothing is lost.

A field is a list of writes `[entry id, value]`, in fold order, that no later write had seen. One write, or equal values:
no conflict. A descriptive field stands at its last write. A milestone (closed, withdrawn) stands at its first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

type Value = Any  # Any: whatever JSON holds; each module's schema says what
type Write = list[Value]  # [entry id, value]
type Fields = dict[str, list[Write]]

MILESTONE = "!"
"""Milestones are stored under a name that begins so: the name alone tells which write stands."""


class Writer(Protocol):
    """The entry that writes: its id, and whether its author had seen another entry."""

    @property
    def id(self) -> str: ...
    def has_seen(self, other: str) -> bool: ...


class Conflict(NamedTuple):
    """Two or more authors wrote a field without knowing of each other."""

    id: str
    field: str
    writes: tuple[tuple[str, Value], ...]


def write(fields: Fields, name: str, value: Value, entry: Writer) -> None:
    """Write a descriptive field; writes that the author had seen are replaced, the others stay beside it."""
    unseen = [one for one in fields.get(name, ()) if not entry.has_seen(one[0])]
    fields[name] = [*unseen, [entry.id, value]]


def reach(fields: Fields, name: str, value: Value, entry: Writer) -> None:
    """Reach a milestone. The first stands; a second with another value opens a conflict, whoever had seen what."""
    fields.setdefault(MILESTONE + name, []).append([entry.id, value])


def reopen(fields: Fields, name: str, entry: Writer) -> None:
    """Take a milestone back; only what the author had seen is taken back, a closing made elsewhere still stands."""
    left = [one for one in fields.get(MILESTONE + name, ()) if not entry.has_seen(one[0])]
    if left:
        fields[MILESTONE + name] = left
    else:
        fields.pop(MILESTONE + name, None)


def value_of(fields: Mapping[str, list[Write]], name: str, default: Value = None) -> Value:
    """Return the value that stands."""
    writes = fields.get(name)
    if writes:
        return writes[-1][1]
    reached = fields.get(MILESTONE + name)
    return reached[0][1] if reached else default


def written_by(fields: Mapping[str, list[Write]], name: str) -> str | None:
    """Return the entry whose value stands."""
    writes = fields.get(name)
    if writes:
        return writes[-1][0]
    reached = fields.get(MILESTONE + name)
    return reached[0][0] if reached else None


def resolve(fields: Fields, name: str, chosen: str, entry: Writer) -> None:
    """Settle a conflict: the value that `chosen` wrote stands, and the resolution takes the place of all that it had seen."""
    writes = fields.get(name, [])
    value = next((one[1] for one in writes if one[0] == chosen), None)
    if not any(one[0] == chosen for one in writes):
        return  # the choice names a write that is no longer open: another resolution came first in fold order
    unseen = [one for one in writes if not entry.has_seen(one[0])]
    settled = [entry.id, value]
    fields[name] = [settled, *unseen] if name.startswith(MILESTONE) else [*unseen, settled]


def conflicts(subject: str, fields: Mapping[str, list[Write]]) -> Iterator[Conflict]:
    """Yield each field that stands open, named so that a rebuild gives the same item."""
    for name, writes in fields.items():
        if len(writes) > 1 and any(one[1] != writes[0][1] for one in writes):
            ids = sorted(one[0] for one in writes)
            id_ = sha256("|".join([subject, name, *ids]).encode()).hexdigest()[:32]
            yield Conflict(id_, name, tuple((one[0], one[1]) for one in writes))
