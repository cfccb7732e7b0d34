"""What can be wrong with a row of an import. Line, column and value stand in `Problem`; the hint says what to do."""

from __future__ import annotations

from vereda.errors import FieldError


class RowError(FieldError):
    """Base of what a check finds in a row."""

    code = "encounters.row"


# the heading --------------------------------------------------------------------------------------------------------------


class ColumnUnknown(RowError):
    code = "encounters.column_unknown"
    hint = "Esta columna no se importa. Quítela, o use uno de estos nombres: {known}."


class ColumnLikely(RowError):
    code = "encounters.column_likely"
    hint = "Esta columna no se conoce. ¿Quiso decir «{likely}»?"


class ColumnUnnamed(RowError):
    code = "encounters.column_unnamed"
    hint = "La columna {number} no tiene nombre. Bórrela o póngale uno."


class ColumnTwice(RowError):
    code = "encounters.column_twice"
    hint = "Esta columna está dos veces. Deje una."


class ColumnMissing(RowError):
    code = "encounters.column_missing"
    hint = "Falta esta columna en el encabezado. Agréguela."


class TimeColumnMissing(RowError):
    code = "encounters.time_column_missing"
    hint = "Falta el tiempo: agregue la columna «at» (fecha, hora y desfase) o la columna «on» (solo la fecha)."


# the row as a whole -------------------------------------------------------------------------------------------------------


class CellCount(RowError):
    code = "encounters.cell_count"
    hint = "Este renglón tiene {found} celdas y el encabezado {expected}. Ponga entre comillas lo que lleva el separador adentro."


class NotCsv(RowError):
    code = "encounters.not_csv"
    hint = "Aquí se rompe el formato CSV: revise que cada comilla que se abre se cierre."


class SameAsLine(RowError):
    code = "encounters.same_as_line"
    hint = "La línea {line} es igual a la línea {other}; si son dos encuentros, cada uno necesita su `encounter_id`."


class LineTwice(RowError):
    code = "encounters.line_twice"
    hint = "La línea {line} dice de las mismas personas que la línea {other}. Súmelas en un solo renglón con `count`."


class DisagreesWithLine(RowError):
    code = "encounters.disagrees_with_line"
    hint = (
        "Es el mismo `encounter_id` que la línea {other} y ahí dice otra cosa."
        " Escriba lo mismo en las dos, o dé otro `encounter_id`."
    )


class GroupNotYours(RowError):
    code = "encounters.group_not_yours"
    hint = "Con su cuenta no puede importar encuentros de este grupo. Quite el renglón o pídalo a la central."


# cells --------------------------------------------------------------------------------------------------------------------


class CellEmpty(RowError):
    code = "encounters.cell_empty"
    hint = "Falta este dato. Escríbalo."


class CellUnreadable(RowError):
    code = "encounters.cell_unreadable"
    hint = "Hay un carácter que no se puede leer. Vuelva a escribir la celda y guarde el archivo como CSV UTF-8."


class TextTooLong(RowError):
    code = "encounters.text_too_long"
    hint = "El texto tiene {length} caracteres y caben {most}. Acórtelo."


class TimeMissing(RowError):
    code = "encounters.time_missing"
    hint = "Falta cuándo fue: escriba «at» con hora y desfase, o «on» si solo se sabe el día."


class TimeTwice(RowError):
    code = "encounters.time_twice"
    hint = "Tiene «at» y también «on». Deje uno solo."


class TimeNotUnderstood(RowError):
    code = "encounters.time_not_understood"
    hint = "No se entiende la hora. Escríbala así: 2024-01-29T22:15-06:00."


class OffsetMissing(RowError):
    code = "encounters.offset_missing"
    hint = "A la hora le falta el desfase con UTC. Escríbala así: {example}. Si solo se sabe el día, use la columna «on»."


class DayNotUnderstood(RowError):
    code = "encounters.day_not_understood"
    hint = "No se entiende la fecha. Escríbala así: 2024-01-29 (año, mes, día)."


class DayInTheFuture(RowError):
    code = "encounters.day_in_the_future"
    hint = "Esta fecha todavía no llega. Revise el año y la hora."


class DayTooOld(RowError):
    code = "encounters.day_too_old"
    hint = "Se aceptan fechas desde {first}. Revise el año."


