"""An alarm that came as a text message: of a number of ours, and of no other."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.logbook.door import Author, Receipt, subject
from vereda.logbook.schema import Channel
from vereda.safety.actions.danger import raise_danger
from vereda.safety.lookups.danger import open_danger_of
from vereda.safety.words import DANGER_WORD


def is_alarm(text: str) -> bool:
    """Tell whether a text message raises an alarm: it begins with the word, however it is written."""
    return text.strip().casefold().startswith(DANGER_WORD.casefold())


def says_more(text: str) -> bool:
    """Tell whether an alarm says more than its word and the id that a phone writes: where they are, what happens."""
    rest = text.strip()[len(DANGER_WORD) :]
    return any(one.isalnum() for one in rest) and not (len(rest.split()) == 1 and _named(text))


def raise_by_text(*, text: str, account: str, by: Author, at: datetime) -> Receipt | None:
    """Record the alarm of a text message; None where it is of one that is open already and came by data too.

    The phone writes the id of its alarm into the message, so that what comes both ways is one. Typed by hand it has none: then
    it belongs to the officer's open alarm, where there is one.
    """
    named = _named(text)
    if named is None:
        known = open_danger_of(account, by.country)
        named = known.subject if known else None
    else:
        found = subject(named)
        if found is not None and (found.ref.kind, found.ref.group) != ("danger", by.group):
            named = None  # an id of something else: whoever wrote it still needs help
    return raise_danger(by=by, at=at, who=account, channel=Channel.SMS, subject=named)


def _named(text: str) -> UUID | None:
    rest = text.strip()[len(DANGER_WORD) :].split()
    try:
        return UUID(hex=rest[0]) if rest else None
    except ValueError:
        return None
