"""The page for headquarters says what the program does."""

from __future__ import annotations

import re

import pytest

from tests.house import REPOSITORY
from vereda.encounters.importing.columns import COLUMNS
from vereda.encounters.tests.files import bring, counted, met
from vereda.encounters.words import AgeBand

PAGE = REPOSITORY / "docs" / "headquarters" / "import.md"
EXAMPLE = REPOSITORY / "docs" / "examples" / "encuentros.csv"


def test_the_page_has_every_column_and_band_in_both_languages():
    spanish, english = PAGE.read_text(encoding="utf-8").split("\n---\n")
    for text in (spanish, english):
        rows = [line for line in text.splitlines() if line.startswith("| `")]
        assert [name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])] == list(COLUMNS)
        assert all(f"`{band}`" in text for band in AgeBand)


@pytest.mark.django_db
def test_the_example_is_imported_as_the_page_says():
    done = bring(EXAMPLE)
    text = PAGE.read_text(encoding="utf-8")
    said = f"{done.rows} renglones leídos, {done.new} líneas nuevas, {done.known} ya conocidas, {done.encounters} encuentros"
    assert said in text
    assert (met(), counted()) == ((6, 18, 1), {"L": 18, "B": 1})
