"""The names of gatherings that faces may use."""

from __future__ import annotations

from vereda.gatherings.actions.caravans import (
    close_child_point,
    come_back,
    join_caravan,
    leave_caravan,
    open_caravan,
    open_child_point,
    tag_draft,
    tag_encounter,
    take_headcount,
    withdraw_headcount,
)
from vereda.gatherings.actions.closing import closing_of, late_of, reopening_of
from vereda.gatherings.actions.counting import count, explain, take_back
from vereda.gatherings.actions.opening import (
    Announcement,
    Point,
    announce_reception,
    arrive,
    open_distribution,
    take_lane,
    withdraw,
)
from vereda.gatherings.entries import (
    Counted,
    DistributionOpened,
    ItemCounted,
    Municipality,
    Offered,
    PeopleCounted,
)
from vereda.gatherings.goods import Item, items_of
from vereda.gatherings.lookups import caravan, caravans, gathering, gatherings_since, open_gatherings, parts_of
from vereda.gatherings.models import CaravanPart, Gathering
from vereda.gatherings.rules.caravans import Headcount, encounters_of, headcounts, of_days
from vereda.gatherings.rules.counts import (
    Balance,
    Goods,
    Sums,
    balances,
    below_zero,
    clashes,
    counters,
    lanes,
    late,
    method,
    more_than_tokens,
    sums,
)
from vereda.gatherings.words import Arriving, HeadMethod, Method, What

__all__ = [
    "Announcement", "Arriving", "Balance", "CaravanPart", "Counted", "DistributionOpened",
    "Gathering", "Goods",
    "HeadMethod", "Headcount", "Item", "ItemCounted", "Method", "Municipality", "Offered",
    "PeopleCounted", "Point", "Sums", "What", "announce_reception", "arrive", "balances", "below_zero", "caravan", "caravans",
    "clashes", "close_child_point", "closing_of", "come_back", "count", "counters", "encounters_of", "explain", "gathering",
    "gatherings_since", "headcounts", "items_of", "join_caravan", "lanes", "late", "late_of", "leave_caravan", "method",
    "more_than_tokens", "of_days", "open_caravan", "open_child_point", "open_distribution", "open_gatherings",
    "parts_of", "reopening_of", "sums", "tag_draft", "tag_encounter", "take_back", "take_headcount",
    "take_lane", "withdraw", "withdraw_headcount",
]  # fmt: skip
