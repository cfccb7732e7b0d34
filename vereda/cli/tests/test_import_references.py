"""`vereda import references` as a person at a terminal sees it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from vereda.access.door import Purpose, Reader, Role
from vereda.cli import imports
from vereda.cli.tests.test_imports import _spanish, vereda  # noqa: F401  fixtures
from vereda.safety.models.points import PositionReference

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]
HEAD = "series,number,lat,lon\n"
RUN = ("import", "references", "--group", "piedras-negras")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "torres.csv"
    path.write_text(f"{HEAD}Torre,113,28.71,-100.52\nTorre,114,28.72,-100.53\n", encoding="utf-8")
    return path


def test_a_table_comes_in_once(vereda, table):  # noqa: F811
    assert vereda(*RUN, table) == (0, "2 líneas nuevas, 0 cambiadas, 0 que ya estaban igual\n", "")
    assert vereda(*RUN, table) == (0, "0 líneas nuevas, 0 cambiadas, 2 que ya estaban igual\n", "")
    assert {row.group for row in PositionReference.objects.all()} == {"piedras-negras"}


def test_a_wrong_line_is_told_and_nothing_is_written(vereda, table):  # noqa: F811
    table.write_text(f"{HEAD}Torre,113,28.71,-100.52\nTorre,,28.72,-100.53\n", encoding="utf-8")
    code, out, err = vereda(*RUN, table)
    assert (code, out) == (1, "")
    assert err.startswith("línea 3: Está vacío «number»")
    assert "safety.table_faulty: Líneas por corregir en la tabla: 1" in err
    assert PositionReference.objects.count() == 0


def test_a_group_that_is_not_there_and_who_may_not_decide_are_refused(vereda, table, monkeypatch):  # noqa: F811
    assert vereda("import", "references", "--group", "atlantis", table)[0] == 2
    held = {"country": "mx", "group": "piedras-negras", "device": "cli"}
    rafael = Reader(account="x", display_name="", role=Role.COORDINATOR, purpose=Purpose.QUALITY_AUDIT, **held)
    monkeypatch.setattr(imports.access, "reader_for_command", lambda as_, purpose: replace(rafael, group="tapachula"))
    assert vereda(*RUN, "--as", "x", "--purpose", "quality_audit", table)[2].startswith("access.not_for_you")
    assert PositionReference.objects.count() == 0
    monkeypatch.setattr(imports.access, "reader_for_command", lambda as_, purpose: rafael)
    assert vereda(*RUN, "--as", "x", "--purpose", "quality_audit", table)[0] == 0
