"""What a coordinator decides: which of two versions stands, and whether an entry from without the right is taken."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Reader, RecordClass, log_device_reads, log_read
from vereda.desk.frame import author, now, own_group, page, room, to
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import arrivals
from vereda.desk.rooms import disputes as disputes_room
from vereda.desk.rooms import history as history_room
from vereda.desk.web.acting import DECIDES, attempt
from vereda.encounters.door import finish_strikes
from vereda.logbook import door as logbook


@DECIDES
@room
@require_GET
def conflicts(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what two people wrote differently."""
    group = own_group(reader, Action.APPROVE)
    rows = list(disputes_room.shown(reader, group, Labels(reader.country)))
    log_read(reader, RecordClass.K1, subjects=[row.id for row in rows])
    return page(request, "desk/conflicts.html", {"rows": rows})


@DECIDES
@room
@require_POST
def resolve(request: HttpRequest, reader: Reader, dispute: str) -> HttpResponse:
    """Have the chosen version stand."""
    group = own_group(reader, Action.APPROVE)
    if all(row.id != dispute for row in logbook.disputes(group, reader.country)):
        raise NotForYou
    try:
        chosen = UUID(request.POST.get("chosen", ""))
    except ValueError:
        raise NotForYou from None
    act = partial(logbook.resolve, dispute, chosen=chosen, by=author(reader), at=now())
    attempt(request, reader, act, _("Decidido. Las dos versiones quedan en la historia."))
    return to("conflicts")


@DECIDES
@room
@require_GET
def quarantine(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the entries that wait: who wrote them, from which device, why they wait, and what they say."""
    group, labels = own_group(reader, Action.APPROVE), Labels(reader.country)
    rows: list[dict[str, Any]] = []  # Any: what the page draws
    for held in logbook.held(group, reader.country):
        told = next((one for one in logbook.history(held.subject) if one.id == held.entry), None)
        if told is None:
            continue
        steps, _others = history_room.steps([told], told.group, labels)
        changes = history_room.said_by(told, labels)
        why: str | Promise = history_room.WHY_HELD.get(held.why, held.why)
        rows.append({"entry": held.entry, "why": str(why), "step": steps[0], "changes": changes, "folio": folio(held.subject)})
    log_read(reader, RecordClass.K1, subjects=[row["entry"] for row in rows])
    context = {"rows": rows, "refused": arrivals.refused(group, reader.country), "odd": arrivals.odd(group)}
    return page(request, "desk/quarantine.html", context)


@DECIDES
@room
@require_POST
def decide(request: HttpRequest, reader: Reader, entry: UUID) -> HttpResponse:
    """Take an entry that waits, so that it counts, or decline it; it stays in the chain either way."""
    group = own_group(reader, Action.APPROVE)
    if all(row.entry != entry for row in logbook.held(group, reader.country)):
        raise NotForYou
    accept = request.POST.get("accept") == "1"
    act = partial(logbook.decide, entry, accept=accept, by=author(reader), at=now())
    if attempt(request, reader, act, _("Aceptado: ya cuenta.") if accept else _("No aceptado: no cuenta, y queda escrito.")):
        finish_strikes(now=now(), among=logbook.told_of([entry]))  # it may be a strike, or what was struck before
        if accept:
            log_device_reads([entry])  # or what somebody looked at on a phone
    return to("quarantine")
