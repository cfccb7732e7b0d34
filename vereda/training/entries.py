"""The facts of training: a session, who was there, tests, what came of it; people of other institutions; certificates.

Staff are accounts, and their names stand in no entry. Somebody of another institution is a name in a box, owned by that person.
Tests and evaluation are of sessions: nothing here is read for discipline, and no page puts people in an order.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from vereda.logbook.schema import Code, Day, Demand, FieldClass, FreeText, OfThePost, Payload, Strict
from vereda.training.course import QUESTIONS_MOST, Neutral, Text
from vereda.training.words import Applied, Changed, ChangedFor, How, Item, Mode, Moment, RevokedFor

SESSION, GUEST, CERTIFICATE = "training_session", "training_guest", "training_certificate"
NOTICE = "training_notice"
ABROAD, TEXT_ABROAD = "course_abroad", "course_text_abroad"
LINE_MOST = 200  # [signs]
PEOPLE_MOST = 500
Line = Annotated[str, StringConstraints(max_length=LINE_MOST, strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{0,40}$")]
Sex = Annotated[str, StringConstraints(pattern=r"^[FMXU]$")]
Country = Annotated[str, StringConstraints(pattern=r"^([a-z]{2})?$")]
People = Annotated[int, Field(ge=0, le=PEOPLE_MOST)]
Account = Annotated[str, StringConstraints(max_length=64)]


class OfSessions(OfThePost):
    """What whoever trains, or coordinates the group, writes of a session."""

    subject_kind: ClassVar[str] = SESSION
    demands: ClassVar[Demand | None] = Demand("K10", "write", "sessions")


class SessionPlanned(OfSessions):
    """A session: of a course of the catalogue, or of topics alone. Written anew, it stands as it was written last.

    course    '' where it followed no course of ours; revision: of the course, 0 then
    provider  institution that trains; funder, phase: of the programme that pays; never a person
    trainer   account of who teaches, where it is one of ours; '' otherwise
    place     where, as it is said; state: code of the pack
    group     for whose people; '' for those of several
    hours     as they were held; 0 where nobody knows
    """

    kind: ClassVar[str] = "training.session_planned"
    version: ClassVar[int] = 2
    upcasts: ClassVar = {1: dict}  # the first version did not say who of ours teaches
    course: Slug = ""
    revision: Annotated[int, Field(ge=0, le=10_000)] = 0
    topics: list[Code] = Field(min_length=1, max_length=60)
    title: Line = ""
    mode: Mode = Mode.ON_SITE
    provider: Line = ""
    trainer: Account = ""
    funder: Line = ""
    phase: Line = ""
    place: Line = ""
    state: Annotated[str, StringConstraints(max_length=10)] = ""
    group: Annotated[str, StringConstraints(max_length=64)] = ""
    begins_on: Day
    ends_on: Day
    hours: Annotated[float, Field(ge=0, le=1000)] = 0

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.ends_on < self.begins_on:
            raise ValueError("a session ends on the day it begins, or later")
        return self


class SessionChanged(OfSessions):
    """A session is held on other days, elsewhere, or by somebody else; each field as it is from now on.

    why  told to who is enrolled
    """

    kind: ClassVar[str] = "training.session_changed"
    why: ChangedFor
    begins_on: Day
    ends_on: Day
    place: Line = ""
    provider: Line = ""
    trainer: Account = ""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.ends_on < self.begins_on:
            raise ValueError("a session ends on the day it begins, or later")
        return self


class Enrolled(OfSessions):
    """Somebody of ours is expected, or not any more. group: theirs then."""

    kind: ClassVar[str] = "training.enrolled"
    who: Code
    is_coming: bool = True
    group: Annotated[str, StringConstraints(max_length=64)] = ""


class Attended(OfSessions):
    """Somebody was there.

    who     account of our staff, or the id of somebody of another institution (`guest`)
    group   group of the pack to which they belonged then; '' for others
    sex     as they say it
    """

    kind: ClassVar[str] = "training.attended"
    who: Code
    guest: bool = False
    group: Annotated[str, StringConstraints(max_length=64)] = ""
    sex: Sex = "U"
    how: How = How.LIST


class AttendanceStruck(OfSessions):
    """They were not: ticked by mistake."""

    kind: ClassVar[str] = "training.attendance_struck"
    who: Code


class Scored(OfSessions):
    """A test on paper, as whoever trains read it."""

    kind: ClassVar[str] = "training.scored"
    who: Code
    moment: Moment
    asked: Annotated[int, Field(ge=1, le=QUESTIONS_MOST)]
    right: Annotated[int, Field(ge=0, le=QUESTIONS_MOST)]

    @model_validator(mode="after")
    def _no_more_right_than_asked(self) -> Self:
        if self.right > self.asked:
            raise ValueError("no more right answers than questions")
        return self


class ReactionNoted(OfSessions):
    """Level 1: the sheets at the end, added up; counts[item]: how many said 1, 2, 3, 4, 5. Nobody's sheet is known."""

    kind: ClassVar[str] = "training.reaction_noted"
    counts: dict[Item, Annotated[list[People], Field(min_length=5, max_length=5)]]


