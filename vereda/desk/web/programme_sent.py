"""Sending a donor report: an officer proposes it, another person reads the sealed version and sends it; what was sent stays."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, holds, log_read, reach_of, serves
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import programme as programme_room
from vereda.desk.rooms import programme_cells as cells_room
from vereda.desk.rooms import programme_sent as sent_room
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.typed import Typed
from vereda.desk.rooms.uploads import MOST_BYTES
from vereda.desk.web.acting import attempt
from vereda.desk.web.programme import (
    EXPORTS,
    FIRST,
    K8,
    OURS,
    READS,
    asked_of,
    file_of,
    looked_at,
    period_of,
    phase_of,
)
from vereda.desk.web.programme_acts import WRITES
from vereda.errors import FieldError
from vereda.programme import door as programmes
from vereda.programme.door import PHRASES, DonorReport, Version
from vereda.programme.schema import Said

SENDS = serves(
    K8, action=Action.APPROVE, part=Part.PROTECTED, purposes=(Purpose.STATISTICS, Purpose.QUALITY_AUDIT), usual=Purpose.STATISTICS
)


@WRITES
@room
@require_POST
def propose(request: HttpRequest, reader: Reader, subject: UUID, phase: str) -> HttpResponse:
    """Seal the report of a period as it is now, and ask that another person send it."""
    seen = looked_at(reader, subject, Action.WRITE)
    found = phase_of(seen, phase)
    asked = asked_of(reader, seen, found, period_of(found, request.POST.get("periodo")), "es")
    grant, es, en = (request.POST.get(name, "").strip()[:200] for name in ("grant", "why_es", "why_en"))
    why = Said(es=es, en=en) if es and en else None
    act = partial(programmes.propose_report, subject, asked, grant=grant, why=why, by=author(reader), at=now())
    attempt(request, reader, act, _("Propuesto y sellado. Otra persona lo lee y lo manda."))
    address = to("programme_report", subject=subject, phase=phase)
    address["Location"] += f"?periodo={asked.period.code}"
    return address


@READS
@room
@require_GET
def sent(request: HttpRequest, reader: Reader, subject: UUID, report: UUID, number: int) -> HttpResponse:
    """Show a version as it was sealed, to the digit, with what it says otherwise than the one before."""
    seen = looked_at(reader, subject)
    row, version = _version(reader, subject, report, number)
    lang = _lang(request)
    done, said = version.report(lang), version.said
    changed, more = sent_room.changed(row, number)
    waits = "proposed" not in said
    by = [said["by"], *([] if waits else [said["proposed"]["by"]])]
    names = names_of(set(by))
    context = {
        "subject": subject, "row": row, "number": number, "said": said,
        "why": (said["why"] or {}).get(lang, ""), "waits": waits, "lang": lang, "report": done,
        "period": sent_room.period_said(row, seen), "to": sent_room.donor(row, seen), "words": PHRASES[lang],
        "by": [who_is(one, names) for one in by],
        "first": [programme_room.drawn_block(one) for one in done.blocks if one.code in FIRST],
        "rest": [programme_room.drawn_block(one) for one in done.blocks if one.code not in FIRST],
        "changed": changed, "more_changed": more, "is_own": said["by"] == reader.account,
        "may_export": holds(reader.role, K8, Action.EXPORT, OURS), "may_send": waits and may_send(reader),
    }  # fmt: skip
    return page(request, "desk/programme_sent.html", context, here="programmes")


@EXPORTS
@room
@require_GET
def sent_file(request: HttpRequest, reader: Reader, subject: UUID, report: UUID, number: int, form: str) -> HttpResponse:
    """Return a version as it was sealed as a workbook or a PDF."""
    seen = looked_at(reader, subject, Action.EXPORT)
    row, version = _version(reader, subject, report, number)
    done = version.report(_lang(request))
    name = programmes.sheets.file_name(done, seen.opened.code, row.phase, form, version=number)
    return file_of(request, reader, done, form, name) or to("programme_sent", subject=subject, report=report, number=number)


@SENDS
@room
@require_POST
def send(request: HttpRequest, reader: Reader, subject: UUID, report: UUID) -> HttpResponse:
    """Say yes to a sealed report that another person proposed: this is what the donor has from now on."""
    if not may_send(reader):
        raise NotForYou
    row = _report(reader, subject, report)
    log_read(reader, K8, Action.APPROVE, subjects=[subject])
    act = partial(programmes.send_report, report, content=request.POST.get("content", "")[:64], by=author(reader), at=now())
    attempt(request, reader, act, _("Mandado. Queda sellado; lo que cambie después será otra versión."))
    return to("programme_sent", subject=subject, report=report, number=len(row.versions) + bool(row.proposal))


@WRITES
@room
@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take in a file of protected cells that the office of a country sent, whole or not at all."""
    seen = looked_at(reader, subject, Action.WRITE)
    typed, wrong, new = Typed({}, Labels(reader.country), zone_of(reader)), list[tuple[int, str]](), -1
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None:
            typed.wrong("file", _("Elija el archivo."))
        elif (file.size or 0) > MOST_BYTES:
            typed.wrong("file", _("El archivo es demasiado grande para esta página."))
        else:
            try:
                new, found = programmes.receive(subject, file.read(), by=author(reader), at=now())
                wrong = sent_room.wrong_rows(found)
                if found:
                    typed.wrong("file", _("No entró nada. Corrija el archivo y vuelva a subirlo."))
            except FieldError as error:
                typed.refuse(error, {error.code: "file"})
    context = {
        "subject": subject, "programme": seen.opened.name.of(programme_room.language()), "form": typed, "wrong": wrong,
        "new": new, "columns": programmes.received.COLUMNS,
    }  # fmt: skip
    return page(request, "desk/programme_receive.html", context, here="programmes", status=422 if typed.errors else 200)


