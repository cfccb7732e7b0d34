"""One schema for the rows of every country pack: what each column holds, and what a person is told when it does not.

Each type carries its expectation as a Spanish phrase ("se esperaba ..."). Lists are written with `|` between items.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, NamedTuple, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.fields import FieldInfo

from .words import (
    ENFORCEMENT,
    VERIFIED,
    CountedFrom,
    CrossingKind,
    DirectoryKind,
    Precision,
    Role,
    Status,
    Terrain,
    Unit,
)


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
Iso2 = Annotated[str, *_matching(r"^[A-Z]{2}$", "un código ISO 3166-1 de dos letras, como «HN»")]
Iso3 = Annotated[str, *_matching(r"^[A-Z]{3}$", "un código ISO 3166-1 de tres letras, como «HND»")]
State = Annotated[str, *_matching(r"^[A-Z]{2}-[A-Z0-9]{1,3}$", "un código ISO 3166-2, como «MX-COA»")]
Lang3 = Annotated[str, *_matching(r"^[a-z]{3}$", "un código ISO 639-3 de tres letras, como «mam»")]
Lang2 = Annotated[str, *_matching(r"^[a-z]{2}$", "un código ISO 639-1 de dos letras, como «es»")]
Lat = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False), Expect("una latitud en grados, de -90 a 90")]
Lon = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False), Expect("una longitud en grados, de -180 a 180")]
Day = Annotated[date, Expect("una fecha AAAA-MM-DD")]
Flag = Annotated[bool, BeforeValidator(_flag), Expect("true o false")]
Count = Annotated[int, Field(ge=0), Expect("un número entero, cero o mayor")]
Year = Annotated[int, Field(ge=1800, le=2200), Expect("un año de cuatro cifras")]
Countries = Annotated[tuple[Iso2, ...], BeforeValidator(_split), Expect("códigos ISO de dos letras unidos por «|»")]
Terrains = Annotated[
    tuple[Terrain, ...], BeforeValidator(_split), Expect("terrenos unidos por «|», de: " + ", ".join(Terrain))
]


def _expectation(annotation: Any, metadata: Any = ()) -> str:  # Any: typing objects have no common type
    for mark in metadata:
        if isinstance(mark, Expect):
            return mark.words
    for part in get_args(annotation):
        words = _expectation(part, getattr(part, "__metadata__", ()))
        if words:
            return words
    if isinstance(annotation, type) and hasattr(annotation, "__members__"):
        return "uno de: " + ", ".join(str(member) for member in annotation.__members__.values())
    return ""


def expectation(field: FieldInfo) -> str:
    """Return the Spanish phrase that says what the column wants."""
    return _expectation(field.annotation, field.metadata) or "un valor válido"


class Row(BaseModel):
    """A row of a pack. `key` names the columns that together must be unique in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    key: ClassVar[tuple[str, ...]] = ("code",)

    status: Status
    source: Text

    @property
    def is_verified(self) -> bool:
        """Say whether a source was read for the row. A row that is not verified is never shown to a migrant."""
        return self.status in VERIFIED


