"""The row in which a module tells what counts, without any person in it; written by facts.py of modules, read by statistics.

And the key of a row, by which what is published of it is blurred: docs/engineer/disclosure.md.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

type Members = tuple[tuple[str, int], ...]
"""Who a row stands for: names with how many stand under each. 'person:UUID' is one named person, wherever she is met; any other
name means something in its record alone ('line:1', 4: the four of that line)."""

KEYS = 256
PERSON = "person:"
MANY = 1000
A_DIGEST = 32


@dataclass(frozen=True, slots=True)
class FactRow:
    """One countable fact. Which rows answer which question: docs/engineer/bulletin.md.

    record       subject that the row comes from [hex]
    row          L joint line, M margin, S service to a part, C category to a part, T people counted once,
                 B bodies, P patrol, R reported total of a post without the system,
                 A asked when a group last helped: people by answer, beside the others and in no bulletin
    line         line id; "" where the row has none; T: "in_total" or "served"; R: "people" or "";
                 A: answer and k of one in k, "week:5"; k is 0 where nobody was due to be asked
    local_on     local day at the group's post
    group        code of the group in its country pack
    state        ISO 3166-2 of the place, else of the post
    nationality  ISO alpha-2; 'XX' unknown; '*' not recorded together with the rest of the row
    sex          F, M, X, U unknown, or '*'
    age_band     0-4, 5-11, 12-17, 0-17, 18-29, 30-59, 60+, 18+, U unknown, or '*'
    people       how many persons, bodies or patrols the row stands for
    services     codes of the catalogue; L: each of `people` got every one
    categories   official categories that the services map to on `local_on`; distinct
    aggregate    the count was given as a sum; left out of `encounters` counts and of matching
    members      who they are, for the key alone: `keyed` takes it away before a row reaches any file or entry
    key          sum of the keys of its members mod 256; None: not computed yet
    """

    record: str
    row: str
    line: str
    local_on: date
    group: str
    state: str
    nationality: str
    sex: str
    age_band: str
    people: int
    services: Sequence[str] = ()
    categories: Sequence[str] = ()
    aggregate: bool = False
    members: Members = ()
    key: int | None = None


def keyed(row: FactRow, secret: bytes) -> FactRow:
    """Return a row with the sum of its members' keys, and without its members. What has a key keeps it: an erased subject's row.

    A member's key is a byte of HMAC(secret, person), or else of HMAC(secret, record, name, ordinal): the same in every row and
    every month of the same members, also when others came, were corrected or erased. A digest holds the keys of 32 ordinals. What
    was counted as a sum, or is more than 1,000, has one key for the row: a sum of keys that nobody knows one by one is any of 256
    with equal chance, and so is that one; it differs when the number does.
    """
    if row.key is not None:
        return replace(row, members=()) if row.members else row
    members = row.members or ((_name(row), row.people),)
    return replace(row, members=(), key=sum(_sum(row, name, count, secret) for name, count in members) % KEYS)


def _name(row: FactRow) -> str:
    """Return a name for the members of a row that says none: by all that tells it from the other rows of its record."""
    known = (row.row, row.line, row.nationality, row.sex, row.age_band)
    return "|".join((*known, *row.categories) if row.row == "R" else known)


def _sum(row: FactRow, name: str, count: int, secret: bytes) -> int:
    if name.startswith(PERSON):
        return _digest(secret, name)[0]
    name = f"{row.record}|{name}"
    if row.aggregate or count > MANY:
        return _digest(secret, f"{name}|of {count}")[0]
    digests = b"".join(_digest(secret, f"{name}|{block}") for block in range(-(-count // A_DIGEST)))
    return sum(digests[:count])


def _digest(secret: bytes, said: str) -> bytes:
    return hmac.digest(secret, said.encode(), "sha256")


def first_members(members: Iterable[tuple[str, int]], people: int) -> Members:
    """Return the first so many of some members: who of them it was is not known, and is the same in every row."""
    found: list[tuple[str, int]] = []
    for name, count in members:
        if people > 0:
            found.append((name, min(count, people)))
            people -= count
    return tuple(found)
