"""What a note to the press is made of on a page: its edition, its annex of groups and individuals, the words of a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import formats, translation

from vereda.countries.door import Role, pack
from vereda.desk.rooms import individuals
from vereda.desk.rooms.individuals import Period
from vereda.people.door import Estimate, NotEstimated
from vereda.press import door as press
from vereda.press.door import Note
from vereda.press.schema import (
    Annex,
    ContactSet,
    Estimated,
    Method,
    NoteDrafted,
    NoteText,
    ProgrammeLine,
    Quotation,
    Said,
    Workshop,
    about,
    period_said,
    plain,
)
from vereda.press.schema import Part as PressPart
from vereda.statistics import door as statistics
from vereda.statistics.door import Edition, Origin


@dataclass(frozen=True)
class Choices:
    """What somebody chose for a note; the rest follows from the edition."""

    period: str
    place: str = ""
    workshop: Workshop | None = None
    quotations: tuple[Quotation, ...] = ()
    programme: ProgrammeLine | None = None
    contacts: tuple[UUID, ...] = ()
    why: str = ""


def editions(country: str) -> list[Edition]:
    """Return our own editions that stand, the latest first: a note is written from one of these."""
    return [row for row in statistics.editions_of(country) if row.origin == Origin.OWN and row.revisions]


def days_of(period: str) -> tuple[date, date]:
    """Return first and last day of the period of an edition."""
    if statistics.is_year(period):
        return date(int(period), 1, 1), date(int(period), 12, 31)
    first = statistics.month_of(period)
    return first, statistics.last_day(first)


def drafted(country: str, told: Choices, annex: Annex) -> NoteDrafted:
    """Return a note as its facts say it, from the revision that stands. Raises EditionUnknown."""
    row = statistics.standing(country, told.period)
    return NoteDrafted(
        period=told.period, edition_revision=len(row.revisions), content=row.revisions[-1]["content"], network=network(country),
        place=told.place, annex=annex, workshop=told.workshop, quotations=list(told.quotations), programme=told.programme,
        contacts=list(told.contacts), why=told.why,
    )  # fmt: skip


def network(country: str) -> Said:
    """Return how the country calls its network of groups; every pack names one."""
    found = next(one for one in pack(country).institutions.values() if one.role == Role.NETWORK)
    return Said(es=found.name, en=found.name_en)


def language_name(country: str, code: str, lang: str) -> str:
    """Return the name of a language inside a sentence."""
    found = pack(country).languages.get(code)
    if found is None:
        return code
    return found.label_en if lang == "en" else found.label_es.lower()


# the annex ----------------------------------------------------------------------------------------------------------


def annex(country: str, period: str, now: datetime, *, waits: bool = False) -> Annex | None:
    """Return what a note tells beside its edition; None while the estimates are being made by the job.

    waits  make them now, however long it takes: on a command line, and for a period of longer ago than the job looks after
    """
    first, last = days_of(period)
    estimates = _estimates(country, period, now, waits=waits)
    if estimates is None:
        return None
    counted = statistics.days(country, first, last)
    groups = {group for (group, _on), day in counted.items() if day.total}
    block, _on = statistics.refresh(country, months=[])
    return Annex(groups=len(groups), estimates=estimates, as_of_block=block)


def _estimates(country: str, period: str, now: datetime, *, waits: bool) -> list[Estimated] | None:
    first, last = days_of(period)
    today = now.astimezone(ZoneInfo(pack(country).country.default_zone)).date()
    asked = Period(period, period, first, last, last, min(today, date(last.year, 12, 31)))
    made = individuals.estimated(country, asked, now)
    is_missing = made is None or (waits and not made.is_current)
    if is_missing and (waits or _is_of_longer_ago(country, first, today)):
        individuals.make(country, asked, now)
        made = individuals.estimated(country, asked, now)
    return None if made is None else [estimated_of(one) for one in made.together.all]


def _is_of_longer_ago(country: str, first: date, today: date) -> bool:
    return all(first < one.from_on for one in individuals.periods(country, today)["month"])


def estimated_of(one: Estimate | NotEstimated) -> Estimated:
    """Return an estimate as a note tells it: what may be told (to five, nothing of fewer than ten) in two leading digits."""
    if isinstance(one, NotEstimated):
        return Estimated(method=Method(one.method), why=_in_both(one))
    middle, low, high = about(one.individuals, one.low, one.high)
    return Estimated(method=Method(one.method), version=str(one.version), individuals=middle, low=low, high=high)


def _in_both(one: NotEstimated) -> Said:
    said = {}
    for lang in ("es", "en"):
        with translation.override(lang):
            said[lang] = one.why.by(translation.gettext)
    return Said(**said)


# pages --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Listed:
    """A note as the list shows it. moved: how many of its figures its edition says otherwise by now."""

    subject: UUID
    headline: str
    period: str
    revision: int
    at: datetime
    is_draft: bool
    moved: int


def listed(rows: list[Note], lang: str) -> Iterator[Listed]:
    """Yield the notes as the list shows them: what was published, and each draft that waits."""
    for row in rows:
        if row.draft is not None:
            told = row.draft["told"]
            yield Listed(row.subject, period_said(told["period"], lang), told["period"], told["revision"], at(row.draft), True, 0)
        if row.revisions:
            last = row.revisions[-1]
            text = NoteText.model_validate(last["text"])
            said = next(plain(one) for one in text.of(lang) if one.part is PressPart.HEADLINE)
            yield Listed(row.subject, said, row.period, last["revision"], at(last), False, len(press.moved_of(row)))


def at(said: dict[str, Any]) -> datetime:  # Any: JSON of a folded state
    return datetime.fromisoformat(said["at"])


def sheet(
    country: str, text: NoteText, contacts: Sequence[ContactSet], draft: NoteDrafted, lang: str, on: datetime | None
) -> press.sheet.Sheet:
    """Return a note ready to be drawn; on: when it was published, None of a draft."""
    with translation.override(lang):
        day = formats.date_format(on.astimezone(ZoneInfo(pack(country).country.default_zone)), "DATE_FORMAT") if on else ""
    dateline = ", ".join(part for part in (draft.place, day) if part)
    return press.sheet.Sheet(
        lang=lang, dateline=dateline, text=text, contacts=contacts, is_draft=on is None,
        language_name=lambda code: language_name(country, code, lang),
    )  # fmt: skip


def published_sheet(row: Note, said: dict[str, Any], lang: str) -> press.sheet.Sheet:  # Any: JSON of a revision
    """Return a revision of a note as it was published, ready to be drawn."""
    text, drafted = NoteText.model_validate(said["text"]), NoteDrafted.model_validate(said["drafted"]["told"])
    contacts = [ContactSet.model_validate(one) for one in said["contacts"]]
    return sheet(row.country, text, contacts, drafted, lang, at(said))
