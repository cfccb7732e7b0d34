"""Puntos de auxilio: what the group has on the land, how each is, one tap for who was there. Places open one by one."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels, label
from vereda.desk.rooms import point_field
from vereda.desk.rooms import points as points_room
from vereda.desk.rooms.choices import municipalities
from vereda.desk.rooms.typed import Typed
from vereda.desk.told import told as told_error
from vereda.desk.web.acting import DECIDES, POST_WORK, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, once
from vereda.desk.words import points as words
from vereda.errors import FieldError
from vereda.places.door import BadPoint
from vereda.safety.door import AssistPoint, PointState
from vereda.safety.door import points_actions as actions
from vereda.safety.door import points_lookups as lookups

SEES = serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
EVERY_MOST = 730
FIELDS = {
    "safety.point_unnamed": "number",
    "safety.point_there": "number",
    "safety.point_kind_unknown": "what",
}


@SEES
@room
@require_GET
def points(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show every point and how it is, without where it stands; who was there says so in one tap."""
    group = own_group(reader)
    shown = points_room.shown(group, reader.country, now().astimezone(zone_of(reader)).date(), Labels(reader.country))
    log_read(reader, RecordClass.K1, subjects=[one.row.subject for one in shown])
    context = {"points": shown, "fresh": fresh_token, "founds": list(words.FOUND.items())}
    return page(request, "desk/points.html", context, here="post")


@SEES
@room
@require_GET
def point(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one point: how it is, who was there, and for who may open what the group sealed, where it stands."""
    return _point(request, reader, _row(subject, reader), Typed({}, Labels(reader.country), zone_of(reader)))


def _point(request: HttpRequest, reader: Reader, row: AssistPoint, typed: Typed) -> HttpResponse:
    log_read(reader, RecordClass.K1, subject=row.subject)
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "one": points_room.of(row, now().astimezone(zone_of(reader)).date(), typed.labels),
        "every_days": lookups.every_days(row),
        "stands": points_room.stands(row, reader),
        "may_open": points_room.may_open(reader, row),
        "visits": points_room.visits(row, reader),
        "founds": list(words.FOUND.items()),
    }
    return page(request, "desk/point.html", context, here="post", status=422 if typed.errors else 200)


@POST_WORK
@room
@require_POST
def look_at(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note what was found or done at a point."""
    row = _row(subject, reader)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    found, note = typed.get("found"), typed.text("note", 2000)
    if found not in set(PointState):
        typed.wrong("found", _("Toque cómo está el punto."))
    if typed.errors:
        return _point(request, reader, row, typed)
    entry = entry_for(typed, reader)
    act = partial(
        actions.look_at_point,
        point=subject,
        found=PointState(found),
        note=note,
        by=author(reader),
        at=now(),
        entry=entry,
    )
    said = points_room.of(row, row.first_on, typed.labels).name
    done = _("Anotado: {point}, {found}.").format(point=said, found=words.said(words.STANDS, found))
    attempt(request, reader, lambda: once(entry, act), done)
    return to("points") if typed.get("back") == "points" else to("point", subject=subject)


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def new_point(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of a point, or save it and lead to it."""
    own_group(reader)
    return _set(request, reader, None)


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def change_point(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the form of a point as it is, or save what changed."""
    return _set(request, reader, _row(subject, reader))


def _set(request: HttpRequest, reader: Reader, row: AssistPoint | None) -> HttpResponse:
    labels = Labels(reader.country)
    if request.method == "GET":
        return _form(request, reader, Typed(_values(row, reader), labels, zone_of(reader)), row, status=200)
    typed = Typed(request.POST, labels, zone_of(reader))
    saved = _save(typed, reader, row)
    if saved is None:
        return _form(request, reader, typed, row, status=422)
    messages.success(request, _("Punto guardado."))
    return to("point", subject=saved)


def _values(row: AssistPoint | None, reader: Reader) -> dict[str, str]:
    if row is None:
        here = Labels(reader.country).pack.groups[own_group(reader)]
        return {"municipality": here.municipality}
    kept = {name: str(getattr(row, name) or "") for name in ("what", "number", "name", "municipality", "every_days")}
    stands = points_room.stands(row, reader)
    if stands is not None:
        kept |= {"text": stands.text, "point": f"{stands.lat:.5f}, {stands.lon:.5f}" if stands.lat is not None else ""}
    return kept


def _save(typed: Typed, reader: Reader, row: AssistPoint | None) -> UUID | None:
    """Record what was typed and return the point; None with what is wrong beside its field."""
    known = typed.labels.pack.admin2.get(typed.get("municipality"))
    told = actions.Told(
        what=typed.get("what"),
        number=typed.text("number", 20),
        name=typed.text("name", 80),
        state=known.state if known else "",
        municipality=known.code if known else "",
        every_days=typed.number_or_none("every_days", EVERY_MOST),
    )
    if told.every_days == 0:
        typed.wrong("every_days", _("Escriba cuántos días, o déjelo vacío."))
    stands = _stands(typed, row, reader)
    if typed.errors:
        return None
    entry = entry_for(typed, reader)
    act = partial(
        actions.set_point,
        told,
        stands=stands,
        point=row.subject if row else None,
        by=author(reader),
        at=now(),
        entry=entry,
    )
    try:
        return once(entry, act)
    except BadPoint as error:
        typed.wrong("point", told_error(error, typed.labels))
    except FieldError as error:
        typed.refuse(error, FIELDS)
    return None


def _stands(typed: Typed, row: AssistPoint | None, reader: Reader) -> lookups.Stands | None:
    """Return where it was said to stand; None where that is as before. A part that was left empty stays as it is."""
    written, text = typed.get("point").strip(), typed.text("text", 500)
    before = lookups.where_it_stands(row) if row else lookups.Stands()
    lat, lon = before.lat, before.lon
    if written:
        point = point_field.written(typed, reader.country, own_group(reader))
        lat, lon = (point.lat, point.lon) if point else (None, None)
    told = lookups.Stands(lat, lon, text or before.text)
    is_as_before = told.text == before.text and (not written or _shown(told) == _shown(before))
    return None if is_as_before else told


def _shown(one: lookups.Stands) -> str:
    return f"{one.lat:.5f}, {one.lon:.5f}" if one.lat is not None and one.lon is not None else ""


def _form(request: HttpRequest, reader: Reader, typed: Typed, row: AssistPoint | None, *, status: int) -> HttpResponse:
    chosen, today = typed.labels.pack, now().date()
    kinds = [one for one in chosen.point_kinds.values() if one.holds_on(today) or (row is not None and row.what == one.code)]
    here = chosen.groups[own_group(reader)]
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "row": row,
        "kinds": [(one.code, label(one)) for one in sorted(kinds, key=lambda one: one.order)],
        "days": [(label(one), one.check_days) for one in sorted(kinds, key=lambda one: one.order) if one.check_days],
        "municipalities": municipalities(chosen, here.state),
    }
    return page(request, "desk/point_form.html", context, here="post", status=status)


@DECIDES
@room
@require_POST
def take_away(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take a point out of the list: it is no longer looked after."""
    own_group(reader)
    act = partial(actions.take_point_away, point=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Punto quitado de la lista. Lo anotado queda en la bitácora."))
    return to("points")


def _row(subject: UUID, reader: Reader) -> AssistPoint:
    found = lookups.point(subject, own_group(reader), reader.country)
    if found is None:
        raise NotForYou
    return found
