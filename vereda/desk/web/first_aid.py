"""First aid at the desk: written from an encounter in less than a minute, advised as it is typed, measured again, handed over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Reader, RecordClass, log_read
from vereda.desk.frame import author, now, page, room, to
from vereda.desk.labels import folio
from vereda.desk.rooms import encounter as told_room
from vereda.desk.rooms import first_aid as aid_room
from vereda.desk.rooms import first_aid_acts as acts
from vereda.desk.rooms import first_aid_advice, first_aid_form, first_aid_handover
from vereda.desk.rooms import first_aid_rules as rules_room
from vereda.desk.rooms import history as history_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import attempt
from vereda.desk.web.first_aid_ground import K3, READS, WRITES, met_of, row_of, typed_of, whole_row
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.encounters import door as encounters
from vereda.encounters.door import Encounter
from vereda.logbook import door as logbook
from vereda.logbook.door import Receipt
from vereda.medical import door as medical
from vereda.medical.door import FirstAid, records
from vereda.medical.rules import rule
from vereda.people import door as people


@WRITES
@room
@require_GET
def of_encounter(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the records of an encounter; lead to the form where there is none."""
    row = met_of(reader, subject)
    rows = records.of_encounter(subject, row.group, row.country)
    if not rows:
        return to("new_first_aid", subject=subject)
    log_read(reader, K3, subjects=[one.subject for one in rows])
    there = aid_room.opened(rows, reader)
    context = {
        "row": row,
        "folio": folio(subject),
        "rows": aid_room.listed(rows, there),
        "colours": aid_room.colours(there),
        "folio_of": folio,
        **aid_room.triage_drawn(),
        "is_counted": acts.is_counted(subject, len(rows)),
    }
    return page(request, "desk/first_aids.html", context, here="encounters")


