"""Quejas sobre el personal, as headquarters sees them: number, month, standing. The sealed file goes out, signed words come in.

Whoever carries them can read nothing, neither what goes out nor what comes in. The body's signature decides, not who brings it.
"""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, log_read, reach_of, serves
from vereda.complaints import door as complaints
from vereda.desk.frame import now, page, room, to
from vereda.desk.web.acting import attempt
from vereda.settings.environment import env

K8 = RecordClass.K8
LOOKS = serves(K8, purposes=(Purpose.QUALITY_AUDIT,), usual=Purpose.QUALITY_AUDIT)
"""The mark of who answers for the whole country: data protection and audit. A group's own coordination is not among them."""
TAKES = serves(K8, purposes=(Purpose.QUALITY_AUDIT,), usual=Purpose.QUALITY_AUDIT, on_post=Action.READ)
"""The mark of bringing in what the body signed: it is the body that writes, and who carries it needs no more than to see it."""
FILE_MOST = 2 * 1024 * 1024


def month_said(month: str) -> str:
    return formats.date_format(date.fromisoformat(f"{month}-01"), "YEAR_MONTH_FORMAT")


def _demand_country(reader: Reader) -> None:
    """Raise NotForYou for who sees the numbers of one group or state only: complaints have neither."""
    if reach_of(reader, K8).kind != "country":
        raise NotForYou


@LOOKS
@room
@require_GET
def listed(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show number, month and standing of each."""
    _demand_country(reader)
    rows = complaints.lookups.complaints_of(reader.country)
    log_read(reader, K8, subjects=[f"quejas/{reader.country}"])
    on = now().date()
    context = {
        "rows": [(row.number, month_said(row.month), row.standing == complaints.Standing.CLOSED) for row in reversed(rows)],
        "body": complaints.lookups.body(reader.country).name,
        "has_key": complaints.lookups.key_today(reader.country, on) is not None,
        "demo": env().demo,
    }
    return page(request, "desk/complaints.html", context, here="complaints")


@LOOKS
@room
@require_GET
def carried(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Return the sealed file for the body; nobody here can open it."""
    _demand_country(reader)
    log_read(reader, K8, Action.EXPORT, subjects=[f"quejas/{reader.country}"])
    content = complaints.carried_file(reader.country, list(complaints.lookups.carried(reader.country)))
    answer = HttpResponse(content, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="quejas-{reader.country}-{now():%Y-%m-%d}.json"'
    return answer


@TAKES
@room
@require_POST
def taken(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Take in what the body signed; of a file that it did not sign, nothing."""
    _demand_country(reader)
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > FILE_MOST:
        messages.warning(request, _("Elija el archivo de respuestas, de 2 MB a lo más."))
        return to("complaints")
    found: list[complaints.Taken] = []

    def act() -> None:
        country, words = complaints.words_in(file.read(FILE_MOST), (file.name or "")[:80])
        if country != reader.country:
            raise complaints.FileWrong(path=(file.name or "")[:80])
        found.append(complaints.take_words(words, country=country, at=now()))

    if attempt(request, reader, act, ""):
        new = found[0].new
        said = ngettext("Entró {n} palabra de ese organismo.", "Entraron {n} palabras de ese organismo.", new).format(n=new)
        messages.success(request, said)
    return to("complaints")
