"""A country of which no line of code has ever heard: its folder alone makes it work."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from vereda.client.lists import lists_of
from vereda.countries import door, loader
from vereda.legal.lookups import signed
from vereda.legal.rules.registered import Table
from vereda.places.door import locate

ON = date(2026, 11, 30)


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[door.Pack]:
    """Install one pack alone: that of Guatemala under a code that no country has."""
    folder = tmp_path / "qq"
    shutil.copytree(door.folder_of("gt"), folder)
    for file in (path for path in folder.rglob("*") if path.is_file()):
        file.write_text(re.sub(r"\bGT\b", "QQ", file.read_text("utf-8")), "utf-8")
    monkeypatch.setattr(loader, "DATA", tmp_path)
    signed.rules.cache_clear()
    yield door.pack("qq")
    signed.rules.cache_clear()


def test_nothing_but_its_folder_is_needed(nowhere: door.Pack):
    assert [problem.text() for problem in door.check(door.folder_of("qq"))] == []
    assert door.installed() == list(door.law_countries()) == ["qq"]
    esquipulas = nowhere.groups["esquipulas"]
    assert locate("qq", esquipulas.lat, esquipulas.lon)[:2] == ("QQ-20", esquipulas.municipality)
    lists = lists_of(nowhere, esquipulas, ON)
    assert {one["code"] for one in lists["towns"]} >= {esquipulas.municipality}
    assert all(lists[name] for name in ("services", "dispositions", "nationalities", "alert_needs", "places", "supply_items"))
    assert signed.named("qq", Table.TERMS) == "QQ-TERMS v1"
    assert next(row.kind for row in nowhere.hotlines.values() if row.country == "QQ") == "emergency"
