"""Laws of countries without a pack: the same schema and checks, no status promoted; a pack takes over."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from vereda.countries import door, errors, loader, reference
from vereda.countries.rights import Theme

Edit = Callable[[str, str, str], Path]
BACKWARDS = ",,,2020-02-01,2019-01-01,,,verified,https://mig"
PAGE = (Path(__file__).parents[3] / "docs/country/packs.md").read_text("utf-8")


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    """Give a function that copies the reference and replaces one piece of text, which must stand there once."""
    folder = tmp_path / "reference"
    shutil.copytree(reference.REFERENCE, folder)

    def change(file: str, old: str, new: str) -> Path:
        text = (folder / file).read_text("utf-8")
        assert text.count(old) == 1, (file, old, text.count(old))
        (folder / file).write_text(text.replace(old, new), "utf-8")
        return folder

    return change


def test_four_countries_stand_in_every_installation_and_nothing_is_wrong_in_them():
    assert door.check_reference() == []
    assert door.law_countries() == ("gt", "hn", "mx", "sv")
    assert {iso: len(door.laws_of(iso).legislation) for iso in door.law_countries()} == {"gt": 50, "hn": 35, "mx": 76, "sv": 31}
    assert {iso: len(door.laws_of(iso).deadlines) for iso in door.law_countries()} == {"gt": 10, "hn": 4, "mx": 26, "sv": 5}
    assert door.laws_of("mx").is_pack
    assert not door.laws_of("gt").is_pack


def test_no_status_was_promoted_on_the_way_here():
    rows = [row for iso in door.law_countries() for row in door.laws_of(iso).legislation]
    assert Counter(row.status.value for row in rows) == {"text_seen": 131, "second_hand": 32, "unsourced": 29}
    assert all(("unsourced" in row.source) == (row.status == "unsourced") for row in rows)
    terms = [row for iso in ("gt", "hn", "sv") for row in door.laws_of(iso).deadlines]
    assert Counter(row.status.value for row in terms) == {
        "verified": 7, "partly_verified": 2, "unverified": 1, "unsourced": 7, "text_seen": 2,
    }  # fmt: skip


def test_nothing_of_the_reference_reaches_a_migrant_before_a_reviewer_signed_it():
    laws = [door.laws_of(iso) for iso in ("gt", "hn", "sv")]
    rows = [row for one in laws for row in (*one.legislation, *one.deadlines)]
    assert len(rows) == 135
    assert not any(door.may_reach_migrants(row, date(2026, 11, 29)) for row in rows)


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


def test_rights_are_those_that_laws_use_and_stand_by_theme_in_their_order():
    used = {row.right_code for iso in door.law_countries() for row in door.laws_of(iso).legislation}
    assert set(door.rights()) == used
    themes = [right.theme for right in door.rights().values()]
    assert themes == sorted(themes, key=list(Theme).index)


@pytest.mark.parametrize(
    ("file", "old", "new", "error"),
    [
        ("gt/legislation.csv", "\nright_to_migrate,", "\nright_to_fly,", errors.UnknownReference),
        ("rights.csv", "asylum_where,refuge", "asylum_where,escape", errors.NotInList),
        ("rights.csv", "asylum_where,refuge", "asylum_deadline,refuge", errors.DuplicateRow),
        ("hn/legal_deadlines.csv", "HN-HABEAS", "HN-CONADEH", errors.DuplicateRow),
        ("sv/legislation.csv", ",valid_from,", ",valid_since,", errors.MissingColumn),
        ("sv/legal_deadlines.csv", ",,,,,,,verified,https://mig", BACKWARDS, errors.DatesReversed),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_country_file_and_line(edit: Edit, file: str, old: str, new: str, error: type):
    found = door.check_reference(edit(file, old, new))
    assert {type(problem.error) for problem in found} >= {error}
    assert file in {problem.file for problem in found}


def test_a_pack_with_a_right_that_no_country_names_is_refused(tmp_path: Path):
    folder = tmp_path / "mx"
    shutil.copytree(door.folder_of("mx"), folder)
    text = (folder / "legislation.csv").read_text("utf-8")
    (folder / "legislation.csv").write_text(text.replace("no_criminalization,", "no_crime,"), "utf-8")
    laws = [found for found in door.check(folder) if found.file == "legislation.csv"]
    assert [(found.line, found.found, found.expected) for found in laws] == [
        (2, "no_crime", "se esperaba un código que esté en rights.csv")
    ]


def test_a_pack_takes_over_from_the_reference_and_the_check_says_so(monkeypatch: pytest.MonkeyPatch, edit: Edit):
    folder = edit("rights.csv", "asylum_where,refuge", "asylum_where,refuge")
    (folder / "mx").mkdir()
    for name in reference.FILES:
        shutil.copy(folder / "gt" / f"{name}.csv", folder / "mx")
    monkeypatch.setattr(reference, "REFERENCE", folder)
    reference.laws_of.cache_clear()
    assert len(door.laws_of("mx").legislation) == 76  # the pack's, not the 50 that stand in the reference
    found = door.check_reference(folder)
    assert [(one.file, type(one.error)) for one in found] == [("mx/", errors.PackTookOver)]
    assert "«mx» ya tiene paquete" in found[0].text()


def test_an_unknown_country_names_those_that_are_there():
    with pytest.raises(errors.PackNotFound, match="gt, hn, mx, sv"):
        door.laws_of("zz")


def test_a_broken_reference_is_refused_with_its_first_fault(monkeypatch: pytest.MonkeyPatch, edit: Edit):
    monkeypatch.setattr(reference, "REFERENCE", edit("gt/legislation.csv", "\nright_to_migrate,", "\nright_to_fly,"))
    reference.laws_of.cache_clear()
    with pytest.raises(errors.PackBroken, match="right_to_fly"):
        door.laws_of("gt")
    reference.laws_of.cache_clear()


def test_each_column_of_the_rights_is_documented():
    with (reference.REFERENCE / "rights.csv").open(encoding="utf-8") as file:
        header = next(csv.reader(file))
    section = PAGE.split("rights.csv\n\n")[1].split("\n## ")[0]
    assert [name for name in header if f"| `{name}` |" not in section] == []
    assert loader.check(door.folder_of("mx")) == []
