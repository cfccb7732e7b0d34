"""Triage: of everybody in an encounter, one after the other, or once more of somebody who has a record."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from vereda.access.door import Reader, log_read
from vereda.access.door import RecordClass as Class
from vereda.desk.frame import author, now, page, room, to
from vereda.desk.labels import folio
from vereda.desk.rooms import first_aid as aid_room
from vereda.desk.rooms import first_aid_acts as acts
from vereda.desk.rooms import first_aid_form
from vereda.desk.rooms import first_aid_triage as triage_room
from vereda.desk.rooms.first_aid_triage import Casualty, Sheet
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.first_aid_ground import K3, WRITES, met_of, row_of, typed_of
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.encounters.door import Encounter
from vereda.logbook.door import Receipt
from vereda.medical import door as medical
from vereda.medical.door import FirstAid, Told, Triaged, records

SAVE = "save"
CHILD_TO_YEARS = 8


@WRITES
@room
@require_http_methods(["GET", "POST"])
def triage_many(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Ask the steps for everybody of an encounter; keep nothing until somebody asks for it, then a record each."""
    met = met_of(reader, subject)
    if request.method == "GET":
        log_read(reader, Class.K1, subject=subject)
        return _asked(request, Sheet(), typed_of(reader, {}), met=met)
    typed = typed_of(reader, request.POST)
    sheet = triage_room.read(typed)
    if typed.get("tap") != SAVE:
        return _asked(request, triage_room.after(sheet, typed.get("tap"), now()), typed, met=met)
    found = triage_room.wanted(sheet, typed, now())
    entry = entry_for(typed, reader)
    if not found or kept(typed, entry, partial(_open_all, found, met, reader, entry), first_aid_form.FIELDS) is None:
        return _asked(request, sheet, typed, met=met)
    said = ngettext("Se guardó y selló {n} registro.", "Se guardaron y sellaron {n} registros.", len(found))
    messages.success(request, said.format(n=len(found)))
    return to("first_aids", subject=subject)


def _open_all(found: list[tuple[Told, Triaged]], met: Encounter, reader: Reader, entry: UUID | None) -> Receipt:
    by, at = author(reader), now()
    drafts = [
        draft
        for number, (told, triaged) in enumerate(found)
        for draft in medical.opening_drafts(
            told, encounter=met.subject, triaged=triaged, by=by, at=at, entry=None if number else entry
        )
    ]
    return acts.open_record(drafts, encounter=met.subject, by=by, records=len(found))


@WRITES
@room
@require_http_methods(["GET", "POST"])
def triage_one(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Ask the steps again of somebody who has a record, and note where they stand now."""
    row = row_of(reader, subject)
    if request.method == "GET":
        log_read(reader, K3, subject=subject)
        return _asked(request, Sheet({1: Casualty(1, _is_child(reader, row))}), typed_of(reader, {}), row=row)
    typed = typed_of(reader, request.POST)
    sheet = triage_room.read(typed)
    if typed.get("tap") != SAVE:
        return _asked(request, triage_room.after(sheet, typed.get("tap"), now()), typed, row=row)
    found, entry = triage_room.wanted(sheet, typed, now())[:1], entry_for(typed, reader)
    act = partial(_note, found, row, reader, entry)
    if not found or kept(typed, entry, act, first_aid_form.FIELDS) is None:
        return _asked(request, sheet, typed, row=row)
    messages.success(request, _("Triage guardado y sellado."))
    return to("first_aid", subject=subject)


def _note(found: list[tuple[Told, Triaged]], row: FirstAid, reader: Reader, entry: UUID | None) -> Receipt:
    return medical.note_triage(found[0][1], record_=row.subject, by=author(reader), at=now(), entry=entry)


def _is_child(reader: Reader, row: FirstAid) -> bool:
    """Tell which steps come first: by the age in the record, for who may read it."""
    told = records.told(row) if aid_room.may_read(reader, row) else None
    if told is None:
        return False
    return told.age_months is not None or (told.age_years is not None and told.age_years <= CHILD_TO_YEARS)


def _asked(
    request: HttpRequest, sheet: Sheet, typed: Typed, *, met: Encounter | None = None, row: FirstAid | None = None
) -> HttpResponse:
    one = sheet.current
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "met": met,
        "row": row,
        "folio": folio(met.subject if met else row.subject if row else UUID(int=0)),
        "sheet": sheet,
        "one": one,
        "steps": triage_room.steps(one),
        "rule": triage_room.rule_of(one),
        "rule_label": triage_room.rule_label(one),
        "counts": triage_room.counts(sheet),
        "carried": list(triage_room.carried(sheet)),
        **aid_room.triage_drawn(),
        "mark_most": triage_room.MARK_MOST,
        "begun": sum(1 for other in sheet.people.values() if other.answers),
        "is_full": len(sheet.people) >= triage_room.PEOPLE_MOST,
    }
    return page(request, "desk/first_aid_triage.html", context, here="encounters", status=422 if typed.errors else 200)
