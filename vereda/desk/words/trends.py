"""How a forecast is made, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.statistics.trends import Way

WAYS: Mapping[Way, Promise] = {
    Way.SEASONAL_NAIVE: lazy("El mismo mes del año anterior"),
    Way.SMOOTHED: lazy("Promedio que olvida, con temporada"),
    Way.STRUCTURAL: lazy("Nivel que cambia, con temporada y fiestas"),
    Way.LEVEL: lazy("Nivel que cambia, sin temporada"),
    Way.TOGETHER: lazy("Promedio de los tres modelos"),
}
