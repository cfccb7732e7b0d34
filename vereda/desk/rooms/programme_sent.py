"""What pages show of reports to donors: which was sent when, what each version says otherwise, what waits for a second person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from vereda.desk.rooms import programme as programme_room
from vereda.desk.rooms.programme_asks import language
from vereda.desk.words import programme as words
from vereda.programme.door import DonorReport, Problem, Programme, changes_of, drawn, received

MOST = 200
"""Changed places, or wrong rows of a file, that a page draws."""


def rows(reports: Sequence[DonorReport], seen: Programme) -> list[dict[str, Any]]:  # Any: what the page draws
    """Return each version that was sent or waits, the latest first."""
    found = [
        {
            "subject": row.subject,
            "period": period_said(row, seen),
            "to": donor(row, seen),
            "number": said["number"],
            "at": datetime.fromisoformat(said["at"]),
            "why": said["why"][language()] if said["why"] else "",
            "changed": said["changed"],
            "waits": said is row.proposal,
            "content": said["content"][:16],
        }
        for row in reports
        for said in [*row.versions, *([row.proposal] if row.proposal else [])]
    ]
    return sorted(found, key=lambda one: (one["at"], one["number"]), reverse=True)


def period_said(row: DonorReport, seen: Programme) -> str:
    """Return the period of a report in words."""
    phase = seen.phase(row.phase)
    known = programme_room.periods.of_phase(*phase.days) if phase else []
    return next((programme_room.period_said(one) for one in known if one.code == row.period), row.period)


def donor(row: DonorReport, seen: Programme) -> str:
    """Return to whom a report goes."""
    grant = seen.grants.get(row.grant)
    return f"{grant.donor}, {grant.award}" if grant else row.grant


def changed(row: DonorReport, number: int) -> tuple[list[dict[str, str]], int]:
    """Return what a version says otherwise than the one before, and how many more places there are."""
    found = changes_of(row, number, language())
    drawn_ = [
        {
            "where": " · ".join(part for part in (one.block, one.row, one.column) if part),
            "was": drawn(one.was),
            "now": drawn(one.now),
        }
        for one in found[:MOST]
    ]
    return drawn_, max(0, len(found) - MOST)


def wrong_rows(wrong: Sequence[received.Wrong]) -> list[tuple[int, str]]:
    """Return what is wrong with a file, by line."""
    return [(one.line, str(words.WRONG[one.what]).format(said=one.said)) for one in wrong[:MOST]]


def problems(found: Sequence[Problem]) -> list[tuple[str, list[str], bool]]:
    """Return what to look at under its name, what must not stay so first."""
    by_name: dict[str, list[Problem]] = {}
    for one in sorted(found, key=lambda one: not one.is_wrong):
        by_name.setdefault(one.what, []).append(one)
    return [(str(words.PROBLEMS[what]), [one.of for one in some], some[0].is_wrong) for what, some in by_name.items()]
