"""Two records side by side: in what they agree, nearly agree and differ, and what one of them does not say. Pure.

It gives reasons to a person who decides. The weight comes from `matching/`, and is not computed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vereda.people.entries.person import Identity
from vereda.people.rules.consent import is_near
from vereda.people.rules.person import folded, name_tokens
from vereda.people.rules.sounds import phone_end, sound, stands_for
from vereda.people.words import Agreement, Trait

SAME, NEAR, DIFFERS, UNKNOWN = Agreement.SAME, Agreement.NEAR, Agreement.DIFFERS, Agreement.UNKNOWN
NEAR_YEARS = 2  # own proposal: ages are told as guesses
NEAR_DIGITS = 6  # letters and digits of a document that one slip leaves alone


@dataclass(frozen=True, kw_only=True)
class Side:
    """What is known of one record. Codes of nobody knows: 'XX' nationality, 'U' sex and band of ages."""

    identity: Identity
    nationality: str = "XX"
    sex: str = "U"
    age_band: str = "U"


def traits(one: Side, other: Side, *, together: bool = False, same_day: bool = False) -> Mapping[Trait, Agreement]:
    """Return how far two records agree, trait by trait, in the order in which it is shown.

    together  both were named in one meeting, as two: this speaks against, whatever else agrees
    same_day  both were met on one local day, in two meetings: few people are met twice in a day, many alike are
    """
    left, right = one.identity, other.identity
    return {
        Trait.GIVEN: _given(left, right),
        Trait.FAMILIES: _families(left.families, right.families),
        Trait.CALLED: _called(left, right),
        Trait.BIRTH: _birth(one, other),
        Trait.SEX: _code(one.sex, other.sex, "U"),
        Trait.NATIONALITY: _code(one.nationality, other.nationality, "XX"),
        Trait.TELEPHONE: _number(phone_end(left.telephone), phone_end(right.telephone)),
        Trait.DOCUMENT: _number(folded(left.document).replace(" ", ""), folded(right.document).replace(" ", "")),
        Trait.TOGETHER: DIFFERS if together else UNKNOWN,
        Trait.SAME_DAY: DIFFERS if same_day and not together else UNKNOWN,
    }


def codes(found: Mapping[Trait, Agreement]) -> list[str]:
    """Return the reasons as an entry keeps them."""
    return [f"{trait.value}:{agreement.value}" for trait, agreement in found.items()]


def _given(left: Identity, right: Identity) -> Agreement:
    one, two = list(name_tokens([left.given])), list(name_tokens([right.given]))
    if not one or not two:
        return UNKNOWN
    if one == two:
        return SAME
    if set(one) & set(two) or _may_be(one) & _may_be(two):
        return NEAR  # one name of two, or a pet name
    return NEAR if _sounds_alike(one[0], two[0]) else DIFFERS


def _families(left: Sequence[str], right: Sequence[str]) -> Agreement:
    """Two surnames in the other order, one that is missing, and one that is written otherwise are near."""
    one, two = list(name_tokens(left)), list(name_tokens(right))
    if not one or not two:
        return UNKNOWN
    if one == two:
        return SAME
    alike = sum(any(_sounds_alike(mine, their) for their in two) for mine in one)
    return NEAR if alike and alike >= min(len(one), len(two)) else DIFFERS


def _called(left: Identity, right: Identity) -> Agreement:
    one, two = set(name_tokens([left.nickname])), set(name_tokens([right.nickname]))
    if one and two:
        return SAME if one == two else NEAR if one & two or _may_be(one) & _may_be(two) else DIFFERS
    named = _may_be(one) & _may_be(name_tokens([right.given])) or _may_be(two) & _may_be(name_tokens([left.given]))
    return NEAR if named else UNKNOWN


def _birth(left: Side, right: Side) -> Agreement:
    """Without years the same band of ages is near; another one may be of another day, and says nothing."""
    one, two = _years(left.identity), _years(right.identity)
    if one is None or two is None:
        return NEAR if left.age_band == right.age_band != "U" else UNKNOWN
    if one == two:
        return SAME
    return NEAR if max(one[0], two[0]) - min(one[1], two[1]) <= NEAR_YEARS else DIFFERS


def _years(identity: Identity) -> tuple[int, int] | None:
    told = [year for year in (identity.birth_year_from, identity.birth_year_to) if year is not None]
    return (min(told), max(told)) if told else None


def _code(one: str, other: str, unknown: str) -> Agreement:
    if unknown in (one, other):
        return UNKNOWN
    return SAME if one == other else DIFFERS


def _number(one: str, other: str) -> Agreement:
    if not one or not other:
        return UNKNOWN
    return SAME if one == other else NEAR if min(len(one), len(other)) >= NEAR_DIGITS and is_near(one, other) else DIFFERS


def _may_be(words: Iterable[str]) -> set[str]:
    return {name for word in words for name in (word, *stands_for(word))}


def _sounds_alike(one: str, other: str) -> bool:
    return one == other or sound(one) == sound(other) or (min(len(one), len(other)) > 3 and is_near(one, other))
