"""What a pack leaves open, as lines of a terminal: what will not work, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import click

from vereda.countries.door import Pack, gaps


def tell_gaps(pack: Pack, say: Callable[[str], str]) -> None:
    """Print each gap of a pack as of today."""
    for gap in gaps(pack, datetime.now(UTC).date()):
        without, task = gap.said(say)
        click.echo(f"  [{gap.code}] {without}\n    {say('Por hacer')} ({gap.file}): {task}")
