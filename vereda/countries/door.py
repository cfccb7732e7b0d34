"""What other modules may use of the country packs."""

from __future__ import annotations

from .errors import PackBroken, PackNotFound, Problem, RowError
from .loader import check, folder_of, installed, load, pack
from .pack import AUDIO_FOLDER, Country, Level, Pack
from .reference import Laws, check_reference, law_countries, laws_of, rights
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
    Hotline,
    IncidentKind,
    Institution,
    Language,
    Law,
    Mapping,
    MissionWord,
    Nationality,
    NotGiven,
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
from .texts import EXAMPLE, Named, TopicText, named_in
from .words import (
    ALERT_LISTS,
    ENFORCEMENT,
    HIDDEN_PLACES,
    STATELESS,
    UNKNOWN_NATIONALITY,
    UNSHOWN,
    VERIFIED,
    AlertWordKind,
    Consent,
    CountedFrom,
    Meter,
    MissionWordKind,
    Precision,
    Role,
    Status,
    Surface,
    Terrain,
    TopicKind,
    TriageFact,
    TriageTest,
    Unit,
    Urgency,
)

__all__ = [
    "ALERT_LISTS", "AUDIO_FOLDER", "ENFORCEMENT", "EXAMPLE", "HIDDEN_PLACES", "REVIEW_DAYS", "RUNG_DAYS", "STATELESS",
    "UNKNOWN_NATIONALITY", "UNSHOWN", "VERIFIED",
    "Admin1", "Admin2", "AlertWord", "AlertWordKind", "Asks", "Category", "ChildStep",
    "Consent", "CountedFrom", "Country", "CrossingPoint", "Dated", "Deadline", "DirectoryEntry",
    "Disposition", "EquipmentKind",
    "FormGroup", "Group", "Hazard", "Holiday", "Hotline", "IncidentKind", "Institution", "Language", "Law",
    "Laws", "Length", "Level",
    "Mapping", "Meter", "MissionWord", "MissionWordKind", "Named", "Nationality", "NotGiven", "Pack", "PackBroken",
    "PackNotFound",
    "PointKind", "Precision", "Problem", "Retention",
    "Reviewed", "Right", "Role", "Row", "RowError", "Says", "Scheme", "Service", "SmsLanguage",
    "Status", "SupplyItem", "Surface", "Terrain",
    "Theme",
    "Topic", "TopicKind", "TopicText", "TriageFact", "TriageRule", "TriageTest", "Unit", "Urgency", "VehicleCheck", "VehicleKind",
    "as_message", "categories_of", "category_counted_from", "category_of", "category_rank", "check",
    "check_reference", "folder_of", "installed",
    "is_enforcement", "law_countries", "laws_of",
    "length_of", "load", "may_reach_migrants", "named_in", "official_categories", "official_scheme", "pack",
    "rights", "service_codes", "services_of",
]  # fmt: skip
