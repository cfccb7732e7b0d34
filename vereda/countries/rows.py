"""One schema for the rows of every country pack: what each file holds, column by column.

Long because a country has thirty files, and who writes a pack reads them in one place.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from .cells import (
    ANY_VALUE,
    KNOWN_KEYS,
    AreaCode,
    Code,
    Count,
    Countries,
    Day,
    Expect,
    Flag,
    Iso2,
    Iso3,
    Lang2,
    Lang3,
    Lat,
    LawTableCode,
    Lon,
    Slug,
    State,
    States,
    Terrains,
    Text,
    Word,
    Words,
    Year,
    mark,
)
from .words import (
    ENFORCEMENT,
    VERIFIED,
    AlertWordKind,
    Consent,
    CountedFrom,
    CrossingKind,
    DirectoryKind,
    Duty,
    Meter,
    MissionWordKind,
    Precision,
    Role,
    Status,
    Surface,
    TermUnit,
    TopicKind,
    TriageFact,
    TriageTest,
    Unit,
    Urgency,
)


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
    code: AreaCode
    state: State
    name: Text
    lat: Lat | None = None
    lon: Lon | None = None
    coord_method: Text | None = None


class Admin3(Dated):
    """An area of the third level, below a municipality. What was a municipality before keeps its code, here and in admin2.

    parent  code in admin2.csv of the municipality that it belongs to
    """

    code: AreaCode
    parent: Text
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
    definition_es: Text
    definition_en: Text


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
    consent: Consent
    source_dated: Text | None = None
    note: Text | None = None


class Hazard(Reviewed):
    code: Slug
    kind: Word
    countries: Countries
    place: Text
    place_es: Text | None = None
    lat: Lat | None = None
    lon: Lon | None = None
    coord_precision: Text | None = None
    season: Text
    season_es: Text | None = None
    advice_es: Text
    advice_en: Text
    evidence: Text | None = None
    source_dated: Text | None = None
    note: Text | None = None

    def place_in(self, language: str) -> str:
        """Return where it is. language: of screens, 'es' or 'en'; as the source has it where nobody wrote it in Spanish."""
        return self.place if language == "en" else self.place_es or self.place

    def season_in(self, language: str) -> str:
        """Return when it is, as `place_in`."""
        return self.season if language == "en" else self.season_es or self.season


class Law(Dated, Reviewed):
    """A right and the article it stands in; several rows may carry one `right_code`.

    year                  of the law: before it the row cannot have held
    valid_from, valid_to  days on which the article holds, where a source states them; empty = not stated, never 'always'
    """

    key: ClassVar[tuple[str, ...]] = ()
    right_code: Word
    instrument: Text
    year: Year | None = None
    article: Text | None = None
    right_es: Text
    right_en: Text
    covers_es: Text | None = None
    covers_en: Text | None = None
    note_es: Text | None = None
    note_en: Text | None = None


class Deadline(Dated, Reviewed):
    """A legal term. No date is computed from a row without amount or source; an empty validity is one that is not stated."""

    code: Text
    procedure_es: Text
    procedure_en: Text
    legal_basis: Text
    article: Text | None = None
    trigger_es: Text
    trigger_en: Text
    amount: Count | None = None
    unit: TermUnit
    who_acts_es: Text
    who_acts_en: Text
    consequence_es: Text | None = None
    consequence_en: Text | None = None
    exceptions_es: Text | None = None
    exceptions_en: Text | None = None
    status_note_es: Text | None = None
    status_note_en: Text | None = None


class LegalCaseKind(Dated):
    """A kind of legal case of the country, by the code that all countries share. Its terms are rows of legal_deadlines.

    label     what it is called there: the writ against detention has another name in each country
    told      role of the body that it is put before; empty: a court
    deadlines terms that may run in it
    asks      what the draft of its paper asks for, for a lawyer to finish; empty: the draft leaves a line for it
    """

    code: Word
    label_es: Text
    label_en: Text
    order: Count
    told: Role | None = None
    deadlines: Words = ()
    asks_es: Text | None = None
    asks_en: Text | None = None


class Topic(Dated):
    """Something that is told to people on the way. Its words stand in `texts/`, one file a language.

    right_code, hazards, hotline, service, deadline   rows of the pack that it is about; what they lose, it loses
    counts_as     the service that an agent gives who tells of it
    covers_es, covers_en   whom it is for
    states        where it holds; empty: in the whole country
    safety_core   life may depend on it: comes first, and is translated first
    """

    code: Slug
    kind: TopicKind
    label_es: Text
    label_en: Text
    symbol: Slug
    order: Count
    safety_core: Flag
    right_code: Word | None = None
    hazards: Words = ()
    hotline: Slug | None = None
    service: Slug | None = None
    deadline: Text | None = None
    counts_as: Code
    covers_es: Text
    covers_en: Text
    states: States = ()


class AlertWord(Dated):
    """A word of an alert: a need or danger, what cannot wait, how it reached the group, where to, how, the water that is left."""

    code: Word
    kind: AlertWordKind
    label_es: Text
    label_en: Text
    order: Count


class MissionWord(Dated):
    """A word of a mission: with what a team goes, or what was found that tells where people went."""

    code: Word
    kind: MissionWordKind
    label_es: Text
    label_en: Text
    order: Count


class TriageRule(Dated):
    """A rule that raises the urgency of an alert, and never lowers it. Its words are the reason that the screen shows.

    fact, test, value   when it holds; `and_...`: a second condition that must hold too
    owner, version, review_on   who answers for it, which text it is, until when it is to be looked at again
    """

    code: Word
    urgency: Urgency
    label_es: Text
    label_en: Text
    order: Count
    fact: TriageFact
    test: TriageTest
    value: Words
    and_fact: TriageFact | None = None
    and_test: TriageTest | None = None
    and_value: Words | None = None
    owner: Text
    version: Count
    review_on: Day


class SupplyItem(Dated):
    """Something that a post keeps and gives. `service`: what giving it counts as, empty where it counts as nothing.

    unit_es, unit_en  what one piece is called, in the plural
    low               from so many on the post is warned, until it sets a number of its own [pieces]
    """

    code: Word
    label_es: Text
    label_en: Text
    unit_es: Text
    unit_en: Text
    symbol: Slug
    order: Count
    service: Code | None = None
    low: Count
    expires: Flag


class VehicleKind(Dated):
    """A kind of vehicle or boat. `most_per_h`: above this, what its meter counted in an hour is shown as odd."""

    code: Word
    label_es: Text
    label_en: Text
    order: Count
    meter: Meter
    on_water: Flag
    most_per_h: Count


class VehicleCheck(Dated):
    """A thing that is looked at before a vehicle leaves. `grave`: a fault there is shown for as long as it is not repaired."""

    code: Word
    label_es: Text
    label_en: Text
    order: Count
    surface: Surface
    grave: Flag


class EquipmentKind(Dated):
    """A kind of equipment kept by number. charge_days, inspect_days: at least so often; empty: it needs none."""

    code: Word
    label_es: Text
    label_en: Text
    symbol: Slug
    order: Count
    charge_days: Count | None = None
    inspect_days: Count | None = None
    expires: Flag


class IncidentKind(Dated):
    """What may happen to staff, or near their work."""

    code: Word
    label_es: Text
    label_en: Text
    order: Count


class PointKind(Dated):
    """A kind of assistance point. check_days: looked at at least so often; `calls`: who is there can call for help from it."""

    code: Word
    label_es: Text
    label_en: Text
    symbol: Slug
    order: Count
    check_days: Count
    calls: Flag


class ChildStep(Reviewed):
    """What is owed to a child who is alone, in order. `never`: what must not be done. `told`: whom the step tells, by role.

    within_h  hours within which it is due [hours; 0: at once]; empty: no term
    """

    code: Word
    order: Count
    label_es: Text
    label_en: Text
    never: Flag
    told: Role | None = None
    within_h: Count | None = None
    legal_basis: Text | None = None


class LawTable(Row):
    """A table of law of the country that a lawyer signs, in its version.

    table      name of the file without its ending
    note       how far the rows may be trusted, in words
    review_on  until when it is to be looked at again
    signed_by, signed_on, signed_table  who read it, when, and the digest of the rows as they were then; empty: nobody yet
    """

    code: LawTableCode
    table: Word
    version: Count
    title_es: Text
    title_en: Text
    owner: Text
    note: Text
    review_on: Day
    signed_by: Text | None = None
    signed_on: Day | None = None
    signed_table: Text | None = None


class Holiday(Row):
    """A day that the list of holidays of the library has wrong. closed: whether authorities rest on it after all."""

    key: ClassVar[tuple[str, ...]] = ("on",)
    on: Day
    label_es: Text
    label_en: Text
    closed: Flag


class HolidayYear(Reviewed):
    """A year whose holidays somebody looked through. Working days are counted in no other: that would be a guess."""

    key: ClassVar[tuple[str, ...]] = ("year",)
    year: Year


class OutsideBodyKey(Dated):
    """The public keys that an outside body gave: complaints about own staff are sealed to one, with the other it signs.

    A row ends and never vanishes: what was sealed to an old key is answered with it. The keys: P-256, DER, base64.
    """

    key: ClassVar[tuple[str, ...]] = ("body", "sealing_key")
    body: Slug
    sealing_key: Text
    signing_key: Text


class Retention(Row):
    """How long a class of records is kept, in days; `counted_from` names the event that starts the count."""

    code: Word
    record_class: Text | None = None
    days: Count | None = None
    counted_from: Word
    what_es: Text
    what_en: Text
    note: Text | None = None
    note_es: Text | None = None


class DataDuty(Dated, Reviewed):
    """What the law of the country asks of who keeps data of persons, or that it asks nothing that anybody found.

    duty     which of the duties that all countries are asked about
    amount, unit  within how long, or for how long; empty: no number, or none was seen
    """

    code: Word
    duty: Duty
    order: Count
    label_es: Text
    label_en: Text
    amount: Count | None = None
    unit: TermUnit | None = None
    legal_basis: Text | None = None
    article: Text | None = None
    note: Text | None = None
    note_es: Text | None = None


class Wording(Row):
    """A sentence of the screens as this country says it: what an area or an office is called runs through whole sentences.

    said    the sentence as it stands in the code, in Spanish, places in it kept
    es, en  what is said instead
    """

    key: ClassVar[tuple[str, ...]] = ("said",)
    said: Text
    es: Text
    en: Text


def phrases(schema: type[Row] = Row) -> set[str]:
    """Return every phrase of expectation in the schemas, for the catalogues of translation."""
    marks = (mark(field.annotation, field.metadata) for field in schema.model_fields.values())
    found = {ANY_VALUE, KNOWN_KEYS} | {said.words for said in marks if isinstance(said, Expect)}
    return found.union(*(phrases(below) for below in schema.__subclasses__()))
