"""A table that somebody sent as a file, as text: read into the form, so that a faulty one comes back to be mended."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from vereda.desk.rooms.typed import Typed

MOST_BYTES = 2 * 1024 * 1024


def text_of(file: UploadedFile, typed: Typed) -> str:
    """Return a file as text: UTF-8, else as spreadsheets of Windows write; what is no text is said."""
    if (file.size or 0) > MOST_BYTES:
        typed.wrong("file", _("El archivo pasa de 2 MB. Divídalo."))
        return ""
    raw = file.read()
    if b"\0" in raw:
        typed.wrong("file", _("No es un archivo CSV. En la hoja de cálculo elija Guardar como, CSV."))
        return ""
    try:
        return str(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return str(raw.decode("cp1252", errors="replace"))
