"""What other modules may use of the country packs."""

from __future__ import annotations

from .errors import HolidayTableEnds, PackBroken, PackNotFound, Problem, RowError, StartUnclear
from .gaps import Gap, gaps, placeholders, unverified
from .holidays import SATURDAY, Calendar, calendar_of, celebrated
from .loader import check, folder_of, installed, load, own_packs, pack
from .naming import names_of, numbers_of, pattern
from .pack import AUDIO_FOLDER, Asking, Country, Level, Pack
from .reference import (
    FLOW_KINDS,
    FLOW_WORDS,
    FLOWS,
    LEGAL_RULES,
    PRESS_FIGURES,
    PRESS_HEADINGS,
    SECTORS,
    WORKSHOPS,
    Laws,
    check_reference,
    law_countries,
    laws_of,
    rights,
)
from .rights import Right, Theme
from .rows import (
    Admin1,
    Admin2,
    AlertWord,
    Category,
    ChildStep,
    CrossingPoint,
    Dated,
    Deadline,
    DirectoryEntry,
    Disposition,
    EquipmentKind,
    FormGroup,
    Group,
    Hazard,
    Holiday,
    HolidayYear,
    Hotline,
    IncidentKind,
    Institution,
    Language,
    Law,
    LegalCaseKind,
    Mapping,
    MissionWord,
    Nationality,
    NotGiven,
    OutsideBodyKey,
    PointKind,
    Retention,
    Reviewed,
    Row,
    Scheme,
    Service,
    SupplyItem,
    Topic,
    TriageRule,
    VehicleCheck,
    VehicleKind,
)
from .rules import (
    REVIEW_DAYS,
    RUNG_DAYS,
    categories_of,
    category_counted_from,
    category_of,
    category_rank,
    is_enforcement,
    may_reach_migrants,
    official_categories,
    official_scheme,
    service_codes,
    services_of,
)
from .septets import Length, as_message, length_of
from .sms import Asks, Says, SmsLanguage
from .starting.answers import DIGITS_UNKNOWN, PREFIX_UNKNOWN, Answers
from .starting.gazetteer import Gazetteer, read_gazetteer
from .starting.writing import write_pack
from .texts import EXAMPLE, Named, TopicText, named_in
from .words import (
    ALERT_LISTS,
    COUNTED_UNITS,
    ENFORCEMENT,
    FIRST_COUNTRY,
    HIDDEN_PLACES,
    RECEIVES_AS,
    STATELESS,
    UNKNOWN_NATIONALITY,
    UNSHOWN,
    VERIFIED,
    AlertWordKind,
    Consent,
    CountedFrom,
    DirectoryKind,
    Meter,
    MissionWordKind,
    Precision,
    Role,
    Status,
    Surface,
    TermUnit,
    Terrain,
    TopicKind,
    TriageFact,
    TriageTest,
    Unit,
    Urgency,
)

__all__ = [
    "ALERT_LISTS", "AUDIO_FOLDER", "COUNTED_UNITS", "DIGITS_UNKNOWN",
    "ENFORCEMENT", "EXAMPLE", "FIRST_COUNTRY", "FLOWS", "FLOW_KINDS", "FLOW_WORDS", "HIDDEN_PLACES", "LEGAL_RULES",
    "PREFIX_UNKNOWN", "PRESS_FIGURES", "PRESS_HEADINGS",
    "RECEIVES_AS", "REVIEW_DAYS", "RUNG_DAYS", "SATURDAY", "SECTORS", "STATELESS",
    "UNKNOWN_NATIONALITY", "UNSHOWN", "VERIFIED", "WORKSHOPS",
    "Admin1", "Admin2", "AlertWord", "AlertWordKind", "Answers", "Asking", "Asks", "Calendar", "Category", "ChildStep",
    "Consent", "CountedFrom", "Country", "CrossingPoint", "Dated", "Deadline", "DirectoryEntry", "DirectoryKind",
    "Disposition", "EquipmentKind",
    "FormGroup", "Gap", "Gazetteer", "Group", "Hazard", "Holiday", "HolidayTableEnds", "HolidayYear",
    "Hotline", "IncidentKind", "Institution", "Language", "Law",
    "Laws", "LegalCaseKind", "Length", "Level",
    "Mapping", "Meter", "MissionWord", "MissionWordKind", "Named", "Nationality", "NotGiven", "OutsideBodyKey", "Pack",
    "PackBroken", "PackNotFound",
    "PointKind", "Precision", "Problem", "Retention",
    "Reviewed", "Right", "Role", "Row", "RowError", "Says", "Scheme", "Service", "SmsLanguage", "StartUnclear",
    "Status", "SupplyItem", "Surface", "TermUnit", "Terrain",
    "Theme",
    "Topic", "TopicKind", "TopicText", "TriageFact", "TriageRule", "TriageTest", "Unit", "Urgency", "VehicleCheck", "VehicleKind",
    "as_message", "calendar_of", "categories_of", "category_counted_from", "category_of", "category_rank", "celebrated", "check",
    "check_reference", "folder_of", "gaps", "installed",
    "is_enforcement", "law_countries", "laws_of",
    "length_of", "load", "may_reach_migrants", "named_in", "names_of", "numbers_of", "official_categories", "official_scheme",
    "own_packs", "pack", "pattern", "placeholders", "read_gazetteer", "rights", "service_codes", "services_of",
    "unverified", "write_pack",
]  # fmt: skip
