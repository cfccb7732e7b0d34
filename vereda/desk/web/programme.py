"""Programas: what was promised to donors and how far it is; read by who counts for the country and by officers of programmes.

Protected numbers alone. The report is the same on the page, in the workbook and as PDF.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, holds, log_read, reach_of, serves
from vereda.desk.frame import now, page, room, to
from vereda.desk.labels import Labels
from vereda.desk.rooms import programme as programme_room
from vereda.desk.rooms import programme_sent as sent_room
from vereda.desk.told import told
from vereda.errors import FieldError
from vereda.programme import door as programmes_door
from vereda.programme.door import PHRASES, Asked, Period, Phase, Programme, ProgrammeUnknown, Report
from vereda.programme.door import report as document

K8, OURS = RecordClass.K8, Part.PROGRAMME
PURPOSES = (Purpose.STATISTICS, Purpose.QUALITY_AUDIT)
READS = serves(K8, part=OURS, purposes=PURPOSES, usual=Purpose.STATISTICS)
EXPORTS = serves(K8, action=Action.EXPORT, part=OURS, purposes=(Purpose.STATISTICS,), usual=Purpose.STATISTICS)
ALL = programmes_door.periods.ALL
FIRST = programmes_door.printing.FIRST
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@READS
@room
@require_GET
def programmes(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the programmes of the country."""
    within(reader)
    log_read(reader, K8, subjects=["programmes"])
    found = programmes_door.programmes(reader.country)
    names = {subject: one.opened.name.of(programme_room.language()) for subject, one in found}
    context = {
        "rows": programme_room.listed(found),
        "waiting": [(row, names.get(row.programme, "")) for row in programmes_door.waiting(reader.country)],
        "may_write": may_write(reader),
    }
    return page(request, "desk/programmes.html", context, here="programmes")


