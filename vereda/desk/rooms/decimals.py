"""Numbers with a part behind the point, as people type them: with a point or a comma."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from vereda.desk.rooms.typed import Typed

WRITTEN = re.compile(r"-?\d{1,9}([.,]\d{1,6})?")


def decimal(typed: Typed, name: str, least: float, most: float) -> float | None:
    """Return a number from least to most, None where the field is empty or what is wrong was noted beside it."""
    written = typed.get(name).strip().replace(" ", "")
    if not written:
        return None
    if not WRITTEN.fullmatch(written):
        typed.wrong(name, _("«{value}» no es un número. Escriba cifras, por ejemplo 2.5.").format(value=written[:20]))
        return None
    found = float(written.replace(",", "."))
    if not least <= found <= most:
        said = _("No puede ser {value}: escriba de {least} a {most}.")
        typed.wrong(name, said.format(value=written, least=f"{least:g}", most=f"{most:g}"))
        return None
    return found


def above_zero(typed: Typed, name: str, most: float) -> float | None:
    """Return a number above zero and not above `most`, None where the field is empty or wrong."""
    found = decimal(typed, name, 0, most)
    if found == 0:
        typed.wrong(name, _("No puede ser cero."))
        return None
    return found
