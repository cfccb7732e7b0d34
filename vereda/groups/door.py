"""The names of groups that other modules may use."""

from __future__ import annotations

from vereda.groups.actions.agreements import (
    Helper,
    Terms,
    end_agreement,
    let_go,
    renew_agreement,
    strike_volunteer,
    write_agreement,
    write_volunteer,
)
from vereda.groups.actions.call_number import keep_call_number, note_test_call, verify_call_number, withdraw_call_number
from vereda.groups.actions.handover import give as give_handover
from vereda.groups.actions.handover import sign as sign_handover
from vereda.groups.actions.handover import take_back as take_back_handover
from vereda.groups.actions.patrols import (
    check_in,
    come_back,
    depart,
    end_shift,
    join_shift,
    start_shift,
    still_out,
    withdraw_patrol,
)
from vereda.groups.actions.roster import give_back, lend, name_turn, plan_days, retire_turn, strike_lent
from vereda.groups.actions.routes import (
    Outing,
    cancel_plan,
    depart_as_planned,
    name_route,
    plan_patrol,
    reinstate_route,
    retire_route,
)
from vereda.groups.entries.agreements import Lent
from vereda.groups.entries.handover import HandoverGiven, HandoverSigned, Loose, Sheet, SheetPart
from vereda.groups.entries.patrols import (
    PatrolCheckedIn,
    PatrolDeparted,
    PatrolReturned,
    PatrolWithdrawn,
    ShiftEnded,
    ShiftStarted,
    Vehicle,
)
from vereda.groups.entries.roster import Duty
from vereda.groups.lookups.agreements import Called, agreement, agreements, phase_of, volunteer, volunteer_names, volunteers
from vereda.groups.lookups.call_number import call_number, call_number_lacks, numbers_to_show
from vereda.groups.lookups.handover import handover, handovers, remark_of, sheet_of
from vereda.groups.lookups.handover import unsigned as unsigned_handovers
from vereda.groups.lookups.patrols import (
    is_overdue,
    open_shift,
    overdue,
    patrol,
    patrols_named,
    patrols_of_day,
    patrols_of_days,
    patrols_out,
    shifts_since,
)
from vereda.groups.lookups.roster import lent_names, lent_staff, planned, planned_around, roster_days, turn, turns
from vereda.groups.lookups.roster import zones as zones_of_rosters
from vereda.groups.lookups.routes import PlannedPatrol, became_of, not_gone, route, routes
from vereda.groups.lookups.routes import plan as patrol_plan
from vereda.groups.lookups.routes import plans as patrol_plans
from vereda.groups.models import Agreement, CallNumber, Handover, LentStaff, NamedRoute, Patrol, PatrolPlan, Shift, Volunteer
from vereda.groups.rules.agreements import Phase
from vereda.groups.rules.call_number import Missing as NumberLacks
from vereda.groups.rules.handover import digest_of as digest_of_sheet
from vereda.groups.rules.patrols import due_back
from vereda.groups.rules.patrols import members_of as members_of_shift
from vereda.groups.rules.roster import Planned, stood_in, there_besides, was_there
from vereda.groups.rules.roster import hours_of as hours_of_turn
from vereda.groups.rules.roster import missing as missing_on_shift
from vereda.groups.rules.roster import twice as rostered_twice
from vereda.groups.rules.roster import unplanned as unplanned_on_shift
from vereda.groups.rules.routes import in_two_teams, route_said
from vereda.groups.words import USUAL_UNIT, Counterpart, LentKind, LentUnit

__all__ = [
    "USUAL_UNIT",
    "Agreement",
    "CallNumber",
    "Called",
    "Counterpart",
    "Duty",
    "Handover",
    "HandoverGiven",
    "HandoverSigned",
    "Helper",
    "Lent",
    "LentKind",
    "LentStaff",
    "LentUnit",
    "Loose",
    "NamedRoute",
    "NumberLacks",
    "Outing",
    "Patrol",
    "PatrolCheckedIn",
    "PatrolDeparted",
    "PatrolPlan",
    "PatrolReturned",
    "PatrolWithdrawn",
    "Phase",
    "Planned",
    "PlannedPatrol",
    "Sheet",
    "SheetPart",
    "Shift",
    "ShiftEnded",
    "ShiftStarted",
    "Terms",
    "Vehicle",
    "Volunteer",
    "agreement",
    "agreements",
    "became_of",
    "call_number",
    "call_number_lacks",
    "cancel_plan",
    "check_in",
    "come_back",
    "depart",
    "depart_as_planned",
    "digest_of_sheet",
    "due_back",
    "end_agreement",
    "end_shift",
    "give_back",
    "give_handover",
    "handover",
    "handovers",
    "hours_of_turn",
    "in_two_teams",
    "is_overdue",
    "join_shift",
    "keep_call_number",
    "lend",
    "lent_names",
    "lent_staff",
    "let_go",
    "members_of_shift",
    "missing_on_shift",
    "name_route",
    "name_turn",
    "not_gone",
    "note_test_call",
    "numbers_to_show",
    "open_shift",
    "overdue",
    "patrol",
    "patrol_plan",
    "patrol_plans",
    "patrols_named",
    "patrols_of_day",
    "patrols_of_days",
    "patrols_out",
    "phase_of",
    "plan_days",
    "plan_patrol",
    "planned",
    "planned_around",
    "reinstate_route",
    "remark_of",
    "renew_agreement",
    "retire_route",
    "retire_turn",
    "roster_days",
    "rostered_twice",
    "route",
    "route_said",
    "routes",
    "sheet_of",
    "shifts_since",
    "sign_handover",
    "start_shift",
    "still_out",
    "stood_in",
    "strike_lent",
    "strike_volunteer",
    "take_back_handover",
    "there_besides",
    "turn",
    "turns",
    "unplanned_on_shift",
    "unsigned_handovers",
    "verify_call_number",
    "volunteer",
    "volunteer_names",
    "volunteers",
    "was_there",
    "withdraw_call_number",
    "withdraw_patrol",
    "write_agreement",
    "write_volunteer",
    "zones_of_rosters",
]