@READS
@room
@require_GET
def cell(request: HttpRequest, reader: Reader, subject: UUID, period: str, revision: int, table: str) -> HttpResponse:
    """Show the public table of an edition in which a cited cell stands: who reads programmes need not read editions."""
    seen, labels = looked_at(reader, subject), Labels(reader.country)
    cited = [item.cell for claim in seen.claims.values() for item in claim.evidence if item.cell is not None]
    known = [one for one in cited if (one.period, one.revision, one.table) == (period, revision, table)]
    drawn = cells_room.table_of(known, labels) if known else None
    if drawn is None:
        raise NotForYou
    context = {"subject": subject, "programme": seen.opened.name.of(programme_room.language()), **drawn}
    return page(request, "desk/programme_cell.html", context, here="programmes")


@READS
@room
@require_GET
def check(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show what should be looked at before a report is sent."""
    seen, today = looked_at(reader, subject), now().date()
    found = programmes.problems(subject, reader.country, seen, programmes.counting(today), today)
    context = {
        "subject": subject, "programme": seen.opened.name.of(programme_room.language()), "problems": sent_room.problems(found),
    }  # fmt: skip
    return page(request, "desk/programme_check.html", context, here="programmes")


def may_send(reader: Reader) -> bool:
    """Tell whether the reader says yes to protected numbers of the country: nobody who writes programmes does."""
    return reach_of(reader, K8, Action.APPROVE, Part.PROTECTED).kind == "country"


def _report(reader: Reader, subject: UUID, report: UUID) -> DonorReport:
    try:
        row = programmes.sent_report(report, reader.country)
    except FieldError:
        raise NotForYou from None
    if row.programme != subject:
        raise NotForYou
    return row


def _version(reader: Reader, subject: UUID, report: UUID, number: int) -> tuple[DonorReport, Version]:
    row = _report(reader, subject, report)
    try:
        return row, programmes.version_of(row, number)
    except FieldError:
        raise NotForYou from None


def _lang(request: HttpRequest) -> str:
    lang = request.GET.get("idioma", "")
    return lang if lang in programmes.LANGUAGES else programme_room.language()
