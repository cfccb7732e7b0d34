"""What can go wrong when somebody asks for a number; each sentence says what to write instead."""

from __future__ import annotations

from vereda.errors import FieldError


class DateNotUnderstood(FieldError):
    code = "statistics.date_not_understood"
    hint = "La fecha «{value}» no se entiende. Escriba año-mes-día, por ejemplo 2021-01-31."


class PeriodBackwards(FieldError):
    code = "statistics.period_backwards"
    hint = "El periodo termina ({to_on}) antes de empezar ({from_on}). Cambie una de las dos fechas."


class DimensionUnknown(FieldError):
    code = "statistics.dimension_unknown"
    hint = "No se puede desglosar por «{value}». Use: {known}."


class DimensionTwice(FieldError):
    code = "statistics.dimension_twice"
    hint = "El desglose «{value}» está dos veces. Quite uno."


class UnitUnknown(FieldError):
    code = "statistics.unit_unknown"
    hint = "No se puede contar «{value}». Use: {known}."


class CountryUnknown(FieldError):
    code = "statistics.country_unknown"
    hint = "No hay paquete del país «{value}». Instalados: {known}."


class FactOutOfMonth(FieldError):
    """A module gave a fact of another month: its dirty marks would miss it, so nothing is written."""

    code = "statistics.fact_out_of_month"
    hint = "El registro {record} trae un hecho del {local_on} en el mes {month}. Avise a quien mantiene el módulo."


class CodeWithSeparator(FieldError):
    """Codes are stored joined by ';', so a code cannot hold one."""

    code = "statistics.code_with_separator"
    hint = "El código «{value}» lleva «;». Corrija el paquete del país."


class FileNotWritten(FieldError):
    code = "statistics.file_not_written"
    hint = "No se pudo escribir {path}: {reason}. Elija otra carpeta u otro nombre."


class NotForTerminal(FieldError):
    """A workbook is bytes, which a terminal cannot show."""

    code = "statistics.not_for_terminal"
    hint = "Un libro xlsx no se ve en la terminal. Diga dónde guardarlo: --output boletin.xlsx"


class FiguresNotRead(FieldError):
    code = "statistics.figures_not_read"
    hint = "No se pudo leer {path}. Se espera un CSV en UTF-8 con estas columnas: {reason}."


class FigureNotUnderstood(FieldError):
    code = "statistics.figure_not_understood"
    hint = "Línea {line}, columna {column}: «{found}» no se entiende. Corrija esa celda; no se leyó nada."


class PeriodNotPrinted(FieldError):
    code = "statistics.period_not_printed"
    hint = "De «{period}» no hay cifras publicadas. Hay de: {known}."
