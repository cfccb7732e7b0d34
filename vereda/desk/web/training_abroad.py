"""Courses that other countries sent: drafts, of which somebody who knows the subject says whether they fit here.

None of them is given or counted as a course of ours, and nobody's results come with one.
"""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vereda.access.door import NotForYou, Reader, log_read
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import training as training_room
from vereda.desk.rooms import training_abroad as abroad_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.web.training import HERE, K10, SIGNS
from vereda.practice import is_practice
from vereda.training import door as training
from vereda.training.door import CourseUnknown
from vereda.training.schema import LETTERS, Abroad, text_id, topics

AT = {"training.reviewer_needed": "reviewer", "training.why_needed": "why", "training.course_moved": "form"}


@SIGNS
@room
@require_GET
def courses_abroad(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the courses that other countries sent, each language with who read it here."""
    if is_practice(reader.group):
        raise NotForYou
    log_read(reader, K10, subjects=["training/abroad"])
    return page(request, "desk/training_abroad.html", {"rows": abroad_room.rows(reader.country)}, here=HERE)


@SIGNS
@room
@require_http_methods(["GET", "POST"])
def course_abroad(request: HttpRequest, reader: Reader, subject: UUID, language: str) -> HttpResponse:
    """Show a course of another country in one language, or keep what somebody says of it."""
    one = _course(subject, language, reader)
    typed = Typed(request.POST if request.method == "POST" else {}, Labels(reader.country), zone_of(reader))
    if request.method == "POST":
        entry = entry_for(typed, reader)
        act = partial(
            training.review_course, subject, language, text_id=typed.get("text_id"), reviewer=typed.text("reviewer")[:200],
            office=typed.text("office")[:200], fits=typed.get("fits") == "si", why=typed.text("why")[:200],
            today=timezone.localdate(), by=author(reader), at=now(), entry=entry,
        )  # fmt: skip
        if typed.get("fits") not in ("si", "no"):
            typed.wrong("fits", _("Diga si sirve aquí."))
        elif kept(typed, entry, act, AT):
            messages.success(request, _("Anotado."))
            return to("courses_abroad")
    text = one.texts[language].text
    context = {
        "one": one, "tongue": language, "text": text, "country": abroad_room.country_name(one.sender, reader.country),
        "modules": [text.modules[module.code] for module in one.of.modules],
        "questions": abroad_room.questions(one, language),
        "topics": [topics()[code].said(training_room.lang()) for code in one.of.topics if code in topics()],
        "text_id": text_id(one.of, text), "review": one.review(language), "letters": LETTERS,
        "form": typed, "token": typed.get("form") or fresh_token(),
    }  # fmt: skip
    log_read(reader, K10, subject=subject)
    return page(request, "desk/training_course_abroad.html", context, here=HERE, status=422 if typed.errors else 200)


def _course(subject: UUID, language: str, reader: Reader) -> Abroad:
    try:
        one = training.course_abroad(subject, reader.country)
    except CourseUnknown:
        raise NotForYou from None
    if is_practice(reader.group) or language not in one.texts:
        raise NotForYou
    return one
