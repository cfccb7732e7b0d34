"""Entrega de turno: what is handed over, from all areas of the post; frozen as it was read; fitted on one printed sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.access.door import Action, Reader, RecordClass, log_read, may, relation_to
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.noticed import Asked, Level
from vereda.desk.rooms.notices import notices, parts, readable
from vereda.desk.rooms.typed import Typed
from vereda.groups import door as groups
from vereda.groups.door import Handover, Loose, Sheet, SheetPart

SALT = "desk.handover"
GOOD_FOR = timedelta(minutes=45)
"""How long a composed sheet may be handed over; after that the post has moved on, and it is composed anew."""
LOOSE_ROWS = 6
LINE_MOST, TITLE_MOST = 400, 200


@dataclass(frozen=True)
class Shown:
    """A hand-over as a list shows it."""

    row: Handover
    folio: str
    given_by: str
    signed_by: str


def compose(reader: Reader, group: str, now: datetime, labels: Labels) -> list[SheetPart]:
    """Return what every area has to hand over now, what must be seen first."""
    asked = Asked(reader.country, group, now, labels)
    warned = [notice.said for notice in notices(asked) if notice.level is not Level.NOTE]  # of no role: all on duty read them
    found = [(_("Para ver"), warned), *((part.title, part.lines) for part in parts(replace(asked, role=reader.role)))]
    return [
        SheetPart(title=title[:TITLE_MOST], lines=[line[:LINE_MOST] for line in lines if line.strip()][:300])
        for title, lines in found
        if lines
    ][:60]


def freeze(composed: Sequence[SheetPart], group: str) -> str:
    """Return what was composed as a text that only this installation writes: what comes back with the form is what was read."""
    told = {"group": group, "parts": [one.model_dump(mode="json") for one in composed]}
    return signing.dumps(told, salt=SALT, compress=True)


def thaw(frozen: str, group: str) -> list[SheetPart] | None:
    """Return what was read; None when it is too old, of another group, or not ours."""
    try:
        told: Any = signing.loads(frozen, salt=SALT, max_age=GOOD_FOR)  # Any: JSON that `freeze` wrote
    except signing.BadSignature:
        return None
    return [SheetPart.model_validate(one) for one in told["parts"]] if told["group"] == group else None


def read(typed: Typed, composed: Sequence[SheetPart]) -> Sheet | None:
    """Return the sheet that is handed over; None with the errors beside their fields."""
    loose = list(_loose(typed))
    text = typed.text("text", 4000)
    if typed.errors:
        return None
    lang = (get_language() or "es")[:2]
    return Sheet(parts=list(composed), loose=loose, text=text, lang=lang)


def _loose(typed: Typed) -> Iterator[Loose]:
    for place in range(LOOSE_ROWS):
        what, count = typed.text(f"what:{place}", 80), typed.number_or_none(f"count:{place}")
        if typed.error(f"what:{place}"):
            continue
        if what and count is None and not typed.error(f"count:{place}"):
            typed.wrong(f"count:{place}", _("¿Cuántas? Cuéntelas y anote el número; 0 si no hay."))
        elif count is not None and not what:
            typed.wrong(f"what:{place}", _("Diga qué son: llaves, caja chica…"))
        elif what and count is not None:
            yield Loose(what=what, count=count)


def first_values(group: str, country: str) -> dict[str, str]:
    """Return the values of an empty form: the loose things that were handed over last, to be counted again."""
    usual = [_("Llaves"), _("Radios portátiles"), _("Caja chica, pesos")]
    last = next((sheet for row in groups.handovers(group, country, 3) if (sheet := groups.sheet_of(row)) and sheet.loose), None)
    whats = [one.what for one in last.loose][:LOOSE_ROWS] if last else usual
    return {"close": "on", **{f"what:{place}": what for place, what in enumerate(whats)}}


def may_read(reader: Reader, row: Handover) -> bool:
    """Return whether the reader may open sealed sheets of the group for this purpose: they hold words of people."""
    return may(reader, RecordClass.K2, Action.READ, relation_to(reader, country=row.country, groups=[row.group]))


def opened(reader: Reader, row: Handover) -> tuple[Sheet | None, str]:
    """Return what was handed over and what was found missing, and log that it was read; nothing where it may not be read."""
    if not may_read(reader, row):
        return None, ""
    sheet, remark = groups.sheet_of(row), groups.remark_of(row)
    if sheet is not None:
        sheet = sheet.model_copy(update={"parts": readable(sheet.parts, reader.role)})
    if sheet is not None or remark:
        log_read(reader, RecordClass.K2, subject=row.subject)
    return sheet, remark


def shown(rows: Sequence[Handover]) -> list[Shown]:
    """Return hand-overs in words."""
    names = names_of({one for row in rows for one in (row.given_by, row.signed_by) if one})
    return [
        Shown(row, folio(row.subject), who_is(row.given_by, names), who_is(row.signed_by, names) if row.signed_by else "")
        for row in rows
    ]
