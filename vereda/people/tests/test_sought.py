"""A person who is sought, weighed against records by the stored model; and in which order records are opened at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from vereda.people.matching.engine import stored_model
from vereda.people.matching.sought import Told, heard_together, weights
from vereda.people.rules.alike import LEAST_AMONG, LEAST_BORNE, by_codes, rarity, share

SOUGHT = Told(given="Xóchitl María", surnames="Turquesa Luna", sex="F", nationality="HN", born=(2000, 2002))


def rare(_word: str) -> float:
    return 0.001


def weighed(*others: Told, sought: Told = SOUGHT, often: Callable[[str], float] = rare) -> list[float]:
    return weights([sought], others, stored_model(), often).tolist()


def test_the_same_person_comes_before_one_by_ear_and_a_stranger_last():
    same = Told(given="Xochitl Maria", surnames="Turquesa Luna", sex="F", nationality="HN", born=(2001, 2001))
    heard = Told(given="Sochil", surnames="Turkesa Luna", sex="F", nationality="HN", born=(2003, 2003))
    stranger = Told(given="Pedro", surnames="Paz", sex="M", nationality="GT", born=(1960, 1961))
    order = weighed(stranger, heard, same)
    assert order[2] > order[1] > 0 > order[0]


def test_what_is_not_known_weighs_nothing():
    assert weighed(Told()) == [heard_together(stored_model())]
    assert weighed() == []


def test_a_rare_name_says_more_and_a_pet_name_is_as_common_as_what_it_stands_for():
    one = Told(given="Chepe")
    often = {"jose": 0.1, "chepe": 0.0001}.get

    def borne(word: str) -> float:
        return often(word, 0.01)

    (common,), (uncommon,) = weighed(Told(given="José"), sought=one, often=borne), weighed(Told(given="José"), sought=one)
    assert uncommon > common > 0


def test_of_several_names_the_best_counts():
    by_both = weights([Told(given="Ofelia"), Told(given="Chepe")], [Told(given="José")], stored_model(), rare)
    assert by_both.tolist() == weighed(Told(given="José"), sought=Told(given="Chepe"))


def test_a_boy_of_fourteen_who_said_eighteen_is_spoken_against_less_than_a_man_of_eighteen():
    boy, man = Told(given="Abner", born=(2012, 2012)), Told(given="Abner", born=(2007, 2007))
    said, known = weighed(replace(man, is_said_adult=True), man, sought=boy)
    assert said > known


@pytest.mark.parametrize(("borne", "as_if"), [(0, 16), (1, 16), (16, 16), (17, 32), (32, 32), (900, 1024)])
def test_how_often_a_name_is_borne_tells_nothing_of_one_person(borne: int, as_if: int):
    assert share(borne, 100_000) == as_if / 100_000
    assert rarity(100 * LEAST_AMONG, 3) == 0.0, "never less than nothing"
    assert share(2, 3) == LEAST_BORNE / LEAST_AMONG


def test_codes_in_clear_put_in_order_and_never_shut_out_by_age():
    sought = ("HN", "F", "12-17")
    assert by_codes(sought, ("HN", "F", "12-17")) > by_codes(sought, ("HN", "F", "18-29")) > by_codes(sought, ("XX", "U", "U"))
    assert by_codes(sought, ("XX", "U", "U")) == 0.0 > by_codes(sought, ("GT", "F", "12-17"))
