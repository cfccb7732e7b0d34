"""What can go wrong with encounters. Details carry lines, columns and codes; never names or places."""

from __future__ import annotations

from vereda.errors import FieldError


class PeopleFewerThanLines(FieldError):
    code = "encounters.people_fewer_than_lines"
    hint = "Las líneas suman {lines} personas y el encuentro dice {people}. Corrija una de las dos cifras."


class MarginAbovePeople(FieldError):
    code = "encounters.margin_above_people"
    hint = "«De quienes» suma {margin} en {attribute}, más que las {people} personas del encuentro. Revise esa cifra."


class ServiceAbovePeople(FieldError):
    code = "encounters.service_above_people"
    hint = "El servicio {service} dice {count} personas, más que las {people} del encuentro. Revise esa cifra."


class ServiceTwice(FieldError):
    code = "encounters.service_twice"
    hint = "El servicio {service} está en una línea y también aparte; déjelo en un solo lugar."


class KnownTogether(FieldError):
    code = "encounters.known_together"
    hint = "{attribute} está en las líneas y también aparte; déjelo en un solo lugar."


class NothingMet(FieldError):
    code = "encounters.nothing_met"
    hint = "Diga cuántas personas había, o cuántos cuerpos. Sin eso no hay encuentro que guardar."


class UnknownCode(FieldError):
    code = "encounters.unknown_code"
    hint = "El código «{value}» no está en el catálogo de {what}. Elija uno de la lista."


class LastHelpNotAsked(FieldError):
    code = "encounters.last_help_not_asked"
    hint = "A este grupo no le toca la pregunta de la última ayuda: el programa dice a cuáles. No se guardó nada."


class LastHelpAbovePeople(FieldError):
    code = "encounters.last_help_above_people"
    hint = "Las respuestas suman {answers} personas y el encuentro dice {people}. Corrija una de las cifras."


class AlreadyWithdrawn(FieldError):
    code = "encounters.already_withdrawn"
    hint = "Este encuentro ya estaba retirado; si quiere volver a contarlo, use «Deshacer el retiro»."


class NotWithdrawn(FieldError):
    code = "encounters.not_withdrawn"
    hint = "Este encuentro no está retirado; no hay retiro que deshacer."


class NothingChanged(FieldError):
    code = "encounters.nothing_changed"
    hint = "No cambió ningún dato; no se guardó nada."


class OthersJoined(FieldError):
    """Without this record, the people of those joined to it would count nowhere."""

    code = "encounters.others_joined"
    hint = "A este encuentro están unidos otros ({number}), y cuenta por ellos. Sepárelos primero; después podrá retirarlo."


class KeptCountsNot(FieldError):
    """Joined to a record that does not count, people would count nowhere."""

    code = "encounters.kept_counts_not"
    hint = "El encuentro que contaría por los dos está retirado o su importación no cuenta. Elija otro, o repóngalo primero."


class NotFound(FieldError):
    code = "encounters.not_found"
    hint = "No hay un encuentro con ese folio en su grupo."


class InTheFuture(FieldError):
    code = "encounters.in_the_future"
    hint = "La hora del encuentro ({at}) está en el futuro. Revise la fecha y la hora."


class ReportedTwice(FieldError):
    code = "encounters.reported_twice"
    hint = "El grupo {group} ya tiene un total reportado para {period}. Retire el anterior antes de guardar otro."


class EncountersThere(FieldError):
    """A reported total would count what encounters of the same post and days count already; a person has to say it does not."""

    code = "encounters.encounters_there"
    hint = "Ya hay {number} encuentros de su grupo en {period}. Si el total los incluye, no lo guarde: se contarían dos veces."


class PeriodBackwards(FieldError):
    code = "encounters.period_backwards"
    hint = "El periodo termina ({to_on}) antes de empezar ({from_on}). Cambie una de las dos fechas."


class TotalInTheFuture(FieldError):
    code = "encounters.total_in_the_future"
    hint = "El periodo termina en el futuro ({to_on}). Escriba el último día que sí se contó."


class SourceMissing(FieldError):
    code = "encounters.source_missing"
    hint = "Diga de dónde viene el total: quién lo reportó y en qué papel."


class TotalEmpty(FieldError):
    code = "encounters.total_empty"
    hint = "Escriba al menos una cifra mayor que cero."


class ImportRefused(FieldError):
    exit_code = 1
    code = "encounters.import_refused"
    hint = (
        "El archivo no se importó: {bad} de {rows} renglones tienen errores."
        " Corríjalos y vuelva a importarlo; no se escribió nada."
    )


class HeadingRefused(FieldError):
    exit_code = 1
    code = "encounters.heading_refused"
    hint = (
        "El archivo no se importó: su encabezado no se entiende."
        " Corrija la primera línea y vuelva a importarlo; no se escribió nada."
    )


class FileUnreadable(FieldError):
    code = "encounters.file_unreadable"
    hint = "No se puede leer el archivo: {problem}."


class FileEmpty(FileUnreadable):
    code = "encounters.file_empty"
    hint = "El archivo está vacío. Revise que sea el que quería importar."


class FileIsWorkbook(FileUnreadable):
    code = "encounters.file_is_workbook"
    hint = "El archivo es un libro de cálculo. Ábralo y guárdelo como CSV UTF-8."


class FileNotText(FileUnreadable):
    code = "encounters.file_not_text"
    hint = "El archivo no es texto, o tiene caracteres rotos. Guárdelo de nuevo como CSV UTF-8."


class FileDamaged(FileUnreadable):
    """Most of the file is UTF-8 and a line is not: taking it for Latin-1 would spoil every accent."""

    code = "encounters.file_damaged"
    hint = "La línea {line} tiene caracteres rotos y el resto del archivo está en UTF-8. Corríjala, o guarde el archivo de nuevo."


class ImportNotOpen(FieldError):
    code = "encounters.import_not_open"
    hint = "No hay una importación con el folio {batch} que se pueda retirar."
