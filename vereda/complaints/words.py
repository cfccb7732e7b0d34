"""Closed words of complaints about own staff."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """All that the network knows of how one stands."""

    OPEN = "open"
    CLOSED = "closed"


class Lacks(StrEnum):
    """Why none can be written on this machine: then the page gives the paper form and the telephone."""

    KEY = "key"  # no outside body gave a key
    HEADQUARTERS = "headquarters"  # a post's machine stands with the people whom it may be about
