"""The names of statistics that faces may use.

asked = question(country=iso, from_on="2021-01-01", to_on="2021-12-19", by=["category"], count="services")
table = bulletin(asked, lang="es")      # exact, internal: the page asks for the role and the purpose first
sheets.csv_text(table), sheets.json_text(table), sheets.plain_text(table), sheets.workbook(table)

propose(date(2011, 12, 1), by=julia, at=now); publish(date(2011, 12, 1), by=adriana, at=now)    # protected, frozen, two persons
row = standing(iso, "2011-12"); kept(row).sheet("people-sex-age").rows                         # from the edition's own copy
made = publication(row); outputs.content(made, outputs.file_named(made.manifest, "mx-2011-12-r1-es.pdf"))    # its files
publish_press(period="2007", series="beta-annual", tables=[PressTable(...)], printed_in="...", by=julia, at=now)
found = numbers(iso, from_on, to_on, groups=None)      # the same, for a page of many questions
found.table(from_on, to_on, ["nationality"], "people")
charts.line([charts.Series(name, points)], lang="es", title="...")
"""

from __future__ import annotations

from vereda.statistics import feeding, flows, sheets
from vereda.statistics.actions import mark_dirty
from vereda.statistics.by_hand import COLUMNS as PAST_COLUMNS
from vereda.statistics.catalogue import Catalogue
from vereda.statistics.charts import door as charts
from vereda.statistics.checks import contradictions, falls, found_more_than_missed
from vereda.statistics.comparing import BY_CHANCE, Compared, compared, compared_csv, is_redefined
from vereda.statistics.editions import Change, Row, Sheet, csv_text, is_year, may_leave_on, month_of
from vereda.statistics.editions import read_csv as sheet_of
from vereda.statistics.errors import (
    EditionFilesWrong,
    EditionUnknown,
    FileNotWritten,
    NotForTerminal,
    NothingProposed,
    PastFaulty,
    PublicTableUnknown,
)
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
    trend_of,
    written,
)
from vereda.statistics.mapping import Remapped, in_month
from vereda.statistics.models import Edition
from vereda.statistics.numbers import Numbers
from vereda.statistics.outgoing import is_kept, licence, publication
from vereda.statistics.outputs import door as outputs
from vereda.statistics.past import PastReadIn, past_months, past_years, read_in_past, withdraw_past
from vereda.statistics.phrases import word_of
from vereda.statistics.public_tables import DIMENSIONS, PublicTable, list_version, public_table, public_tables
from vereda.statistics.published import (
    Kept,
    a_year_before,
    edition,
    editions_of,
    kept,
    not_reproduced,
    press_edition,
    proposed,
    remapped,
    standing,
)
from vereda.statistics.publishing import PressTable, propose, propose_period, propose_year, publish, publish_period, publish_press
from vereda.statistics.refusing import refuse, withdraw
from vereda.statistics.replaying import publish_figures
from vereda.statistics.rules import Question
from vereda.statistics.table import Outside, Table
from vereda.statistics.web import downloads
from vereda.statistics.words import By, Count, Origin

__all__ = [
    "BY_CHANCE", "DIMENSIONS", "PAST_COLUMNS", "By", "Catalogue", "Change", "Compared", "Count", "Edition",
    "EditionFilesWrong", "EditionUnknown", "FileNotWritten", "Flag", "FlagRule", "Kept", "Month", "NotForTerminal",
    "NothingProposed", "Numbers", "Origin", "Outside", "PastFaulty", "PastReadIn", "PressTable", "PublicTable",
    "PublicTableUnknown", "Question", "Remapped", "Row", "Sheet", "Table", "a_year_before", "asked", "bulletin", "catalogue",
    "cells", "charts", "compared", "compared_csv", "contradictions", "counts_up_to", "csv_text", "days", "downloads",
    "edition", "editions_of", "falls", "feeding", "first_month", "flags", "flows", "forget", "found_more_than_missed",
    "in_month", "is_kept", "is_redefined", "is_year", "kept", "last_day", "licence", "list_version", "mark_dirty",
    "may_leave_on", "month_of", "noise_table_hash", "not_reproduced", "numbers", "offer_flags", "outputs", "past_months",
    "past_years", "press_edition", "propose", "propose_period", "propose_year", "proposed", "public_table", "public_tables",
    "publication", "publish", "publish_figures", "publish_period", "publish_press", "question", "read_in_past", "refresh",
    "refuse", "remapped", "reported", "sheet_of", "sheets",
    "standing", "trend_of", "withdraw", "withdraw_past", "word_of", "written",
]  # fmt: skip
