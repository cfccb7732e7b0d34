"""What tests of reports share: authors of each level, meetings on a day. The house is imported where it is used."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

DAY = date(2026, 3, 10)  # a Tuesday, no clock is changed near it


@pytest.fixture(autouse=True)
def _facts(tmp_path, monkeypatch, request):
    """Give tests with a database a folder of facts of their own."""
    if "django_db" in request.keywords:
        request.getfixturevalue("home")


@pytest.fixture
def post_author():
    """Return a function that makes somebody of a group the author of an entry."""
    from vereda.countries.door import pack
    from vereda.logbook.door import Author

    def author(group: str, account: str = "rafael") -> Author:
        return Author(account=account, group=group, country="mx", zone=pack("mx").groups[group].zone, pack=pack("mx").hash)

    return author


@pytest.fixture
def office():
    """Return an office as the author of an entry."""
    from vereda.logbook.door import Author

    return Author(account="octavio", group="central", country="mx", zone="America/Mexico_City")


@pytest.fixture
def meet(post_author):
    """Return a function that records a meeting of a group at an hour of its local day."""
    from vereda.encounters.door import Meeting, Service, record_meeting

    def record(group: str, on: date, people: int, *, service: str = "RESCUE", hour: int = 12, **told):
        by = post_author(group, "ines")
        at = datetime.combine(on, time(hour), ZoneInfo(by.zone))
        return record_meeting(
            Meeting(people_met=people, services=[Service(service=service)], **told), by=by, at=at, now=at + timedelta(hours=1)
        ).subject

    return record


@pytest.fixture
def morning():
    """Return a function that gives the instant at which reports of a day are signed: 07:30 of the next, at the post."""
    from vereda.reports.door import zone_of

    def at(group: str, on: date = DAY, hour: int = 7, minute: int = 30) -> datetime:
        return datetime.combine(on + timedelta(days=1), time(hour, minute), zone_of("mx", group))

    return at


@pytest.fixture
def sign(post_author, morning):
    """Return a function that signs a post's day as the program counted it, with some numbers changed."""
    from vereda.reports import door as reports

    def signed(group: str, on: date = DAY, *, hour: int = 7, **changed: int):
        counted = reports.counted("mx", [group], on, on).get((group, on), {})
        codes = sorted({*counted, *changed})
        figures = [
            reports.Figure(
                category=code,
                counted=counted.get(code, 0),
                said=changed.get(code, counted.get(code, 0)),
                why=reports.Why.ON_PAPER if code in changed else None,
            )
            for code in codes
        ]
        day = reports.Day(on=on, figures=figures)
        return reports.sign_daily(day, by=post_author(group), at=morning(group, on, hour))

    return signed
