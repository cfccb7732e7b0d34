"""Writing programmes: one form for each thing that can be noted, closing a phase, taking back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Purpose, Reader, serves
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import programme as programme_room
from vereda.desk.rooms import programme_forms as forms
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, once
from vereda.desk.web.programme import K8, OURS, looked_at, phase_of, within
from vereda.errors import FieldError
from vereda.logbook import door as logbook
from vereda.logbook.door import Author
from vereda.programme import door as programmes
from vereda.programme.door import Programme
from vereda.programme.schema import Thing

WRITES = serves(K8, action=Action.WRITE, part=OURS, purposes=(Purpose.STATISTICS,), usual=Purpose.STATISTICS)

type Act = Callable[[UUID, Any, UUID | None, Author, datetime], object]  # Any: what the form read


@WRITES
@room
@require_http_methods(["GET", "POST"])
def new_programme(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Begin a programme."""
    within(reader, Action.WRITE)
    typed = Typed(request.POST if request.method == "POST" else {}, Labels(reader.country), zone_of(reader))
    if request.method == "POST":
        opened, entry = forms.read_opened(typed), entry_for(typed, reader)
        if opened is not None:
            try:
                act = partial(programmes.open_programme, opened, by=author(reader), at=now(), entry=entry)
                return to("programme", subject=once(entry, act))
            except FieldError as error:
                typed.refuse(error, forms.OPENED.fields)
    return _form(request, typed, forms.OPENED, forms.opened_asks(), None)


@WRITES
@room
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, reader: Reader, subject: UUID, what: str) -> HttpResponse:
    """Ask for one thing of a programme, or record it."""
    form = forms.FORMS.get(what)
    if form is None:
        raise NotForYou
    seen = looked_at(reader, subject, Action.WRITE)
    typed = Typed(request.POST if request.method == "POST" else request.GET, Labels(reader.country), zone_of(reader))
    if request.method == "POST":
        if _noted(typed, form, what, seen, subject, reader):
            messages.success(request, _("Anotado."))
            return _back(what, typed, subject)
    else:
        for name, value in programme_room.usual(what, seen, typed.values, now().date()).items():
            typed.values.setdefault(name, value)
    return _form(request, typed, form, form.asks(seen, typed), subject)


def _noted(typed: Typed, form: forms.Form, what: str, seen: Programme, subject: UUID, reader: Reader) -> bool:
    read = form.read(seen, typed)
    if typed.errors or read is None:
        return False
    try:
        ACTS[what](subject, read, entry_for(typed, reader), author(reader), now())
    except FieldError as error:
        typed.refuse(error, form.fields)
        return False
    return True


def _value(subject: UUID, read: Any, entry: UUID | None, by: Author, at: datetime) -> object:  # Any: as above
    act = partial(programmes.report_value, subject, read, today=at.date(), by=by, at=at, entry=entry)
    return once(entry, act)


def _cost(subject: UUID, read: Any, entry: UUID | None, by: Author, at: datetime) -> object:  # Any: as above
    return once(entry, partial(programmes.spend, subject, read, by=by, at=at, entry=entry))


def _phase(subject: UUID, read: forms.NewPhase, _entry: UUID | None, by: Author, at: datetime) -> object:
    return programmes.open_phase(
        subject, phase=read.phase, name=read.name, from_on=read.from_on, until_on=read.until_on, by=by, at=at
    )


def _indicator(subject: UUID, read: Any, _entry: UUID | None, by: Author, at: datetime) -> object:  # Any: as above
    made, text, first = read
    return programmes.set_indicator(subject, made, text=text, from_on=first, by=by, at=at)


def _claim(subject: UUID, read: Any, entry: UUID | None, by: Author, at: datetime) -> object:  # Any: as above
    # The id of the form: sent twice, it is one claim.
    told = read.model_copy(update={"claim": entry or UUID(fresh_token())})
    return programmes.claim(subject, told, by=by, at=at)


