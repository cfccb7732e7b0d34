"""Learn the stored model from records whose truth is known: how often each level holds for one person (m) and for two (u).

python -m bench.matching.first --records 40000 --seed 11 --cards 0.5 --worse 1.25 --out DIR
python -m bench.matching.train --records DIR/records.csv --truth DIR/truth.csv --on 2026-11-30 [--out model.json]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from bench.matching.weigh import weighed
from vereda.people.matching.engine import MODEL, linked
from vereda.people.matching.form import TOKENS, Form
from vereda.people.matching.reading import read_records, read_truth
from vereda.people.matching.settings import KIN, MAYBE_KIN, PARTY
from vereda.people.matching.tokens import Tokens, run_key

Levels = dict[str, dict[str, tuple[float, float]]]
PAIRS = 4_000_000
LEAST_M, LEAST_U = 2e-4, 5e-7
"""A level that was never met is not impossible."""
GIVEN: Levels = {
    # Too rare to be counted; own proposals.
    "given": {"given and surname turned round": (2e-3, 1e-6)},
    "origin": {"many words": (0.02, 1e-5)},
    "phone": {"one digit differs": (0.01, 1e-6)},
    # Blind draws hardly ever bring kin together; `weigh.py` says what these weigh.
    "meeting": {PARTY: (1e-6, 1e-4)},
    "surnames": {"given and surname turned round": (2e-3, 1e-6), KIN: (0.01, 0.01), MAYBE_KIN: (0.03, 0.01)},
    "card": {"same": (0.97, 1e-5), "one letter differs": (0.01, 1e-6), "different": (0.02, 0.99999)},
}


def learned(records: pa.Table, person: list[str], *, pairs: int = PAIRS, threads: int = 1, form: Form = TOKENS) -> Levels:
    """Return m and u of each level of each comparison."""
    table = form.columns(records, Tokens(run_key())).append_column("person", pa.array(person))
    with linked(table, form.settings("duckdb", 0), threads=threads) as linker:
        linker.training.estimate_u_using_random_sampling(max_pairs=pairs, seed=1)
        linker.training.estimate_m_from_label_column("person")
        found = linker.misc.save_model_to_json()
    return {
        comparison["output_column_name"]: _levels(comparison, GIVEN.get(comparison["output_column_name"], {}))
        for comparison in found["comparisons"]
    }


def _levels(comparison: Mapping[str, Any], given: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    levels = {}
    for level in comparison["comparison_levels"]:
        if level.get("is_null_level"):
            continue
        name = level["label_for_charts"]
        m, u = level.get("m_probability") or 0.0, level.get("u_probability") or 0.0
        levels[name] = given.get(name) or (float(f"{max(m, LEAST_M):.4g}"), float(f"{max(u, LEAST_U):.4g}"))
    return levels


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m bench.matching.train")
    words.add_argument("--records", type=Path, required=True)
    words.add_argument("--truth", type=Path, required=True)
    words.add_argument("--on", required=True, help="the day, for the card of the model")
    words.add_argument("--pairs", type=int, default=PAIRS)
    words.add_argument("--out", type=Path, default=MODEL)
    asked = words.parse_args()
    records = read_records(asked.records)
    person = read_truth(asked.truth, records)
    levels = learned(records, person, pairs=asked.pairs)
    levels, odds = weighed(levels, TOKENS.columns(records, Tokens(run_key())), person)
    model = json.loads(asked.out.read_text(encoding="utf-8")) if asked.out.exists() else {}
    model |= {
        "trained_on": f"bench.matching.first, {records.num_rows} records",
        "trained_at": asked.on,
        "odds": odds,
        "levels": levels,
    }
    asked.out.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
