"""Writing training: plan a session, keep its list, tests and what came of it; give and revoke certificates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Reader, log_read
from vereda.countries.door import pack
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import training as training_room
from vereda.desk.rooms.typed import Typed, word_of
from vereda.desk.told import told
from vereda.desk.web.acting import attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.web.training import HERE, K10, SIGNS, WRITES, own, scope, seen, shown, shown_person
from vereda.desk.words import training as words
from vereda.errors import FieldError
from vereda.logbook.door import Author
from vereda.training import door as training
from vereda.training.door import CertificateUnknown, Plan, Visitor
from vereda.training.schema import Applied, Changed, Item, Mode, Moment, RevokedFor, courses, topics

FIELDS = {"training.topic_missing": "course", "training.course_unknown": "course", "training.ends_before": "ends_on"}


@WRITES
@room
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of a session, or plan it."""
    group, today = scope(reader), timezone.localdate().isoformat()
    topic = request.GET.get("topic", "")
    usual = {"begins_on": today, "ends_on": today, "mode": Mode.ON_SITE.value, "group": group or request.GET.get("grupo", "")}
    usual["course"] = next((code for code, one in courses().items() if topic in one.of.topics), "")
    typed = Typed(request.POST if request.method == "POST" else usual, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and (subject := _planned(typed, request, reader, group)):
        messages.success(request, _("Sesión planeada."))
        return to("training_session", subject=subject)
    found = pack(reader.country)
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "courses": training_room.course_choices(),
        "topics": list(zip(topics(), training_room.topic_words(topics()), strict=True)),
        "chosen": request.POST.getlist("topic") or ([topic] if request.method == "GET" and topic and not usual["course"] else []),
        "modes": [(mode, said) for mode, said in words.MODES.items() if mode != Mode.OWN_PACE],
        "groups": [] if group else [(code, row.name) for code, row in found.groups.items()],
        "trainers": training_room.trainers(reader.country, group),
        "states": [(code, row.name) for code, row in found.admin1.items()],
    }
    return page(request, "desk/training_new.html", context, here=HERE, status=422 if typed.errors else 200)


def _planned(typed: Typed, request: HttpRequest, reader: Reader, group: str | None) -> UUID | None:
    begins = typed.day("begins_on") or timezone.localdate()
    trainer = typed.get("trainer")
    chosen, state = typed.get("group") if group is None else group, typed.get("state")
    session = Plan(
        course=typed.text("course", 40),
        topics=request.POST.getlist("topic"),
        title=typed.text("title"),
        mode=word_of(Mode, typed.get("mode")) or Mode.ON_SITE,
        provider=typed.text("provider"),
        trainer=trainer if trainer in {account for account, _name in training_room.trainers(reader.country, group)} else "",
        funder=typed.text("funder"),
        phase=typed.text("phase"),
        place=typed.text("place"),
        state=state if state in pack(reader.country).admin1 else "",
        group=chosen if chosen in pack(reader.country).groups else "",
        begins_on=begins,
        ends_on=typed.day("ends_on") or begins,
        hours=typed.number("hours", 1000),
    )
    entry = entry_for(typed, reader)
    return kept(typed, entry, partial(training.plan, session, by=author(reader), at=now(), entry=entry), FIELDS)


BESIDE = {
    "training.name_missing": "name",
    "training.score_wrong": "right",
    "training.too_soon": "applied",
    "training.end_wrong": "until_on",
}
"""The field beside which it is said why an act on a session was refused."""


@WRITES
@room
@require_POST
def step(request: HttpRequest, reader: Reader, subject: UUID, what: str) -> HttpResponse:
    """Do one thing with a session; refused, the page comes back with what was typed."""
    session = own(reader, subject)
    act = STEPS.get(what)
    if act is None:
        raise NotForYou
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    done, said = act(typed, request, reader, subject)
    if _is_done(request, typed, done, said):
        return to("training_session", subject=subject)
    context = shown(request, reader, session, scope(reader), typed)
    return page(request, "desk/training_session.html", context, here=HERE, status=422)


