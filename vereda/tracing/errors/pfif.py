"""Why a PFIF file is not read. Each is one sentence that says what to do; nothing of the file is written then."""

from __future__ import annotations

from vereda.errors import FieldError


class PfifUnreadable(FieldError):
    """The file cannot be taken in."""

    code = "tracing.pfif_unreadable"
    hint = "El archivo PFIF no se puede leer. No se guardó nada."


class PfifFileMissing(PfifUnreadable):
    """No file came with the form."""

    code = "tracing.pfif_file_missing"
    hint = "Elija un archivo PFIF 1.4 (.xml)."


class PfifTooLarge(PfifUnreadable):
    """More than a person could look at, or than anybody means."""

    code = "tracing.pfif_too_large"
    hint = (
        "El archivo es demasiado grande: hasta 2 MB, {persons} personas y {notes} notas. Pida uno por partes. No se guardó nada."
    )


class PfifUnsafe(PfifUnreadable):
    """Definitions or entities: a bomb, or a reach for files of this machine."""

    code = "tracing.pfif_unsafe"
    hint = "El archivo trae definiciones que pueden dañar la máquina. No lo abra; avise a quien lo mandó. No se guardó nada."


class PfifNotXml(PfifUnreadable):
    """Damaged, cut off, or something else."""

    code = "tracing.pfif_not_xml"
    hint = "El archivo está dañado, incompleto o no es XML. Pídalo otra vez. No se guardó nada."


class PfifNotPfif(PfifUnreadable):
    """XML of something else."""

    code = "tracing.pfif_not_pfif"
    hint = "El archivo no es PFIF. Pida uno de la versión 1.4. No se guardó nada."


class PfifOtherVersion(PfifUnreadable):
    """PFIF of a version whose fields mean something else."""

    code = "tracing.pfif_other_version"
    hint = "El archivo es PFIF {version} y aquí se lee solo la 1.4. Pídalo en esa versión. No se guardó nada."


class PfifMissing(PfifUnreadable):
    """A field without which nobody knows of whom, or since when."""

    code = "tracing.pfif_missing"
    hint = "Al registro {record} le falta «{element}». Pida el archivo completo. No se guardó nada."


class PfifTwice(PfifUnreadable):
    """Two records by one name."""

    code = "tracing.pfif_twice"
    hint = "El registro {record} viene dos veces. Pida el archivo corregido. No se guardó nada."


class PfifDate(PfifUnreadable):
    """A date that is none, or has not come yet."""

    code = "tracing.pfif_date"
    hint = "En el registro {record}, «{element}» no puede ser: {value}. Pida el archivo corregido. No se guardó nada."


class PfifText(PfifUnreadable):
    """Longer, or with other signs, than such a field can have."""

    code = "tracing.pfif_text"
    hint = "En el registro {record}, «{element}» es demasiado largo o tiene signos que no se leen. No se guardó nada."
