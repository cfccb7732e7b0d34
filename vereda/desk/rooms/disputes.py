"""Two versions of one fact, side by side: both values in plain words, who wrote each and when, for a person to choose.

The same words stand on the desk and on the phone (`conflict`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.access.door import Action, Reader, RecordClass, log_read, may, relation_to
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import wording
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.words import duty as duty_words
from vereda.desk.words import ground as ground_words
from vereda.desk.words import guidance as guidance_words
from vereda.desk.words import missing as missing_words
from vereda.desk.words import notices as notice_words
from vereda.desk.words import remains as remains_words
from vereda.desk.words import tracks as track_words
from vereda.logbook.door import Told, disputes, history, open_box
from vereda.logbook.schema import FieldClass
from vereda.tracing.door import reports_named

KINDS: Mapping[str, str | Promise] = {
    "encounter": lazy("Encuentro"),
    "patrol": lazy("Recorrido"),
    "shift": lazy("Turno"),
    "mission": lazy("Misión"),
    "search_plan": lazy("Plan de búsqueda"),
    "alert": lazy("Alerta"),
    "child_path": lazy("Ruta de niñez"),
    "person": lazy("Persona"),
    "gathering": lazy("Reparto o recepción"),
    "caravan": lazy("Caravana"),
    "reported_total": lazy("Total reportado"),
    "import": lazy("Archivo importado"),
    "membership": lazy("Función de una cuenta"),
    **duty_words.RECORDS,
    "stock_marks": lazy("Avisos de existencia baja"),
    "vehicle": lazy("Vehículo"),
    "trip": lazy("Salida de vehículo"),
    "equipment": lazy("Equipo con número"),
    "sheet": lazy("Hoja de papel"),
    "sheet_batch": lazy("Hojas impresas"),
    **ground_words.RECORDS,
    **guidance_words.RECORDS,
    **notice_words.RECORDS,
    **remains_words.RECORDS,
    **missing_words.RECORDS,
    **track_words.RECORDS,
}
PAGES = {
    "vehicle": "desk:vehicle",
    "encounter": "desk:encounter",
    "patrol": "desk:patrol",
    "mission": "desk:mission",
    "alert": "desk:alert",
    "gathering": "desk:distribution",
    "caravan": "desk:caravan",
}
PAGES |= {"incident": "desk:incident", "closed_area": "desk:closed_area", "authority_warning": "desk:warning"}
PAGES |= {"missing_file": "desk:missing"}
PAGES |= {"remains": "desk:remains"}
PAGES |= {"handover": "desk:handover", "agreement": "desk:agreement"}


@dataclass(frozen=True)
class Version:
    """One of the values: which entry wrote it, and whether it stands for now."""

    entry: str
    value: str
    who: str
    at: datetime | None
    received_at: datetime | None
    channel: str
    group: str
    stands: bool


@dataclass(frozen=True)
class Shown:
    """One conflict in words. sealed: the values are sealed and this purpose does not open them."""

    id: str
    what: str
    folio: str
    url: str
    field: str
    versions: Sequence[Version]
    sealed: bool


def shown(reader: Reader, group: str, labels: Labels) -> Iterator[Shown]:
    """Yield the conflicts of a group in words."""
    for row in disputes(group, reader.country):
        told = {str(entry.id): entry for entry in history(row.subject)}
        yield conflict(row, told, labels, _notes(reader, row, told))


def conflict(row: Any, told: Mapping[str, Told], labels: Labels, notes: Mapping[str, str]) -> Shown:  # Any: the read model
    """Return one conflict in words.

    row    the conflict item
    told   the history of its subject by entry
    notes  sealed notes that the reader may see, by entry
    """
    names = names_of({entry.author for entry in told.values()})
    # A milestone stands at its first write, any other field at its last (logbook, fields.py).
    standing = row.writes[0][0] if row.field.startswith("!") else row.writes[-1][0]
    return Shown(
        id=row.id,
        what=str(KINDS.get(row.kind, row.kind)),
        folio=folio(row.subject),
        url=reverse(PAGES[row.kind], args=[row.subject]) if row.kind in PAGES else "",
        field=wording.field_name(row.field, labels),
        versions=[
            _version(entry, value, told.get(entry), names, row.field, labels, entry == standing, notes)
            for entry, value in row.writes
        ],
        sealed=row.field in ("note", "where") and not notes,
    )


def _version(
    entry: str,
    value: Any,
    told: Told | None,
    names: Mapping[str, str],
    field: str,
    labels: Labels,
    stands: bool,
    notes: Mapping[str, str],
) -> Version:  # Any: JSON of a field
    return Version(
        entry=entry,
        value=notes.get(str(value)) or wording.in_words(field, value, labels),
        who=who_is(told.author, names) if told else "",
        at=told.occurred_at if told else None,
        received_at=told.received_at if told else None,
        channel=labels.channel(told.channel) if told else "",
        group=told.group if told else "",
        stands=stands,
    )


def _notes(reader: Reader, row: Any, told: Mapping[str, Told]) -> dict[str, str]:  # Any: the read model of conflicts
    """Return the sealed notes that two people wrote, by entry, where the reader may open them for this purpose."""
    if row.field != "note" or any(report.withdrawn_at for report in reports_named([row.subject]).values()):
        return {}
    if not may(reader, RecordClass.K2, Action.READ, relation_to(reader, country=row.country, groups=[row.group])):
        return {}
    opened = {}
    for _entry, value in row.writes:
        box = open_box(UUID(str(value)), FieldClass.FREE_TEXT, row.subject) if str(value) in told else None
        if box:
            opened[str(value)] = str(box["text"])
    if opened:
        log_read(reader, RecordClass.K2, subject=row.subject)
    return opened
