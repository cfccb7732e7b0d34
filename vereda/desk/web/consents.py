"""Permisos: what was read to somebody and what they answered, purpose by purpose; a new reading; taking it back.

Taking consent back asks for no more than seeing it: nobody who sees one may be kept from stopping it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import (
    Action,
    NotForYou,
    Purpose,
    Reader,
    RecordClass,
    log_read,
    serves,
    wait_for_codes,
    wrong_code,
)
from vereda.desk.frame import author, now, page, room, zone_of
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import consent_child, referral_slip
from vereda.desk.rooms import consents as consents_room
from vereda.desk.rooms import referral_acts as acts
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.words import referrals as words
from vereda.encounters.door import encounter as encounter_row
from vereda.logbook.door import Receipt
from vereda.logbook.door import record_all as record
from vereda.people import door as people
from vereda.people.door import Consent, ConsentFor, ConsentMode, WithdrawnBy
from vereda.referrals import door as referrals

K2 = RecordClass.K2
ASKING = (Purpose.ASSIST, Purpose.RESCUE, Purpose.MEDICAL, Purpose.PROTECTION_CASE)
SEES = serves(K2, on_post=Action.READ, purposes=ASKING, usual=Purpose.ASSIST)
ASKS = serves(K2, action=Action.WRITE, purposes=ASKING, usual=Purpose.ASSIST)
FIELDS = {
    **consent_child.FIELDS,
    "people.witness_missing": "witness",
    "people.consent_text_missing": "language",
    "people.nothing_answered": "answers",
}


@dataclass(frozen=True)
class Whose:
    """Of whom consent is shown: somebody with a name, or those of an encounter who gave none."""

    name: str
    subject: UUID
    group: str
    title: str
    back: str
    is_child: bool

    @property
    def of(self) -> dict[str, Any]:  # Any: as people ask for it
        """The same, as people ask for it."""
        return {self.name: self.subject}

    @property
    def page(self) -> str:
        return reverse(f"desk:{self.name}_consents", args=[self.subject])

    @property
    def action(self) -> str:
        return reverse(f"desk:read_{self.name}_consent", args=[self.subject])


@SEES
@room
@require_GET
def of_encounter(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show what was read in an encounter, and to who gave a name there."""
    whose = _met(reader, subject)
    row = encounter_row(subject, [reader.group], reader.country)
    assert row is not None  # `_met` found it
    return _shown(request, reader, whose, consents_room.of_encounter(reader, row), _typed(reader, {}))


