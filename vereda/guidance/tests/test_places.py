"""Who helps: nothing is shown that a place did not agree to, and no address of houses of women and children."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vereda.countries.door import HIDDEN_PLACES, UNSHOWN, Consent, pack
from vereda.guidance.door import helpers_to_show
from vereda.guidance.lookups import places

ON = date(2026, 11, 26)


@pytest.fixture
def one_row(monkeypatch: pytest.MonkeyPatch):
    """Return a function that lets the pack hold one place, reviewed, with an address; arguments change it."""
    row = pack("mx").services_directory["centro-multiservicios-comar-tapachula"]
    signed = row.model_copy(update={"address": "Calle Once 11", "reviewed_by": "Ana Ejemplo", "reviewed_on": ON})

    def put(**changed: object):
        mine = signed.model_copy(update=changed)
        own = replace(pack("mx"), services_directory={mine.code: mine})
        monkeypatch.setattr(places, "pack", lambda country: own)
        return helpers_to_show("mx", ON, publish=True)

    return put


def test_of_the_pack_nothing_is_published_and_only_those_that_agreed_are_previewed():
    assert helpers_to_show("mx", ON, publish=True) == []
    shown = helpers_to_show("mx", ON, publish=False)
    rows = pack("mx").services_directory
    assert len(shown) == 7
    assert not any(rows[one.code].consent in UNSHOWN for one in shown)
    assert all(one.needs_band for one in shown)


def test_a_place_shows_its_address_only_where_it_agreed_to_all(one_row):
    assert [one.address for one in one_row(consent=Consent.ALL)] == ["Calle Once 11"]
    assert [one.address for one in one_row(consent=Consent.NAME_AND_CITY)] == [""]
    for consent in UNSHOWN:
        assert one_row(consent=consent) == []


def test_a_house_of_women_or_children_never_has_an_address(one_row):
    for kind in HIDDEN_PLACES:
        assert [one.address for one in one_row(consent=Consent.ALL, kind=kind)] == [""]


def test_a_review_ends_after_a_year(one_row):
    assert one_row(reviewed_on=ON - timedelta(days=365))
    assert one_row(reviewed_on=ON - timedelta(days=366)) == []
