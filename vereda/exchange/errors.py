"""What can go wrong with a good practice; each sentence says what to do instead."""

from __future__ import annotations

from vereda.errors import FieldError


class PracticeUnknown(FieldError):
    code = "exchange.practice_unknown"
    exit_code = 1
    hint = "No hay una práctica así. Vea la lista de prácticas."


class LanguageUnknown(FieldError):
    code = "exchange.language_unknown"
    hint = "La lengua «{language}» no está en el paquete del país. Elija una de la lista."


class TextMissing(FieldError):
    """Title, problem, what was done and its limits are needed in every language."""

    code = "exchange.text_missing"
    hint = "Falta este texto. Escríbalo y guarde otra vez; lo demás sigue aquí."


class TextTooLong(FieldError):
    code = "exchange.text_too_long"
    hint = "Lleva {count} letras y caben {most}. Acórtelo; nada se perdió."


class TextUnchanged(FieldError):
    code = "exchange.text_unchanged"
    hint = "Ya está escrito así; no hay nada que guardar."


class TextMoved(FieldError):
    """Somebody saved this language meanwhile: the later one must not take the earlier one away unread."""

    code = "exchange.text_moved"
    hint = "Otra persona guardó esta lengua mientras usted escribía. Lea lo suyo abajo, júntelo y guarde otra vez."


class VersionGone(FieldError):
    code = "exchange.version_gone"
    hint = "El texto cambió después de que usted lo leyó. Léalo otra vez antes de responder por él."


class OwnText(FieldError):
    code = "exchange.own_text"
    hint = "Lo escribió usted: lo revisa y lo publica otra persona."


class NotReviewed(FieldError):
    code = "exchange.not_reviewed"
    hint = "Nadie ha revisado este texto. Primero lo revisa otra persona que conozca el trabajo."


class ReviewerMissing(FieldError):
    code = "exchange.reviewer_missing"
    hint = "Escriba quién responde por la revisión y su oficina."


class NotPublished(FieldError):
    code = "exchange.not_published"
    exit_code = 1
    hint = "En esa lengua no hay nada publicado."


class ReasonMissing(FieldError):
    code = "exchange.reason_missing"
    hint = "Escriba por qué se retira."


class FigureUnknown(FieldError):
    """A figure of a practice stands in a published edition, or it is none."""

    code = "exchange.figure_unknown"
    hint = "Esa cifra no está en una edición publicada, o va reservada. Elíjala de la tabla."


class AdoptionUnknown(FieldError):
    code = "exchange.adoption_unknown"
    hint = "No está anotado que alguien la adoptara así. Vea la práctica."


class DayWrong(FieldError):
    code = "exchange.day_wrong"
    hint = "Ese día todavía no llega. Revise la fecha."


class NotInPractice(FieldError):
    """Good practice is one for the whole country: a drill must not change it."""

    code = "exchange.not_in_practice"
    hint = "En un simulacro no se cambian las buenas prácticas; salga del simulacro para cambiarlas."


class NotAtAPost(FieldError):
    code = "exchange.not_at_a_post"
    hint = "Las prácticas se escriben en el sitio de la central; aquí solo se leen."


class CarriedFaulty(FieldError):
    """What came from another country does not say what it must."""

    code = "exchange.carried_faulty"
    hint = "La práctica que llegó no se entiende: {part}. Pida que la manden otra vez."


class GlyphMissing(FieldError):
    code = "exchange.glyph_missing"
    hint = "La letra «{sign}» no está en la tipografía de la hoja. Cámbiela en el texto."
