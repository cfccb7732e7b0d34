"""Ten years of a post's own days: roster, plan, hand-overs, radio, text messages, paper, reports; goods are in `rows_goods`."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import batched, chain
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from bench import rows_goods
from bench.span import STAFF, Day, Span
from vereda.countries.door import official_categories, pack
from vereda.groups.models import Agreement, Handover, LentStaff, NamedRoute, PatrolPlan, RosterDay, Turn
from vereda.logbook.inserting import Row, insert
from vereda.messages.models import OutText, ReceivedText
from vereda.messages.words import OutState
from vereda.paper.models import Sheet, SheetBatch
from vereda.paper.rules.serials import Serial
from vereda.paper.words import DestroyedBy, Form
from vereda.reports import rules as report_rules
from vereda.reports.models import DailyReport, NationalReport, Operation, ServiceSwitch, StateReport
from vereda.reports.words import TOTAL, What
from vereda.safety.models.danger import Danger
from vereda.safety.models.radio import RadioCall

PART = 10_000  # rows in one transaction
CALLS, TEXTS, PLANS = 10, 2, 2  # a day
SHEETS = 40  # of one printing; two weeks of paper
LOST_SHEETS = 300  # one in so many never comes back, and nobody cancels it
LYING_SHEETS = 250  # one in so many was typed and nobody said that it is destroyed
UNSIGNED = 400  # one hand-over in so many was never signed
FIGURES = (("RESCUE", 3), ("SOCIAL", 30), ("ORIENT", 22), ("INJURED", 4))

type Told = dict[str, Any]  # Any: values of columns


def fill(span: Span, everywhere: Span) -> None:
    """Put in what some groups have of ten years. everywhere: all groups, of which reports are there in any case."""
    items = sorted(pack(span.country).supply_items)
    for model, rows in (
        (RosterDay, _rosters(span)),
        (Handover, _handovers(span)),
        (PatrolPlan, _plans(span)),
        (RadioCall, _calls(span)),
        (Danger, _dangers(span)),
        (ReceivedText, _texts(span)),
        (OutText, _sent(span)),
        (DailyReport, _new(DailyReport, _dailies(everywhere))),
        (StateReport, _new(StateReport, _states(everywhere))),
        (NationalReport, _new(NationalReport, _nations(everywhere))),
        (Operation, _operations(everywhere)),
        (ServiceSwitch, _switches(span)),
        (rows_goods.Movement, rows_goods.movements(span)),
        (rows_goods.StockCount, rows_goods.counts(span, items)),
        (rows_goods.Equipment, rows_goods.equipment(span)),
        (rows_goods.Gathering, rows_goods.gatherings(span)),
        (rows_goods.CaravanPart, rows_goods.caravans(everywhere)),
    ):
        put(model, rows)
    _mixed(chain(_standing(span), _paper(span), rows_goods.vehicles(span)))


def put(model: type[Model], rows: Iterable[Row]) -> None:
    """Insert rows of one model."""
    for part in batched(rows, PART):
        with transaction.atomic():
            insert(model, part)


def _mixed(rows: Iterable[tuple[type, Row]]) -> None:
    for part in batched(rows, PART):
        by_model: dict[type, list[Row]] = {}
        for model, row in part:
            by_model.setdefault(model, []).append(row)
        with transaction.atomic():
            for model, some in by_model.items():
                insert(model, some)


def _new(model: type[Model], rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows of days that are not here: the last ones were written in earnest."""
    known = set(model._default_manager.values_list("subject", flat=True))
    yield from (row for row in rows if row["subject"] not in known)


# The shift -----------------------------------------------------------------------------------------------------------


def _standing(span: Span) -> Iterator[tuple[type, Row]]:
    """Yield what stands for long: turns, routes, agreements, staff that was lent."""
    for place, group in span.groups:
        for number in range(6):
            hours = ("07:00", "19:00") if number % 2 else ("19:00", "07:00")
            yield (
                Turn,
                span.row(
                    Turn,
                    group,
                    subject=_turn(place, number),
                    name=f"Turno {number}",
                    begins=hours[0],
                    ends=hours[1],
                    is_retired=True,
                ),
            )
        for number in range(30):
            yield NamedRoute, span.row(
                NamedRoute, group, subject=span.id(span.now), number=f"R{number}", name=f"Ruta {number}",
                zone=f"Zona {number % 5}", is_retired=number >= 12,
            )  # fmt: skip
        for number in range(80):
            began = (span.now - timedelta(days=45 * number + 400)).date()
            yield Agreement, span.row(
                Agreement, group, subject=span.id(span.now), counterpart_kind="municipality", counterpart=f"Municipio {number}",
                lent=[{"kind": "people", "number": 2, "unit": "person"}], from_on=began, until_on=began + timedelta(days=365),
                source=f"Convenio {number}",
            )  # fmt: skip
            yield (
                LentStaff,
                span.row(LentStaff, group, subject=span.id(span.now), from_group="tapachula", until_on=began, is_back=True),
            )


