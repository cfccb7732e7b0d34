"""Writing workshops: proposed from a template, planned, held, evaluated, and their promises followed until they are kept.

Each act looks at the workshop as it stands, refuses what cannot be, and records one fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from vereda.logbook.door import Author, Draft, Plain, Receipt, in_turn, record, record_all
from vereda.logbook.schema import FieldClass
from vereda.workshops import errors, lookups, marks
from vereda.workshops.entries import people, workshop
from vereda.workshops.entries.chapter import ChapterRead
from vereda.workshops.rules.chapters import Facts, chapter, due, readers
from vereda.workshops.rules.following import came
from vereda.workshops.rules.told import Workshop
from vereda.workshops.templates import template
from vereda.workshops.words import Standing, Thing


def propose(told: workshop.Proposed, *, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Begin a workshop; from a template it has its agenda and materials at once. Raises CodeTaken, TemplateUnknown."""
    with in_turn("workshops", by.country):
        if any(one.code == told.code for _subject, one in lookups.workshops(by.country)):
            raise errors.CodeTaken(value=told.code)
        taken = template(told.template) if told.template else None
        first = record(told, by=by, at=at, id=entry)
        if taken is not None:
            parts = [*taken.sessions, *taken.materials]
            record_all([Draft(payload=one, subject=first.subject, by=by, at=at) for one in parts])
        return first


def correct(subject: UUID, told: workshop.Proposed, *, by: Author, at: datetime) -> list[Receipt]:
    """Change the name, purpose, place or length of a workshop; with days already, its last one moves. Raises DayInUse.

    Its code, country and template stay. Of a workshop that was held, the length stays too.
    """
    seen = lookups.workshop(subject, by.country)
    before, days = seen.proposed, told.days
    used = [*(one.day for one in seen.sessions.values()), *(day for _delegation, day in seen.attended)]
    last = before.days if seen.held else max(used, default=1)
    if days < last or (seen.held and days != last):
        raise errors.DayInUse(day=last)
    told = told.model_copy(update={"code": before.code, "country": before.country, "template": before.template})
    facts: list[workshop.OfWorkshop] = [told]
    if seen.scheduled and days != before.days:
        until = seen.scheduled.from_on + timedelta(days=days - 1)
        facts.append(seen.scheduled.model_copy(update={"until_on": until}))
    return record_all([Draft(payload=one, subject=subject, by=by, at=at) for one in facts])


def schedule(subject: UUID, told: workshop.Scheduled, *, by: Author, at: datetime) -> Receipt:
    """Give a workshop its days, as many as it has. Raises DayOutside."""
    seen = lookups.workshop(subject, by.country)
    if (told.until_on - told.from_on).days + 1 != seen.proposed.days:
        raise errors.DayOutside(days=seen.proposed.days)
    return record(told, subject=subject, by=by, at=at)


def set_organiser(subject: UUID, told: workshop.OrganiserSet, *, by: Author, at: datetime) -> Receipt:
    """Note who organises or hosts it."""
    lookups.workshop(subject, by.country)
    return record(told, subject=subject, by=by, at=at)


def fund(subject: UUID, told: workshop.Funded, *, by: Author, at: datetime) -> Receipt:
    """Note who pays, and where spending is written."""
    lookups.workshop(subject, by.country)
    return record(told, subject=subject, by=by, at=at)


def set_line(subject: UUID, told: workshop.LineSet, *, by: Author, at: datetime) -> Receipt:
    """Set a line of the budget."""
    lookups.workshop(subject, by.country)
    return record(told, subject=subject, by=by, at=at)


def set_delegation(subject: UUID, told: workshop.DelegationSet, *, by: Author, at: datetime) -> Receipt:
    """Note who comes together, with as much of their numbers as somebody said. Raises MoreThanInvited."""
    count = came(lookups.workshop(subject, by.country), told.delegation)
    if count is not None and told.total is not None and count > told.total:
        raise errors.MoreThanInvited(count=count, total=told.total)
    return record(told, subject=subject, by=by, at=at)


def set_session(subject: UUID, told: workshop.SessionSet, *, by: Author, at: datetime) -> Receipt:
    """Set a session of the agenda. Raises DayOutside, CodeUnknown, VisitUnknown."""
    seen = lookups.workshop(subject, by.country)
    _in_days(seen, told.day)
    if told.lead and told.lead not in (*seen.delegations, *seen.organisers):
        raise errors.CodeUnknown(value=told.lead)
    if told.visit is not None:
        lookups.visit(told.visit, by.country)
    return record(told, subject=subject, by=by, at=at)


def set_material(subject: UUID, told: workshop.MaterialSet, *, by: Author, at: datetime) -> Receipt:
    """Note a material. Raises CodeUnknown."""
    seen = lookups.workshop(subject, by.country)
    if told.session:
        _known(told.session, seen.sessions)
    return record(told, subject=subject, by=by, at=at)


