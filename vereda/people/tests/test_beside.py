"""Two records side by side: what agrees, what nearly does, what differs and what nobody said."""

from __future__ import annotations

from typing import Any

import pytest

from vereda.people.entries.person import Identity
from vereda.people.rules.beside import Side, codes, traits
from vereda.people.words import Agreement, Trait

SAME, NEAR, DIFFERS, UNKNOWN = Agreement


def side(sex: str = "F", nationality: str = "HN", **told: Any) -> Side:  # Any: fields of an Identity
    return Side(identity=Identity(**told), sex=sex, nationality=nationality)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("María Elena", "maria elena", SAME),
        ("María Elena", "Elena", NEAR),
        ("José", "Chepe", NEAR),
        ("Xóchitl", "Sochil", NEAR),
        ("Rosa", "Ana", DIFFERS),
        ("", "Ana", UNKNOWN),
    ],
)
def test_given_names(one, other, expected):
    assert traits(side(given=one), side(given=other))[Trait.GIVEN] is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (["Luna", "Paz"], ["Luna", "Paz"], SAME),
        (["de la Cruz"], ["Cruz"], SAME),
        (["Luna", "Paz"], ["Paz", "Luna"], NEAR),
        (["Luna", "Paz"], ["Luna"], NEAR),
        (["Zúniga"], ["Suniga"], NEAR),
        (["Luna", "Paz"], ["Luna", "Ríos"], DIFFERS),
        ([], ["Luna"], UNKNOWN),
    ],
)
def test_a_second_surname_that_is_missing_or_crossed_is_no_disagreement(one, other, expected):
    assert traits(side(families=one), side(families=other))[Trait.FAMILIES] is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [((1990, 1990), (1990, 1990), SAME), ((1990, 1990), (1991, 1992), NEAR), ((1990, 1992), (1995, 1996), DIFFERS)],
)
def test_years_of_birth_are_told_as_guesses(one, other, expected):
    told = [dict(zip(("birth_year_from", "birth_year_to"), years, strict=True)) for years in (one, other)]
    assert traits(side(**told[0]), side(**told[1]))[Trait.BIRTH] is expected
    assert traits(side(), side(**told[1]))[Trait.BIRTH] is UNKNOWN


def test_the_same_band_of_ages_is_near_and_another_one_says_nothing():
    young, same, old = (Side(identity=Identity(), age_band=band) for band in ("18-29", "18-29", "30-59"))
    assert traits(young, same)[Trait.BIRTH] is NEAR
    assert traits(young, old)[Trait.BIRTH] is traits(side(), young)[Trait.BIRTH] is UNKNOWN


def test_a_telephone_with_the_code_of_the_country_is_the_same_and_one_digit_off_is_near():
    one = side(telephone="+504 9911 2233")
    assert traits(one, side(telephone="99112233"))[Trait.TELEPHONE] is SAME
    assert traits(one, side(telephone="99112234"))[Trait.TELEPHONE] is NEAR
    assert traits(one, side(telephone="88112299"))[Trait.TELEPHONE] is DIFFERS


def test_what_nobody_knows_speaks_neither_for_nor_against_and_a_meeting_of_both_does():
    found = traits(side(sex="U", nationality="XX"), side())
    assert found[Trait.SEX] is found[Trait.NATIONALITY] is found[Trait.TOGETHER] is UNKNOWN
    assert traits(side(), side(), together=True)[Trait.TOGETHER] is DIFFERS
    assert traits(side(), side(sex="M"))[Trait.SEX] is DIFFERS
    assert codes(found)[0] == "given:unknown"


def test_a_pet_name_is_held_against_the_given_name_of_the_other():
    assert traits(side(nickname="Chepe"), side(given="José"))[Trait.CALLED] is NEAR
    assert traits(side(nickname="Chepe"), side(nickname="Chepe"))[Trait.CALLED] is SAME
    assert traits(side(nickname="Chepe"), side(nickname="Nel"))[Trait.CALLED] is DIFFERS
