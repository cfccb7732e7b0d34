"""Closed words of what is told to programs of others."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Family(StrEnum):
    """What stands on a public page, or in the public library."""

    EDITION = "edition"  # protected tables of a period
    TEXT = "text"  # a right or a danger, told in one language
    NOTICE = "notice"  # a danger notice, told in one language
    PRACTICE = "practice"  # good practice, in one language


class Kind(StrEnum):
    """What a message says, in words with full stops between. There is none of a person, an encounter or a place."""

    EDITION_PUBLISHED = "edition.published"
    EDITION_REVISED = "edition.revised"
    TEXT_PUBLISHED = "text.published"
    TEXT_WITHDRAWN = "text.withdrawn"
    NOTICE_PUBLISHED = "notice.published"
    NOTICE_ENDED = "notice.ended"
    PRACTICE_PUBLISHED = "practice.published"
    PRACTICE_WITHDRAWN = "practice.withdrawn"
    TEST = "webhook.test"


class Use(StrEnum):
    """For what an institution is told. It decides which kinds can be asked for at all."""

    FIGURES = "figures"  # it works with published tables
    TELLING = "telling"  # it tells people on the move what they may do and what to beware of
    LEARNING = "learning"  # it learns from how others work


USES: Mapping[Use, tuple[Kind, ...]] = {
    Use.FIGURES: (Kind.EDITION_PUBLISHED, Kind.EDITION_REVISED),
    Use.TELLING: (Kind.TEXT_PUBLISHED, Kind.TEXT_WITHDRAWN, Kind.NOTICE_PUBLISHED, Kind.NOTICE_ENDED),
    Use.LEARNING: (Kind.PRACTICE_PUBLISHED, Kind.PRACTICE_WITHDRAWN),
}

ENDS: Mapping[Kind, Kind] = {
    Kind.TEXT_PUBLISHED: Kind.TEXT_WITHDRAWN,
    Kind.NOTICE_PUBLISHED: Kind.NOTICE_ENDED,
    Kind.PRACTICE_PUBLISHED: Kind.PRACTICE_WITHDRAWN,
}
"""Who is told that it came out is told that it is gone: whoever copied it must be able to take it back."""


class Standing(StrEnum):
    """What a receiver is worth."""

    PROPOSED = "proposed"  # one person registered it
    ACTIVE = "active"  # a second one approved it
    OFF = "off"  # for ever; it is registered anew


class OffFor(StrEnum):
    """Why a receiver is told nothing any more."""

    ENDED = "ended"  # it is not needed any more
    REFUSED = "refused"  # the second person did not approve
    SECRET_LOST = "secret_lost"  # noqa: S105  the word: somebody else may hold its secret
    ENFORCEMENT = "enforcement"  # it came under an authority that detains, or may hold none any more
    GONE = "gone"  # it answered 410
    UNREACHABLE = "unreachable"  # nothing was taken for the days that the specification names


BY_MACHINE = frozenset({OffFor.GONE, OffFor.UNREACHABLE})
"""Reasons that no person gives."""


class State(StrEnum):
    """What became of a message for one receiver."""

    WAITING = "waiting"
    SENDING = "sending"
    TAKEN = "taken"
    GIVEN_UP = "given_up"
    DROPPED = "dropped"  # the receiver was switched off before


class Trouble(StrEnum):
    """Why there was no answer."""

    NO_NAME = "no_name"  # its name has no address
    OWN_NETWORK = "own_network"  # its name leads into a network of ours, or to nowhere public
    CERTIFICATE = "certificate"
    SLOW = "slow"
    UNREACHABLE = "unreachable"
