"""Notes to the press of the latest edition: one published with an approved quotation, one that waits. All of it is invented.

`promised/press.toml` holds whom the press may ask and what an official says; the workshop is of `countries/reference`.
"""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from vereda.access.door import Role
from vereda.demo.reports_day import office_author
from vereda.desk.door import news
from vereda.logbook.door import Author
from vereda.press import door as press
from vereda.press.schema import Approver, ContactSet, ProgrammeLine, Quotation, workshops
from vereda.programme import door as programmes

AGREED, HOLDS = timedelta(days=20), timedelta(days=345)


@cache
def data() -> dict[str, Any]:  # Any: a table of the file
    """Return the file."""
    return tomllib.loads((Path(__file__).parent / "promised" / "press.toml").read_text(encoding="utf-8"))


def press_day(country: str, now: datetime) -> UUID | None:
    """Record contacts, a published note and a draft of the latest edition; return the published one, None without an edition."""
    editions = news.editions(country)
    if not editions:
        return None
    writes, second = office_author(country, Role.STATISTICS), office_author(country, Role.DATA_PROTECTION)
    contacts = tuple(note_contact(told, by=writes, now=now) for told in data()["contact"])
    period = editions[0].period
    annex = news.annex(country, period, now, waits=True)
    if annex is None:
        return None
    told = news.Choices(
        period=period, place=data()["place"], workshop=workshops()[0], quotations=(quotation(),), programme=_programme(country),
        contacts=contacts,
    )  # fmt: skip
    subject = press.draft_note(news.drafted(country, told, annex), by=writes, at=now).subject
    press.approve_quotation(
        subject, words=press.digest(quotation()), approved_by=Approver.OFFICE, on=now.date() - timedelta(days=1), by=second,
        at=now, **data()["approval"],
    )  # fmt: skip
    publish(subject, by=second, now=now)
    waits = news.Choices(period=period, quotations=(quotation(),), contacts=contacts[:1])
    press.draft_note(news.drafted(country, waits, annex), by=writes, at=now)
    return subject


def note_contact(told: dict[str, Any], *, by: Author, now: datetime) -> UUID:  # Any: a table of the file
    """Record whom the press may ask."""
    days = {"agreed_on": now.date() - AGREED, "valid_until": now.date() + HOLDS}
    return press.set_contact(ContactSet(**told, **days), by=by, at=now).subject


def quotation() -> Quotation:
    """Return the words of the file."""
    return Quotation(**data()["quotation"])


def publish(subject: UUID, *, by: Author, now: datetime) -> None:
    """Publish a note as it stands."""
    press.publish_note(subject, content=press.composed(press.note(subject, by.country)).content, by=by, at=now)


def _programme(country: str) -> ProgrammeLine | None:
    """Return the line of the last phase of the programme that is kept."""
    found = next(iter(programmes.programmes(country)), None)
    return press.programme_line(found[0], found[1], found[1].phases[-1].code) if found and found[1].phases else None
