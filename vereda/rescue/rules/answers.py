"""What a machine answers to somebody who asks for help: the emergency number first, a code, and no promise. Pure."""

from __future__ import annotations

from dataclasses import dataclass

DEMONSTRATION = "Demostracion: no se fie de esto."
"""The band (`vereda.band`) in the letters that every telephone has."""


@dataclass(frozen=True)
class Emergency:
    """A country's emergency number. number: '' where the pack has none; is_verified: whether it may be given to a migrant."""

    number: str
    is_verified: bool


def answer_of(*, emergency: Emergency, code: str, has_point: bool) -> str:
    """Return the automatic answer to a text that asks for help; one message of 160 letters.

    A number that nobody has verified is not given: the band says so, and the code follows all the same. Nothing in it says that
    help is coming, that somebody read it, or when.
    """
    given = emergency.number and emergency.is_verified
    first = f"LLAME AL {emergency.number}." if given else f"{DEMONSTRATION} Llame a emergencias."
    where = "" if has_point else " Falta el lugar: mandelo."
    return f"{first} Mensaje automatico, no promete ayuda. Codigo de su aviso: {code}{where}"
