"""The worked example of docs/engineer/search-theory.md comes out as it is printed there."""

from __future__ import annotations

import doctest

import numpy as np

from tests.house import REPOSITORY
from vereda.rescue import planning

PAGE = REPOSITORY / "docs" / "engineer" / "search-theory.md"


def test_the_example_on_the_page_of_search_theory_comes_out_as_printed():
    text = PAGE.read_text(encoding="utf-8").replace("```python\n", "").replace("```\n", "")
    with np.printoptions():  # the page sets its own
        done = doctest.DocTestRunner(verbose=False)
        example = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
        done.run(example)
    assert done.tries > 20
    assert done.failures == 0


def test_every_name_of_search_theory_on_the_page_can_be_imported():
    text = PAGE.read_text(encoding="utf-8").split("## The names")[1].split("## How")[0]
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    names = {part.split("(")[0] for cell in cells for part in cell.split("`")[1::2]}
    assert len(names) > 15
    assert names <= set(planning.__all__)
