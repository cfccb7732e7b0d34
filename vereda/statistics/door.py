"""The names of statistics that faces may use.

asked = question(country="mx", from_on="2021-01-01", to_on="2021-12-19", by=["category"], count="services")
table = bulletin(asked, lang="es")      # exact, internal: the page asks for the role and the purpose first
sheets.csv_text(table), sheets.json_text(table), sheets.plain_text(table), sheets.workbook(table)

propose(date(2011, 12, 1), by=julia, at=now); publish(date(2011, 12, 1), by=adriana, at=now)    # protected, frozen, two persons
row = standing("mx", "2011-12"); kept(row).sheet("people-sex-age").rows                         # from the edition's own copy
publish_press(period="2007", series="beta-annual", tables=[PressTable(...)], printed_in="...", by=julia, at=now)
found = numbers("mx", from_on, to_on, groups=None)      # the same, for a page of many questions
found.table(from_on, to_on, ["nationality"], "people")
charts.line([charts.Series(name, points)], lang="es", title="...")
"""

from __future__ import annotations

from vereda.statistics import flows, sheets
from vereda.statistics.actions import mark_dirty
from vereda.statistics.catalogue import Catalogue
from vereda.statistics.charts import door as charts
from vereda.statistics.checks import contradictions, falls, found_more_than_missed
from vereda.statistics.editions import Beside, Change, Row, Sheet, beside, csv_text, is_year, may_leave_on, month_of
from vereda.statistics.errors import EditionFilesWrong, EditionUnknown, FileNotWritten, NotForTerminal, NothingProposed
from vereda.statistics.flags import Flag, FlagRule, Month, flags, last_day, offer_flags
from vereda.statistics.lookups import (
    asked,
    bulletin,
    catalogue,
    cells,
    counts_up_to,
    days,
    first_month,
    forget,
    noise_table_hash,
    numbers,
    question,
    refresh,
    reported,
    written,
)
from vereda.statistics.models import Edition
from vereda.statistics.numbers import Numbers
from vereda.statistics.phrases import word_of
from vereda.statistics.protecting import protected
from vereda.statistics.public_tables import PublicTable, list_version, public_table, public_tables
from vereda.statistics.published import (
    Kept,
    a_year_before,
    edition,
    editions_of,
    kept,
    not_reproduced,
    press_edition,
    proposed,
    standing,
)
from vereda.statistics.publishing import PressTable, propose, propose_period, propose_year, publish, publish_period, publish_press
from vereda.statistics.rules import Question
from vereda.statistics.table import Outside, Table
from vereda.statistics.words import By, Count, Origin

__all__ = [
    "Beside", "By", "Catalogue", "Change", "Count", "Edition", "EditionFilesWrong", "EditionUnknown",
    "FileNotWritten", "Flag", "FlagRule", "Kept", "Month", "NotForTerminal", "NothingProposed", "Numbers", "Origin",
    "Outside", "PressTable", "PublicTable", "Question", "Row", "Sheet", "Table", "a_year_before", "asked", "beside",
    "bulletin", "catalogue", "cells", "charts", "contradictions", "counts_up_to", "csv_text", "days", "edition",
    "editions_of", "falls", "first_month", "flags", "flows", "forget", "found_more_than_missed", "is_year", "kept", "last_day",
    "list_version", "mark_dirty", "may_leave_on", "month_of", "noise_table_hash", "not_reproduced", "numbers",
    "offer_flags", "press_edition", "propose", "propose_period", "propose_year", "proposed", "protected", "public_table",
    "public_tables", "publish", "publish_period", "publish_press", "question", "refresh", "reported", "sheets", "standing",
    "word_of", "written",
]  # fmt: skip
