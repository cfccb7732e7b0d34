"""What the pages of a distribution and of a reception show: sums, who counted, what the stock says, what is odd or late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.access.door import device_labels
from vereda.countries.door import pack
from vereda.desk.dates import clock, lasting
from vereda.desk.labels import Labels, label
from vereda.desk.rooms import gathering_goods
from vereda.desk.rooms.history import is_id, names_of, who_is
from vereda.desk.words.gatherings import ANNOUNCERS, ARRIVING, LOST, METHODS, MOVES, RULES
from vereda.gatherings import door as gatherings
from vereda.gatherings.door import Gathering, What
from vereda.logbook import door as logbook
from vereda.logbook.door import Told
from vereda.logbook.schema import State, value_of

BUNDLES = 30
"""So many of the last bundles are listed to be taken back; older ones are corrected by a count of the desk."""


class Row(NamedTuple):
    """One line of the list of distributions or receptions."""

    row: Gathering
    said: str
    place: str
    marks: list[str]


class CountedBy(NamedTuple):
    """What one hand counted in one lane."""

    lane: str
    who: str
    phone: str
    people: int
    items: str
    last: str


class Stock(NamedTuple):
    """One item between the stock and the people."""

    said: str
    issued: int
    given: int
    returned: int
    lost: int
    difference: int


class Bundle(NamedTuple):
    """One bundle of taps, as it can be taken back."""

    entry: UUID
    at: datetime
    who: str
    said: str
    is_less: bool


@dataclass(frozen=True)
class Page:
    """All that the page of one count shows."""

    row: Gathering
    state: State
    title: str
    rule: str
    people: list[tuple[str, int]]
    counters: list[CountedBy]
    stock: list[Stock]
    warnings: list[str]
    late: str
    lanes: list[tuple[str, str]]
    staff: list[str]
    facts: list[tuple[str, str]]
    explanation: str
    note: str
    has_difference: bool
    moved: list[tuple[UUID, str]]


def listed(rows: Iterable[Gathering], now: datetime, labels: Labels) -> list[Row]:
    """Return lines of a list, what is open first."""
    ordered = sorted(rows, key=lambda row: (row.closed_at is not None or row.is_withdrawn, -row.opened_at.timestamp()))
    marked = marks_of(ordered, now)
    return [Row(row, said(row, labels), labels.place(row.state, row.municipality), marked[row.subject]) for row in ordered]


def said(row: Gathering, labels: Labels) -> str:
    """Return what a count is called: 'Reparto', 'Autobús de Sonora'."""
    if row.what == What.DISTRIBUTION:
        return _("Reparto")
    vehicle = str(ARRIVING.get(row.vehicle, row.vehicle))
    return _("{vehicle} de {origin}").format(vehicle=vehicle, origin=origin(row.origin, labels)) if row.origin else vehicle


def origin(code: str, labels: Labels) -> str:
    """Return where a bus comes from: a state, or another country."""
    return labels.state(code) if code in labels.pack.admin1 else labels.nationality(code)


def marks_of(rows: Iterable[Gathering], now: datetime) -> dict[UUID, list[str]]:
    """Return what must be seen of counts, in few words; nothing of those that were withdrawn."""
    rows = list(rows)
    goods = gathering_goods.goods_of(rows)
    return {row.subject: [] if row.is_withdrawn else _marks(row, now, goods.get(row.subject, {})) for row in rows}


def _marks(row: Gathering, now: datetime, goods: gathering_goods.OfItems) -> list[str]:
    told = []
    if row.has_late:
        told.append(_("llegaron toques después del cierre"))
    if row.closed_at and not row.is_explained and gathering_goods.differs(row, goods):
        told.append(_("no cuadra con las existencias, sin explicar"))
    if row.is_odd:
        told.append(_("hay algo raro en la cuenta"))
    if is_overdue(row, now):
        told.append(_("se esperaba hace {time}").format(time=lasting(now - row.due_at)) if row.due_at else "")
    if differs_from_announced(row):
        told.append(_("avisaron {told}, se contaron {counted}").format(told=row.announced, counted=row.people))
    return told


def is_overdue(row: Gathering, now: datetime) -> bool:
    """Tell whether something that was announced should be here and is not."""
    return bool(row.due_at and row.due_at < now and not row.arrived_at and not row.closed_at and not row.people)


def differs_from_announced(row: Gathering) -> bool:
    """Tell whether another number was counted than announced; only when the count is closed."""
    return bool(row.closed_at and row.announced is not None and row.announced != row.people)


def page_of(row: Gathering, labels: Labels, *, may_note: bool) -> Page:
    """Return what the page shows. may_note: sealed words are opened; whoever asks writes that into the log of reads."""
    found = logbook.subject(row.subject)
    assert found is not None  # the row is folded from it
    state = found.folded.state
    counters = gatherings.counters(state)
    lanes = gatherings.lanes(state)
    names = names_of({*(one.account for one in counters), *lanes, *row.staff})
    goods = gathering_goods.goods_of([row]).get(row.subject, {})
    return Page(
        row=row,
        state=state,
        title=said(row, labels),
        rule=str(RULES[gatherings.method(state)]),
        people=people_said(gatherings.sums(state).people, labels),
        counters=list(_counted_by(counters, names, row, labels)),
        stock=_stock(row, goods, labels),
        warnings=list(warnings(state, names)),
        late=late_said(state, row, labels),
        lanes=[(who_is(account, names), lane_said(one)) for account, one in sorted(lanes.items())],
        staff=[who_is(account, names) for account in row.staff],
        facts=_facts(row, labels),
        explanation=_opened(state, "explained") if may_note else "",
        note=_opened(state, "note") if may_note else "",
        has_difference=gathering_goods.differs(row, goods),
        moved=_moved(row, labels),
    )


def people_said(numbers: Mapping[str, int], labels: Labels) -> list[tuple[str, int]]:
    """Return sums of people in words, the most first."""
    split = [(key.partition(":"), count) for key, count in numbers.items() if count]
    rows = [(labels.who(sex, band, count), count) for (sex, _colon, band), count in split]
    return sorted(rows, key=lambda one: -one[1])


def items_said(numbers: Mapping[str, int], row: Gathering, labels: Labels) -> str:
    return ", ".join(f"{count} {item_said(code, row.what, labels)}" for code, count in sorted(numbers.items()) if count)


def item_said(code: str, what: str, labels: Labels) -> str:
    """Return what an item is called; a code that the pack does not know stands as it is."""
    if what != What.DISTRIBUTION:
        return labels.service(code)
    found = labels.pack.supply_items.get(code)
    return label(found) if found else code


def lane_said(lane: Mapping[str, Any]) -> str:  # Any: JSON of a lane
    """Return 'Fila 2', 'fichas 1 a 100', or both."""
    parts = [_("Fila {lane}").format(lane=lane["lane"])] if lane["lane"] else []
    if None not in (lane["from"], lane["to"]):
        parts.append(_("fichas {first} a {last}").format(first=lane["from"], last=lane["to"]))
    return ", ".join(parts)


def warnings(state: State, names: Mapping[str, str]) -> Iterable[str]:
    """Yield what is odd in a count. None of it blocks anything."""
    for one in gatherings.clashes(state):
        both = {"one": who_is(one.one, names), "two": who_is(one.two, names)}
        if one.tokens:
            first, last = one.tokens
            yield _(
                "{one} y {two} reparten las mismas fichas: {first} a {last}. Puede haber personas contadas dos veces."
            ).format(**both, first=first, last=last)
        else:
            yield _("{one} y {two} dijeron que llevan la fila {lane}. Puede haber personas contadas dos veces.").format(
                **both, lane=one.lane
            )
    for account in gatherings.more_than_tokens(state):
        yield _("{who} contó más personas que fichas tiene.").format(who=who_is(account, names))
    if gatherings.below_zero(state):
        yield _("Se quitó más de lo que se contó: algún conteo quedó bajo cero. Revise lo que se quitó.")


def late_said(state: State, row: Gathering, labels: Labels) -> str:
    """Return what came after the closing, '' when nothing did."""
    late = gatherings.late(state)
    people, items = late.total, items_said(late.items, row, labels)
    parts = [ngettext("%(n)d persona", "%(n)d personas", people) % {"n": people}] if people else []
    return ", ".join([*parts, *([items] if items else [])])


def _counted_by(counters: Iterable[Any], names: Mapping[str, str], row: Gathering, labels: Labels) -> Iterable[CountedBy]:
    counters = list(counters)
    phones = device_labels({one.device for one in counters if is_id(one.device)})
    for one in counters:
        items = items_said(one.sums.items, row, labels)
        phone = phones.get(one.device, "") or _("escritorio")
        yield CountedBy(one.lane, who_is(one.account, names), phone, one.sums.total, items, clock(one.last_at))


def _stock(row: Gathering, goods: gathering_goods.OfItems, labels: Labels) -> list[Stock]:
    return [
        Stock(item_said(one.item, row.what, labels), one.issued, one.given, one.returned, one.lost, one.difference)
        for one in gathering_goods.balances(row, goods)
    ]


def _moved(row: Gathering, labels: Labels) -> list[tuple[UUID, str]]:
    """Return the movements of stock that name this distribution, each with all its items, as it can be taken back."""
    if row.what != What.DISTRIBUTION:
        return []
    found: dict[UUID, str] = {}
    for one in gathering_goods.movements(row):
        why = f" ({LOST.get(one.reason, one.reason)})" if one.reason else ""
        goods = f"{one.quantity} {item_said(one.item, row.what, labels)}{why}"
        begun = found.get(one.entry)
        found[one.entry] = f"{begun}, {goods}" if begun else f"{clock(one.moved_at)} · {MOVES.get(one.what, one.what)}: {goods}"
    return list(found.items())


def _facts(row: Gathering, labels: Labels) -> list[tuple[str, str]]:
    facts = [(_("Municipio"), labels.place(row.state, row.municipality)), (_("Abierto"), clock(row.opened_at))]
    facts.append((_("Para no contar dos veces"), str(METHODS.get(row.method, row.method))))
    if row.what == What.RECEPTION:
        facts += [
            (_("Avisaron"), _("{n} personas").format(n=row.announced) if row.announced is not None else _("no dijeron cuántas")),
            (_("Quién avisó"), str(ANNOUNCERS.get(row.announced_by, row.announced_by))),
            (_("Se espera"), clock(row.due_at) if row.due_at else _("no dijeron hora")),
            (_("Llegó"), clock(row.arrived_at) if row.arrived_at else _("todavía no")),
        ]
    return facts


def _opened(state: State, field: str) -> str:
    """Return a sealed note in words, '' where there is none or its key is gone."""
    entry = value_of(state["fields"], field)
    if not entry:
        return ""
    opened = logbook.open_box(UUID(entry), "free_text")
    return str(opened.get("text", "")) if opened else ""


def bundles(told: Iterable[Told], row: Gathering, labels: Labels) -> list[Bundle]:
    """Return the last bundles of taps, the newest first."""
    counted = [one for one in told if isinstance(one.payload, gatherings.Counted) and not one.held]
    names = names_of({one.author for one in counted})
    last = sorted(counted, key=lambda one: (one.occurred_at, str(one.id)), reverse=True)[:BUNDLES]
    return [
        Bundle(
            one.id,
            one.occurred_at,
            who_is(one.author, names),
            _bundle_said(one.payload, row, labels),
            bool(one.payload.takes_back),
        )
        for one in last
        if isinstance(one.payload, gatherings.Counted)
    ]


def _bundle_said(payload: Any, row: Gathering, labels: Labels) -> str:  # Any: the payload of a bundle
    people = ", ".join(f"{one.count} {labels.who(one.sex, one.age_band, one.count)}" for one in payload.people if one.count)
    items = items_said({one.item: one.count for one in payload.items}, row, labels)
    return "; ".join(part for part in (people, items) if part)


def items_to_offer(what: What, group: str, country: str, on: date) -> list[gatherings.Item]:
    """Return what a form offers to give."""
    return list(gatherings.items_of(pack(country), what, group, on).values())
