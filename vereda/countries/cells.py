"""What a cell of a pack may hold, and what a person is told when it holds something else.

Each type carries its expectation as a Spanish phrase ("se esperaba ..."). Lists are written with `|` between items.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, get_args

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic.fields import FieldInfo

from .errors import BadValue, NotInList, RowError
from .words import Terrain

ANY_VALUE = "un valor válido"
KNOWN_KEYS = "solo las claves del esquema"


class Expect(NamedTuple):
    """What a reader is told to write in the column."""

    words: str


def _split(value: object) -> object:
    return tuple(part.strip() for part in value.split("|") if part.strip()) if isinstance(value, str) else value


def _flag(value: object) -> object:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise ValueError("true or false")
    return value == "true"


def _matching(pattern: str, words: str) -> tuple[StringConstraints, Expect]:
    return StringConstraints(pattern=pattern, strip_whitespace=True), Expect(words)


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), Expect("un texto, no vacío")]
Slug = Annotated[str, *_matching(r"^[a-z0-9]+(-[a-z0-9]+)*$", "un código en minúsculas, como «piedras-negras»")]
Code = Annotated[str, *_matching(r"^[A-Z][A-Z0-9_]*$", "un código en mayúsculas, como «FIRST_AID»")]
Word = Annotated[str, *_matching(r"^[a-z][a-z0-9_]*$", "una palabra en minúsculas, como «no_criminalization»")]
AREA_MOST = 16
AreaCode = Annotated[
    str,
    StringConstraints(min_length=1, max_length=AREA_MOST, strip_whitespace=True),
    Expect("un código de 16 signos a lo más: más no cabe en un registro"),
]
LawTableCode = Annotated[str, *_matching(r"^[A-Z]{2}-[A-Z]+(-[A-Z]+)*$", "el país y la tabla, como «MX-TERMS»")]
Iso2 = Annotated[str, *_matching(r"^[A-Z]{2}$", "un código ISO 3166-1 de dos letras, como «HN»")]
Iso3 = Annotated[str, *_matching(r"^[A-Z]{3}$", "un código ISO 3166-1 de tres letras, como «HND»")]
State = Annotated[str, *_matching(r"^[A-Z]{2}-[A-Z0-9]{1,3}$", "un código ISO 3166-2, como «MX-COA»")]
Lang3 = Annotated[str, *_matching(r"^[a-z]{3}$", "un código ISO 639-3 de tres letras, como «mam»")]
Lang2 = Annotated[str, *_matching(r"^[a-z]{2}$", "un código ISO 639-1 de dos letras, como «es»")]
Words = Annotated[tuple[Text, ...], BeforeValidator(_split), Field(min_length=1), Expect("códigos o un número, unidos por «|»")]
Lat = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False), Expect("una latitud en grados, de -90 a 90")]
Lon = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False), Expect("una longitud en grados, de -180 a 180")]
Day = Annotated[date, Expect("una fecha AAAA-MM-DD")]
Flag = Annotated[bool, BeforeValidator(_flag), Expect("true o false")]
Count = Annotated[int, Field(ge=0), Expect("un número entero, cero o mayor")]
Year = Annotated[int, Field(ge=1800, le=2200), Expect("un año de cuatro cifras")]
Countries = Annotated[tuple[Iso2, ...], BeforeValidator(_split), Expect("códigos ISO de dos letras unidos por «|»")]
States = Annotated[tuple[State, ...], BeforeValidator(_split), Expect("códigos ISO 3166-2 unidos por «|»")]
Terrains = Annotated[tuple[Terrain, ...], BeforeValidator(_split), Expect("terrenos unidos por «|», como «river|desert»")]


def mark(annotation: Any, metadata: Any = ()) -> Expect | type[StrEnum] | None:  # Any: typing objects have no common type
    """Return what a column's type says of itself, looking through `| None` and aliases."""
    for said in metadata:
        if isinstance(said, Expect):
            return said
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return annotation
    below = (mark(part, getattr(part, "__metadata__", ())) for part in get_args(annotation))
    return next((said for said in below if said), None)


def expectation(field: FieldInfo) -> RowError:
    """Return the error that says what the column wants."""
    said = mark(field.annotation, field.metadata)
    if isinstance(said, Expect):
        return BadValue(expected=said.words)
    return NotInList(choices=", ".join(said)) if said else BadValue(expected=ANY_VALUE)
