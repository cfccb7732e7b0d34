"""The names of charts that others use; from outside the module, as `statistics.door.charts`.

line(series, band=None, lang="es", title="...")     -> SVG; also bars, grouped, multiples, area_map
table_of(series, "es", band=None)                   -> Table, with html(), tsv(), csv()
sentences.people(span, count, before, nations, "es") -> what the chart shows, in words
"""

from __future__ import annotations

from vereda.statistics.charts import sentences, words
from vereda.statistics.charts.areas import Outlines, area_map, area_table
from vereda.statistics.charts.bars import bars, grouped
from vereda.statistics.charts.data import Band, Series, Table, table_of
from vereda.statistics.charts.lines import line, multiples
from vereda.statistics.charts.paper import NARROW, WIDE

__all__ = [
    "NARROW", "WIDE", "Band", "Outlines", "Series", "Table", "area_map", "area_table", "bars", "grouped", "line", "multiples",
    "sentences", "table_of", "words",
]  # fmt: skip
