"""What came out, changed or went between two looks at what is public. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vereda.webhooks.rules.message import Public, kind_of
from vereda.webhooks.words import Kind


@dataclass(frozen=True)
class Change:
    """Something came out (or says something else now), or is gone."""

    public: Public
    kind: Kind
    is_gone: bool


def changes(before: Mapping[str, Public], now: Iterable[Public]) -> list[Change]:
    """Return what changed since, what came out before what went, each in the order in which it was found.

    before  by key, as it was looked at last
    """
    there = {one.key: one for one in now}
    came = [one for key, one in there.items() if key not in before or before[key].version != one.version]
    went = [one for key, one in before.items() if key not in there]
    return [
        Change(one, kind, is_gone)
        for rows, is_gone in ((came, False), (went, True))
        for one in rows
        if (kind := kind_of(one, is_gone=is_gone)) is not None
    ]
