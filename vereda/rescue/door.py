"""The names of rescue that other modules may use."""

from __future__ import annotations

from vereda.rescue.actions import belongings as belongings_actions
from vereda.rescue.actions import passing as passing_actions
from vereda.rescue.actions import remains as remains_actions
from vereda.rescue.actions import remains_steps
from vereda.rescue.actions import search_plan as search_plan_actions
from vereda.rescue.actions import terrain as terrain_actions
from vereda.rescue.actions.alert import (
    Told,
    alert_draft,
    close_alert,
    open_mission_for,
    read_alert,
    receive_alert,
    reopen_alert,
)
from vereda.rescue.actions.alert_table import read_in_alerts
from vereda.rescue.actions.by_check_in import read_of as check_in_of_text
from vereda.rescue.actions.by_form import receive_by_form
from vereda.rescue.actions.by_text import TextAlert, alert_by_text, is_sos, nearest_group, point_in
from vereda.rescue.actions.code import code_draft, give_code
from vereda.rescue.actions.mission import close_mission, end_attempt, open_attempt, open_mission, reopen_mission
from vereda.rescue.actions.overdue import is_unread, see_overdue, watch_missions
from vereda.rescue.actions.ringing import read_at_headquarters, ring_unread
from vereda.rescue.actions.sitrep import found_draft, note_after_action, note_clue, report_situation, withdraw_clue
from vereda.rescue.actions.team import (
    HEARD_BY,
    bring_team_back,
    change_team,
    depart_team,
    dispatch_team,
    hear_team,
    stand_team_down,
    team_still_out,
)
from vereda.rescue.actions.track import (
    FAR_KM,
    Looked,
    bring_track,
    forget_tracks,
    look_at_tracks,
    reinstate_track,
    strike_track,
)
from vereda.rescue.entries import search_plan as search_plan_entries
from vereda.rescue.entries.alert import AlertClosed, AlertRead, AlertReceived, Caller
from vereda.rescue.entries.mission import MissionClosed, MissionOpened
from vereda.rescue.entries.passing import AskStep, Handed, PassOutcome, PassReason, ToldBefore
from vereda.rescue.entries.remains import (
    Circumstance,
    FoundBy,
    Official,
    RemainsCorrected,
    RemainsStep,
    ToldBy,
    WithdrawnRemains,
)
from vereda.rescue.entries.team import Means, Team
from vereda.rescue.errors.alert import AlertTableFaulty
from vereda.rescue.lookups import passing as passing_lookups
from vereda.rescue.lookups import plan_shown as plan_shown_lookups
from vereda.rescue.lookups import remains as remains_lookups
from vereda.rescue.lookups import search_plan as search_plan_lookups
from vereda.rescue.lookups import terrain as terrain_lookups
from vereda.rescue.lookups.alert_counts import alert_counts, alerts_between
from vereda.rescue.lookups.alert_ground import Lies, lies
from vereda.rescue.lookups.alerts import alert, alerts_of, alerts_until, joined_to, main_of, open_alerts, urgency
from vereda.rescue.lookups.by_state import missions_by_state
from vereda.rescue.lookups.by_text import alert_of_number
from vereda.rescue.lookups.code import has_code, state_of_code
from vereda.rescue.lookups.emergency import emergency
from vereda.rescue.lookups.going_out import going_out
from vereda.rescue.lookups.likely_same import likely_pairs
from vereda.rescue.lookups.missions import mission, missions_ended, missions_named, missions_until, open_missions
from vereda.rescue.lookups.ringing import rang, rang_headquarters, ringing_alerts
from vereda.rescue.lookups.teams import teams_of, teams_on_missions, watched
from vereda.rescue.lookups.tracks import Walked, closed_tracks, is_track_kept, of_the_team, track_rows, tracks_of
from vereda.rescue.models.alert import Alert
from vereda.rescue.models.mission import Mission, MissionTeam
from vereda.rescue.models.passing import Passing
from vereda.rescue.models.remains import Remains
from vereda.rescue.models.track import Track
from vereda.rescue.reading.map_file import LONGEST as MAP_FILE_LONGEST
from vereda.rescue.reading.recordings import Recording, packed, read_recording, thinned
from vereda.rescue.reading.shapes import Shape, read_shapes
from vereda.rescue.rules import search_plan as search_plan_rules
from vereda.rescue.rules.alert_counts import MISSION_OUT, OPEN, OUTCOME_OF_MISSION, AlertCounts
from vereda.rescue.rules.alert_table import COLUMNS as ALERT_COLUMNS
from vereda.rescue.rules.alert_table import AlertFault
from vereda.rescue.rules.answers import Emergency, answer_of
from vereda.rescue.rules.code import CallerState
from vereda.rescue.rules.code import typed as typed_code
from vereda.rescue.rules.going_out import MEDIA_TYPES, MapForm, OutArea, written_out
from vereda.rescue.rules.likely_same import Sign
from vereda.rescue.rules.overdue import hear_by, is_overdue, last_word
from vereda.rescue.rules.remains import Owed
from vereda.rescue.rules.told import lines_of, reached_at
from vereda.rescue.rules.triage import Judged, Level
from vereda.rescue.words import (
    CHECK_IN_MIN_USUAL,
    GRACE_MIN_USUAL,
    AlertOutcome,
    AttemptResult,
    OverdueStep,
    RingStep,
)

