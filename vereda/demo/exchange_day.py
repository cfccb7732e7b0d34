"""Good practice to look at: two of the files published in both languages, one that was taken up, one of a mission that waits."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from vereda.access.door import Role
from vereda.demo.reports_day import office_author
from vereda.exchange import door as exchange
from vereda.exchange.schema import Origin, Result, Topic
from vereda.logbook.door import Author

LANGUAGES = ("spa", "eng")
TAKEN_UP, TOLD = timedelta(days=50), (timedelta(days=40), timedelta(days=6))


@cache
def data() -> dict[str, Any]:  # Any: a table of the file
    """Return the file."""
    return tomllib.loads((Path(__file__).parent / "promised" / "practice.toml").read_text(encoding="utf-8"))


def exchange_day(country: str, now: datetime) -> None:
    """Publish, take up and draft what the file says."""
    writes, reviews, says_yes = (office_author(country, role) for role in (Role.COORDINATOR, Role.TRAINER, Role.CONTENT_APPROVER))
    codes = {one.code: one.subject for one in exchange.practices(country)}
    for subject in (codes[code] for code in data()["publish"]):
        for language in LANGUAGES:
            publish(subject, language, reviews=reviews, says_yes=says_yes, now=now)
    today = now.date()
    taken = exchange.adopt(
        codes[data()["publish"][0]], on=today - TAKEN_UP, language="spa", by=writes, at=now, **data()["adopted"]
    ).subject
    for told, ago in zip(data()["result"], TOLD, strict=True):
        exchange.tell_result(
            taken, result=Result(told["result"]), words=told["words"], on=today - ago, language="spa", by=writes, at=now
        )
    drafted = exchange.draft_practice(
        origin=Origin.MISSION,
        language="spa",
        written=data()["draft"]["spa"],
        topics=[Topic.TEAMS, Topic.HEALTH],
        by=writes,
        at=now,
    ).subject
    exchange.write_text(drafted, "eng", written=data()["draft"]["eng"], by=writes, at=now)


def publish(subject: UUID, language: str, *, reviews: Author, says_yes: Author, now: datetime) -> None:
    """Review and publish a practice as it stands in one language."""
    newest = exchange.practice(subject, reviews.country).text(language).newest
    if newest is not None:
        exchange.review_text(subject, language, version=newest.version, by=reviews, at=now, **data()["review"])
        exchange.publish_text(subject, language, version=newest.version, by=says_yes, at=now)
