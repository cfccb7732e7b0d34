"""Planning anew: a session is moved or taught by somebody else, who is expected; and everybody says whether they come."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vereda.access.door import NotForYou, Reader
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import training as training_room
from vereda.desk.rooms.typed import Typed, word_of
from vereda.desk.web.acting import attempt
from vereda.desk.web.training import HERE, WRITES, own, scope
from vereda.desk.web.training_courses import OF_SELF, demand_staff
from vereda.desk.words import training as words
from vereda.errors import FieldError
from vereda.training import door as training
from vereda.training.door import Kept, Otherwise, SessionUnknown
from vereda.training.schema import ChangedFor

FIELDS = {"training.ends_before": "ends_on", "training.nothing_changed": "begins_on"}


@WRITES
@room
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show how a session is held, to be changed; or change it."""
    kept = own(reader, subject)
    plan = kept.one.plan
    found = training_room.trainers(reader.country, scope(reader), beside=plan.trainer)
    usual = {
        "begins_on": plan.begins_on.isoformat(),
        "ends_on": plan.ends_on.isoformat(),
        "place": plan.place,
        "provider": plan.provider,
        "trainer": plan.trainer,
    }
    typed = Typed(request.POST if request.method == "POST" else usual, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _changed(typed, reader, kept, {account for account, _name in found}):
        messages.success(request, _("Sesión cambiada. Quienes la esperan lo ven en Cursos y en su teléfono."))
        return to("training_session", subject=subject)
    context = {
        "subject": subject,
        "title": training_room.title(kept.one),
        "form": typed,
        "trainers": found,
        "reasons": list(words.CHANGED_FOR.items()),
    }
    return page(request, "desk/training_change.html", context, here=HERE, status=422 if typed.errors else 200)


def _changed(typed: Typed, reader: Reader, kept: Kept, known: set[str]) -> bool:
    plan, trainer = kept.one.plan, typed.get("trainer")
    told = Otherwise(
        begins_on=typed.day("begins_on") or plan.begins_on,
        ends_on=typed.day("ends_on") or plan.ends_on,
        place=typed.text("place"),
        provider=typed.text("provider"),
        trainer=trainer if trainer in known or trainer == plan.trainer else "",
    )
    if typed.errors:
        return False
    why = word_of(ChangedFor, typed.get("why")) or ChangedFor.OTHER
    try:
        training.change(kept.subject, told, why, by=author(reader), at=now())
    except FieldError as error:
        typed.refuse(error, FIELDS)
        return False
    return True


@WRITES
@room
@require_POST
def enrol(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Say who of ours is expected, or not any more."""
    own(reader, subject)
    people, is_coming = request.POST.getlist("who"), "quitar" not in request.POST
    if scope(reader) is not None and not set(people) <= {one.account for one in training.staff(reader.country, reader.group)}:
        raise NotForYou
    act = partial(training.enrol, subject, people, is_coming=is_coming, by=author(reader), at=now())
    attempt(request, reader, act, _("Inscripción guardada."))
    return to("training_session", subject=subject)


@OF_SELF
@room
@require_POST
def sign_up(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Keep whether the reader comes."""
    demand_staff(reader)
    try:
        one = training.session(subject, reader.country)
    except SessionUnknown:
        raise NotForYou from None
    if not training_room.is_for(one, reader.account, reader.group, timezone.localdate()):
        raise NotForYou
    act = partial(training.sign_up, subject, is_coming=request.POST.get("va") == "1", by=author(reader), at=now())
    attempt(request, reader, act, _("Quedó anotado."))
    return to("training_mine")