class BehaviourNoted(OfSessions):
    """Level 3: whether somebody does it, 90 days later, as their coordinator saw."""

    kind: ClassVar[str] = "training.behaviour_noted"
    who: Code
    applied: Applied
    on: Day


class ResultNoted(OfSessions):
    """Level 4: what the group does otherwise since; the words without names."""

    kind: ClassVar[str] = "training.result_noted"
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}
    changed: Changed
    on: Day


class SessionClosed(OfSessions):
    """It was held, and the list is whole."""

    kind: ClassVar[str] = "training.session_closed"
    on: Day


class SessionCancelled(OfSessions):
    """It was not held."""

    kind: ClassVar[str] = "training.session_cancelled"
    on: Day


class BySelf(OfThePost):
    """What somebody writes of themselves: the author is who it tells of."""

    subject_kind: ClassVar[str] = SESSION


class OfNotices(OfThePost):
    """What somebody says of themselves about a session: a record of its own, of their group; the author is who it tells of.

    session  may not have arrived here yet; group: theirs then
    """

    subject_kind: ClassVar[str] = NOTICE
    session: UUID
    group: Annotated[str, StringConstraints(max_length=64)] = ""


class SignedUp(OfNotices):
    """They come, or they cannot."""

    kind: ClassVar[str] = "training.signed_up"
    is_coming: bool = True


class Arrived(OfNotices):
    """They took the code of the day into a phone. The node that made the code puts them on the list."""

    kind: ClassVar[str] = "training.arrived"
    from_devices: ClassVar[bool] = True
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z2-7]{8}$")]


NOTICE_KINDS = (SignedUp, Arrived)


class CheckedIn(BySelf):
    """Somebody opened the picture of the day in the room. group: theirs then."""

    kind: ClassVar[str] = "training.checked_in"
    group: Annotated[str, StringConstraints(max_length=64)] = ""


class CourseTaken(BySelf):
    """Somebody began a course at the own pace: a session of one person."""

    kind: ClassVar[str] = "training.course_taken"
    from_devices: ClassVar[bool] = True
    course: Slug
    revision: Annotated[int, Field(ge=1, le=10_000)]
    topics: list[Code] = Field(min_length=1, max_length=60)
    hours: Annotated[float, Field(ge=0, le=1000)] = 0
    group: Annotated[str, StringConstraints(max_length=64)] = ""


class Answered(BySelf):
    """A test on the screen. answers: the letter chosen by question, '' for none.

    right  as the desk counted; a phone has no right answers and says nothing. What counts is the bank of that revision
           (`data/banks.csv`), where it is known: nobody's own number
    """

    kind: ClassVar[str] = "training.answered"
    version: ClassVar[int] = 2
    upcasts: ClassVar = {1: dict}  # the first version was written at the desk alone
    from_devices: ClassVar[bool] = True
    moment: Moment
    revision: Annotated[int, Field(ge=1, le=10_000)]
    answers: dict[Slug, Annotated[str, StringConstraints(pattern=r"^[a-e]?$")]] = Field(min_length=1, max_length=QUESTIONS_MOST)
    right: Annotated[int, Field(ge=0, le=QUESTIONS_MOST)] | None = None


