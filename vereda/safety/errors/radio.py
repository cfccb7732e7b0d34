"""What can go wrong with the radio's plan and log."""

from __future__ import annotations

from vereda.errors import FieldError


class SignMissing(FieldError):
    """A call sign or a channel without a name."""

    code = "safety.sign_missing"
    hint = "Escriba cómo se le llama por radio."


class BearerMissing(FieldError):
    """A call sign of a person or a vehicle that is not said."""

    code = "safety.bearer_missing"
    hint = "Diga de quién o de qué vehículo es el indicativo."


class CallerMissing(FieldError):
    """A call of nobody."""

    code = "safety.caller_missing"
    hint = "Diga quién llamó: elija el equipo o escriba el indicativo."


class NotInPlan(FieldError):
    """It was withdrawn already, or is of another group."""

    code = "safety.not_in_plan"
    hint = "Ese renglón ya se quitó o no es de su grupo; vuelva a cargar la página."
