"""What came from phones and could not be taken, and what a person should look at: in words, and never what was inside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.access.door import device_labels
from vereda.desk.labels import folio
from vereda.desk.rooms.history import is_id
from vereda.logbook import door as logbook

WHY_REFUSED: Mapping[str, str | Promise] = {
    "logbook.entry_invalid": lazy("Le falta un dato, o trae uno que este programa no entiende."),
    "logbook.box_damaged": lazy("Una parte sellada llegó dañada."),
    "logbook.unknown_kind": lazy("Es de una clase que este programa no conoce."),
    "logbook.not_from_devices": lazy("Un teléfono no puede anotar esta clase de registro."),
    "logbook.same_id_other_content": lazy("Ya había otro registro con la misma identificación y otro contenido."),
}
FLAGS: Mapping[str, str | Promise] = {
    "logbook.signature_wrong": lazy(
        "Llegó algo con una firma que no es del teléfono: alguien lo cambió o lo inventó. No se guardó."
    ),
    "logbook.envelope_damaged": lazy("Llegó algo dañado en el camino. Si el teléfono lo tiene, lo envía otra vez."),
    "logbook.counter_clash": lazy("Dos registros distintos con el mismo número: el teléfono puede estar copiado."),
    "logbook.same_id_other_content": lazy("Llegó otra versión de un registro que ya estaba. La primera no se tocó."),
    "logbook.clock_ahead": lazy("El reloj del teléfono iba adelantado. El registro cuenta; la hora queda como la dijo."),
}
MOST = 50  # of each, the latest; a flood of invented entries must not close the page


@dataclass(frozen=True)
class Odd:
    """One arrival to look at. why: in words; phone: '' when it is not known here."""

    folio: str
    phone: str
    number: int | None
    at: datetime
    why: str


def refused(group: str, country: str) -> list[Odd]:
    """Return what a device signed and this node could not take: it is kept as it came, and does not count."""
    rows = logbook.refusals(group, country)[:MOST]
    labels = _labels(row.device for row in rows)
    usual = _("No se pudo leer.")
    return [
        Odd(folio(row.entry), labels.get(row.device, ""), row.device_seq, row.at, str(WHY_REFUSED.get(row.code, usual)))
        for row in rows
    ]


def odd(group: str) -> list[Odd]:
    """Return what is flagged: changed, doubled or invented entries, clocks that ran ahead."""
    rows = logbook.flags(group)[:MOST]
    labels = _labels(row.device for row in rows)
    return [Odd(folio(row.entry), labels.get(row.device, ""), None, row.at, str(FLAGS.get(row.code, row.code))) for row in rows]


def _labels(devices: Iterable[str]) -> Mapping[str, str]:
    return device_labels({one for one in devices if is_id(one)})
