"""Writing workshops: one form for each thing that can be noted, the roster, inviting, closing, taking back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Purpose, Reader, log_read, serves
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import workshop_asks as asks_room
from vereda.desk.rooms import workshop_codes as codes
from vereda.desk.rooms import workshop_forms as forms
from vereda.desk.rooms.programme_asks import Ask, Words
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept, once
from vereda.desk.web.workshops import HERE, K10, OURS, looked_at, within
from vereda.errors import FieldError
from vereda.logbook.door import Author
from vereda.workshops import door as workshops
from vereda.workshops import schema as of
from vereda.workshops.door import ExpertUnknown
from vereda.workshops.schema import Thing, Workshop

WRITES = serves(K10, action=Action.WRITE, part=OURS, purposes=(Purpose.TRAINING,), usual=Purpose.TRAINING)

type Act = Callable[[UUID, Any, Author, datetime], object]  # Any: what the form read

ACTS: dict[str, Act] = {
    "propuesta": lambda subject, read, by, at: workshops.correct(subject, read, by=by, at=at),
    "fechas": lambda subject, read, by, at: workshops.schedule(subject, read, by=by, at=at),
    "organiza": lambda subject, read, by, at: workshops.set_organiser(subject, read, by=by, at=at),
    "paga": lambda subject, read, by, at: workshops.fund(subject, read, by=by, at=at),
    "renglon": lambda subject, read, by, at: workshops.set_line(subject, read, by=by, at=at),
    "delegacion": lambda subject, read, by, at: workshops.set_delegation(subject, read, by=by, at=at),
    "sesion": lambda subject, read, by, at: workshops.set_session(subject, read, by=by, at=at),
    "material": lambda subject, read, by, at: workshops.set_material(subject, read, by=by, at=at),
    "interpretes": lambda subject, read, by, at: workshops.set_interpreting(subject, read, by=by, at=at),
    "especialista": lambda subject, read, by, at: workshops.engage(subject, read, by=by, at=at),
    "opinion": lambda subject, read, by, at: workshops.rate(subject, read, by=by, at=at),
    "respuesta": lambda subject, read, by, at: workshops.reply(subject, read, by=by, at=at),
    "asistencia": lambda subject, read, by, at: workshops.attend(subject, read, today=timezone.localdate(), by=by, at=at),
    "minuta": lambda subject, read, by, at: workshops.write_minutes(subject, read, by=by, at=at),
    "evaluacion": lambda subject, read, by, at: workshops.evaluate(subject, read, by=by, at=at),
    "compromiso": lambda subject, read, by, at: workshops.promise(subject, read, by=by, at=at),
    "seguimiento": lambda subject, read, by, at: workshops.follow(subject, read, today=timezone.localdate(), by=by, at=at),
}


def typed_of(request: HttpRequest, reader: Reader) -> Typed:
    """Return what was typed, or what the address begins a form with."""
    return Typed(request.POST if request.method == "POST" else request.GET, Labels(reader.country), zone_of(reader))


def drawn(request: HttpRequest, typed: Typed, title: Words, hint: Words, asks: list[Ask], back: str) -> HttpResponse:
    """Draw a form."""
    context = {
        "form": typed, "title": title, "hint": hint, "asks": asks, "token": typed.get("form") or fresh_token(), "subject": None,
        "address": request.get_full_path() if "clave" in request.GET else request.path, "back": back,
    }  # fmt: skip
    return page(request, "desk/programme_form.html", context, here=HERE, status=422 if typed.errors else 200)


@WRITES
@room
@require_http_methods(["GET", "POST"])
def new_workshop(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Begin a workshop, from a template or empty."""
    within(reader, Action.WRITE)
    typed = typed_of(request, reader)
    if request.method == "POST":
        told, entry = forms.read_opened(typed, reader.country), entry_for(typed, reader)
        if told is not None:
            act = partial(workshops.propose, told, by=author(reader), at=now(), entry=entry)
            if made := kept(typed, entry, act, {"workshops.code_taken": "code"}):
                return to("workshop", subject=made)
    else:
        _begin_from_template(typed)
        known = {one.code for _subject, one in workshops.workshops(reader.country)}
        typed.values.setdefault("code", next(f"TALLER-{n}" for n in range(1, len(known) + 2) if f"TALLER-{n}" not in known))
    hint = _("De la plantilla salen la agenda y los materiales; después se cambia lo que haga falta.")
    return drawn(request, typed, _("Taller nuevo"), hint, forms.opened_asks(), reverse("desk:workshops"))


