"""From the boxes of a sheet, as they were typed, to what it tells: read by the same rules as the forms of the desk."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from vereda.countries.door import Pack
from vereda.desk.rooms import alerts as alerts_room
from vereda.desk.rooms import meeting_form
from vereda.desk.rooms.typed import FORM, Typed
from vereda.encounters.door import meeting_drafts
from vereda.errors import FieldError
from vereda.logbook.door import Author, Draft, Plain
from vereda.logbook.schema import Channel, FieldClass
from vereda.paper import door as paper
from vereda.paper.door import Box, Drawn, Form, Serial, Widget
from vereda.rescue.door import MissionClosed, MissionOpened, alert_draft

OTHER = "other"
"""Who saw it: somebody who is not on the list, or nobody says."""
FIRST_AID = "FIRST_AID"
"""The service that a first-aid sheet is counted as, where the country has it."""
BY_CODE = {Form.ENCOUNTER, Form.FIRST_AID, Form.BODY}
"""Forms that become an encounter: who may not write encounters does not type them."""
OF_DESK: Mapping[str, str] = {
    "at": "hour", "people": "people_met", "alone": "unaccompanied_minors", "note": "text", "apart": "lines",
    "name": "name", "state": "municipality",
}  # fmt: skip
"""Field of a form of the desk -> box of a sheet, where their names differ."""


@dataclass(frozen=True)
class Desk:
    """Around the typing: who, for which post, and the hour there."""

    ground: meeting_form.Ground
    by: Author
    now: datetime


def field_of(box: Box) -> str:
    """Return the name of the input of a box."""
    return f"b{box.number}"


def read(typed: Typed, serial: Serial, drawn: Drawn, desk: Desk) -> list[Draft] | None:
    """Return what the sheet tells as drafts, or None with `typed.errors` filled, by input.

    The list is empty for a form whose content is typed on a page of its own.
    """
    boxes = Boxes(typed, drawn)
    at, reader = boxes.instant("day", "hour", desk.now), DRAFTS.get(serial.form)
    reported_by = typed.get("reported_by") or OTHER
    if reported_by != OTHER and reported_by not in desk.ground.members:
        typed.wrong(FORM, _("El formulario trae un dato que no está en la lista. Recargue la página."))
    try:
        drafts = reader(boxes, serial, desk, at, reported_by) if reader and at else []
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


class Boxes:
    """The boxes of a sheet with what was typed into them."""

    def __init__(self, typed: Typed, drawn: Drawn) -> None:
        self.typed = typed
        self.by_path = {box.path: box for box in drawn.boxes}
        self.all = drawn.boxes

    def input_of(self, name: str) -> str:
        """Return the input beside which something is said of a field, the form's own where no box asks it."""
        box = self.by_path.get(OF_DESK.get(name, name)) or self.by_path.get(name)
        return field_of(box) if box else FORM

    def text(self, path: str) -> str:
        """Return what was typed, without blanks around it."""
        box = self.by_path.get(path)
        return self.typed.text(field_of(box), 1500) if box else ""

    def tried[T](self, path: str, read: Callable[[str], T]) -> T | None:
        """Return what `read` makes of a box; None where it is empty, or wrong, which is noted."""
        written = self.text(path)
        if not written:
            return None
        try:
            return read(written)
        except FieldError as error:
            self.typed.refuse(error, {error.code: self.input_of(path)})
            return None

    def instant(self, day: str, hour: str, now: datetime, *, needed: bool = True) -> datetime | None:
        """Return when it was, in the clock of the post: the local day and hour that are written."""
        on = self.tried(day, lambda text: paper.day_written(text, now.date()))
        at = self.tried(hour, paper.hour_written)
        for path, found in ((day, on), (hour, at)):
            if found is None and (needed or self.text(day) or self.text(hour)):
                said = _("Falta la fecha.") if path == day else _("Falta la hora. Si la hoja no la trae, escriba la que calcule.")
                self.typed.wrong(self.input_of(path), said)
        if on is None or at is None:
            return None
        found = datetime.combine(on, at, tzinfo=self.typed.zone)
        if found > now:
            self.typed.wrong(self.input_of(day), _("La fecha está en el futuro. Revísela."))
        return found

    def marks(self, path: str) -> Iterator[tuple[str, int | None]]:
        """Yield (code, people) of each option that is ticked; ('', None) for 'nothing'."""
        box = self.by_path[path]
        codes = {option.mark: option.code for option in box.options} | ({"0": ""} if box.none else {})
        found = self.tried(path, lambda text: paper.marks_written(text, codes)) or {}
        if box.widget == Widget.CHOICE and len(found) > 1:
            self.typed.wrong(self.input_of(path), _("Aquí va una sola casilla."))
        yield from ((codes[mark], people) for mark, people in found.items())

    def one(self, path: str) -> str:
        """Return the one option that is ticked, '' when none is."""
        return next((code for code, _people in self.marks(path)), "")

    def notes(self, *paths: str) -> str:
        """Return several boxes as one text, each under its words: what no field takes is kept sealed."""
        said = [(self.by_path[path].label, self.text(path)) for path in paths if path in self.by_path]
        return "\n".join(f"{label}: {text}" for label, text in said if text)[:4000]


