"""What is done with a caravan: counted, its encounters marked, children taken in on their path, its leaving noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from hashlib import sha256
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vereda.access.door import Action, Reader
from vereda.desk.frame import author, now, own_group, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import choices
from vereda.desk.rooms.gathering_forms import FIELDS, TILES
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.desk.web.caravans import read_place, row_of, shown
from vereda.desk.web.child_paths import PROTECTS
from vereda.desk.web.once import entry_for, kept
from vereda.encounters.door import AgeBand, Line, Meeting, PlaceKind, Sex, Where, meeting_drafts
from vereda.gatherings import door as gatherings
from vereda.gatherings.door import CaravanPart, HeadMethod
from vereda.logbook.door import Draft, Plain, Receipt, record_all
from vereda.logbook.schema import Channel, FieldClass, uuid7, uuid8
from vereda.protection.door import ChildPathOpened, Screening


@POST_WORK
@room
@require_POST
def take_headcount(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note how many people, and how they were counted."""
    row, typed = row_of(reader, subject), _typed(request, reader)
    method, by = typed.get("method"), typed.get("reported_by")
    if method not in set(HeadMethod):
        typed.wrong("method", _("Diga cómo se contó: un número sin su manera de contar no sirve."))
    entry = entry_for(typed, reader)
    act = partial(
        gatherings.take_headcount,
        caravan=subject,
        by=author(reader),
        at=typed.instant("at") or now(),
        method=HeadMethod(method) if method in set(HeadMethod) else HeadMethod.OTHER,
        people=typed.number_or_none("people", 100_000),
        rows=typed.number_or_none("rows", 100_000) or None,
        in_row=typed.number_or_none("in_row", 1000) or None,
        place=read_place(typed),
        reported_by=by if by in choices.staff(row.group, row.country) else None,
        note=typed.text("note", 4000),
        entry=entry,
    )
    return _kept(request, reader, row, "head", typed, entry, act, _("Anotado. No se suma a otros días ni a otros grupos."))


@POST_WORK
@room
@require_POST
def withdraw_headcount(request: HttpRequest, reader: Reader, subject: UUID, entry: UUID) -> HttpResponse:
    """Take back a number that was a mistake."""
    row_of(reader, subject)
    act = partial(gatherings.withdraw_headcount, caravan=subject, entry=entry, by=author(reader), at=now())
    attempt(request, reader, act, _("Quitado. Queda en la historia."))
    return to("caravan", subject=subject)


@POST_WORK
@room
@require_POST
def tag(request: HttpRequest, reader: Reader, subject: UUID, encounter: UUID) -> HttpResponse:
    """Mark an encounter as one with people of the caravan, or take the mark off."""
    row_of(reader, subject)
    is_tagged = request.POST.get("is") != "no"
    act = partial(
        gatherings.tag_encounter, caravan=subject, encounter=encounter, by=author(reader), at=now(), is_tagged=is_tagged
    )
    attempt(request, reader, act, _("Marcado.") if is_tagged else _("Marca quitada."))
    return to("caravan", subject=subject)


