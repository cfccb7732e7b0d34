"""Training of a demonstration: a course that was held and followed, one with its list open today, one planned for the boats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from vereda.access.door import Role
from vereda.demo.reports_day import office_author
from vereda.logbook.door import Author
from vereda.training import door as training
from vereda.training.door import Otherwise, Plan, Staff, Visitor
from vereda.training.schema import Applied, Changed, ChangedFor, Item, Moment

HELD, ISSUED = 100, 98  # days ago
SCORES = ((4, 9), (6, 9), (5, 7), (7, 10), (3, 8))
PROVIDER, FUNDER = "Red de capacitación (demostración)", "Donante (demostración)"


def training_day(country: str, group: str, now: datetime) -> None:
    """Enter them, as who trains would have; the guest is invented."""
    by, today = office_author(country, Role.TRAINER), now.date()
    people = [one for one in training.staff(country, group) if one.in_service]
    if not people:
        return
    _held(by, now, group, people)
    rights = _planned(by, now, Plan(course="rights", group=group, begins_on=today, ends_on=today, provider=PROVIDER))
    training.attend(rights, [one.account for one in people[:2]], by=by, at=now)
    next_week = today + timedelta(days=9)
    water = Plan(
        topics=["RESCUE-02"], title="Rescate en río (demostración)", group=group, begins_on=next_week, ends_on=next_week, hours=6
    )
    river = _planned(by, now, water)
    training.enrol(river, [one.account for one in people[:3]], by=by, at=now)
    later = next_week + timedelta(days=2)
    moved = Otherwise(begins_on=later, ends_on=later, place="Muelle (demostración)")
    training.change(river, moved, ChangedFor.WEATHER, by=by, at=now)


def _planned(by: Author, at: datetime, plan: Plan) -> UUID:
    return training.plan(plan, by=by, at=at).subject


def _held(by: Author, now: datetime, group: str, people: Sequence[Staff]) -> None:
    then, on = now - timedelta(days=HELD), _day(now, HELD)
    plan = Plan(
        course="trafficking", group=group, begins_on=on, ends_on=on, provider=PROVIDER, funder=FUNDER, phase="II", place="Aula"
    )
    subject = _planned(by, then, plan)
    training.attend(subject, [one.account for one in people], by=by, at=then)
    guest = Visitor(name="Dolores Fuentes Ixil", institution="Ministerio (demostración)", sex="F")
    training.attend_guest(subject, guest, by=by, at=then)
    for person, (before, after) in zip(people, SCORES, strict=False):
        for moment, right in ((Moment.BEFORE, before), (Moment.AFTER, after)):
            training.score(subject, person.account, moment, right=right, asked=10, by=by, at=then)
    training.react(subject, {item: [0, 0, 1, 2, len(people)] for item in Item}, by=by, at=then)
    training.close(subject, today=on, by=by, at=then)
    issued, until = _day(now, ISSUED), _day(now, ISSUED) + timedelta(days=730)
    for person, (_before, after) in zip(people, SCORES, strict=False):
        if after >= 8:
            given = now - timedelta(days=ISSUED)
            training.certify(subject, person.account, name=person.name, until_on=until, today=issued, by=by, at=given)
    training.behave(subject, people[0].account, Applied.YES, today=now.date(), by=by, at=now)
    training.result(subject, Changed.PRACTICE, "Se busca un momento a solas antes de preguntar.", today=now.date(), by=by, at=now)


def _day(now: datetime, back: int) -> date:
    return (now - timedelta(days=back)).date()
