"""Words of tracks of own teams: what was recorded, fields of a difference."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

RECORDS: Mapping[str, str | Promise] = {"track": lazy("Trayecto grabado")}

STEPS: Mapping[str, str | Promise] = {
    "rescue.track_brought": lazy("Trajo un trayecto grabado"),
    "rescue.track_struck": lazy("Quitó un trayecto: no era de esta misión"),
    "rescue.track_reinstated": lazy("Devolvió un trayecto a la misión"),
}
"""What each entry kind did."""

FIELDS: Mapping[str, str | Promise] = {
    "brought": lazy("Trayecto grabado"),
    "kept": lazy("Archivo del trayecto"),
    "struck": lazy("Trayecto quitado"),
}
"""Fields of a difference."""
