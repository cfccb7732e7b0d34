"""What can go wrong when texts are written, checked and withdrawn, and numbers corrected and rung."""

from __future__ import annotations

from vereda.errors import FieldError


class NotInPractice(FieldError):
    """The library is one for the whole country: a practice must not change it."""

    code = "guidance.not_in_practice"
    hint = "En un simulacro no se cambian los textos de orientación; salga del simulacro para cambiarlos."


class NotAtAPost(FieldError):
    """What the whole country is told is written at headquarters' node."""

    code = "guidance.not_at_a_post"
    hint = "Los textos se escriben y revisan en el sitio de la central; aquí solo se leen."


class TopicUnknown(FieldError):
    code = "guidance.topic_unknown"
    hint = "Ese tema no está en el paquete del país; vuelva a la lista de temas."


class LanguageUnknown(FieldError):
    code = "guidance.language_unknown"
    hint = "La lengua «{language}» no está en el paquete del país. Elija una de la lista."


class TextMissing(FieldError):
    """One of the three texts, or the source, was left empty."""

    code = "guidance.text_missing"
    hint = "Falta este texto. Escríbalo y guarde otra vez; lo demás sigue aquí."


class TextTooLong(FieldError):
    code = "guidance.text_too_long"
    hint = "Lleva {count} letras y caben {most}. Acórtelo; nada se perdió."


class ShortTooLong(FieldError):
    """With the numbers filled in it is more than one text message."""

    code = "guidance.short_too_long"
    hint = "El texto corto no cabe en un mensaje: con los números puestos lleva {count} letras y caben {most}. Acórtelo."


class NameUnknown(FieldError):
    """Braces that name nothing that may be shown."""

    code = "guidance.name_unknown"
    hint = "«{name}» no es un número ni un lugar que se pueda mostrar. Elíjalo de la lista o escríbalo sin llaves."


class DigitsInText(FieldError):
    """A number of the pack written in digits would stay wrong after it is corrected."""

    code = "guidance.digits_in_text"
    hint = "El número {number} va con su código, {name}: así, si cambia, se corrige una sola vez."


class TextUnchanged(FieldError):
    code = "guidance.text_unchanged"
    hint = "El texto es igual al que ya está; no se guardó nada."


class VersionGone(FieldError):
    """Somebody wrote another version, or withdrew it, while the page was open."""

    code = "guidance.version_gone"
    hint = "Ese texto cambió o se retiró mientras lo leía. Vuelva a cargar la página y léalo otra vez."


class CheckOwn(FieldError):
    code = "guidance.check_own"
    hint = "Lo escribió usted: la revisión la hace otra persona."


class ReviewerMissing(FieldError):
    code = "guidance.reviewer_missing"
    hint = "Escriba quién responde por el texto y en qué oficina trabaja."


class SourceDayWrong(FieldError):
    """In the future, or so long ago that the check would be over already."""

    code = "guidance.source_day_wrong"
    hint = "El día en que se leyó la fuente debe ser de los últimos 12 meses, y no posterior a hoy."


class UntilWrong(FieldError):
    code = "guidance.until_wrong"
    hint = "La revisión vale desde hoy y a lo más hasta el {most}: 12 meses después de leer la fuente."


class ReasonMissing(FieldError):
    code = "guidance.reason_missing"
    hint = "Escriba en una frase por qué se retira: quien lo vuelva a escribir lo necesita."


class NothingToWithdraw(FieldError):
    code = "guidance.nothing_to_withdraw"
    hint = "Ese texto ya no está a la vista; no hay nada que retirar."


class NumberUnknown(FieldError):
    code = "guidance.number_unknown"
    hint = "Ese número no está en el paquete del país; vuelva a la lista de números."


class NumberWrong(FieldError):
    code = "guidance.number_wrong"
    hint = "«{number}» no se puede marcar. Escriba solo cifras y espacios, con + delante si es para marcar de fuera."


class NumberUnchanged(FieldError):
    code = "guidance.number_unchanged"
    hint = "Es el mismo número que ya está, con el mismo horario; no se guardó nada."


class NumberChanged(FieldError):
    """It was corrected while somebody rang the old one."""

    code = "guidance.number_changed"
    hint = "El número cambió mientras lo marcaba. Vuelva a cargar la página y llame al que está ahora."


class RungOwn(FieldError):
    code = "guidance.rung_own"
    hint = "Usted corrigió este número: otra persona debe llamar para comprobarlo."