SESSION_KINDS = (
    SessionPlanned, SessionChanged, Enrolled, Attended, AttendanceStruck, Scored, ReactionNoted, BehaviourNoted, ResultNoted,
    SessionClosed, SessionCancelled, CheckedIn, CourseTaken, Answered,
)  # fmt: skip


class PersonName(Strict):
    """The name of somebody of another institution."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=LINE_MOST, strip_whitespace=True)]


class GuestNamed(OfThePost):
    """Somebody of another institution who was trained with us. institution: as it calls itself; country: theirs."""

    kind: ClassVar[str] = "training.guest_named"
    subject_kind: ClassVar[str] = GUEST
    demands: ClassVar[Demand | None] = Demand("K10", "write", "sessions")
    boxes: ClassVar = {FieldClass.IDENTITY: PersonName}
    institution: Line = ""
    country: Country = ""
    sex: Sex = "U"


class OfCertificates(Payload):
    """Written at headquarters alone: its key signs."""

    subject_kind: ClassVar[str] = CERTIFICATE
    from_devices: ClassVar[bool] = False
    demands: ClassVar[Demand | None] = Demand("K10", "write", "courses")


class Certified(OfCertificates):
    """A certificate was given.

    number    one more than the last of the year
    course    '' where the session followed none of ours; title: of the session, then
    topics    of the catalogue, that it is over
    until_on  last day on which it holds; None: no end
    The name as it is printed is in the box; of somebody of another institution, that person owns it.
    """

    kind: ClassVar[str] = "training.certified"
    boxes: ClassVar = {FieldClass.IDENTITY: PersonName}
    number: Annotated[int, Field(ge=1, le=1_000_000)]
    session: UUID
    who: Code
    guest: bool = False
    course: Slug = ""
    revision: Annotated[int, Field(ge=0, le=10_000)] = 0
    title: Line = ""
    topics: list[Code] = Field(min_length=1, max_length=60)
    hours: Annotated[float, Field(ge=0, le=1000)] = 0
    issued_on: Day
    until_on: Day | None = None


class CertificateRevoked(OfCertificates):
    """It does not hold any more. Whoever verifies it without a line learns it from the next list of keys."""

    kind: ClassVar[str] = "training.certificate_revoked"
    why: RevokedFor
    on: Day


CERTIFICATE_KINDS = (Certified, CertificateRevoked)
KINDS = (*SESSION_KINDS, *NOTICE_KINDS, GuestNamed, *CERTIFICATE_KINDS)


class OfAbroad(Payload):
    """A fact of a course that another country sent. Nobody's results travel: a course is words, questions and right answers."""

    from_devices: ClassVar[bool] = False
    demands: ClassVar[Demand | None] = Demand("K10", "write", "courses")


class CourseCame(OfAbroad):
    """Another country sent a course, or a newer version of one. sender: the country; the review of that country stays there."""

    kind: ClassVar[str] = "training.course_came"
    subject_kind: ClassVar[str] = ABROAD
    sender: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    of: Neutral


class CourseTextCame(OfAbroad):
    """Its text in one language: a subject of its own, so that no language can touch another. revision: of the course then."""

    kind: ClassVar[str] = "training.course_text_came"
    subject_kind: ClassVar[str] = TEXT_ABROAD
    course: UUID
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    revision: Annotated[int, Field(ge=1, le=10_000)]
    text: Text


class CourseReviewed(OfAbroad):
    """Somebody who knows the subject read a version in a language for this country, and answers for it, or says why not.

    text_id  of the words that were read: other words need another review
    """

    kind: ClassVar[str] = "training.course_reviewed"
    subject_kind: ClassVar[str] = TEXT_ABROAD
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    text_id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    reviewer: Annotated[str, StringConstraints(min_length=1, max_length=LINE_MOST, strip_whitespace=True)]
    office: Annotated[str, StringConstraints(min_length=1, max_length=LINE_MOST, strip_whitespace=True)]
    fits: bool
    why: Line = ""
    on: Day


ABROAD_KINDS = (CourseCame,)
TEXT_ABROAD_KINDS = (CourseTextCame, CourseReviewed)