def set_interpreting(subject: UUID, told: workshop.InterpretingSet, *, by: Author, at: datetime) -> Receipt:
    """Note interpreters between two languages."""
    lookups.workshop(subject, by.country)
    return record(told, subject=subject, by=by, at=at)


def engage(subject: UUID, told: workshop.ExpertEngaged, *, by: Author, at: datetime) -> Receipt:
    """Have somebody of the roster give a session. Raises CodeUnknown, ExpertUnknown."""
    seen = lookups.workshop(subject, by.country)
    _known(told.session, seen.sessions)
    on = seen.day(seen.sessions[told.session].day) or at.date()
    if not lookups.expert(told.expert, by.country).can_be_asked(on):
        raise errors.ExpertUnknown
    return record(told, subject=subject, by=by, at=at)


def rate(subject: UUID, told: workshop.ExpertRated, *, by: Author, at: datetime) -> Receipt:
    """Note what was said of an expert who taught here. Raises ExpertUnknown."""
    seen = lookups.workshop(subject, by.country)
    if all(one.expert != told.expert for one in seen.engaged):
        raise errors.ExpertUnknown
    return record(told, subject=subject, by=by, at=at)


def invite(subject: UUID, delegation: str, *, on: date, by: Author, at: datetime) -> Receipt:
    """Note that a delegation was invited, or again after something changed. Raises CodeUnknown, NoDays."""
    seen = lookups.workshop(subject, by.country)
    _delegation(seen, delegation)
    if seen.scheduled is None:
        raise errors.NoDays
    before = seen.invited.get(delegation)
    told = workshop.Invited(delegation=delegation, on=on, number=before.number + 1 if before else 0)
    return record(told, subject=subject, by=by, at=at)


def reply(subject: UUID, told: workshop.Replied, *, by: Author, at: datetime) -> Receipt:
    """Note what a delegation answered. Raises CodeUnknown."""
    _delegation(lookups.workshop(subject, by.country), told.delegation)
    return record(told, subject=subject, by=by, at=at)


def attend(subject: UUID, told: workshop.Attended, *, today: date, by: Author, at: datetime) -> Receipt:
    """Note how many were there on a day. Raises CodeUnknown, DayOutside, NoDays, DayToCome, MoreThanInvited."""
    seen = lookups.workshop(subject, by.country)
    one = _delegation(seen, told.delegation)
    _in_days(seen, told.day)
    on = seen.day(told.day)
    if on is None:
        raise errors.NoDays
    if on > today:
        raise errors.DayToCome
    if one.total is not None and told.count > one.total:
        raise errors.MoreThanInvited(count=told.count, total=one.total)
    return record(told, subject=subject, by=by, at=at)


def write_minutes(subject: UUID, told: workshop.MinutesWritten, *, by: Author, at: datetime) -> Receipt:
    """Write what was said in a session. Raises CodeUnknown."""
    _known(told.session, lookups.workshop(subject, by.country).sessions)
    return record(told, subject=subject, by=by, at=at)


def evaluate(subject: UUID, told: workshop.Evaluated, *, by: Author, at: datetime) -> Receipt:
    """Note what the sheets said to a question."""
    lookups.workshop(subject, by.country)
    return record(told, subject=subject, by=by, at=at)


def promise(subject: UUID, told: workshop.Promised, *, by: Author, at: datetime) -> Receipt:
    """Note a commitment; what it is to change is looked at now, so that the change can be seen. Raises CodeTaken, RefUnknown.

    What another country is to change lies in its own installation: it may stand without a name here.
    """
    with in_turn("workshops", str(subject)):
        seen = lookups.workshop(subject, by.country)
        if told.commitment in seen.promised:
            raise errors.CodeTaken(value=told.commitment)
        mark = marks.mark_of(told.toward, told.country, told.ref)
        if not mark and told.country == by.country and marks.is_seen(told.toward, told.country):
            raise errors.RefUnknown(value=told.ref)
        return record(told.model_copy(update={"as_was": mark}), subject=subject, by=by, at=at)


def follow(subject: UUID, told: workshop.Followed, *, today: date, by: Author, at: datetime) -> Receipt:
    """Note how a commitment stands. It is kept when what it named has changed, or a document shows it.

    Raises CodeUnknown, DayToCome, NothingChanged, DocumentMissing, WhyMissing.
    """
    with in_turn("workshops", str(subject)):
        seen = lookups.workshop(subject, by.country)
        one = seen.promised.get(told.commitment)
        if one is None:
            raise errors.CodeUnknown(value=told.commitment)
        if told.on > today:
            raise errors.DayToCome
        mark = marks.mark_of(one.toward, one.country, one.ref)
        if told.standing is Standing.KEPT:
            if one.as_was and mark in ("", one.as_was):
                raise errors.NothingChanged(value=one.ref)
            if not one.as_was and not told.document:
                raise errors.DocumentMissing
        if told.standing is Standing.DROPPED and told.said is None:
            raise errors.WhyMissing
        return record(told.model_copy(update={"as_is": mark}), subject=subject, by=by, at=at)


