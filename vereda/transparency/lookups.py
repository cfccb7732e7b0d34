"""Reading the register: all of it, one request, the same question before, who asked, what was written, what is kept too long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vereda.countries.door import Calendar, Deadline, calendar_of, installed, laws_of, pack
from vereda.logbook.door import history, last_received, open_box
from vereda.logbook.schema import FieldClass
from vereda.transparency.entries import Answered, Asker, ClarificationAsked, Clarified, RequestReceived, TermExtended
from vereda.transparency.errors import RequestUnknown
from vereda.transparency.models import RequestRow
from vereda.transparency.rules import terms
from vereda.transparency.rules.counting import Counted, counted, register_csv
from vereda.transparency.rules.fold import Request, told

RETENTION = "transparency_request"
"""How the country's table of retention names who asked."""


@dataclass(frozen=True)
class Kept:
    """A request with its id."""

    subject: UUID
    one: Request


def requests_of(country: str, year: int | None = None) -> list[Kept]:
    """Return the requests of a country, the latest first."""
    rows = RequestRow.objects.filter(country=country).order_by("-year", "-number", "subject")
    if year is not None:
        rows = rows.filter(year=year)
    return [Kept(row.subject, one) for row in rows if (one := told(row.fields))]


def request(subject: UUID, country: str) -> Request:
    """Return one as it stands. Raises RequestUnknown."""
    row = RequestRow.objects.filter(subject=subject, country=country).first()
    one = told(row.fields) if row else None
    if one is None:
        raise RequestUnknown
    return one


def years(country: str) -> list[int]:
    """Return the years in which any came, the latest first."""
    return sorted(set(RequestRow.objects.filter(country=country).values_list("year", flat=True)), reverse=True)


def next_number(country: str, year: int) -> int:
    """Return the number of the next request of a year."""
    last = RequestRow.objects.filter(country=country, year=year).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def answered_before(subject: UUID, country: str, key: str) -> list[Kept]:
    """Return the other requests that asked the same and were answered, the latest answer first."""
    rows = RequestRow.objects.filter(country=country, key=key).exclude(subject=subject) if key else RequestRow.objects.none()
    found = [Kept(row.subject, one) for row in rows if (one := told(row.fields)) and one.answered]
    return sorted(found, key=lambda kept: (kept.one.answered.on if kept.one.answered else date.min, kept.one.folio), reverse=True)


def texts(subject: UUID) -> dict[str, str]:
    """Return the latest text of each kind of entry, as far as they still open: the question, asked back, the answer."""
    wanted = (RequestReceived, ClarificationAsked, Clarified, TermExtended, Answered)
    found: dict[str, str] = {}
    for entry in history(subject):
        if isinstance(entry.payload, wanted) and not entry.held:
            opened = open_box(entry.id, FieldClass.FREE_TEXT)
            if opened:
                found[entry.payload.kind] = str(opened["text"])
    return found


def asker(subject: UUID) -> Asker | None:
    """Return who asks; None where they said nothing, or the key is gone. The caller has logged who reads it."""
    for entry in history(subject):
        if isinstance(entry.payload, RequestReceived) and not entry.held:
            opened = open_box(entry.id, FieldClass.IDENTITY)
            return Asker.model_validate(opened) if opened else None
    return None


def has_asker(subject: UUID) -> bool:
    """Tell whether somebody said who they are, and it can still be read; who it is stays closed."""
    return asker(subject) is not None


def calendar(country: str) -> Calendar:
    """Return the working days of the country."""
    return calendar_of(country)


def term(country: str, which: str) -> Deadline | None:
    """Return the country's row of a term: to answer, or to extend; None where it has none."""
    laws = laws_of(country)
    return terms.row_of({row.code: row for row in laws.deadlines}, country, which)


def counts(country: str, year: int, today: date) -> Counted:
    """Return a year of the register added up."""
    return counted((kept.one for kept in requests_of(country, year)), today, calendar(country))


def public_csv(country: str, year: int | None = None) -> str:
    """Return the register as it may be published."""
    return register_csv((kept.one for kept in requests_of(country, year)), calendar(country))


def kept_too_long(now: datetime) -> Iterator[UUID]:
    """Yield closed requests in which nothing was written for the days of the country's table: who asked is forgotten."""
    for country in installed():
        since = pack(country).kept_since(RETENTION, now)
        if since is None:
            continue
        rows = RequestRow.objects.filter(country=country, closed_on__lt=since.date())
        subjects = list(rows.order_by("subject").values_list("subject", flat=True))
        yield from (subject for subject, at in last_received(subjects).items() if at < since)
