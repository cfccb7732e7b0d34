"""Referir: to which help, to whom, what is told; read aloud with the text of consent; sent; the slip, once.

One form in two steps. What was typed travels from one to the other, so that nothing is lost on the way back; nothing is written
before the person answered. From an encounter, from a record of first aid, from a legal case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import now, page, room, to, zone_of
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import consent_child, referral_form, referral_slip
from vereda.desk.rooms import consents as consents_room
from vereda.desk.rooms import first_aid as aid_room
from vereda.desk.rooms import legal as legal_room
from vereda.desk.rooms import referral_acts as acts
from vereda.desk.rooms import referrals as referrals_room
from vereda.desk.rooms.referral_form import About, Filled
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.words import referrals as words
from vereda.encounters import door as encounters
from vereda.encounters.door import Encounter
from vereda.logbook.door import Receipt
from vereda.medical.door import records
from vereda.referrals import door as referrals
from vereda.referrals.door import Basis, Service, labels

ENCOUNTER = serves(
    RecordClass.K2,
    action=Action.WRITE,
    purposes=(Purpose.ASSIST, Purpose.RESCUE, Purpose.MEDICAL, Purpose.PROTECTION_CASE),
    usual=Purpose.ASSIST,
)
CASE = serves(RecordClass.K5, action=Action.WRITE, purposes=(Purpose.LEGAL_AID,), usual=Purpose.LEGAL_AID)
FAMILY = serves(
    RecordClass.K6,
    action=Action.WRITE,
    purposes=(Purpose.RESCUE, Purpose.TRACING, Purpose.PROTECTION_CASE),
    usual=Purpose.RESCUE,
)
STEPS = {"form", "csrfmiddlewaretoken", "step", "purpose"}
ANSWERED = {"answer", "language", "mode", "witness", "reason", "read", *consent_child.NAMES}
"""What is answered in the second step, and not carried."""


@dataclass(frozen=True)
class Way:
    """From where somebody is handed on. back: where that is left to; action: of the form; persons: who gave a name there."""

    about: About
    action: str
    back: str
    title: str
    persons: tuple[tuple[UUID, str], ...]


@ENCOUNTER
@room
@require_http_methods(["GET", "POST"])
def refer(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Hand on somebody who was met."""
    return _from_encounter(request, reader, subject, "refer")


