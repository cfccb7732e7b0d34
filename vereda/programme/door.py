"""The names of programmes that other modules may use.

made = report.made(Asked(programme, phase, period, source=counting(today), today=today, lang="es"))
sheets.workbook(made), printing.pdf(made)
"""

from __future__ import annotations

from vereda.programme import printing, report, sealing, sheets
from vereda.programme.actions import (
    claim,
    close_phase,
    open_phase,
    open_programme,
    receive,
    report_value,
    reword,
    set_activity,
    set_grant,
    set_indicator,
    set_partner,
    set_result,
    set_target,
    spend,
    withdraw,
)
from vereda.programme.blocks import LANGUAGES, Asked, Block, Report, drawn
from vereda.programme.checks import Problem, problems
from vereda.programme.citing import CitedNow, cite, cited_now, looks_up
from vereda.programme.errors import CodeUnknown, FileFaulty, PeriodUnknown, ProgrammeNotNamed, ProgrammeUnknown
from vereda.programme.lookups import programme, programmes
from vereda.programme.measuring import counting, state_name
from vereda.programme.models import DonorReport
from vereda.programme.phrases import PHRASES, phrase
from vereda.programme.report import gaps, part_name
from vereda.programme.rules import figures, lists, money, periods, received, who
from vereda.programme.rules.figures import Source, counts_nothing
from vereda.programme.rules.periods import Period
from vereda.programme.rules.sent import subject_of as report_subject
from vereda.programme.rules.told import Phase, Programme
from vereda.programme.sending import (
    Version,
    changes_of,
    propose_report,
    reports_of,
    send_report,
    sent_report,
    version_of,
    waiting,
)
from vereda.programme.spending import spending

__all__ = [
    "LANGUAGES", "PHRASES", "Asked", "Block", "CitedNow", "CodeUnknown", "DonorReport", "FileFaulty", "Period",
    "PeriodUnknown", "Phase", "Problem", "Programme", "ProgrammeNotNamed", "ProgrammeUnknown", "Report", "Source",
    "Version", "changes_of", "cite", "cited_now", "claim", "close_phase", "counting", "counts_nothing", "drawn", "figures",
    "gaps", "lists", "looks_up", "money", "open_phase", "open_programme", "part_name", "periods", "phrase", "printing",
    "problems", "programme", "programmes", "propose_report", "receive", "received", "report", "report_subject",
    "report_value", "reports_of", "reword", "sealing", "send_report", "sent_report", "set_activity", "set_grant",
    "set_indicator", "set_partner", "set_result", "set_target", "sheets", "spend", "spending", "state_name", "version_of",
    "waiting", "who", "withdraw",
]  # fmt: skip