def _begin_from_template(typed: Typed) -> None:
    """Offer the words of a template, the only one where none is named."""
    known = of.templates()
    one = known.get(typed.get("template")) or next(iter(known.values()))
    begun = forms.usual(one.model_copy(update={"sessions": [], "materials": []}))
    for name in ("name_es", "name_en", "purpose_es", "purpose_en", "days"):
        typed.values.setdefault(name, begun[name])
    typed.values.setdefault("template", one.code)


@WRITES
@room
@require_http_methods(["GET", "POST"])
def workshop_note(request: HttpRequest, reader: Reader, subject: UUID, what: str) -> HttpResponse:
    """Ask for one thing of a workshop, or record it."""
    seen, changing = looked_at(reader, subject, Action.WRITE), request.GET.get("clave", "")
    form = _form(reader, seen, what)
    typed = typed_of(request, reader)
    if request.method == "POST":
        if _noted(typed, form, what, seen, subject, reader, changing=changing):
            messages.success(request, _("Anotado."))
            return to("workshop", subject=subject)
    else:
        known = _guest_as_told(reader, subject, changing) if what == "persona" else forms.usual(form.kept(seen, changing))
        for name, value in known.items():
            typed.values.setdefault(name, value)
        for name in ("on", "due_on"):
            typed.values.setdefault(name, _day_of(name, seen))
        for name, there in codes.coded(seen).items():
            typed.values.setdefault(name, codes.next_code(name, there))
    return drawn(request, typed, form.title, form.hint, form.asks(seen, typed), reverse("desk:workshop", args=[subject]))


def _day_of(name: str, seen: Workshop) -> str:
    """Return the day that a form begins with: today, and for a promise ninety days after the workshop."""
    if name == "on":
        return timezone.localdate().isoformat()
    last = seen.scheduled.until_on if seen.scheduled else timezone.localdate()
    return (last + workshops.FOLLOWED_AFTER).isoformat()


def _form(reader: Reader, seen: Workshop, what: str) -> forms.Form[Workshop]:
    """Return a form of a workshop; those that choose a person open the names of the roster, and that is a look."""
    if what in ("especialista", "opinion"):
        wanted = list(workshops.experts(reader.country)) if what == "especialista" else [one.expert for one in seen.engaged]
        log_read(reader, K10, Action.WRITE, subjects=wanted)
        people = asks_room.people(dict.fromkeys(wanted), workshops.names(wanted, reader.country))
        return forms.engaging(people) if what == "especialista" else forms.rating(people)
    form = forms.FORMS.get(what)
    if form is None:
        raise NotForYou
    return form


def _noted(
    typed: Typed, form: forms.Form[Workshop], what: str, seen: Workshop, subject: UUID, reader: Reader, *, changing: str
) -> bool:
    read = form.read(seen, typed)
    codes.refuse_taken(typed, what, seen, changing)
    if read is None or typed.errors:
        return False
    try:
        if what == "persona":
            _name_guest(read, subject, typed, reader, changing)
        else:
            ACTS[what](subject, read, author(reader), now())
    except FieldError as error:
        typed.refuse(error, form.fields)
        return False
    return True


def _name_guest(
    read: tuple[dict[str, Any], of.WhoComes], subject: UUID, typed: Typed, reader: Reader, changing: str
) -> None:  # Any: answers
    told, who = read
    entry, one = entry_for(typed, reader), _guest(reader, subject, changing)
    guest = of.GuestNamed(workshop=subject, **{name: value for name, value in told.items() if value})
    once(entry, partial(workshops.name_guest, guest, who, by=author(reader), at=now(), subject=one, entry=entry))


def _guest(reader: Reader, workshop: UUID, which: str) -> UUID | None:
    """Return which guest of a workshop is changed; None for a new one. To look at the name is noted. Raises NotForYou."""
    if not which:
        return None
    one = next((guest for guest in workshops.guests(workshop, reader.country) if str(guest) == which), None)
    if one is None:
        raise NotForYou
    log_read(reader, K10, Action.WRITE, subjects=[one])
    return one