__all__ = [
    "ALERT_COLUMNS",
    "CHECK_IN_MIN_USUAL",
    "FAR_KM",
    "GRACE_MIN_USUAL",
    "HEARD_BY",
    "MAP_FILE_LONGEST",
    "MEDIA_TYPES",
    "MISSION_OUT",
    "OPEN",
    "OUTCOME_OF_MISSION",
    "Alert",
    "AlertClosed",
    "AlertCounts",
    "AlertFault",
    "AlertOutcome",
    "AlertRead",
    "AlertReceived",
    "AlertTableFaulty",
    "AskStep",
    "AttemptResult",
    "Caller",
    "CallerState",
    "Circumstance",
    "Emergency",
    "FoundBy",
    "Handed",
    "Judged",
    "Level",
    "Lies",
    "Looked",
    "MapForm",
    "Means",
    "Mission",
    "MissionClosed",
    "MissionOpened",
    "MissionTeam",
    "Official",
    "OutArea",
    "OverdueStep",
    "Owed",
    "PassOutcome",
    "PassReason",
    "Passing",
    "Recording",
    "Remains",
    "RemainsCorrected",
    "RemainsStep",
    "RingStep",
    "Shape",
    "Sign",
    "Team",
    "TextAlert",
    "Told",
    "ToldBefore",
    "ToldBy",
    "Track",
    "Walked",
    "WithdrawnRemains",
    "alert",
    "alert_by_text",
    "alert_counts",
    "alert_draft",
    "alert_of_number",
    "alerts_between",
    "alerts_of",
    "alerts_until",
    "answer_of",
    "belongings_actions",
    "bring_team_back",
    "bring_track",
    "change_team",
    "check_in_of_text",
    "close_alert",
    "close_mission",
    "closed_tracks",
    "code_draft",
    "depart_team",
    "dispatch_team",
    "emergency",
    "end_attempt",
    "forget_tracks",
    "found_draft",
    "give_code",
    "going_out",
    "has_code",
    "hear_by",
    "hear_team",
    "is_overdue",
    "is_sos",
    "is_track_kept",
    "is_unread",
    "joined_to",
    "last_word",
    "lies",
    "likely_pairs",
    "lines_of",
    "look_at_tracks",
    "main_of",
    "mission",
    "missions_by_state",
    "missions_ended",
    "missions_named",
    "missions_until",
    "nearest_group",
    "note_after_action",
    "note_clue",
    "of_the_team",
    "open_alerts",
    "open_attempt",
    "open_mission",
    "open_mission_for",
    "open_missions",
    "packed",
    "passing_actions",
    "passing_lookups",
    "plan_shown_lookups",
    "point_in",
    "rang",
    "rang_headquarters",
    "reached_at",
    "read_alert",
    "read_at_headquarters",
    "read_in_alerts",
    "read_recording",
    "read_shapes",
    "receive_alert",
    "receive_by_form",
    "reinstate_track",
    "remains_actions",
    "remains_lookups",
    "remains_steps",
    "reopen_alert",
    "reopen_mission",
    "report_situation",
    "ring_unread",
    "ringing_alerts",
    "search_plan_actions",
    "search_plan_entries",
    "search_plan_lookups",
    "search_plan_rules",
    "see_overdue",
    "stand_team_down",
    "state_of_code",
    "strike_track",
    "team_still_out",
    "teams_of",
    "teams_on_missions",
    "terrain_actions",
    "terrain_lookups",
    "thinned",
    "track_rows",
    "tracks_of",
    "typed_code",
    "urgency",
    "watch_missions",
    "watched",
    "withdraw_clue",
    "written_out",
]