def _set(act: Callable[..., object]) -> Act:
    return lambda subject, read, _entry, by, at: act(subject, read, by=by, at=at)


ACTS: dict[str, Act] = {
    "socio": _set(programmes.set_partner),
    "fase": _phase,
    "resultado": _set(programmes.set_result),
    "indicador": _indicator,
    "meta": _set(programmes.set_target),
    "redaccion": _set(programmes.reword),
    "cifra": _value,
    "donativo": _set(programmes.set_grant),
    "gasto": _cost,
    "actividad": _set(programmes.set_activity),
    "relato": _claim,
}


def _form(request: HttpRequest, typed: Typed, form: forms.Form, asks: list[forms.Ask], subject: UUID | None) -> HttpResponse:
    context = {
        "form": typed,
        "title": form.title,
        "hint": form.hint,
        "asks": asks,
        "token": typed.get("form") or fresh_token(),
        "subject": subject,
        "address": request.path,
    }
    return page(request, "desk/programme_form.html", context, here="programmes", status=422 if typed.errors else 200)


def _back(what: str, typed: Typed, subject: UUID) -> HttpResponse:
    """Return to where what was noted is seen."""
    if what in ("cifra", "redaccion", "meta", "indicador"):
        return to("programme_indicator", subject=subject, code=typed.get("indicator"))
    if what in ("gasto", "donativo"):
        return to("programme_grant", subject=subject, grant=typed.get("grant"))
    if what in ("fase", "relato"):
        return to("programme_phase", subject=subject, phase=typed.get("phase"))
    return to("programme", subject=subject)


@WRITES
@room
@require_POST
def close_phase(request: HttpRequest, reader: Reader, subject: UUID, phase: str) -> HttpResponse:
    """Close a phase: its figures stay as they are now."""
    phase_of(looked_at(reader, subject, Action.WRITE), phase)
    today = now().date()
    act = partial(
        programmes.close_phase,
        subject,
        phase=phase,
        source=programmes.counting(today),
        today=today,
        by=author(reader),
        at=now(),
    )
    attempt(request, reader, act, _("Fase cerrada: sus cifras quedaron fijas. Ya se puede abrir la siguiente."))
    return to("programme_phase", subject=subject, phase=phase)


@WRITES
@room
@require_POST
def choose(request: HttpRequest, reader: Reader, subject: UUID, dispute: str) -> HttpResponse:
    """Have one of two versions stand that officers wrote without knowing of each other; both stay in the history."""
    looked_at(reader, subject, Action.WRITE)
    if all(row.id != dispute for row in logbook.disputes_of(subject)):
        raise NotForYou
    try:
        chosen = UUID(request.POST.get("chosen", ""))
    except ValueError:
        raise NotForYou from None
    act = partial(logbook.resolve, dispute, chosen=chosen, by=author(reader), at=now())
    attempt(request, reader, act, _("Decidido. Las dos versiones quedan en la historia."))
    return to("programme", subject=subject)


@WRITES
@room
@require_POST
def withdraw(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take back a value, a cost, an activity or a claim; it stays in the logbook."""
    looked_at(reader, subject, Action.WRITE)
    which, why = request.POST.get("which", "")[:120], request.POST.get("why", "")[:200]
    kind = which.partition(":")[0]
    if kind not in set(Thing):
        raise NotForYou
    act = partial(programmes.withdraw, subject, thing=Thing(kind), which=which, why=why, by=author(reader), at=now())
    attempt(request, reader, act, _("Retirado. Queda en la bitácora quién lo retiró y por qué."))
    after = request.POST.get("after", "")
    name, _colon, code = after.partition(":")
    if name == "indicador":
        return to("programme_indicator", subject=subject, code=code)
    if name == "donativo":
        return to("programme_grant", subject=subject, grant=code)
    if name == "fase":
        return to("programme_phase", subject=subject, phase=code)
    return to("programme", subject=subject)
