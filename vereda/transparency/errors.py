"""What can go wrong with a request; each sentence says what to do instead."""

from __future__ import annotations

from vereda.errors import FieldError


class RequestUnknown(FieldError):
    code = "transparency.unknown"
    hint = "No hay esa solicitud. Vuelva a la lista."


class ReceivedAhead(FieldError):
    code = "transparency.received_ahead"
    hint = "Esa fecha aún no llega. Revísela."


class TextMissing(FieldError):
    code = "transparency.text_missing"
    hint = "Escriba lo que se pide o se dijo, con sus palabras."


class DueBefore(FieldError):
    code = "transparency.due_before"
    hint = "La fecha límite ({due}) no puede ser antes del {than}. Revísela."


class DueMissing(FieldError):
    """The country's table has no term for this, and nothing is guessed."""

    code = "transparency.due_missing"
    hint = "Este país no tiene anotado ese plazo. Escriba la fecha límite que dice el acuse o la ley."


class ExtendedAlready(FieldError):
    code = "transparency.extended_already"
    hint = "El plazo ya se amplió una vez. No se amplía de nuevo."


class AnsweredAlready(FieldError):
    code = "transparency.answered_already"
    hint = "Ya está contestada; lo que se contestó no se cambia. Si llega una duda nueva, anótela como otra solicitud."


class NotAnswered(FieldError):
    code = "transparency.not_answered"
    hint = "Todavía no está contestada. Contéstela primero."


class QuestionNotSet(FieldError):
    code = "transparency.question_not_set"
    hint = "Diga primero qué se pregunta: elija celdas publicadas, o qué es lo que ninguna tabla tiene."


class CellUnknown(FieldError):
    """Only what an edition holds can be told."""

    code = "transparency.cell_unknown"
    hint = "Esa celda no está en la edición que se publicó. Elija de nuevo."


class TooMuchAsked(FieldError):
    code = "transparency.too_much_asked"
    hint = "Son demasiadas celdas para una carta: caben {cells} de cada tabla, y {parts} tablas. Elija la tabla completa."


class OutcomeWithoutQuestion(FieldError):
    """'We do not have it' is said of what no table holds, and cells are given of what a table holds."""

    code = "transparency.outcome_wrong"
    hint = (
        "Esa respuesta no es de esa pregunta. Si hay celdas elegidas, se contesta con ellas; "
        "si ninguna tabla lo tiene, se dice por qué."
    )


class ReceiverMissing(FieldError):
    code = "transparency.receiver_missing"
    hint = "Diga a qué autoridad se turna."


class GroundMissing(FieldError):
    code = "transparency.ground_missing"
    hint = "Una negativa necesita su motivo y el artículo de la ley en que se apoya."


class FigureNotChosen(FieldError):
    """A number in the words that is none of the chosen cells: nobody could say from which table it comes."""

    code = "transparency.figure_not_chosen"
    hint = "«{figure}» no es ninguna de las celdas elegidas. Quítelo del texto, o elija la celda de donde sale."


class DifferentAnswer(FieldError):
    """The same question at the same edition has one answer."""

    code = "transparency.different_answer"
    hint = (
        "La misma pregunta ya se contestó de otro modo en {folio}, con la misma edición. "
        "Conteste lo mismo; si algo cambió, primero se revisa la edición."
    )
