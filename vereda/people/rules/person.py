"""What a person is after the entries, and how a name is searched without being readable. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from vereda.logbook.schema import Entry, FieldClass, State, value_of, write
from vereda.people.entries.person import ErasureAsked, ErasureDeclined, ErasureReached, PersonDescribed, PersonMet

PARTICLES = frozenset({"de", "del", "la", "las", "los", "y", "e", "da", "do", "dos", "di", "van", "von", "san", "santa"})
APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ‘`´ʻ′"))


def start() -> State:
    """Return a person of whom nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the person after one more entry; the fold never opens the box that holds the name."""
    payload = entry.payload
    if isinstance(payload, PersonMet | PersonDescribed):
        for name in ("nationality", "sex", "age_band"):
            value = getattr(payload, name)
            if value is not None:
                write(state["fields"], name, value, entry)
        if any(box.cls == FieldClass.IDENTITY for box in entry.boxes):
            write(state["fields"], "identity", entry.id, entry)
    elif isinstance(payload, ErasureAsked):
        write(state["fields"], "erasure", [entry.author, entry.occurred_at.isoformat(), payload.reason], entry)
    elif isinstance(payload, ErasureReached):
        write(state.setdefault("kept", {}), "reached", [entry.author, entry.occurred_at.isoformat()], entry)
    elif isinstance(payload, ErasureDeclined):
        # Of both, the request of the own group is answered first: a coordinator never learns of the other.
        is_asked = value_of(state["fields"], "erasure") is not None
        write(*((state["fields"], "erasure") if is_asked else (state.setdefault("kept", {}), "reached")), None, entry)
    return state


def search_tokens(fields: Mapping[str, Any]) -> Iterator[str]:  # Any: JSON of an Identity box
    """Yield the tokens by which a person is found: folded words of given, family and nick names, particles left out."""
    yield from name_tokens(names_in(fields))


def names_in(fields: Mapping[str, Any]) -> list[str]:  # Any: as above
    """Return the names of an Identity box."""
    return [fields.get("given", ""), fields.get("nickname", ""), *fields.get("families", ())]


def name_tokens(names: Iterable[str]) -> Iterator[str]:
    """Yield folded words of names: case, accents, apostrophes and zero-width marks do not matter.

    'Me’tik K'inal' and 'metik kinal' meet; 'de la Cruz' is found as 'cruz'. Who is called 'Van' or 'Do' alone is found so.
    """
    for name in names:
        words = folded(name).split()
        yield from [word for word in words if word not in PARTICLES] or words


def folded(name: str) -> str:
    """Return a name as it is compared: NFKD without marks, lower case, letters and digits only."""
    plain = unicodedata.normalize("NFKD", name.translate(APOSTROPHES)).casefold()
    kept = (char if char.isalnum() else " " if char.isspace() or char in "-./," else "" for char in plain)
    return " ".join("".join(kept).split())
