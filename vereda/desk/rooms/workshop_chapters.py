"""What a country did after a workshop, gathered from the modules that know: milestones, training, practices.

A face looks at all of them; workshops know nothing of them. Nothing here is typed: each number is counted from dated entries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.access.door import author_of, operator
from vereda.desk.rooms import readiness as readiness_room
from vereda.desk.rooms.programme_asks import language
from vereda.exchange import door as exchange
from vereda.logbook.door import this_node
from vereda.settings.environment import env
from vereda.training import door as training
from vereda.workshops import door as workshops
from vereda.workshops import schema as of
from vereda.workshops.schema import Facts, Workshop

type Context = dict[str, Any]  # Any: what a page draws


def facts_due(seen: Workshop, country: str, today: date) -> dict[int, Facts]:
    """Return by months what the country did, for each chapter whose day has come."""
    return {months: facts(seen, country, on) for months, on in of.due(seen, today)}


def facts(seen: Workshop, country: str, on: date) -> Facts:
    """Return what the country did between the last day of a workshop and another day."""
    since = seen.scheduled.until_on if seen.scheduled else on
    reached = {one.code: one.on for one in readiness_room.milestones(country, on) if one.on}
    days = (
        (row.told["in_country"], date.fromisoformat(row.told["on"]))
        for one in exchange.practices(country)
        for row in one.taken_up
    )
    adopted = Counter(iso for iso, day in days if since < day <= on)
    people, times = training.trained_between(country, since, on)
    return Facts(reached, adopted, people, times)


def keep_due(*, now: datetime) -> None:
    """Keep each chapter whose day has come and that was not kept yet: a job, at headquarters alone."""
    country = env().country
    if this_node().is_post:
        return
    by = author_of(replace(operator(), country=country, device="desk"))
    today = now.astimezone(ZoneInfo(by.zone)).date()
    for subject, seen in workshops.workshops(country):
        for months, on in of.due(seen, today):
            if months not in seen.chapters:
                workshops.keep_chapter(subject, months, facts(seen, country, on), today=today, by=by, at=now)


def unread(found: Sequence[tuple[UUID, Workshop]], today: date) -> list[Context]:
    """Return the chapters that are due and that somebody has still to read, the oldest first."""
    lang = language()
    rows = [
        {"subject": subject, "name": seen.proposed.name.of(lang), "months": months, "on": on, "who": who}
        for subject, seen in found
        for months, on in of.due(seen, today)
        if (who := list(of.unread(seen, months, lang).values()))
    ]
    return sorted(rows, key=lambda one: one["on"])


def to_read(seen: Workshop, today: date) -> dict[str, Context]:
    """Return by part of the page who has still to read a chapter that is due."""
    return {
        f"chapter-{months}": {"months": months, "who": list(of.unread(seen, months, language()).items())}
        for months, _on in of.due(seen, today)
    }