def _is_done(request: HttpRequest, typed: Typed, act: Callable[[], object], said: str) -> bool:
    """Do it and say so where nothing is wrong with what was typed; what is refused stands beside its field."""
    if typed.errors:
        return False
    try:
        act()
    except FieldError as error:
        typed.refuse(error, BESIDE)
        return False
    messages.success(request, said)
    return True


type Done = tuple[Callable[[], object], str]


def _list(typed: Typed, request: HttpRequest, reader: Reader, subject: UUID) -> Done:
    people = request.POST.getlist("who")
    if not people:
        typed.wrong("who", _("Marque a quien estuvo."))
    if scope(reader) is not None and not set(people) <= {one.account for one in training.staff(reader.country, reader.group)}:
        raise NotForYou
    return partial(training.attend, subject, people, by=author(reader), at=now()), _("Lista guardada.")


def _guest(typed: Typed, _request: HttpRequest, reader: Reader, subject: UUID) -> Done:
    known = {str(one.id): one.id for one in training.guests(reader.country) if one.name}
    country = typed.get("country").strip().lower()
    visitor = Visitor(
        id=known.get(typed.get("known")),
        name=typed.text("name"),
        institution=typed.text("institution"),
        country=country if len(country) == 2 and country.isascii() and country.isalpha() else "",
        sex=typed.get("sex") if typed.get("sex") in ("F", "M", "X") else "U",
    )
    return partial(training.attend_guest, subject, visitor, by=author(reader), at=now()), _("Persona anotada.")


def _reaction(typed: Typed, _request: HttpRequest, reader: Reader, subject: UUID) -> Done:
    counts = {item: [typed.number(f"{item}:{grade}", 500) for grade in range(1, 6)] for item in Item}
    if not typed.errors and not any(map(sum, counts.values())):
        typed.wrong(f"{Item.USEFUL}:1", _("Escriba cuántas hojas hay de cada respuesta."))
    return partial(training.react, subject, counts, by=author(reader), at=now()), _("Opiniones sumadas.")


def _result(typed: Typed, _request: HttpRequest, reader: Reader, subject: UUID) -> Done:
    changed, text = _chosen(typed, "changed", Changed, Changed.NOTHING_YET), typed.text("text", 4000)
    act = partial(training.result, subject, changed, text, today=timezone.localdate(), by=author(reader), at=now())
    return act, _("Anotado lo que cambió.")


def _chosen[W: StrEnum](typed: Typed, name: str, known: type[W], nothing: W) -> W:
    """Return what was chosen of a list; where nothing was, that is wrong, and a word stands in its place."""
    found = word_of(known, typed.get(name))
    if found is None:
        typed.wrong(name, _("Elija una respuesta."))
    return found or nothing


def _close(_typed: Typed, _request: HttpRequest, reader: Reader, subject: UUID) -> Done:
    return partial(training.close, subject, today=timezone.localdate(), by=author(reader), at=now()), _("Lista cerrada.")


def _cancel(_typed: Typed, _request: HttpRequest, reader: Reader, subject: UUID) -> Done:
    return partial(training.cancel, subject, today=timezone.localdate(), by=author(reader), at=now()), _("Sesión cancelada.")


STEPS: dict[str, Callable[[Typed, HttpRequest, Reader, UUID], Done]] = {
    "lista": _list, "invitada": _guest, "opinion": _reaction, "cambio": _result, "cerrar": _close, "cancelar": _cancel,
}  # fmt: skip


@WRITES
@room
@require_POST
def of_person(request: HttpRequest, reader: Reader, subject: UUID, who: str, what: str) -> HttpResponse:
    """Do one thing with one person of a session."""
    session, group = seen(reader, subject)
    found = next((one for one in session.one.there if one.who == who), None)
    keeps = training_room.keeps(session.one, group)
    if found is None or not (keeps or (what == "despues" and found.group == group)):
        raise NotForYou
    by, at, typed = author(reader), now(), Typed(request.POST, Labels(reader.country), zone_of(reader))
    if what == "quitar":
        attempt(request, reader, partial(training.strike, subject, who, by=by, at=at), _("Quitada de la lista."))
        return to("training_session", subject=subject)
    acts = {"examen": _score, "despues": _behave}
    if what not in acts:
        raise NotForYou
    if _is_done(request, typed, *acts[what](typed, by, at, subject, who)):
        return to("training_person", subject=subject, who=who)
    return _person_again(request, reader, session, who, typed)


