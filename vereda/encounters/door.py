"""The names of encounters that faces and other work modules may use.

receipt = record_meeting(Meeting(people_met=3, lines=[...], services=[Service(service="WATER")], where=Where(...)), by=by, at=at)
rows = encounters(group, country, Filter(from_on=day))          # a query, latest first; who may look is decided before
"""

from __future__ import annotations

from vereda.encounters.actions.importing import Asked, Heard, Imported, Preview, cancel_import, import_file, preview
from vereda.encounters.actions.meeting import (
    Meeting,
    Named,
    Where,
    coarse,
    correct_meeting,
    join_meetings,
    record_meeting,
    reinstate_meeting,
    separate_meeting,
    withdraw_meeting,
)
from vereda.encounters.actions.striking import finish_strikes, is_written_by, strike_meeting
from vereda.encounters.actions.totals import Overlap, Reported, overlap_of, report_total, withdraw_total
from vereda.encounters.entries import (
    Corrected,
    Disposition,
    Joined,
    Line,
    LineRecorded,
    Margin,
    Place,
    Recorded,
    Reinstated,
    ReportedCount,
    Separated,
    Service,
    Struck,
    TotalReported,
    TotalWithdrawn,
    Withdrawn,
)
from vereda.encounters.errors import EncountersThere, NotFound
from vereda.encounters.importing.dialect import Dialect
from vereda.encounters.importing.problems import Problem
from vereda.encounters.lookups import (
    DaySum,
    Filter,
    day_sum,
    encounter,
    encounters,
    encounters_of_day,
    encounters_since,
    imports,
    imports_not_counted,
    likely_same,
    reported_total,
    reported_totals,
    reported_totals_latest,
    waiting_for_child_protection,
)
from vereda.encounters.models import Encounter, ReportedTotal
from vereda.encounters.rules import bodies_of, lines_of, margins_of, minors_of, people_of, persons_of, services_of
from vereda.encounters.words import (
    APART,
    COUNT_MOST,
    MINORS,
    UNKNOWN,
    AgeBand,
    Attribute,
    PlaceKind,
    Sex,
    WithdrawnFor,
)

__all__ = [
    "APART", "COUNT_MOST", "MINORS", "UNKNOWN", "AgeBand", "Asked", "Attribute", "Corrected", "DaySum", "Dialect",
    "Disposition", "Encounter", "EncountersThere", "Filter", "Heard", "Imported", "Joined", "Line", "LineRecorded",
    "Margin", "Meeting", "Named", "NotFound", "Overlap", "Place", "PlaceKind", "Preview", "Problem", "Recorded",
    "Reinstated", "Reported", "ReportedCount", "ReportedTotal", "Separated", "Service", "Sex", "Struck", "TotalReported",
    "TotalWithdrawn", "Where", "Withdrawn", "WithdrawnFor", "bodies_of", "cancel_import", "coarse", "correct_meeting", "day_sum",
    "encounter", "encounters", "encounters_of_day", "encounters_since", "finish_strikes", "import_file", "imports", "imports_not_counted", "is_written_by",
    "join_meetings",
    "likely_same", "lines_of", "margins_of", "minors_of", "overlap_of", "people_of", "persons_of", "preview",
    "record_meeting", "reinstate_meeting", "report_total", "reported_total", "reported_totals", "reported_totals_latest",
    "separate_meeting", "services_of", "strike_meeting", "waiting_for_child_protection", "withdraw_meeting",
    "withdraw_total",
]  # fmt: skip
