"""The same links from every engine: DuckDB, Spark in one process, Spark on a cluster of two workers on this machine.

    make drill-spark                         200,000 records of the second generator
    python -m bench.engines [--records 20000] [--seed 7] [--masters 'local[2]' 'local-cluster[2,1,1024]']

Ends with 1 when a pair, a weight (to a hundredth) or a group differs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from bench.linking import SEED, Run, linked
from bench.records import files

RECORDS = 200_000
MASTERS = ("local[2]", "local-cluster[2,1,1024]")
NEAR = 0.01  # weights are written to a thousandth; engines add in another order

# A pair may stand either way round in the two files.
PAIRS = """
CREATE TABLE {name} AS
    SELECT least(record_id_l, record_id_r) AS a, greatest(record_id_l, record_id_r) AS b, CAST(weight AS DOUBLE) AS weight
    FROM read_csv('{folder}/pairs.csv', all_varchar = true, header = true);
CREATE TABLE {name}_groups AS SELECT record_id, cluster FROM read_csv('{folder}/clusters.csv', all_varchar = true, header = true)
"""


@dataclass(frozen=True, slots=True)
class Differences:
    """What two runs say otherwise. groups: records whose group holds others in the one than in the other."""

    pairs: int
    only_left: int
    only_right: int
    weights: int
    groups: int

    @property
    def none(self) -> bool:
        return not (self.only_left or self.only_right or self.weights or self.groups)


def differences(left: Path, right: Path) -> Differences:
    """Compare the files of two runs over the same records."""
    base = duckdb.connect()
    for name, folder in (("l", left), ("r", right)):
        for statement in PAIRS.format(name=name, folder=folder).split(";"):
            base.execute(statement)
    counted = base.execute(
        "SELECT count(l.a), count(*) FILTER (WHERE r.a IS NULL), count(*) FILTER (WHERE l.a IS NULL),"
        " count(*) FILTER (WHERE abs(l.weight - r.weight) > ?) FROM l FULL JOIN r ON l.a = r.a AND l.b = r.b",
        [NEAR],
    ).fetchall()[0]
    pairs, only_left, only_right, weights = (int(one) for one in counted)
    return Differences(pairs, only_left, only_right, weights, _moved(base))


def _moved(base: duckdb.DuckDBPyConnection) -> int:
    """Return the records whose group is not the same set of records in both."""
    one = "(SELECT cluster, string_agg(record_id, ' ' ORDER BY record_id) AS members FROM {0}_groups GROUP BY cluster)"
    side = f"(SELECT record_id, members FROM {{0}}_groups JOIN {one} USING (cluster))"
    query = f"SELECT count(*) FROM {side.format('l')} l FULL JOIN {side.format('r')} r USING (record_id)"
    return int(base.execute(f"{query} WHERE l.members IS DISTINCT FROM r.members").fetchall()[0][0])


def main() -> int:
    words = argparse.ArgumentParser(prog="python -m bench.engines")
    words.add_argument("--records", type=int, default=RECORDS)
    words.add_argument("--seed", type=int, default=SEED)
    words.add_argument("--masters", nargs="+", default=MASTERS)
    asked = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="vereda-engines-") as made:
        folder = Path(made)
        written = files.write(folder / "records", seed=asked.seed, at_least=asked.records)
        _say("duckdb", linked(written, folder / "duckdb"))
        return max(_compared(written, folder, master, at) for at, master in enumerate(asked.masters))


def _compared(written: files.Written, folder: Path, master: str, at: int) -> int:
    out = folder / f"spark{at}"
    _say(f"spark {master}", linked(written, out, "--engine", "spark", environment={"VEREDA_SPARK_MASTER": master}))
    found = differences(folder / "duckdb", out)
    print(f"spark {master}: {'the same links' if found.none else 'DIFFERENT'}: {found}", flush=True)
    return 0 if found.none else 1


def _say(name: str, run: Run) -> None:
    score = run.agreed.automatic
    print(
        f"{name}: {run.seconds:.0f} s, P {score.precision:.4f} R {score.recall:.4f}, {run.agreed.clusters:,} groups", flush=True
    )


if __name__ == "__main__":
    sys.exit(main())
