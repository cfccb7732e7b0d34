"""What a distribution or a reception is after its entries: sums, what is late, what the stock says, who counts where. Pure.

Nothing here is set twice: people, items and goods are added, whatever the order in which their entries come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any, NamedTuple

from vereda.encounters.schema import AgeBand, Sex
from vereda.gatherings.entries import (
    Closed,
    Counted,
    DistributionOpened,
    Explained,
    ItemCounted,
    LaneTaken,
    LateAdded,
    PeopleCounted,
    ReceptionAnnounced,
    ReceptionArrived,
    Reopened,
    Withdrawn,
)
from vereda.gatherings.words import Method, What
from vereda.logbook.schema import Entry, FieldClass, State, reach, reopen, value_of, write, written_by

LANE = "lane:"

type Numbers = dict[str, int]


class Sums(NamedTuple):
    """What was counted: people by 'sex:age band', items by code."""

    people: Numbers
    items: Numbers

    @property
    def total(self) -> int:
        return sum(self.people.values())

    @property
    def met(self) -> int:
        """Return the people of whom an encounter can tell: a kind of people below zero takes none of another kind away."""
        return sum(count for count in self.people.values() if count > 0)


class Counter(NamedTuple):
    """What one hand counted in one lane."""

    lane: str
    account: str
    device: str
    sums: Sums
    last_at: datetime


class Goods(NamedTuple):
    """What the stock says of one item and one distribution [pieces]."""

    issued: int
    returned: int
    lost: int


class Balance(NamedTuple):
    """One item: what left the stock for this distribution, and where it is."""

    item: str
    given: int
    issued: int
    returned: int
    lost: int

    @property
    def difference(self) -> int:
        """Return what is missing (above zero), or is there too much (below)."""
        return self.issued - self.given - self.returned - self.lost


class Clash(NamedTuple):
    """Two counters who may count the same people."""

    one: str
    two: str
    lane: str
    tokens: tuple[int, int] | None


def start() -> State:
    """Return a count of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the count after one more entry. Total: any valid entry gives a state."""
    payload = entry.payload
    if isinstance(payload, DistributionOpened | ReceptionAnnounced):
        _take_opened(state, payload, entry)
    elif isinstance(payload, Counted):
        _take_counted(state, payload, entry)
    elif isinstance(payload, LateAdded):
        _add(state.setdefault("late_added", {}).setdefault(str(payload.encounter), {}), payload.people, payload.items)
    else:
        _take_step(state, entry)
    return state


def _take_step(state: State, entry: Entry) -> None:
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, ReceptionArrived):
        reach(fields, "arrived", entry.occurred_at.isoformat(), entry)
    elif isinstance(payload, LaneTaken):
        taken = {"lane": payload.lane.strip(), "from": payload.from_token, "to": payload.to_token}
        write(fields, f"{LANE}{payload.counter or entry.author}", taken, entry)
    elif isinstance(payload, Explained):
        write(fields, "explained", entry.id, entry)
    elif isinstance(payload, Closed):
        _take_closed(state, payload, entry)
    elif isinstance(payload, Reopened):
        reopen(fields, "closed", entry)
    elif isinstance(payload, Withdrawn):
        reach(fields, "withdrawn", True, entry)


def _take_opened(state: State, payload: DistributionOpened | ReceptionAnnounced, entry: Entry) -> None:
    fields, at = state["fields"], entry.occurred_at
    what = What.DISTRIBUTION if isinstance(payload, DistributionOpened) else What.RECEPTION
    write(fields, "opened", [at.isoformat(), entry.local_on.isoformat(), what], entry)
    told = payload.model_dump(mode="json")
    for name in ("place", "items", "staff", "method"):
        write(fields, name, told[name], entry)
    if isinstance(payload, ReceptionAnnounced):
        due = at + timedelta(minutes=payload.expected_min) if payload.expected_min is not None else None
        write(fields, "announced", [payload.people, due.isoformat() if due else None], entry)
        write(fields, "coming", [payload.vehicle, payload.origin, payload.announced_by], entry)
    for cls, name in ((FieldClass.FREE_TEXT, "note"), (FieldClass.WHEREABOUTS, "where")):
        if any(box.cls == cls for box in entry.boxes):
            write(fields, name, entry.id, entry)


def _take_counted(state: State, payload: Counted, entry: Entry) -> None:
    lane, at = payload.lane.strip(), entry.occurred_at.isoformat()
    hand = state.setdefault("counts", {}).setdefault(f"{lane}|{entry.author}|{entry.device}", {})
    _add(hand, payload.people, payload.items)
    hand["last"] = max(hand.get("last", at), at, key=_instant)
    # By its own last id a phone knows which of its entries are in a sum that it was sent: ids of a phone grow with time.
    latest = state.setdefault("latest", {})
    latest[entry.device] = max(latest.get(entry.device, ""), entry.id)


def _take_closed(state: State, payload: Closed, entry: Entry) -> None:
    encounter = str(payload.encounter) if payload.encounter else None
    reach(state["fields"], "closed", [entry.occurred_at.isoformat(), encounter], entry)
    _add(state.setdefault("taken", {}).setdefault(entry.id, {}), payload.people, payload.items)
    if any(box.cls == FieldClass.FREE_TEXT for box in entry.boxes):
        write(state["fields"], "explained", entry.id, entry)


def _add(to: dict[str, Any], people: Iterable[PeopleCounted], items: Iterable[ItemCounted]) -> None:  # Any: JSON
    for one in people:
        _more(to.setdefault("people", {}), f"{one.sex}:{one.age_band}", one.count)
    for item in items:
        _more(to.setdefault("items", {}), item.item, item.count)


def _more(numbers: Numbers, key: str, more: int) -> None:
    numbers[key] = numbers.get(key, 0) + more


def sums(state: State) -> Sums:
    """Return what all hands counted, as far as it is here."""
    return _sum_of(state.get("counts", {}).values())


def counters(state: State) -> list[Counter]:
    """Return who counted what, by lane."""
    made = []
    for key, hand in sorted(state.get("counts", {}).items()):
        lane, account, device = key.rsplit("|", 2)
        made.append(Counter(lane, account, device, _sum_of([hand]), datetime.fromisoformat(hand["last"])))
    return made


def taken_over(state: State) -> Sums:
    """Return what the encounter holds: the sums at the closing that stands, and what was added to it later."""
    closed = value_of(state["fields"], "closed")
    if closed is None:
        return Sums({}, {})
    snapshot = state.get("taken", {}).get(written_by(state["fields"], "closed"), {})
    return _sum_of([snapshot, state.get("late_added", {}).get(closed[1] or "", {})])


def late(state: State) -> Sums:
    """Return what arrived after the closing and is not in the encounter; nothing while the count is open."""
    if value_of(state["fields"], "closed") is None:
        return Sums({}, {})
    all_, held = sums(state), taken_over(state)
    return Sums(_less(all_.people, held.people), _less(all_.items, held.items))


def balances(offered: Iterable[str], given: Numbers, goods: Mapping[str, Goods]) -> list[Balance]:
    """Return each item that was offered, given or moved, in that order.

    given  what was tapped; goods  what the stock says of this distribution, by item
    """
    codes = dict.fromkeys([*offered, *sorted(goods), *sorted(code for code, count in given.items() if count)])
    none = Goods(0, 0, 0)
    return [Balance(code, given.get(code, 0), *goods.get(code, none)) for code in codes]


def below_zero(state: State) -> bool:
    """Tell whether more was taken back than was counted, by any hand or in all."""
    hands = state.get("counts", {}).values()
    return any(count < 0 for hand in hands for part in ("people", "items") for count in hand.get(part, {}).values())


def clashes(state: State) -> Iterator[Clash]:
    """Yield pairs of counters who may count the same people: one lane for two, or tokens that overlap."""
    for (one, has), (two, other) in combinations(sorted(lanes(state).items()), 2):
        if both := _overlap(has, other):
            yield Clash(one, two, "", both)
        elif method(state) == Method.LANES and has["lane"] and has["lane"].casefold() == other["lane"].casefold():
            yield Clash(one, two, has["lane"], None)


def _overlap(one: Mapping[str, Any], two: Mapping[str, Any]) -> tuple[int, int] | None:  # Any: JSON of a lane
    if None in (one["from"], one["to"], two["from"], two["to"]):
        return None
    first, last = max(one["from"], two["from"]), min(one["to"], two["to"])
    return (first, last) if first <= last else None


def lanes(state: State) -> dict[str, dict[str, Any]]:  # Any: JSON of a lane
    """Return the lane, or the tokens, of each counter by account."""
    return {name.removeprefix(LANE): writes[-1][1] for name, writes in state["fields"].items() if name.startswith(LANE)}


def more_than_tokens(state: State) -> list[str]:
    """Return the counters who counted more people than they have tokens."""
    by: Numbers = {}
    for one in counters(state):
        _more(by, one.account, one.sums.total)
    return [
        account
        for account, lane in sorted(lanes(state).items())
        if None not in (lane["from"], lane["to"]) and by.get(account, 0) > lane["to"] - lane["from"] + 1
    ]


def method(state: State) -> Method:
    """Return how nobody is counted twice here."""
    return Method(value_of(state["fields"], "method", Method.LANES))


def as_people(numbers: Numbers) -> list[PeopleCounted]:
    """Return sums of people as an entry says them, without zeros."""
    split = [(key.split(":", 1), count) for key, count in sorted(numbers.items()) if count]
    return [PeopleCounted(sex=Sex(sex), age_band=AgeBand(band), count=count) for (sex, band), count in split]


def as_items(numbers: Numbers) -> list[ItemCounted]:
    """Return sums of items as an entry says them, without zeros."""
    return [ItemCounted(item=code, count=count) for code, count in sorted(numbers.items()) if count]


def services_given(items: Numbers, service_of: Mapping[str, str], people: int) -> dict[str, int]:
    """Return how many people got each service, by items: service -> people, never more than there were.

    Of several items of one service the largest stands: who got bread and beans ate once, and taps do not tell who got both.
    """
    given: Numbers = {}
    for code, count in items.items():
        service = service_of.get(code, "")
        if service and count > 0:
            given[service] = min(people, max(given.get(service, 0), count))
    return {code: count for code, count in sorted(given.items()) if count}


def _sum_of(parts: Iterable[Mapping[str, Any]]) -> Sums:  # Any: JSON of counts
    people: Numbers = {}
    items: Numbers = {}
    for part in parts:
        for key, count in part.get("people", {}).items():
            _more(people, key, count)
        for key, count in part.get("items", {}).items():
            _more(items, key, count)
    return Sums(people, items)


def _less(all_: Numbers, held: Numbers) -> Numbers:
    rest = {key: all_.get(key, 0) - held.get(key, 0) for key in {*all_, *held}}
    return {key: count for key, count in sorted(rest.items()) if count}


def _instant(at: str) -> float:
    return datetime.fromisoformat(at).timestamp()