def _score(typed: Typed, by: Author, at: datetime, subject: UUID, who: str) -> Done:
    moment = word_of(Moment, typed.get("moment")) or Moment.BEFORE
    right, asked = typed.number("right", 60), typed.number("asked", 60)
    return partial(training.score, subject, who, moment, right=right, asked=asked, by=by, at=at), _("Examen anotado.")


def _behave(typed: Typed, by: Author, at: datetime, subject: UUID, who: str) -> Done:
    applied = _chosen(typed, "applied", Applied, Applied.NOT_SEEN)
    return partial(training.behave, subject, who, applied, today=timezone.localdate(), by=by, at=at), _("Anotado.")


def _person_again(request: HttpRequest, reader: Reader, session: training.Kept, who: str, typed: Typed) -> HttpResponse:
    """Show the page of a person again, with what was typed and what is wrong with it."""
    context = shown_person(reader, session, scope(reader), who, typed)
    return page(request, "desk/training_person.html", context, here=HERE, status=422)


@SIGNS
@room
@require_POST
def certify(request: HttpRequest, reader: Reader, subject: UUID, who: str) -> HttpResponse:
    """Give a certificate."""
    session, _group = seen(reader, subject)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    act = partial(
        training.certify,
        subject,
        who,
        name=typed.text("name"),
        until_on=typed.day("until_on"),
        today=timezone.localdate(),
        by=author(reader),
        at=now(),
    )
    if _is_done(request, typed, act, _("Constancia dada. Imprímala.")):
        return to("training_person", subject=subject, who=who)
    return _person_again(request, reader, session, who, typed)


@SIGNS
@room
@require_POST
def revoke(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Say that a certificate does not hold any more."""
    scope(reader)
    row = _certificate(reader, subject)
    why = word_of(RevokedFor, request.POST.get("why", ""))
    if why is None:
        messages.warning(request, _("Diga por qué se anula la constancia."))
        return to("training_person", subject=row.session, who=row.who)
    act = partial(training.revoke, subject, why, today=timezone.localdate(), by=author(reader), at=now())
    attempt(request, reader, act, _("Constancia anulada. Quien la compruebe con la lista de hoy lo verá."))
    return to("training_person", subject=row.session, who=row.who)


@SIGNS
@room
@require_GET
def certificate(request: HttpRequest, reader: Reader, subject: UUID, form: str) -> HttpResponse:
    """Give a certificate: PDF to be handed over, the badge as JSON, or signed for another program's wallet."""
    scope(reader)
    row = _certificate(reader, subject)
    log_read(reader, K10, Action.READ, subject=subject)
    return answer_certificate(request, reader, row, form) or to("training_person", subject=row.session, who=row.who)


def answer_certificate(request: HttpRequest, reader: Reader, row: training.CertificateRow, form: str) -> HttpResponse | None:
    """Return a certificate in one of its forms; None, and why is noted for the next page, where it cannot be made."""
    address, lang = request.build_absolute_uri(reverse("public:certificate")), training_room.lang()
    makers: dict[str, tuple[Callable[[], bytes], str]] = {
        "pdf": (lambda: training.pdf(row, lang, address), "application/pdf"),
        "json": (lambda: training.badge_file(row, lang, address), "application/json"),
        "jwt": (lambda: training.badge_signed(row, lang, address).encode(), "application/jwt"),
        "txt": (lambda: training.text_of(row, lang).encode(), "text/plain; charset=utf-8"),
    }
    if form not in makers or row.revoked_on is not None:
        raise NotForYou
    make, kind = makers[form]
    headers = {"Content-Disposition": f'attachment; filename="{row.folio}.{form}"', "Cache-Control": "no-store"}
    try:
        return HttpResponse(make(), content_type=kind, headers=headers)
    except FieldError as error:
        messages.warning(request, told(error, Labels(reader.country)))
        return None


def _certificate(reader: Reader, subject: UUID) -> training.CertificateRow:
    try:
        return training.certificate(subject, reader.country)
    except CertificateUnknown:
        raise NotForYou from None
