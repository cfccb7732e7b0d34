"""What can go wrong with what an emergency centre sends."""

from __future__ import annotations

from vereda.errors import FieldError


class TooManySent(FieldError):
    """More alerts of one address than people call."""

    code = "public.too_many_sent"
    hint = "Demasiadas alertas en diez minutos. Espere y mande otra vez con la misma referencia."


class SentNotUnderstood(FieldError):
    """A field is missing, unknown, or holds what it cannot hold."""

    code = "public.sent_not_understood"
    hint = "No se tomó: revise el campo {field}. El documento OpenAPI dice qué puede llevar."
