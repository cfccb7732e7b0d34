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
from pathlib import Path

YEAR, ASSISTED, SEED = 2011, 280_000, 7


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench.note")
    options.add_argument("--quick", action="store_true", help="a tenth of the year")
    options.add_argument("--home", type=Path, help="an installation that this drill filled before; what stands in it stays")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="vereda-note-") as made:
        home = asked.home or Path(made) / "home"
        os.environ |= {"VEREDA_HOME": str(home), "VEREDA_DEMO": "1", "DJANGO_SETTINGS_MODULE": "vereda.settings.django"}
        import django

        django.setup()
        from bench import noted

        noted.asked_since("mx", YEAR)
        if not (home / "vereda.sqlite3").exists():
            noted.filled("mx", YEAR, ASSISTED // 10 if asked.quick else ASSISTED, SEED)
        return noted.drill("mx", YEAR)


if __name__ == "__main__":
    sys.exit(main())
