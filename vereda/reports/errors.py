"""What can go wrong with daily reports, operations and switches."""

from __future__ import annotations

from vereda.errors import FieldError


class WindowOpen(FieldError):
    code = "reports.window_open"
    hint = "Ese parte cierra a las 07:00 del día siguiente ({until}). Fírmelo después de esa hora."


class UnknownCategory(FieldError):
    code = "reports.unknown_category"
    hint = "La categoría «{value}» no está entre las oficiales del país. Vuelva a cargar la página."


class WhyMissing(FieldError):
    code = "reports.why_missing"
    hint = "Cambió la cifra de {category}: elija por qué. La cuenta del sistema y la suya se guardan las dos."


class SaidWrong(FieldError):
    code = "reports.said_wrong"
    hint = "La cifra tiene que ser un número entero, de cero en adelante."


class TextMissing(FieldError):
    code = "reports.text_missing"
    hint = "Escriba la pregunta: quien la recibe debe saber qué revisar."


class ReplyMissing(FieldError):
    code = "reports.reply_missing"
    hint = "Diga si la cifra se queda como está o si envía otro parte."


class QuestionNotOpen(FieldError):
    code = "reports.question_not_open"
    hint = "Esa pregunta ya tiene respuesta o no es de su grupo; vuelva a cargar la página."


class NothingChanged(FieldError):
    code = "reports.nothing_changed"
    hint = "Escribió la misma cifra que ya está. Si no hay nada que corregir, no guarde nada."


class NotBelow(FieldError):
    code = "reports.not_below"
    hint = "Ese puesto o esa entidad no le reporta a su oficina; vuelva a cargar la página."


class NameMissing(FieldError):
    code = "reports.name_missing"
    hint = "Diga el nombre del operativo, por ejemplo «Invierno 2026»."


class DaysMissing(FieldError):
    code = "reports.days_missing"
    hint = "Diga desde qué día y hasta qué día dura el operativo."


class DaysBackwards(FieldError):
    code = "reports.days_backwards"
    hint = "El operativo termina ({until}) antes de empezar ({begins}). Revise las fechas."


class NoGroups(FieldError):
    code = "reports.no_groups"
    hint = "Elija al menos un grupo para el operativo."


class OperationUnknown(FieldError):
    code = "reports.operation_unknown"
    hint = "Ese operativo no es de su grupo; vuelva a cargar la página."


class OperationOver(FieldError):
    code = "reports.operation_over"
    hint = "Ese operativo ya se cerró; lo que estaba dentro queda como estaba."


class RecordNotWithin(FieldError):
    code = "reports.record_not_within"
    hint = "No hay un registro con el folio «{folio}» en los días de este operativo. Revise el folio."


class SwitchUnknown(FieldError):
    code = "reports.switch_unknown"
    hint = "«{value}» no está en el catálogo del país, o el país decide que este grupo no lo da. Elija de la lista."


class SwitchInThePast(FieldError):
    code = "reports.switch_in_the_past"
    hint = "Elija hoy o un día por venir: lo que ya se contó no se toca."


class TextTooLong(FieldError):
    code = "reports.text_too_long"
    hint = "Es más largo que {most} signos; acórtelo."
