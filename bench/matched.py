"""How well pairs and clusters agree with the truth: reckoned from the files alone, apart from what the program says of itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

# Every column is named, so that a file in another form is refused and not guessed at.
LOADED = """
CREATE TABLE records AS
    SELECT record_id, coalesce(nationality, '') AS nationality, coalesce(sex, '') AS sex,
           lower(strip_accents(coalesce(given_names, ''))) AS given_names,
           lower(strip_accents(coalesce(surnames, ''))) AS surnames
    FROM read_csv('{records}', all_varchar = true, header = true);
CREATE TABLE truth AS SELECT record_id, cluster_id FROM read_csv('{truth}', all_varchar = true, header = true);
CREATE TABLE pairs AS
    SELECT record_id_l, record_id_r, CAST(weight AS DOUBLE) AS weight, l.cluster_id = r.cluster_id AS same
    FROM read_csv('{out}/pairs.csv', all_varchar = true, header = true)
    JOIN truth l ON l.record_id = record_id_l JOIN truth r ON r.record_id = record_id_r;
CREATE TABLE clusters AS SELECT record_id, cluster FROM read_csv('{out}/clusters.csv', all_varchar = true, header = true);
"""
TRUE_PAIRS = "SELECT coalesce(sum(n * (n - 1) / 2), 0) FROM (SELECT count(*) AS n FROM truth GROUP BY cluster_id)"
# Pairs of one person that were not linked, though given names and surnames are written nearly alike (Jaro-Winkler, the first
# step of Splink's own comparison of names): all that comparing clear text could find beyond tokens, were it never wrong.
NEAR_MISSED = """
SELECT count(*) FROM truth l JOIN truth r ON l.cluster_id = r.cluster_id AND l.record_id < r.record_id
JOIN records x ON x.record_id = l.record_id JOIN records y ON y.record_id = r.record_id
LEFT JOIN (SELECT least(record_id_l, record_id_r) AS a, greatest(record_id_l, record_id_r) AS b FROM pairs WHERE weight >= ?)
    ON a = l.record_id AND b = r.record_id
WHERE a IS NULL AND jaro_winkler_similarity(x.given_names, y.given_names) >= 0.92
    AND jaro_winkler_similarity(x.surnames, y.surnames) >= 0.92
"""
# Each pair counts half for each of its two records, so that the parts add up to the whole.
BY = """
WITH known AS (
    SELECT r.{column} AS part, sum(n - 1) / 2.0 AS pairs
    FROM records r JOIN truth t USING (record_id)
         JOIN (SELECT cluster_id, count(*) AS n FROM truth GROUP BY 1) c USING (cluster_id)
    GROUP BY 1),
found AS (
    SELECT {column} AS part, count(*) / 2.0 AS linked, count(*) FILTER (WHERE same) / 2.0 AS true_linked
    FROM (SELECT record_id_l AS record_id, same FROM pairs WHERE weight >= ?
          UNION ALL SELECT record_id_r, same FROM pairs WHERE weight >= ?) JOIN records USING (record_id)
    GROUP BY 1)
SELECT part, coalesce(true_linked, 0), coalesce(linked, 0), pairs FROM known LEFT JOIN found USING (part) ORDER BY pairs DESC
"""


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs that were linked, those of them that are of one person, and all pairs of one person that there are."""

    right: float
    linked: float
    known: float

    @property
    def precision(self) -> float:
        return self.right / self.linked if self.linked else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.known if self.known else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.linked + self.known) if self.linked + self.known else 1.0


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """What one run achieved.

    best           at the weight that gives the best F1, which one knows only when one has the truth
    near           the best, had every pair been linked as well whose names are written nearly alike
    in_clusters    pairs within one cluster
    people         estimated; `individuals` is the estimate with its interval where the run gives one
    """

    threshold: float
    automatic: Score
    best_at: float
    best: Score
    near: Score
    in_clusters: Score
    largest_cluster: int
    clusters: int
    people: int
    individuals: tuple[float, float, float] | None
    by_nationality: dict[str, Score]
    by_sex: dict[str, Score]


