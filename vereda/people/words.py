"""The closed words of consent: for what, and how it was given."""

from __future__ import annotations

from enum import StrEnum


class ConsentFor(StrEnum):
    """What a person allows, one by one. No word stands for help itself: that is never refused for want of a signature."""

    KEEP = "keep"  # that the name is kept, so that they are known when they come again
    REFER = "refer"  # that somebody who can help is told what is needed for it
    LEGAL = "legal"  # that somebody files or speaks in their name
    TRACE = "trace"  # that they are compared with reports of who is sought, also of other groups
    CONSULATE = "consulate"  # that their consulate is told
    PUBLISH = "publish"  # that their name is published to find their family; pictures are not (docs/decisions/missing.md)
    STATISTICS = "statistics"  # that what is known of them is linked for studies; counts without persons need no yes


class ConsentMode(StrEnum):
    """How it was given."""

    SIGNED = "signed"
    SPOKEN = "spoken"  # before a witness
    THUMB = "thumb"


class WithdrawnBy(StrEnum):
    """How it was taken back."""

    PAPER = "paper"
    TELEPHONE = "telephone"
    SMS = "sms"
    DESK = "desk"
