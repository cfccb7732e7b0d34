"""Extraviadas: the list, the file of a person sought, its acts, and the receipt that the seeker takes home.

Where another group holds a file, there is none. Who takes the call sees what helps to look; who seeks, the risk and what may be
told are for those who hold the whole (matrix.csv, K6).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import history as history_room
from vereda.desk.rooms import missing as missing_room
from vereda.desk.rooms.reports_month import month_of
from vereda.desk.rooms.typed import Typed
from vereda.desk.told import told
from vereda.desk.web.acting import attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.words import missing as words
from vereda.logbook import door as logbook
from vereda.people import door as people
from vereda.tracing import door as tracing
from vereda.tracing.door import CloseReason, ConsentFor, LookedWith, MissingFile, RiskSign, Tell, Verdict, Wish

K6 = RecordClass.K6
SEEKING = (Purpose.RESCUE, Purpose.TRACING, Purpose.PROTECTION_CASE)
READS = serves(K6, purposes=SEEKING, usual=Purpose.RESCUE, part=Part.ALERT_TEXT)
FINDS = serves(K6, on_post=Action.READ, purposes=SEEKING, usual=Purpose.RESCUE, part=Part.ALERT_TEXT)
WRITES_TEXT = serves(K6, action=Action.WRITE, purposes=SEEKING, usual=Purpose.RESCUE, part=Part.ALERT_TEXT)
"""The mark of what whoever is on duty writes: a report, where it was looked, a lead, that somebody was found."""
DECIDES = serves(K6, action=Action.WRITE, purposes=SEEKING, usual=Purpose.RESCUE)
"""The mark of what needs the whole: who seeks, the risk, what is told, how it ends."""
RESTED = timedelta(days=90)
OF_THE_END = frozenset({"located", "forensic", "file_closed"})
END_KINDS = frozenset(one.kind for one in tracing.END_KINDS)
"""Steps and differences that say whether somebody was found: for the coordination alone."""


@FINDS
@room
@require_http_methods(["GET", "POST"])
def files(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the open files, the month in figures, and those of a folio or name: sent in the body, it stands in no log."""
    can, today = missing_room.sees(reader), timezone.localdate()
    asked = request.POST.get("asked", "").replace("\0", "").strip()[:200]
    found = _asked_for(asked, can, reader) if asked else []
    found = [missing_room.seen_by(row, can) for row in found]
    open_ = missing_room.in_order(tracing.open_files(can.group, reader.country), can)
    rested = tracing.resting_files(can.group, reader.country, now() - RESTED)
    log_read(reader, K6, subjects=[row.subject for row in {row.subject: row for row in (*found, *open_, *rested)}.values()])
    month = month_of(request.GET.get("month", ""), today)
    context = {
        "can": can,
        "asked": asked,
        "found": missing_room.listed(reader, can, found, now()),
        "open": missing_room.listed(reader, can, open_, now()),
        "rested": missing_room.listed(reader, can, rested, now()),
        "month": month,
        "counts": tracing.month_counts(can.group, reader.country, month),
        "located_by": words.LOCATED_BY,
        "folio_of": folio,
    }
    return page(request, "desk/missing_files.html", context, here="post")


def _asked_for(asked: str, can: missing_room.Sees, reader: Reader) -> list[MissingFile]:
    rows = tracing.with_folio(asked, can.group, reader.country)
    if rows or not can.names:
        return rows
    persons = [row.subject for row in people.find(asked, can.group) if row.country == reader.country]
    return tracing.of_persons(persons, can.group, reader.country)


