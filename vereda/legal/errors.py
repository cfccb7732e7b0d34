"""What can go wrong with laws, terms and cases; each sentence says what to do instead."""

from __future__ import annotations

from vereda.errors import FieldError


class UnknownCountry(FieldError):
    code = "legal.unknown_country"
    hint = "No hay leyes de «{country}» en la biblioteca. Están: {there}."


class UnknownRight(FieldError):
    code = "legal.unknown_right"
    hint = "No hay un derecho «{right}» en la biblioteca. Búsquelo con otras palabras."


class UnknownTheme(FieldError):
    code = "legal.unknown_theme"
    hint = "No hay un tema «{theme}». Elija uno de la lista."


class UnknownShow(FieldError):
    code = "legal.unknown_show"
    hint = "«{show}» no se puede mostrar. Elija todo, huecos o cambios."


class DateNotUnderstood(FieldError):
    code = "legal.date_not_understood"
    hint = "La fecha «{value}» no se entiende. Escriba año-mes-día, por ejemplo 2024-01-29."


class BeforeIsLater(FieldError):
    code = "legal.before_is_later"
    hint = "La otra fecha debe ser anterior a {on}. Cambie una de las dos."


class NothingToCompareWith(FieldError):
    code = "legal.nothing_to_compare_with"
    hint = "Para ver cambios falta la otra fecha. Escríbala, o elija todo."


class QueryTooLong(FieldError):
    code = "legal.query_too_long"
    hint = "Es más largo que {most} signos. Deje solo las palabras que importan."


class FileNotWritten(FieldError):
    code = "legal.file_not_written"
    hint = "No se pudo escribir {path}: {reason}. Elija otra carpeta."
    exit_code = 1


class FormNotKnown(FieldError):
    code = "legal.form_not_known"
    hint = "No se sabe escribir {path}. El nombre debe terminar en .xlsx o .csv."


class TermWithoutSource(FieldError):
    """A date that nobody can defend must not reach a person."""

    code = "legal.term_without_source"
    hint = "El plazo {term} no tiene fuente leída ni firma de una abogada o abogado: no se calcula. Pregunte a quien asesora."


class TermStartsLater(FieldError):
    code = "legal.term_starts_later"
    hint = "Eso todavía no pasa: {on} está en el futuro. ¿Qué día y a qué hora fue? Escríbalo otra vez."


class TermNotThen(FieldError):
    code = "legal.term_not_then"
    hint = "El plazo {term} no regía el {on}. Revise la fecha, o elija el plazo de entonces."


class SuspensionNotCounted(FieldError):
    code = "legal.suspension_not_counted"
    hint = "El plazo {term} corre por horas, sin parar: no se le quitan días. Deje vacía la suspensión."


class SuspensionReversed(FieldError):
    code = "legal.suspension_reversed"
    hint = "La suspensión termina antes de empezar. Cambie una de las dos fechas."


# cases ------------------------------------------------------------------------------------------------------------


class CaseGone(FieldError):
    """No such case, or not one of those whom the author may write in."""

    code = "legal.case_gone"
    hint = "Ese caso no está o no es suyo; vuelva a la lista."


class CaseIsClosed(FieldError):
    code = "legal.case_closed"
    hint = "Este caso está cerrado. Si sigue, reábralo primero."


class CaseIsOpen(FieldError):
    code = "legal.case_open"
    hint = "Este caso está abierto; no hay nada que reabrir."


class CaseTaken(FieldError):
    code = "legal.case_taken"
    hint = "Ese caso ya no espera: alguien lo tomó, o no está. Vuelva a la lista."


class CaseKindUnknown(FieldError):
    code = "legal.case_kind_unknown"
    hint = "Elija de qué trata el caso, de la lista."


class NobodyNamed(FieldError):
    """A case needs somebody whom it is for; only a complaint can be without a name."""

    code = "legal.nobody_named"
    hint = "Sin persona ni encuentro solo se puede guardar una queja, una denuncia u otro asunto. Ábralo desde el encuentro."


