"""What can go wrong with an alarm of an officer."""

from __future__ import annotations

from vereda.errors import FieldError


class DangerNotOpen(FieldError):
    """Somebody ended it already, or it is of another group."""

    code = "safety.danger_not_open"
    hint = "Esa alarma ya se cerró o no es de su grupo; vuelva a cargar la página."


class DangerNotClosed(FieldError):
    """It is open, or of another group."""

    code = "safety.danger_not_closed"
    hint = "Esa alarma sigue abierta o no es de su grupo; vuelva a cargar la página."
