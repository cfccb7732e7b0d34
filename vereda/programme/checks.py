"""What should be looked at before a report is sent: said, never corrected. One list for the command and for the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from vereda.errors import FieldError
from vereda.programme import citing, sending
from vereda.programme.entries import CellCited
from vereda.programme.rules.figures import Source, figure
from vereda.programme.rules.money import ledger
from vereda.programme.rules.periods import quarters
from vereda.programme.rules.told import Phase, Programme


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at. what: its word; of: what it is about, '2 · SAT-1 · 2026-T3'; is_wrong: it must not stay so."""

    what: str
    of: str
    is_wrong: bool = False


def problems(subject: UUID, country: str, seen: Programme, source: Source, today: date) -> list[Problem]:
    """Return what is wrong or missing in a programme, phase by phase; nothing of what a closed phase froze."""
    found = [*_framework(seen), *_money(seen, today), *_evidence(country, seen), *_sent(subject, country)]
    for phase in seen.phases:
        if phase.closed is None:
            found += _figures(seen, phase, source, today)
    return found


def _framework(seen: Programme) -> Iterator[Problem]:
    for one in seen.indicators.values():
        if one.result not in {row.result for row in seen.results}:
            yield Problem("result_missing", one.indicator, is_wrong=True)
        if not any(code == one.indicator for _phase, code in seen.targets):
            yield Problem("not_measured_anywhere", one.indicator)
    for phase in (one for one in seen.phases if one.closed is None):
        for one in seen.measured_in(phase.code):
            if seen.targets[phase.code, one.indicator].target is None:
                yield Problem("no_target", f"{phase.code} · {one.indicator}")


def _figures(seen: Programme, phase: Phase, source: Source, today: date) -> Iterator[Problem]:
    """Yield what the last quarter that is over does not have."""
    over = [one for one in quarters(*phase.days) if one.until_on < today - timedelta(days=30)]
    for one in seen.measured_in(phase.code) if over else ():
        span = over[-1]
        found = figure(seen, one, span.from_on, span.until_on, source, today)
        if found.value is None:
            yield Problem("not_measured", f"{phase.code} · {one.indicator} · {span.code}")
        elif any(found.missing):
            yield Problem("country_missing", f"{phase.code} · {one.indicator} · {span.code} · {', '.join(found.missing).upper()}")


def _money(seen: Programme, today: date) -> Iterator[Problem]:
    for grant in seen.grants.values():
        found = ledger(seen, grant, grant.from_on, today)
        if found.so_far != sum((one.so_far for one in found.activities), Decimal(0)):
            yield Problem("sums_differ", grant.grant, is_wrong=True)
        yield from (Problem("line_over", f"{grant.grant} · {one.line.line}") for one in found.lines if one.left < 0)
        yield from (Problem("beside", f"{grant.grant} · {line} · {currency}") for line, currency in found.elsewhere)
        yield from (Problem("doubled", f"{grant.grant} · {document}") for document in found.doubled)


def _evidence(country: str, seen: Programme) -> Iterator[Problem]:
    for one in seen.claims.values():
        for cell in (item.cell for item in one.evidence if item.cell is not None):
            if problem := _of_cell(country, cell, one.phase):
                yield problem


def _of_cell(country: str, cell: CellCited, phase: str) -> Problem | None:
    name = f"{phase} · {cell.period} r{cell.revision} · {cell.said.es}"
    try:
        if not citing.is_as_cited(country, cell):
            return Problem("cell_wrong", name, is_wrong=True)
        return Problem("cell_revised", name) if citing.cited_now(country, cell).is_revised else None
    except FieldError as error:  # an edition that is not here, or not as it was published
        return Problem("cell_wrong", f"{name}: {error.code}", is_wrong=True)


def _sent(subject: UUID, country: str) -> Iterator[Problem]:
    for row in sending.reports_of(subject, country):
        name = f"{row.phase} · {row.period} · {row.grant}"
        if row.proposal:
            yield Problem("waits", name)
        for said in row.versions:
            try:
                sending.version_of(row, said["number"])
            except FieldError as error:
                yield Problem("seal_wrong", f"{name} v{said['number']}: {error.code}", is_wrong=True)
