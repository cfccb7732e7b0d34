"""Distributions, receptions and a caravan around today. All of it is invented: no bus, no announcement and no crowd is real.

Planted to be seen: two counters who say the same lane, taps that came after a closing, goods that do not add up and nobody said
why, a bus that should be here and is not, and one from which fewer people got off than were announced.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from vereda.demo.writing import Scribe
from vereda.encounters.door import AgeBand, PlaceKind, Sex, Where
from vereda.gatherings import door as gatherings
from vereda.gatherings.door import (
    Announcement,
    Arriving,
    HeadMethod,
    ItemCounted,
    Method,
    Municipality,
    Offered,
    PeopleCounted,
    Point,
)
from vereda.logbook.door import Author, record_all
from vereda.supplies import door as supplies
from vereda.supplies.door import Holder, HolderKind, Line

WHO = ((Sex.F, AgeBand.GROWN), (Sex.M, AgeBand.GROWN), (Sex.F, AgeBand.MINOR), (Sex.M, AgeBand.MINOR))
ROUNDS = ((9, 14, 4, 6), (7, 11, 5, 3), (12, 8, 2, 5))


def gatherings_day(scribe: Scribe, group: str, now: datetime) -> None:
    """Record what gathered at a post around `now`, and a caravan that passes to the next post that has accounts."""
    here = now.astimezone(scribe.plan.grounds[group].zone)
    if len(_items(scribe)) < 2:  # a country whose pack keeps no stock
        return
    _distribution_now(scribe, group, here)
    _distribution_of_yesterday(scribe, group, here)
    _receptions(scribe, group, here)
    _caravan(scribe, group, here)


def _items(scribe: Scribe) -> list[str]:
    rows = sorted((row for row in scribe.plan.pack.supply_items.values() if row.service), key=lambda row: row.order)
    services = dict.fromkeys(row.service for row in rows)
    return [next(row.code for row in rows if row.service == one) for one in services][:2]


def _point(scribe: Scribe, group: str, *, method: Method = Method.LANES) -> Point:
    """Return a count at the post: one of the first item for each person, the second counted apart."""
    here, (water, food) = scribe.plan.pack.groups[group], _items(scribe)
    return Point(
        where=Where(kind=PlaceKind.POST, state=here.state, municipality=here.municipality),
        items=[Offered(item=water), Offered(item=food, each=0)],
        staff=[scribe.account(group, agent) for agent in (0, 1)],
        method=method,
    )


def _people(counts: Sequence[int]) -> list[PeopleCounted]:
    return [PeopleCounted(sex=sex, age_band=band, count=count) for (sex, band), count in zip(WHO, counts, strict=True) if count]


def _taken(scribe: Scribe, subject: UUID, pieces: Sequence[int], by: Author, at: datetime) -> Holder:
    holder = Holder(kind=HolderKind.DISTRIBUTION, id=str(subject))
    lines = [Line(item=item, quantity=count) for item, count in zip(_items(scribe), pieces, strict=True)]
    supplies.issue(lines, holder=holder, by=by, at=at)
    return holder


def _distribution_now(scribe: Scribe, group: str, here: datetime) -> None:
    """Record a distribution that is being counted; two counters say that lane 2 is theirs."""
    by, (water, food) = scribe.author(group, 0), _items(scribe)
    opened = here - timedelta(minutes=80)
    subject = gatherings.open_distribution(_point(scribe, group), by=by, at=opened).subject
    _taken(scribe, subject, (200, 40), by, opened)
    for agent, lane in ((0, "1"), (1, "2"), (2, "2")):
        counter, at = scribe.author(group, agent), opened + timedelta(minutes=5 + agent)
        gatherings.take_lane(gathering=subject, counter=counter.account, lane=lane, by=counter, at=at)
        for number, counts in enumerate(ROUNDS[: 3 - agent]):
            items = [ItemCounted(item=water, count=sum(counts)), ItemCounted(item=food, count=counts[2] + counts[3])]
            minutes = timedelta(minutes=12 + 15 * number + agent)
            gatherings.count(gathering=subject, lane=lane, people=_people(counts), items=items, by=counter, at=opened + minutes)


def _distribution_of_yesterday(scribe: Scribe, group: str, here: datetime) -> None:
    """Record a distribution that was closed: goods do not add up, and a phone's taps came after it."""
    by, (water, food) = scribe.author(group, 1), _items(scribe)
    opened = here - timedelta(hours=25)
    subject = gatherings.open_distribution(_point(scribe, group, method=Method.TOKENS), by=by, at=opened).subject
    holder = _taken(scribe, subject, (60, 20), by, opened)
    for agent, (first, last) in enumerate(((1, 100), (101, 200))):
        counter = scribe.author(group, agent)
        gatherings.take_lane(gathering=subject, counter=counter.account, tokens=(first, last), by=counter, at=opened)
    items = [ItemCounted(item=water, count=33), ItemCounted(item=food, count=10)]
    gatherings.count(gathering=subject, people=_people(ROUNDS[0]), items=items, by=by, at=opened + timedelta(minutes=30))
    closing = here - timedelta(hours=23)
    told = gatherings.closing_of(subject, by=by, at=closing, now=scribe.now)
    given = [Line(item=item, quantity=count) for item, count in told.given.items()]
    out = supplies.give_draft(given, by=by, at=closing, holder=holder, encounter=told.encounter, distribution=subject)
    record_all([*told.drafts, out], now=scribe.now)
    supplies.goods_come_back(holder, returned=[Line(item=water, quantity=20), Line(item=food, quantity=10)], by=by, at=closing)
    late = [ItemCounted(item=water, count=4)]
    gatherings.count(
        gathering=subject, people=_people((2, 2, 0, 0)), items=late, by=scribe.author(group, 0), at=opened + timedelta(minutes=50)
    )


