"""What can go wrong with laws, terms and cases; each sentence says what to do instead."""

from __future__ import annotations

from vereda.errors import FieldError


class UnknownCountry(FieldError):
    code = "legal.unknown_country"
    hint = "No hay leyes de «{country}» en la biblioteca. Están: {there}."


class UnknownRight(FieldError):
    code = "legal.unknown_right"
    hint = "No hay un derecho «{right}» en la biblioteca. Búsquelo con otras palabras."


class UnknownTheme(FieldError):
    code = "legal.unknown_theme"
    hint = "No hay un tema «{theme}». Elija uno de la lista."


class UnknownShow(FieldError):
    code = "legal.unknown_show"
    hint = "«{show}» no se puede mostrar. Elija todo, huecos o cambios."


class DateNotUnderstood(FieldError):
    code = "legal.date_not_understood"
    hint = "La fecha «{value}» no se entiende. Escriba año-mes-día, por ejemplo 2024-01-29."


class BeforeIsLater(FieldError):
    code = "legal.before_is_later"
    hint = "La otra fecha debe ser anterior a {on}. Cambie una de las dos."


class NothingToCompareWith(FieldError):
    code = "legal.nothing_to_compare_with"
    hint = "Para ver cambios falta la otra fecha. Escríbala, o elija todo."


class QueryTooLong(FieldError):
    code = "legal.query_too_long"
    hint = "Es más largo que {most} signos. Deje solo las palabras que importan."


class FileNotWritten(FieldError):
    code = "legal.file_not_written"
    hint = "No se pudo escribir {path}: {reason}. Elija otra carpeta."
    exit_code = 1


class FormNotKnown(FieldError):
    code = "legal.form_not_known"
    hint = "No se sabe escribir {path}. El nombre debe terminar en .xlsx o .csv."


class TermWithoutSource(FieldError):
    """A date that nobody can defend must not reach a person."""

    code = "legal.term_without_source"
    hint = "El plazo {term} no tiene fuente leída ni firma de una abogada o abogado: no se calcula. Pregunte a quien asesora."


class TermStartsLater(FieldError):
    code = "legal.term_starts_later"
    hint = "Eso todavía no pasa: {on} está en el futuro. ¿Qué día y a qué hora fue? Escríbalo otra vez."


class TermNotThen(FieldError):
    code = "legal.term_not_then"
    hint = "El plazo {term} no regía el {on}. Revise la fecha, o elija el plazo de entonces."


class SuspensionNotCounted(FieldError):
    code = "legal.suspension_not_counted"
    hint = "El plazo {term} corre por horas, sin parar: no se le quitan días. Deje vacía la suspensión."


class SuspensionReversed(FieldError):
    code = "legal.suspension_reversed"
    hint = "La suspensión termina antes de empezar. Cambie una de las dos fechas."
