"""What can be wrong with files that are given to be matched. Each says where, and what to do; none holds a name."""

from __future__ import annotations

from vereda.errors import FieldError


class LinkFileEmpty(FieldError):
    code = "people.link_file_empty"
    hint = "El archivo {file} no tiene registros. Ponga en la línea 1 los nombres de las columnas y un registro en cada línea."


class LinkFileUnreadable(FieldError):
    code = "people.link_file_unreadable"
    hint = "{file}, línea {line}: tiene {found} valores y hay {expected} columnas. Corrija esa línea; separe con comas."


class LinkFileNotText(FieldError):
    code = "people.link_file_not_text"
    hint = "{file}, línea {line}: hay un signo que no es UTF-8. Guarde el archivo como CSV en UTF-8."


class LinkColumnMissing(FieldError):
    code = "people.link_column_missing"
    hint = "{file}, línea 1: falta la columna {column}. Las columnas, separadas por comas, son: {columns}."


class LinkColumnTwice(FieldError):
    code = "people.link_column_twice"
    hint = "{file}, línea 1: la columna {column} está dos veces. Deje una."


class LinkRecordTwice(FieldError):
    code = "people.link_record_twice"
    hint = "{file}, línea {line}: el record_id {record} ya está en la línea {first}. Cada registro lleva uno propio."


class LinkRecordUnnamed(FieldError):
    code = "people.link_record_unnamed"
    hint = "{file}, línea {line}: falta el record_id. Escriba uno que no se repita."


class LinkDateMissing(FieldError):
    code = "people.link_date_missing"
    hint = "{file}, línea {line}: falta la fecha del registro (columna date). Escríbala como AAAA-MM-DD."


class LinkDateUnreadable(FieldError):
    code = "people.link_date_unreadable"
    hint = "{file}, línea {line}: la columna {column} no es una fecha. Escríbala como AAAA-MM-DD{or_empty}."


class LinkAgeUnreadable(FieldError):
    code = "people.link_age_unreadable"
    hint = "{file}, línea {line}: la edad no es un número entero de años. Corríjala o déjela vacía."


class LinkTruthMissing(FieldError):
    code = "people.link_truth_missing"
    hint = "{file} no dice de quién es el registro {record} ({missing} faltan). Ponga cada record_id del archivo de registros."


class LinkOutUnwritable(FieldError):
    code = "people.link_out_unwritable"
    hint = "No se puede escribir en {folder}. Elija otra carpeta con --out, o dé permiso de escribir en esa."


class LinkEarlierUnreadable(FieldError):
    code = "people.link_earlier_unreadable"
    hint = "En {folder} no están los resultados de antes (pairs.csv y clusters.csv). Dé en --known la carpeta --out de esa vez."


class LinkEngineMissing(FieldError):
    code = "people.link_engine_missing"
    hint = "Falta el motor Spark. Instálelo con «bin/setup spark», que trae también Java, o use --engine duckdb."


class LinkInputMissing(FieldError):
    code = "people.link_input_missing"
    hint = "Diga de qué registros: --input ARCHIVO.csv, o --as CUENTA --purpose MOTIVO para los propios."


class LinkNobody(FieldError):
    code = "people.link_nobody"
    hint = "No hay registros propios que comparar: nadie de un caso legal, médico o de búsqueda permitió que se le compare."


class LinkTeachesNothing(FieldError):
    code = "people.link_teaches_nothing"
    hint = (
        "De esta lista no se puede aprender: hacen falta de {fewest} a {most} registros, y que {percent} de cada 100 digan la"
        " fecha de nacimiento. Use --model stored."
    )


class LinkModelForFiles(FieldError):
    code = "people.link_model_for_files"
    hint = "--model vale con --input. Los registros propios se comparan siempre con el modelo guardado; quite --model."
