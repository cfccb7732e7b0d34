"""Courses for everybody who is signed in: read, answer before and after, own certificates, and "I am here" in the room."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vereda.access.door import Action, NotForYou, Reader, RecordClass, log_read, serves
from vereda.desk.frame import author, now, page, room, to
from vereda.desk.labels import Labels
from vereda.desk.rooms import training as training_room
from vereda.desk.web.acting import attempt
from vereda.desk.web.training import HERE
from vereda.desk.web.training_acts import answer_certificate
from vereda.desk.words import training as words
from vereda.practice import is_practice
from vereda.training import door as training
from vereda.training.door import CertificateUnknown, CourseUnknown, Kept, SessionUnknown
from vereda.training.schema import LETTERS, Course, Moment, There, courses, percent, topics

K0 = RecordClass.K0
EVERYBODY = serves(K0)
OF_SELF = serves(K0, on_post=Action.READ)
"""The marks of what everybody with an account reads, and writes of themselves."""


def demand_staff(reader: Reader) -> None:
    """Raise NotForYou for who is no staff of ours, or in a practice."""
    if reader.institution or is_practice(reader.group):
        raise NotForYou


def _course(code: str) -> Course:
    try:
        return training.course_of(code)
    except CourseUnknown:
        raise NotForYou from None


@EVERYBODY
@room
@require_GET
def mine(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the courses, and what the reader took, holds and may do."""
    demand_staff(reader)
    labels, today = Labels(reader.country), timezone.localdate()
    log_read(reader, K0, subjects=[f"training/{reader.account}"])
    context = {
        "courses": [(code, one.text(training_room.lang()), one) for code, one in courses().items()],
        "coming": training_room.for_person(reader.account, reader.group, reader.country, today),
        "taken": [_taken(kept, labels, reader) for kept in training.attended_by(reader.account, reader.country)],
        "certificates": [(row, _title(row)) for row in training.certificates(reader.country, who=reader.account)],
        "may": training.may_do([reader.account], reader.country, today)[reader.account],
        "duties": words.DUTIES,
        "today": today,
    }
    return page(request, "desk/training_mine.html", context, here=HERE)


def _taken(kept: Kept, labels: Labels, reader: Reader) -> tuple[training_room.Line, int | None, int | None]:
    """Return where the reader was, with what was right before and after, of 100."""
    person = _there(kept, reader)
    return training_room.line(kept, labels), _score(person.before), _score(person.after)


def _title(row: training.CertificateRow) -> str:
    course = courses().get(row.course)
    return course.text(training_room.lang()).title if course else row.title or ", ".join(training_room.topic_words(row.topics))


@OF_SELF
@room
@require_http_methods(["GET", "POST"])
def course(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    """Show a course to read; or begin it at the own pace and lead to its first test."""
    demand_staff(reader)
    found = _course(code)
    if request.method == "POST":
        subject = training.take_course(code, by=author(reader), at=now())
        return to("training_test", code=code, moment=_next(_own(reader, subject)).value)
    last = training.own_session(reader.account, code, reader.country)
    person = _there(last, reader) if last else None
    text = found.text(training_room.lang())
    context = {
        "code": code,
        "course": found,
        "text": text,
        "modules": [(one.code, text.modules[one.code]) for one in found.of.modules],
        "topics": [topics()[one].said(training_room.lang()) for one in found.of.topics],
        "before": _score(person.before) if person else None,
        "after": _score(person.after) if person else None,
        "is_done": person is not None and person.after is not None,
        "has_passed": person is not None and person.after is not None and found.passed(*person.after),
    }
    return page(request, "desk/training_course.html", context, here=HERE)


def _score(told: tuple[int, int] | None) -> int | None:
    return round(percent(*told)) if told else None


def _own(reader: Reader, subject: UUID) -> Kept:
    return Kept(subject, training.session(subject, reader.country))


def _there(kept: Kept, reader: Reader) -> There:
    return next(one for one in kept.one.there if one.who == reader.account)


def _next(kept: Kept) -> Moment:
    return Moment.AFTER if kept.one.there[0].before else Moment.BEFORE


@OF_SELF
@room
@require_http_methods(["GET", "POST"])
def test(request: HttpRequest, reader: Reader, code: str, moment: str) -> HttpResponse:
    """Show the test before or after, or keep what was answered. Right answers are told after the second one alone."""
    demand_staff(reader)
    found = _course(code)
    kept = training.own_session(reader.account, code, reader.country)
    if kept is None or moment not in set(Moment):
        raise NotForYou
    which, text = Moment(moment), found.text(training_room.lang())
    answers = {one.code: request.POST.get(f"q:{one.code}", "") for one in found.of.questions}
    answers = {name: told if told in LETTERS else "" for name, told in answers.items()}
    if request.method == "POST":
        act = partial(training.answer, kept.subject, which, answers, by=author(reader), at=now())
        if attempt(request, reader, act, _("Respuestas guardadas.")) and which is Moment.BEFORE:
            return to("training_course", code=code)
        if which is Moment.AFTER and _there(_own(reader, kept.subject), reader).after:
            right = {one.code: one.answer for one in found.of.questions}
            context = {"code": code, "text": text, "answers": answers, "right": right, "letters": LETTERS}
            context |= {"n": found.right(answers), "of": len(right), "has_passed": found.passed(found.right(answers), len(right))}
            return page(request, "desk/training_answers.html", context, here=HERE)
        return to("training_course", code=code)
    context = {"code": code, "moment": words.MOMENTS[which], "text": text, "letters": LETTERS, "title": text.title}
    return page(request, "desk/training_test.html", context, here=HERE)


@OF_SELF
@room
@require_http_methods(["GET", "POST"])
def arrived(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the button that says 'I am here', or keep it. The code of the day comes with the picture in the room."""
    demand_staff(reader)
    try:
        one = training.session(subject, reader.country)
    except SessionUnknown:
        raise NotForYou from None
    code = (request.POST if request.method == "POST" else request.GET).get("c", "")[:20]
    if request.method == "POST":
        act = partial(training.check_in, subject, code, today=timezone.localdate(), by=author(reader), at=now())
        attempt(request, reader, act, _("Quedó anotado que estuvo."))
        return to("training_mine")
    context = {"subject": subject, "code": code, "title": training_room.title(one), "on": one.plan.begins_on}
    return page(request, "desk/training_arrived.html", context, here=HERE)


@EVERYBODY
@room
@require_GET
def own_certificate(request: HttpRequest, reader: Reader, subject: UUID, form: str) -> HttpResponse:
    """Give somebody their own certificate."""
    demand_staff(reader)
    try:
        row = training.certificate(subject, reader.country)
    except CertificateUnknown:
        raise NotForYou from None
    if row.who != reader.account:
        raise NotForYou
    log_read(reader, K0, subject=subject)
    return answer_certificate(request, reader, row, form) or to("training_mine")
