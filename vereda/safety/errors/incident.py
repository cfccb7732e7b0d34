"""What can go wrong with a security incident."""

from __future__ import annotations

from vereda.errors import FieldError


class IncidentKindUnknown(FieldError):
    """A kind that the pack does not know."""

    code = "safety.incident_kind_unknown"
    hint = "Diga qué pasó: elija uno de la lista."


class NothingFollowed(FieldError):
    """A step without a word in it."""

    code = "safety.nothing_followed"
    hint = "Diga qué se hizo, a quién se avisó o qué cambió."


class IncidentNotOpen(FieldError):
    """Somebody closed it already, or it is of another group."""

    code = "safety.incident_not_open"
    hint = "Ese incidente ya se cerró o no es de su grupo; vuelva a cargar la página."


class IncidentNotClosed(FieldError):
    """It is open, or of another group."""

    code = "safety.incident_not_closed"
    hint = "Ese incidente sigue abierto o no es de su grupo; vuelva a cargar la página."
