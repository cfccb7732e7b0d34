"""What phones bring home, written into files as the bodies of requests.

    python -m bench.field FOLDER --phones 8 --batches 20 --size 100

Runs in an installation (its VEREDA_HOME), since it enrols the phones there. One file a phone: the token on the first line,
then one request body a line.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import django


def main() -> None:
    """Bring the tables up to date, enrol phones and write what they bring."""
    words = argparse.ArgumentParser()
    words.add_argument("folder", type=Path)
    for name in ("phones", "batches", "size"):
        words.add_argument(f"--{name}", type=int, required=True)
    asked = words.parse_args()
    django.setup()
    from django.core.management import call_command

    from bench.pen import Pen, enrolled  # models are there only after the set-up

    call_command("migrate", verbosity=0, interactive=False)
    asked.folder.mkdir(parents=True)
    for number, one in enumerate(enrolled(asked.phones)):
        pen = Pen(one.by, random.Random(number), one.key)
        lines = [one.token.encode(), *(pen.batch(asked.size) for _ in range(asked.batches))]
        (asked.folder / f"{number:03}").write_bytes(b"\n".join(lines))


if __name__ == "__main__":
    main()
