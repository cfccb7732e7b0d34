"""What can go wrong when an alert is handed over."""

from __future__ import annotations

from vereda.errors import FieldError


class PassToUnknown(FieldError):
    """The pack has no such institution today."""

    code = "rescue.pass_to_unknown"
    hint = "Elija de la lista a quién se entrega."


class PassOnlyForLife(FieldError):
    """A body with enforcement powers gets it for one reason alone."""

    code = "rescue.pass_only_for_life"
    hint = "A esa autoridad se entrega solo por peligro de muerte fuera de nuestro alcance. Elija ese motivo u otro servicio."


class NothingHanded(FieldError):
    """A hand-over of nothing."""

    code = "rescue.nothing_handed"
    hint = "Marque qué se dijo: posición, cuántas personas, estado o teléfono."


class ToldBeforeMissing(FieldError):
    """It was not said whether caller and person had been told."""

    code = "rescue.told_before_missing"
    hint = "Diga si se avisó antes a quien llamó y a las personas."


class PassingGone(FieldError):
    """No such hand-over in the group."""

    code = "rescue.passing_gone"
    hint = "Esa entrega no es de su grupo o ya no está; vuelva a cargar la página."


class ReceiptEmpty(FieldError):
    """A receipt without a word."""

    code = "rescue.receipt_empty"
    hint = "Escriba el número de folio que dieron o quién lo tomó."


class OutcomeNotDue(FieldError):
    """It was asked for already, was told, or the day has not come."""

    code = "rescue.outcome_not_due"
    hint = "Ya se preguntó, ya se sabe o todavía no toca preguntar; vuelva a cargar la página."
