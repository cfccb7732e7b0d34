"""A year in one sentence, counted twice: editions beside plain SQL on the read models; then the note. `make drill-note`.

python -m bench.note [--quick] [--home FOLDER]     a year of 280,000 attentions; --quick: a tenth; --home: one that is filled

Before protection all agree to the unit, or it ends with 1. Then two persons publish twelve months and the year, and a note with
two contacts; every figure of it is looked up where its link leads.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

YEAR, ASSISTED, SEED = 2011, 280_000, 7


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench.note")
    options.add_argument("--quick", action="store_true", help="a tenth of the year")
    options.add_argument("--home", type=Path, help="an installation that `vereda demo --year 2011` filled")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="vereda-note-") as made:
        home = asked.home or Path(made) / "home"
        os.environ |= {"VEREDA_HOME": str(home), "VEREDA_DEMO": "1", "DJANGO_SETTINGS_MODULE": "vereda.settings.django"}
        if asked.home is None:
            filled(home, ASSISTED // 10 if asked.quick else ASSISTED)
        import django

        django.setup()
        from bench.noted import drill

        return drill("mx", YEAR)


def filled(home: Path, assisted: int) -> None:
    """Write the invented year into an installation of its own."""
    from bench.installation import Installation

    began = time.perf_counter()
    Installation(home, {}).run("vereda.cli", "demo", "--year", str(YEAR), "--assisted", str(assisted), "--seed", str(SEED))
    print(f"{assisted:,} attentions invented and written: {time.perf_counter() - began:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
