"""The names of statistics that faces may use.

asked = question(country="mx", from_on="2021-01-01", to_on="2021-12-19", by=["category"], count="services")
table = bulletin(asked, lang="es")      # exact, internal: the page asks for the role and the purpose first
sheets.csv_text(table), sheets.json_text(table), sheets.plain_text(table), sheets.workbook(table)
"""

from __future__ import annotations

from vereda.statistics import flows, sheets
from vereda.statistics.actions import mark_dirty
from vereda.statistics.catalogue import Catalogue
from vereda.statistics.charts import door as charts
from vereda.statistics.checks import contradictions, found_more_than_missed
from vereda.statistics.errors import FileNotWritten, NotForTerminal
from vereda.statistics.lookups import (
    asked,
    bulletin,
    catalogue,
    counts_up_to,
    days,
    first_month,
    forget,
    question,
    refresh,
    written,
)
from vereda.statistics.rules import Question
from vereda.statistics.table import Outside, Table
from vereda.statistics.words import By, Count

__all__ = [
    "By", "Catalogue", "Count", "FileNotWritten", "NotForTerminal", "Outside", "Question", "Table",
    "asked", "bulletin", "catalogue", "charts", "contradictions", "counts_up_to", "days", "first_month", "flows", "forget",
    "found_more_than_missed", "mark_dirty", "question", "refresh", "sheets", "written",
]  # fmt: skip
