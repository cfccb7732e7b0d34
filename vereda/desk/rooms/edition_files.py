"""What the page of an edition gives to take along."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vereda.statistics.door import Kept, outputs

LANGUAGES = {"es": "español", "en": "English"}
"""Each is called by its own name."""


def listed(one: Kept, code: str) -> list[tuple[str, outputs.File]]:
    """Return the words and the files of an edition: the whole of it, and one table."""
    found = [file for file in outputs.files(one.manifest) if file.table in ("", code)]
    return [(_said(file), file) for file in found]


def _said(file: outputs.File) -> str:
    name = {"pdf": _("Boletín PDF"), "xlsx": _("Libro XLSX"), "csv": _("Esta tabla, CSV"), "hxl.csv": _("Esta tabla, HXL")}[
        file.form
    ]
    return f"{name}, {LANGUAGES[file.lang]}" if file.lang else name
