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
    hint = "Se acabaron los números de esta hoja en este equipo; avise a la central."


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
