"""What can be wrong with numbers about a body: one sentence each, that says what to do."""

from __future__ import annotations

from vereda.errors import FieldError


class BodyValueImpossible(FieldError):
    """A weather or body value lies outside what is physically possible, or is not a number."""

    code = "rescue.body_value_impossible"
    hint = "{name} no puede ser {value}. Escriba un número entre {low} y {high} ({unit})."


class BodyModelUnknown(FieldError):
    """A model or edition was asked for that this package does not hold."""

    code = "rescue.body_model_unknown"
    hint = "No hay modelo «{asked}». Elija uno de estos: {known}."


class BodyModelNotDownhill(FieldError):
    """The equation of Pandolf has no downhill term: it would promise less work than there is."""

    code = "rescue.body_model_not_downhill"
    hint = "La ecuación de Pandolf no vale cuesta abajo. Use el modelo «lcda»."


class BodyModelOutOfRange(FieldError):
    """A model was asked where it says nothing at all, not even roughly."""

    code = "rescue.body_model_out_of_range"
    hint = "El modelo «{model}» no dice nada con {name} = {value} {unit}: vale de {low} a {high}."
