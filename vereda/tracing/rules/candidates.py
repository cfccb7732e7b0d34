"""How well a record of ours fits who is sought: evidence field by field, and in which order it is looked at. Pure.

It orders, and says nothing else: there is no threshold, no percent, and no verdict. A person looks, and a second one. What is not
known of one side weighs nothing, so that it works without nationality, and for somebody of whom only a pet name is known.
Names, age, sex and origin are weighed by the stored model (`people/matching/sought.py`); the table weighs what it does not know.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from math import log2
from pathlib import Path

from vereda.people.schema import folded, is_near, name_tokens, phone_end, sound, stands_for
from vereda.tracing.words import Relation

TABLE = Path(__file__).parents[1] / "data" / "candidates.csv"
MOST = 20
"""So many are shown: a list that nobody reads to its end helps nobody (Primero shows as many)."""
NEAR_YEARS = 2
WORDS_OF_MARKS = 4  # letters: shorter words say nothing of a scar
MARKS_SHARED = 2
BLOOD = frozenset({Relation.PARENT, Relation.CHILD, Relation.SIBLING})


class Field(StrEnum):
    """What is compared, in the order in which it is shown."""

    GIVEN = "given"
    FAMILIES = "families"
    CALLED = "called"
    SEX = "sex"
    AGE = "age"
    ORIGIN = "origin"
    RELATION = "relation"
    COMPANIONS = "companions"
    TELEPHONE = "telephone"
    MARKS = "marks"


class Level(StrEnum):
    """How far two agree. UNKNOWN: one side does not say it."""

    SAME = "same"
    BOTH = "both"  # surnames
    ONE = "one"
    NEAR = "near"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


AGREES = frozenset({Level.SAME, Level.BOTH, Level.ONE, Level.NEAR})


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of one side. Everything may be unknown.

    called      pet names and other names;  born: years between which, both inclusive
    families_of_seeker   words of the name of who seeks, where they are parent, child or sibling
    companions  names of who was with them;  marks: marks and clothing in words
    """

    given: str = ""
    families: Sequence[str] = ()
    called: Sequence[str] = ()
    sex: str = "U"
    born: tuple[int, int] | None = None
    nationality: str = "XX"
    families_of_seeker: Sequence[str] = ()
    companions: Sequence[str] = ()
    telephones: Sequence[str] = ()
    marks: str = ""


@dataclass(frozen=True)
class Compared:
    """What speaks for and against two being one person. weight: the sum of what each field adds, in bits; only for the order."""

    levels: Mapping[Field, Level]
    weight: float = field(compare=False)


def compared(sought: Known, other: Known, *, likeness: float) -> Compared:
    """Return how one record of ours fits who is sought, field by field.

    likeness  what names, age, sex and origin say together [bits]
    """
    levels = {
        Field.GIVEN: _given(sought, other),
        Field.FAMILIES: _families(sought, other),
        Field.CALLED: _called(sought, other),
        Field.SEX: _equal(sought.sex, other.sex, "U"),
        Field.AGE: _age(sought.born, other.born),
        Field.ORIGIN: _equal(sought.nationality, other.nationality, "XX"),
        Field.RELATION: _relation(sought, other),
        Field.COMPANIONS: _shared(_words(sought.companions), _words(other.companions)),
        Field.TELEPHONE: _shared(_ends(sought.telephones), _ends(other.telephones)),
        Field.MARKS: _shared(_marks(sought.marks), _marks(other.marks), MARKS_SHARED),
    }
    return Compared(levels, likeness + sum(weight_of(name, level) for name, level in levels.items()))


def ranked[T](all_: Iterable[tuple[T, Compared]]) -> list[tuple[T, Compared]]:
    """Return those of whom more speaks for than against, the best first, at most 20; equals in the order in which they came."""
    fit = [one for one in all_ if one[1].weight > 0]
    return sorted(fit, key=lambda one: -one[1].weight)[:MOST]


def weight_of(name: Field, level: Level) -> float:
    """Return what a level of a field adds: the log of how much likelier it is of the same person than of another one."""
    row = table().get((name, level))
    return log2(row.same_person / row.others) if row else 0.0


@dataclass(frozen=True)
class Weighed:
    """One row of the table: how often the level is met of one person, and of two different ones."""

    same_person: float
    others: float
    source: str
    status: str


