"""A workshop as a demonstration: from its template to a kept promise, with its visit to the crossing.

`promised/workshop.toml` says what. It was held some months ago, so that the report tells what became of the promises. What its
source does not say is left to be asked.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from vereda.access.door import Role
from vereda.countries.door import folder_of, pack
from vereda.demo.reports_day import office_author
from vereda.logbook.door import Author, Draft, record_all
from vereda.workshops import door as workshops
from vereda.workshops import schema as of

AGO_DAYS = 230
"""Days since its first day: the look after six months is over, that after twelve is to come."""

type Told = Mapping[str, Any]  # a table of the file


@cache
def data() -> Told:
    """Return the file."""
    return tomllib.loads((Path(__file__).parent / "promised" / "workshop.toml").read_text(encoding="utf-8"))


def workshops_day(country: str, now: datetime) -> UUID | None:
    """Record the workshop and return its id; None in a country without the post that hosts it."""
    if data()["host"] not in pack(country).groups:
        return None
    by, first = office_author(country, Role.PROGRAMME_OFFICER), now.date() - timedelta(days=AGO_DAYS)
    subject = workshops.propose(of.Proposed(**data()["proposed"], country=country), by=by, at=now).subject
    workshops.schedule(subject, of.Scheduled(from_on=first, until_on=first + timedelta(days=1)), by=by, at=now)
    _write(subject, _plan(), by, now)
    _teach(subject, by, now)
    last = first + timedelta(days=1)
    visit = _visit(subject, _guests(subject, by, now), last, by, now)
    sessions = workshops.workshop(subject, country).sessions
    changed = [sessions[code].model_copy(update={"lead": lead}) for code, lead in data()["leads"].items()]
    _write(subject, [*changed, sessions["S7"].model_copy(update={"visit": visit})], by, now)
    _held(subject, last, now.date(), by, now)
    _follow(subject, country, last, now.date(), by, now)
    return subject


def _write(subject: UUID, facts: Iterable[Any], by: Author, now: datetime) -> None:  # Any: payloads
    record_all([Draft(payload=one, subject=subject, by=by, at=now) for one in facts])


def _plan() -> list[Any]:  # Any: as above
    told = data()
    return [
        of.Funded(**told["funded"]),
        *(of.OrganiserSet(**one) for one in told["organisers"]),
        *(of.DelegationSet(**one) for one in told["delegations"]),
        *(of.LineSet(**one) for one in told["lines"]),
        *(of.InterpretingSet(**one) for one in told["interpreting"]),
    ]


def _teach(subject: UUID, by: Author, now: datetime) -> None:
    for one in data()["experts"]:
        listed = {name: one[name] for name in ("institution", "role", "country", "topics", "languages", "available")}
        who = of.WhoComes(name=one["name"], contact=one["contact"])
        expert = workshops.list_expert(of.ExpertListed(**listed), who, by=by, at=now).subject
        workshops.engage(subject, of.ExpertEngaged(session=one["session"], expert=expert), by=by, at=now)
        workshops.rate(subject, of.ExpertRated(expert=expert, answers=one["rated"]), by=by, at=now)


def _guests(subject: UUID, by: Author, now: datetime) -> list[UUID]:
    """Name those who are named, and return who comes along on the visit."""
    coming = []
    for one in data()["guests"]:
        told = of.GuestNamed(
            workshop=subject, delegation=one["delegation"], institution=one["institution"], role=one["role"],
            country=one.get("country"),
        )  # fmt: skip
        guest = workshops.name_guest(told, of.WhoComes(name=one["name"], post=one["post"]), by=by, at=now).subject
        coming += [guest] if one["visits"] else []
    return coming


def _visit(subject: UUID, guests: list[UUID], on: date, by: Author, now: datetime) -> UUID:
    told = data()
    planned = of.VisitPlanned(workshop=subject, host=told["host"], on=on, **told["visit"])
    visit = workshops.plan_visit(planned, by=by, at=now).subject
    for point in planned.points:
        if point.kind is of.PointKind.SERVICE:
            workshops.note_place(visit, of.PlaceAgreed(point=point.name, agrees=True, post="quien atiende", on=on), by=by, at=now)
    for guest in guests:
        workshops.set_visitor(visit, guest, comes=True, by=by, at=now)
        workshops.note_briefing(visit, guest, on=on, by=by, at=now)
    morning = of.MorningChecked(on=on, decided=of.Decided.GO, **told["morning"])
    workshops.check_morning(visit, morning, by=by, at=now)
    for one in told["reports"]:
        parts = {name: value for name, value in one.items() if name != "done"}
        workshops.report_point(visit, of.PointReported(**parts, follow_on=on + timedelta(days=30)), by=by, at=now)
        if "done" in one:
            done = of.PointFollowed(point=one["point"], on=on + timedelta(days=20), said=of.Said(**one["done"]))
            workshops.follow_up(visit, done, by=by, at=now)
    workshops.end_visit(visit, of.VisitEnded(on=on, back_at="16:40", count=len(guests) + 4), by=by, at=now)
    return visit


def _held(subject: UUID, last: date, today: date, by: Author, now: datetime) -> None:
    for one in data()["delegations"]:
        workshops.invite(subject, one["delegation"], on=last - timedelta(days=40), by=by, at=now)
        workshops.reply(
            subject,
            of.Replied(delegation=one["delegation"], reply=of.Reply.COMES, on=last - timedelta(days=30)),
            by=by,
            at=now,
        )
        for day in (1, 2) if "total" in one else ():
            attended = of.Attended(delegation=one["delegation"], day=day, count=one["total"])
            workshops.attend(subject, attended, today=today, by=by, at=now)
    _write(subject, [of.MinutesWritten(**one) for one in data()["minutes"]], by, now)
    _write(subject, [of.Evaluated(**one) for one in data()["evaluated"]], by, now)
    workshops.hold(subject, on=last, by=by, at=now)


def _follow(subject: UUID, country: str, last: date, today: date, by: Author, now: datetime) -> None:
    for one in data()["promises"]:
        told = {name: one[name] for name in ("commitment", "country", "owner", "text", "toward", "ref") if name in one}
        due = last + timedelta(days=one["due_days"])
        promised = of.Promised(**told, due_on=due, session="S5")
        if promised.toward is of.Toward.PACK:
            # On the day of the promise the file had one row less: the demonstration has only the file of today.
            rows = (folder_of(country) / promised.ref).read_bytes().splitlines(keepends=True)
            promised = promised.model_copy(update={"as_was": sha256(b"".join(rows[:-1])).hexdigest()})
            _write(subject, [promised], by, now)
        else:
            workshops.promise(subject, promised, by=by, at=now)
        if "standing" in one:
            looked = of.Followed(
                commitment=one["commitment"], on=last + timedelta(days=one["after_days"]), standing=one["standing"],
                said=of.Said(**one["said"]) if "said" in one else None,
            )  # fmt: skip
            workshops.follow(subject, looked, today=today, by=by, at=now)
