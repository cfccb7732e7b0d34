"""What can go wrong with sheets of paper. No message holds what was written on one."""

from __future__ import annotations

from vereda.errors import FieldError


class SerialNotUnderstood(FieldError):
    code = "paper.serial_not_understood"
    hint = "«{value}» no es un número de hoja. Escriba la letra, el número y el signo final, por ejemplo {example}."


class CheckWrong(FieldError):
    code = "paper.check_wrong"
    hint = "El signo final no corresponde: algo se leyó mal. Vea otra vez el número de la hoja."


class SheetOfOtherGroup(FieldError):
    code = "paper.sheet_of_other_group"
    hint = "Esa hoja es del grupo {group}. Entréguesela; aquí no se teclea."


class SheetErased(FieldError):
    code = "paper.sheet_erased"
    hint = "Lo que decía esta hoja se borró a petición de la persona. No la teclee: destrúyala."


class SheetSaysOther(FieldError):
    code = "paper.sheet_says_other"
    hint = "Esta hoja ya está tecleada y dice otra cosa. Compare con lo que está guardado."


class SheetAlreadyTyped(FieldError):
    code = "paper.sheet_already_typed"
    hint = "Esa hoja ya está tecleada; no se cancela. Si fue un error, retire el registro."


class SheetNotTyped(FieldError):
    code = "paper.sheet_not_typed"
    hint = "Esa hoja todavía no está tecleada ni cancelada; no se anota como destruida."


class CopiesOutOfRange(FieldError):
    code = "paper.copies_out_of_range"
    hint = "Se imprimen de 1 a {most} hojas de una vez."


class SerialsUsedUp(FieldError):
    code = "paper.serials_used_up"
    hint = "Se acabaron los números de esta hoja en esta computadora; avise a la central."


class SheetsNotPrinted(FieldError):
    code = "paper.sheets_not_printed"
    hint = "Los números {first} a {last} de esa hoja no se imprimieron para este grupo. Revise los números."


class RangeBackwards(FieldError):
    code = "paper.range_backwards"
    hint = "El último número es menor que el primero."


class GlyphMissing(FieldError):
    code = "paper.glyph_missing"
    hint = "La letra de imprenta no tiene el signo {sign}; la hoja no se hizo. Avise a la central."


class TextOverflows(FieldError):
    code = "paper.text_overflows"
    hint = "Un texto no cabe en la hoja {form}; la hoja no se hizo. Avise a la central: {what}"


class FilesNotWritten(FieldError):
    code = "paper.files_not_written"
    hint = "No se pudo escribir {path}: {reason}."
    exit_code = 1


class GroupUnknown(FieldError):
    code = "paper.group_unknown"
    hint = "El país no tiene el grupo «{group}»."


class DayNotUnderstood(FieldError):
    code = "paper.day_not_understood"
    hint = "«{value}» no es una fecha. Escriba día, mes y año, como 31/08/26 o 310826."


class HourNotUnderstood(FieldError):
    code = "paper.hour_not_understood"
    hint = "«{value}» no es una hora. Escriba de 0 a 24 horas, como 23:50 o 2350."


class MarkUnknown(FieldError):
    code = "paper.mark_unknown"
    hint = "La casilla «{value}» no está en la hoja. Escriba los números de las casillas; «6:3» es la 6, a tres personas."


class NationalityUnknown(FieldError):
    code = "paper.nationality_unknown"
    hint = "«{value}» no es una clave de país. Son dos letras, como en la hoja: HN, GT. Sin dato: XX."


class NumberAlone(FieldError):
    code = "paper.number_alone"
    hint = "El número {value} está sin país. Escriba primero la clave: HN 3 2."


class CountsTooMany(FieldError):
    code = "paper.counts_too_many"
    hint = "El renglón {nationality} tiene más números que columnas; la hoja tiene {most}."