@READS
@room
@require_GET
def programme(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one programme: phases, framework, grants, partners, activities."""
    seen = looked_at(reader, subject)
    writes = may_write(reader)
    context = {
        "subject": subject,
        **programme_room.whole(seen, now().date()),
        "differences": programme_room.differences(subject) if writes else [],
        "may_write": writes,
    }
    return page(request, "desk/programme.html", context, here="programmes")


@READS
@room
@require_GET
def phase(request: HttpRequest, reader: Reader, subject: UUID, phase: str) -> HttpResponse:
    """Show a phase: each indicator against its baseline and target, its quarters, its narrative."""
    seen = looked_at(reader, subject)
    found, today = phase_of(seen, phase), now().date()
    asked = asked_of(reader, seen, found, programmes_door.periods.Period(ALL, *found.days), programme_room.language())
    figures = list(document.indicators_of(asked))
    context = {
        "subject": subject,
        "programme": seen.opened.name.of(asked.lang),
        "phase": programme_room.phase_row(found),
        "indicators": programme_room.drawn_block(document.framework(asked, figures)),
        "by_quarter": programme_room.drawn_block(document.by_quarter(asked, figures)),
        "claims": programme_room.claims(subject, seen, phase, Labels(reader.country)),
        "reports": sent_room.rows(programmes_door.reports_of(subject, reader.country, phase), seen),
        "is_over": today > found.days[1],
        "is_last": seen.phases[-1].code == phase,
        "before": seen.before(found),
        "may_write": may_write(reader),
    }
    return page(request, "desk/programme_phase.html", context, here="programmes")


@READS
@room
@require_GET
def indicator(request: HttpRequest, reader: Reader, subject: UUID, code: str) -> HttpResponse:
    """Show one indicator: its one line through all phases, its words by date, what was reported and by which document."""
    seen = looked_at(reader, subject)
    one, today, lang = seen.indicators.get(code), now().date(), programme_room.language()
    if one is None:
        raise NotForYou
    writes = may_write(reader)
    context = {
        "subject": subject,
        "programme": seen.opened.name.of(lang),
        "one": one,
        "unit": PHRASES[lang][one.unit],
        "adding": PHRASES[lang][f"adding.{one.adding}"],
        "means": one.means.of(lang),
        "sector": programmes_door.lists.standards().get(one.sector or ""),
        "lang": lang,
        "versions": [(version.from_on, version.text.of(lang), version.why) for version in reversed(seen.wordings.get(code, ()))],
        "line": list(programme_room.line(seen, one, programmes_door.counting(today), today)),
        # What was typed is exact; only who may type it sees it again.
        "reported": programme_room.reported(seen, code) if writes else [],
        "received": programme_room.received(seen, code),
        "open_phase": next((row.code for row in reversed(seen.phases) if row.closed is None), ""),
        "may_write": writes,
    }
    return page(request, "desk/programme_indicator.html", context, here="programmes")


@READS
@room
@require_GET
def grant(request: HttpRequest, reader: Reader, subject: UUID, grant: str) -> HttpResponse:
    """Show a grant: budget against spending by line, and every cost with its document."""
    seen, today = looked_at(reader, subject), now().date()
    found = seen.grants.get(grant)
    if found is None or not seen.phases:
        raise NotForYou
    span = programmes_door.periods.Period(ALL, found.from_on, max(today, found.from_on))
    asked = asked_of(reader, seen, seen.phases[-1], span, programme_room.language())
    money = programmes_door.money.ledger(seen, found, span.from_on, span.until_on)
    context = {
        "subject": subject,
        "programme": seen.opened.name.of(asked.lang),
        "grant": found,
        "money": [programme_room.drawn_block(one) for one in programmes_door.spending(asked, money) if one.rows],
        "costs": programme_room.costs(seen, grant),
        "may_write": may_write(reader),
    }
    return page(request, "desk/programme_grant.html", context, here="programmes")


@READS
@room
@require_GET
def report(request: HttpRequest, reader: Reader, subject: UUID, phase: str) -> HttpResponse:
    """Show the donor report of a period, as it is written into files."""
    seen = looked_at(reader, subject)
    found = phase_of(seen, phase)
    asked = _asked(request, reader, seen, found)
    done = document.made(asked)
    sent = programmes_door.reports_of(subject, reader.country, phase)
    context: dict[str, Any] = {  # Any: what the page draws
        "subject": subject,
        "phase": phase,
        "periods": [(one.code, programme_room.period_said(one)) for one in programme_room.choices(found, asked.today)],
        "period": asked.period.code,
        "lang": asked.lang,
        "report": done,
        "first": [programme_room.drawn_block(one) for one in done.blocks if one.code in FIRST],
        "rest": [programme_room.drawn_block(one) for one in done.blocks if one.code not in FIRST],
        "words": PHRASES[asked.lang],
        "may_export": holds(reader.role, K8, Action.EXPORT, OURS),
        "may_send": may_write(reader),
        "grants": [(one.grant, f"{one.donor}, {one.award}") for one in seen.grants.values()],
        "reports": sent_room.rows([row for row in sent if row.period == asked.period.code], seen),
    }
    return page(request, "desk/programme_report.html", context, here="programmes")


@EXPORTS
@room
@require_GET
def report_file(request: HttpRequest, reader: Reader, subject: UUID, phase: str, form: str) -> HttpResponse:
    """Return the report as a workbook or a PDF."""
    seen = looked_at(reader, subject, Action.EXPORT)
    done = document.made(_asked(request, reader, seen, phase_of(seen, phase)))
    name = programmes_door.sheets.file_name(done, seen.opened.code, phase, form)
    return file_of(request, reader, done, form, name) or to("programme_report", subject=subject, phase=phase)


def file_of(request: HttpRequest, reader: Reader, done: Report, form: str, name: str) -> HttpResponse | None:
    """Return a report as a file; None where a sign in it cannot be printed, which is said. Raises NotForYou."""
    if form not in ("xlsx", "pdf"):
        raise NotForYou
    try:
        content = programmes_door.sheets.workbook(done) if form == "xlsx" else programmes_door.printing.pdf(done)
    except FieldError as error:
        messages.warning(request, told(error, Labels(reader.country)))
        return None
    response = HttpResponse(content, content_type=SHEET if form == "xlsx" else "application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@EXPORTS
@room
@require_GET
def who_file(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Return who does what, where, when and for whom as CSV with HXL tags."""
    seen, lang = looked_at(reader, subject, Action.EXPORT), programme_room.language()
    rows = programmes_door.who.rows(seen, lang, now().date(), PHRASES[lang], programmes_door.state_name)
    response = HttpResponse(programmes_door.who.csv_text(rows).encode(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="quien-hace-que-{seen.opened.code.lower()}.csv"'
    return response


# Who looks ----------------------------------------------------------------------------------------------------------


def within(reader: Reader, action: Action = Action.READ) -> None:
    """Let in who reaches the whole country. Raises NotForYou: a post's or a state's counts are not a programme's."""
    if reach_of(reader, K8, action, OURS).kind != "country":
        raise NotForYou


def looked_at(reader: Reader, subject: UUID, action: Action = Action.READ) -> Programme:
    """Return a programme that somebody looks at, and note the look. Raises NotForYou."""
    within(reader, action)
    try:
        found = programmes_door.programme(subject, reader.country)
    except ProgrammeUnknown:
        raise NotForYou from None
    log_read(reader, K8, action, subjects=[subject])
    return found


def phase_of(seen: Programme, code: str) -> Phase:
    """Return a phase of a programme. Raises NotForYou."""
    found = seen.phase(code)
    if found is None:
        raise NotForYou
    return found


def may_write(reader: Reader) -> bool:
    """Return whether the reader writes programmes at all: for buttons."""
    return holds(reader.role, K8, Action.WRITE, OURS)


def asked_of(reader: Reader, seen: Programme, phase: Phase, period: Period, lang: str) -> Asked:
    """Return what a report of a period is asked of today."""
    today = now().date()
    return Asked(seen, phase, period, programmes_door.counting(today), today, lang, programmes_door.looks_up(reader.country))


def period_of(phase: Phase, code: str | None) -> Period:
    """Return a period of a phase, the last quarter that is over where none is named. Raises NotForYou: nothing has begun."""
    today = now().date()
    known = programme_room.choices(phase, today)
    if not known:
        raise NotForYou
    over = [one for one in known if one.until_on < today and one.code != ALL]
    usual = known[-1] if phase.closed else (over or known)[-1]
    return next((one for one in known if one.code == code), usual)


def _asked(request: HttpRequest, reader: Reader, seen: Programme, phase: Phase) -> Asked:
    """Return which report: period and language of the address, else the last quarter that is over, in the screen's."""
    lang = request.GET.get("idioma", "")
    chosen = lang if lang in programmes_door.LANGUAGES else programme_room.language()
    return asked_of(reader, seen, phase, period_of(phase, request.GET.get("periodo")), chosen)
