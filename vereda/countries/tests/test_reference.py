"""Laws of the countries side by side: the same rights, no status promoted, nothing shown before a reviewer signed."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from vereda.countries import door, errors, loader, reference
from vereda.countries.rights import RIGHTS, Theme, read_rights

PAGE = (Path(__file__).parents[3] / "docs/country/packs.md").read_text("utf-8")
AMNESTIES = 4  # dated rows that were one undated row of the facts


def test_four_countries_stand_in_every_installation_and_nothing_is_wrong_in_them():
    assert door.check_reference() == []
    assert door.law_countries() == ("gt", "hn", "mx", "sv")
    laws = {iso: len(door.laws_of(iso).legislation) for iso in door.law_countries()}
    assert laws == {"gt": 50, "hn": 35 + AMNESTIES, "mx": 76, "sv": 31}
    assert {iso: len(door.laws_of(iso).deadlines) for iso in door.law_countries()} == {"gt": 10, "hn": 4, "mx": 26, "sv": 5}


def test_no_status_was_promoted_on_the_way_here():
    rows = [row for iso in door.law_countries() for row in door.laws_of(iso).legislation]
    assert Counter(row.status.value for row in rows) == {"text_seen": 131, "second_hand": 32 + AMNESTIES, "unsourced": 29}
    assert all(("unsourced" in row.source) == (row.status == "unsourced") for row in rows)
    terms = [row for iso in ("gt", "hn", "sv") for row in door.laws_of(iso).deadlines]
    assert Counter(row.status.value for row in terms) == {
        "verified": 7, "partly_verified": 2, "unverified": 1, "unsourced": 7, "text_seen": 2,
    }  # fmt: skip


def test_a_term_whose_length_nobody_found_has_no_number_to_compute_with():
    terms = [row for iso in door.law_countries() for row in door.laws_of(iso).deadlines]
    assert all(row.amount is None for row in terms if row.unit in ("no_term_found", "set_by_counsel", "track_only"))


def test_every_law_says_itself_in_both_languages():
    for iso in door.law_countries():
        for row in door.laws_of(iso).legislation:
            assert (row.covers_es is None) == (row.covers_en is None)
            assert (row.note_es is None) == (row.note_en is None)
        for term in door.laws_of(iso).deadlines:
            for name in ("consequence", "exceptions", "status_note"):
                assert (getattr(term, f"{name}_es") is None) == (getattr(term, f"{name}_en") is None)


@pytest.mark.parametrize(
    ("on", "count"),
    [("2022-07-01", 0), ("2022-09-01", 1), ("2023-03-01", 1), ("2023-12-31", 1), ("2026-11-30", 1), ("2027-01-01", 0)],
)
def test_an_amnesty_holds_on_its_days_and_on_no_other(on: str, count: int):
    """Where the first day was not seen the row is open at its beginning, so a day before the last law is asked of all years."""
    rows = [row for row in door.laws_of("hn").legislation if row.right_code == "migration_amnesty"]
    day = date.fromisoformat(on)
    assert sum(row.holds_on(day) for row in rows if (row.year or 0) <= day.year) == count


def test_rights_are_those_that_laws_use_and_stand_by_theme_in_their_order():
    used = {row.right_code for iso in door.law_countries() for row in door.laws_of(iso).legislation}
    assert set(door.rights()) == used
    themes = [right.theme for right in door.rights().values()]
    assert themes == sorted(themes, key=list(Theme).index)


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("asylum_where,refuge", "asylum_where,escape", errors.NotInList),
        ("asylum_where,refuge", "asylum_deadline,refuge", errors.DuplicateRow),
    ],
)
def test_what_is_wrong_with_a_right_is_told_with_its_line(tmp_path: Path, old: str, new: str, error: type):
    text = RIGHTS.read_text("utf-8")
    assert text.count(old) == 1
    (tmp_path / "rights.csv").write_text(text.replace(old, new), "utf-8")
    found: list[door.Problem] = []
    read_rights(found, tmp_path / "rights.csv")
    assert [type(problem.error) for problem in found] == [error]
    assert found[0].line > 1


def test_a_pack_with_a_right_that_no_country_names_is_refused(tmp_path: Path):
    folder = tmp_path / "mx"
    shutil.copytree(door.folder_of("mx"), folder)
    text = (folder / "legislation.csv").read_text("utf-8")
    (folder / "legislation.csv").write_text(text.replace("no_criminalization,", "no_crime,"), "utf-8")
    laws = [found for found in door.check(folder) if found.file == "legislation.csv"]
    assert [(found.line, found.found, found.expected) for found in laws] == [
        (2, "no_crime", "se esperaba un código que esté en rights.csv")
    ]


def test_an_unknown_country_names_those_that_are_there():
    with pytest.raises(errors.PackNotFound, match="gt, hn, mx, sv"):
        door.laws_of("zz")


def test_each_column_of_the_rights_is_documented():
    with (reference.REFERENCE / "rights.csv").open(encoding="utf-8") as file:
        header = next(csv.reader(file))
    section = PAGE.split("rights.csv\n\n")[1].split("\n## ")[0]
    assert [name for name in header if f"| `{name}` |" not in section] == []
    assert loader.check(door.folder_of("mx")) == []
