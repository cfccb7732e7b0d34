"""Where people who were found go, by their own choice: all to one place, or some to each. One meeting holds them all."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vereda.countries.door import Role
from vereda.desk.rooms.typed import Typed
from vereda.encounters.door import Disposition

ROWS = ("", "1", "2", "3")
"""What is written behind `goes` and `goes_n`: the first place, and three others."""


def read_goes(typed: Typed, people: int) -> list[Disposition]:
    """Return where they go; what is wrong is noted beside its row. Whoever is left over is not known yet."""
    rows = [row for row in ROWS if typed.get(f"goes{row}") or typed.get(f"goes_n{row}")]
    made: dict[str, int | None] = {}
    for row in rows:
        code, some = _code(typed, row), typed.number(f"goes_n{row}", 1000)
        if len(rows) > 1 and not some:
            typed.wrong(f"goes_n{row}", _("Van a lugares distintos: diga cuántas van a este."))
        made[code] = (made.get(code) or 0) + some or None
    named = sum(some or 0 for some in made.values())
    if named > people:
        said = _("Los destinos suman {named} personas, más que las {people} encontradas.")
        typed.wrong(f"goes_n{rows[-1]}", said.format(named=named, people=people))
    return [] if typed.errors else [Disposition(code=code, people=some) for code, some in made.items()]


def _code(typed: Typed, row: str) -> str:
    code, known = typed.get(f"goes{row}"), typed.labels.pack.dispositions
    if not code:
        typed.wrong(f"goes{row}", _("Diga a dónde van esas personas, o quite el número."))
    elif code not in known or known[code].asks_role:
        typed.wrong(f"goes{row}", _("Ya no está en la lista; elija otro."))
    return code


def read_alone(typed: Typed, children: int, goes: list[Disposition]) -> int:
    """Return how many children were alone. They are told to the child-protection authority, or somebody says: not yet."""
    alone, known = typed.number("alone", 1000), typed.labels.pack.dispositions
    if alone > children:
        typed.wrong("alone", _("Son más que las niñas y niños encontrados."))
    told = [one.people for one in goes if known[one.code].role == Role.CHILD_PROTECTION]
    is_told = any(people is None or people >= alone for people in told)
    if alone and not is_told and not typed.is_on("alone_later"):
        typed.wrong("alone", _("Falta avisar: elija el destino de protección de la niñez, o marque «Aún no se avisa»."))
    return alone
