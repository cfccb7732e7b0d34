"""What all worlds share: how meetings become what a network knows (counts, answers, cards), and who was who, which nobody knows.

A world gives meetings of parties, how its people remember and who refuses. It knows nothing of `vereda.people.rules`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from vereda.people.rules.observed import Asked, Met, Shown
from vereda.people.words import LastHelp

BEGINS = date(2022, 11, 1)
"""Day 0: the network counts, nobody is asked yet."""
ASKED_FROM, DAYS = 426, 791
"""The question is asked from 1 January 2024 on; the year ends with 31 December 2024."""
WEEK, MONTH, YEAR = 7, 30, 365


@dataclass(slots=True)
class Meeting:
    """People who were met together.

    came      the country next door had helped them so many days before, or None
    is_asked  False: nobody asks such a party, as in a rescue or of a crowd
    """

    day: int
    group: int
    people: Sequence[int]
    came: int | None = None
    is_asked: bool = True


@dataclass(frozen=True)
class Ways:
    """How a world's people answer.

    remembered  days since the last help, and the help before that (inf: never) -> days as it is remembered (inf: never)
    refuses     nationality, group, days since the last help -> whether a party says nothing
    every       group -> one party in so many is due
    forgot      share of parties due that nobody asked
    speaks_for  chance that one answers for all, also for those who were not there the last time
    takes_card, keeps_card  chance a party takes a card when it has none; that it still has it, and shows it, at a meeting
    """

    remembered: Callable[[np.random.Generator, float, float], float]
    refuses: Callable[[np.random.Generator, int, int, float], bool]
    every: Callable[[int], int]
    forgot: float
    speaks_for: float
    takes_card: float
    keeps_card: float


@dataclass
class Known:
    """What a network knows of two years, and beside it the truth."""

    nations: Sequence[str]
    nation: Sequence[int]
    met: list[Met] = field(default_factory=list)
    outside: list[Met] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    days: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def truth(self, from_on: date, to_on: date) -> dict[str, int]:
        """Return how many different people were met in a period, by nationality; 'all' for all."""
        first, last = (from_on - BEGINS).days, (to_on - BEGINS).days
        found: dict[str, int] = dict.fromkeys(["all", *self.nations], 0)
        for person, days in self.days.items():
            if any(first <= day <= last for day in days):
                found["all"] += 1
                found[self.nations[self.nation[person]]] += 1
        return found


def lived(
    random: np.random.Generator, meetings: Iterable[Meeting], nations: Sequence[str], nation: Sequence[int], ways: Ways
) -> Known:
    """Return what the network gets to know of meetings, told in the order of days."""
    known, cards = Known(nations, nation), dict[int, str]()
    for number, one in enumerate(sorted(meetings, key=lambda one: (one.day, one.group))):
        if not 0 <= one.day < DAYS:
            continue
        on, group = BEGINS + timedelta(days=one.day), f"g{one.group}"
        by_nation: dict[int, list[int]] = defaultdict(list)
        for person in one.people:
            by_nation[nation[person]].append(person)
        met = [Met(on, group, nations[code], len(some)) for code, some in by_nation.items()]
        known.met += met
        every = ways.every(one.group)
        if not one.is_asked:
            known.outside += met
        elif one.day >= ASKED_FROM and random.random() < 1 / every:
            known.asked += _answers(random, known, one, number, by_nation, ways, every)
        _cards(random, known, one, cards, ways, on)
        for person in one.people:
            known.days[person].append(one.day)
    return known


def _answers(
    random: np.random.Generator, known: Known, one: Meeting, number: int, by_nation: dict[int, list[int]], ways: Ways, every: int
) -> Iterable[Asked]:
    on, group = BEGINS + timedelta(days=one.day), f"g{one.group}"
    speaker = one.people[0]
    silent = random.random() < ways.forgot or ways.refuses(random, known.nation[speaker], one.group, _gap(known, one, speaker)[0])
    said = _said(random, known, one, speaker, ways)
    for_all = random.random() < ways.speaks_for
    for code, people in by_nation.items():
        counts: dict[LastHelp, int] = defaultdict(int)
        for person in people:
            same = for_all or known.days[person] == known.days[speaker]
            answer = said if same else _said(random, known, one, person, ways)
            counts[LastHelp.NONE if silent else answer] += 1
        for answer, count in counts.items():
            yield Asked(str(number), on, group, known.nations[code], answer, count, every)


def _gap(known: Known, one: Meeting, person: int) -> tuple[float, float]:
    """Return days since the last help and since the one before; the neighbour's help counts for whoever answers."""
    before = [one.day - day for day in known.days[person][-2:]][::-1]
    if one.came is not None and (not before or one.came < before[0]):
        before.insert(0, one.came)
    last, earlier, *_ = (*before, np.inf, np.inf)
    return last, earlier


def _said(random: np.random.Generator, known: Known, one: Meeting, person: int, ways: Ways) -> LastHelp:
    days = ways.remembered(random, *_gap(known, one, person))
    if days == np.inf:
        return LastHelp.NEVER
    for answer, most in ((LastHelp.WEEK, WEEK), (LastHelp.MONTH, MONTH), (LastHelp.YEAR, YEAR)):
        if round(days) <= most:
            return answer
    return LastHelp.LONGER


def _cards(random: np.random.Generator, known: Known, one: Meeting, cards: dict[int, str], ways: Ways, on: date) -> None:
    """A card is a person's; whoever has none may take one, whoever has one may show it, lose it or keep silent."""
    for person in one.people:
        card = cards.get(person)
        if card is None or card[:4] != str(on.year):
            if random.random() < ways.takes_card:
                cards[person] = f"{on.year}-{len(known.shown)}"
                known.shown.append(Shown(cards[person], on))
        elif random.random() < ways.keeps_card:
            known.shown.append(Shown(card, on))
