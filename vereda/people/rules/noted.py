"""Cards noted in a month: how they lie together without order, and what may be counted of them. Pure; keys come in.

A card is a keyed digest here. By the rows of a month nobody can tell when in it a card was noted, by whom, or beside which other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from hmac import new
from struct import Struct
from typing import Any

from vereda.people.rules.estimates import Estimate, NotEstimated

LEAST = 10
"""Fewer cards than this are not told. The threshold of the house for tables that leave it."""
BASE = 5
MOST = 4
"""A card counts at most so often in a month: whoever types one a hundred times finds no trace of it in the count."""
OTHERS = "others"
ALL = ""
GIVEN = 0x80
RECORD = Struct(">16s2sB")


@dataclass(frozen=True, order=True, slots=True)
class Noted:
    """One time that a card was given or shown. carriers: how many people carry it, as was said then."""

    digest: bytes
    nationality: str
    is_given: bool
    carriers: int


@dataclass(frozen=True)
class Counted:
    """What is told of a month. nationality: ALL, a code, or OTHERS together. None: fewer than ten.

    cards     different cards;  noted: how often they were noted, each at most four times
    again     of these, noted in an earlier month of the year as well; of all alone: of a nationality that hardly anybody has,
              nine cards of one's own beside the one in question would tell by this whether it was known
    given     cards given in the month;  carriers: people who carry these
    times     cards noted once, twice, three times, four times or more
    """

    nationality: str
    cards: int | None
    noted: int | None
    again: int | None
    given: int | None
    carriers: int | None
    times: tuple[int | None, ...]

    def to_json(self) -> dict[str, Any]:  # Any: JSON
        """Return it as it is kept."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Counted:  # Any: JSON
        """Return what `to_json` gave."""
        return cls(**{**kept, "times": tuple(kept["times"])})


def packed(noted: Iterable[Noted]) -> bytes:
    """Return the cards of a month as they are sealed: sorted, so that the order in which they came is nowhere."""
    flags = [(one, one.carriers | GIVEN * one.is_given) for one in sorted(noted)]
    return b"".join(RECORD.pack(one.digest, one.nationality.encode(), flag) for one, flag in flags)


def unpacked(raw: bytes) -> list[Noted]:
    """Return what `packed` gave."""
    rows = RECORD.iter_unpack(raw)
    return [Noted(digest, who.decode(), bool(flag & GIVEN), flag & ~GIVEN) for digest, who, flag in rows]


def counted(month: Sequence[Noted], before: Iterable[Noted], key: bytes) -> list[Counted]:
    """Return what may be told of a month: all cards, then by nationality, those of few cards together.

    before  cards of earlier months of the year
    key     of the year: with it goes the one way to draw the same rounding again
    Counts are rounded to five, up or down by chance, right on the average: random rounding, as Statistics Canada has it.
    """
    known = {one.digest for one in before}
    return [_row(who, some, known if who == ALL else set(), key) for who, some in _groups(month).items()]


def _groups(month: Sequence[Noted]) -> dict[str, list[Noted]]:
    """Return the cards by nationality; those of too few are one group, with the smallest of the others while it has too few."""
    found: dict[str, list[Noted]] = defaultdict(list)
    for one in month:
        found[one.nationality].append(one)
    by_size = sorted(found, key=lambda who: (_different(found[who]), who))
    few: list[Noted] = []
    while by_size and (_different(found[by_size[0]]) < LEAST or 0 < _different(few) < LEAST):
        few += found.pop(by_size.pop(0))
    rest = {OTHERS: few} if few and _different(few) >= LEAST and found else {}
    return {ALL: list(month), **{who: found[who] for who in sorted(found)}, **rest}


def _different(noted: Iterable[Noted]) -> int:
    return len({one.digest for one in noted})


def _row(who: str, noted: Sequence[Noted], known: set[bytes], key: bytes) -> Counted:
    times = {digest: min(often, MOST) for digest, often in Counter(one.digest for one in noted).items()}
    given: dict[bytes, int] = {}
    for one in noted:
        if one.is_given:
            given[one.digest] = max(one.carriers, given.get(one.digest, 0))
    often = Counter(times.values())

    # One draw for the same cards: the same number told twice, in this row or in that of all, is rounded alike and tells no more.
    draw = int.from_bytes(new(key, packed(noted), sha256).digest()[:8], "big") % BASE

    def told(count: int, of: int) -> int | None:
        return count - count % BASE + BASE * (draw < count % BASE) if of >= LEAST else None

    cards = len(times)
    again = len(known & set(times))
    return Counted(
        nationality=who,
        cards=told(cards, cards),
        noted=told(sum(times.values()), cards),
        again=told(again, again),
        given=told(len(given), len(given)),
        carriers=told(sum(given.values()), len(given)),
        times=tuple(told(often[n], often[n]) for n in range(1, MOST + 1)),
    )


def told_of(found: Estimate | NotEstimated) -> dict[str, Any] | None:  # Any: JSON
    """Return an estimate as it is kept: individuals rounded to five; None where it stands on fewer than ten cards seen again."""
    if not isinstance(found, Estimate) or found.answered < LEAST:
        return None
    numbers = {"individuals": found.individuals, "low": found.low, "high": found.high}
    return {
        "version": found.version,
        "from_on": found.from_on.isoformat(),
        "to_on": found.to_on.isoformat(),
        "met": found.met,
        **{name: BASE * round(number / BASE) for name, number in numbers.items()},
    }
