"""The group's number in words: who rang it, whether the page of SOS shows it, what is missing; the notice of the board."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.noticed import Act, Asked, Level, Notice
from vereda.groups import door as groups
from vereda.groups.door import CallNumber, NumberLacks

TESTED_WITHIN = timedelta(hours=24)
VERIFY_AGAIN = timedelta(days=60)
"""From then on the page offers to verify it again: it counts for 90 days."""
SOON = timedelta(hours=2)
"""So long before its test of yesterday ends the board asks for the next."""
LACKS = {
    NumberLacks.VERIFIED: lazy("Falta que otra persona llame y lo verifique (vale 90 días)."),
    NumberLacks.TESTED: lazy("Falta la prueba de las últimas 24 horas."),
    NumberLacks.STAFFED: lazy("Nadie está en el rol ahora."),
}


@dataclass(frozen=True)
class Shown:
    """A number as the page shows it. lacks: why a migrant is not given it now; empty: it is shown.

    asks_verify  whether somebody should ring it to verify it
    """

    row: CallNumber
    verified_by: str
    tested_by: str
    kept_by: str
    lacks: list[str]
    asks_verify: bool


def told(row: CallNumber, now: datetime) -> Shown:
    """Return a number in words."""
    names = names_of({row.verified_by, row.tested_by, row.kept_by} - {""})
    lacks = [str(LACKS[one]) for one in groups.call_number_lacks(row, now)]
    verified, tested, kept = (who_is(one, names) for one in (row.verified_by, row.tested_by, row.kept_by))
    asks = row.verified_at is None or now - row.verified_at >= VERIFY_AGAIN
    return Shown(row, verified, tested, kept, lacks, asks)


def notices(asked: Asked) -> Iterator[Notice]:
    """Yield that the number waits for its call of today, while somebody is there who can make it."""
    row = groups.call_number(asked.group, asked.country)
    if row is None:
        return
    lacks, url = groups.call_number_lacks(row, asked.now), reverse("desk:call_number")
    if NumberLacks.VERIFIED in lacks:
        said = _("El número del grupo no se muestra a nadie: falta que otra persona llame y lo verifique.")
        yield Notice(Level.NOTE, said, url)
    elif NumberLacks.TESTED in lacks:
        said = _("El número del grupo no se muestra en SOS: falta la prueba de hoy. Llame y anote la hora.")
        yield Notice(Level.WARN, said, url, act=_tested(row))
    elif row.tested_at and asked.now - row.tested_at >= TESTED_WITHIN - SOON:
        yield Notice(Level.NOTE, _("Toca probar el número del grupo: la prueba de ayer termina pronto."), url, act=_tested(row))


def _tested(row: CallNumber) -> Act:
    address = reverse("desk:test_call_number", args=[row.subject])
    return Act(address, _("Probé el número ahora"), {"number": row.number, "next": "board"})