def agreement(records: Path, truth: Path, out: Path) -> Agreement:
    """Read pairs.csv, clusters.csv and summary.json of a run, and hold them against the truth."""
    base = duckdb.connect()
    for statement in LOADED.format(records=records, truth=truth, out=out).split(";"):
        base.execute(statement)
    said = json.loads((out / "summary.json").read_text())
    threshold, known = float(said.get("automatic_threshold", said.get("threshold"))), float(_one(base, TRUE_PAIRS))
    best_at = _best_at(base, known)
    best, missed = _at(base, best_at, known), base.execute(NEAR_MISSED, [best_at]).fetchall()[0][0]
    sizes = "(SELECT count(*) AS n FROM clusters GROUP BY cluster)"
    return Agreement(
        threshold=threshold,
        automatic=_at(base, threshold, known),
        best_at=best_at,
        best=best,
        near=Score(best.right + missed, best.linked + missed, known),
        in_clusters=_clusters(base, known),
        largest_cluster=int(_one(base, f"SELECT max(n) FROM {sizes}")),
        clusters=int(_one(base, f"SELECT count(*) FROM {sizes}")),
        people=int(_one(base, "SELECT count(DISTINCT cluster_id) FROM truth")),
        individuals=_individuals(said),
        by_nationality=_by(base, "nationality", threshold),
        by_sex=_by(base, "sex", threshold),
    )


def _at(base: duckdb.DuckDBPyConnection, weight: float, known: float) -> Score:
    right, linked = base.execute(
        "SELECT count(*) FILTER (WHERE same), count(*) FROM pairs WHERE weight >= ?", [weight]
    ).fetchall()[0]
    return Score(right, linked, known)


def _best_at(base: duckdb.DuckDBPyConnection, known: float) -> float:
    """Return the weight, in steps of a quarter, from which linking gives the best F1."""
    steps = base.execute(
        "SELECT floor(weight * 4) / 4 AS step, count(*) FILTER (WHERE same), count(*) FROM pairs GROUP BY 1 ORDER BY 1 DESC"
    ).fetchall()
    right = linked = 0
    best, at = -1.0, 0.0
    for step, true, all_ in steps:
        right, linked = right + true, linked + all_
        if (f1 := Score(right, linked, known).f1) > best:
            best, at = f1, float(step)
    return at


def _clusters(base: duckdb.DuckDBPyConnection, known: float) -> Score:
    """Return the pairs within clusters; a cluster holds one part for each person in it."""
    pairs = "coalesce(sum(n * (n - 1) / 2), 0)"
    linked = _one(base, f"SELECT {pairs} FROM (SELECT count(*) AS n FROM clusters GROUP BY cluster)")
    parts = "SELECT count(*) AS n FROM clusters JOIN truth USING (record_id) GROUP BY cluster, cluster_id"
    return Score(float(_one(base, f"SELECT {pairs} FROM ({parts})")), float(linked), known)


def _by(base: duckdb.DuckDBPyConnection, column: str, weight: float) -> dict[str, Score]:
    rows = base.execute(BY.format(column=column), [weight, weight]).fetchall()
    return {str(part) or "?": Score(float(right), float(linked), float(known)) for part, right, linked, known in rows}


def _individuals(said: dict[str, Any]) -> tuple[float, float, float] | None:  # Any: JSON
    found = said.get("individuals")
    if isinstance(found, dict):
        return float(found["estimate"]), float(found["low"]), float(found["high"])
    if "individuals_low" in said:
        return float(found or 0), float(said["individuals_low"]), float(said["individuals_high"])
    return None


def _one(base: duckdb.DuckDBPyConnection, query: str) -> Any:  # Any: what the query gives
    return base.execute(query).fetchall()[0][0]
