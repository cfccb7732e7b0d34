"""What is told of a topic in one language, as a file of the pack holds it, and the places in it that the pack fills."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from .cells import Day, Text
from .words import VERIFIED, Status

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
FILLED = re.compile(r"(hotline|service)\.([a-z0-9]+(?:-[a-z0-9]+)*)")
EXAMPLE = "{hotline.codigo}"


class TopicText(BaseModel):
    """A topic in one language. short: one text message; spoken: to be read aloud; full: the page.

    title   its heading, where the language is none of the two in which topics.csv names it
    source, article, source_read_on   where it comes from, and the day on which somebody read that
    reviewed_by, office, reviewed_on, valid_until   who answers for it, and how long; empty: nobody yet, and it is a preview
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: Text | None = None
    short: Text
    spoken: Text
    full: Text
    source: Text
    article: Text | None = None
    source_read_on: Day | None = None
    status: Status
    reviewed_by: Text | None = None
    office: Text | None = None
    reviewed_on: Day | None = None
    valid_until: Day | None = None

    @property
    def is_verified(self) -> bool:
        return self.status in VERIFIED


class Named(NamedTuple):
    """A place in a text that the pack fills: '{hotline.codigo}'."""

    table: str
    code: str

    def __str__(self) -> str:
        return f"{{{self.table}.{self.code}}}"


def named_in(*texts: str) -> Iterator[Named | str]:
    """Yield what the braces of some texts name, in order; what is no placeholder as it stands there."""
    for inside in (found for text in texts for found in PLACEHOLDER.findall(text)):
        known = FILLED.fullmatch(inside)
        yield Named(known[1], known[2]) if known else f"{{{inside}}}"
