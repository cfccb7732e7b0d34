"""What officers of programmes type: numbers, codes, days, what is wrong is said beside its field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from vereda.desk.rooms.typed import Typed
from vereda.programme.door import money

CODE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


def amount(typed: Typed, name: str, *, needed: bool = True, decimals: int = 2) -> Decimal | None:
    """Return a number with so many decimals at most, 1,250.50 or 1250.5; None where it is empty or wrong, which is said."""
    written = typed.get(name).strip().replace(" ", "")
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", written):
        written = written.replace(",", "")
    if not written:
        if needed:
            missing(typed, name)
        return None
    if not (written.isascii() and re.fullmatch(rf"\d{{1,13}}([.]\d{{1,{decimals}}})?", written)):
        typed.wrong(name, _("«{value}» no es una cifra. Escriba, por ejemplo, 1250.50.").format(value=written[:20]))
        return None
    return Decimal(written)


def line(typed: Typed, name: str, *, needed: bool = True, most: int = 200) -> str:
    """Return a line of text; an empty one that is needed is said."""
    found = typed.text(name, most)
    if needed and not found and not typed.error(name):
        missing(typed, name)
    return found


def code(typed: Typed, name: str) -> str:
    """Return a code: letters without accents, figures and hyphens."""
    found = line(typed, name, most=24)
    if found and not CODE.fullmatch(found):
        typed.wrong(name, _("Letras sin acento, números y guiones, sin espacios: por ejemplo, R1-1."))
    return found


def day(typed: Typed, name: str, *, needed: bool = True) -> date | None:
    """Return a day; an empty one that is needed is said."""
    found = typed.day(name)
    if found is None and needed and not typed.error(name):
        missing(typed, name)
    return found


def picked(typed: Typed, name: str, known: Iterable[str], *, needed: bool = True) -> str:
    """Return a choice; one that is not offered is said."""
    found = typed.get(name)
    if found in set(known):
        return found
    if found or needed:
        typed.wrong(name, _("Elija una opción de la lista."))
    return ""


def missing(typed: Typed, name: str) -> None:
    """Say that a field is empty that is needed."""
    typed.wrong(name, _("Falta este dato."))


def currency(typed: Typed, name: str) -> str:
    """Return a currency by its three letters of ISO 4217."""
    found = line(typed, name, most=3).upper()
    if found and not money.is_currency(found):
        typed.wrong(name, _("«{value}» no es una moneda de la lista ISO: USD, MXN, GTQ, HNL.").format(value=found))
    return found
