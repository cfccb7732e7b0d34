"""A country pack as the house sees it: frozen tables keyed by code, and the fingerprint of the files they came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from . import rows
from .cells import Expect, Iso2, Lang2, Lang3, Slug, Text
from .sms import SmsLanguage
from .texts import TopicText
from .words import VERIFIED, Role, Status


class Level(BaseModel):
    """One level of administration and its everyday name."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    level: int
    label_es: Text
    label_en: Text


class Licence(BaseModel):
    """Under what published numbers of the country may be used by others, in words; where it can be read. Nobody invents one."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text_es: Text
    text_en: Text
    url: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None
    source: Text


class Phone(BaseModel):
    """How telephone numbers of the country are written."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    prefix: Text
    digits: int
    status: Status
    source: Text


class StraightLine(BaseModel):
    """How fast a team gets along as the crow flies: what an estimate of its travel time stands on."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kmh: Annotated[int, Field(ge=1, le=200), Expect("kilómetros por hora, de 1 a 200")]
    status: Status
    source: Text

    @property
    def is_verified(self) -> bool:
        return self.status in VERIFIED


def _with_usual(hours: dict[str, int]) -> dict[str, int]:
    if "usual" not in hours or not all(HOURS_LEAST <= count <= HOURS_MOST for count in hours.values()):
        raise ValueError("hours by group, and `usual` for the others")
    return hours


HOURS_LEAST, HOURS_MOST = 4, 720
Hours = Annotated[dict[str, int], AfterValidator(_with_usual), Expect("horas (4 a 720) por grupo, y «usual» para los demás")]
LinkHours = Annotated[int, Field(strict=True, ge=1, le=336), Expect("horas, de 1 a 336")]


def _named_usual(hours: dict[str, int]) -> dict[str, int]:
    if "usual" not in hours:
        raise ValueError("hours by field class, and `usual` for the others")
    return hours


AnswerHours = Annotated[
    dict[str, Annotated[int, Field(strict=True, ge=1, le=336)]],
    AfterValidator(_named_usual),
    Expect("horas (1 a 336) por clase de la referencia, y «usual» para las demás"),
]


class Asking(BaseModel):
    """From a month on, one party in `every` is asked when a group last helped it: a row for each change, since counts look back.

    since     first month [year-month of the id of an encounter, UTC]
    not_with  codes of services and dispositions of parties that are not asked
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    since: Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]
    every: Annotated[int, Field(strict=True, ge=1, le=100)]
    not_with: tuple[str, ...] = ()
    status: Status
    source: Text


def _by_month(rows: tuple[Asking, ...]) -> tuple[Asking, ...]:
    months = [row.since for row in rows]
    if months != sorted(set(months)):
        raise ValueError("one row a month, the earliest first")
    return rows


Askings = Annotated[
    tuple[Asking, ...],
    AfterValidator(_by_month),
    Expect("mes (2026-01) y uno de cada cuántos (1 a 100), cada cambio en su renglón, el más antiguo primero"),
]


