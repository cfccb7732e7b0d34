"""What can go wrong when a report is taken, and while it is looked for."""

from __future__ import annotations

from vereda.errors import FieldError


class FileGone(FieldError):
    """No such file or report in the group."""

    code = "tracing.file_gone"
    hint = "Ese reporte no es de su grupo o ya no está; vuelva a la lista."


class FileClosedAlready(FieldError):
    """It rests: open it again before anything is written."""

    code = "tracing.file_closed"
    hint = "Este expediente está cerrado. Si sigue, reábralo primero."


class FileOpen(FieldError):
    """It was not closed."""

    code = "tracing.file_open"
    hint = "Este expediente está abierto; no hay nada que reabrir."


class ConsentMissing(FieldError):
    """The seeker does not agree that it is written down."""

    code = "tracing.consent_missing"
    hint = "Sin permiso de quien busca no se guarda el reporte. Si hay peligro ahora, abra una alerta."


class NobodySought(FieldError):
    """Nothing is said of who is sought."""

    code = "tracing.nobody_sought"
    hint = "Diga a quién se busca: un nombre, un apodo, o cómo es."


class CallBackMissing(FieldError):
    """Nobody could be told anything."""

    code = "tracing.call_back_missing"
    hint = "Anote cómo comunicarse con quien busca: teléfono, correo, o con quién dejar recado."


class InTheFuture(FieldError):
    """It has not happened yet."""

    code = "tracing.in_the_future"
    hint = "Esa fecha u hora todavía no llega. Revísela."


class WordUnknown(FieldError):
    """A code that the catalogue does not have."""

    code = "tracing.word_unknown"
    hint = "«{value}» no está en la lista; elija de la lista."


class TooMany(FieldError):
    """More persons than one report holds."""

    code = "tracing.too_many"
    hint = "Un reporte lleva hasta {most} personas. Abra otro para las demás."


class ReviewDayWrong(FieldError):
    """The day of the next review is past, or too far away."""

    code = "tracing.review_day_wrong"
    hint = "La próxima revisión va de mañana a {most} días. Elija otra fecha."


class NothingLooked(FieldError):
    """A review of nothing."""

    code = "tracing.nothing_looked"
    hint = "Marque dónde se buscó o a quién se preguntó."


class LeadEmpty(FieldError):
    """A lead without a word."""

    code = "tracing.lead_empty"
    hint = "Escriba qué dicen que vieron."


class LeadGone(FieldError):
    """No such lead."""

    code = "tracing.lead_gone"
    hint = "Esa pista ya no está; vuelva a cargar la página."


class AlertStillOpen(FieldError):
    """The file has an alert that is open."""

    code = "tracing.alert_still_open"
    hint = "Ya hay una alerta abierta de esta persona. Siga en ella."


class JoinWrong(FieldError):
    """Both are one already, or one of them is joined."""

    code = "tracing.join_wrong"
    hint = "No se pueden unir: son el mismo, o uno ya está unido a otro. Vuelva a cargar la página."


class JoinOtherWay(FieldError):
    """The one that was found would vanish in one that was not."""

    code = "tracing.join_other_way"
    hint = "En este ya se encontró a la persona y en el otro no. Únalos al revés, desde el otro expediente."


class NotJoined(FieldError):
    """It stands by itself."""

    code = "tracing.not_joined"
    hint = "Este expediente no está unido a otro."


class ShareNotAgreed(FieldError):
    """Others were asked, and the seeker does not agree to that."""

    code = "tracing.share_not_agreed"
    hint = "Quien busca no dio permiso de preguntar a otros. Pídaselo y anótelo, o marque solo lo propio."


class CloseNeeds(FieldError):
    """It rests for that reason by another act."""

    code = "tracing.close_needs"
    hint = "Así no se cierra: el retiro y lo forense tienen su propio paso."
