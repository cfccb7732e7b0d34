"""What can go wrong with a record of interference."""

from __future__ import annotations

from vereda.errors import FieldError


class ActMissing(FieldError):
    """No act was said."""

    code = "safety.act_missing"
    hint = "Diga qué hizo la autoridad."


class AuthorityUnknown(FieldError):
    """A role that the pack's institutions do not have."""

    code = "safety.authority_unknown"
    hint = "Diga qué autoridad fue; si no se sabe, elija «No se sabe cuál»."


class PlaceOfInterferenceUnknown(FieldError):
    """A service point or a municipality that the pack does not know."""

    code = "safety.place_of_interference_unknown"
    hint = "Elija el lugar de la lista."


class NothingAdded(FieldError):
    """Neither a number nor an account."""

    code = "safety.nothing_added"
    hint = "Escriba qué más se supo, o una cifra."


class InterferenceNotHere(FieldError):
    """A record of another group."""

    code = "safety.interference_not_here"
    hint = "Ese registro no es de su grupo; vuelva a cargar la página."


class BodyUnknown(FieldError):
    """A body that is no outside body of the pack."""

    code = "safety.body_unknown"
    hint = "Elija el organismo de la lista."


class DeliveredInTheFuture(FieldError):
    """A day of delivery after today, or before it happened."""

    code = "safety.delivered_in_the_future"
    hint = "Revise el día de la entrega: no puede ser después de hoy ni antes de lo que pasó."