def _receptions(scribe: Scribe, group: str, here: datetime) -> None:
    """Record a bus that should be here, and a flight of which fewer people came than were announced."""
    by, states = scribe.author(group, 0), [one for one in scribe.plan.pack.admin1 if one != scribe.plan.pack.groups[group].state]
    services = list(gatherings.items_of(scribe.plan.pack, gatherings.What.RECEPTION, group, here.date()))[:2]
    point = Point(
        where=_point(scribe, group).where,
        items=[Offered(item=code) for code in services],
        staff=[scribe.account(group, agent) for agent in (0, 1)],
    )
    told = Announcement(
        people=42, due_at=here - timedelta(minutes=50), vehicle=Arriving.BUS, origin=states[0], announced_by="local_government"
    )
    gatherings.announce_reception(point, told, by=by, at=here - timedelta(hours=4))
    began = here - timedelta(hours=9)
    told = Announcement(people=38, due_at=began + timedelta(hours=1), vehicle=Arriving.FLIGHT, announced_by="consulate")
    subject = gatherings.announce_reception(point, told, by=by, at=began).subject
    gatherings.arrive(gathering=subject, by=by, at=began + timedelta(minutes=70))
    counts = (9, 20, 3, 4)
    items = [ItemCounted(item=code, count=sum(counts)) for code in services]
    gatherings.count(gathering=subject, people=_people(counts), items=items, by=by, at=began + timedelta(minutes=95))
    closing = gatherings.closing_of(subject, by=by, at=began + timedelta(hours=2), now=scribe.now)
    record_all(closing.drafts, now=scribe.now)


def _caravan(scribe: Scribe, group: str, here: datetime) -> None:
    """Record a caravan of three days, with a point for children; the next post joined it by its key."""
    by, home = scribe.author(group, 1), scribe.plan.pack.groups[group]
    place = Municipality(state=home.state, municipality=home.municipality)
    came = here - timedelta(days=2, hours=3)
    subject = gatherings.open_caravan(name="Caravana inventada", by=by, at=came, place=place).subject
    for days, people, method, rows, in_row in (
        (2, None, HeadMethod.ROWS, 110, 4),
        (2, 600, HeadMethod.ORGANISERS, None, None),
        (1, 380, HeadMethod.TAPPED, None, None),
        (0, 350, HeadMethod.TAPPED, None, None),
    ):
        gatherings.take_headcount(
            caravan=subject, by=by, at=here - timedelta(days=days, hours=1), method=method, people=people, rows=rows,
            in_row=in_row, place=place,
        )  # fmt: skip
    where, at = "Junto a la cancha, carpa blanca.", here - timedelta(hours=20)
    gatherings.open_child_point(caravan=subject, in_charge=[by.account], where=where, by=by, at=at)
    others = [one for one in scribe.accounts if one != group]
    if others:
        other, key = scribe.author(others[0], 0), _key_of(subject, group, by.country)
        at = here - timedelta(hours=2)
        part = gatherings.join_caravan(key=key, name="Caravana inventada", by=other, at=at).subject
        gatherings.take_headcount(caravan=part, by=other, at=at, method=HeadMethod.ORGANISERS, people=200)


def _key_of(subject: UUID, group: str, country: str) -> str:
    row = gatherings.caravan(subject, group, country)
    assert row is not None  # it was recorded just now
    return row.key
