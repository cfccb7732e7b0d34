"""What a group gives today, and from when that changes: by the country's pack, and by the group's own switches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vereda.countries.door import official_categories, pack, service_codes, services_of
from vereda.desk.dates import shortday
from vereda.desk.labels import Labels
from vereda.desk.words import reports as words
from vereda.reports import door as reports
from vereda.reports.door import ServiceSwitch, What


@dataclass(frozen=True)
class Given:
    """One service. changes: what is known of days to come; why: who decided that it is not given."""

    label: str
    is_given: bool
    changes: tuple[str, ...]
    why: str = ""


def given(group: str, today: date, labels: Labels) -> dict[str, Any]:  # Any: what a page draws
    """Return what a group gives and what it does not, with days on which that changes."""
    chosen = pack(labels.country)
    rows = {(row.what, row.code): row for row in reports.switches(labels.country, group)}
    now_given = {one.code for one in reports.services_given(chosen, group, today)}
    offered = {one.code for one in services_of(chosen, group, today)}
    away = {row.service: row for row in chosen.services_not_given if row.group == group}
    services = [
        Given(
            labels.service(code),
            code in now_given,
            (*_of_switch(rows.get((What.SERVICE, code)), today), *_of_pack(away.get(code), today)),
            "" if code in now_given else _("lo decide el país") if code not in offered else _("lo apagó el grupo o la oficina"),
        )
        for code in service_codes(chosen, today, on_form=True)
    ]
    categories = [
        Given(labels.category(row.code), _is_on(rows.get((What.CATEGORY, row.code)), today), changes)
        for row in official_categories(chosen)
        if (changes := tuple(_of_switch(rows.get((What.CATEGORY, row.code)), today)))
    ]
    return {
        "services": [one for one in services if one.is_given],
        "not_given": [one for one in services if not one.is_given],
        "categories": categories,
        "codes": [
            (
                words.SWITCHED[What.SERVICE],
                [(f"service:{code}", labels.service(code)) for code in service_codes(chosen) if code in offered],
            ),
            (
                words.SWITCHED[What.CATEGORY],
                [(f"category:{row.code}", labels.category(row.code)) for row in official_categories(chosen)],
            ),
        ],
    }


def _is_on(row: ServiceSwitch | None, today: date) -> bool:
    return row is None or reports.is_given(row.days, today)


def _of_switch(row: ServiceSwitch | None, today: date) -> Iterator[str]:
    for day, is_given in sorted(row.days.items()) if row else ():
        said = _("desde el {day} se da") if is_given else _("desde el {day} no se da")
        yield said.format(day=shortday(date.fromisoformat(day)))


def _of_pack(row: Any, today: date) -> Iterator[str]:  # Any: a row of the pack
    if row is None:
        return
    if row.valid_from:
        yield _("por el paquete del país no se da desde el {day}").format(day=shortday(row.valid_from))
    if row.valid_to:
        yield _("por el paquete del país vuelve después del {day}").format(day=shortday(row.valid_to))
