"""A million named persons and their care in an empty installation, and who looks at it: prints JSON with sessions and ids.

    python -m bench.care_fill --persons 1000000

Runs in an installation. Read models and the index of names are put in directly, past the logbook (`bench.rows_care`); the open
work of one post is written in earnest (`bench.care_earnest`).
"""

from __future__ import annotations

import argparse
import json
import sys

import django

ROLES = {
    "agent": "assist", "paramedic": "medical", "coordinator": "assist", "legal_adviser": "legal_aid",
    "case_worker": "protection_case",
}  # fmt: skip
"""Who looks, and for what when nothing else is said."""


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--persons", type=int, required=True)
    asked = words.parse_args()
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0, interactive=False)
    # Models are there only after the set-up.
    from bench import care_earnest, rows_care
    from bench.sessions import opened_as
    from bench.walk import GROUP

    sessions, readers = {}, {}
    for role, purpose in ROLES.items():
        sessions[role], readers[role] = opened_as(role, GROUP, purpose)
    known = care_earnest.write(readers)
    rows_care.fill(asked.persons)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    json.dump({"sessions": sessions, "known": known}, sys.stdout)


if __name__ == "__main__":
    main()
