"""Operativos: named days in one group or several; opened by the coordinator or an office; a report of what moved within them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Reader, RecordClass, holds, log_read, reach_of
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import operations as operations_room
from vereda.desk.rooms.typed import FORM, Typed
from vereda.desk.web.acting import DECIDES, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for
from vereda.desk.web.reports import LOOKS, SIGNS_ABOVE
from vereda.errors import FieldError
from vereda.logbook.schema import uuid7
from vereda.reports import door as reports

FIELDS = {
    "reports.name_missing": "name",
    "reports.days_missing": "from",
    "reports.days_backwards": "until",
    "reports.no_groups": FORM,
}


def groups_of(reader: Reader, record_class: RecordClass, action: Action = Action.READ) -> list[str]:
    """Return the groups whose operations and services the reader sees, or may write of. Raises NotForYou."""
    reach = reach_of(reader, record_class, action)
    states = reports.posts_by_state(reader.country)
    if reach.kind == "own_group":
        return [reach.group]
    if reach.kind == "state":
        return states.get(reach.state, [])
    if reach.kind == "country":
        return [group for groups in states.values() for group in groups]
    raise NotForYou


@LOOKS
@room
@require_GET
def operations(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the operations of the groups in reach."""
    rows = reports.operations(reader.country, groups_of(reader, RecordClass.K8))
    log_read(reader, RecordClass.K8, subjects=[row.tag for row in rows])
    shown = operations_room.listed(rows, now().date(), Labels(reader.country))
    context = {"rows": shown, "new": _way_to_new(reader)}
    return page(request, "desk/operations.html", context, here=here(reader))


@DECIDES
@room
@require_http_methods(["GET", "POST"])
def new_operation(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Open an operation of the own group."""
    return _new(request, reader, groups_of(reader, RecordClass.K1, Action.APPROVE), choose=False)


@SIGNS_ABOVE
@room
@require_http_methods(["GET", "POST"])
def new_operation_above(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Open an operation in some groups of the own state, or of the country."""
    return _new(request, reader, groups_of(reader, RecordClass.K8, Action.APPROVE), choose=True)


def _new(request: HttpRequest, reader: Reader, groups: Sequence[str], *, choose: bool) -> HttpResponse:
    labels = Labels(reader.country)
    if request.method == "POST":
        typed = Typed(request.POST, labels, zone_of(reader))
        tag = _open(typed, reader, [group for group in request.POST.getlist("group") if group in groups] if choose else groups)
        if tag:
            messages.success(request, _("Operativo abierto. Lo que pase en esos días queda dentro, sin marcar nada más."))
            return to("operation", tag=tag)
    else:
        first, last = operations_room.usual_days(now())
        typed = Typed({"from": first.isoformat(), "until": last.isoformat()}, labels, zone_of(reader))
    picked = set(request.POST.getlist("group")) if request.method == "POST" else set(groups)
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "groups": [(group, labels.group(group), group in picked) for group in groups] if choose else [],
        "address": request.path,
    }
    return page(request, "desk/operation_new.html", context, here=here(reader), status=422 if typed.errors else 200)


def _open(typed: Typed, reader: Reader, groups: Sequence[str]) -> UUID | None:
    tag = entry_for(typed, reader) or uuid7(int(now().timestamp() * 1000))
    first, last, name = typed.day("from"), typed.day("until"), typed.text("name", 80)
    if typed.errors:
        return None
    try:
        reports.open_operation(tag=tag, name=name, from_on=first, until_on=last, groups=groups, by=author(reader), at=now())
    except FieldError as error:
        typed.refuse(error, FIELDS)
        return None
    return tag


@LOOKS
@room
@require_GET
def operation(request: HttpRequest, reader: Reader, tag: UUID) -> HttpResponse:
    """Show the report of an operation, as far as the own reach goes."""
    groups, labels = groups_of(reader, RecordClass.K8), Labels(reader.country)
    rows = reports.operation(tag, reader.country, groups)
    if not rows:
        raise NotForYou
    log_read(reader, RecordClass.K8, subjects=[tag])
    own = rows[0] if reader.group and len(rows) == 1 else None
    context: dict[str, Any] = {  # Any: what the page draws
        **operations_room.report(rows, now().date(), labels),
        "tag": tag,
        "left_out": operations_room.left_out(own) if own else [],
        "may_decide": bool(own) and holds(reader.role, RecordClass.K1, Action.APPROVE),
        "may_end_above": not own and holds(reader.role, RecordClass.K8, Action.APPROVE),
        "today": now().date().isoformat(),
    }
    return page(request, "desk/operation.html", context, here=here(reader))


@DECIDES
@room
@require_POST
def end_operation(request: HttpRequest, reader: Reader, tag: UUID) -> HttpResponse:
    """End an operation in the own group."""
    return _end(request, reader, tag, groups_of(reader, RecordClass.K1, Action.APPROVE))


@SIGNS_ABOVE
@room
@require_POST
def end_operation_above(request: HttpRequest, reader: Reader, tag: UUID) -> HttpResponse:
    """End an operation in all groups in reach."""
    return _end(request, reader, tag, groups_of(reader, RecordClass.K8, Action.APPROVE))


def _end(request: HttpRequest, reader: Reader, tag: UUID, groups: Sequence[str]) -> HttpResponse:
    if not reports.operation(tag, reader.country, groups):
        raise NotForYou
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    until: date = typed.day("until") or now().date()
    if typed.errors:  # a day that was not understood must not become today
        messages.warning(request, typed.error("until"))
        return to("operation", tag=tag)
    act = partial(reports.end_operation, tag=tag, until_on=until, groups=groups, by=author(reader), at=now())
    attempt(request, reader, act, _("Operativo terminado."))
    return to("operation", tag=tag)


@DECIDES
@room
@require_POST
def leave_out(request: HttpRequest, reader: Reader, tag: UUID) -> HttpResponse:
    """Leave a record out of an operation by its folio, or take one back in."""
    groups = groups_of(reader, RecordClass.K1, Action.APPROVE)
    rows = reports.operation(tag, reader.country, groups)
    if not rows:
        raise NotForYou
    row, back = rows[0], request.POST.get("back", "")
    said = _("Vuelve al operativo.") if back else _("Fuera del operativo. Sigue contando en todo lo demás.")
    attempt(request, reader, partial(_leave_out, row, back, request.POST.get("folio", ""), reader), said)
    return to("operation", tag=tag)


def _leave_out(row: reports.Operation, back: str, written: str, reader: Reader) -> None:
    if back in row.left_out:
        found = reports.Kind(row.left_out[back]), UUID(back)
    else:
        known = operations_room.found_by_folio(row, written)
        if known is None:
            raise reports.RecordNotWithin(folio=written.strip()[:20])
        found = known
    reports.leave_out(
        tag=row.tag, group=row.group, what=found[0], subject=found[1], by=author(reader), at=now(), is_back=bool(back)
    )


def here(reader: Reader) -> str:
    """Return which way of the navigation leads here: the post's, or that of an office."""
    return "post" if reader.group else "reports"


def _way_to_new(reader: Reader) -> str:
    """Return the route by which the reader opens an operation, '' for who opens none."""
    if reader.group:
        return "new_operation" if holds(reader.role, RecordClass.K1, Action.APPROVE) else ""
    return "new_operation_above" if holds(reader.role, RecordClass.K8, Action.APPROVE) else ""
