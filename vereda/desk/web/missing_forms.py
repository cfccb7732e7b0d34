"""The forms of reports of missing persons: a call at night, what is known later, an alert in one act, a lead, somebody found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vereda.access.door import NotForYou, Reader, RecordClass, log_read
from vereda.countries.door import AlertWordKind, pack
from vereda.desk.dates import clock, shortday
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels, by_name, folio
from vereda.desk.rooms import missing as missing_room
from vereda.desk.rooms import missing_forms as forms
from vereda.desk.rooms.choices import municipalities
from vereda.desk.rooms.meeting_form import Ground
from vereda.desk.rooms.typed import Typed
from vereda.desk.told import told
from vereda.desk.web.acting import attempt
from vereda.desk.web.missing import DECIDES, WRITES_TEXT, act
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.words import missing as words
from vereda.encounters.door import Encounter, Filter, Where, encounters
from vereda.logbook.door import Receipt, record_all
from vereda.logbook.schema import Channel, uuid7
from vereda.people import door as people
from vereda.rescue import door as rescue
from vereda.tracing import door as tracing
from vereda.tracing.door import LeadFrom, LocatedBy, MissingFile, Reliability

MET_LATELY = timedelta(days=2)  # a report told in a meeting is written down the same night, or the next one


@WRITES_TEXT
@room
@require_http_methods(["GET", "POST"])
def new_report(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Take a report: three things are enough, the rest may follow."""
    can, ground = missing_room.sees(reader), _ground(reader)
    met = _met_lately(can, reader)
    if request.method == "GET":
        usual = {"nationality": "XX", "sex": "U", "age_band": "U", "state": ground.state, "municipality": ""}
        return _report_form(request, reader, _typed(reader, usual), met)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    seeking, sought = forms.read_seeking(typed, met), forms.read_sought(typed, ground, timezone.localdate())
    entry = entry_for(typed, reader)
    made = kept(
        typed, entry, partial(tracing.open_report, seeking, sought, by=author(reader), at=now(), entry=entry), forms.FIELDS
    )
    if made is None:
        return _report_form(request, reader, typed, met, status=422)
    messages.success(request, _("Reporte guardado. Dé el folio a quien llama: abajo está el comprobante."))
    return to("missing", subject=made)


def _report_form(request: HttpRequest, reader: Reader, typed: Typed, met: dict[str, str], *, status: int = 200) -> HttpResponse:
    context = {**_drawn(typed), "met": list(met.items()), "with_seeker": True, "address": "new_report", "row": None}
    return page(request, "desk/missing_form.html", context, here="post", status=status)


