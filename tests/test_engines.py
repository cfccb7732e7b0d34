"""Links of two engines are held against each other; without Spark whoever asks for it is told what to do."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench.engines import Differences, differences
from vereda.people.matching import spark
from vereda.people.matching.errors import LinkEngineMissing
from vereda.settings.errors import SparkMissing
from vereda.statistics import reading

PAIRS = {"a,b": 9.001, "b,c": 4.5}
GROUPS = {"a": 0, "b": 0, "c": 1}


def written(folder: Path, pairs: dict[str, float], groups: dict[str, int]) -> Path:
    folder.mkdir()
    lines = [f"{ids},{weight},0.9" for ids, weight in pairs.items()]
    (folder / "pairs.csv").write_text("\n".join(["record_id_l,record_id_r,weight,probability", *lines, ""]))
    (folder / "clusters.csv").write_text("\n".join(["record_id,cluster", *(f"{a},{b}" for a, b in groups.items()), ""]))
    return folder


@pytest.mark.parametrize(
    ("pairs", "groups", "found"),
    [
        ({"b,a": 9.0, "b,c": 4.5}, {"a": 7, "b": 7, "c": 3}, Differences(2, 0, 0, 0, 0)),
        ({"a,b": 9.0}, GROUPS, Differences(2, 1, 0, 0, 0)),
        ({**PAIRS, "a,c": 1.0}, GROUPS, Differences(2, 0, 1, 0, 0)),
        ({"a,b": 8.9, "b,c": 4.5}, GROUPS, Differences(2, 0, 0, 1, 0)),
        (PAIRS, {"a": 0, "b": 1, "c": 1}, Differences(2, 0, 0, 0, 3)),
    ],
)
def test_pairs_weights_and_groups_are_compared_whatever_they_are_called(tmp_path, pairs, groups, found):
    got = differences(written(tmp_path / "l", PAIRS, GROUPS), written(tmp_path / "r", pairs, groups))
    assert got == found
    assert got.none == (found == Differences(2, 0, 0, 0, 0))


def test_without_spark_the_engine_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(LinkEngineMissing) as why, spark.session(1, "1GB"):
        pass
    assert "bin/setup spark" in why.value.hint


def test_without_spark_whoever_reads_facts_by_it_is_told_what_to_do(monkeypatch, tmp_path):
    chosen = replace(reading.env(), engine="spark")
    monkeypatch.setattr(reading, "env", lambda: chosen)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    for name in ("vereda.statistics.spark", "ibis.backends.pyspark"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    with pytest.raises(SparkMissing) as why:
        reading.facts_in([tmp_path / "2024-01.parquet"])
    assert "bin/setup spark" in why.value.hint
