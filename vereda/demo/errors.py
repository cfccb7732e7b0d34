"""What can go wrong with a demonstration."""

from __future__ import annotations

from vereda.errors import FieldError


class NoFigures(FieldError):
    """A country has a pack and no file of what its demonstration assumes (vereda/demo/data)."""

    code = "demo.no_figures"
    hint = "No hay datos de demostración para «{country}». Los hay para: {known}."


class YearNotOver(FieldError):
    code = "demo.year_not_over"
    hint = "El año {year} todavía no termina; elija uno anterior."


class NotEmpty(FieldError):
    """Invented records among real ones could never be taken out again, so somebody has to say that this is meant."""

    code = "demo.not_empty"
    hint = (
        "La bitácora ya tiene registros y lo inventado no se podrá quitar. Use otra VEREDA_HOME, o --add si eso es lo que quiere."
    )


class AlreadyThere(FieldError):
    code = "demo.already_there"
    hint = "Este año de demostración ya está completo en la bitácora; no se agregó nada."
