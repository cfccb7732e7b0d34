"""What can go wrong with text messages."""

from __future__ import annotations

from vereda.errors import FieldError


class NumberWrong(FieldError):
    """It is no telephone number."""

    code = "messages.number_wrong"
    hint = "Escriba el número completo: +, la clave del país y las cifras, sin letras."


class NumberNeedsSomebody(FieldError):
    """A number of nobody."""

    code = "messages.number_needs_somebody"
    hint = "Diga de quién es el número: elija a la persona o escriba el cargo."


class NumberGone(FieldError):
    """It was taken off already, or is of another group."""

    code = "messages.number_gone"
    hint = "Ese número ya se quitó o no es de su grupo; vuelva a cargar la página."


class TextGone(FieldError):
    """Somebody dealt with it already, or it is of another group."""

    code = "messages.text_gone"
    hint = "Ese mensaje ya se atendió o no es de su grupo; vuelva a cargar la página."


class NoGateway(FieldError):
    """Neither a service nor a modem is set."""

    code = "messages.no_gateway"
    hint = "No hay pasarela de mensajes configurada: los mensajes de texto no se envían."


class GatewayFailed(FieldError):
    """The service or the modem did not take the message; it is tried again."""

    code = "messages.gateway_failed"
    hint = "La pasarela de mensajes no respondió o no aceptó el mensaje."


class TooManyCame(FieldError):
    """More messages in a minute than people write."""

    code = "messages.too_many_came"
    hint = "Llegaron demasiados mensajes en un minuto; vuelva a intentar después."
