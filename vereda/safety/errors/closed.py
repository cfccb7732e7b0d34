"""What can go wrong with closed areas and leaves."""

from __future__ import annotations

from vereda.errors import FieldError


class GroundMissing(FieldError):
    """Neither a route nor a sector nor a name."""

    code = "safety.ground_missing"
    hint = "Elija la ruta o la zona, o escriba cómo le dicen."


class UntilTooFar(FieldError):
    """Closed for longer than it may be at a time."""

    code = "safety.until_too_far"
    hint = "Se cierra 30 días a lo más, hasta el {until}; después se renueva si hace falta."


class UntilBackwards(FieldError):
    """It would end before it begins, or in the past."""

    code = "safety.until_backwards"
    hint = "El último día ya pasó o es antes del primero. Elija uno posterior."


class AreaNotClosed(FieldError):
    """Somebody opened it already, it ended, or it is of another group."""

    code = "safety.area_not_closed"
    hint = "Esa zona ya está abierta o no es de su grupo; vuelva a cargar la página."


class RuleNotThere(FieldError):
    """No leave is needed there any more, or it is of another group."""

    code = "safety.rule_not_there"
    hint = "Ahí ya no se pide permiso, o no es de su grupo; vuelva a cargar la página."


class ClearanceNotThere(FieldError):
    """A leave of another group."""

    code = "safety.clearance_not_there"
    hint = "Ese permiso no es de su grupo; vuelva a cargar la página."


class LeaveInThePast(FieldError):
    """A leave that ended before it was given."""

    code = "safety.leave_in_the_past"
    hint = "Esa hora ya pasó: diga hasta cuándo vale el permiso."
