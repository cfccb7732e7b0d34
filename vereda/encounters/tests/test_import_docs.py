"""The page for headquarters says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house import REPOSITORY
from vereda.encounters.importing.columns import COLUMNS
from vereda.encounters.tests.files import bring, counted, met
from vereda.encounters.words import AgeBand
from vereda.statistics.door import bulletin, question

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


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["README.md", "README.es.md"])
def test_the_four_lines_of_the_first_page_are_a_file(page: str, tmp_path: Path):
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    lines = re.findall(r"^ {7}((?:on|20\d\d-\d\d-\d\d),.*)$", text, re.MULTILINE)
    file = tmp_path / "own.csv"
    file.write_text("\n".join(lines) + "\n")
    done = bring(file)
    assert (done.rows, done.encounters, met()) == (3, 3, (3, 9, 0))
    assert re.search(r"\b12 (attentions|atenciones)\b", text)
    asked = question(country="mx", from_on="2024-01-01", to_on="2024-12-31", by=["category"])
    assert bulletin(asked).total == 12
