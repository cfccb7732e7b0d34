"""What a post without the system says it did: counts of a day or a period, with their source; counted beside encounters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.countries.door import official_categories, pack
from vereda.encounters import lookups
from vereda.encounters.entries import ReportedCount, TotalReported, TotalWithdrawn
from vereda.encounters.errors import (
    AlreadyWithdrawn,
    EncountersThere,
    NotFound,
    PeriodBackwards,
    ReportedTwice,
    SourceMissing,
    TotalEmpty,
    TotalInTheFuture,
    UnknownCode,
)
from vereda.encounters.words import WithdrawnFor
from vereda.logbook.door import Author, Plain, Receipt, in_turn, record
from vereda.logbook.schema import FieldClass


@dataclass(frozen=True, kw_only=True)
class Reported:
    """A total as it is told.

    from_on, to_on  first and last local day of the period, both included
    counts          figures by category; category '' is people met
    source          who said so, and in which paper
    cut_off_on      local day up to which the source had counted, where it says so
    """

    from_on: date
    to_on: date
    counts: Sequence[ReportedCount]
    source: str
    cut_off_on: date | None = None
    state: str = ""
    note: str = ""


@dataclass(frozen=True)
class Overlap:
    """What already counts for the same post and days."""

    encounters: int
    totals: Sequence[UUID] = field(default_factory=tuple)


def overlap_of(group: str, country: str, from_on: date, to_on: date) -> Overlap:
    """Return what counts for a post in a period: at most 1,000 encounters are counted, since any number is too many."""
    chosen = lookups.Filter(from_on=from_on, to_on=to_on)
    rows = lookups.encounters(group, country, chosen).exclude(batch__in=lookups.imports_not_counted(country))
    number = rows[:1000].count()
    return Overlap(number, [row.subject for row in lookups.reported_totals(group, country, from_on, to_on)])


def report_total(told: Reported, *, by: Author, at: datetime, is_confirmed: bool = False) -> Receipt:
    """Record a reported total of the author's group.

    is_confirmed  somebody read that encounters of the same days are here, and says that the total does not hold them
    Raises PeriodBackwards, TotalInTheFuture, SourceMissing, TotalEmpty, UnknownCode, ReportedTwice, EncountersThere.
    """
    with in_turn("total", by.country, by.group):
        return _reported(told, by, at, is_confirmed)


def _reported(told: Reported, by: Author, at: datetime, is_confirmed: bool) -> Receipt:
    _check(told, by, at)
    period = f"{told.from_on} - {told.to_on}"
    there = overlap_of(by.group, by.country, told.from_on, told.to_on)
    if there.totals:
        raise ReportedTwice(group=by.group, period=period)
    if there.encounters and not is_confirmed:
        raise EncountersThere(number=there.encounters, period=period)
    payload = TotalReported(
        from_on=told.from_on,
        to_on=told.to_on,
        state=told.state,
        counts=list(told.counts),
        source=told.source.strip(),
        cut_off_on=told.cut_off_on,
    )
    boxes = [Plain(cls=FieldClass.FREE_TEXT, fields={"text": told.note.strip()})] if told.note.strip() else []
    return record(payload, by=by, at=at, boxes=boxes)


def withdraw_total(total: UUID, *, reason: WithdrawnFor, by: Author, at: datetime) -> Receipt:
    """Record that a reported total does not count. Raises NotFound, AlreadyWithdrawn."""
    found = lookups.reported_total(total, by.group, by.country)
    if found is None:
        raise NotFound
    if found.is_withdrawn:
        raise AlreadyWithdrawn
    return record(TotalWithdrawn(reason=reason), subject=total, by=by, at=at)


def _check(told: Reported, by: Author, at: datetime) -> None:
    if told.to_on < told.from_on:
        raise PeriodBackwards(from_on=told.from_on, to_on=told.to_on)
    if told.to_on > at.astimezone(ZoneInfo(by.zone)).date():
        raise TotalInTheFuture(to_on=told.to_on)
    if not told.source.strip():
        raise SourceMissing
    if not told.counts:
        raise TotalEmpty
    known = {category.code for category in official_categories(pack(by.country))}
    for count in told.counts:
        if count.category and count.category not in known:
            raise UnknownCode(what="categorías", value=count.category)
