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
from vereda.tracing.actions.report import (
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
from vereda.tracing.entries.report import Seeker
from vereda.tracing.errors.found import SeekerWithdrew
from vereda.tracing.lookups import sealed
from vereda.tracing.lookups.counts import MonthCounts, met_before_report, month_counts
from vereda.tracing.lookups.files import (
    due_files,
    file,
    joined_to,
    main_of,
    of_alert,
    of_persons,
    of_report,
    open_files,
    report,
    reports_named,
    resting_files,
    standing_wish,
    unanswered_files,
    undecided_files,
    with_folio,
)
from vereda.tracing.models import MissingFile, MissingReport
from vereda.tracing.rules.ages import ages, band_of, born
from vereda.tracing.rules.fresh import ALERT_MOST_H, Because, Judged, judged, next_review_on
from vereda.tracing.rules.telling import ALLOWED
from vereda.tracing.words import (
    MEETS,
    CloseReason,
    ConsentFor,
    ContactBy,
    Danger,
    LeadFrom,
    LocatedBy,
    LookedWith,
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
    "ALERT_MOST_H",
    "ALLOWED",
    "FORENSIC_ROLES",
    "MEETS",
    "Because",
    "CloseReason",
    "ConsentFor",
    "ContactBy",
    "Danger",
    "Described",
    "Judged",
    "LeadFrom",
    "LocatedBy",
    "LookedWith",
    "MissingFile",
    "MissingReport",
    "MonthCounts",
    "Relation",
    "Reliability",
    "Risk",
    "RiskSign",
    "SeekFrom",
    "Seeker",
    "SeekerWithdrew",
    "Seeking",
    "Sought",
    "Tell",
    "Verdict",
    "Way",
    "Wish",
    "ages",
    "alert_draft",
    "band_of",
    "born",
    "check_risk",
    "close_file",
    "correct_report",
    "describe_sought",
    "due_files",
    "file",
    "hear_lead",
    "join_files",
    "joined_to",
    "judged",
    "locate",
    "main_of",
    "met_before_report",
    "month_counts",
    "next_review_on",
    "of_alert",
    "of_persons",
    "of_report",
    "open_files",
    "open_report",
    "pass_to_forensics",
    "reopen_file",
    "report",
    "reports_named",
    "resting_files",
    "review",
    "say_wish",
    "sealed",
    "seek_another",
    "separate_file",
    "standing_wish",
    "take_back",
    "tell_seeker",
    "unanswered_files",
    "undecided_files",
    "why_not_tell",
    "with_folio",
    "withdraw_lead",
    "withdraw_report",
]
