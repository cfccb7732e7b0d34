"""Writing training: each act looks at what stands, refuses what cannot be, and records one fact for each person.

Nothing here asks who may: pages do. What somebody writes of themselves is written in their own name.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from vereda.logbook.door import Author, Draft, Plain, Receipt, in_turn, record, record_all, this_node
from vereda.logbook.schema import FieldClass
from vereda.training import entries as of
from vereda.training import errors, lookups
from vereda.training.rules import catalogue
from vereda.training.rules.catalogue import Course
from vereda.training.rules.fold import MOVED, Session, There
from vereda.training.words import Applied, Changed, ChangedFor, How, Item, Mode, Moment, RevokedFor

BEHAVIOUR_AFTER = timedelta(days=90)
LONGEST = timedelta(days=5 * 366)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A session as it is planned. course: its code, '' for none; topics: of the catalogue, those of the course when empty."""

    begins_on: date
    ends_on: date
    course: str = ""
    topics: Sequence[str] = field(default_factory=tuple)
    title: str = ""
    mode: Mode = Mode.ON_SITE
    provider: str = ""
    trainer: str = ""
    funder: str = ""
    phase: str = ""
    place: str = ""
    state: str = ""
    group: str = ""
    hours: float = 0


def planned(plan: Plan) -> of.SessionPlanned:
    """Return a plan as a fact. Raises CourseUnknown, TopicMissing, TopicUnknown, EndsBefore."""
    course = course_of(plan.course) if plan.course else None
    topics = list(course.of.topics if course else dict.fromkeys(plan.topics))
    if not topics:
        raise errors.TopicMissing
    if wrong := catalogue.unknown(topics):
        raise errors.TopicUnknown(topic=wrong[0])
    if plan.ends_on < plan.begins_on:
        raise errors.EndsBefore
    return of.SessionPlanned(
        course=plan.course,
        revision=course.of.version if course else 0,
        topics=topics,
        title=plan.title,
        mode=plan.mode,
        provider=plan.provider,
        trainer=plan.trainer,
        funder=plan.funder,
        phase=plan.phase,
        place=plan.place,
        state=plan.state,
        group=plan.group,
        begins_on=plan.begins_on,
        ends_on=plan.ends_on,
        hours=plan.hours or (course.of.hours if course else 0),
    )


def plan(told: Plan, *, by: Author, at: datetime, subject: UUID | None = None, entry: UUID | None = None) -> Receipt:
    """Plan a session, or write it anew. Raises as `planned`; SessionOver."""
    if subject is not None:
        _open(subject, by)
    return record(planned(told), subject=subject, by=by, at=at, id=entry)


@dataclass(frozen=True, kw_only=True)
class Otherwise:
    """How a session is held from now on; each field as it is to be, changed or not."""

    begins_on: date
    ends_on: date
    place: str = ""
    provider: str = ""
    trainer: str = ""


def change(subject: UUID, told: Otherwise, why: ChangedFor, *, by: Author, at: datetime) -> Receipt:
    """Move a session, or have somebody else teach it. Raises SessionOver, EndsBefore, NothingChanged."""
    plan = _open(subject, by).plan
    if told.ends_on < told.begins_on:
        raise errors.EndsBefore
    if told == Otherwise(**{name: getattr(plan, name) for name in MOVED}):
        raise errors.NothingChanged
    return record(of.SessionChanged(why=why, **asdict(told)), subject=subject, by=by, at=at)


def enrol(subject: UUID, people: Iterable[str], *, is_coming: bool = True, by: Author, at: datetime) -> list[Receipt]:
    """Say who of ours is expected, or not any more. Raises SessionOver, NotOfOurs."""
    one, known = _open(subject, by), {person.account: person for person in lookups.staff(by.country)}
    drafts = []
    for who in dict.fromkeys(people):
        if who not in known:
            raise errors.NotOfOurs
        if lookups.is_expected(one, who) is not is_coming:
            payload = of.Enrolled(who=who, is_coming=is_coming, group=known[who].group)
            drafts.append(Draft(payload=payload, subject=subject, by=by, at=at))
    return record_all(drafts) if drafts else []


