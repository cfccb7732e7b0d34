"""Free places and what a place says of itself, as written."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vereda.access.tests.cast import Cast
from vereda.referrals import errors
from vereda.referrals.tests.test_referrals import NOW, Desk, clock, desk  # noqa: F401  fixtures
from vereda.referrals.words import ForWhom, Way

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
WOMEN, MEN = ForWhom.WOMEN, ForWhom.MEN


def says(desk: Desk, place: str, **told: object):  # noqa: F811
    from vereda.referrals.door import say_capacity

    told = {"free": {WOMEN: 3, MEN: 0}, "way": Way.TELEPHONE, "by": desk.by(), "at": NOW, "now": NOW, **told}
    return say_capacity(place=place, **told)  # type: ignore[arg-type]  # what each test changes


def changes(desk: Desk, place: str, added: int, at=NOW, who: ForWhom = WOMEN):  # noqa: F811
    from vereda.referrals.door import change_capacity

    return change_capacity(place=place, for_whom=who, added=added, way=Way.ACCOUNT, by=desk.by(), at=at)


@pytest.fixture
def house(cast: Cast) -> str:
    return cast.reader("rosa").institution


def test_a_count_is_of_the_whole_network_and_goes_on_with_what_changes(desk: Desk, house: str):  # noqa: F811
    from vereda.referrals.door import free_of, places

    says(desk, house)
    changes(desk, house, -1)
    row = places.place("mx", house, "tapachula")
    assert row
    assert (row.said_way, row.said_by, free_of(row.free or {})) == ("telephone", desk.by().account, {WOMEN: 2, MEN: 0})
    assert places.places("mx", "tapachula").keys() == {house}


def test_what_is_practised_is_no_count_of_the_day(desk: Desk, house: str):  # noqa: F811
    from dataclasses import replace

    from vereda.referrals.door import places

    by = replace(desk.by(), group="practice.piedras-negras")
    says(desk, house, by=by)
    assert places.place("mx", house) is None
    assert places.place("mx", house, "practice.piedras-negras")
    assert not places.places("mx").get(house), "the board of the day holds none of a practice"


def test_nobody_changes_a_count_of_yesterday_nor_below_none(desk: Desk, house: str):  # noqa: F811
    with pytest.raises(errors.CapacityOld):
        changes(desk, house, -1)
    says(desk, house)
    with pytest.raises(errors.NoPlaceLeft):
        changes(desk, house, -1, who=MEN)
    with pytest.raises(errors.CapacityOld):
        changes(desk, house, 1, at=NOW + timedelta(hours=24))


def test_only_houses_in_which_people_sleep_say_their_places(desk: Desk, house: str):  # noqa: F811
    from vereda.countries.door import pack

    hospital = next(row.code for row in pack("mx").services_directory.values() if row.kind == "hospital")
    closed = next(row.code for row in pack("mx").services_directory.values() if row.status == "closed")
    with pytest.raises(errors.PlaceHasNoBeds):
        says(desk, hospital)
    for code in ("nowhere", closed):
        with pytest.raises(errors.PlaceUnknown):
            says(desk, code)
    with pytest.raises(errors.CapacityMissing):
        says(desk, house, free={})
    with pytest.raises(errors.ReferralInFuture):
        says(desk, house, at=NOW + timedelta(minutes=1))
