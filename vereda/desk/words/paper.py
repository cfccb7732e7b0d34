"""Words of paper: forms, why a sheet was cancelled, how one was destroyed."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.paper.door import CancelledFor, DestroyedBy, Form

FORMS: Mapping[str, str | Promise] = {
    Form.ENCOUNTER: lazy("Encuentro y conteo"),
    Form.ALERT: lazy("Alerta"),
    Form.FIRST_AID: lazy("Primeros auxilios"),
    Form.BODY: lazy("Persona sin vida"),
    Form.MISSION: lazy("Misión"),
    Form.DISTRIBUTION: lazy("Entrega en un punto"),
    Form.STOCK: lazy("Existencias"),
    Form.VEHICLE: lazy("Vehículo"),
}
CANCELLED: Mapping[str, str | Promise] = {
    CancelledFor.SPOILED: lazy("Se mojó o se rompió; no se lee"),
    CancelledFor.LOST: lazy("Se perdió"),
    CancelledFor.TAKEN: lazy("Se la llevó alguien ajeno al grupo"),
    CancelledFor.UNUSED: lazy("Se tiró en blanco"),
    CancelledFor.MISTAKE: lazy("Se llenó por error; no pasó nada"),
}
DESTROYED: Mapping[str, str | Promise] = {
    DestroyedBy.SHREDDED: lazy("Triturada"),
    DestroyedBy.BURNED: lazy("Quemada"),
    DestroyedBy.PULPED: lazy("Deshecha en agua"),
    DestroyedBy.OTHER: lazy("De otro modo"),
}
