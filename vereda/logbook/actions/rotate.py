"""New keys for the blind index: each year, and after somebody who knew them left (rules.md, section 3)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from vereda.logbook.actions.rebuild import index_all_names
from vereda.logbook.models import NameToken
from vereda.logbook.nodekeys import index_generation, set_index_generation


def rotate_index(*, now: datetime) -> int:
    """Begin a new generation of index keys and index every name anew; returns how many tokens.

    In between, for as long as it takes to read the boxes, a name may not be found; none can be found by the old keys.
    """
    year, _, count = index_generation().partition("-")
    set_index_generation(f"{now.year}-{int(count or 0) + 1 if year == str(now.year) else 1}")
    with transaction.atomic():
        NameToken.objects.all().delete()
        index_all_names()
    return NameToken.objects.count()


def rotate_index_if_due(*, now: datetime) -> int:
    """Rotate once a year; a job calls it each day."""
    return rotate_index(now=now) if not index_generation().startswith(f"{now.year}-") else 0
