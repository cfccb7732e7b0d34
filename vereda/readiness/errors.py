"""What can go wrong when a step is marked."""

from __future__ import annotations

from vereda.errors import FieldError


class StepUnknown(FieldError):
    code = "readiness.step_unknown"
    hint = "Ese paso no está en la lista."


class StepIsComputed(FieldError):
    """The program sees for itself whether it is done: nobody declares it."""

    code = "readiness.step_is_computed"
    hint = "Este paso lo dice el programa; no se declara."


class DoneLater(FieldError):
    code = "readiness.done_later"
    hint = "La fecha no puede ser posterior a hoy."


class DocumentMissing(FieldError):
    """A mandate or an agreement that stands in no document is none."""

    code = "readiness.document_missing"
    hint = "Escriba en qué documento está."
