"""What is different between two versions of a text, word by word, so that who checks it reads what is new. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from vereda.guidance.rules.text import Said

FIELDS = ("title", "short", "spoken", "full", "source", "article")


class Part(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Change:
    """One field that is different. parts: (what became of them, words), in order."""

    field: str
    parts: tuple[tuple[Part, str], ...]


def changes(before: Said, after: Said) -> list[Change]:
    """Return what changed from one version to another, field by field; empty: nothing."""
    return [
        Change(name, tuple(_parts(getattr(before, name), getattr(after, name))))
        for name in FIELDS
        if getattr(before, name) != getattr(after, name)
    ]


def _parts(before: str, after: str) -> Iterator[tuple[Part, str]]:
    old, new = (re.findall(r"\S+\s*", text) for text in (before, after))
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if kind == "equal":
            yield Part.SAME, come
            continue
        if gone:
            yield Part.GONE, gone
        if come:
            yield Part.NEW, come
