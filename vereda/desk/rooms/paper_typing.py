"""From the boxes of a sheet, as they were typed, to what it tells: read by the same rules as the forms of the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from vereda.countries.door import Pack
from vereda.desk.rooms import alerts as alerts_room
from vereda.desk.rooms import meeting_form, paper_goods
from vereda.desk.rooms.paper_boxes import Boxes, Desk, begins_so, place_of
from vereda.desk.rooms.typed import FORM, Typed
from vereda.encounters.door import meeting_drafts
from vereda.errors import FieldError
from vereda.logbook.door import Draft, Plain
from vereda.logbook.schema import Channel, FieldClass
from vereda.paper import door as paper
from vereda.paper.door import Drawn, Form, Serial
from vereda.rescue.door import AlertRead, MissionClosed, MissionOpened, alert_draft

OTHER = "other"
"""Who saw it: somebody who is not on the list, or nobody says."""
FIRST_AID = "FIRST_AID"
"""The service that a first-aid sheet is counted as, where the country has it."""
BY_CODE = {Form.ENCOUNTER, Form.FIRST_AID, Form.BODY}
"""Forms that become an encounter: who may not write encounters does not type them."""


def read(typed: Typed, serial: Serial, drawn: Drawn, desk: Desk) -> list[Draft] | None:
    """Return what the sheet tells as drafts, or None with `typed.errors` filled, by input."""
    boxes = Boxes(typed, drawn)
    at, reader = boxes.instant("day", "hour", desk.now), DRAFTS[serial.form]
    reported_by = typed.get("reported_by") or OTHER
    if reported_by != OTHER and reported_by not in desk.ground.members:
        typed.wrong(FORM, _("El formulario trae un dato que no está en la lista. Recargue la página."))
    try:
        drafts = reader(boxes, serial, desk, at, reported_by) if at else []
    except FieldError as error:
        typed.refuse(error, {code: boxes.input_of(name) for code, name in FIELDS.items()})
        return None
    except ValidationError:  # a value that no schema takes
        typed.wrong(FORM, _("El formulario trae un dato que no está en la lista. Recargue la página."))
        return None
    return None if typed.errors or at is None else drafts


FIELDS: Mapping[str, str] = {
    **meeting_form.FIELDS,
    "rescue.nothing_told": "urgent",
    "encounters.nothing_met": "people_met",
    "encounters.in_the_future": "day",
}
"""Code of what an action refuses -> the box beside which it is said."""


def _tally(boxes: Boxes, pack: Pack) -> dict[str, str]:
    """Return the tally as the fields of the desk's form."""
    box = boxes.by_path["lines"]
    columns = [column.values for column in box.columns]
    found = boxes.tried("lines", lambda text: paper.tally_written(text, columns, pack.nationalities)) or {}
    values: dict[str, str] = {}
    for (nationality, place), count in found.items():
        values[f"t:{nationality}:{columns[place]['sex']}:{columns[place]['age_band']}"] = str(count)
    return values


def _given(boxes: Boxes) -> dict[str, str]:
    """Return what was given and where people went, as the fields of the desk's form."""
    values: dict[str, str] = {}
    for path, one in (("services", "s"), ("dispositions", "p")):
        if path not in boxes.by_path:
            continue
        for code, people in boxes.marks(path):
            values |= {f"{one}:{code or 'none'}": "on"} | ({f"{one}n:{code}": str(people)} if people is not None else {})
    return values


def _roles(boxes: Boxes, values: Mapping[str, str], pack: Pack) -> dict[str, str]:
    """Return who took people, for the destination that asks it."""
    asking = [code for code, row in pack.dispositions.items() if row.asks_role and f"p:{code}" in values]
    if "role" not in boxes.by_path:
        return {f"pr:{code}": "unknown" for code in asking}
    role = boxes.one("role") or ("unknown" if asking else "")
    return {f"pr:{code}": role for code in asking}


def _chosen(boxes: Boxes, desk: Desk, pack: Pack) -> dict[str, str]:
    """Return language and mission, each found by how it begins."""
    values = {}
    lists: Sequence[tuple[str, Iterable[tuple[str, str]], str]] = (
        ("language", [(row.code, row.label_es) for row in pack.languages.values()], _("No se conoce ese idioma.")),
        ("mission", list(desk.ground.missions.items()), _("Ninguna misión abierta tiene ese folio; déjelo en blanco.")),
    )
    for path, names, unknown in lists:
        written = boxes.text(path)
        if not written:
            continue
        values[path] = begins_so(written, names) or (written if written in dict(names) else "")
        if not values[path]:
            boxes.typed.wrong(boxes.input_of(path), unknown)
    return values


def _meeting(boxes: Boxes, desk: Desk, at: datetime, reported_by: str, values: dict[str, str]) -> list[Draft]:
    """Return an encounter as drafts: the desk's own form reads it. What that finds wrong is said beside the boxes."""
    pack = boxes.typed.labels.pack
    values = {**place_of(boxes, desk, pack), **_chosen(boxes, desk, pack), **values}
    values |= _roles(boxes, values, pack)
    values["note"] = "\n".join(part for part in (values.get("note", ""), boxes.rest()) if part)
    told = {**values, "at": at.replace(tzinfo=None).isoformat(), "channel": str(Channel.PAPER)}
    inner = Typed(told, boxes.typed.labels, boxes.typed.zone)
    sent = meeting_form.read(inner, desk.ground, desk.now)
    for name, said in inner.errors.items():
        boxes.typed.wrong(boxes.input_of("role" if name.startswith("pr:") else name), said)
    if sent is None or boxes.typed.errors:
        return []
    return meeting_drafts(sent.meeting, by=desk.by, at=sent.at, channel=Channel.PAPER, reported_by=reported_by, now=desk.now)


