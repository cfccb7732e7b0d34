"""What a bench writes in earnest: the last days at a post, a large distribution, a caravan of two weeks, volunteers.

Pages that open boxes or show a history need entries; rows past the logbook have none.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from vereda.access.door import make_demo_accounts
from vereda.countries.door import pack
from vereda.demo import door as demo
from vereda.encounters.door import AgeBand, PlaceKind, Sex, Where
from vereda.gatherings import door as gatherings
from vereda.gatherings.door import HeadMethod, ItemCounted, Municipality, Offered, PeopleCounted, Point
from vereda.groups import door as groups
from vereda.groups.door import Helper
from vereda.logbook.door import Author

BUNDLES = 300  # of taps at one distribution: 600 people, four hands
CARAVAN_DAYS = 14
VOLUNTEERS = 60


def first_days(country: str, now: datetime) -> None:
    """Write two invented months as a demonstration does, and what it has too little of. The logbook is empty before."""
    if not demo.fill(country, now=now):
        raise RuntimeError("the logbook is not empty")
    home = next(one.group for one in make_demo_accounts(country) if one.group)
    group = pack(country).groups[home]
    by = Author(account="bench", group=home, country=country, zone=group.zone, pack=pack(country).hash)
    _distribution(by, now - timedelta(days=3))
    _caravan(by, now)
    for number in range(VOLUNTEERS):
        at = now - timedelta(days=50 * number)
        helper = Helper(name=f"Persona Voluntaria {number}", telephone="555 010 0162", signed_on=at.date())
        groups.write_volunteer(helper, by=by, at=at)


def _distribution(by: Author, at: datetime) -> None:
    group = pack(by.country).groups[by.group]
    where = Where(kind=PlaceKind.POST, state=group.state, municipality=group.municipality)
    point = Point(where=where, items=[Offered(item="water_1l"), Offered(item="serum", each=0)], staff=[by.account])
    subject = gatherings.open_distribution(point, by=by, at=at).subject
    for number in range(BUNDLES):
        people = [PeopleCounted(sex=(Sex.F, Sex.M)[number % 2], age_band=AgeBand.GROWN, count=2)]
        items = [ItemCounted(item="water_1l", count=2)]
        counted = at + timedelta(seconds=40 * number)
        gatherings.count(gathering=subject, lane=f"{number % 4}", people=people, items=items, by=by, at=counted)


def _caravan(by: Author, now: datetime) -> None:
    group = pack(by.country).groups[by.group]
    place = Municipality(state=group.state, municipality=group.municipality)
    came = now - timedelta(days=CARAVAN_DAYS)
    subject = gatherings.open_caravan(name="Caravana larga", by=by, at=came, place=place).subject
    for hour in range(0, CARAVAN_DAYS * 24, 8):
        at = came + timedelta(hours=hour + 1)
        gatherings.take_headcount(
            caravan=subject, by=by, at=at, method=HeadMethod.TAPPED, people=400 + hour, rows=None, in_row=None, place=place
        )