@SEES
@room
@require_GET
def of_person(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show what was read to somebody."""
    whose = _person(reader, subject)
    rows = people.consents.consents_of(reader.country, person=subject)
    return _shown(request, reader, whose, rows, _typed(reader, {}))


def _shown(request: HttpRequest, reader: Reader, whose: Whose, rows: Sequence[Consent], typed: Typed) -> HttpResponse:
    log_read(reader, K2, subjects=[row.subject for row in rows])
    context = {
        "whose": whose,
        "rows": consents_room.shown(rows, reader),
        "ways": list(words.TAKEN_BACK.items()),
        "may_ask": consents_room.may_ask(reader, whose.group),
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        **_readable(request, typed, reader.country),
        "modes": list(words.MODES.items()),
        "unsigned": words.UNSIGNED,
        **consent_child.offered(is_child=whose.is_child),
    }
    return page(request, "desk/consents.html", context, here="encounters", status=422 if typed.errors else 200)


def _readable(request: HttpRequest, typed: Typed, country: str) -> dict[str, Any]:  # Any: what the page draws
    """Return the texts of all purposes in the language that was asked for."""
    languages = consents_room.languages(country)
    asked = typed.get("language") or request.GET.get("lengua", "")
    language = asked if asked in dict(languages) else languages[0][0]
    found = people.consents.texts(language)
    texts = [(one, said, found[ConsentFor(one)]) for one, said in words.PURPOSES.items() if one in found]
    tag = next(one.tag for one in consents_room.texts_of(ConsentFor.REFER, country) if one.language == language)
    return {"languages": languages, "spoken": language, "tag": tag, "texts": texts}


@ASKS
@room
@require_POST
def read_to_encounter(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Keep what somebody without a name answered."""
    return _read(request, reader, _met(reader, subject))


@ASKS
@room
@require_POST
def read_to_person(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Keep what somebody answered."""
    return _read(request, reader, _person(reader, subject))


def _read(request: HttpRequest, reader: Reader, whose: Whose) -> HttpResponse:
    if not consents_room.may_ask(reader, whose.group):
        raise NotForYou
    typed = _typed(reader, request.POST)
    given = [one for one in ConsentFor if typed.get(f"answer:{one}") == acts.YES]
    refused = [one for one in ConsentFor if typed.get(f"answer:{one}") == acts.NO]
    if given:
        acts.check_yes(typed)
    entry, codes = entry_for(typed, reader), list[str]()

    def act() -> Receipt:
        reading = people.reading(
            by=author(reader),
            at=now(),
            now=now(),
            language=typed.get("language"),
            given=given,
            refused=refused,
            mode=ConsentMode(typed.get("mode")) if given else ConsentMode.SIGNED,
            witness=typed.text("witness", 120) if given else "",
            entry=entry,
            **consent_child.read(typed, is_child=whose.is_child),
            **whose.of,
        )
        codes.append(reading.code)
        return record([*reading.drafts, *referrals.recall_drafts(reading.gone, by=author(reader), at=now())])[0]

    made = kept(typed, entry, act, FIELDS)
    if made is None:
        return _shown(request, reader, whose, people.consents.consents_of(reader.country, **whose.of), typed)
    if not codes or not codes[0]:
        said = _("Anotado lo que contestó.") if codes else _("Ya se había guardado; el número se mostró la primera vez.")
        messages.success(request, said)
        return HttpResponseRedirect(whose.page)
    return _slip(request, reader, whose, made, codes[0], typed.get("language"))


def _slip(request: HttpRequest, reader: Reader, whose: Whose, consent: UUID, code: str, language: str) -> HttpResponse:
    telephone = referral_slip.telephone(whose.group, reader.country)
    told = {"folio": folio(consent), "words": "", "code": code, "until": "", "telephone": telephone}
    context = {
        "whose": whose,
        "consent": consent,
        "code": code,
        "ways_back": referral_slip.ways_back(code, telephone),
        "frozen": referral_slip.freeze(str(consent), told, language, reader.country),
    }
    return page(request, "desk/consent_slip.html", context, here="encounters")


@SEES
@room
@require_POST
def slip_pdf(request: HttpRequest, reader: Reader, consent: UUID) -> HttpResponse:
    """Send the number for the person as PDF; it comes with the form, signed, from the page that showed it."""
    row = _consent(reader, consent)
    told = referral_slip.thaw(request.POST.get("slip", ""), str(row.subject))
    if told is None:
        raise NotForYou
    answer = HttpResponse(referral_slip.printed(request, told), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="permiso-{folio(consent)}.pdf"'
    return answer


@SEES
@room
@require_POST
def withdraw(request: HttpRequest, reader: Reader, consent: UUID) -> HttpResponse:
    """Take consent back, all of it or single purposes, with the recall of all that hangs on it."""
    row = _consent(reader, consent)
    typed = _typed(reader, request.POST)
    way = typed.get("way")
    chosen = [one for one in ConsentFor if typed.is_on(f"purpose:{one}")]
    if way not in words.TAKEN_BACK:
        messages.warning(request, _("Marque cómo lo pidió: aquí, por teléfono o en papel. Todavía no se quitó nada."))
    else:
        attempt(
            request,
            reader,
            lambda: acts.withdraw(row, purposes=chosen, way=WithdrawnBy(way), by=author(reader), at=now()),
            _("Permiso quitado. Lo que se había enviado con él ya está cerrado."),
        )
    back = request.POST.get("back", "")
    return HttpResponseRedirect(_back(row, back))


def _back(row: Consent, asked: str) -> str:
    """Return the page from which it was taken back: of the encounter that was named, else of whose it is."""
    if row.person and asked != "encounter":
        return reverse("desk:person_consents", args=[row.person])
    return reverse("desk:encounter_consents", args=[row.encounter]) if row.encounter else reverse("desk:home")


@SEES
@room
@require_http_methods(["GET", "POST"])
def withdraw_by_code(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Take back what hangs on the number of a slip, said at the window or by telephone.

    The answer is the same whether it was right: a number opens the withdrawal, and tells nothing. Wrong ones are few.
    """
    typed, is_done = _typed(reader, request.POST), False
    if request.method == "POST":
        address = request.META.get("REMOTE_ADDR", "")
        way, code = typed.get("way"), typed.text("code", 60)
        if wait_for_codes(address):
            typed.wrong("code", _("Demasiados intentos. Espere un minuto y escríbalo con calma."))
        elif sum(sign.isdigit() for sign in code) != 8:
            typed.wrong("code", _("Son ocho cifras, como están en el papel."))
        elif way not in words.TAKEN_BACK:
            typed.wrong("way", _("Marque cómo lo pidió."))
        else:
            rows = people.consents.with_code(code, reader.country)
            drafts = people.withdrawal_drafts(rows, by=author(reader), at=now(), way=WithdrawnBy(way))
            if drafts:
                gone = [one.subject for one in drafts if one.subject]
                record([*drafts, *referrals.recall_drafts(gone, by=author(reader), at=now())])
            elif not rows:
                wrong_code(address)
            is_done = True
    context = {"form": typed, "is_done": is_done, "ways": list(words.TAKEN_BACK.items())}
    return page(request, "desk/consent_code.html", context, here="", status=422 if typed.errors else 200)


def _met(reader: Reader, subject: UUID) -> Whose:
    row = encounter_row(subject, [reader.group], reader.country) if reader.group else None
    if row is None or not consents_room.may_see(reader, row.group):
        raise NotForYou
    back = reverse("desk:encounter", args=[subject])
    title, is_child = _("Encuentro {folio}").format(folio=folio(subject)), consent_child.is_known(None, row)
    return Whose("encounter", subject, row.group, title, back, is_child)


def _person(reader: Reader, subject: UUID) -> Whose:
    row = people.person_of(subject)
    if row is None or row.country != reader.country or not consents_room.may_see(reader, row.group):
        raise NotForYou
    return Whose(
        "person",
        subject,
        row.group,
        _("Persona {folio}").format(folio=folio(subject)),
        reverse("desk:person", args=[subject]),
        consent_child.is_known(subject, None),
    )


def _consent(reader: Reader, consent: UUID) -> Consent:
    row = people.consents.consent(consent, reader.country)
    if row is None or not consents_room.may_see(reader, row.group):
        raise NotForYou
    return row


def _typed(reader: Reader, values: Any) -> Typed:  # Any: what a request holds, or values of our own
    return Typed(values, Labels(reader.country), zone_of(reader))
