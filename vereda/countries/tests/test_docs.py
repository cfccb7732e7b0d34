"""The page for a country that starts a pack names every file, column and status."""

from __future__ import annotations

from pathlib import Path

import pytest

from vereda.countries.door import Status
from vereda.countries.pack import TABLES, Country

PAGE = (Path(__file__).parents[3] / "docs/country/packs.md").read_text("utf-8")


@pytest.mark.parametrize("name", list(TABLES))
def test_each_column_of_each_file_is_documented(name: str):
    section = PAGE.split(f"## {name}.csv\n")[1].split("\n## ")[0]
    for column in TABLES[name].model_fields:
        assert f"| `{column}` |" in section, (name, column)


def test_each_key_of_the_country_file_and_each_status_is_documented():
    for key in Country.model_fields:
        assert f"`{key}`" in PAGE or f"[{key}]" in PAGE, key
    for status in Status:
        assert f"| `{status}` |" in PAGE