class Country(BaseModel):
    """What `country.toml` holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    iso: Iso2
    name_es: Text
    name_en: Text
    screen_languages: tuple[Lang2, ...]
    default_zone: Text
    neighbours: tuple[Iso2, ...]
    main_language: Lang3
    outside_body: Slug
    attribution: tuple[Text, ...]
    phone_expiry_h: Hours  # without contact, until a phone can be read no more: `usual`, and by code for groups with another one
    referral_link_h: LinkHours  # for which words open the page of a referral that nobody has answered
    referral_answer_h: AnswerHours  # until an answer is late: `usual`, and by field class of the referral
    level: tuple[Level, ...]
    phone: Phone
    straight_line: StraightLine
    data_licence: Licence | None = None  # of published editions; None: nobody decided, and files say nothing
    asking: Askings = ()  # when a group last helped: of whom it is asked; empty: of nobody


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """One country. Keys are codes; rows keep their source and status.

    iso   folder name, lower case ("mx"); `country.iso` is the ISO 3166-1 code ("MX")
    hash  SHA-256 of all files, by which entries name the pack they were written with
    texts what is told of each topic, by language (ISO 639-3) and topic; a language that nobody wrote yet is there, and empty
    sms   how people ask by text message, by language: only those in which somebody wrote it
    own_names how each of these languages is called by who speaks it
    areas GeoJSON of first-level areas: own ones and those of neighbours as context (property `iso` tells)
    """

    iso: str
    hash: str
    country: Country
    admin1: dict[str, rows.Admin1]
    admin2: dict[str, rows.Admin2]
    admin3: dict[str, rows.Admin3]
    groups: dict[str, rows.Group]
    crossing_points: dict[str, rows.CrossingPoint]
    schemes: dict[str, rows.Scheme]
    categories: dict[str, rows.Category]
    form_groups: dict[str, rows.FormGroup]
    services: dict[str, rows.Service]
    mapping: tuple[rows.Mapping, ...]
    services_not_given: tuple[rows.NotGiven, ...]
    dispositions: dict[str, rows.Disposition]
    alert_words: dict[str, rows.AlertWord]
    mission_words: dict[str, rows.MissionWord]
    triage: dict[str, rows.TriageRule]
    child_path: dict[str, rows.ChildStep]
    supply_items: dict[str, rows.SupplyItem]
    vehicle_kinds: dict[str, rows.VehicleKind]
    vehicle_checks: dict[str, rows.VehicleCheck]
    equipment_kinds: dict[str, rows.EquipmentKind]
    incident_kinds: dict[str, rows.IncidentKind]
    point_kinds: dict[str, rows.PointKind]
    nationalities: dict[str, rows.Nationality]
    languages: dict[str, rows.Language]
    institutions: dict[str, rows.Institution]
    hotlines: dict[str, rows.Hotline]
    services_directory: dict[str, rows.DirectoryEntry]
    hazards: dict[str, rows.Hazard]
    topics: dict[str, rows.Topic]
    legislation: tuple[rows.Law, ...]
    legal_deadlines: dict[str, rows.Deadline]
    legal_case_kinds: dict[str, rows.LegalCaseKind]
    law_tables: dict[str, rows.LawTable]
    holidays: tuple[rows.Holiday, ...]
    holiday_years: tuple[rows.HolidayYear, ...]
    outside_body_keys: tuple[rows.OutsideBodyKey, ...]
    retention: dict[str, rows.Retention]
    data_protection: dict[str, rows.DataDuty]
    wordings: tuple[rows.Wording, ...]
    texts: dict[str, dict[str, TopicText]] = field(repr=False)
    own_names: dict[str, str]
    sms: dict[str, SmsLanguage] = field(repr=False)
    areas: dict[str, Any] = field(repr=False)  # Any: GeoJSON as read

    @property
    def example_point(self) -> str:
        """An example of a point as it is typed, 'latitude, longitude' in degrees: somewhere in the country, and no post's own."""
        post = next(iter(self.groups.values()), None)
        return f"{post.lat:.1f}001, {post.lon:.1f}230" if post else ""

    @property
    def name_es(self) -> str:
        return self.country.name_es

    @property
    def name_en(self) -> str:
        return self.country.name_en

    @property
    def sides(self) -> tuple[str, ...]:
        """Return the countries on whose ground somebody may be: the own one first, then the neighbours (ISO 3166-1)."""
        return (self.country.iso, *self.country.neighbours)

    def institutions_with(self, role: Role | str) -> tuple[rows.Institution, ...]:
        """Return the institutions that have the role, in the order of the file."""
        return tuple(found for found in self.institutions.values() if found.role == role)

    def kept_since(self, code: str, now: datetime) -> datetime | None:
        """Return from when on records of a kind are kept; None where the table names no such kind, or no number of days."""
        row = self.retention.get(code)
        return now - timedelta(days=row.days) if row and row.days is not None else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pack) and (self.iso, self.hash) == (other.iso, other.hash)

    def __hash__(self) -> int:
        return hash(self.hash)


#: File name without ending -> the schema of its rows. Every pack has all of them; a table may be empty.
TABLES: dict[str, type[rows.Row]] = {
    "admin1": rows.Admin1,
    "admin2": rows.Admin2,
    "admin3": rows.Admin3,
    "groups": rows.Group,
    "crossing_points": rows.CrossingPoint,
    "schemes": rows.Scheme,
    "categories": rows.Category,
    "form_groups": rows.FormGroup,
    "services": rows.Service,
    "mapping": rows.Mapping,
    "services_not_given": rows.NotGiven,
    "dispositions": rows.Disposition,
    "alert_words": rows.AlertWord,
    "mission_words": rows.MissionWord,
    "triage": rows.TriageRule,
    "child_path": rows.ChildStep,
    "supply_items": rows.SupplyItem,
    "vehicle_kinds": rows.VehicleKind,
    "vehicle_checks": rows.VehicleCheck,
    "equipment_kinds": rows.EquipmentKind,
    "incident_kinds": rows.IncidentKind,
    "point_kinds": rows.PointKind,
    "nationalities": rows.Nationality,
    "languages": rows.Language,
    "institutions": rows.Institution,
    "hotlines": rows.Hotline,
    "services_directory": rows.DirectoryEntry,
    "hazards": rows.Hazard,
    "topics": rows.Topic,
    "legislation": rows.Law,
    "legal_deadlines": rows.Deadline,
    "legal_case_kinds": rows.LegalCaseKind,
    "law_tables": rows.LawTable,
    "holidays": rows.Holiday,
    "holiday_years": rows.HolidayYear,
    "outside_body_keys": rows.OutsideBodyKey,
    "retention": rows.Retention,
    "data_protection": rows.DataDuty,
    "wordings": rows.Wording,
}
COUNTRY_FILE = "country.toml"
AREAS_FILE = "areas.geojson"
TEXTS_FOLDER = "texts"
AUDIO_FOLDER = "audio"  # recordings of the texts: not read with the pack, and no part of its fingerprint
SMS_FOLDER = "sms"
RELEASE_FILE = "RELEASE.json"  # which version it is and who signed it; no part of the fingerprint
NOTES_FILE = "NOTES.md"  # for who fills the pack in
