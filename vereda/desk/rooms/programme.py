"""What the pages of a programme show: from the programme and its report to rows that a page draws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _

from vereda.desk.labels import Labels
from vereda.desk.rooms import programme_cells
from vereda.desk.rooms.programme_asks import language
from vereda.desk.words import programme as words
from vereda.logbook.door import disputes_of
from vereda.programme import schema as of
from vereda.programme.door import (
    Block,
    Phase,
    Programme,
    Source,
    drawn,
    figures,
    gaps,
    money,
    part_name,
    periods,
    phrase,
    who,
)


def listed(found: list[tuple[UUID, Programme]]) -> list[dict[str, Any]]:  # Any: what the page draws
    """Return the programmes of a list."""
    return [{"subject": subject, **_head(one)} for subject, one in found]


def _head(seen: Programme) -> dict[str, Any]:  # Any: as above
    lang = language()
    return {
        "code": seen.opened.code,
        "name": seen.opened.name.of(lang),
        "office": f"{seen.opened.office}, {who.country_name(seen.opened.office_country, lang)}",
        "partners": [who.country_name(one.country, lang) for one in seen.partners if one.until_on is None],
        "open": next((one for one in reversed(seen.phases) if one.closed is None), None),
        "phases": [phase_row(one) for one in seen.phases],
    }


def phase_row(one: Phase) -> dict[str, Any]:  # Any: as above
    """Return a phase as a row."""
    return {
        "code": one.code,
        "name": one.opened.name.of(language()),
        "from_on": one.days[0],
        "until_on": one.days[1],
        "closed_on": one.closed.closed_on if one.closed else None,
    }


def whole(seen: Programme, today: date) -> dict[str, Any]:  # Any: as above
    """Return all that the page of a programme shows."""
    lang = language()
    by_result: dict[str, list[dict[str, str]]] = {}
    for one in seen.indicators.values():
        said = seen.worded(one.indicator, today)
        by_result.setdefault(one.result, []).append(
            {"code": one.indicator, "text": said.text.of(lang) if said else one.indicator, "unit": phrase(lang, one.unit)}
        )
    depth = {of.Level.GOAL: 0, of.Level.OUTCOME: 1, of.Level.OUTPUT: 2}
    return {
        **_head(seen),
        "results": [
            {
                "code": one.result,
                "level": words.LEVELS[one.level],
                "depth": depth[one.level],
                "text": one.text.of(lang),
                "indicators": by_result.get(one.result, []),
            }
            for one in seen.results
        ],
        "grants": [_grant_row(seen, one, today) for one in seen.grants.values()],
        "socios": [
            {"name": who.country_name(one.country, lang), "organisation": one.organisation, "until_on": one.until_on}
            for one in seen.partners
        ],
        "activities": [
            {
                "which": f"activity:{one.activity}",
                "title": one.title.of(lang),
                "what": words.KINDS[one.what],
                "country": who.country_name(one.country, lang),
                "from_on": one.from_on,
                "until_on": one.until_on,
                "for_whom": words.FOR_WHOM[one.for_whom],
                "status": words.STATUS[one.status],
            }
            for one in seen.activities.values()
        ],
    }


def differences(subject: UUID) -> list[dict[str, Any]]:  # Any: as above
    """Return what two officers wrote without knowing of each other: what it is about, and both versions."""
    return [
        {
            "id": row.id,
            "name": words.FIELDS.get(row.field.lstrip("!").partition(":")[0], row.field),
            "of": " · ".join(row.field.split(":")[1:]),
            "versions": [(entry, _in_words(value)) for entry, value in row.writes],
        }
        for row in disputes_of(subject)
    ]


def _in_words(value: dict[str, Any]) -> str:  # Any: JSON of a fact
    """Return the words and numbers of a fact, as they were typed."""
    lang, told = language(), []
    for part in value.values():
        if isinstance(part, dict):
            told.append(str(part.get(lang, "")))
        elif isinstance(part, str | int | bool):
            told.append(str(part))
    return " · ".join(one for one in told if one)


def _grant_row(seen: Programme, one: of.GrantSet, today: date) -> dict[str, Any]:  # Any: as above
    found = money.ledger(seen, one, one.from_on, today)
    return {
        "code": one.grant,
        "donor": one.donor,
        "award": one.award,
        "amount": f"{one.currency} {drawn(one.amount)}",
        "spent": f"{one.currency} {drawn(found.so_far)}",
        "left": f"{one.currency} {drawn(found.left)}",
    }


def drawn_block(block: Block) -> dict[str, Any]:  # Any: as above
    """Return a block with its cells as text; `is_empty` where a number should be and is not."""
    rows = []
    for place, row in enumerate(block.rows):
        cells = [
            {
                "text": drawn(cell),
                "head": column.head,
                "is_number": column.is_number,
                "is_none": column.is_number and isinstance(cell, str) and not cell[:1].isdigit(),
            }
            for cell, column in zip(row, block.columns, strict=True)
        ]
        rows.append({"cells": cells, "link": block.links[place] if block.links else ""})
    return {
        "code": block.code.replace(":", "-"),
        "title": block.title,
        "lead": block.lead,
        "notes": block.notes,
        "columns": block.columns,
        "rows": rows,
    }


def choices(phase: Phase, today: date) -> list[periods.Period]:
    """Return the periods of a phase that have begun."""
    return [one for one in periods.of_phase(*phase.days) if one.from_on <= today]


def period_said(one: periods.Period) -> str:
    """Return a period as a choice: 'abril a junio de 2026', 'toda la fase'."""
    if one.code == periods.ALL:
        return _("Toda la fase")
    first, last, year = formats.date_format(one.from_on, "F"), formats.date_format(one.until_on, "F"), one.until_on.year
    return _("{first} a {last} de {year}").format(first=first, last=last, year=year)


@dataclass(frozen=True)
class Row:
    """A quarter on the page of an indicator. share: of the largest value [percent]."""

    phase: str
    period: str
    value: str
    is_measured: bool
    share: int
    why: str
    wording: str
    begins_phase: bool


def line(seen: Programme, one: of.IndicatorSet, source: Source, today: date) -> Iterator[Row]:
    """Yield the joined line of an indicator, quarter by quarter through all phases."""
    lang = language()
    points = figures.line(seen, one, source, today)
    most = max((number for point in points if (number := figures.shown(point.figure)) is not None), default=Decimal(0))
    before = ""
    for point in points:
        number = figures.shown(point.figure)
        yield Row(
            phase=point.phase.code,
            period=period_said(point.period),
            value=drawn(number) if number is not None else phrase(lang, "not_measured"),
            is_measured=number is not None,
            share=int(100 * number / most) if number and most else 0,
            why="; ".join(gaps(point.figure, lang)),
            wording=point.wording.text.of(lang) if point.is_reworded and point.wording else "",
            begins_phase=point.phase.code != before,
        )
        before = point.phase.code


def reported(seen: Programme, indicator: str) -> list[dict[str, Any]]:  # Any: as above
    """Return the values that officers reported of an indicator, the latest first, exactly as they typed them."""
    lang = language()
    return [
        {
            "which": which,
            "country": who.country_name(one.country, lang) if one.country else _("todo el programa"),
            "from_on": one.from_on,
            "until_on": one.until_on,
            "value": drawn(one.value) + (f" / {drawn(one.out_of)}" if one.out_of is not None else ""),
            "parts": ", ".join(f"{part_name(part.by, part.code, lang)} {drawn(part.value)}" for part in one.parts),
            "source": one.source,
            "document": one.document,
            "document_on": one.document_on,
            "is_frozen": (phase := seen.phase_of(one.from_on, one.until_on)) is not None and phase.closed is not None,
        }
        for which, one in reversed(list(seen.values.items()))
        if one.indicator == indicator
    ]


def costs(seen: Programme, grant: str) -> list[dict[str, Any]]:  # Any: as above
    """Return what was spent of a grant, the latest first."""
    lang = language()
    return [
        {
            "which": which,
            "on": one.on,
            "line": one.line,
            "amount": f"{one.currency} {drawn(one.amount)}",
            "rate": _rate(seen, one),
            "what": words.KINDS[one.what],
            "activity": seen.activities[one.activity].title.of(lang) if one.activity and one.activity in seen.activities else "",
            "document": one.document,
            "said": one.said,
        }
        for which, one in reversed(list(seen.spent.items()))
        if one.grant == grant
    ]


def _rate(seen: Programme, one: of.Spent) -> str:
    """Return at what rate a cost counts: '= USD 3,440.00, a 0.0533 (1 de julio de 2026, Diario Oficial)'."""
    grant = seen.grants.get(one.grant)
    amount = money.in_grant(one, grant) if grant else None
    if grant is None or one.currency == grant.currency:
        return ""
    if one.rate is None or amount is None:
        return _("sin tipo de cambio: no se suma")
    on = formats.date_format(one.rate.on, "DATE_FORMAT")
    return f"= {grant.currency} {drawn(amount)} · {one.rate.for_one.normalize():f} ({on}, {one.rate.source})"


def received(seen: Programme, indicator: str) -> list[dict[str, Any]]:  # Any: as above
    """Return the protected cells that countries sent of an indicator, the latest first."""
    lang = language()
    return [
        {
            "which": which,
            "country": who.country_name(one.country, lang),
            "from_on": one.from_on,
            "until_on": one.until_on,
            "value": drawn(one.value) if one.value is not None else phrase(lang, "why.withheld"),
            "edition": one.edition,
            "document": one.document,
            "document_on": one.document_on,
            "is_frozen": (phase := seen.phase_of(one.from_on, one.until_on)) is not None and phase.closed is not None,
        }
        for which, one in reversed(list(seen.aggregates.items()))
        if one.indicator == indicator
    ]


def claims(subject: UUID, seen: Programme, phase: str, labels: Labels) -> list[dict[str, Any]]:  # Any: as above
    """Return the narrative of a phase, section by section."""
    lang = language()
    return [
        {
            "which": which,
            "section": words.SECTIONS[section],
            "text": one.text.of(lang),
            "from_on": one.from_on,
            "until_on": one.until_on,
            "stands": [
                {
                    "kind": words.STANDS[item.stands],
                    "ref": item.ref,
                    "is_figure": item.stands is of.Stands.FIGURE,
                    "cell": programme_cells.shown(subject, item.cell, labels) if item.cell else None,
                }
                for item in one.evidence
            ],
        }
        for section in of.Section
        for which, one in seen.claims.items()
        if one.phase == phase and one.section is section
    ]


def usual(what: str, seen: Programme, typed: dict[str, str], today: date) -> dict[str, str]:
    """Return what a form begins with: the last quarter that is over, the words that stand, the currency of the grant."""
    told: dict[str, str] = {}
    if what in ("cifra", "relato"):
        open_phase = next((one for one in reversed(seen.phases) if one.closed is None), None)
        over = [one for one in periods.quarters(*open_phase.days) if one.until_on < today] if open_phase else []
        if open_phase and over:
            told |= {"from_on": over[-1].from_on.isoformat(), "until_on": over[-1].until_on.isoformat(), "phase": open_phase.code}
    if what == "redaccion" and (said := seen.worded(typed.get("indicator", ""), today)):
        told |= {"text_es": said.text.es, "text_en": said.text.en, "from_on": today.isoformat()}
    if what == "gasto":
        grant = seen.grants.get(typed.get("grant", "")) or next(iter(seen.grants.values()), None)
        told |= {"currency": grant.currency, "grant": grant.grant, "on": today.isoformat()} if grant else {}
    if what == "indicador":
        told |= {"by_country": "on", "from_on": today.isoformat()}
    return told
