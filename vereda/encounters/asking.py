"""Of which parties it is asked when a group last helped them, and what they answered. Pure.

Nobody picks: the id that the program gave the encounter says whether it is one in `every`. Phones choose by the same rule
(`vereda/client/app/asking.js`). Why so: docs/decisions/asking-when-last.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from vereda.countries.door import Asking
from vereda.encounters import rules
from vereda.encounters.words import APART, UNKNOWN, Attribute
from vereda.logbook.schema import State, value_of
from vereda.practice import real_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MS_MOST = 253_402_300_799_999  # the last instant of the year 9999: ids of what is no UUIDv7 begin with any number
NOT_ASKED, UNCLEAR, OUTSIDE = "unasked", "unclear", "outside"
"""What facts say of people without an answer: due and not asked; more answers than people; of a party that is never asked."""


class Said(NamedTuple):
    """So many people of a nationality gave this answer; '' or a word of above: none that counts. '*': not known of whom."""

    answer: str
    nationality: str
    people: int


# --- who is asked ----------------------------------------------------------------------------------------------------------


def month_of(encounter: UUID) -> str:
    """Return the month in which the program gave an encounter its id [UTC]: no correction of a date changes who is asked."""
    at = EPOCH + timedelta(milliseconds=min(encounter.int >> 80, MS_MOST))
    return f"{at.year:04}-{at.month:02}"


def is_chosen(encounter: UUID, group: str, every: int) -> bool:
    """Tell whether a party is one of those that are asked, one in `every`: a draw from its id, seeded by group and month."""
    seed = f"vereda/asking/1|{real_of(group)}|{month_of(encounter)}|{encounter}"
    return int.from_bytes(sha256(seed.encode()).digest()[:6], "big") % every == 0


def rule_at(rules_of_pack: Sequence[Asking], encounter: UUID) -> Asking | None:
    """Return the rule of the month of an encounter; None before the first, and where nobody is asked."""
    return max((one for one in rules_of_pack if one.since <= month_of(encounter)), key=lambda one: one.since, default=None)


def may_be_asked(state: State, not_with: Collection[str], lists: rules.Lists | None = None) -> bool:
    """Tell whether it can be asked of a party at all: not while somebody is being rescued, not of children alone, not of who
    refuses, not of a sum or a row of a file."""
    lists, fields = lists or rules.lists_of(state), state["fields"]
    people = rules.people_of(state, lists)
    if state.get("aggregate") or state.get("batch") or value_of(fields, "mission") is not None:
        return False
    if value_of(fields, "unaccompanied_minors", 0) or rules.minors_of(state, lists) >= people:
        return False  # also nobody alive
    given = {*lists.services, *(code for line in lists.lines.values() for code in line.get("services", ()))}
    return given.isdisjoint(not_with) and all(one["code"] not in not_with for one in value_of(fields, "dispositions") or ())


def asked_in(encounter: UUID, group: str, state: State, rules_of_pack: Sequence[Asking]) -> int:
    """Return the k of a party of which it was asked and that was due, one in k; 0 when it was asked and not due.

    A phone may have known an older rule of the pack; a number that no rule has chooses nobody.
    """
    known = {one.every for one in rules_of_pack}
    return next((k for k in state.get("asked_every", ()) if k in known and is_chosen(encounter, group, k)), 0)


# --- what they answered ----------------------------------------------------------------------------------------------------


def people_by_nationality(state: State, lists: rules.Lists | None = None) -> dict[str, int]:
    """Return the people met by nationality, from what is known apart or from lines; 'XX' of whom it is not known."""
    lists = lists or rules.lists_of(state)
    unknown = UNKNOWN[Attribute.NATIONALITY]
    apart = lists.margins.get(Attribute.NATIONALITY)
    found: Counter[str] = Counter(apart or {})
    for line in () if apart else lists.lines.values():
        found[line.get("nationality", unknown)] += line.get("count", 1)
    rest = rules.people_of(state, lists) - found.total()
    if rest > 0:
        found[unknown] += rest
    return {code: people for code, people in sorted(found.items()) if people}


def answers_of(state: State) -> list[Said]:
    """Return the answers that stand, as they were given; what was taken away more often than given is none."""
    parts = ((key.partition(":"), people) for key, people in sorted(state.get("last_help", {}).items()))
    return [Said(answer, nationality, people) for (answer, _colon, nationality), people in parts if people > 0]


def answered(state: State, lists: rules.Lists | None = None) -> list[Said]:
    """Return everybody met by answer, '' who gave none, under the nationalities as they stand now.

    Who was written first as of unknown nationality, and corrected after the answer, moves along where there is one way only;
    else it is not known whose answer it was ('*'). More answers than people: it is not known which are right, and none counts.
    """
    met, given = people_by_nationality(state, lists), answers_of(state)
    if sum(one.people for one in given) > sum(met.values()):
        return [Said(UNCLEAR, nationality, people) for nationality, people in met.items()]
    said: Counter[tuple[str, str]] = Counter()
    loose: Counter[str] = Counter()
    for nationality, people in _told_of(given).items():
        fits = people <= met.get(nationality, 0)
        for one in given:
            if one.nationality == nationality and fits:
                said[one.answer, nationality] += one.people
                met[nationality] -= one.people
            elif one.nationality == nationality:
                loose[one.answer] += one.people
    said.update(_settled(loose, {nationality: people for nationality, people in met.items() if people}))
    return [Said(answer, nationality, people) for (answer, nationality), people in sorted(said.items()) if people]


def _told_of(given: Iterable[Said]) -> Counter[str]:
    told: Counter[str] = Counter()
    for one in given:
        told[one.nationality] += one.people
    return told


def _settled(loose: Mapping[str, int], free: Mapping[str, int]) -> Counter[tuple[str, str]]:
    """Give answers of nobody in particular to the people who are left, where that can be done in one way only."""
    rest = sum(free.values()) - sum(loose.values())
    if not loose:
        return Counter({("", nationality): people for nationality, people in free.items()})
    if len(loose) == 1 and not rest:
        (answer,) = loose
        return Counter({(answer, nationality): people for nationality, people in free.items()})
    whose = next(iter(free)) if len(free) == 1 else APART
    return Counter({**{(answer, whose): people for answer, people in loose.items()}, ("", whose): rest})


def changes(state: State, wanted: Mapping[tuple[str, str], int]) -> list[Said]:
    """Return by how much answers change, so that those wanted (by answer and nationality) stand and no others."""
    sums, found = state.get("last_help", {}), []
    for answer, nationality in sorted({*wanted, *(tuple(key.split(":")) for key in sums)}):
        people, stands = wanted.get((answer, nationality), 0), sums.get(f"{answer}:{nationality}", 0)
        more = people - (stands if people else max(stands, 0))
        if more:
            found.append(Said(answer, nationality, more))
    return found
