"""The names of tracing that faces may use.

receipt = open_report(Seeking(...), Sought(...), by=by, at=at)       # the receipt is the file's
record_all([alert, alert_draft(file=file, alert=alert.subject, by=by, at=at)])   # a face composes both
"""

from __future__ import annotations

from vereda.tracing.actions.found import (
    FORENSIC_ROLES,
    check_risk,
    locate,
    pass_to_forensics,
    say_wish,
    take_back,
    tell_seeker,
    why_not_tell,
)
from vereda.tracing.actions.match import assign, can_trace, look, sees_across, why_not_ask_of
from vereda.tracing.actions.pfif import TakenIn, take_in_pfif
from vereda.tracing.actions.poster import end_poster, has_poster, make_poster, poster_of
from vereda.tracing.actions.report import (
    AHEAD,
    Seeking,
    Sought,
    correct_report,
    describe_sought,
    open_report,
    seek_another,
    withdraw_report,
)
from vereda.tracing.actions.search import (
    alert_draft,
    close_file,
    hear_lead,
    join_files,
    reopen_file,
    review,
    separate_file,
    withdraw_lead,
)
from vereda.tracing.entries.file import Described
from vereda.tracing.entries.found import Risk
from vereda.tracing.entries.match import END_KINDS
from vereda.tracing.entries.report import Seeker
from vereda.tracing.errors.found import SeekerWithdrew
from vereda.tracing.errors.match import SearchedTooOften
from vereda.tracing.errors.pfif import PfifFileMissing
from vereda.tracing.errors.report import InTheFuture
from vereda.tracing.lookups import sealed
from vereda.tracing.lookups.candidates import Candidate, candidates, matches
from vereda.tracing.lookups.counts import MonthCounts, met_before_report, month_counts
from vereda.tracing.lookups.files import (
    due_files,
    file,
    file_of_country,
    files_of_account,
    joined_to,
    main_of,
    of_alert,
    of_persons,
    of_report,
    open_files,
    place_in_list,
    report,
    reports_named,
    resting_files,
    standing_wish,
    unanswered_files,
    undecided_files,
    waits_for_coordination,
    with_folio,
)
from vereda.tracing.lookups.posters import to_take_down
from vereda.tracing.models import MissingFile, MissingReport
from vereda.tracing.reading.pfif import MOST_BYTES as PFIF_MOST_BYTES
from vereda.tracing.reading.pfif import read_pfif
from vereda.tracing.rules.ages import ages, band_of, born
from vereda.tracing.rules.candidates import AGREES, Field, Level
from vereda.tracing.rules.candidates import table as candidate_table
from vereda.tracing.rules.fresh import ALERT_MOST_H, Because, Judged, judged, next_review_on
from vereda.tracing.rules.telling import ALLOWED
from vereda.tracing.words import (
    MEETS,
    POSTER_MOST_DAYS,
    CloseReason,
    ConsentFor,
    ContactBy,
    Danger,
    LeadFrom,
    LocatedBy,
    LookedWith,
    Looks,
    Relation,
    Reliability,
    RiskSign,
    SeekFrom,
    Tell,
    Verdict,
    Way,
    Wish,
)

__all__ = [
    "AGREES",
    "AHEAD",
    "ALERT_MOST_H",
    "ALLOWED",
    "END_KINDS",
    "FORENSIC_ROLES",
    "MEETS",
    "PFIF_MOST_BYTES",
    "POSTER_MOST_DAYS",
    "Because",
    "Candidate",
    "CloseReason",
    "ConsentFor",
    "ContactBy",
    "Danger",
    "Described",
    "Field",
    "InTheFuture",
    "Judged",
    "LeadFrom",
    "Level",
    "LocatedBy",
    "LookedWith",
    "Looks",
    "MissingFile",
    "MissingReport",
    "MonthCounts",
    "PfifFileMissing",
    "Relation",
    "Reliability",
    "Risk",
    "RiskSign",
    "SearchedTooOften",
    "SeekFrom",
    "Seeker",
    "SeekerWithdrew",
    "Seeking",
    "Sought",
    "TakenIn",
    "Tell",
    "Verdict",
    "Way",
    "Wish",
    "ages",
    "alert_draft",
    "assign",
    "band_of",
    "born",
    "can_trace",
    "candidate_table",
    "candidates",
    "check_risk",
    "close_file",
    "correct_report",
    "describe_sought",
    "due_files",
    "end_poster",
    "file",
    "file_of_country",
    "files_of_account",
    "has_poster",
    "hear_lead",
    "join_files",
    "joined_to",
    "judged",
    "locate",
    "look",
    "main_of",
    "make_poster",
    "matches",
    "met_before_report",
    "month_counts",
    "next_review_on",
    "of_alert",
    "of_persons",
    "of_report",
    "open_files",
    "open_report",
    "pass_to_forensics",
    "place_in_list",
    "poster_of",
    "read_pfif",
    "reopen_file",
    "report",
    "reports_named",
    "resting_files",
    "review",
    "say_wish",
    "sealed",
    "seek_another",
    "sees_across",
    "separate_file",
    "standing_wish",
    "take_back",
    "take_in_pfif",
    "tell_seeker",
    "to_take_down",
    "unanswered_files",
    "undecided_files",
    "waits_for_coordination",
    "why_not_ask_of",
    "why_not_tell",
    "with_folio",
    "withdraw_lead",
    "withdraw_report",
]
