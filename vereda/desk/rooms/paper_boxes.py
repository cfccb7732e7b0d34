"""The boxes of a sheet with what was typed into them: text, an hour, ticks, rows of a table; what is wrong is noted beside."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from vereda.countries.door import Pack, place_names_on
from vereda.desk.rooms import meeting_form
from vereda.desk.rooms.typed import FORM, Typed
from vereda.errors import FieldError
from vereda.logbook.door import Author
from vereda.paper import door as paper
from vereda.paper.door import Box, Drawn, Widget

OF_DESK: Mapping[str, str] = {
    "at": "hour", "people": "people_met", "alone": "unaccompanied_minors", "note": "text", "apart": "lines",
    "state": "municipality",
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


class Boxes:
    """The boxes of a sheet with what was typed into them."""

    def __init__(self, typed: Typed, drawn: Drawn) -> None:
        self.typed = typed
        self.by_path = {box.path: box for box in drawn.boxes}
        self.asked = {"reported_by"}

    def input_of(self, name: str) -> str:
        """Return the input beside which something is said of a field, the form's own where no box asks it."""
        box = self.by_path.get(OF_DESK.get(name, name)) or self.by_path.get(name)
        return field_of(box) if box else FORM

    def text(self, path: str) -> str:
        """Return what was typed, without blanks around it."""
        self.asked.add(path)
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

    def rest(self) -> str:
        """Return what was typed into boxes that nobody asked for: a question that is new in a layout is not lost."""
        return self.notes(*[path for path in self.by_path if path not in self.asked])

    def rows(self, *paths: str) -> dict[str, list[int | None]]:
        """Return the numbers of each row of a table that stands in several boxes, by code."""
        found: dict[str, list[int | None]] = {}
        for path in paths:
            box = self.by_path.get(path)
            if box is None:
                continue
            codes = {option.mark: option.code for option in box.options}
            width = len(box.columns) - 1  # the first column names the row
            rows = self.tried(path, lambda text, codes=codes, width=width: paper.rows_written(text, codes, width)) or {}  # type: ignore[misc]  # bound as they are now
            found |= {codes[mark]: numbers for mark, numbers in rows.items()}
        return found


def place_of(boxes: Boxes, desk: Desk, pack: Pack) -> dict[str, str]:
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
    today = timezone.localdate()
    for within in (state, ""):
        if found := begins_so(text, place_names_on(pack, today, within)):
            return found
    return ""


def begins_so(text: str, names: Iterable[tuple[str, str]]) -> str:
    """Return the code whose name is the text, or alone begins with it, whatever the accents; '' when none or several do."""
    wanted, names = plain(text), list(names)
    whole = [code for code, name in names if plain(name) == wanted]
    found = set(whole or [code for code, name in names if plain(name).startswith(wanted)])
    return found.pop() if len(found) == 1 else ""


def plain(text: str) -> str:
    """Return a text as it is compared: small letters, no accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(sign)).strip()