def hold(subject: UUID, *, on: date, by: Author, at: datetime) -> Receipt:
    """Say that a workshop is over. Raises NoDays, NotOverYet."""
    seen = lookups.workshop(subject, by.country)
    if seen.scheduled is None:
        raise errors.NoDays
    if on < seen.scheduled.until_on:
        raise errors.NotOverYet(until=seen.scheduled.until_on)
    return record(workshop.Held(on=on), subject=subject, by=by, at=at)


def take_back(subject: UUID, *, thing: Thing, which: str, why: str, by: Author, at: datetime) -> Receipt:
    """Take back something of the plan; it stays in the logbook. Raises CodeUnknown, WhyMissing."""
    seen = lookups.workshop(subject, by.country)
    known = {
        Thing.SESSION: seen.sessions,
        Thing.DELEGATION: seen.delegations,
        Thing.ORGANISER: seen.organisers,
        Thing.MATERIAL: seen.materials,
        Thing.INTERPRETING: {f"{one.from_lang}:{one.to_lang}" for one in seen.interpreting},
        Thing.LINE: seen.lines,
        Thing.ENGAGED: {f"{one.session}:{one.expert}" for one in seen.engaged},
        Thing.COMMITMENT: seen.promised,
    }
    code = which.partition(":")[2]
    if which != f"{thing}:{code}" or code not in known[thing]:
        raise errors.CodeUnknown(value=code[:40])
    if not why.strip():
        raise errors.WhyMissing
    return record(workshop.TakenBack(thing=thing, which=which, why=why.strip()), subject=subject, by=by, at=at)


def keep_chapter(subject: UUID, months: int, facts: Facts, *, today: date, by: Author, at: datetime) -> Receipt | None:
    """Keep a chapter of the report as it is worked out now; None where it is not due, or was kept before: the first stands."""
    with in_turn("workshops", str(subject)):
        seen = lookups.workshop(subject, by.country)
        on = dict(due(seen, today)).get(months)
        if on is None or months in seen.chapters:
            return None
        told = chapter(seen, months, on, facts, country=by.country, kept_on=today)
        return record(told, subject=subject, by=by, at=at)


def read_chapter(subject: UUID, told: ChapterRead, *, today: date, by: Author, at: datetime) -> Receipt:
    """Note that somebody whose turn it was read a chapter. Raises CodeUnknown, DayToCome."""
    seen = lookups.workshop(subject, by.country)
    if told.months not in dict(due(seen, today)) or told.who not in readers(seen):
        raise errors.CodeUnknown(value=told.who[:40])
    if told.on > today:
        raise errors.DayToCome
    return record(told, subject=subject, by=by, at=at)


# Who comes ----------------------------------------------------------------------------------------------------------


def name_guest(
    told: people.GuestNamed,
    who: people.WhoComes,
    *,
    by: Author,
    at: datetime,
    subject: UUID | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Put somebody on the list of a workshop, or change what was said of them.

    Raises WorkshopUnknown, CodeUnknown, GuestUnknown.
    """
    _delegation(lookups.workshop(told.workshop, by.country), told.delegation)
    if subject is not None and lookups.guest(subject, by.country).workshop != told.workshop:
        raise errors.GuestUnknown
    return record(told, subject=subject, by=by, at=at, boxes=[_sealed(who)], id=entry)


def list_expert(
    told: people.ExpertListed,
    who: people.WhoComes,
    *,
    by: Author,
    at: datetime,
    subject: UUID | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Put somebody on the roster, or change what was said of them. Raises ExpertUnknown."""
    if subject is not None and lookups.expert(subject, by.country).left is not None:
        raise errors.ExpertUnknown
    return record(told, subject=subject, by=by, at=at, boxes=[_sealed(who)], id=entry)


def let_go(subject: UUID, *, why: people.ExpertGone, by: Author, at: datetime) -> Receipt:
    """Take somebody off the roster. Raises ExpertUnknown."""
    if lookups.expert(subject, by.country).left is not None:
        raise errors.ExpertUnknown
    return record(people.ExpertLeft(why=why), subject=subject, by=by, at=at)


def _sealed(who: people.WhoComes) -> Plain:
    return Plain(cls=FieldClass.IDENTITY, fields=who.model_dump(exclude_defaults=True))


def _delegation(seen: Workshop, code: str) -> workshop.DelegationSet:
    if code not in seen.delegations:
        raise errors.CodeUnknown(value=code)
    return seen.delegations[code]


def _known(code: str, codes: Mapping[str, object]) -> None:
    if code not in codes:
        raise errors.CodeUnknown(value=code)


def _in_days(seen: Workshop, day: int) -> None:
    if day > seen.proposed.days:
        raise errors.DayOutside(days=seen.proposed.days)


FOLLOWED_AFTER = timedelta(days=90)
"""After so many days a promise is looked at where nobody said another day (training_topics.csv, WORKSHOP-08)."""
