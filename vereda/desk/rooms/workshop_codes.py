"""The codes of what stands in a workshop: a free one is offered, and one that was used is not used again."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from vereda.desk.rooms.typed import Typed
from vereda.workshops.schema import Workshop


def coded(seen: Workshop) -> Mapping[str, Collection[str]]:
    """Return the codes that stand or were taken back, by the field in which a form asks for a new one."""
    stand: dict[str, Collection[str]] = {
        "organiser": seen.organisers, "line": seen.lines, "delegation": seen.delegations, "session": seen.sessions,
        "material": seen.materials, "commitment": seen.promised,
    }  # fmt: skip
    gone = [one.partition(":") for one in seen.withdrawn]
    return {name: {*codes, *(code for kind, _colon, code in gone if kind == name)} for name, codes in stand.items()}


CODED = {
    "organiza": "organiser", "renglon": "line", "delegacion": "delegation", "sesion": "session", "material": "material",
    "compromiso": "commitment",
}  # fmt: skip
"""The field of each form that asks for the code of something new."""


def refuse_taken(typed: Typed, what: str, seen: Workshop, changing: str) -> None:
    """Say where a new thing was given the code of one that stands, or that was taken back. changing: code of what is changed."""
    name = CODED.get(what, "")
    if name and typed.get(name) != changing and typed.get(name) in coded(seen)[name]:
        typed.wrong(
            name, _("Esa clave ya se usó: guardar así borraría lo otro. Escriba otra, o cámbielo desde «Cambiar o retirar».")
        )


def next_code(name: str, there: Collection[str]) -> str:
    """Return a code that is free, the letter of the field and a number: nobody has to think of one."""
    letter = name[0].upper()
    return next(f"{letter}{number}" for number in range(1, len(there) + 2) if f"{letter}{number}" not in there)
