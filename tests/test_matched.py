"""Scores of a linking run, reckoned from its files; FEBRL in the form of the command; the plain baseline comes to an end."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from bench import febrl, plain_matching
from bench.linking import RunFailed, linked
from bench.matched import Score, agreement
from bench.records import files

RECORDS = """record_id,given_names,surnames,sex,age,date,date_of_birth,nationality,origin,phone,household_id,card_code
a1,Ana,Paz,F,20,2025-01-01,,HN,,,,
a2,Ana,Paz,F,20,2025-02-01,,HN,,,,
a3,Ana,Paz,F,20,2025-03-01,,GT,,,,
b1,Luis,Ros,M,30,2025-01-01,,GT,,,,
b2,Luis,Ros,M,30,2025-02-01,,GT,,,,
c1,Eva,Mó,F,40,2025-01-01,,,,,,
"""
TRUTH = "record_id,cluster_id\na1,1\na2,1\na3,1\nb1,2\nb2,2\nc1,3\n"
# a1-a2 and b1-b2 are right, a3-b1 is wrong; a1-a3 is right and stands below the automatic weight.
PAIRS = "record_id_l,record_id_r,weight,probability\na1,a2,9,1\nb1,b2,8,1\na3,b1,7.5,1\na1,a3,2,0.8\n"
CLUSTERS = "record_id,cluster\na1,0\na2,0\na3,1\nb1,1\nb2,1\nc1,2\n"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    said = {"automatic_threshold": 7, "individuals": {"estimate": 4, "low": 3, "high": 5}}
    for name, text in {
        "records.csv": RECORDS,
        "truth.csv": TRUTH,
        "pairs.csv": PAIRS,
        "clusters.csv": CLUSTERS,
        "summary.json": json.dumps(said),
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_pairs_clusters_and_people_are_held_against_the_truth(run):
    got = agreement(run / "records.csv", run / "truth.csv", run)
    assert got.automatic == Score(right=2, linked=3, known=4)
    assert (got.automatic.precision, got.automatic.recall) == pytest.approx((2 / 3, 1 / 2))
    assert (got.best_at, got.best) == (2, Score(right=3, linked=4, known=4))
    assert got.in_clusters == Score(right=2, linked=4, known=4)
    assert (got.largest_cluster, got.clusters, got.people, got.individuals) == (3, 3, 3, (4, 3, 5))


def test_what_clear_text_could_find_is_what_was_missed_and_is_written_nearly_alike(run):
    (run / "records.csv").write_text(RECORDS.replace("b2,Luis,Ros", "b2,Luís,Rros"), encoding="utf-8")
    (run / "pairs.csv").write_text(PAIRS.replace("b1,b2,8,1\n", "").replace("a1,a3,2,0.8\n", ""), encoding="utf-8")
    got = agreement(run / "records.csv", run / "truth.csv", run)
    assert got.best == Score(right=1, linked=1, known=4)
    assert got.near == Score(right=4, linked=4, known=4)


def test_the_parts_add_up_to_the_whole(run):
    got = agreement(run / "records.csv", run / "truth.csv", run)
    assert got.by_nationality["HN"] == Score(right=1, linked=1, known=2)
    assert got.by_nationality["GT"] == Score(right=1, linked=2, known=2)
    assert got.by_sex["F"] == Score(right=1, linked=1.5, known=3)
    for parts in (got.by_nationality, got.by_sex):
        assert sum(part.known for part in parts.values()) == got.automatic.known
        assert sum(part.linked for part in parts.values()) == got.automatic.linked


def test_a_file_with_other_columns_is_refused(run):
    (run / "pairs.csv").write_text("left,right,weight\na1,a2,9\n", encoding="utf-8")
    with pytest.raises(Exception, match="record_id_l"):
        agreement(run / "records.csv", run / "truth.csv", run)


@pytest.mark.parametrize(("which", "rows", "people", "pairs"), [(3, 5000, 2000, 6538), (4, 10000, 5000, 5000)])
def test_febrl_is_in_the_form_of_the_command_and_without_the_social_security_number(tmp_path, which, rows, people, pairs):
    made = febrl.write(which, tmp_path)
    assert (made.rows, made.people) == (rows, people)
    with made.records.open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    assert tuple(read[0]) == files.COLUMNS
    assert not any("soc" in column for column in read[0])
    assert all(len(row["date_of_birth"]) in (0, 10) for row in read)
    with made.truth.open(encoding="utf-8", newline="") as file:
        records = Counter(row["cluster_id"] for row in csv.DictReader(file))
    assert sum(n * (n - 1) // 2 for n in records.values()) == pairs


def test_plain_splink_links_what_is_plainly_the_same(tmp_path):
    written = files.write(tmp_path, seed=3, at_least=2500)
    said = plain_matching.link(written.records, tmp_path / "plain")
    got = agreement(written.records, written.truth, tmp_path / "plain")
    assert got.automatic.precision > 0.9
    assert got.best.f1 > 0.5
    assert got.clusters == said["individuals"]


def test_a_run_that_fails_says_why(tmp_path):
    written = files.write(tmp_path, seed=3, people=10)
    with pytest.raises(RunFailed, match=r"vereda\.cli ended with 2"):
        linked(written, tmp_path / "out", "--engine", "abacus")
