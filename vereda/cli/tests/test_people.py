"""`vereda people link` as somebody with a file of records sees it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner

from bench.matching.first import write
from vereda.cli import people as cli
from vereda.cli.people import command
from vereda.errors import FieldError
from vereda.people import matching as people
from vereda.people.matching.form import TOKENS


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Write some hundred records of invented people, and who they are."""
    return write(tmp_path_factory.mktemp("invented"), 400, 7, cards=0.3)


def run(*words: object):
    return CliRunner().invoke(command, ["link", *(str(word) for word in words)], standalone_mode=False)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_pairs_groups_and_a_summary_are_written_and_measured(invented: tuple[Path, Path], tmp_path: Path):
    records, truth = invented
    outcome = run("--input", records, "--truth", truth, "--out", tmp_path / "out", "--threads", 1)
    assert outcome.exception is None, outcome.exception
    said = json.loads((tmp_path / "out/summary.json").read_text())
    pairs, groups = rows(tmp_path / "out/pairs.csv"), rows(tmp_path / "out/clusters.csv")
    ids = [row["record_id"] for row in rows(records)]
    assert list(pairs[0]) == ["record_id_l", "record_id_r", "weight", "probability"]
    assert [row["record_id"] for row in groups] == ids
    assert {row[side] for row in pairs for side in ("record_id_l", "record_id_r")} <= set(ids)
    assert said["evaluation"]["at_automatic"]["precision"] > 0.95
    assert said["evaluation"]["at_best"]["f1"] > 0.8
    assert said["individuals"]["low"] <= said["individuals"]["estimate"] <= said["individuals"]["high"] <= len(ids)
    assert said["largest_cluster"] <= 30
    assert said["seconds"]["all"] > 0
    assert said["peak_memory_mb"] > 0


def test_pairs_above_the_threshold_are_the_groups(invented: tuple[Path, Path], tmp_path: Path):
    run("--input", invented[0], "--out", tmp_path, "--threads", 1)
    automatic = json.loads((tmp_path / "summary.json").read_text())["automatic_threshold"]
    group = {row["record_id"]: row["cluster"] for row in rows(tmp_path / "clusters.csv")}
    above = {
        frozenset((row["record_id_l"], row["record_id_r"]))
        for row in rows(tmp_path / "pairs.csv")
        if float(row["weight"]) >= automatic
    }
    together = {frozenset((a, b)) for a in group for b in group if a < b and group[a] == group[b]}
    assert above == together


def test_the_household_is_not_looked_at(invented: tuple[Path, Path], tmp_path: Path):
    """The same answer when every record says another household, and when the column is gone."""
    changed = rows(invented[0])
    names = [name for name in changed[0] if name != "household_id"]
    with (tmp_path / "without.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, names, extrasaction="ignore")
        table.writeheader()
        table.writerows(changed)
    run("--input", invented[0], "--out", tmp_path / "with", "--threads", 1)
    run("--input", tmp_path / "without.csv", "--out", tmp_path / "none", "--threads", 1)
    assert (tmp_path / "with/clusters.csv").read_text() == (tmp_path / "none/clusters.csv").read_text()


def test_records_of_the_day_are_held_against_those_already_known(invented: tuple[Path, Path], tmp_path: Path):
    lines = invented[0].read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "yesterday.csv").write_text("".join(lines[:-40]), encoding="utf-8")
    run("--input", tmp_path / "yesterday.csv", "--out", tmp_path / "first", "--threads", 1)
    run("--input", invented[0], "--out", tmp_path / "day", "--known", tmp_path / "first", "--threads", 1)
    run("--input", invented[0], "--out", tmp_path / "whole", "--threads", 1)
    assert rows(tmp_path / "day/clusters.csv") == rows(tmp_path / "whole/clusters.csv")


def test_no_name_is_written(invented: tuple[Path, Path], tmp_path: Path):
    run("--input", invented[0], "--out", tmp_path, "--threads", 1)
    text = "".join(path.read_text() for path in tmp_path.iterdir()).lower()
    assert not [row["surnames"] for row in rows(invented[0]) if row["surnames"].lower() in text]


def test_what_is_written_is_for_its_owner_alone_also_where_an_older_file_lay(invented: tuple[Path, Path], tmp_path: Path):
    out = tmp_path / "out"
    for _again in range(2):
        run("--input", invented[0], "--out", out, "--threads", 1)
        modes = {path.name: path.stat().st_mode & 0o777 for path in (out, *out.iterdir())}
        assert modes == {"out": 0o700, "pairs.csv": 0o600, "clusters.csv": 0o600, "summary.json": 0o600}
        for path in out.iterdir():
            path.chmod(0o644)


def test_a_bad_file_is_told_in_one_sentence_and_writes_nothing(tmp_path: Path):
    bad = tmp_path / "records.csv"
    bad.write_text("record_id,given_names\n1,Ana\n")
    outcome = run("--input", bad, "--out", tmp_path / "out")
    assert isinstance(outcome.exception, FieldError)
    assert "línea 1" in str(outcome.exception)
    assert not (tmp_path / "out").exists()


def test_without_records_it_says_what_to_give(tmp_path: Path):
    outcome = run("--out", tmp_path / "out")
    assert isinstance(outcome.exception, FieldError)
    assert "--input" in str(outcome.exception)


def test_our_own_records_are_compared_as_tokens_by_the_stored_model_whatever_they_look_like(
    invented: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Also where each of them has a birthday, as a list from elsewhere would."""
    records = people.read_records(invented[0])
    at, born = records.column_names.index("date_of_birth"), pa.array(["1990-01-02"] * records.num_rows)
    monkeypatch.setattr(cli, "_reader", lambda *_words: object())
    monkeypatch.setattr(cli, "_own", lambda _reader: records.set_column(at, "date_of_birth", born))
    asked: dict[str, object] = {}

    def link(raw: pa.Table, model: object, **words: object) -> None:
        asked.update(words, model=model, rows=raw.num_rows)
        raise people.LinkNobody  # nothing after this is looked at

    monkeypatch.setattr(people, "link", link)
    assert isinstance(run("--as", "rosa", "--out", tmp_path).exception, people.LinkNobody)
    assert (asked["form"], asked["model"], asked["rows"]) == (TOKENS, people.stored_model(), records.num_rows)


def test_our_own_records_teach_no_model(tmp_path: Path):
    outcome = run("--as", "rosa", "--out", tmp_path, "--model", "learned")
    assert isinstance(outcome.exception, people.LinkModelForFiles)