def _guest_as_told(reader: Reader, workshop: UUID, which: str) -> dict[str, str]:
    one = _guest(reader, workshop, which)
    if one is None:
        return {}
    who = workshops.names([one], reader.country).get(one)
    return {**forms.usual(workshops.guest(one, reader.country)), **forms.usual(who)}


@WRITES
@room
@require_POST
def workshop_invite(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that a delegation was invited: from then on its calendar file can be taken and sent."""
    looked_at(reader, subject, Action.WRITE)
    delegation = request.POST.get("delegation", "")[:24]
    act = partial(workshops.invite, subject, delegation, on=timezone.localdate(), by=author(reader), at=now())
    attempt(request, reader, act, _("Anotada. Baje la invitación y mándela por correo."))
    return to("workshop", subject=subject)


@WRITES
@room
@require_POST
def workshop_hold(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Say that a workshop is over."""
    looked_at(reader, subject, Action.WRITE)
    act = partial(workshops.hold, subject, on=timezone.localdate(), by=author(reader), at=now())
    attempt(request, reader, act, _("Taller cerrado. Los compromisos siguen: el informe dice cómo van a los 6, 12 y 24 meses."))
    return to("workshop", subject=subject)


@WRITES
@room
@require_POST
def workshop_take_back(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take back something of the plan; it stays in the logbook."""
    looked_at(reader, subject, Action.WRITE)
    which, why = request.POST.get("which", "")[:120], request.POST.get("why", "")[:200]
    kind = which.partition(":")[0]
    if kind not in set(Thing):
        raise NotForYou
    act = partial(workshops.take_back, subject, thing=Thing(kind), which=which, why=why, by=author(reader), at=now())
    attempt(request, reader, act, _("Retirado. Queda en la bitácora quién lo retiró y por qué."))
    return to("workshop", subject=subject)


@WRITES
@room
@require_POST
def workshop_read(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that somebody whose turn it was read a chapter of the report."""
    looked_at(reader, subject, Action.WRITE)
    months, who = request.POST.get("months", ""), request.POST.get("who", "").strip()[:200]
    if months not in {str(one) for one in of.REACHES_MONTHS} or not who:
        raise NotForYou
    told = of.ChapterRead.model_validate({"months": int(months), "who": who, "on": timezone.localdate()})
    act = partial(workshops.read_chapter, subject, told, today=timezone.localdate(), by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado: ya lo leyó."))
    return to("workshop", subject=subject)


# The roster ---------------------------------------------------------------------------------------------------------


@WRITES
@room
@require_http_methods(["GET", "POST"])
def workshop_expert(request: HttpRequest, reader: Reader, subject: UUID | None = None) -> HttpResponse:
    """Put somebody on the roster, or change what is said of them."""
    within(reader, Action.WRITE)
    typed, asks = typed_of(request, reader), forms.expert_asks(reader.country)
    form = forms.Form[None](_("Especialista"), lambda _seen, _typed: asks, forms.made_expert)
    if subject is not None:
        _looked_at_expert(reader, subject)
    if request.method == "POST":
        read, entry = form.read(None, typed), entry_for(typed, reader)
        if read is not None:
            act = partial(workshops.list_expert, *read, by=author(reader), at=now(), subject=subject, entry=entry)
            if kept(typed, entry, act, {}):
                return to("workshop_experts")
    elif subject is not None:
        who = workshops.names([subject], reader.country).get(subject)
        for name, value in {**forms.usual(workshops.expert(subject, reader.country).listed), **forms.usual(who)}.items():
            typed.values.setdefault(name, value)
    return drawn(request, typed, form.title, "", asks, reverse("desk:workshop_experts"))


@WRITES
@room
@require_POST
def workshop_expert_gone(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take somebody off the roster."""
    within(reader, Action.WRITE)
    _looked_at_expert(reader, subject)
    why = of.ExpertGone.ASKED if request.POST.get("why") == of.ExpertGone.ASKED else of.ExpertGone.LEFT
    act = partial(workshops.let_go, subject, why=why, by=author(reader), at=now())
    attempt(request, reader, act, _("Ya no está en la lista. Su nombre se borra cuando se cumple su plazo."))
    return to("workshop_experts")


def _looked_at_expert(reader: Reader, subject: UUID) -> None:
    try:
        workshops.expert(subject, reader.country)
    except ExpertUnknown:
        raise NotForYou from None
    log_read(reader, K10, Action.WRITE, subjects=[subject])
