"""Heads lie outside, once each; index keys change and names are still found."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from vereda.logbook import door
from vereda.logbook.models import NameToken
from vereda.logbook.nodekeys import index_generation
from vereda.logbook.tests.pens import NOW, Pen, author, delivered, meeting, subject_number
from vereda.logbook.writing import Plain
from vereda.people.door import PersonMet, find

pytestmark = [pytest.mark.storage, pytest.mark.django_db, pytest.mark.usefixtures("trusting", "home")]


def test_a_head_is_left_once_and_names_its_block(tmp_path: Path) -> None:
    assert door.leave_head(tmp_path) is None, "nothing is chained yet"
    pen = Pen("phone-1")
    for number in range(2):
        door.receive([delivered(pen.write(meeting(), subject_number(number)))], device="phone-1", now=NOW)
        door.leave_head(tmp_path)
        door.leave_head(tmp_path)
    lines = [orjson.loads(line) for line in (tmp_path / "heads.jsonl").read_text().splitlines()]
    assert [line["block"] for line in lines] == [1, 2]
    assert door.verify(external=[(line["epoch"], line["block"], line["hash"]) for line in lines]).holds


def test_a_name_is_found_by_the_new_keys_alone() -> None:
    box = Plain(cls="identity", fields={"given": "Zafiro"})  # type: ignore[arg-type]  # a StrEnum's text
    door.record(PersonMet(purpose="medical"), by=author("ines", "desk"), at=NOW, now=NOW, boxes=[box])
    before = {bytes(token) for token in NameToken.objects.values_list("token", flat=True)}
    now = datetime(2025, 1, 2, tzinfo=UTC)
    assert door.rotate_index_if_due(now=now) == 2, "the name and its sound"
    assert index_generation() == "2025-1"
    assert before.isdisjoint(bytes(token) for token in NameToken.objects.values_list("token", flat=True))
    assert len(find("zafiro", "piedras-negras")) == 1
    assert door.rotate_index_if_due(now=now) == 0
    door.rotate_index(now=now)
    assert index_generation() == "2025-2"
    assert len(find("zafiro", "piedras-negras")) == 1