def _place(boxes: Boxes, desk: Desk, pack: Pack) -> dict[str, str]:
    """Return the place as the fields of the desk's forms."""
    values = {"place": boxes.text("place"), "point": boxes.text("point"), "at_post": boxes.text("at_post")}
    found = boxes.text("municipality")
    if not found:
        return values
    code = _municipality(found, desk.ground.state, pack)
    if not code:
        boxes.typed.wrong(boxes.input_of("municipality"), _("No hay un solo municipio que empiece así. Escriba más letras."))
        return values
    return values | {"municipality": code, "state": pack.admin2[code].state}


def _municipality(text: str, state: str, pack: Pack) -> str:
    """Return the municipality whose name begins so: of the post's state, else of the country; '' when none or several do."""
    for rows in ([row for row in pack.admin2.values() if row.state == state], list(pack.admin2.values())):
        names = [(row.code, row.name) for row in rows]
        if found := begins_so(text, names):
            return found
    return ""


def begins_so(text: str, names: Iterable[tuple[str, str]]) -> str:
    """Return the code whose name is the text, or alone begins with it, whatever the accents; '' when none or several do."""
    wanted, names = plain(text), list(names)
    whole = [code for code, name in names if plain(name) == wanted]
    found = whole or [code for code, name in names if plain(name).startswith(wanted)]
    return found[0] if len(found) == 1 else ""


def plain(text: str) -> str:
    """Return a text as it is compared: small letters, no accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(sign)).strip()


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
    values = {**_place(boxes, desk, pack), **_chosen(boxes, desk, pack), **values}
    values |= _roles(boxes, values, pack)
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
    values |= _place(boxes, desk, boxes.typed.labels.pack)
    for path in ("urgent", "needs"):
        values |= {f"c:{path}:{code}": "on" for code, _people in boxes.marks(path)}
    values |= {"came_by": boxes.one("came_by"), "text": boxes.notes("text", "steps")}
    inner = Typed({**values, "at": at.replace(tzinfo=None).isoformat()}, boxes.typed.labels, boxes.typed.zone)
    sent = alerts_room.read(inner, desk.ground, desk.now)
    for name, said in inner.errors.items():
        boxes.typed.wrong(boxes.input_of(name), said)
    if sent is None or boxes.typed.errors:
        return []
    return [alert_draft(sent[0], by=desk.by, at=sent[1], channel=Channel.PAPER, reported_by=reported_by)]


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
}
"""Forms whose content is typed here. The others are typed on the page of what they tell, and done here."""
