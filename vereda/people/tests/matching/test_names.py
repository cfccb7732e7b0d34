"""What is compared of a name, in Python and in SQL."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bench.matching import peoples
from bench.matching.slips import plain
from vereda.people.matching.names import canonical, folded, key, key_sql, nearby, words


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("María de los Ángeles", ("maria", "angeles")),
        ("de la Cruz", ("cruz",)),
        ("JEAN-BAPTISTE", ("jean", "baptiste")),
        ("Tz'unun", ("tzunun",)),
        ("Jn Wilson", ("jean", "wilson")),
        ("Hdez. Mtz.", ("hernandez", "martinez")),
        ("da Silva Filho", ("silva",)),
        ("Do", ("do",)),
        ("R0sa Car1os", ("rosa", "carlos")),
        ("Saint-Louis", ("saintlouis",)),
        ("SAINTLOUIS", ("saintlouis",)),
        ("Gonçalves", ("gonsalves",)),
        ("", ()),
        ("¿?", ()),
    ],
)
def test_particles_signs_and_short_spellings_do_not_count(name: str, kept: tuple[str, ...]):
    assert words(name) == kept


def test_a_pet_name_may_stand_for_several_names():
    assert {"alberto", "humberto", "roberto", "beto"} <= set(canonical("beto"))
    assert canonical("ramon") == ("ramon",)


@pytest.mark.parametrize(
    "alike",
    [
        ("yesenia", "jesenia", "llesenia"),
        ("gonzalez", "gonsales", "gonzales"),
        ("vazquez", "basques", "vasquez"),
        ("xochitl", "sochitl"),
        ("guillermo", "guiyermo"),
        ("hernandez", "ernandes"),
        ("quiej", "kiej"),
        ("cunha", "cuna"),
        ("carvalho", "carballo"),
        ("dorcelius", "dorselus"),
        ("louis", "luis"),
        ("philippe", "filipe"),
        ("wilson", "guilson"),
        ("jean", "yan"),
        ("baptiste", "batiste"),
        ("innocent", "inosan"),
        ("jacques", "jak"),
    ],
)
def test_names_that_sound_alike_have_one_key(alike: tuple[str, ...]):
    assert len({key(name) for name in alike}) == 1, {name: key(name) for name in alike}


@pytest.mark.parametrize("apart", [("xol", "xal", "xul"), ("coc", "cuc"), ("pop", "pap"), ("tzoc", "tzic"), ("caal", "coal")])
def test_short_maya_names_keep_their_vowels(apart: tuple[str, ...]):
    assert len({key(name) for name in apart}) == len(apart)


def test_the_key_is_the_same_in_python_and_in_sql_for_every_name():
    lists = (peoples.HAITI, peoples.HAITI_M, peoples.HAITI_F, peoples.MAYA, peoples.BRAZIL)
    names = {word for name in (*_invented(), *(name for one in lists for name in one)) for word in words(name)}
    names |= {plain(word) for word in names} | {"", "a", "hh", "y", "wu", "gui", "cc", "xx", "eau", "quiquiriqui"}
    names |= {changed for word in sorted(names)[::5] for changed in nearby(word)}
    with duckdb.connect() as connection:
        connection.execute("create table names as select unnest($1) as name", [sorted(names)])
        found = dict(connection.execute(f"select name, {key_sql('name')} from names").fetchall())
    assert len(found) > 5_000
    assert {name: key(name) for name in names} == found


def test_a_slip_of_one_letter_stays_near():
    for written in ("gracia", "garca", "garrcia", "garzia"):
        assert set(nearby("garcia")) & set(nearby(written)), written
    assert not set(nearby("garcia")) & set(nearby("lopez"))
    assert list(nearby("coc")) == ["coc"]


@pytest.mark.parametrize(
    ("written", "read"), [("carmen", "carrnen"), ("clara", "dara"), ("bernal", "bemal"), ("wilson", "vvilson")]
)
def test_letters_that_look_alike_on_paper_are_near(written: str, read: str):
    assert set(nearby(written)) & set(nearby(read))


def test_folding_knows_no_accents():
    assert folded("  ÑÁÑEZ-Peña, Jr.\u200b ") == "nanez pena jr"


def _invented() -> list[str]:
    with (Path(peoples.__file__).parent / "names.csv").open(encoding="utf-8", newline="") as file:
        return [row["name"] for row in csv.DictReader(file)]


@settings(max_examples=300)
@given(some.text(some.sampled_from("aéñçİß15 '´’-\u0301\u00a0\u2028\x1c\tZ"), max_size=12) | some.text(max_size=12))
def test_what_stands_between_blanks_is_folded_by_itself(name: str):
    """Words are folded part by part, each distinct part once: a name of two reads as the whole would."""
    assert [word for part in name.split() for word in folded(part).split()] == folded(name).split()
