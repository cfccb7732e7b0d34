"""The second generator: what its records hold, and that nothing but names, days and answers tells who is who."""

import csv
from collections import Counter, defaultdict
from datetime import date
from itertools import islice, pairwise
from pathlib import Path
from random import Random

import pytest

from bench.records import folk
from bench.records.files import COLUMNS, write
from bench.records.folk import Person
from bench.records.hearing import heard, written_otherwise
from bench.records.journeys import Record, records
from bench.records.lists import HERE, Place, names
from bench.records.posts import Post
from bench.records.slips import misread, mistyped, plain
from bench.records.telling import told

ROWS = 12_000
JUNE = date(2025, 6, 1)
CAREFUL = Post(
    on_paper=False,
    capitals=False,
    accents=1.0,
    second_asked=1.0,
    birth_asked=1.0,
    both_given=1.0,
    phone_asked=1.0,
    origin_asked=1.0,
    town_asked=1.0,
    care=(0.0,),
)


@pytest.fixture(scope="module")
def rows() -> list[Record]:
    return list(islice(records(7), ROWS))


def someone(**other: object) -> Person:
    given = {
        "number": 1,
        "country": "HN",
        "sex": "M",
        "born": date(1995, 5, 20),
        "given": ("Olvin",),
        "surnames": ("Zelaya", "Funes"),
        "tongue": "es",
        "home": Place("HN", "Yoro", "El Progreso", ()),
    }
    return Person(**(given | other))


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def share(rows: list[Record], column: str) -> float:
    return sum(bool(getattr(row.told, column)) for row in rows) / len(rows)


@pytest.mark.parametrize("seed", [7, 11, 2011])
def test_three_of_ten_rows_have_a_date_of_birth_and_one_of_eight_a_telephone(seed):
    some = list(islice(records(seed), ROWS))
    assert share(some, "date_of_birth") == pytest.approx(0.30, abs=0.02)
    assert share(some, "phone") == pytest.approx(0.12, abs=0.02)
    assert share(some, "origin") == pytest.approx(0.72, abs=0.04)
    assert share(some, "age") == pytest.approx(0.96, abs=0.01)


def test_most_are_met_once_and_none_more_than_twelve_times(rows):
    times = Counter(Counter(row.person for row in rows).values())
    assert max(times) == 12
    assert 0.5 < times[1] / times.total() < 0.7
    assert sum(count for met, count in times.items() if met >= 5) / times.total() > 0.05


def test_every_country_is_there_and_names_of_many_peoples(rows):
    by = Counter(row.told.nationality for row in rows)
    assert all(by[country] / ROWS > 0.025 for country in ("GT", "HN", "SV", "HT", "VE", "EC", "CU", "BR"))
    surnames = " ".join(plain(row.told.surnames).lower() for row in rows)
    assert all(f" {name} " in surnames for name in ("caal", "choc", "pop", "tzoc", "quishpe", "jean", "dos santos"))


def test_dates_of_birth_are_turned_and_made_first_of_january(rows):
    said = defaultdict(set)
    for row in rows:
        if row.told.date_of_birth:
            said[row.person].add(row.told.date_of_birth)
    turned = sum(day[:5] + day[8:] + day[4:7] in days for days in said.values() for day in days if day[5:7] != day[8:])
    first = [day[5:] == "01-01" for days in said.values() for day in days]
    assert turned >= 10
    assert 0.06 < sum(first) / len(first) < 0.18


def test_some_of_fourteen_to_seventeen_say_eighteen():
    ages = Counter(told(Random(i), someone(born=date(2009, 1, 1), says_adult=True), CAREFUL, 0, JUNE).age for i in range(500))
    assert 0.75 < (ages["18"] + ages["19"]) / 500 < 0.95


def test_ages_drift_and_heap():
    ages = Counter(told(Random(i), someone(born=date(1991, 5, 1)), CAREFUL, 0, JUNE).age for i in range(3000))
    assert ages["34"] > ages["35"] > ages["33"] > ages["32"] > 20


def test_a_careful_officer_writes_what_is_true_but_for_aliases():
    rows = [told(Random(i), someone(), CAREFUL, 0, JUNE) for i in range(4000)]
    others = sum(row.surnames != "Zelaya Funes" for row in rows) / len(rows)
    assert 0.01 < others < 0.02  # full aliases


