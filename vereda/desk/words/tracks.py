"""Words of tracks of own teams: what was recorded, fields of a difference."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

RECORDS: Mapping[str, str | Promise] = {"track": lazy("Recorrido grabado")}

STEPS: Mapping[str, str | Promise] = {
    "rescue.track_brought": lazy("Trajo un recorrido grabado"),
    "rescue.track_struck": lazy("Quitó un recorrido: no era de esta misión"),
    "rescue.track_reinstated": lazy("Devolvió un recorrido a la misión"),
}
"""What each entry kind did."""

FIELDS: Mapping[str, str | Promise] = {
    "brought": lazy("Recorrido grabado"),
    "kept": lazy("Archivo del recorrido"),
    "struck": lazy("Recorrido quitado"),
}
"""Fields of a difference."""
