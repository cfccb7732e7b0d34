"""The names of programmes that other modules may use.

made = report.made(report.Asked(programme, phase, period, source=counting(today), today=today, lang="es"))
sheets.workbook(made), printing.pdf(made)
"""

from __future__ import annotations

from vereda.programme import printing, report, sheets
from vereda.programme.actions import (
    claim,
    close_phase,
    open_phase,
    open_programme,
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
from vereda.programme.errors import ProgrammeUnknown
from vereda.programme.lookups import programme, programmes
from vereda.programme.measuring import counting, state_name
from vereda.programme.phrases import PHRASES, phrase
from vereda.programme.report import Asked, Block, drawn, gaps, part_name
from vereda.programme.rules import figures, lists, money, periods, who
from vereda.programme.rules.figures import Source, counts_nothing
from vereda.programme.rules.told import Phase, Programme

__all__ = [
    "PHRASES",
    "Asked",
    "Block",
    "Phase",
    "Programme",
    "ProgrammeUnknown",
    "Source",
    "claim",
    "close_phase",
    "counting",
    "counts_nothing",
    "drawn",
    "figures", "gaps",
    "lists",
    "money",
    "open_phase",
    "open_programme",
    "part_name",
    "periods",
    "phrase",
    "printing",
    "programme",
    "programmes",
    "report",
    "report_value",
    "reword",
    "set_activity",
    "set_grant",
    "set_indicator",
    "set_partner",
    "set_result",
    "set_target",
    "sheets",
    "spend",
    "state_name",
    "who",
    "withdraw",
]  # fmt: skip
