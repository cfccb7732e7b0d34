"""Every entry that a released version could write is read for ever, and says the same."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from tests.golden_entries import GOLDEN
from vereda.logbook import registry
from vereda.logbook.folding import read_entry
from vereda.logbook.rules.fold import fold_all

FILES = sorted(GOLDEN.glob("*.json"))


def test_every_version_of_every_kind_has_its_golden_entry() -> None:
    wanted = {f"{kind.kind}.v{version}.json" for kind in registry.kinds() for version in range(1, kind.version + 1)}
    assert {path.name for path in FILES} == wanted


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_golden_entry_is_still_read_and_folded(path: Path) -> None:
    raw = path.read_bytes()
    entry = read_entry(raw)
    said = orjson.loads(raw)
    assert (entry.id, entry.kind, entry.subject) == (said["id"], said["kind"], said["subject"])
    assert entry.occurred_at == datetime(2024, 1, 29, 19, 20, tzinfo=UTC)
    if said["version"] == entry.payload.version:
        assert entry.payload.model_dump(mode="json", exclude_defaults=True, by_alias=True) == said["payload"]
    kind = entry.payload.subject_kind
    fold = registry.fold_of(kind) if kind != "*" else registry.QUARANTINE
    assert fold_all([entry], fold.start, fold.step).heads == [entry.id]


def test_each_version_but_the_first_has_an_upcast() -> None:
    for kind in registry.kinds():
        assert set(kind.upcasts) >= set(range(1, kind.version)), kind.kind
