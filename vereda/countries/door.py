"""What other modules may use of the country packs."""

from __future__ import annotations

from .errors import PackBroken, PackNotFound, Problem, RowError
from .loader import check, folder_of, installed, load, pack
from .pack import Country, Level, Pack
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
    Nationality,
    NotGiven,
    PointKind,
    Retention,
    Reviewed,
    Row,
    Scheme,
    Service,
    SupplyItem,
    VehicleCheck,
    VehicleKind,
)
from .rules import (
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
from .words import (
    ENFORCEMENT,
    ALERT_LISTS,
    STATELESS,
    UNKNOWN_NATIONALITY,
    AlertWordKind,
    Consent,
    CountedFrom,
    Meter,
    Precision,
    Role,
    Status,
    Surface,
    Terrain,
    Unit,
)

__all__ = [
    "ALERT_LISTS", "ENFORCEMENT", "STATELESS", "UNKNOWN_NATIONALITY",
    "Admin1", "Admin2", "AlertWord", "AlertWordKind", "Category", "ChildStep",
    "Consent", "CountedFrom", "Country", "CrossingPoint", "Dated", "Deadline", "DirectoryEntry",
    "Disposition", "EquipmentKind",
    "FormGroup", "Group", "Hazard", "Holiday", "Hotline", "IncidentKind", "Institution", "Language", "Law", "Level",
    "Mapping", "Meter", "Nationality", "NotGiven", "Pack", "PackBroken", "PackNotFound", "PointKind",
    "Precision", "Problem", "Retention",
    "Reviewed", "Role", "Row", "RowError", "Scheme", "Service", "Status", "SupplyItem", "Surface", "Terrain", "Unit",
    "VehicleCheck", "VehicleKind",
    "categories_of", "category_counted_from", "category_of", "category_rank", "check", "folder_of", "installed",
    "is_enforcement", "load", "may_reach_migrants", "official_categories", "official_scheme", "pack",
    "service_codes", "services_of",
]  # fmt: skip
