"""Reported totals: what a post without the system did in a day or a period, by category, with its source."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.countries.door import CountedFrom, official_categories, pack
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels, folio, label
from vereda.desk.rooms.typed import FORM, Typed
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.encounters import door as encounters
from vereda.encounters.door import Reported, ReportedCount, WithdrawnFor
from vereda.errors import FieldError
from vereda.logbook.door import subject
from vereda.logbook.schema import value_of

FIELDS = {
    "encounters.period_backwards": "to",
    "encounters.total_in_the_future": "to",
    "encounters.source_missing": "source",
    "encounters.total_empty": FORM,
    "encounters.reported_twice": "from",
    "encounters.encounters_there": "confirmed",
}


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def totals(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the group's reported totals, withdrawn ones as well."""
    group, labels = own_group(reader), Labels(reader.country)
    rows = encounters.reported_totals_latest(group, reader.country)
    log_read(reader, RecordClass.K1, subjects=[row.subject for row in rows])
    shown = [_shown(row, labels) for row in rows]
    return page(request, "desk/totals.html", {"rows": shown, "reasons": list(WithdrawnFor)}, here="post")


def _shown(row: encounters.ReportedTotal, labels: Labels) -> dict[str, Any]:  # Any: what the page draws
    """Return one total in words; that encounters of the same days are here too is said, not hidden."""
    found = subject(row.subject)
    report = value_of(found.folded.state["fields"], "report") if found and not found.is_erased else None
    counts = [(labels.category(one.get("category", "")), one["count"]) for one in (report or {}).get("counts", ())]
    there = encounters.overlap_of(row.group, row.country, row.from_on, row.to_on).encounters if not row.is_withdrawn else 0
    return {
        "row": row,
        "folio": folio(row.subject),
        "counts": counts,
        "cut_off": (report or {}).get("cut_off_on"),
        "there": there,
    }


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def new_total(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of a total, or save it."""
    if reader.group not in pack(reader.country).groups:
        raise NotForYou
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _save(typed, reader):
        messages.success(request, _("Total guardado."))
        return to("totals")
    rows = official_categories(pack(reader.country))
    usual = [(row.code, label(row), row.in_total) for row in rows if row.counted_from == CountedFrom.SERVICE]
    beside = [(row.code, label(row), row.in_total) for row in rows if row.counted_from != CountedFrom.SERVICE]
    context = {"form": typed, "categories": [*usual, *beside], "asks": bool(typed.error("confirmed"))}
    return page(request, "desk/new_total.html", context, here="post", status=422 if typed.errors else 200)


def _save(typed: Typed, reader: Reader) -> bool:
    from_on, to_on = typed.day("from"), typed.day("to")
    if from_on is None and not typed.error("from"):
        typed.wrong("from", _("Diga de qué día es el total, o desde cuándo."))
    counts = [ReportedCount(category=rest, count=typed.number(name)) for rest, name in typed.named("c:") if typed.number(name)]
    people = typed.number("people")
    if people:
        counts.append(ReportedCount(count=people))
    cut_off, source, note = typed.day("cut_off"), typed.text("source", 400), typed.text("note", 4000)
    if typed.errors or from_on is None:
        return False
    told = Reported(from_on=from_on, to_on=to_on or from_on, counts=counts, source=source, cut_off_on=cut_off, note=note)
    try:
        encounters.report_total(told, by=author(reader), at=now(), is_confirmed=typed.is_on("confirmed"))
    except FieldError as error:
        typed.refuse(error, FIELDS)
    return not typed.errors


@POST_WORK
@room
@require_POST
def withdraw_total(request: HttpRequest, reader: Reader, subject_id: UUID) -> HttpResponse:
    """Take a reported total out of the counts."""
    if encounters.reported_total(subject_id, reader.group, reader.country) is None:
        raise NotForYou
    reason = request.POST.get("reason", "")
    chosen = WithdrawnFor(reason) if reason in set(WithdrawnFor) else WithdrawnFor.MISTAKE
    act = partial(encounters.withdraw_total, subject_id, reason=chosen, by=author(reader), at=now())
    attempt(request, reader, act, _("Retirado: ya no cuenta."))
    return to("totals")
