"""Correct one encounter in the installation's own process, so that the facts of its month must be written again.

python -m bench.touch SUBJECT
"""

from __future__ import annotations

import sys

import django


def main(subject: str) -> None:
    django.setup()
    from bench.rows import touch  # models are there only after the set-up

    touch(subject)


if __name__ == "__main__":
    main(sys.argv[1])
