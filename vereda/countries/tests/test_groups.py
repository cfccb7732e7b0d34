"""The groups of a pack, and the practice of each."""

from __future__ import annotations

from datetime import date

import pytest

from vereda.countries.door import pack, services_of
from vereda.practice import is_practice, real_of, shadow_of

HERE = "piedras-negras"


def test_a_practice_has_the_row_of_its_group_under_a_loud_name():
    groups = pack("mx").groups
    shadow = groups[shadow_of(HERE)]
    assert shadow.name == f"SIMULACRO · {groups[HERE].name}"
    assert (shadow.zone, shadow.state, shadow.code) == (groups[HERE].zone, groups[HERE].state, "practice.piedras-negras")
    assert groups.get(shadow_of(HERE)) is shadow
    assert shadow_of(HERE) in groups


def test_a_practice_is_in_no_list_of_groups_and_in_no_count():
    groups = pack("mx").groups
    assert groups[shadow_of(HERE)]
    assert len(groups) == len(list(groups)) == len(groups.values()) == len(dict(groups.items()))
    assert not [code for code in groups if is_practice(code)]
    assert not [row for row in groups.values() if is_practice(row.code)]


@pytest.mark.parametrize("code", ["practice.nowhere", "practice.", "nowhere", ""])
def test_there_is_no_practice_of_no_group(code: str):
    groups = pack("mx").groups
    assert code not in groups
    assert groups.get(code) is None
    with pytest.raises(KeyError):
        groups[code]


def test_the_form_offers_in_practice_what_the_group_gives():
    on = date(2024, 1, 29)
    for code in pack("mx").groups:
        assert services_of(pack("mx"), shadow_of(code), on) == services_of(pack("mx"), code, on)


def test_the_shadow_of_a_shadow_is_itself():
    assert shadow_of(shadow_of(HERE)) == shadow_of(HERE)
    assert real_of(shadow_of(HERE)) == real_of(HERE) == HERE