class PersonUnknown(FieldError):
    code = "legal.person_unknown"
    hint = "Esa persona ya no está en el encuentro o se borró. Elija otra, o siga sin nombre."


class EncounterUnknown(FieldError):
    code = "legal.encounter_unknown"
    hint = "Ese encuentro no es de su grupo o ya no está. Ábralo desde la lista de encuentros."


class LegalInFuture(FieldError):
    code = "legal.in_future"
    hint = "Esa hora todavía no llega. Revise la fecha y la hora."


class ConsulateNeedsConsent(FieldError):
    code = "legal.consulate_needs_consent"
    hint = "Al consulado solo se le avisa si la persona lo pide. Pregúntele a solas y anote que sí; si no, no se avisa."


class ConsulateNever(FieldError):
    """Somebody who seeks refuge must not be made known to the state they fear."""

    code = "legal.consulate_never"
    hint = "Pide refugio, teme a su país o nadie le ha preguntado: no se avisa al consulado. Pregunte primero, a solas."


class AccountCannotHelp(FieldError):
    code = "legal.account_cannot_help"
    hint = "Esa cuenta no puede llevar casos legales. Elija otra de la lista."


class LastAdviser(FieldError):
    code = "legal.last_adviser"
    hint = "Es la única persona que lleva el caso. Agregue primero a otra, o cierre el caso."


class StepUnknown(FieldError):
    code = "legal.step_unknown"
    hint = "Elija de la lista qué se hizo."


class LineGone(FieldError):
    code = "legal.line_gone"
    hint = "Eso ya no está en el caso; vuelva a abrirlo y revise."


class TermUnknown(FieldError):
    code = "legal.term_unknown"
    hint = "Elija un plazo de la lista de este tipo de caso."


class TermOver(FieldError):
    code = "legal.term_over"
    hint = "Este plazo ya se cerró. Si fue un error, deshágalo primero."


class TermRuns(FieldError):
    code = "legal.term_runs"
    hint = "Este plazo sigue corriendo; no hay nada que deshacer."


class ReasonMissing(FieldError):
    code = "legal.reason_missing"
    hint = "Anote por qué: quien lea el expediente debe entenderlo."


class ExtensionNotLater(FieldError):
    code = "legal.extension_not_later"
    hint = "La nueva fecha debe ser posterior al {on}. Si el plazo se acorta, empiece otro."


class EvidenceEmpty(FieldError):
    code = "legal.evidence_empty"
    hint = "Diga qué es y en manos de quién queda."


class EvidenceTooLarge(FieldError):
    code = "legal.evidence_too_large"
    hint = "El archivo pasa de {most} MB. Divídalo o guárdelo en papel y anote quién lo tiene."


class EvidenceKindUnknown(FieldError):
    code = "legal.evidence_kind_unknown"
    hint = "Ese archivo no es una imagen, un PDF, un audio, un video o un texto. Guárdelo en papel y anote quién lo tiene."


class ReturnWordsMissing(FieldError):
    code = "legal.return_words_missing"
    hint = "Escriba lo que dijo la persona, con sus palabras."


class ReturnNotAsked(FieldError):
    code = "legal.return_not_asked"
    hint = "Pregunte a solas las tres cosas antes de guardar: si teme volver, si es menor y si hay señales de trata."


class ReturnStops(FieldError):
    """Non-refoulement, a child, trafficking: nobody is helped back before somebody competent has looked."""

    code = "legal.return_stops"
    hint = "Teme volver, es menor o hay señales de trata: no se prepara un regreso. Pase el caso a refugio o a protección."


class ReturnSamePerson(FieldError):
    code = "legal.return_same_person"
    hint = "Lo escribió usted: debe confirmarlo otra persona, que hable a solas con quien pide volver."


class ReturnNotReady(FieldError):
    code = "legal.return_not_ready"
    hint = "Falta que otra persona lo confirme, o ya se retiró o ya salió. Revise la petición."
