"""What reports and files count for: a report received, a person with an open report found alive. Rows without persons.

Where an encounter holds the service, the encounter counts and these rows are none: docs/decisions/missing.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Protocol

from vereda.countries.door import Pack, categories_of, pack
from vereda.logbook.schema import FactRow, State, value_of
from vereda.tracing.rules import file as file_rules
from vereda.tracing.rules import report as report_rules
from vereda.tracing.words import LOCATED, MISSING_REPORT


class Ref(Protocol):
    """Where a subject belongs."""

    @property
    def group(self) -> str: ...
    @property
    def country(self) -> str: ...


def report_facts(subject: str, state: State, ref: Ref) -> Iterator[FactRow]:
    """Yield the rows of one report received; none where it was told in an encounter, which counts it."""
    on = report_rules.received_on(state)
    if on is not None:
        yield from _served(_empty(subject, on, ref), MISSING_REPORT, pack(ref.country))


def file_facts(subject: str, state: State, ref: Ref) -> Iterator[FactRow]:
    """Yield the rows of one person found alive whom nobody of ours met; none where an encounter counts the finding."""
    on = file_rules.located_on(state)
    if on is None:
        return
    fields = state["fields"]
    known = replace(
        _empty(subject, on, ref),
        nationality=value_of(fields, "nationality", "XX"),
        sex=value_of(fields, "sex", "U"),
        age_band=value_of(fields, "age_band", "U"),
    )
    yield from _served(known, LOCATED, pack(ref.country))


def _empty(subject: str, on: date, ref: Ref) -> FactRow:
    group = pack(ref.country).groups.get(ref.group)
    return FactRow(
        record=subject.replace("-", ""),
        row="",
        line="",
        local_on=on,
        group=ref.group,
        state=group.state if group else "",
        nationality="*",
        sex="*",
        age_band="*",
        people=1,
        aggregate=True,  # nobody was met: no encounter (docs/engineer/bulletin.md)
        members=(("somebody", 1),),
    )


def _served(row: FactRow, service: str, known: Pack) -> Iterator[FactRow]:
    """Yield the rows of a service that somebody got whom nobody met: the service, its categories, and the person once."""
    if service not in known.services:
        return
    categories = categories_of(known, [service], row.local_on)
    yield replace(row, row="S", line=service, services=(service,))
    for category in categories:
        yield replace(row, row="C", line=category, categories=(category,))
    once = replace(row, row="T", nationality="*", sex="*", age_band="*")
    if any(known.categories[category].in_total for category in categories):
        yield replace(once, line="in_total")
    yield replace(once, line="served")
