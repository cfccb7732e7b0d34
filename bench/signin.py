"""Sign people in without a browser, in the installation's own process: prints one line 'role cookie' for each role named.

python -m bench.signin GROUP agent coordinator statistics
"""

from __future__ import annotations

import sys

import django


def main(group: str, roles: list[str]) -> None:
    """Make an account for each role and open a session in which the second factor was used."""
    django.setup()
    from bench.sessions import opened  # models are there only after the set-up

    for role in roles:
        print(role, opened(role, group))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