@POST_WORK
@room
@require_POST
def open_point(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Open the point for lost children, or say who is in charge of it now."""
    row, typed = row_of(reader, subject), _typed(request, reader)
    members = choices.staff(row.group, row.country)
    in_charge = [account for account, _name in typed.named("charge:") if account in members]
    if not in_charge:
        typed.wrong("charge", _("Diga quién está a cargo: un punto sin responsable no se abre."))
    where = typed.text("where", 400)
    act = partial(gatherings.open_child_point, caravan=subject, in_charge=in_charge, where=where, by=author(reader), at=now())
    return _kept(request, reader, row, "point", typed, None, act, _("Punto de niñez abierto."))


@POST_WORK
@room
@require_POST
def close_point(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Close the point for lost children."""
    row_of(reader, subject)
    act = partial(gatherings.close_child_point, caravan=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Punto de niñez cerrado."))
    return to("caravan", subject=subject)


@PROTECTS
@room
@require_POST
def take_in(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take in children at the point: encounter, mark and opening of their path in one block; never only a note."""
    own_group(reader, Action.WRITE)
    row, typed = row_of(reader, subject), _typed(request, reader)
    counts = {(sex, band): typed.number(f"c:{sex}:{band}", 1000) for sex, band in TILES if band == "0-17"}
    children, note = sum(counts.values()), typed.text("child_note", 4000)
    if not children:
        typed.wrong("children", _("Toque cuántas niñas y niños llegaron."))
    entry = entry_for(typed, reader)
    path = _path_of(entry)

    def act() -> Receipt:
        return record_all(_drafts(row, reader, counts, children, note, entry, path))[-1]

    made = kept(typed, entry, act, FIELDS)
    if made is None:
        return shown(request, reader, row, {"child": typed})
    messages.success(request, _("Anotado, y la ruta está abierta. Siga los pasos."))
    return to("child_path", subject=path)


def _path_of(entry: UUID | None) -> UUID:
    """Return the id of the path that a form opens: sent twice, it is the same one."""
    ms = int(now().timestamp() * 1000)
    return uuid8(entry.int >> 80, sha256(entry.bytes + b"child_path").digest()) if entry else uuid7(ms)


def _drafts(
    row: CaravanPart,
    reader: Reader,
    counts: dict[tuple[str, str], int],
    children: int,
    note: str,
    entry: UUID | None,
    path: UUID,
) -> list[Draft]:
    by, at = author(reader), now()
    meeting = Meeting(
        people_met=children,
        lines=[
            Line(line_id=f"XX-{sex}-{band}", count=count, sex=Sex(sex), age_band=AgeBand(band))
            for (sex, band), count in counts.items()
            if count
        ],
        where=Where(
            kind=PlaceKind.NAMED if row.municipality else PlaceKind.UNKNOWN, state=row.state, municipality=row.municipality
        ),
        unaccompanied_minors=children,
    )
    met = uuid7(int(at.timestamp() * 1000))
    *others, told = meeting_drafts(meeting, by=by, at=at, channel=Channel.DESK, reported_by=None, now=at, entry=entry)
    told = replace(told, subject=met, seen=())
    box = Screening(note=note).model_dump(mode="json", exclude_defaults=True)
    opened = Draft(
        payload=ChildPathOpened(encounter=met, children=children),
        subject=path,
        seen=(),
        by=by,
        at=at,
        boxes=[Plain(cls=FieldClass.SCREENING, fields=box)],
    )
    return [*others, gatherings.tag_draft(caravan=row.subject, encounter=met, by=by, at=at), told, opened]


@POST_WORK
@room
@require_POST
def leave(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that the caravan is no longer with the group."""
    row_of(reader, subject)
    act = partial(gatherings.leave_caravan, caravan=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado: la caravana ya no está aquí."))
    return to("caravan", subject=subject)


@POST_WORK
@room
@require_POST
def come_back(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that the caravan is with the group again."""
    row_of(reader, subject)
    act = partial(gatherings.come_back, caravan=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado: la caravana sigue aquí."))
    return to("caravan", subject=subject)


def _typed(request: HttpRequest, reader: Reader) -> Typed:
    return Typed(request.POST, Labels(reader.country), zone_of(reader))


def _kept(
    request: HttpRequest,
    reader: Reader,
    row: CaravanPart,
    name: str,
    typed: Typed,
    entry: UUID | None,
    act: Callable[[], Receipt],
    said: str,
) -> HttpResponse:
    """Do it and go on, or show the page again with the form as it was typed."""
    if kept(typed, entry, act, FIELDS) is None:
        return shown(request, reader, row, {name: typed})
    messages.success(request, said)
    return to("caravan", subject=row.subject)
