"""A small programme, folded from entries with real bytes: two countries, one phase, one grant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from vereda.logbook.folding import read_entry
from vereda.logbook.rules.fold import Entry, fold_all
from vereda.logbook.schema import State
from vereda.logbook.tests.pens import Pen, subject_number
from vereda.programme import entries as of
from vereda.programme.rules import fold
from vereda.programme.rules.told import Programme, told
from vereda.programme.words import About, Kind, Level, Unit

SUBJECT = subject_number(1)
YEAR = date(2025, 1, 1), date(2025, 12, 31)
Q1, Q2 = (date(2025, 1, 1), date(2025, 3, 31)), (date(2025, 4, 1), date(2025, 6, 30))
TODAY = date(2025, 10, 15)
WORDS = of.Said(es="Personas orientadas", en="People given guidance")
LATER = of.Said(es="Personas orientadas en su lengua", en="People given guidance in their language")


def indicator(**more: object) -> of.IndicatorSet:
    told: dict[str, object] = {"indicator": "I-1", "result": "P1", "unit": Unit.CONTACTS, "about": About.HELPED, "means": WORDS}
    return of.IndicatorSet.model_validate({**told, **more})


def value(amount: int, days: tuple[date, date] = Q1, country: str = "mx", **more: object) -> of.ValueReported:
    told = {
        "indicator": "I-1", "country": country, "from_on": days[0], "until_on": days[1], "value": amount, "source": "Informe",
        "document": "D-1", "document_on": days[1],
    }  # fmt: skip
    return of.ValueReported.model_validate({**told, **more})


def cell(amount: int | None, days: tuple[date, date] = Q1, country: str = "mx") -> of.AggregateReceived:
    told = {
        "indicator": "I-1", "country": country, "from_on": days[0], "until_on": days[1], "value": amount, "edition": "GT 2025 T1",
        "document": "D-2", "document_on": days[1], "file": "0" * 64,
    }  # fmt: skip
    return of.AggregateReceived.model_validate(told)


def spent(amount: str, currency: str = "USD", on: date = Q1[0], document: str = "F-1", line: str = "A") -> of.Spent:
    return of.Spent(
        grant="G1", line=line, amount=Decimal(amount), currency=currency, on=on, what=Kind.WORKSHOP, document=document
    )


def grant() -> of.GrantSet:
    line = of.BudgetLine(line="A", name=WORDS, amount=Decimal(1000))
    return of.GrantSet(
        grant="G1",
        donor="Fondo",
        award="7",
        amount=Decimal(1500),
        currency="USD",
        lines=[line],
        from_on=YEAR[0],
        until_on=YEAR[1],
    )


def begun(one: of.IndicatorSet | None = None) -> list[of.OfProgramme]:
    return [
        of.Opened(code="RUTA", name=WORDS, office="Oficina", office_country="cr", from_on=YEAR[0]),
        of.PartnerSet(country="mx", organisation="Red", from_on=YEAR[0]),
        of.PartnerSet(country="gt", organisation="Aliada", from_on=YEAR[0]),
        of.PhaseOpened(phase="1", name=WORDS, from_on=YEAR[0], until_on=YEAR[1]),
        of.ResultSet(result="P1", level=Level.OUTPUT, text=WORDS),
        one or indicator(),
        of.IndicatorWorded(indicator="I-1", from_on=YEAR[0], text=WORDS),
        of.TargetSet(phase="1", indicator="I-1", target=Decimal(100)),
        grant(),
    ]


def written(payloads: Sequence[of.OfProgramme], pen: Pen | None = None, subject: UUID = SUBJECT) -> list[Entry]:
    pen = pen or Pen("desk-1")
    return [read_entry(pen.write(one, subject, minutes=place).raw) for place, one in enumerate(payloads)]


def state(entries: Sequence[Entry]) -> State:
    return fold_all(list(entries), fold.start, fold.step).state


def programme(*payloads: of.OfProgramme, one: of.IndicatorSet | None = None) -> Programme:
    found = told(state(written([*begun(one), *payloads]))["fields"])
    assert found is not None
    return found