def _turn(group: int, number: int) -> UUID:
    return UUID(int=(group + 1) * 100 + number)


def _rosters(span: Span) -> Iterator[Row]:
    for day in span.each(until_back=5):
        duties = [
            {"turn": str(_turn(day.number, place % 2)), "member": STAFF[place], "zone": f"Zona {place % 4}"} for place in range(8)
        ]
        yield span.row(RosterDay, day.group, subject=span.id(day.at), on=day.on, duties=duties)


def _handovers(span: Span) -> Iterator[Row]:
    for day in span.each(until_back=1):
        for number in range(2):
            at, age = day.at - timedelta(hours=12 * number), span.days - 1 - day.back
            signed = (age * 2 + number) % UNSIGNED != 1
            yield span.row(
                Handover, day.group, subject=span.id(at), given_at=at, given_by=STAFF[number], given_in=span.id(at),
                sheet="0" * 64, signed_at=at + timedelta(minutes=9) if signed else None, signed_by=STAFF[2] if signed else "",
            )  # fmt: skip


def _plans(span: Span) -> Iterator[Row]:
    for day in span.each(until_back=2):
        for number in range(PLANS):
            yield span.row(
                PatrolPlan, day.group, subject=span.id(day.at), on=day.on, leaves=f"{8 + 6 * number:02}:00", back_after_min=240,
                route_said=f"Ruta {number}", team=STAFF[:3], vehicles=[{"kind": "truck", "number": "1"}], driver=STAFF[0],
                is_cancelled=day.back % 9 == 0,
            )  # fmt: skip


# Radio, alarms, texts ------------------------------------------------------------------------------------------------


def _calls(span: Span) -> Iterator[Row]:
    for day in span.each():
        for number in range(CALLS):
            at = day.at - timedelta(hours=2 * number)
            yield span.row(
                RadioCall, day.group, subject=span.id(at), called_at=at, called_on=at.date(), noted_by=STAFF[0], what="check_in",
                sign=f"Lobo {number}", account=STAFF[number], channel="Canal 1",
            )  # fmt: skip


def _dangers(span: Span) -> Iterator[Row]:
    for day in span.each(every=30, until_back=9):
        at = day.at.isoformat()
        yield span.row(
            Danger, day.group, subject=span.id(day.at), who=STAFF[0], channel="phone", told_at=day.at,
            seen=[[at, STAFF[1], day.group.code]], steps=[[str(span.id(day.at)), at, STAFF[1], "called", False]],
            outcome="false_press", ended_at=day.at + timedelta(minutes=20), ended_by=STAFF[1],
        )  # fmt: skip


def _texts(span: Span) -> Iterator[Row]:
    for day in span.each(until_back=1):
        for number in range(TEXTS):
            at = day.at - timedelta(hours=number)
            yield span.row(
                ReceivedText, day.group, subject=span.id(at), account=STAFF[number], came_at=at, entry=span.id(at),
                handled_at=at + timedelta(minutes=3), handled_by=STAFF[4],
            )  # fmt: skip


def _sent(span: Span) -> Iterator[Row]:
    for day in span.each(until_back=1):
        for number in range(TEXTS):
            at = day.at - timedelta(hours=number)
            yield span.row(
                OutText, day.group, key=f"{day.group.code}-{day.back}-{number}", number=span.id(at), state=OutState.SENT,
                attempts=1, made_at=at, done_at=at,
            )  # fmt: skip


# Paper ---------------------------------------------------------------------------------------------------------------


def _paper(span: Span) -> Iterator[tuple[type, Row]]:
    """Yield forty sheets every two weeks, out with the teams, typed in, destroyed; a few of each kind are forgotten."""
    for day in span.each(every=14, until_back=14):
        first = 1_001 + (span.days - 1 - day.back) // 14 * SHEETS
        numbers = range(first, first + SHEETS)
        yield SheetBatch, span.row(
            SheetBatch, day.group, subject=span.id(day.at), form=Form.ENCOUNTER, first=numbers[0], last=numbers[-1], lang="es",
            lists={"services": ["WATER", "FOOD"]}, printed_at=day.at, printed_by=STAFF[0],
            out={str(number): [STAFF[number % 6], day.at.isoformat()] for number in numbers},
        )  # fmt: skip
        for number in numbers:
            if number % LOST_SHEETS:
                yield Sheet, _sheet(span, day, number)


