"""What can go wrong when a program takes numbers away; each sentence says what to do."""

from __future__ import annotations

from vereda.errors import FieldError


class ChangedMeanwhile(FieldError):
    """What was cut is of another state: two states in one file would be numbers that were true at no time."""

    code = "statistics.changed_meanwhile"
    exit_code = 1
    hint = "Los datos cambiaron desde que empezó la descarga. Empiece de nuevo con un archivo vacío."


class PartNotThere(FieldError):
    code = "statistics.part_not_there"
    hint = "El archivo tiene {size} bytes: lo que pide empieza después."


class CutFileOther(FieldError):
    """What lies in the cut file is not the beginning of what would be written now."""

    code = "statistics.cut_file_other"
    exit_code = 1
    hint = "{path} no es el principio de lo que hay ahora: los datos cambiaron o es otra consulta. Empiece sin --resume."


class OptionUnknown(FieldError):
    code = "statistics.option_unknown"
    hint = "Aquí no hay «{option}». Use: {known}."


class OptionTwice(FieldError):
    code = "statistics.option_twice"
    hint = "«{option}» está dos veces. Deje una."


class OptionNotUnderstood(FieldError):
    """An option of a feed says what is not understood; it is refused, for an answer to another question would look right."""

    code = "statistics.option_not_understood"
    hint = "«{option}» no se entiende en «{found}»."


class PropertyUnknown(FieldError):
    code = "statistics.property_unknown"
    hint = "«{value}» no es una columna. Hay: {known}."


class LiteralOfOtherType(FieldError):
    code = "statistics.literal_of_other_type"
    hint = "«{found}» no se compara con «{value}», que es {kind}."


class SetUnknown(FieldError):
    code = "statistics.set_unknown"
    hint = "No hay «{value}». Hay: {known}."


class RowUnknown(FieldError):
    code = "statistics.row_unknown"
    hint = "No hay un renglón con esa llave."


class FormOther(FieldError):
    code = "statistics.form_other"
    hint = "Se responde en JSON; no hay «{found}»."


class TooManyAsked(FieldError):
    code = "statistics.too_many_asked"
    hint = "Demasiadas consultas desde esta dirección. Espere unos minutos, o baje todo en un archivo."


class CodesNotUnderstood(FieldError):
    code = "statistics.codes_not_understood"
    hint = "La tabla de códigos {path} no se entiende: {reason}. Se espera un CSV con las columnas {columns}."
