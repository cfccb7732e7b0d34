"""`vereda import alerts` as a person at a terminal sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from vereda.cli.tests.test_imports import _spanish, vereda  # noqa: F401  fixtures
from vereda.rescue.models.alert import Alert

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]
HEAD = "at,people,needs,note\n"
RUN = ("import", "alerts", "--group", "piedras-negras")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "alertas.csv"
    path.write_text(f"{HEAD}2025-05-03T22:15-06:00,4,Sin agua,dunas\n2025-05-04T01:00-06:00,,lost,\n", encoding="utf-8")
    return path


def test_a_list_comes_in_once(vereda, table):  # noqa: F811
    assert vereda(*RUN, table) == (0, "2 alertas nuevas, 0 que ya estaban\n", "")
    assert vereda(*RUN, table) == (0, "0 alertas nuevas, 2 que ya estaban\n", "")
    assert {row.group for row in Alert.objects.all()} == {"piedras-negras"}


def test_a_wrong_line_is_told_and_nothing_is_written(vereda, table):  # noqa: F811
    table.write_text(f"{HEAD}2025-05-03T22:15-06:00,4,sed,dunas\n", encoding="utf-8")
    code, out, err = vereda(*RUN, table)
    assert (code, out) == (1, "")
    assert err.startswith("línea 2: columna «needs»: «sed» no está en la lista del país")
    assert "rescue.alert_table_faulty: Cosas por corregir en la lista: 1" in err
    assert Alert.objects.count() == 0


def test_a_group_that_is_not_there_is_refused(vereda, table):  # noqa: F811
    assert vereda("import", "alerts", "--group", "atlantis", table)[0] == 2