def _sheet(span: Span, day: Day, number: int) -> Row:
    at = day.at + timedelta(days=3)
    gone: Told = {"destroyed_at": at, "destroyed_by": STAFF[0], "how": DestroyedBy.SHREDDED}
    return span.row(
        Sheet, day.group, subject=Serial(span.country, day.group.code, Form.ENCOUNTER, number).sheet, form=Form.ENCOUNTER,
        number=number, record=span.id(at), typed_at=at, typed_by=STAFF[1], readings=1,
        **(gone if number % LYING_SHEETS else {}),
    )  # fmt: skip


# Reports -------------------------------------------------------------------------------------------------------------


def _figures(day: int) -> list[Told]:
    made: list[Told] = [
        {"category": code, "counted": base + day % 5, "said": base + day % 5, "why": None} for code, base in FIGURES
    ]
    total = sum(one["said"] for one in made)
    return [*made, {"category": TOTAL, "counted": total, "said": total, "why": None}]


def _passed(day: int, posts: int = 1) -> list[Told]:
    return [
        {"category": one["category"], "below": one["said"] * posts, "said": one["said"] * posts}
        for one in _figures(day)
        if one["category"] != TOTAL
    ]


def _signed(span: Span, at: datetime, told: Told) -> Told:
    return {"id": str(span.id(at)), "at": at.isoformat(), "by": STAFF[3], "saw": [], "remark": False, **told}


def _dailies(span: Span) -> Iterator[Row]:
    for day in span.each(until_back=2):
        at, on = day.at + timedelta(hours=20), day.on
        told = {
            "from_at": day.at.isoformat(), "until_at": at.isoformat(), "figures": _figures(day.back),
            "next_figures": [{"category": "SOCIAL", "counted": 4}],
            "happened": [{"what": "patrols", "number": 2}, {"what": "encounters", "number": 9}],
        }  # fmt: skip
        yield span.row(
            DailyReport, day.group, subject=report_rules.subject_of("daily", span.country, day.group.code, on), on=on, sent_at=at,
            statements=[_signed(span, at, told)],
            corrections=[_corrected(span, at)] if day.back % 40 == 0 else [],
        )  # fmt: skip


def _corrected(span: Span, at: datetime) -> Told:
    told = {"category": "SOCIAL", "was": 30, "said": 31, "why": "by_telephone", "remark": False}
    return {"id": str(span.id(at)), "at": at.isoformat(), "by": STAFF[3], **told}


def _by_state(span: Span) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _number, group in span.groups:
        found.setdefault(group.state, []).append(group.code)
    return found


def _days_back(span: Span) -> Iterator[tuple[int, datetime, date]]:
    for back in range(span.days - 1, 1, -1):
        at = span.now - timedelta(days=back)
        yield back, at + timedelta(hours=22), at.date()


def _states(span: Span) -> Iterator[Row]:
    states = _by_state(span)
    for back, at, on in _days_back(span):
        for state, groups in states.items():
            posts = [{"group": group, "statement": str(span.id(at)), "figures": _passed(back)} for group in groups]
            row = span.row(StateReport, span.groups[0][1], state=state, on=on, sent_at=at)
            row |= {"subject": report_rules.subject_of("state", span.country, state, on)}
            yield {**row, "statements": [_signed(span, at, {"posts": posts})]}


def _nations(span: Span) -> Iterator[Row]:
    states = _by_state(span)
    for back, at, on in _days_back(span):
        rows = [
            {"state": state, "statement": str(span.id(at)), "silent": [], "figures": _passed(back, len(groups))}
            for state, groups in states.items()
        ]
        row = span.row(NationalReport, span.groups[0][1], on=on, sent_at=at, statements=[_signed(span, at, {"states": rows})])
        yield {**row, "subject": report_rules.subject_of("national", span.country, span.country, on)}


def _operations(span: Span) -> Iterator[Row]:
    """Yield four operations a year, each in every group."""
    for quarter in range(4 * 10):
        at = span.now - timedelta(days=40 + 91 * quarter)
        tag = span.id(at)
        for _number, group in span.groups:
            yield span.row(
                Operation, group, subject=span.id(at), tag=tag, name=f"Operativo {quarter}", from_on=at.date(),
                until_on=(at + timedelta(days=28)).date(), is_ended=quarter % 5 == 0, left_out={},
            )  # fmt: skip


def _switches(span: Span) -> Iterator[Row]:
    chance = random.Random(3)
    codes = [row.code for row in official_categories(pack(span.country))]
    services = sorted(pack(span.country).services)
    for _number, group in span.groups:
        for what, some in ((What.CATEGORY, codes[-2:]), (What.SERVICE, chance.sample(services, k=6))):
            for code in some:
                days = {(span.now - timedelta(days=300 * n)).date().isoformat(): n % 2 == 0 for n in range(8, -1, -1)}
                subject = report_rules.switch_of(span.country, group.code, what, code)
                if not ServiceSwitch.objects.filter(subject=subject).exists():
                    yield span.row(ServiceSwitch, group, subject=subject, what=what, code=code, days=days)
