"""docs/requirements.csv: each requirement once, with the tests that show it, or why it is not shown yet."""

from __future__ import annotations

import ast
import csv
from functools import cache

import pytest

from tests.house import REPOSITORY, tree

LIST = REPOSITORY / "docs" / "requirements.csv"
COLUMNS = ["id", "area", "requirement", "state", "test", "note"]
STATES = {"tested", "partly", "later", "changed"}
SERIES = {"SEC": 67, "REL": 52, "BAD": 36}
COMING = ("The post", "The phone", "Rescue missions", "Rights and dangers", "Care", "People", "Numbers that can be defended",
          "Another country can start")  # fmt: skip


@cache
def rows() -> tuple[dict[str, str], ...]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def named_in(path: str) -> frozenset[str]:
    """Return the names of the tests in a file, those in classes included."""
    file = REPOSITORY / path
    assert file.is_file(), path
    tests = [node for node in ast.walk(tree(file)) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return frozenset(node.name for node in tests if node.name.lower().startswith("test"))


def test_every_requirement_is_there_once_and_in_order():
    assert [row["id"] for row in rows()] == [
        f"{name}-{number:03}" for name, most in SERIES.items() for number in range(1, most + 1)
    ]


@pytest.mark.parametrize("row", rows(), ids=lambda row: str(row["id"]))
def test_a_row_says_what_it_says(row: dict[str, str]):
    assert list(row) == COLUMNS
    assert all(row[name].strip() for name in ("area", "requirement", "state"))
    assert row["state"] in STATES
    for named in row["test"].split():
        path, _, name = named.partition("::")
        assert path.endswith(".py")
        assert path.rpartition("/")[2].startswith("test_")
        assert name in named_in(path), f"{named} is not there"
    if row["state"] in ("tested", "partly"):
        assert row["test"]
    if row["state"] != "tested":
        assert row["note"], "what is missing, what brings it, or why it is changed"
    if row["state"] == "later":
        assert not row["test"]
        assert any(title in row["note"] for title in COMING)
