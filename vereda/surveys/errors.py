"""What can go wrong with forms and answers; each sentence says what to do instead."""

from __future__ import annotations

from vereda.errors import FieldError


class SurveyUnknown(FieldError):
    code = "surveys.unknown"
    hint = "No hay ese formulario. Vuelva a la lista."


class VersionThere(FieldError):
    """A version says once and for all what was asked: other questions are another version."""

    code = "surveys.version_there"
    hint = "La versión {version} ya existe y pregunta otra cosa. Escriba otra versión en la hoja settings."


class FormClosedAlready(FieldError):
    code = "surveys.closed_already"
    hint = "Ese formulario ya se cerró. Para preguntar de nuevo, importe una versión nueva."


class AnswersWrong(FieldError):
    code = "surveys.answers_wrong"
    hint = "Quedan preguntas por contestar o corregir."


class SubmissionWrong(FieldError):
    """`field` is a name of the form, never what was answered."""

    code = "surveys.submission_wrong"
    hint = "El envío no es de este formulario, o la pregunta «{field}» trae algo que no se entiende."


class OtherAnswersKept(FieldError):
    """Answers that a program changed after they had come, without having heard that they had."""

    code = "surveys.other_answers_kept"
    hint = "Ya había llegado con otras respuestas. Un encuentro se corrige en el escritorio; otro formulario, llénelo de nuevo."


class VersionUnknown(FieldError):
    code = "surveys.version_unknown"
    hint = "Esa versión del formulario no existe aquí. Descargue los formularios de nuevo."


class PhotoWrong(FieldError):
    code = "surveys.photo_wrong"
    hint = "La foto no se entiende o pesa demasiado. Tómela de nuevo, en JPEG o PNG."


class KeyRefused(FieldError):
    code = "surveys.key_refused"
    hint = "Solo quien trabaja en un grupo y puede escribir encuentros recibe una clave de envío."


# cells of a workbook: sheet, row and column stand in `Problem` -------------------------------------------------------------


class CellError(FieldError):
    """Base of what is wrong with a cell of a workbook."""

    code = "surveys.cell"


class NotAWorkbook(CellError):
    code = "surveys.not_a_workbook"
    hint = "El archivo no es un libro de Excel (XLSX) que se pueda leer. Guárdelo de nuevo como .xlsx."


class WorkbookTooLarge(CellError):
    code = "surveys.workbook_too_large"
    hint = "El archivo es demasiado grande para un formulario. Quite imágenes, hojas y listas que no se usen."


class SheetMissing(CellError):
    code = "surveys.sheet_missing"
    hint = "Falta la hoja «{sheet}», o está vacía."


class NotConverted(CellError):
    """What pyxform said, in its own words."""

    code = "surveys.not_converted"
    hint = "No es un XLSForm válido: {said}"


class TypeUnknown(CellError):
    code = "surveys.type_unknown"
    hint = "Ese tipo de pregunta no se conoce. Revise cómo se escribe."


class TypeRefused(CellError):
    code = "surveys.type_refused"
    hint = "Ese tipo de pregunta no se recibe: ni grabaciones, ni recorridos, ni archivos, ni listas de fuera."


class OtherNotWritten(CellError):
    code = "surveys.or_other"
    hint = "En vez de «or_other» escriba la respuesta «otro» en la lista y una pregunta de texto que dependa de ella."


class NameMissing(CellError):
    code = "surveys.name_missing"
    hint = "Falta el nombre de la pregunta en la columna name."


class NameWrong(CellError):
    code = "surveys.name_wrong"
    hint = "Un nombre empieza con letra y lleva solo letras sin acento, cifras, guion y guion bajo; hasta 64 signos."


class NameTwice(CellError):
    code = "surveys.name_twice"
    hint = "Ese nombre ya está en el renglón {row}. Cada pregunta lleva uno distinto en todo el formulario."


class NeverAsked(CellError):
    """It would tell who somebody is, or what is held against them."""

    code = "surveys.never_asked"
    hint = (
        "No se pregunta la identidad, la situación migratoria ni la religión de nadie. Quite la pregunta o dígala de otro modo."
    )


class FormulaWrong(CellError):
    code = "surveys.formula_wrong"
    hint = "No se entiende «{piece}» en la fórmula."


class FormulaNames(CellError):
    code = "surveys.formula_names"
    hint = "La fórmula nombra «{name}», y ninguna pregunta se llama así."


class PatternWrong(CellError):
    code = "surveys.pattern_wrong"
    hint = "El patrón de regex() no se entiende."


class PatternOpen(CellError):
    """A pattern that an answer could keep busy for hours (`rules/patterns.py`), or one that answers would make."""

    code = "surveys.pattern_open"
    hint = (
        "El patrón de regex() se escribe entre comillas, con tres repeticiones abiertas (*, +) a lo más y ninguna dentro de otra."
    )


class ListUnknown(CellError):
    code = "surveys.list_unknown"
    hint = "La lista «{name}» no está en la hoja choices."


class ColumnOfChoices(CellError):
    code = "surveys.column_of_choices"
    hint = "El filtro nombra la columna «{name}», que la hoja choices no tiene."


class ClassWrong(CellError):
    """Words and places are never clear."""

    code = "surveys.class_wrong"
    hint = "En vereda_class se escribe contact, health o free_text; contact, a la vista, solo listas y números enteros."


class FieldWrong(CellError):
    code = "surveys.field_wrong"
    hint = "En vereda_field esa pregunta no puede llenar ese campo del encuentro. Caben: {known}."


class CodeNotOfCountry(CellError):
    code = "surveys.code_not_of_country"
    hint = "La clave «{value}» no está en la tabla del país para ese campo del encuentro."


class UseWrong(CellError):
    code = "surveys.use_wrong"
    hint = "En vereda_use se escribe extra o encounter; un formulario de encuentros llena people_met o lines."


class SettingMissing(CellError):
    code = "surveys.setting_missing"
    hint = "Falta {column} en la hoja settings: con form_id y version se sabe qué se preguntó."


class LabelMissing(CellError):
    code = "surveys.label_missing"
    hint = "La pregunta no tiene texto. Escríbalo en la columna label."


class GroupNotClosed(CellError):
    code = "surveys.group_not_closed"
    hint = "Un grupo o una repetición que empieza tiene que terminar, en orden."


class TooDeep(CellError):
    code = "surveys.too_deep"
    hint = "Hay grupos dentro de grupos a más de {most} niveles. Quite niveles."


class ChoicesNotInClear(CellError):
    """Choices that say who somebody is, their status or religion: they may be asked of, sealed, and never stand in clear."""

    code = "surveys.choices_not_in_clear"
    hint = "Las opciones dicen la identidad, la situación migratoria o la religión: quite «contact» de vereda_class."


class PointTwice(CellError):
    """The exact place of living people is one, and is destroyed by itself: a form is no track."""

    code = "surveys.point_twice"
    hint = "Un formulario pide un solo punto, y no dentro de una repetición."


class TooManyRows(CellError):
    code = "surveys.too_many_rows"
    hint = "Son más de {most} renglones: parta el formulario en dos."