class GroupUnknown(RowError):
    code = "encounters.group_unknown"
    hint = "No hay un grupo con ese código. Los códigos están en la tabla de grupos del país; por ejemplo: {example}."


class GroupLikely(RowError):
    code = "encounters.group_likely"
    hint = "No hay un grupo con ese código. ¿Quiso decir «{likely}»?"


class ServiceUnknown(RowError):
    code = "encounters.service_unknown"
    hint = (
        "No está en el catálogo de servicios ni en las categorías. Use uno de sus códigos, separados por «;»,"
        " por ejemplo: {example}."
    )


class ServiceLikely(RowError):
    code = "encounters.service_likely"
    hint = "No está en el catálogo de servicios ni en las categorías. ¿Quiso decir «{likely}»?"


class ServiceNotThen(RowError):
    code = "encounters.service_not_then"
    hint = "Este servicio vale de {valid_from} a {valid_to}, y el renglón es de {day}. Use el que valía ese día."


class BodiesAlone(RowError):
    code = "encounters.bodies_alone"
    hint = "{body} va solo en su renglón: son cuerpos, no personas atendidas. Ponga los servicios en otro renglón."


class PatrolsApart(RowError):
    code = "encounters.patrols_apart"
    hint = (
        "Los recorridos no son encuentros y no se suman a las atenciones. Quite el renglón; el recorrido se registra en su grupo."
    )


class CategoryWithoutService(RowError):
    code = "encounters.category_without_service"
    hint = "Es una categoría que no se da como servicio. Use los servicios que se dieron."


class TooManyServices(RowError):
    code = "encounters.too_many_services"
    hint = "Son {count} servicios en un renglón y caben {most}. Revise la celda."


class NationalityUnknown(RowError):
    code = "encounters.nationality_unknown"
    hint = "No es un código de país de dos letras (ISO 3166-1), como HN, GT o SV. Si no se sabe, escriba {unknown}."


class NationalityLikely(RowError):
    code = "encounters.nationality_likely"
    hint = "No es un código de país de dos letras (ISO 3166-1). ¿Quiso decir «{likely}»?"


class SexUnknown(RowError):
    code = "encounters.sex_unknown"
    hint = "Se espera F, M, X, o U si no se sabe."


class AgeBandUnknown(RowError):
    code = "encounters.age_band_unknown"
    hint = "Se espera uno de: {known}. U si no se sabe."


class AgeBandTurnedDate(RowError):
    code = "encounters.age_band_turned_date"
    hint = "La hoja de cálculo convirtió la edad en fecha. Dé formato de texto a la columna y escriba {likely}."


class CountNotANumber(RowError):
    code = "encounters.count_not_a_number"
    hint = "Se espera un número entero de personas, sin comas ni puntos."


class CountOutOfRange(RowError):
    code = "encounters.count_out_of_range"
    hint = "Caben de 1 a {most} personas en un renglón."


class CoordinateNotANumber(RowError):
    code = "encounters.coordinate_not_a_number"
    hint = "Se esperan grados con punto decimal, como {example}."


class CoordinateAlone(RowError):
    code = "encounters.coordinate_alone"
    hint = "«lat» y «lon» van juntas. Escriba las dos o deje vacías las dos."


# what is here already -----------------------------------------------------------------------------------------------------


class RowChanged(RowError):
    code = "encounters.row_changed"
    hint = (
        "Este renglón ya se importó y ahora dice otra cosa. Corrija el encuentro en el escritorio, o importe con --as-correction."
    )


class EncounterChanged(RowError):
    code = "encounters.encounter_changed"
    hint = (
        "Este `encounter_id` ya se importó con otro dato aquí. Corrija el encuentro en el escritorio,"
        " importe con --as-correction, o dé otro `encounter_id` si es otro encuentro."
    )


class EncounterOfAnotherGroup(RowError):
    code = "encounters.encounter_of_another_group"
    hint = (
        "Este `encounter_id` ya es de un encuentro de otro grupo. Dé otro, por ejemplo con el código del grupo adelante:"
        " {likely}."
    )


class EncounterErased(RowError):
    code = "encounters.encounter_erased"
    hint = "Este encuentro se borró a petición de la persona y ya no recibe datos. Quite el renglón."
