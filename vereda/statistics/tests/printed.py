"""Figures for tests: planted ones, written as in the file of the house."""

from __future__ import annotations

from pathlib import Path

from vereda.countries.door import PRESS_HEADINGS
from vereda.statistics.figures import reading
from vereda.statistics.figures.printed import Figure

HEAD = "year,period_start,period_end,scope,category,nationality,value,source\n"


def written(folder: Path, *rows: str) -> Path:
    """Return a file with rows such as `2021-01-01 2021-05-31 MX RESCUE ALL 120 https://a.example/2021/06/02/x`."""
    path = folder / "figures.csv"
    path.write_text(HEAD + "".join(f"{row[:4]},{row.replace(' ', ',')}\n" for row in rows), encoding="utf-8")
    return path


def planted(folder: Path, *rows: str) -> list[Figure]:
    return reading.figures(written(folder, *rows), reading.headings(PRESS_HEADINGS), "MX")
