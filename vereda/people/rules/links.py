"""What stands of two records after all that was said of them. Pure.

A decision that was taken back is as if it had never been: what stood before it stands again. Of decisions whose authors did not
know of each other none wins: while they differ, the two records are not put together, and a person looks again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from vereda.logbook.schema import Entry, State, uuid8
from vereda.people.entries.link import LinkDecided, LinkUndone
from vereda.people.words import LinkSays, UndoneFor


@dataclass(frozen=True, kw_only=True)
class Word:
    """One decision. over: decisions that its author had seen; undone: [entry, author, at, reason] of who first took it back."""

    entry: str
    says: LinkSays
    author: str
    at: str
    because: tuple[str, ...]
    by_program: bool
    over: frozenset[str]
    undone: tuple[str, str, str, UndoneFor] | None


def pair(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """Return two records as a pair is written: the smaller first."""
    return (one, other) if one < other else (other, one)


def link_of(one: UUID, other: UUID) -> UUID:
    """Return the subject of a pair: the same, whoever asks and in whatever order. Its time is that of the later record."""
    left, right = pair(one, other)
    return uuid8(max(left.int, right.int) >> 80, sha256(b"person_link" + left.bytes + right.bytes).digest())


def kept_of(person: UUID) -> UUID:
    """Return the subject that keeps how many matches of an erased record were expected; nobody finds the person by it alone."""
    return uuid8(person.int >> 80, sha256(b"person_expected" + person.bytes).digest())


def start() -> State:
    """Return a pair of which nothing was said."""
    return {"said": {}, "undone": {}}


def step(state: State, entry: Entry) -> State:
    """Return the pair after one more entry; an entry whose records are not this pair says nothing."""
    payload = entry.payload
    if isinstance(payload, LinkDecided):
        left, right = pair(payload.left, payload.right)
        if left != right and str(link_of(left, right)) == str(entry.subject):
            state["pair"] = [str(left), str(right)]
            state["said"][entry.id] = {
                "says": payload.says.value,
                "author": entry.author,
                "at": entry.occurred_at.isoformat(),
                "because": sorted(payload.because),
                "by_program": payload.by_program,
                "over": sorted(one for one in state["said"] if entry.has_seen(one)),
            }
    elif isinstance(payload, LinkUndone):
        told = [entry.author, entry.occurred_at.isoformat(), payload.reason.value]
        for one in payload.undoes:
            state["undone"].setdefault(str(one), {})[entry.id] = told
    return state


def words(state: State) -> list[Word]:
    """Return all that was said, the oldest first, with what was taken back."""
    found = [_word(entry, said, state["undone"].get(entry, {})) for entry, said in state["said"].items()]
    return sorted(found, key=lambda one: (one.at, one.entry))


def _word(entry: str, said: Mapping[str, Any], undone: Mapping[str, list[str]]) -> Word:  # Any: JSON
    first = min(([at, by, undo, reason] for undo, (by, at, reason) in undone.items()), default=None)
    return Word(
        entry=entry,
        says=LinkSays(said["says"]),
        author=said["author"],
        at=said["at"],
        because=tuple(said["because"]),
        by_program=said["by_program"],
        over=frozenset(said["over"]),
        undone=(first[2], first[1], first[0], UndoneFor(first[3])) if first else None,
    )


def standing(state: State) -> list[Word]:
    """Return the decisions that stand: not taken back, and with none after them that stands."""
    alive = [one for one in words(state) if not one.undone]
    over = {before for one in alive for before in one.over}
    return [one for one in alive if one.entry not in over]


def decision(state: State) -> tuple[LinkSays | None, bool]:
    """Return what stands of a pair, and whether those who looked differ: then nothing does."""
    said = {one.says for one in standing(state)}
    return (next(iter(said)), False) if len(said) == 1 else (None, len(said) > 1)


def agreed(state: State) -> frozenset[str]:
    """Return the persons whose own last word is that the two are one; the program is no person."""
    alive = [one for one in words(state) if not one.undone and not one.by_program]
    over = {(one.author, before) for one in alive for before in one.over}
    last = [one for one in alive if (one.author, one.entry) not in over]
    return frozenset(one.author for one in last) - {one.author for one in last if one.says is not LinkSays.SAME}


def start_kept() -> State:
    """Return nothing kept."""
    return {}


def step_kept(state: State, entry: Entry) -> State:
    """Return what an erased record counts: of several who wrote it, the first in the order of the fold."""
    return state or {"kept": dict(entry.payload.model_dump(mode="json"))}
