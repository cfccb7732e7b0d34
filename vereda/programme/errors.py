"""What can go wrong with programmes."""

from __future__ import annotations

from vereda.errors import FieldError


class ProgrammeUnknown(FieldError):
    code = "programme.unknown"
    hint = "No hay ese programa. Vuelva a la lista."


class CodeTaken(FieldError):
    code = "programme.code_taken"
    hint = "La clave {value} ya está en uso en este programa. Escriba otra."


class CodeUnknown(FieldError):
    code = "programme.code_unknown"
    hint = "«{value}» no está en este programa. Vuelva a cargar la página."


class WhyMissing(FieldError):
    code = "programme.why_missing"
    hint = "Escriba por qué se retira: quien lea después debe entenderlo."


class DaysWrong(FieldError):
    code = "programme.days_wrong"
    hint = "El final ({until}) no puede ser antes del principio ({begins})."


class PhaseOpen(FieldError):
    """The next phase takes its baselines from one that is closed."""

    code = "programme.phase_open"
    hint = "La fase {phase} sigue abierta. Ciérrela primero: de sus resultados salen las líneas de base."


class PhaseOverlaps(FieldError):
    code = "programme.phase_overlaps"
    hint = "La fase anterior termina el {until}. La nueva empieza después."


class PhaseIsClosed(FieldError):
    code = "programme.phase_closed"
    hint = "La fase {phase} está cerrada y sus cifras quedaron fijas. Lo que falte va en la fase abierta."


class PhaseNotOver(FieldError):
    code = "programme.phase_not_over"
    hint = "La fase termina el {until}. Ciérrela cuando haya terminado."


class OutsidePhase(FieldError):
    code = "programme.outside_phase"
    hint = "El periodo tiene que caber en una sola fase del programa. Revise las fechas."


class PeriodToCome(FieldError):
    code = "programme.period_to_come"
    hint = "El periodo termina el {until}, que aún no llega. Anote lo que ya se midió."


class OutOfMissing(FieldError):
    code = "programme.out_of_missing"
    hint = "Un porcentaje se anota con sus dos números: cuántos cumplen y de cuántos."


class OutOfTooSmall(FieldError):
    code = "programme.out_of_too_small"
    hint = "Cumplen {value} de {out_of}: no puede ser más que el total."


class CountryNotPartner(FieldError):
    code = "programme.country_not_partner"
    hint = "Ese país no es socio del programa. Agréguelo primero."


class LinesAboveAward(FieldError):
    code = "programme.lines_above_award"
    hint = "Las líneas suman {lines}, más que lo otorgado ({award}). Corrija una de las dos cosas."


class DocumentTwice(FieldError):
    """The same document for the same line and amount: most likely entered twice."""

    code = "programme.document_twice"
    hint = "El documento {document} ya está anotado en esa línea con la misma cantidad."


class NotInFramework(FieldError):
    code = "programme.not_in_framework"
    hint = "Ese indicador no se mide en la fase {phase}. Póngale meta primero."


class SameWords(FieldError):
    code = "programme.same_words"
    hint = "Son las mismas palabras que ya tiene. Si no cambian, no guarde nada."


class AlreadyWithdrawn(FieldError):
    code = "programme.already_withdrawn"
    hint = "Ya estaba retirado."


class GlyphMissing(FieldError):
    """A sign that no font here has would be an empty box on paper."""

    code = "programme.glyph_missing"
    hint = "El signo «{sign}» no se puede imprimir. Escríbalo de otro modo donde esté."


class NotPublishedSo(FieldError):
    """What an indicator counts must stand by itself in a table of the public list."""

    code = "programme.not_published_so"
    hint = "Ninguna tabla pública da esa cuenta. Elija una categoría, un servicio o todas las personas."


class CurrencyUnknown(FieldError):
    code = "programme.currency_unknown"
    hint = "«{value}» no es una moneda de la lista ISO 4217. Escriba sus tres letras: USD, MXN, GTQ."


class RateNotNeeded(FieldError):
    code = "programme.rate_not_needed"
    hint = "El gasto ya está en la moneda del donativo: quite el tipo de cambio."


class CellNotThere(FieldError):
    """Evidence that names a cell must find it: in an edition that stands, with a number."""

    code = "programme.cell_not_there"
    hint = "Esa celda no está en la edición {edition}, o va reservada. Elija una que tenga cifra."


class ReportNothing(FieldError):
    """A phase that has not begun has nothing to send."""

    code = "programme.report_nothing"
    hint = "De ese periodo todavía no hay informe que mandar."


class ReportSame(FieldError):
    code = "programme.report_same"
    hint = "Nada cambió desde la versión {version}: esa es la que vale, y se puede volver a bajar."


class ReportWhyMissing(FieldError):
    code = "programme.report_why_missing"
    hint = "Escriba por qué se manda otra versión, en español y en inglés: el donante lo lee."


class ReportNotProposed(FieldError):
    code = "programme.report_not_proposed"
    hint = "No hay nada que espere a una segunda persona. Vuelva al informe."


class ReportAnotherProposed(FieldError):
    """The second person says yes to what was looked at, and to nothing else."""

    code = "programme.report_another_proposed"
    hint = "Entretanto se propuso otro informe. Mírelo antes de decir que sí."


class ReportSamePerson(FieldError):
    code = "programme.report_same_person"
    hint = "Quien lo propuso no lo manda: lo revisa y lo manda otra persona."


class ReportNotAsSealed(FieldError):
    code = "programme.report_not_as_sealed"
    hint = "La versión {version} no es la que se selló: su huella no coincide. Verifique la bitácora y no la mande."


class ProgrammeNotNamed(FieldError):
    """A command asks about one programme."""

    code = "programme.not_named"
    hint = "Diga qué programa con --programme. Los que hay: {known}."


class PeriodUnknown(FieldError):
    code = "programme.period_unknown"
    hint = "«{value}» no es un periodo de esa fase. Los que hay: {known}."


class FileNotRead(FieldError):
    """A file that is no table of protected cells."""

    code = "programme.file_not_read"
    hint = "No se puede leer el archivo: tiene que ser CSV en UTF-8 con las columnas {columns}."


class FileFaulty(FieldError):
    """Nothing of a file is taken in where one of its rows is wrong. `rows`: line and what to correct."""

    code = "programme.file_faulty"
    hint = "No entró nada: hay {number} renglones que corregir. El primero, línea {line}: {what}"
