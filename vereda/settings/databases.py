"""Where entries and read models are kept: SQLite at a post or in a demonstration, PostgreSQL at headquarters."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# secure_delete: what was forgotten stands in no free page of the file; a copy of it would still tell exact places.
# WAL: readers do not wait for the writer. FULL: an acknowledged entry survives a power cut.
PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA secure_delete=ON;"
    "PRAGMA busy_timeout=20000;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-32000;"
    "PRAGMA temp_store=MEMORY;"
)


# Any in both answers: the shape of Django's DATABASES, which is not typed.
def sqlite(path: Path) -> dict[str, Any]:
    """Return Django's settings for one SQLite file.

    IMMEDIATE: a transaction that reads and then writes would otherwise fail at once when another one writes
    (measured: 163 of 240). Therefore every atomic block takes the write lock, and there is no ATOMIC_REQUESTS.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS},
        # A file, not memory: threads of a served test have connections of their own, as in life.
        "TEST": {"NAME": str(path.with_name(f"test-{path.name}"))},
    }


def postgresql(url: str) -> dict[str, Any]:
    """Return Django's settings for postgresql://user:password@host:port/name?option=value.

    A socket folder may be named as host: postgresql://user@/name?host=/run/postgresql
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
