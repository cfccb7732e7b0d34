"""Words of a partner's pages: how a referral stands, in its eyes."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.referrals.door import Status

STATES: Mapping[str, str | Promise] = {
    Status.SENT: lazy("Espera su respuesta"),
    Status.OPENED: lazy("Espera su respuesta"),
    Status.ACCEPTED: lazy("La aceptaron; todavía no llega"),
    Status.ARRIVED: lazy("Ya llegó"),
    Status.DONE: lazy("Ya se atendió"),
}


def state_of(status: str) -> str | Promise:
    """Return how it stands."""
    return STATES.get(status, status)
