"""Ten years of a network in an empty installation: read models put in directly, past the logbook. For benches alone.

    python -m bench.decade --encounters 3000000

Runs in an installation. What stands here has no entries: it can be looked at and counted, not verified or rebuilt. A few
hundred meetings are folded in earnest; the others are these with another time, group and name. Before them, the last days of a
demonstration are written in earnest, so that pages have sealed words to open and histories to show.
"""

from __future__ import annotations

import argparse
import os

import django


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--encounters", type=int, required=True)
    words.add_argument("--post-of", help="the one group whose post gets all of its ten years; without it all do")
    asked = words.parse_args()
    os.environ["VEREDA_DEMO"] = "1"  # for the last days, which are written as a demonstration is; the server is started without
    django.setup()
    from django.core.management import call_command

    from bench.rows import fill  # models are there only after the set-up

    call_command("migrate", verbosity=0, interactive=False)
    fill(asked.encounters, asked.post_of)


if __name__ == "__main__":
    main()