class Dated(Row):
    """A row that holds from `valid_from` to `valid_to`, both included; an empty end is open. Codes end, never vanish."""

    valid_from: Day | None = None
    valid_to: Day | None = None

    def holds_on(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


class Reviewed(Row):
    """A row that may reach a migrant: besides a source it needs a named reviewer and the day of the review."""

    reviewed_by: Text | None = None
    reviewed_on: Day | None = None


class Admin1(Row):
    code: State
    name: Text
    kind: Text
    local_code: Text | None = None
    lat: Lat
    lon: Lon


class Admin2(Dated):
    code: Text
    state: State
    name: Text
    lat: Lat | None = None
    lon: Lon | None = None
    coord_method: Text | None = None


class Group(Dated):
    """A field group and its post. The coordinates say where the post is only as well as `coord_precision`."""

    code: Slug
    name: Text
    city: Text
    state: State
    municipality: Text
    lat: Lat
    lon: Lon
    coord_precision: Precision
    zone: Text
    zone_status: Status
    founded: Year | None = None
    founded_text: Text | None = None
    terrain: Terrains
    terrain_text: Text
    note: Text | None = None


class CrossingPoint(Row):
    code: Slug
    name: Text
    country_a: Iso2
    country_b: Iso2
    state_a: State
    state_b: State
    kind: CrossingKind
    lat: Lat | None = None
    lon: Lon | None = None
    coord_precision: Precision
    nearest_town: Text | None = None
    port_code: Text | None = None
    note: Text | None = None


class Scheme(Dated):
    """A way of dividing the official figures; exactly one is the official one, by which totals are made."""

    code: Word
    label_es: Text
    label_en: Text
    is_official: Flag


class Category(Dated):
    """An official statistical category. Outside the total when `in_total` is false."""

    code: Code
    scheme: Word
    label_es: Text
    label_en: Text
    in_total: Flag
    counted_from: CountedFrom
    order: Count
    definition: Text


class Service(Dated):
    """A kind of help. `generic` ones carry a category's own code, for imports; they are never on the form."""

    code: Code
    label_es: Text
    label_en: Text
    form_group: Word
    symbol: Slug
    order: Count
    unit: Unit
    generic: Flag
    on_form: Flag
    note: Text | None = None


class FormGroup(Row):
    """A heading on the form, under which services stand together."""

    code: Word
    label_es: Text
    label_en: Text
    order: Count


class Mapping(Dated):
    """Where a service is counted, from one day to another; one category a scheme at any time."""

    key: ClassVar[tuple[str, ...]] = ()
    service: Code
    category: Code
    note: Text | None = None


class NotGiven(Dated):
    """A service that a group did not give in a period (a mandate moved away)."""

    key: ClassVar[tuple[str, ...]] = ()
    group: Slug
    service: Code
    note: Text | None = None


class Disposition(Dated):
    """How a meeting ended. `asks_role`: the form asks which kind of institution."""

    code: Code
    label_es: Text
    label_en: Text
    order: Count
    role: Role | None = None
    asks_role: Flag


class Nationality(Row):
    """`label_es` names the country, `demonym_es` agrees with «persona»."""

    code: Iso2
    alpha3: Iso3 | None = None
    label_es: Text
    label_en: Text
    demonym_es: Text | None = None
    on_form: Flag
    order: Count
    note: Text | None = None


class Language(Row):
    code: Lang3
    iso639_1: Lang2 | None = None
    label_es: Text
    label_en: Text
    scope: Text
    countries: Countries = ()
    note: Text | None = None


class Institution(Dated):
    code: Slug
    role: Role
    country: Iso2 | None = None
    name: Text
    short: Text | None = None
    name_en: Text
    note: Text | None = None

    @property
    def is_enforcement(self) -> bool:
        """Say whether it may hold no account, token, referral or bundle. Follows from the role, never from the pack."""
        return self.role in ENFORCEMENT


class Hotline(Reviewed):
    """A number. It may be shown to a migrant only when verified, reviewed and rung lately."""

    code: Slug
    country: Iso2
    number: Text
    international: Text | None = None
    name: Text
    organisation: Text
    kind: Word
    covers: Text
    hours: Text | None = None
    languages: Text | None = None
    source_dated: Text | None = None
    seen_on: Day | None = None
    rung_on: Day | None = None
    note: Text | None = None


class DirectoryEntry(Reviewed):
    """A helper in the directory. `consent` says what the place itself agreed to have shown."""

    code: Slug
    kind: DirectoryKind
    state: State
    city: Text
    name: Text
    lat: Lat | None = None
    lon: Lon | None = None
    coord_precision: Precision
    address: Text | None = None
    public_contact: Text | None = None
    consent: Word
    source_dated: Text | None = None
    note: Text | None = None


class Hazard(Reviewed):
    code: Slug
    kind: Word
    countries: Countries
    place: Text
    lat: Lat | None = None
    lon: Lon | None = None
    coord_precision: Text | None = None
    season: Text
    advice_es: Text
    advice_en: Text
    evidence: Text | None = None
    source_dated: Text | None = None
    note: Text | None = None


class Law(Reviewed):
    """A right and the article it stands in; several rows may carry one `right_code`."""

    key: ClassVar[tuple[str, ...]] = ()
    right_code: Word
    instrument: Text
    year: Text | None = None
    article: Text | None = None
    right_es: Text
    right_en: Text
    covers: Text | None = None
    note: Text | None = None


class Deadline(Reviewed):
    """A legal term. No date is computed from a row without amount or source."""

    code: Text
    procedure: Text
    legal_basis: Text
    article: Text | None = None
    trigger: Text
    amount: Count | None = None
    unit: Word
    who_acts: Text
    consequence: Text | None = None
    exceptions: Text | None = None
    status_note: Text | None = None


class Holiday(Row):
    key: ClassVar[tuple[str, ...]] = ("on",)
    on: Day
    label_es: Text
    label_en: Text
    closed: Text


class Retention(Row):
    """How long a class of records is kept, in days; `counted_from` names the event that starts the count."""

    code: Word
    record_class: Text | None = None
    days: Count | None = None
    counted_from: Word
    what_es: Text
    what_en: Text
    note: Text | None = None
