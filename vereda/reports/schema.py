"""The names of reports that need no database: how a month is written as a file."""

from __future__ import annotations

from vereda.reports.sheets import HEADER, Row, csv_text, file_name, workbook

__all__ = ["HEADER", "Row", "csv_text", "file_name", "workbook"]