def sign_up(subject: UUID, *, is_coming: bool, by: Author, at: datetime) -> Receipt:
    """Say that the author comes, or cannot. Raises SessionOver."""
    _open(subject, by)
    return record(of.SignedUp(session=subject, is_coming=is_coming, group=_own_group(by)), by=by, at=at)


def attend(subject: UUID, people: Iterable[str], *, by: Author, at: datetime) -> list[Receipt]:
    """Put our people on the list, those who are on it already left as they are. Raises SessionOver, AheadOfToday, NotOfOurs."""
    one = _begun(subject, by, at)
    known = {person.account: person for person in lookups.staff(by.country)}
    drafts = []
    for who in dict.fromkeys(people):
        if who not in known:
            raise errors.NotOfOurs
        if not lookups.is_there(one, who):
            payload = of.Attended(who=who, group=known[who].group)
            drafts.append(Draft(payload=payload, subject=subject, by=by, at=at))
    return record_all(drafts) if drafts else []


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Somebody of another institution. id: of one who was named before, and then nothing else is asked."""

    id: UUID | None = None
    name: str = ""
    institution: str = ""
    country: str = ""
    sex: str = "U"


def attend_guest(subject: UUID, visitor: Visitor, *, by: Author, at: datetime) -> Receipt:
    """Put somebody of another institution on the list. Raises SessionOver, AheadOfToday, NameMissing."""
    _begun(subject, by, at)
    who = visitor.id or named(visitor, by=by, at=at)
    sex = next((one.sex for one in lookups.guests(by.country) if one.id == who), visitor.sex)
    return record(of.Attended(who=str(who), guest=True, sex=sex), subject=subject, by=by, at=at)


def named(visitor: Visitor, *, by: Author, at: datetime) -> UUID:
    """Return somebody of another institution: who has the same name there, else newly named. Raises NameMissing."""
    name = " ".join(visitor.name.split())
    if not name:
        raise errors.NameMissing
    same = (one for one in lookups.guests(by.country) if _alike(one.name, name) and _alike(one.institution, visitor.institution))
    if found := next(same, None):
        return found.id
    payload = of.GuestNamed(institution=visitor.institution, country=visitor.country, sex=visitor.sex)
    boxes = [Plain(cls=FieldClass.IDENTITY, fields={"name": name})]
    return record(payload, by=by, at=at, boxes=boxes).subject


def _alike(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def strike(subject: UUID, who: str, *, by: Author, at: datetime) -> Receipt:
    """Take somebody off the list. Raises SessionOver, NotThere."""
    _there(_open(subject, by), who)
    return record(of.AttendanceStruck(who=who), subject=subject, by=by, at=at)


def check_in(subject: UUID, code: str, *, today: date, by: Author, at: datetime) -> Receipt | None:
    """Put the author on the list by the picture of the day; None who is on it already. Raises SessionOver, CodeWrong."""
    one = _open(subject, by)
    right = lookups.code_of_day(subject, today)
    if not (one.plan.begins_on <= today <= one.plan.ends_on) or not hmac.compare_digest(
        code.strip().upper().encode(), right.encode()
    ):
        raise errors.CodeWrong
    if lookups.is_there(one, by.account):
        return None
    return record(of.CheckedIn(group=_own_group(by)), subject=subject, by=by, at=at)


def settle(subjects: Iterable[UUID], *, by: Author, at: datetime) -> int:
    """Put who took a code of the day into a phone on the list, where this node made the code; return how many.

    A list that was closed meanwhile is no reason against it: the phone had no line. Who was taken off the list stays off. Called
    again it changes nothing. A code of another node is left to that node.
    """
    with in_turn("training_arrivals", by.country):
        drafts = [
            Draft(payload=of.Attended(who=who, group=group, how=How.CODE), subject=subject, by=by, at=at)
            for subject in subjects
            for who, group in lookups.arrived(subject, by.country)
        ]
        if drafts:
            record_all(drafts)
    return len(drafts)


def score(subject: UUID, who: str, moment: Moment, *, right: int, asked: int, by: Author, at: datetime) -> Receipt:
    """Keep a test on paper. Raises SessionUnknown, NotThere, ScoreWrong."""
    _there(lookups.session(subject, by.country), who)
    if right > asked or not asked:
        raise errors.ScoreWrong(asked=asked)
    return record(of.Scored(who=who, moment=moment, asked=asked, right=right), subject=subject, by=by, at=at)


def react(subject: UUID, counts: Mapping[Item, Sequence[int]], *, by: Author, at: datetime) -> Receipt:
    """Keep the sheets of the end, added up."""
    lookups.session(subject, by.country)
    return record(of.ReactionNoted(counts={item: list(told) for item, told in counts.items()}), subject=subject, by=by, at=at)


def behave(subject: UUID, who: str, applied: Applied, *, today: date, by: Author, at: datetime) -> Receipt:
    """Keep whether somebody does it, 90 days later. Raises NotThere, TooSoon."""
    one = lookups.session(subject, by.country)
    _there(one, who)
    if today < one.plan.ends_on + BEHAVIOUR_AFTER:
        raise errors.TooSoon(on=one.plan.ends_on + BEHAVIOUR_AFTER)
    return record(of.BehaviourNoted(who=who, applied=applied, on=today), subject=subject, by=by, at=at)


def result(subject: UUID, changed: Changed, text: str, *, today: date, by: Author, at: datetime) -> Receipt:
    """Keep what the group does otherwise since. Raises SessionUnknown."""
    lookups.session(subject, by.country)
    boxes = [Plain(cls=FieldClass.FREE_TEXT, fields={"text": text.strip(), "lang": "es"})] if text.strip() else []
    return record(of.ResultNoted(changed=changed, on=today), subject=subject, by=by, at=at, boxes=boxes)


def close(subject: UUID, *, today: date, by: Author, at: datetime) -> Receipt:
    """Close the list. Raises SessionOver, AheadOfToday, NobodyThere."""
    if not _begun(subject, by, at).there:
        raise errors.NobodyThere
    return record(of.SessionClosed(on=today), subject=subject, by=by, at=at)


def cancel(subject: UUID, *, today: date, by: Author, at: datetime) -> Receipt:
    """Say that it was not held. Raises SessionOver."""
    _open(subject, by)
    return record(of.SessionCancelled(on=today), subject=subject, by=by, at=at)


# At the own pace -------------------------------------------------------------------------------------------------


def take_course(code: str, *, by: Author, at: datetime) -> UUID:
    """Begin a course at the own pace, or go on with it; after its second test, begin anew. Raises CourseUnknown."""
    course = course_of(code)
    last = lookups.own_session(by.account, code, by.country)
    if last is not None and last.one.plan.revision == course.of.version and _there(last.one, by.account).after is None:
        return last.subject
    payload = of.CourseTaken(
        course=code, revision=course.of.version, topics=course.of.topics, hours=course.of.hours, group=_own_group(by)
    )
    return record(payload, by=by, at=at).subject


def answer(subject: UUID, moment: Moment, answers: Mapping[str, str], *, by: Author, at: datetime) -> Receipt:
    """Keep what somebody answered, counted here. Raises SessionUnknown, NotThere, AnsweredAlready, BeforeFirst, CourseUnknown."""
    one = lookups.session(subject, by.country)
    person = _there(one, by.account)
    course = course_of(one.plan.course)
    if (person.before if moment is Moment.BEFORE else person.after) is not None:
        raise errors.AnsweredAlready
    if moment is Moment.AFTER and person.before is None:
        raise errors.BeforeFirst
    told = {question.code: answers.get(question.code, "") for question in course.of.questions}
    payload = of.Answered(moment=moment, revision=course.of.version, answers=told, right=course.right(told))
    return record(payload, subject=subject, by=by, at=at)


# Certificates ----------------------------------------------------------------------------------------------------


def certify(subject: UUID, who: str, *, name: str, until_on: date | None, today: date, by: Author, at: datetime) -> Receipt:
    """Give somebody a certificate of a session.

    name  as it is to be printed
    Raises OnlyAtHeadquarters, NotThere, SessionNotClosed, NotPassed, CertifiedAlready, NameMissing, EndWrong.
    """
    if this_node().is_post:
        raise errors.OnlyAtHeadquarters
    one = lookups.session(subject, by.country)
    person = _there(one, who)
    _earned(one, person)
    if not name.strip():
        raise errors.NameMissing
    if until_on is not None and not today <= until_on <= today + LONGEST:
        raise errors.EndWrong
    owner = UUID(who) if person.guest else None
    with in_turn("training_certificate", by.country):
        if any(row.who == who and row.revoked_on is None for row in lookups.certificates(by.country, of=subject)):
            raise errors.CertifiedAlready
        payload = of.Certified(
            number=lookups.next_number(by.country, today.year),
            session=subject,
            who=who,
            guest=person.guest,
            course=one.plan.course,
            revision=one.plan.revision,
            title=one.plan.title,
            topics=one.plan.topics,
            hours=one.plan.hours,
            issued_on=today,
            until_on=until_on,
        )
        return record(payload, by=by, at=at, boxes=[Plain(cls=FieldClass.IDENTITY, fields={"name": name.strip()}, owner=owner)])


def _earned(one: Session, person: There) -> None:
    is_own = one.plan.mode is Mode.OWN_PACE
    if one.closed_on is None and not is_own:
        raise errors.SessionNotClosed
    course = catalogue.courses().get(one.plan.course)
    if course is None or (person.after is None and not is_own):
        return
    right, asked = person.after or (0, 1)
    if not course.passed(right, asked):
        raise errors.NotPassed(percent=100 * right // asked)


def revoke(subject: UUID, why: RevokedFor, *, today: date, by: Author, at: datetime) -> Receipt:
    """Say that a certificate does not hold any more. Raises CertificateUnknown, RevokedAlready."""
    if lookups.certificate(subject, by.country).revoked_on is not None:
        raise errors.RevokedAlready
    return record(of.CertificateRevoked(why=why, on=today), subject=subject, by=by, at=at)


# What the acts share ---------------------------------------------------------------------------------------------


def course_of(code: str) -> Course:
    """Return a course. Raises CourseUnknown."""
    found = catalogue.courses().get(code)
    if found is None:
        raise errors.CourseUnknown
    return found


def _open(subject: UUID, by: Author) -> Session:
    one = lookups.session(subject, by.country)
    if not one.is_open:
        raise errors.SessionOver
    return one


def _begun(subject: UUID, by: Author, at: datetime) -> Session:
    one = _open(subject, by)
    if one.plan.begins_on > at.date():
        raise errors.AheadOfToday
    return one


def _there(one: Session, who: str) -> There:
    found = next((person for person in one.there if person.who == who), None)
    if found is None:
        raise errors.NotThere
    return found


def _own_group(by: Author) -> str:
    found = next((one for one in lookups.staff(by.country) if one.account == by.account), None)
    return found.group if found else ""


__all__ = [
    "BEHAVIOUR_AFTER", "Otherwise", "Plan", "Visitor", "answer", "attend", "attend_guest", "behave", "cancel", "certify",
    "change", "check_in", "close", "course_of", "enrol", "named", "plan", "planned", "react", "result", "revoke", "score",
    "settle", "sign_up", "strike", "take_course",
]  # fmt: skip
