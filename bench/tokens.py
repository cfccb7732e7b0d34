"""What keyed tokens lose: the same matching by tokens and by clear text, trained alike, on records neither has seen.

    python -m bench.tokens [--records 20000] [--trained-on 20000] [--seed 7]

Both are trained on the same records of the first generator and judged on the same of the second, through the same groups and
thresholds. Clear text is for this comparison alone (`bench/matching/clear.py`); part of `python -m bench --only matching`.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa

from bench.figures import Figure, table
from bench.matching import first, train
from bench.matching.clear import CLEAR
from bench.matching.weigh import weighed
from bench.records import files
from vereda.people import matching as people
from vereda.people.matching.form import TOKENS, Form
from vereda.people.matching.reading import read_records, read_truth
from vereda.people.matching.tokens import Tokens, run_key

RECORDS, QUICK, SEED = 20_000, 3_000, 7
TRAINED_SEED, CARDS, WORSE = 11, 0.5, 1.25  # as the stored model (its card)
DRAWN = 2_000_000
MOST = 0.01
"""F1 that tokens may lose."""
Scores = dict[str, Any]  # Any: JSON


def measure(*, quick: bool = False, records: int = RECORDS, trained_on: int = RECORDS, seed: int = SEED) -> list[Figure]:
    """Return F1 of tokens, automatic and at the best weight, each with clear text as the baseline, and the loss."""
    with tempfile.TemporaryDirectory(prefix="vereda-bench-") as made:
        written = files.write(Path(made) / "second", seed=seed, at_least=QUICK if quick else records)
        taught = first.write(
            Path(made) / "first", QUICK if quick else trained_on, TRAINED_SEED, cards=CARDS, rates=first.Rates().times(WORSE)
        )
        judged = read_records(written.records)
        person = read_truth(written.truth, judged)
        tokens, clear = (scores(judged, person, _model(*taught, form), form) for form in (TOKENS, CLEAR))
    return [one for said in ("automatic", "best") for one in _figures(f"{written.rows:,}", said, tokens, clear)]


def _model(records: Path, truth: Path, form: Form) -> dict[str, Any]:  # Any: JSON
    """Return a model that learned from records whose truth is known, as the stored one did."""
    read = read_records(records)
    person = read_truth(truth, read)
    levels = train.learned(read, person, pairs=DRAWN, form=form)
    levels, odds = weighed(levels, form.columns(read, Tokens(run_key())), person, form=form)
    return people.stored_model() | {"levels": levels, "odds": odds}


def scores(records: pa.Table, person: list[str], model: dict[str, Any], form: Form) -> Scores:  # Any: JSON
    """Return how well records are matched in one form."""
    found = people.link(records, model, threads=1, form=form)
    return people.evaluated(found.left, found.right, found.weight, found.group, person, found.automatic, {})


def _figures(records: str, said: str, tokens: Scores, clear: Scores) -> list[Figure]:
    mine, other = tokens[f"at_{said}"], clear[f"at_{said}"]
    note = "; ".join(
        f"{name} P {one['precision']:.4f} R {one['recall']:.4f}" for name, one in (("tokens", mine), ("clear", other))
    )
    return [
        Figure(name=f"{records}: pair F1 by tokens, {said}", value=mine["f1"], unit="", baseline=other["f1"], note=note),
        Figure(name=f"{records}: F1 that tokens lose, {said}", value=other["f1"] - mine["f1"], unit="", budget=MOST),
    ]


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m bench.tokens")
    words.add_argument("--records", type=int, default=RECORDS)
    words.add_argument("--trained-on", type=int, default=RECORDS)
    words.add_argument("--seed", type=int, default=SEED)
    asked = words.parse_args()
    print(table(measure(records=asked.records, trained_on=asked.trained_on, seed=asked.seed)))


if __name__ == "__main__":
    main()
