"""Values of rosters, plans and agreements in plain words, where two people wrote them differently."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from vereda.desk.labels import Labels
from vereda.desk.words.duty import COUNTERPARTS, lent_said

type Value = Any  # Any: whatever JSON a field of a folded state holds


def day(value: str) -> str:
    """Return an ISO date as people write it."""
    return formats.date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")


def minutes(value: int) -> str:
    """Return minutes as hours and minutes: '2 h 30 min'."""
    hours, rest = divmod(value, 60)
    parts = [_("{hours} h").format(hours=hours)] if hours else []
    return " ".join([*parts, _("{minutes} min").format(minutes=rest)] if rest or not hours else parts)


def staff(value: Value) -> str:
    """Return accounts, or one, as names."""
    from vereda.desk.rooms.history import names_of, who_is  # histories are told in these words, therefore not at the start

    accounts = value if isinstance(value, list) else [value]
    names = names_of(accounts)
    return ", ".join(who_is(account, names) for account in accounts)


def lent(value: Value) -> str:
    """Return things lent: 'Combustible: 200 litros al mes'."""
    return "; ".join(lent_said(**one) for one in value)


def loan(value: Value, labels: Labels) -> str:
    """Return from where and until when somebody is lent."""
    parts = [labels.group(value["from_group"]) if value.get("from_group") else _("de fuera")]
    return ", ".join([*parts, day(value["until_on"])] if value.get("until_on") else parts)


def vehicles(value: Value, labels: Labels) -> str:
    """Return vehicles with their numbers."""
    return ", ".join(f"{labels.vehicle(one['kind'])} {one.get('number', '')}".strip() for one in value)


WRITERS: Mapping[str, Callable[[Value, Labels], str]] = {
    "hours": lambda value, labels: "-".join(value),
    "duty": lambda value, labels: value["zone"] or _("sin zona"),
    "on": lambda value, labels: day(value),
    "lent": loan,
    "route_check_in_min": lambda value, labels: minutes(value),
    "planned_on": lambda value, labels: day(value),
    "planned_back_after_min": lambda value, labels: minutes(value),
    "planned_check_in_min": lambda value, labels: minutes(value),
    "planned_route": lambda value, labels: _("una ruta del puesto"),
    "planned_team": lambda value, labels: staff(value),
    "planned_driver": lambda value, labels: staff(value),
    "planned_vehicles": vehicles,
    "agreed_counterpart_kind": lambda value, labels: str(COUNTERPARTS.get(value, value)),
    "agreed_lent": lambda value, labels: lent(value),
    "agreed_from_on": lambda value, labels: day(value),
    "agreed_until_on": lambda value, labels: day(value),
    "ended_on": lambda value, labels: day(value),
    "volunteer_signed_on": lambda value, labels: day(value),
    "volunteer_trained_on": lambda value, labels: day(value),
    "volunteer_conduct_on": lambda value, labels: day(value),
    "volunteer_until_on": lambda value, labels: day(value),
}
