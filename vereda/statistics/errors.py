"""What can go wrong when somebody asks for a number; each sentence says what to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vereda.errors import FieldError

if TYPE_CHECKING:
    from vereda.statistics.by_hand import Fault


class DateNotUnderstood(FieldError):
    code = "statistics.date_not_understood"
    hint = "La fecha «{value}» no se entiende. Escriba año-mes-día, por ejemplo 2021-01-31."


class PeriodBackwards(FieldError):
    code = "statistics.period_backwards"
    hint = "El periodo termina ({to_on}) antes de empezar ({from_on}). Cambie una de las dos fechas."


class DimensionUnknown(FieldError):
    code = "statistics.dimension_unknown"
    hint = "No se puede desglosar por «{value}». Use: {known}."


class DimensionTwice(FieldError):
    code = "statistics.dimension_twice"
    hint = "El desglose «{value}» está dos veces. Quite uno."


class UnitUnknown(FieldError):
    code = "statistics.unit_unknown"
    hint = "No se puede contar «{value}». Use: {known}."


class CountryUnknown(FieldError):
    code = "statistics.country_unknown"
    hint = "No hay paquete del país «{value}». Instalados: {known}."


class FactOutOfMonth(FieldError):
    """A module gave a fact of another month: its dirty marks would miss it, so nothing is written."""

    code = "statistics.fact_out_of_month"
    hint = "El registro {record} trae un hecho del {local_on} en el mes {month}. Avise a quien mantiene el módulo."


class CodeWithSeparator(FieldError):
    """Codes are stored joined by ';', so a code cannot hold one."""

    code = "statistics.code_with_separator"
    hint = "El código «{value}» lleva «;». Corrija el paquete del país."


class FileNotWritten(FieldError):
    code = "statistics.file_not_written"
    hint = "No se pudo escribir {path}: {reason}. Elija otra carpeta u otro nombre."


class NotForTerminal(FieldError):
    """A workbook is bytes, which a terminal cannot show."""

    code = "statistics.not_for_terminal"
    hint = "Un libro xlsx no se ve en la terminal. Diga dónde guardarlo: --output boletin.xlsx"


class PublicTableUnknown(FieldError):
    code = "statistics.public_table_unknown"
    hint = "La tabla «{value}» no está en la lista de las que se publican. Hay: {known}."


class PublicTableWrong(FieldError):
    """The list names a table that may not be published: too fine, or without its words."""

    code = "statistics.public_table_wrong"
    hint = "La tabla «{code}» de la lista pública no se puede publicar. Avise a quien mantiene el programa."


class MonthNotUnderstood(FieldError):
    code = "statistics.month_not_understood"
    hint = "El mes «{value}» no se entiende. Escriba año-mes, por ejemplo 2011-12."


class MonthTooYoung(FieldError):
    """What leaves the house is at least thirty days old: nobody must learn from it where people are now."""

    code = "statistics.month_too_young"
    hint = "Ese mes se puede publicar desde el {on}: antes diría por dónde va la gente ahora."


class RowsTooYoung(FieldError):
    """Rows tell day and post: a file of the last days would show where people are now, whoever opens it."""

    code = "statistics.rows_too_young"
    hint = "Los renglones se bajan hasta el {until}: los de después dirían por dónde va la gente ahora. Corrija el último día."


class YearNotWhole(FieldError):
    """A year is protected beside its months: what it prints must leave room in what each of them withholds."""

    code = "statistics.year_not_whole"
    hint = "Del año {year} faltan por publicar: {months}. Publique primero esos meses; el año se protege junto con ellos."


class NothingCounted(FieldError):
    code = "statistics.nothing_counted"
    hint = "No hay nada anotado en {period}: no hay qué publicar."


class WhyMissing(FieldError):
    code = "statistics.why_missing"
    hint = "Esa edición ya está publicada. Diga en palabras por qué se revisa."


class NothingToRevise(FieldError):
    code = "statistics.nothing_to_revise"
    hint = "Ninguna celda publicada cambia: no hay qué revisar."


class NothingProposed(FieldError):
    code = "statistics.nothing_proposed"
    hint = "Nadie ha propuesto esa edición, o ya se publicó. Propóngala primero."


class SamePersonPublishes(FieldError):
    code = "statistics.same_person_publishes"
    hint = "Usted la propuso: la publica otra persona. Pida que la revise quien tenga ese derecho."


class SamePersonRefuses(FieldError):
    code = "statistics.same_person_refuses"
    hint = "Usted la propuso: retírela. Devolverla es de otra persona."


class NotYoursToWithdraw(FieldError):
    code = "statistics.not_yours_to_withdraw"
    hint = "La propuso otra persona: devuélvala y diga por qué."


class RefusedWithoutWhy(FieldError):
    code = "statistics.refused_without_why"
    hint = "Diga por qué la devuelve: es lo que leerá quien la propuso."


class AnotherProposed(FieldError):
    """Somebody proposed anew between looking and saying yes: a yes is to the numbers that were seen."""

    code = "statistics.another_proposed"
    hint = "Entre tanto se propuso otra. Vuelva a leerla antes de publicar."


class EditionFilesWrong(FieldError):
    code = "statistics.edition_files_wrong"
    exit_code = 1
    hint = "Los archivos de la edición {edition} no son los que se publicaron: {what}. Tráigalos de un respaldo."


class ProposalFilesWrong(FieldError):
    code = "statistics.proposal_files_wrong"
    hint = "Los archivos de lo propuesto no están o cambiaron. Propóngalo de nuevo."


class EditionUnknown(FieldError):
    code = "statistics.edition_unknown"
    exit_code = 1
    hint = "No hay edición publicada de {edition}."


class FiguresNotRead(FieldError):
    code = "statistics.figures_not_read"
    hint = "No se pudo leer {path}. Se espera un CSV en UTF-8 con estas columnas: {reason}."


class FigureNotUnderstood(FieldError):
    code = "statistics.figure_not_understood"
    hint = "Línea {line}, columna {column}: «{found}» no se entiende. Corrija esa celda; no se leyó nada."


class PeriodNotPrinted(FieldError):
    code = "statistics.period_not_printed"
    hint = "De «{period}» no hay cifras publicadas. Hay de: {known}."


class PastFaulty(FieldError):
    """A sheet of months counted by hand of which at least one line is wrong: none of it was taken."""

    exit_code = 1
    code = "statistics.past_faulty"
    hint = "Líneas por corregir en la hoja: {lines}. No se guardó nada; corríjalas y cárguela otra vez."

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(lines=len(self.faults))


class PastSourceMissing(FieldError):
    code = "statistics.past_source_missing"
    hint = "Diga de quién son las hojas y dónde están: una cifra sin fuente no se guarda."


class PastNotThere(FieldError):
    code = "statistics.past_not_there"
    hint = "De {year} no hay meses contados a mano, o ya se quitaron. Vuelva a cargar la página."
