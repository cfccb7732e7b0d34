"""What pages ask of agreements and volunteers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from vereda.groups.models import Agreement, Volunteer
from vereda.groups.rules.agreements import Phase, phase
from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass
from vereda.once import once

ORDER = (Phase.ENDS_SOON, Phase.HOLDS, Phase.TO_COME, Phase.ENDED)


def agreements(group: str, country: str, today: date) -> list[tuple[Agreement, Phase]]:
    """Return the agreements of a group with where each stands: what ends soon first, what ended last."""
    rows = [(row, phase_of(row, today)) for row in _of_group(group, country)]
    return sorted(rows, key=lambda one: (ORDER.index(one[1]), one[0].until_on or date.max, one[0].counterpart.casefold()))


@once
def _of_group(group: str, country: str) -> list[Agreement]:
    return list(Agreement.objects.filter(country=country, group=group))


def agreement(subject: UUID, group: str, country: str) -> Agreement | None:
    """Return an agreement of the group."""
    return Agreement.objects.filter(subject=subject, group=group, country=country).first()


def phase_of(row: Agreement, today: date) -> Phase:
    """Return where an agreement stands on a local day."""
    return phase(today, from_on=row.from_on, until_on=row.until_on, is_ended=row.ended_on is not None and row.ended_on <= today)


def volunteers(group: str, country: str) -> list[Volunteer]:
    """Return the volunteers of a group, those who left last."""
    rows = Volunteer.objects.filter(country=country, group=group)
    return sorted(rows, key=lambda row: (row.has_left, row.until_on or date.max, str(row.subject)))


def volunteer(subject: UUID, group: str, country: str) -> Volunteer | None:
    """Return a volunteer of the group."""
    return Volunteer.objects.filter(subject=subject, group=group, country=country).first()


class Called(NamedTuple):
    """Who a volunteer is."""

    name: str
    telephone: str


def volunteer_names(rows: Iterable[Volunteer]) -> dict[UUID, Called]:
    """Return the names of volunteers by record; of one whose name is erased or not here, none."""
    opened = {row.subject: open_box(row.named_in, FieldClass.IDENTITY, row.subject) for row in rows if row.named_in}
    return {id_: Called(str(box["name"]), str(box.get("telephone", ""))) for id_, box in opened.items() if box}
