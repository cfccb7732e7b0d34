"""Words of editions: why a cell is held back, why a difference is not written."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

type Words = Mapping[str, str | Promise]

WITHHELD: Words = {
    "small": lazy("menos de diez, o por ella se sabría otra"),
    "sensitive": lazy("asunto delicado: menos de veinte, o por ella se sabría otra"),
}

NO_CHANGE: Words = {
    "rounding": lazy("puede ser redondeo"),
    "withheld": lazy("reservada"),
    "not_listed": lazy("no se lista"),
}