@READS
@room
@require_GET
def missing(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the file of a person sought."""
    return shown(request, reader, subject)


def shown(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Return the page of a file, with what this reader may see of it."""
    can, labels = missing_room.sees(reader), Labels(reader.country)
    row = missing_room.seen_by(missing_room.row_of(subject, can, reader), can)
    log_read(reader, K6, subject=subject)
    main, report = tracing.main_of(row), tracing.report(row.report, can.group, reader.country)
    judged = missing_room.proposal(row, now())
    steps, others = history_room.steps(_told(row, can), can.group, labels)
    context = {
        "can": can,
        "row": row,
        "main": main if main.subject != row.subject else None,
        "name": _name(reader, can, row),
        "who": missing_room.who(row, labels),
        "way": missing_room.way_said(row, can),
        "judged": judged,
        "reasons": missing_room.reasons(judged),
        "can_alert": missing_room.can_alert(row, now()),
        "alert": missing_room.open_alert(row),
        "signs": missing_room.signs(row),
        "note": tracing.sealed.note(row),
        "place": labels.place(row.state, row.municipality),
        "exact": missing_room.exact_place(reader, row),
        "contact_by": words.said(words.CONTACT_BY, row.last_contact_by),
        "danger": words.listed(words.DANGER, tracing.sealed.danger(row)),
        "located_by": words.said(words.LOCATED_BY, row.located_by),
        "met_before": bool(tracing.met_before_report([row])),
        "leads": missing_room.leads(row, labels),
        "reviews": missing_room.reviews(row),
        "siblings": missing_room.listed(reader, can, missing_room.in_order(missing_room.siblings(row), can), now()),
        "joined": tracing.joined_to(subject, can.group, reader.country),
        "report": report,
        "looked": list(words.LOOKED.items()),
        "next_on": tracing.next_review_on(timezone.localdate(), len(row.reviews)),
        "may_share": bool(report and ConsentFor.SHARE in report.consent),
        "disputes": [one for one in logbook.disputes_of(subject) if can.whole or one.field not in OF_THE_END],
        "steps": steps,
        "others": others,
        "token": fresh_token(),
        **(_whole(reader, row, report) if can.whole else {}),
    }
    return page(request, "desk/missing.html", context, here="post")


def _told(row: MissingFile, can: missing_room.Sees) -> list[logbook.Told]:
    """Return the history of a file; with that of its report for who may know who seeks, while the seeker has not withdrawn.

    Who may not know it reads no step of the search's end: that somebody was found, was asked, or answered.
    """
    if not can.whole:
        return [one for one in logbook.history(row.subject) if one.kind not in END_KINDS]
    report = tracing.report(row.report, can.group, row.country) if can.whole else None
    about = logbook.history(row.report) if report and not report.withdrawn_at else ()
    told = [*about, *logbook.history(row.subject)]
    return sorted(told, key=lambda one: one.received_at)


def _name(reader: Reader, can: missing_room.Sees, row: MissingFile) -> str:
    name = missing_room.name_of(row) if can.names else ""
    if name:
        log_read(reader, RecordClass.K2, subject=row.person)
    return name


def _whole(reader: Reader, row: MissingFile, report: tracing.MissingReport | None) -> dict[str, Any]:  # Any: what is drawn
    """Return what is only for who holds the whole: the seeker, the risk, what may be told, the end."""
    by = author(reader)
    telling = missing_room.telling(row, {what: tracing.why_not_tell(row.subject, what, by) for what in Tell})
    return {
        "seeker": missing_room.seeker(reader, report) if report else None,
        "relation": words.said(words.RELATIONS, tracing.sealed.relation(report)) if report else "",
        "seek_from": words.said(words.SEEK_FROM, report.seek_from) if report else "",
        "telling": telling,
        "why_not": told(telling.why_not, Labels(reader.country)) if telling.why_not else "",
        "is_found": tracing.main_of(row).located_at is not None,
        "wishes": list(words.WISHES.items()),
        "risk_signs": list(words.RISK.items()),
        "verdicts": list(words.VERDICTS.items()),
        "bodies": missing_room.forensic_bodies(reader.country, now()),
        "case_number": tracing.sealed.case_number(row),
        "twins": missing_room.listed(reader, missing_room.sees(reader), missing_room.twins(row), now()),
    }


@READS
@room
@require_GET
def receipt(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show what the seeker takes home: folio and hour, and the group's telephone written by hand. Nobody's name, no place."""
    can = missing_room.sees(reader)
    row = missing_room.row_of(subject, can, reader)
    report = tracing.report(row.report, can.group, reader.country)
    if report is None:
        raise NotForYou
    log_read(reader, K6, subject=subject)
    return page(request, "desk/missing_receipt.html", {"row": row, "report": report}, here="post")


def act(mark: Callable[[Any], Any]) -> Callable[[Callable[..., HttpResponse]], Any]:  # Any: views, which the marks wrap
    """Mark a view that does one thing to a file and goes back to its page."""

    def marked(view: Callable[..., HttpResponse]) -> Any:  # Any: as above
        return mark(room(require_POST(view)))

    return marked


@act(WRITES_TEXT)
def review(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note where it was looked, and when it is looked again."""
    typed = _typed(request, reader, subject)
    looked, next_on = [one for one in LookedWith if typed.is_on(f"looked:{one}")], typed.day("next_on")
    if next_on is None:
        messages.warning(request, typed.error("next_on") or _("Diga qué día se busca otra vez."))
        return to("missing", subject=subject)
    done = partial(tracing.review, file=subject, looked=looked, next_on=next_on, by=author(reader), at=now())
    attempt(request, reader, done, _("Anotado dónde se buscó. Se recordará en la fecha."))
    return to("missing", subject=subject)


@act(WRITES_TEXT)
def withdraw_lead(request: HttpRequest, reader: Reader, subject: UUID, lead: UUID) -> HttpResponse:
    """Note that it was somebody else."""
    _typed(request, reader, subject)
    attempt(
        request, reader, partial(tracing.withdraw_lead, file=subject, lead=lead, by=author(reader), at=now()), _("Pista quitada.")
    )
    return to("missing", subject=subject)


@act(DECIDES)
def take_back(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that the person found was somebody else."""
    _typed(request, reader, subject)
    done = partial(tracing.take_back, file=subject, by=author(reader), at=now())
    attempt(request, reader, done, _("Localización deshecha. Se sigue buscando; lo que esa persona respondió ya no vale."))
    return to("missing", subject=subject)


@act(DECIDES)
def say_wish(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note what the person found allows."""
    wish = _chosen(_typed(request, reader, subject), "wish", words.WISHES)
    if wish is None:
        messages.warning(request, _("Elija qué respondió la persona."))
        return to("missing", subject=subject)
    done = partial(tracing.say_wish, file=subject, wish=Wish(wish), by=author(reader), at=now())
    attempt(request, reader, done, _("Anotado lo que la persona permite."))
    return to("missing", subject=subject)


@act(DECIDES)
def check_risk(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note whether the seeker may be a danger; sealed."""
    typed = _typed(request, reader, subject)
    verdict, signs = _chosen(typed, "verdict", words.VERDICTS), [one for one in RiskSign if typed.is_on(f"risk:{one}")]
    if verdict is None:
        messages.warning(request, _("Diga qué se decide: avisar, que lo vea protección, o no avisar."))
        return to("missing", subject=subject)
    done = partial(tracing.check_risk, file=subject, signs=signs, verdict=Verdict(verdict), by=author(reader), at=now())
    attempt(request, reader, done, _("Revisión de riesgo guardada y sellada."))
    return to("missing", subject=subject)


@act(DECIDES)
def tell_seeker(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that the seeker was told; refused unless the person found allows it and the risk was looked at."""
    what = _chosen(_typed(request, reader, subject), "what", words.TELLS)
    if what is None:
        messages.warning(request, _("Elija qué se dijo."))
        return to("missing", subject=subject)
    done = partial(tracing.tell_seeker, file=subject, what=Tell(what), by=author(reader), at=now())
    attempt(request, reader, done, _("Anotado qué se dijo y a qué hora."))
    return to("missing", subject=subject)


@act(DECIDES)
def pass_to_forensics(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that the forensic body has the case."""
    typed = _typed(request, reader, subject)
    done = partial(
        tracing.pass_to_forensics, file=subject, to=typed.get("to"), number=typed.get("number"), by=author(reader), at=now()
    )
    attempt(request, reader, done, _("Anotado. El servicio forense habla con la familia; desde aquí no se dice nada."))
    return to("missing", subject=subject)


@act(DECIDES)
def close(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have a file rest."""
    reason = _chosen(_typed(request, reader, subject), "reason", words.CLOSED)
    if reason is None:
        messages.warning(request, _("Elija por qué se cierra."))
        return to("missing", subject=subject)
    done = partial(tracing.close_file, file=subject, reason=CloseReason(reason), by=author(reader), at=now())
    attempt(request, reader, done, _("Expediente cerrado."))
    return to("missing", subject=subject)


@act(DECIDES)
def reopen(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have a file go on."""
    _typed(request, reader, subject)
    attempt(request, reader, partial(tracing.reopen_file, file=subject, by=author(reader), at=now()), _("Expediente reabierto."))
    return to("missing", subject=subject)


@act(DECIDES)
def withdraw(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that the seeker takes the report back: every person of it rests."""
    can = missing_room.sees(reader)
    row = missing_room.row_of(subject, can, reader)
    done = partial(tracing.withdraw_report, report=row.report, by=author(reader), at=now())
    attempt(request, reader, done, _("Reporte retirado. A quien buscaba ya no se le llama."))
    return to("missing", subject=subject)


@act(DECIDES)
def join(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that another file seeks the same person."""
    into = _id(_typed(request, reader, subject).get("into"))
    done = partial(tracing.join_files, file=subject, into=into, by=author(reader), at=now())
    attempt(
        request, reader, done, _("Unidos: sigue el otro expediente, y cuenta una vez. Si eran dos personas, se separan aquí.")
    )
    return to("missing", subject=subject)


@act(DECIDES)
def separate(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that they were two persons."""
    _typed(request, reader, subject)
    attempt(request, reader, partial(tracing.separate_file, file=subject, by=author(reader), at=now()), _("Separados: eran dos."))
    return to("missing", subject=subject)


def _typed(request: HttpRequest, reader: Reader, subject: UUID) -> Typed:
    """Return what was sent about a file of the group; a file of others is not there."""
    missing_room.row_of(subject, missing_room.sees(reader), reader)
    return Typed(request.POST, Labels(reader.country), zone_of(reader))


def _chosen(typed: Typed, name: str, known: Mapping[str, object]) -> str | None:
    given = typed.get(name)
    return given if given in known else None


def _id(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError:
        raise NotForYou from None