@WRITES_TEXT
@room
@require_http_methods(["GET", "POST"])
def another(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Seek another person in the same report."""
    row = _row(reader, subject)
    ground = _ground(reader)
    usual = {"nationality": row.nationality, "last_contact_by": row.last_contact_by, "state": row.state or ground.state}
    usual |= {"municipality": row.municipality, **{f"danger:{code}": "on" for code in tracing.sealed.danger(row)}}
    if row.last_contact_at:
        usual["last_contact_at"] = timezone.localtime(row.last_contact_at).strftime("%Y-%m-%dT%H:%M")
    save = partial(tracing.seek_another, report=row.report)
    return _person_form(request, reader, row, "another_missing", usual, save, _("Guardada: otra persona del mismo reporte."))


@WRITES_TEXT
@room
@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Write what is known better of the person; the form holds what is known."""
    can, row = missing_room.sees(reader), _row(reader, subject)
    if not can.names:
        raise NotForYou
    person = people.person_of(row.person)
    identity = people.identity(person) if person else None
    log_read(reader, RecordClass.K2, subject=row.person)
    usual = forms.filled_sought(row, identity, timezone.localdate())
    save = partial(tracing.describe_sought, file=subject)
    return _person_form(request, reader, row, "describe_missing", usual, save, _("Guardado lo que se sabe."))


def _person_form(
    request: HttpRequest,
    reader: Reader,
    row: MissingFile,
    address: str,
    usual: dict[str, str],
    save: Callable[..., Receipt],
    said: str,
) -> HttpResponse:
    """Show the part of the form that tells who is sought, or keep it."""
    if request.method == "GET":
        return _person_page(request, _typed(reader, usual), row, address)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    sought, entry = forms.read_sought(typed, _ground(reader), timezone.localdate()), entry_for(typed, reader)
    made = kept(typed, entry, partial(save, sought, by=author(reader), at=now(), entry=entry), forms.FIELDS)
    if made is None:
        return _person_page(request, typed, row, address, status=422)
    messages.success(request, said)
    return to("missing", subject=made)


def _person_page(request: HttpRequest, typed: Typed, row: MissingFile, address: str, *, status: int = 200) -> HttpResponse:
    context = {**_drawn(typed), "met": [], "with_seeker": False, "address": address, "row": row}
    return page(request, "desk/missing_form.html", context, here="post", status=status)


@DECIDES
@room
@require_http_methods(["GET", "POST"])
def seeker(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Write what is known better of who seeks, and what they agree to."""
    row = _row(reader, subject)
    report = tracing.report(row.report, row.group, row.country)
    if report is None:
        raise NotForYou
    if report.withdrawn_at:
        refused = told(tracing.SeekerWithdrew(), Labels(reader.country))
        return page(request, "desk/missing_seeker.html", {"row": row, "refused": refused}, here="post", status=410)
    log_read(reader, RecordClass.K6, subject=report.subject)
    typed = _typed(reader, forms.filled_seeking(report))
    if request.method == "POST":
        typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
        seeking = forms.read_seeking(typed, {})
        done = partial(tracing.correct_report, seeking, report=report.subject, by=author(reader), at=now())
        if kept(typed, None, done, forms.FIELDS) is not None:
            messages.success(request, _("Guardado quién busca y qué permite."))
            return to("missing", subject=subject)
    context = {**_drawn(typed), "row": row}
    return page(request, "desk/missing_seeker.html", context, here="post", status=422 if typed.errors else 200)


@act(WRITES_TEXT)
def open_alert(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Open an alert from a report, in one act: the alert names the folio, the report the alert, and no alert names the person."""
    row = _row(reader, subject)
    if not missing_room.can_alert(row, now()):
        messages.warning(request, _("Ya hay una alerta abierta, o hace más de 30 días que no se sabe de la persona."))
        return to("missing", subject=subject)
    opened: list[Receipt] = []
    if not attempt(
        request, reader, lambda: opened.extend(_both(row, reader)), _("Alerta abierta. Lleva el folio, no el nombre.")
    ):
        return to("missing", subject=subject)
    return to("alert", subject=opened[0].subject)


def _both(row: MissingFile, reader: Reader) -> list[Receipt]:
    """Record the alert and that the file has it, in one block."""
    by, at = author(reader), now()
    subject = uuid7(int(at.timestamp() * 1000))
    alert = replace(rescue.alert_draft(_told(row, reader), by=by, at=at, channel=Channel.DESK), subject=subject, seen=())
    return record_all([alert, tracing.alert_draft(file=row.subject, alert=subject, by=by, at=at)])


def _told(row: MissingFile, reader: Reader) -> rescue.Told:
    """Return the alert of a person sought: where and since when, and the folio under which the rest is read."""
    where = Where(state=row.state, municipality=row.municipality, **missing_room.place_to_search(row))
    hours = int((now() - row.last_contact_at) / timedelta(hours=1)) if row.last_contact_at else None
    known = pack(reader.country).alert_words
    return rescue.Told(
        people=1,
        needs=[code for code in tracing.sealed.danger(row) if code in known and known[code].kind == AlertWordKind.NEED],
        children=1 if row.age_band in missing_room.CHILDREN else None,
        where=where,
        note=_("Persona extraviada, reporte {folio}. Las señas están en ese expediente.").format(folio=row.folio),
        language=row.language if row.language in pack(reader.country).languages else "",
        last_seen_h=max(0, hours) if hours is not None else None,
    )


@WRITES_TEXT
@room
@require_http_methods(["GET", "POST"])
def lead(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Write that somebody says to have seen the person."""
    row = _row(reader, subject)
    typed = _typed(reader, {"state": row.state}) if request.method == "GET" else _sent(request, reader)
    if request.method == "POST" and _kept_lead(typed, reader, subject):
        messages.success(request, _("Pista guardada."))
        return to("missing", subject=subject)
    context = {
        **_drawn(typed),
        "row": row,
        "sources": forms.pairs(words.LEAD_FROM),
        "reliabilities": forms.pairs(words.RELIABILITY, Reliability.UNKNOWN),
    }
    return page(request, "desk/missing_lead.html", context, here="post", status=422 if typed.errors else 200)


def _kept_lead(typed: Typed, reader: Reader, subject: UUID) -> bool:
    entry, known = entry_for(typed, reader), typed.labels.pack
    found = known.admin2.get(typed.get("municipality"))
    state = found.state if found else typed.get("state") if typed.get("state") in known.admin1 else ""
    done = partial(
        tracing.hear_lead,
        file=subject,
        text=typed.text("text", 4000),
        source=forms.code_of(typed, "source", LeadFrom, LeadFrom.OTHER),
        reliability=forms.code_of(typed, "reliability", Reliability, Reliability.UNKNOWN),
        seen_on=typed.day("seen_on"),
        state=state,
        municipality=found.code if found else "",
        by=author(reader),
        at=now(),
        entry=entry,
    )
    return kept(typed, entry, done, {**forms.FIELDS, "tracing.in_the_future": "seen_on"}) is not None


@WRITES_TEXT
@room
@require_http_methods(["GET", "POST"])
def found(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Write that the person was found alive: in which encounter, or how it is known."""
    row = missing_room.seen_by(_row(reader, subject), missing_room.sees(reader))
    met = missing_room.met_lately(row, now())
    typed = _typed(reader, {}) if request.method == "GET" else _sent(request, reader)
    if request.method == "POST" and _kept_found(typed, reader, subject, {str(one.subject) for one in met}):
        messages.success(
            request,
            _(
                "Anotado: se encontró con vida. Sigue la coordinación: revisa el riesgo y le pregunta qué se puede decir. "
                "Hasta entonces, a nadie se le dice, y el expediente se ve igual."
            ),
        )
        return to("missing", subject=subject)
    log_read(reader, RecordClass.K1, subjects=[one.subject for one in met])
    context = {
        **_drawn(typed),
        "row": row,
        "met": [(str(one.subject), _met_for(row, one, Labels(reader.country))) for one in met],
        "ways": [(code.value, words.said(words.LOCATED_BY, code)) for code in (LocatedBy.ENCOUNTER, *words.FROM_AFAR)],
    }
    return page(request, "desk/missing_found.html", context, here="post", status=422 if typed.errors else 200)


def _kept_found(typed: Typed, reader: Reader, subject: UUID, met: set[str]) -> bool:
    """Keep the finding: an encounter of the list, or a way of knowing from afar."""
    way, chosen, when = typed.get("how"), typed.get("encounter"), typed.instant("when")
    if way not in {LocatedBy.ENCOUNTER, *words.FROM_AFAR}:
        typed.wrong("how", _("Elija cómo se sabe."))
        return False
    if way == LocatedBy.ENCOUNTER and chosen not in met:
        typed.wrong("encounter", _("Elija el encuentro en que se encontró."))
        return False
    is_known = _is_known_to_others(typed, reader, subject, when)
    if is_known is not None:
        return is_known
    encounter = UUID(chosen) if way == LocatedBy.ENCOUNTER else None
    done = partial(
        tracing.locate, file=subject, by_way=LocatedBy(way), encounter=encounter, when=when, by=author(reader), at=now()
    )
    return kept(typed, None, done, {**forms.FIELDS, "tracing.in_the_future": "when"}) is not None


def _is_known_to_others(typed: Typed, reader: Reader, subject: UUID, when: datetime | None) -> bool | None:
    """Return whether a finding is taken that stands already, where only the coordination may know; None: it is written as usual.

    Who writes it, true or not, gets the same answer as if nobody had: it cannot be tried out whether somebody was found.
    """
    row = tracing.file(subject, reader.group, reader.country)
    if row is None or not row.located_at or row.close_reason or missing_room.seen_by(row, missing_room.sees(reader)).located_at:
        return None
    if when and when > now() + tracing.AHEAD:
        typed.refuse(tracing.InTheFuture(), {**forms.FIELDS, "tracing.in_the_future": "when"})
    return not typed.errors


def _met_for(row: MissingFile, met: Encounter, labels: Labels) -> str:
    """Return an encounter in which somebody may have been found, and whether it would count."""
    said = met_said(met, labels)
    return said if met.occurred_at >= row.opened_at else _("{met} · antes del reporte: no cuenta").format(met=said)


def met_said(row: Encounter, labels: Labels) -> str:
    """Return an encounter as it is chosen from: '20 nov 04:10 · 3 personas · Piedras Negras, Coahuila'."""
    when = f"{shortday(row.occurred_at)} {clock(row.occurred_at)}"
    people_said = _("{n} personas").format(n=row.people_met) if row.people_met != 1 else _("1 persona")
    return f"{when} · {people_said} · {labels.place(row.state, row.municipality)} · {folio(row.subject)}"


def _met_lately(can: missing_room.Sees, reader: Reader) -> dict[str, str]:
    """Return the encounters in which a report may have been told."""
    rows = encounters(can.group, reader.country, Filter(from_on=timezone.localdate() - MET_LATELY))[:40]
    labels = Labels(reader.country)
    return {str(row.subject): met_said(row, labels) for row in rows if not row.joined_into and not row.is_aggregate}


def _drawn(typed: Typed) -> dict[str, Any]:  # Any: what the page draws
    known = typed.labels.pack
    return {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        **forms.choices(typed),
        "states": sorted(((row.code, row.name) for row in known.admin1.values()), key=by_name),
        "municipalities": municipalities(known, typed.get("state")),
    }


def _ground(reader: Reader) -> Ground:
    here = pack(reader.country).groups[reader.group]
    return Ground(reader.country, here.state, here.municipality, group=reader.group)


def _typed(reader: Reader, values: dict[str, str]) -> Typed:
    return Typed(values, Labels(reader.country), zone_of(reader))


def _sent(request: HttpRequest, reader: Reader) -> Typed:
    return Typed(request.POST, Labels(reader.country), zone_of(reader))


def _row(reader: Reader, subject: UUID) -> MissingFile:
    found_row = missing_room.row_of(subject, missing_room.sees(reader), reader)
    log_read(reader, RecordClass.K6, subject=subject)
    return found_row