def test_a_wife_may_go_by_her_husbands_name():
    said = {told(Random(i), someone(sex="F", given=("Suyapa",), husband="Mejía"), CAREFUL, 0, JUNE).surnames for i in range(60)}
    assert {"Zelaya Funes", "Zelaya de Mejía"} <= said


@pytest.mark.parametrize(
    ("word", "tongue", "one"),
    [
        ("Tzoc", "maya", "tsoc"),
        ("Xol", "maya", "shol"),
        ("Jean", "ht", "yan"),
        ("Saint-Louis", "ht", "sen-louis"),
        ("Carvalho", "br", "carvallo"),
        ("Yulimar", "made", "jhulimar"),
        ("Vásquez", "es", "básquez"),
    ],
)
def test_a_name_is_written_by_ear(word, tongue, one):
    assert one in written_otherwise(word.lower(), tongue)
    assert heard(Random(1), word, tongue) != word


def test_slips_change_one_place_and_keep_the_first_letter_on_paper():
    assert all(abs(len(mistyped(Random(i), "Marroquín")) - 9) <= 1 for i in range(200))
    assert all(misread(Random(i), "Marroquín")[0] == "M" for i in range(50))


def test_siblings_share_surnames_and_home_and_children_have_the_fathers_name_first(monkeypatch):
    monkeypatch.setattr(folk, "COUNTRIES", lambda luck: "HN")
    monkeypatch.setattr(folk, "KINDS", lambda luck: "siblings")
    for seed in range(30):
        people = folk.party(Random(seed), JUNE, 1)
        assert len({(one.surnames, one.home) for one in people}) == 1 < len(people)
    monkeypatch.setattr(folk, "KINDS", lambda luck: "mother")
    own, families = 0, 0
    for seed in range(200):
        mother, *children = folk.party(Random(seed), JUNE, 1)
        families += len(children)
        own += sum(child.surnames == mother.surnames for child in children)
        assert all(mother.surnames[0] in child.surnames for child in children)
    assert 0.05 < own / families < 0.25


def test_a_seed_gives_the_same_bytes_and_another_seed_others(tmp_path):
    made = [write(tmp_path / name, seed=seed, people=400) for name, seed in (("a", 7), ("b", 7), ("c", 8))]
    first, again, other = ((one.records.read_bytes(), one.truth.read_bytes()) for one in made)
    assert first == again != other
    assert made[0].people <= 400 < made[0].rows


def test_cards_change_no_other_column(tmp_path):
    without, with_cards = (
        table(write(tmp_path / str(cards), seed=7, people=1500, cards=cards).records) for cards in (False, True)
    )
    assert tuple(without[0]) == COLUMNS
    assert not any(row["card_code"] for row in without)
    assert sum(bool(row["card_code"]) for row in with_cards) / len(with_cards) == pytest.approx(0.35, abs=0.04)
    assert [row | {"card_code": ""} for row in with_cards] == without


def test_nothing_but_the_answers_tells_who_is_who(tmp_path):
    made = write(tmp_path, seed=7, people=1500)
    rows = table(made.records)
    whose = {row["record_id"]: row["cluster_id"] for row in table(made.truth)}
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    days, people = defaultdict(set), defaultdict(list)
    for row in rows:
        days[row["household_id"]].add(row["date"])
        people[row["household_id"]].append(whose[row["record_id"]])
    assert all(len(seen) == 1 for seen in days.values())  # a party is numbered anew at each meeting
    assert all(len(set(those)) == len(those) for those in people.values())
    beside = sum(whose[one["record_id"]] == whose[next_["record_id"]] for one, next_ in pairwise(rows))
    assert beside / len(rows) < 0.01


def test_every_name_has_a_source_with_a_licence_and_none_is_the_table_the_model_learns_from():
    known = {row["source"]: row["licence"] for row in table(HERE / "sources.csv")}
    assert {row["source"] for row in table(HERE / "names.csv")} <= set(known)
    assert all(known.values())
    assert not any("census_2020" in source for source in known)
    assert names("GT", "m").things[0] == "José"
