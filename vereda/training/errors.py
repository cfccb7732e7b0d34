"""What can go wrong with training; each sentence says what to do instead."""

from __future__ import annotations

from vereda.errors import FieldError


class SessionUnknown(FieldError):
    code = "training.session_unknown"
    hint = "No hay esa sesión. Vuelva a la lista."


class SessionOver(FieldError):
    code = "training.session_over"
    hint = "Esa sesión ya se cerró o se canceló. Su lista no cambia."


class TopicMissing(FieldError):
    code = "training.topic_missing"
    hint = "Elija un curso, o al menos un tema del catálogo."


class TopicUnknown(FieldError):
    code = "training.topic_unknown"
    hint = "El catálogo no tiene la clave {topic}. Revísela."


class CourseUnknown(FieldError):
    code = "training.course_unknown"
    hint = "No hay ese curso. Vuelva a la lista de cursos."


class EndsBefore(FieldError):
    code = "training.ends_before"
    hint = "El último día no puede ser antes del primero. Revise las fechas."


class NothingChanged(FieldError):
    code = "training.nothing_changed"
    hint = "Todo queda como estaba. Cambie los días, el lugar o quién la da."


class AheadOfToday(FieldError):
    code = "training.ahead_of_today"
    hint = "Esa sesión aún no empieza: nadie estuvo todavía. Anótelo cuando empiece."


class NotThere(FieldError):
    code = "training.not_there"
    hint = "Esa persona no está en la lista de la sesión. Anótela primero."


class NobodyThere(FieldError):
    code = "training.nobody_there"
    hint = "Nadie está en la lista. Anote quién estuvo, o cancele la sesión."


class NotOfOurs(FieldError):
    code = "training.not_of_ours"
    hint = "Esa cuenta no es de este país o ya no existe. Elija otra."


class NameMissing(FieldError):
    code = "training.name_missing"
    hint = "Escriba el nombre como debe salir en la constancia."


class ScoreWrong(FieldError):
    code = "training.score_wrong"
    hint = "No puede haber más respuestas correctas que preguntas ({asked}). Revise las cifras."


class AnsweredAlready(FieldError):
    """The first answers stand: whoever saw the right ones takes no second test."""

    code = "training.answered_already"
    hint = "Ya contestó este examen. Cuenta la primera vez."


class BeforeFirst(FieldError):
    code = "training.before_first"
    hint = "Conteste primero el examen de entrada: sin él no se ve qué aprendió."


class CodeWrong(FieldError):
    """The picture of another day, or of another session."""

    code = "training.code_wrong"
    hint = "Ese código no es de hoy. Lea otra vez el que está en la pantalla de la sala."


class TooSoon(FieldError):
    code = "training.too_soon"
    hint = "Lo que se hace distinto se mira 90 días después: desde el {on}."


class CertifiedAlready(FieldError):
    code = "training.certified_already"
    hint = "Esa persona ya tiene constancia de esta sesión."


class NotPassed(FieldError):
    code = "training.not_passed"
    hint = "No aprobó el examen de salida ({percent} de 100). Puede repetir el curso."


class SessionNotClosed(FieldError):
    code = "training.session_not_closed"
    hint = "Cierre primero la lista: la constancia dice que se tomó entera."


class EndWrong(FieldError):
    code = "training.end_wrong"
    hint = "La constancia debe valer al menos hasta hoy y a lo más cinco años. Revise la fecha."


class OnlyAtHeadquarters(FieldError):
    """Its key signs, and is what who verifies knows."""

    code = "training.only_at_headquarters"
    hint = "Las constancias se firman en la central. Desde aquí no se pueden dar."


class CertificateUnknown(FieldError):
    code = "training.certificate_unknown"
    hint = "No hay esa constancia. Vuelva a la lista."


class NameGone(FieldError):
    """Who holds it was forgotten: its number counts on, and it is printed no more."""

    code = "training.name_gone"
    hint = "El nombre de esa constancia se borró. Ya no se puede imprimir."


class RevokedAlready(FieldError):
    code = "training.revoked_already"
    hint = "Esa constancia ya no vale. No hay nada que quitar."


class GlyphMissing(FieldError):
    """A name with a sign that no font of ours has would be an empty box on paper."""

    code = "training.glyph_missing"
    hint = "La letra {sign} no está en las letras con que se imprime. Escriba el nombre de otro modo."


class ListUnreadable(FieldError):
    code = "training.list_unreadable"
    hint = "No es una hoja de cálculo .xlsx, o está dañada. Guárdela otra vez como .xlsx."


class ListTooLarge(FieldError):
    code = "training.list_too_large"
    hint = "La hoja tiene más de {most} renglones. Divídala."


class ListWrong(FieldError):
    code = "training.list_wrong"
    hint = "La hoja tiene renglones que corregir. Mire la vista previa."


class KeysUnreadable(FieldError):
    code = "training.keys_unreadable"
    hint = "El archivo de llaves no se puede leer. Descárguelo otra vez de la página de constancias."


class CourseFaulty(FieldError):
    code = "training.course_faulty"
    hint = "El curso que llegó no se entiende ({part}). Pida a quien lo mandó que lo envíe otra vez."


class CourseMoved(FieldError):
    code = "training.course_moved"
    hint = "El curso cambió después de que usted lo leyó. Léalo otra vez y revise."


class ReviewerNeeded(FieldError):
    code = "training.reviewer_needed"
    hint = "Escriba quién lo leyó y de qué oficina es."


class WhyNeeded(FieldError):
    code = "training.why_needed"
    hint = "Diga qué no sirve aquí."
