"""The baseline of matching: Splink as its own pages show it, written fairly and with nothing of Vereda's.

    python -m bench.plain_matching --input records.csv --out DIR

Names without accents and in small letters, each field compared as one string by Jaro-Winkler, with frequencies; date of
birth, age, sex, nationality, origin, telephone and card by Splink's own comparisons; trained on the same records without
labels (u by random pairs, m by expectation maximisation). Writes the three files that `vereda people link` writes.
"""

from __future__ import annotations

import argparse
import json
import logging
import resource
import time
from pathlib import Path
from typing import Any

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

THRESHOLD = 6.0  # match weight of an automatic link: 64 to 1
LEAST = -2.0
TRAINING_PAIRS = 2e6
THREADS, MEMORY = 2, "3500MB"

PREPARED = """
CREATE TABLE records AS SELECT
    record_id, nullif(sex, '') AS sex, nullif(nationality, '') AS nationality, nullif(card_code, '') AS card_code,
    nullif(lower(strip_accents(given_names)), '') AS given_names, nullif(lower(strip_accents(surnames)), '') AS surnames,
    nullif(date_of_birth, '') AS date_of_birth, nullif(lower(strip_accents(origin)), '') AS origin,
    right(nullif(regexp_replace(phone, '[^0-9]', '', 'g'), ''), 8) AS phone,
    year(CAST(date AS DATE)) - TRY_CAST(age AS INTEGER) AS birth_year
FROM read_csv(?, all_varchar = true, header = true)
"""


def settings(*, cards: bool) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record_id",
        comparisons=[
            cl.NameComparison("given_names").configure(term_frequency_adjustments=True),
            cl.NameComparison("surnames").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True),
            cl.CustomComparison(_birth_year(), output_column_name="birth_year"),
            cl.ExactMatch("sex"),
            cl.ExactMatch("nationality").configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("origin", [0.9]),
            cl.ExactMatch("phone"),
            *([cl.ExactMatch("card_code")] if cards else []),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("given_names", "surnames"),
            block_on("surnames", "nationality", "birth_year"),
            block_on("given_names", "nationality", "birth_year"),
            block_on("given_names", "substr(surnames, 1, 4)", "nationality"),
            block_on("date_of_birth"),
            block_on("phone"),
            *([block_on("card_code")] if cards else []),
        ],
        retain_matching_columns=False,
    )


def _birth_year() -> list[Any]:  # Any: Splink's levels share no type that it exports
    off = [cll.AbsoluteDifferenceLevel("birth_year", difference_threshold=years) for years in (1, 3)]
    return [cll.NullLevel("birth_year"), cll.ExactMatchLevel("birth_year"), *off, cll.ElseLevel()]


def link(records: Path, out: Path) -> dict[str, float]:
    """Train on the records, link them, write the files, and return what was measured."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    out.mkdir(parents=True, exist_ok=True)
    base = duckdb.connect()
    base.execute(f"SET threads = {THREADS}; SET memory_limit = '{MEMORY}'; SET temp_directory = '{out / 'spilt'}'")
    base.execute(PREPARED, [str(records)])
    cards = base.execute("SELECT count(card_code) FROM records").fetchall()[0][0] > 0
    api = DuckDBAPI(base)
    began = time.perf_counter()
    linker = Linker(api.register("records"), settings(cards=cards), log_level=logging.ERROR)
    _train(linker)
    trained = time.perf_counter()
    pairs = linker.inference.predict(threshold_match_weight=LEAST, warning_mode="never")
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_weight=THRESHOLD)
    linked = time.perf_counter()
    _write(base, pairs.physical_name, clusters.physical_name, out)
    people = base.execute(f"SELECT count(DISTINCT cluster_id) FROM {clusters.physical_name}").fetchall()[0][0]
    found = {"threshold": THRESHOLD, "individuals": people, "train_s": trained - began, "seconds": linked - began}
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (out / "summary.json").write_text(json.dumps(found, indent=1) + "\n")
    return found


def _train(linker: Linker) -> None:
    """Two sessions, so that each field is learnt while another holds the pairs together."""
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("given_names", "surnames", "birth_year")], recall=0.3)
    training.estimate_u_using_random_sampling(max_pairs=TRAINING_PAIRS, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("given_names", "surnames"), max_pairs=TRAINING_PAIRS)
    training.estimate_parameters_using_expectation_maximisation(block_on("date_of_birth"), max_pairs=TRAINING_PAIRS)


def _write(base: duckdb.DuckDBPyConnection, pairs: str, clusters: str, out: Path) -> None:
    columns = "record_id_l, record_id_r, match_weight AS weight, match_probability AS probability"
    base.execute(f"COPY (SELECT {columns} FROM {pairs}) TO '{out / 'pairs.csv'}' (HEADER)")
    base.execute(f"COPY (SELECT record_id, cluster_id AS cluster FROM {clusters}) TO '{out / 'clusters.csv'}' (HEADER)")


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m bench.plain_matching")
    words.add_argument("--input", type=Path, required=True)
    words.add_argument("--out", type=Path, required=True)
    asked = words.parse_args()
    print(json.dumps(link(asked.input, asked.out)))


if __name__ == "__main__":
    main()