def _encounter(boxes: Boxes, serial: Serial, desk: Desk, at: datetime, reported_by: str) -> list[Draft]:
    pack = boxes.typed.labels.pack
    values = {**_tally(boxes, pack), **_given(boxes), "note": boxes.text("text")}
    for path, name in (("people_met", "people"), ("unaccompanied_minors", "alone"), ("bodies", "bodies")):
        values[name] = boxes.text(path)
    values |= {"alone_later": "on"}  # whom to tell is asked on the page of the encounter; a sheet is not held back for it
    return _meeting(boxes, desk, at, reported_by, values)


def _first_aid(boxes: Boxes, serial: Serial, desk: Desk, at: datetime, reported_by: str) -> list[Draft]:
    """An encounter with its service; what else the sheet says stays in the sealed note."""
    pack = boxes.typed.labels.pack
    values = {**_tally(boxes, pack), **_given(boxes)}
    values |= {f"s:{FIRST_AID if FIRST_AID in pack.services else 'none'}": "on"}
    values["note"] = boxes.notes("complaint", "allergies", "signs", "done", "text")
    return _meeting(boxes, desk, at, reported_by, values)


def _body(boxes: Boxes, serial: Serial, desk: Desk, at: datetime, reported_by: str) -> list[Draft]:
    """An encounter with the dead alone; what was seen of them stays in the sealed note."""
    values = {"people": "0", "bodies": boxes.text("bodies"), "note": boxes.notes("seen", "clothes", "told", "text")}
    return _meeting(boxes, desk, at, reported_by, values)


def _alert(boxes: Boxes, serial: Serial, desk: Desk, at: datetime, reported_by: str) -> list[Draft]:
    values = {name: boxes.text(name) for name in ("people", "children", "call_back", "name")}
    values |= place_of(boxes, desk, boxes.typed.labels.pack)
    for path in ("urgent", "needs"):
        values |= {f"c:{path}:{code}": "on" for code, _people in boxes.marks(path)}
    values |= {"came_by": boxes.one("came_by"), "text": boxes.notes("text", "steps")}
    values["text"] = "\n".join(part for part in (values["text"], boxes.rest()) if part)
    inner = Typed({**values, "at": at.replace(tzinfo=None).isoformat()}, boxes.typed.labels, boxes.typed.zone)
    sent = alerts_room.read(inner, desk.ground, desk.now)
    for name, said in inner.errors.items():
        boxes.typed.wrong(boxes.input_of(name), said)
    if sent is None or boxes.typed.errors:
        return []
    told = alert_draft(sent[0], by=desk.by, at=sent[1], channel=Channel.PAPER, reported_by=reported_by)
    # Who wrote it down had read it: an alert of last night must not ring the post as unread.
    read = Draft(payload=AlertRead(), by=desk.by, at=sent[1], channel=Channel.PAPER, reported_by=reported_by)
    return [told, read]


def _mission(boxes: Boxes, serial: Serial, desk: Desk, at: datetime, reported_by: str) -> list[Draft]:
    """A mission opened, and closed where the sheet says when."""
    how: dict[str, Any] = {"by": desk.by, "channel": Channel.PAPER, "reported_by": reported_by}  # Any: fields of a draft
    closed = boxes.instant("closed_day", "closed_hour", desk.now, needed=False)
    if closed and closed < at:
        boxes.typed.wrong(boxes.input_of("closed_day"), _("Terminó antes de empezar. Revise la fecha y la hora."))
    note, place = boxes.notes("steps", "steps_back", "text"), boxes.text("place")
    sealed = [Plain(cls=FieldClass.FREE_TEXT, fields={"text": note})] if note else []
    sealed += [Plain(cls=FieldClass.WHEREABOUTS, fields={"place": place[:200]})] if place else []
    opened = MissionOpened(folio=(boxes.text("folio") or serial.short)[:40], terrain=boxes.one("terrain") or None)
    drafts = [Draft(payload=opened, at=at, boxes=sealed, **how)]
    outcome = boxes.one("outcome")
    if closed:
        drafts.append(Draft(payload=MissionClosed(outcome=outcome or "unknown"), at=closed, **how))
    elif outcome:
        boxes.typed.wrong(boxes.input_of("closed_day"), _("Dice cómo terminó y no cuándo. Escriba la fecha y la hora."))
    return drafts


type Reader = Callable[[Boxes, Serial, Desk, datetime, str], list[Draft]]
DRAFTS: Mapping[Form, Reader] = {
    Form.ENCOUNTER: _encounter,
    Form.FIRST_AID: _first_aid,
    Form.BODY: _body,
    Form.ALERT: _alert,
    Form.MISSION: _mission,
    Form.DISTRIBUTION: paper_goods.distribution,
    Form.STOCK: paper_goods.stock,
    Form.VEHICLE: paper_goods.vehicle,
}
"""From the boxes of each form to what it tells."""
ADDS = {Form.DISTRIBUTION, Form.STOCK, Form.VEHICLE}
"""Forms of quantities that are added: typed apart, each part counts once."""
