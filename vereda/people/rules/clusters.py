"""Which records are one person: what stands of all pairs, put together each time anew, and never written anywhere. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from vereda.people.words import LinkSays

MOST = 30
"""Records that are put together on the word of one person; own proposal, as in `matching/decide.py`."""
PERSONS = 2
"""So many persons must have said it of a pair that makes a person of more records than that."""


@dataclass(frozen=True, kw_only=True)
class Tie:
    """What stands of one pair. at: when it was said [ISO];  agreed: persons who said that both are one."""

    link: UUID
    left: UUID
    right: UUID
    says: LinkSays
    at: str
    agreed: int = 1


@dataclass(frozen=True)
class Clusters:
    """Records that are one person.

    of           record -> all records of that person, itself among them, in order; who stands alone is not there
    held         pairs that would pass the limit and wait for a second person
    contradicted pairs that somebody called different, and that others put together by a detour
    """

    of: Mapping[UUID, tuple[UUID, ...]]
    held: tuple[Tie, ...]
    contradicted: tuple[Tie, ...]

    def with_record(self, record: UUID) -> tuple[UUID, ...]:
        """Return all records of a person, the given one alone where nothing was put to it."""
        return self.of.get(record, (record,))


def clusters(ties: Iterable[Tie]) -> Clusters:
    """Return who is one person; the same for the same ties, in whatever order they come.

    Pairs are put together in the order in which they were decided, so that which of them waits depends on nothing else.
    """
    members: dict[UUID, list[UUID]] = {}
    held, apart = list[Tie](), list[Tie]()
    for tie in sorted(ties, key=lambda one: (one.at, one.link)):
        if tie.says is LinkSays.DIFFERENT:
            apart.append(tie)
        if tie.says is not LinkSays.SAME:
            continue
        left, right = members.get(tie.left, [tie.left]), members.get(tie.right, [tie.right])
        if left is right:
            continue
        if len(left) + len(right) > MOST and tie.agreed < PERSONS:
            held.append(tie)
            continue
        left, right = (left, right) if len(left) >= len(right) else (right, left)
        left += right
        members.update(dict.fromkeys(left, left))
    of = {record: tuple(sorted(group)) for record, group in members.items()}
    return Clusters(of, tuple(held), tuple(one for one in apart if one.left in of and of[one.left] == of.get(one.right)))


def neighbours(record: UUID, ties: Mapping[UUID, Iterable[Tie]]) -> set[UUID]:
    """Return every record that can be reached over pairs that were called the same; ties: by record."""
    found, left = {record}, [record]
    while left:
        for tie in ties.get(left.pop(), ()):
            if tie.says is LinkSays.SAME:
                new = {tie.left, tie.right} - found
                found |= new
                left += new
    return found


def by_record(ties: Iterable[Tie]) -> dict[UUID, list[Tie]]:
    """Return ties by each of their two records."""
    found: dict[UUID, list[Tie]] = defaultdict(list)
    for tie in ties:
        found[tie.left].append(tie)
        found[tie.right].append(tie)
    return found
