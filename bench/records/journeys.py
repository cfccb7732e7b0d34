"""A year of journeys: parties set out, meet posts one to twelve times, lose people, come back; each meeting becomes rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from bench.records.cards import Cards
from bench.records.folk import Person, party
from bench.records.lists import Draw
from bench.records.posts import OFFICERS, Post, posts
from bench.records.telling import Told, told

FIRST = date(2025, 1, 1)
DAYS = 365
MEETINGS = Draw({times: times**-1.85 for times in range(1, 13)})
# People set out less in the rains of autumn and before Christmas.
MONTHS = Draw(enumerate((9, 10, 12, 11, 10, 9, 8, 8, 7, 6, 5, 4)))


class Record(NamedTuple):
    """One row, and whose it is. mixed: the order of rows of one day, which tells nothing of who travels with whom."""

    told: Told
    on: date
    household: str
    card_code: str
    person: int
    mixed: int


def records(seed: int, *, cards: bool = False) -> Iterator[Record]:
    """Yield rows without end, party after party; the same for the same seed. Cards change no other column."""
    for _people, rows in journeys(seed, cards=cards):
        yield from rows


def journeys(seed: int, *, cards: bool = False) -> Iterator[tuple[list[Person], list[Record]]]:
    """Yield the people of one party after the other and the rows that were written of them."""
    luck, places = Random(f"records {seed}"), posts(seed)
    deck, first = Cards(seed, used=cards), 1
    while True:
        start = FIRST + timedelta(days=30 * MONTHS(luck) + luck.randrange(31))
        people = party(luck, start, first)
        first += len(people)
        deck.given(people)
        yield people, list(_journey(luck, people, start, places, deck))


def _journey(luck: Random, people: list[Person], start: date, places: list[Post], deck: Cards) -> Iterator[Record]:
    """Yield the rows of one party; a third of the parties of several part on the way, and each goes on by itself."""
    times, on, at = MEETINGS(luck), start, luck.randrange(len(places) // 2)
    together = len(people) == 1 or luck.random() > 0.3
    parting = times if together else luck.randrange(times + 1)
    for meeting in range(times):
        for group in [people] if meeting < parting else [[one] for one in people]:
            there = [one for one in group if meeting == 0 or luck.random() < (0.9 if len(group) > 1 else 0.97)]
            day = on if meeting < parting else on + timedelta(days=luck.randrange(6))
            if there and day < FIRST + timedelta(days=DAYS):
                yield from _meeting(luck, there, places[at], day, deck)
        on, at = _onward(luck, on, at, len(places))


def _onward(luck: Random, on: date, at: int, last: int) -> tuple[date, int]:
    """Return when and where the next meeting is: mostly further north some days later, at times from the start again."""
    if luck.random() < 0.1:
        return on + timedelta(days=20 + int(luck.expovariate(1 / 45))), luck.randrange(last // 2)
    return on + timedelta(days=1 + int(luck.expovariate(1 / 9))), min(last - 1, at + luck.choice((0, 1, 1, 2, 3, 5)))


def _meeting(luck: Random, there: list[Person], post: Post, on: date, deck: Cards) -> Iterator[Record]:
    officer, household = luck.randrange(OFFICERS), f"H{luck.getrandbits(44):011x}"
    for one in there:
        if one.own_phone and luck.random() < 0.05:
            one.phone = one.phone[:-6] + f"{luck.randrange(10**6):06d}"
        row = told(luck, one, post, officer, on)
        yield Record(row, on, household, deck.shown(one), one.number, luck.getrandbits(32))