@cache
def table() -> Mapping[tuple[Field, Level], Weighed]:
    """Return the table of weights; a level that is not in it adds nothing."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            (Field(row["field"]), Level(row["level"])): Weighed(
                float(row["same_person"]), float(row["others"]), row["source"], row["status"]
            )
            for row in csv.DictReader(file)
        }


def _given(sought: Known, other: Known) -> Level:
    """Compare given names, each with the pet names of the other: who is called José is known as Chepe."""
    one, two = _tokens([sought.given]), _tokens([other.given])
    names, theirs = one or _tokens(sought.called), two or _tokens(other.called)
    if not names or not theirs or not (one or two):
        return Level.UNKNOWN
    if names & theirs:
        return Level.SAME
    return Level.NEAR if _any_near(names, theirs) else Level.DIFFERS


def _families(sought: Known, other: Known) -> Level:
    """Compare surnames in any order: the second may come first, be left out, or be a spouse's."""
    one, two = _parts(sought.families), _parts(other.families)
    if not one or not two:
        return Level.UNKNOWN
    shared = len(one & two)
    if shared >= 2 or (shared and len(one) == len(two) == 1):
        return Level.BOTH if shared >= 2 else Level.ONE
    if shared:
        left, right = one - two, two - one
        return Level.BOTH if left and right and _any_near(left, right) else Level.ONE
    return Level.NEAR if _any_near(one, two) else Level.DIFFERS


def _called(sought: Known, other: Known) -> Level:
    one, two = _tokens(sought.called), _tokens(other.called)
    return _shared(one, two)


def _equal(one: str, two: str, unknown: str) -> Level:
    if unknown in (one, two) or not one or not two:
        return Level.UNKNOWN
    return Level.SAME if one == two else Level.DIFFERS


def _age(one: tuple[int, int] | None, two: tuple[int, int] | None) -> Level:
    """Compare years of birth as precisely as they were told: 'about twenty' is three years, a band is twelve or thirty."""
    if one is None or two is None:
        return Level.UNKNOWN
    apart = max(one[0] - two[1], two[0] - one[1], 0)
    if not apart:
        return Level.SAME
    return Level.NEAR if apart <= NEAR_YEARS else Level.DIFFERS


def _relation(sought: Known, other: Known) -> Level:
    """Compare the surnames of a parent, child or sibling who seeks with theirs: one shared is usual, none says little."""
    seekers, theirs = _sounds(sought.families_of_seeker), _sounds(other.families)
    if not seekers or not theirs:
        return Level.UNKNOWN
    return Level.SAME if seekers & theirs else Level.DIFFERS


def _shared(one: set[str], two: set[str], least: int = 1) -> Level:
    """Compare what may agree and never speaks against: that other words were found says nothing."""
    return Level.SAME if len(one & two) >= least else Level.UNKNOWN


def _tokens(names: Iterable[str]) -> set[str]:
    return set(name_tokens(names))


def _parts(names: Iterable[str]) -> set[str]:
    """Return surnames as wholes: 'de la Cruz' is one, and 'Cruz' is the same."""
    return {" ".join(name_tokens([name])) for name in names} - {""}


def _sounds(names: Iterable[str]) -> set[str]:
    return {sound(one) for one in _tokens(names)}


def _words(names: Iterable[str]) -> set[str]:
    return {one for one in _tokens(names) if len(one) >= WORDS_OF_MARKS}


def _ends(telephones: Iterable[str]) -> set[str]:
    return {phone_end(one) for one in telephones} - {""}


def _marks(words: str) -> set[str]:
    return {one for one in folded(words).split() if len(one) >= WORDS_OF_MARKS}


def _any_near(one: Iterable[str], two: Iterable[str]) -> bool:
    theirs = list(two)
    return any(_is_near(a, b) for a in one for b in theirs)


def _is_near(one: str, two: str) -> bool:
    """Tell whether two names are one but for how they sound, for one slip, or for a pet name."""
    if sound(one) == sound(two) or is_near(one, two):
        return True
    mine, theirs = {one, *stands_for(one)}, {two, *stands_for(two)}
    return bool(_heard(mine) & _heard(theirs))


def _heard(names: Iterable[str]) -> set[str]:
    return {sound(one) for one in names}
