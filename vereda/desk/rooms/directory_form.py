"""What is typed of a place: its free places, and whom it serves; the same by telephone at the desk and by its own account."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from pydantic import ValidationError

from vereda.countries.door import pack
from vereda.desk.rooms.typed import Typed, word_of
from vereda.desk.words.directory import DAYS
from vereda.referrals.door import FREE_MOST, ForWhom, Hours, Seen, Span

HOUR = re.compile(r"([01]?\d|2[0-3]):?([0-5]\d)")
TELEPHONE = re.compile(r"[0-9+() .-]{3,30}")


@dataclass(frozen=True)
class Told:
    """What a place said of itself."""

    hours: Hours | None
    serves: list[ForWhom]
    languages: list[str]
    telephone: str
    seen: Seen


def free_in(typed: Typed) -> dict[ForWhom, int]:
    """Return the free places that were typed; an empty field is somebody whom the house does not take."""
    found = {who: typed.number_or_none(f"free:{who}", FREE_MOST) for who in ForWhom}
    return {who: count for who, count in found.items() if count is not None}


def told_in(typed: Typed, country: str) -> Told:
    """Return what was typed of a place; what is wrong stands beside its field."""
    seen = word_of(Seen, typed.get("seen"))
    if seen is None:
        typed.wrong("seen", _("Elija qué se ve de sus lugares."))
    telephone = typed.text("telephone", 30)
    if telephone and not TELEPHONE.fullmatch(telephone):
        typed.wrong("telephone", _("Escriba solo el número de teléfono."))
    return Told(
        hours=_hours(typed),
        serves=[who for who in ForWhom if typed.is_on(f"serves:{who}")],
        languages=[code for code in pack(country).languages if typed.is_on(f"speaks:{code}")],
        telephone=telephone,
        seen=seen or Seen.NUMBERS,
    )


def _hours(typed: Typed) -> Hours | None:
    if typed.is_on("always"):
        return Hours(always=True)
    spans = {name: span for name, _day in DAYS if (span := _span(typed, name))}
    return Hours(**spans) if spans else None


def _span(typed: Typed, name: str) -> Span | None:
    opens, closes = _clock(typed, f"{name}_opens"), _clock(typed, f"{name}_closes")
    if not opens and not closes:
        return None
    try:
        return Span(opens=opens, closes=closes)
    except ValidationError:
        typed.wrong(f"{name}_opens", _("El horario no se entiende. Escriba de qué hora a qué hora, por ejemplo 08:00 a 15:00."))
        return None


def _clock(typed: Typed, name: str) -> str:
    found = HOUR.fullmatch(typed.get(name).strip())
    return f"{int(found[1]):02}:{found[2]}" if found else typed.get(name).strip()
