"""A whole invented year: planned, written into the logbook, and summed up with the truth that no record tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from zoneinfo import ZoneInfo

from vereda.countries.door import pack
from vereda.demo.errors import AlreadyThere, NotEmpty, YearNotOver
from vereda.demo.marks import FIRST, LAST, shift
from vereda.demo.plans import Plan, Question, planned
from vereda.demo.writing import Scribe, write
from vereda.logbook.door import Draft, block_of, head


@dataclass(frozen=True)
class Written:
    """A year that is in the logbook. entries, blocks: what this call added."""

    plan: Plan
    entries: int
    blocks: int


def write_year(
    *,
    country: str,
    year: int,
    assisted: int,
    seed: int,
    add: bool,
    now: datetime,
    told: Callable[[int], None] = lambda entries: None,
) -> Written:
    """Invent a year and record it. A call that was killed is finished by the same call.

    assisted  figure that the official total passes by a little [attentions]
    add       write also where records are already
    now       wall clock (aware)
    Raises NoFigures, YearNotOver, NotEmpty, AlreadyThere.
    """
    if date(year, 12, 31) >= now.astimezone(ZoneInfo(pack(country).country.default_zone)).date():
        raise YearNotOver(year=year)
    question = Question(country=country, from_on=date(year, 1, 1), to_on=date(year, 12, 31), assisted=assisted, seed=seed)
    scribe = Scribe(planned(question), now)
    group = next(iter(scribe.plan.grounds))
    opening = shift(scribe, group, "first", question.from_on)
    block = block_of(opening[0].id) if opening[0].id else None
    if head() is not None and block is None and not add:
        raise NotEmpty
    drafts = _drafts(scribe, opening, group, is_alone=head() is None or block == 1)
    entries, blocks = write(drafts, now=now, told=told)
    if not entries:
        raise AlreadyThere
    return Written(scribe.plan, entries, blocks)


def _drafts(scribe: Scribe, opening: list[Draft], group: str, *, is_alone: bool) -> Iterator[Draft]:
    """Yield all drafts of a year, between two marks where nothing else is in the logbook."""
    closing = shift(scribe, group, "last", scribe.plan.question.to_on, LAST if is_alone else None)
    if is_alone:
        opening = shift(scribe, group, "first", scribe.plan.question.from_on, FIRST)
    return chain(opening, scribe.drafts(), closing)