@WRITES
@room
@require_http_methods(["GET", "POST"])
def new_first_aid(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the form, or keep what was typed with the service that the encounter holds."""
    row = met_of(reader, subject)
    persons = _persons(reader, row)
    if request.method == "GET":
        log_read(reader, RecordClass.K1, subject=subject)
        return _form(request, reader, typed_of(reader, _first(row)), row, persons)
    typed = typed_of(reader, request.POST)
    entry, sent = entry_for(typed, reader), first_aid_form.read(typed, now(), [one for one, _name in persons])
    if sent is None or (made := kept(typed, entry, partial(_opened, sent, row, reader, entry), first_aid_form.FIELDS)) is None:
        return _form(request, reader, typed, row, persons)
    messages.success(request, _("Guardado y sellado."))
    return to("first_aid", subject=made)


def _opened(sent: first_aid_form.Sent, row: Encounter, reader: Reader, entry: UUID | None) -> Receipt:
    drafts = medical.opening_drafts(
        sent.told,
        encounter=row.subject,
        person=sent.person,
        vitals=sent.vitals,
        given=sent.given,
        outcome=sent.outcome,
        place=sent.place,
        by=author(reader),
        at=now(),
        entry=entry,
    )
    return acts.open_record(drafts, encounter=row.subject, by=author(reader))


def _form(
    request: HttpRequest,
    reader: Reader,
    typed: Typed,
    met: Encounter,
    persons: list[tuple[UUID, str]],
    row: FirstAid | None = None,
) -> HttpResponse:
    told, vitals = _read_leniently(typed)
    context = {
        "form": typed,
        "row": row,
        "met": met,
        "folio": folio(met.subject),
        "persons": persons,
        "token": typed.get("form") or fresh_token(),
        "advised": first_aid_advice.advice(told, vitals),
        **first_aid_form.offered(),
    }
    return page(request, "desk/first_aid_form.html", context, here="encounters", status=422 if typed.errors else 200)


@WRITES
@room
@require_POST
def advise(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Return what the rules advise for what stands in the form. Nothing is kept, and nothing of anybody is read."""
    typed = typed_of(reader, request.POST)
    told, vitals = _read_leniently(typed)
    return render(
        request, "desk/first_aid_advice.html", {"advised": first_aid_advice.advice(told, vitals), "form": typed, "is_asked": True}
    )


@WRITES
@room
@require_GET
def first_aid_rules(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what each rule says and who has not signed it. Nothing of anybody is read."""
    return page(request, "desk/first_aid_rules.html", {"rules": rules_room.said()}, here="encounters")


@WRITES
@room
@require_GET
def first_aid(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show a record: the whole to who holds the class, what must not be given to who helps."""
    return _shown(request, reader, row_of(reader, subject), "", typed_of(reader, {}))


def _shown(request: HttpRequest, reader: Reader, row: FirstAid, act: str, typed: Typed) -> HttpResponse:
    """Return the page of a record. act, typed: the act that was refused, and what was typed for it."""
    log_read(reader, K3, subject=row.subject)
    is_open = aid_room.may_read(reader, row)
    steps, others = history_room.steps(logbook.history(row.subject), row.group, typed.labels)
    context = {
        "row": row,
        "folio": folio(row.subject),
        "met": folio(row.encounter),
        "whole": aid_room.whole(row, typed.labels) if is_open else None,
        "warned": aid_room.warned(records.flags(row)) if aid_room.may_read_flags(reader, row) else [],
        "is_known": records.told(row) is not None,
        "handover": first_aid_handover.text(row) if is_open else None,
        "most": medical.HANDOVER_MOST,
        "sets": len(row.vitals),
        "done": len(row.treatments),
        "form": typed,
        "act": act,
        "token": typed.get("form") or fresh_token(),
        "steps": steps,
        "others": others,
        "trend_rule": rule("TREND"),
        **aid_room.triage_drawn(),
        **first_aid_form.offered(),
    }
    return page(request, "desk/first_aid.html", context, here="encounters", status=422 if typed.errors else 200)


@WRITES
@room
@require_POST
def act_on_first_aid(request: HttpRequest, reader: Reader, subject: UUID, what: str) -> HttpResponse:
    """Note one thing more: signs, something done, how it ended. What was typed comes back where it is refused."""
    if what not in BY_WORD:
        raise NotForYou
    row, (reads, said) = row_of(reader, subject), BY_WORD[what]
    typed = typed_of(reader, request.POST)
    entry = entry_for(typed, reader)
    act = reads(typed, row, reader, entry)
    if act is None or kept(typed, entry, act, first_aid_form.FIELDS) is None:
        return _shown(request, reader, row, what, typed)
    messages.success(request, str(said))
    return to("first_aid", subject=subject)


type Reads = Callable[[Typed, FirstAid, Reader, UUID | None], Callable[[], Receipt] | None]


def _vitals(typed: Typed, row: FirstAid, reader: Reader, entry: UUID | None) -> Callable[[], Receipt] | None:
    vitals = first_aid_form.read_vitals(typed, now())
    if vitals is None and not typed.errors:
        typed.wrong("respirations", _("Anote al menos un valor medido."))
    if vitals is None or typed.errors:
        return None
    return partial(medical.take_vitals, vitals, record_=row.subject, by=author(reader), at=now(), entry=entry)


def _given(typed: Typed, row: FirstAid, reader: Reader, entry: UUID | None) -> Callable[[], Receipt] | None:
    given = first_aid_form.read_given(typed, now())
    if not given and not typed.errors:
        typed.wrong("given", _("Marque qué se hizo."))
    if not given or typed.errors:
        return None
    return partial(medical.give, given, record_=row.subject, by=author(reader), at=now(), entry=entry)


def _outcome(typed: Typed, row: FirstAid, reader: Reader, entry: UUID | None) -> Callable[[], Receipt] | None:
    outcome, place = first_aid_form.read_outcome(typed), typed.text("place", first_aid_form.PLACE_MOST)
    if outcome is None and not typed.errors:
        typed.wrong("outcome", _("Marque cómo terminó."))
    if outcome is None or typed.errors:
        return None
    return partial(medical.note_outcome, outcome, record_=row.subject, place=place, by=author(reader), at=now(), entry=entry)


BY_WORD: Mapping[str, tuple[Reads, str | Promise]] = {
    "signos": (_vitals, lazy("Signos guardados y sellados.")),
    "hecho": (_given, lazy("Anotado y sellado.")),
    "termino": (_outcome, lazy("Anotado cómo terminó.")),
}
"""What somebody can note: by the word in the address."""


@WRITES
@room
@require_POST
def withdraw_line(request: HttpRequest, reader: Reader, subject: UUID, line: str) -> HttpResponse:
    """Take a set or something done away that was a mistake. Who sees it may: nobody else knows which it is."""
    row = whole_row(reader, subject)
    is_set = any(one[0] == line for one in row.vitals)
    act = medical.withdraw_vitals if is_set else medical.withdraw_treatment
    attempt(request, reader, partial(act, record_=subject, line=line, by=author(reader), at=now()), _("Quitado."))
    return to("first_aid", subject=subject)


@WRITES
@room
@require_http_methods(["GET", "POST"])
def correct_first_aid(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show what was told, to be told again as a whole; for who sees it."""
    row = whole_row(reader, subject)
    told = records.told(row)
    met = encounters.encounter(row.encounter, [row.group], row.country)
    if told is None or met is None:
        raise NotForYou
    if request.method == "GET":
        log_read(reader, K3, subject=subject)
        return _form(request, reader, typed_of(reader, first_aid_form.values_of(told)), met, [], row)
    typed = typed_of(reader, request.POST)
    entry, said = entry_for(typed, reader), first_aid_form.read_told(typed)
    act = partial(medical.correct_told, said, record_=subject, by=author(reader), at=now(), entry=entry)
    if kept(typed, entry, act, first_aid_form.FIELDS) is None:
        return _form(request, reader, typed, met, [], row)
    messages.success(request, _("Corregido."))
    return to("first_aid", subject=subject)


@WRITES
@room
@require_POST
def withdraw_first_aid(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take a record back that was a mistake, with the service in its encounter; or put it back."""
    row = row_of(reader, subject)
    if row.is_withdrawn:
        act = partial(acts.reinstate_record, subject, encounter=row.encounter, by=author(reader), at=now())
        attempt(request, reader, act, _("Repuesto."))
    else:
        act = partial(acts.withdraw_record, subject, encounter=row.encounter, by=author(reader), at=now())
        attempt(request, reader, act, _("Anulado. Se puede reponer aquí."))
    return to("first_aid", subject=subject)


@READS
@room
@require_GET
def first_aid_letter(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Send the letter for a hospital as PDF."""
    row = whole_row(reader, subject)
    log_read(reader, K3, Action.EXPORT, subject=subject)
    answer = HttpResponse(first_aid_handover.letter(row, timezone.localtime()), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="referencia-{folio(subject)}.pdf"'
    return answer


def _read_leniently(typed: Typed) -> tuple[medical.Told, medical.VitalSet | None]:
    """Return what can be read of a form that may be half typed."""
    return first_aid_form.read_told(typed), first_aid_form.read_vitals(typed, now())


def _first(row: Encounter) -> dict[str, str]:
    """Return the values of an empty form: sex is known where one person was met."""
    found = logbook.subject(row.subject)
    lines = list(encounters.lines_of(found.folded.state).values()) if found else []
    alone = row.people_met == 1 and len(lines) == 1
    return {"sex": lines[0].get("sex", "U")} if alone else {}


def _persons(reader: Reader, row: Encounter) -> list[tuple[UUID, str]]:
    """Return who gave a name in the encounter; by name where the reader may open names for this purpose, which is logged."""
    found = logbook.subject(row.subject)
    named = [UUID(one) for one in encounters.persons_of(found.folded.state)] if found else []
    is_open = bool(named) and told_room.may_read_names(reader, row)
    if is_open:
        log_read(reader, RecordClass.K2, subjects=named)
    return [(one, (_name(one) if is_open else "") or folio(one)) for one in named]


def _name(person: UUID) -> str:
    known = people.person_of(person)
    told = people.identity(known) if known else None
    return " ".join(part for part in (told.given, *told.families) if part) or told.nickname if told else ""