@FAMILY
@room
@require_http_methods(["GET", "POST"])
def refer_family(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Hand on somebody who looks for the own family: the coordination and who traces, who write no names of encounters."""
    return _from_encounter(request, reader, subject, "refer_family")


def _from_encounter(request: HttpRequest, reader: Reader, subject: UUID, name: str) -> HttpResponse:
    row = _met(reader, subject)
    log_read(reader, RecordClass.K1, subject=subject)
    named = tuple(referral_form.persons(reader, row))
    asked = _id(_asked(request, "primeros-auxilios"))
    record = records.record(asked, row.group, row.country) if asked else None
    if record is not None and (record.encounter != subject or not aid_room.may_read(reader, record)):
        record = None
    about = About(group=row.group, encounter=row, person=_chosen(request, named), record=record)
    title = _("Encuentro {folio}").format(folio=folio(subject))
    way = Way(about, reverse(f"desk:{name}", args=[subject]), reverse("desk:encounter", args=[subject]), title, named)
    return _steps(request, reader, way)


@CASE
@room
@require_http_methods(["GET", "POST"])
def refer_case(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Hand on whom a legal case is for; who advises it does."""
    row = legal_room.row_of(reader, subject, Action.WRITE)
    log_read(reader, RecordClass.K5, subject=subject)
    met = encounters.encounter(row.encounter, [row.group], row.country) if row.encounter else None
    if row.person is None and met is None:
        messages.warning(request, _("El caso no dice de quién es: sin persona ni encuentro no se puede referir."))
        return to("legal_case", subject=subject)
    about = About(group=row.group, encounter=met, person=row.person)
    back = reverse("desk:legal_case", args=[subject])
    way = Way(about, reverse("desk:refer_case", args=[subject]), back, _("Caso {folio}").format(folio=row.folio), ())
    return _steps(request, reader, way)


def _steps(request: HttpRequest, reader: Reader, way: Way) -> HttpResponse:
    """Lead through: choose a help, fill in, read aloud, send."""
    asked = _asked(request, "ayuda")
    if asked not in set(Service):
        return _choose(request, reader, way)
    service = Service(asked)
    if not referrals.rights.may_refer(reader, service, way.about.group):
        raise NotForYou
    if request.method == "GET":
        return _fill(request, reader, way, service, _typed(reader, referral_form.proposed(reader, way.about, service)))
    typed = _typed(reader, request.POST)
    step = typed.get("step")
    if step == "change":
        return _fill(request, reader, way, service, typed)
    filled = referral_form.read(typed, service, reader.country)
    if filled is None:
        return _fill(request, reader, way, service, typed)
    return _send(request, reader, way, filled, typed) if step == "send" else _aloud(request, reader, way, filled, typed)


def _choose(request: HttpRequest, reader: Reader, way: Way) -> HttpResponse:
    offered = referral_form.services(reader, way.about.group)
    record = way.about.record
    context = {
        "way": way,
        "offered": [(one, str(labels.SERVICES[one]), words.said(words.HINTS, one), purpose) for one, purpose in offered],
        "record": record.subject if record else "",
        "asked_record": _asked(request, "primeros-auxilios"),
    }
    return page(request, "desk/referral_choose.html", context, here="encounters")


def _fill(request: HttpRequest, reader: Reader, way: Way, service: Service, typed: Typed) -> HttpResponse:
    """Return the form: to whom, and what is told."""
    rows = referral_form.pieces(service)
    near, far = referral_form.near(reader, service, now())
    context = {
        "way": way,
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "service": service,
        "said": labels.SERVICES[service],
        "near": near,
        "far": far,
        "abroad": referral_form.abroad(reader.country),
        "typed_name": referral_form.TYPED,
        "roles": referral_form.roles(service),
        "pieces": rows,
        "answered": referral_form.carried(typed, [*STEPS, *_filled_names(rows)]),
        "unsigned": words.UNSIGNED,
        "record": _asked(request, "primeros-auxilios"),
    }
    return page(request, "desk/referral_fill.html", context, here="encounters", status=422 if typed.errors else 200)


def _filled_names(rows: list[Any]) -> list[str]:  # Any: pieces with their words
    names = [f"told:{row.item}" for row, _said in rows]
    return [*names, "receiver", "name", "role", "ayuda", "persona", "primeros-auxilios"]


def _aloud(request: HttpRequest, reader: Reader, way: Way, filled: Filled, typed: Typed) -> HttpResponse:
    """Return what is read to the person before anything is sent."""
    country = reader.country
    standing = acts.standing(way.about, country)
    context = {
        "way": way,
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "filled": filled,
        "said": labels.SERVICES[filled.service],
        "aloud": referral_form.aloud(filled),
        "texts": consents_room.texts_of("refer", country),
        "answers": acts.answers(way.about, filled, country),
        "standing": consents_room.said_of(standing[0]) if standing else "",
        "modes": list(words.MODES.items()),
        "carried": referral_form.carried(typed, [*STEPS, *ANSWERED]),
        "unsigned": words.UNSIGNED,
        "hours": referrals.link_h(country),
        **consent_child.offered(is_child=consent_child.is_known(way.about.person, way.about.encounter)),
    }
    return page(request, "desk/referral_aloud.html", context, here="encounters", status=422 if typed.errors else 200)


def _send(request: HttpRequest, reader: Reader, way: Way, filled: Filled, typed: Typed) -> HttpResponse:
    """Write what was answered: a no, or the referral with its slip."""
    answer, about = typed.get("answer"), way.about
    if answer not in acts.answers(about, filled, reader.country):
        typed.wrong("answer", _("Léale el texto y marque qué contestó."))
    elif answer in (acts.YES, acts.STANDS) and not typed.is_on("read"):
        typed.wrong("read", _("Léaselo en voz alta y márquelo. Nadie da permiso para lo que no oyó."))
    if typed.errors:
        return _aloud(request, reader, way, filled, typed)
    return _refused(request, reader, way, filled, typed) if answer == acts.NO else _sent(request, reader, way, filled, typed)


def _refused(request: HttpRequest, reader: Reader, way: Way, filled: Filled, typed: Typed) -> HttpResponse:
    entry, by = entry_for(typed, reader), acts.author_for(reader, way.about.group)

    def act() -> Receipt:
        return acts.refuse(acts.reading_of(typed, way.about, by, now(), entry), by, now())

    if kept(typed, entry, act, referral_form.FIELDS) is None:
        return _aloud(request, reader, way, filled, typed)
    messages.success(request, _("Dijo que no: no se envió nada. Se le ayuda igual; puede llevar el papel y decidir después."))
    return HttpResponseRedirect(way.back)


def _sent(request: HttpRequest, reader: Reader, way: Way, filled: Filled, typed: Typed) -> HttpResponse:
    about, answer = way.about, typed.get("answer")
    entry, by, reason = entry_for(typed, reader), acts.author_for(reader, about.group), typed.text("reason", 2000)
    made: list[referrals.Made] = []
    codes: list[str] = []

    def act() -> Receipt:
        reading = acts.reading_of(typed, about, by, now()) if answer == acts.YES else None
        standing = acts.standing(about, reader.country) if answer == acts.STANDS else []
        one = acts.send(
            filled,
            about,
            reader=reader,
            by=by,
            now=now(),
            reading=reading,
            consent=standing[0].subject if standing else None,
            basis=acts.GROUNDS.get(answer, Basis.CONSENT),
            reason=reason,
            entry=entry,
        )
        made.append(one)
        codes.append(reading.code if reading else "")
        return one.receipt

    if answer == acts.YES:
        acts.check_yes(typed)
    subject = kept(typed, entry, act, referral_form.FIELDS)
    if subject is None:
        return _aloud(request, reader, way, filled, typed)
    row = referrals.referrals.found(subject, reader.country)
    if row is None:
        raise NotForYou
    words, code = made[0].words if made else "", codes[0] if codes else ""
    if filled.abroad:
        messages.success(request, _("Anotada: sale con el siguiente paquete para ese país. La respuesta se verá aquí."))
        if not code:
            return to("referral", subject=subject)
    language = typed.get("language")
    return slip(request, reader, row, words=words, code=code, back=way.back, language=language, abroad=bool(filled.abroad))


def slip(
    request: HttpRequest,
    reader: Reader,
    row: referrals.Referral,
    *,
    words: str,
    code: str,
    back: str,
    language: str = "",
    abroad: bool = False,
) -> HttpResponse:
    """Return the slip: the only page that ever shows the words. abroad: none are told, a bundle carries it."""
    paper = referral_slip.paper(request, row, words=words, code=code, language=language)
    context = {
        "row": row,
        "abroad": abroad,
        "paper": paper,
        "ways_back": referral_slip.ways_back(code, paper.telephone) if code else [],
        "address": referral_slip.reverse_address(request),
        "back": back,
        "may_see": referrals.rights.may_follow(reader, row),
        "has_consent": row.basis == Basis.CONSENT,
    }
    return page(request, "desk/referral_slip.html", context, here="encounters")


PRINTS = serves(RecordClass.K2, on_post=Action.READ, purposes=referrals.rights.OFFERED, usual=Purpose.MEDICAL)
"""The mark of whoever may have a referral in sight; which ones, the referral's own class decides."""


@PRINTS
@room
@require_POST
def slip_pdf(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Send the slip as PDF: its words come with the form, signed, from the page that showed them."""
    row = referrals_room.row_of(reader, subject)
    told = referral_slip.thaw(request.POST.get("slip", ""), str(row.subject))
    if told is None:
        messages.warning(request, _("La hoja se imprime desde la página que la mostró. Si se perdió, dé palabras nuevas."))
        return to("referral", subject=subject)
    answer = HttpResponse(referral_slip.printed(request, told), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="referencia-{row.folio}.pdf"'
    return answer


def _met(reader: Reader, subject: UUID) -> Encounter:
    """Return an encounter of the reader's group that stands; raises NotForYou for any other."""
    row = encounters.encounter(subject, [reader.group], reader.country) if reader.group else None
    if row is None or row.is_struck or row.is_withdrawn:
        raise NotForYou
    return row


def _chosen(request: HttpRequest, named: tuple[tuple[UUID, str], ...]) -> UUID | None:
    """Return who of those with a name is meant; raises NotForYou for somebody else."""
    asked = _asked(request, "persona")
    if not asked:
        return None
    found = _id(asked)
    if found is None or found not in {one for one, _name in named}:
        raise NotForYou
    return found


def _asked(request: HttpRequest, name: str) -> str:
    return request.POST.get(name) or request.GET.get(name) or ""


def _id(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


def _typed(reader: Reader, values: Any) -> Typed:  # Any: what a request holds, or values of our own
    return Typed(values, Labels(reader.country), zone_of(reader))
