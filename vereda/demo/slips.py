"""What goes wrong at a desk and is put right: a person forgotten, an age not asked, a meeting typed twice, two who disagree."""

from __future__ import annotations

import random
from collections.abc import Sequence
from enum import StrEnum

from vereda.demo.figures import Scale
from vereda.demo.meetings import Known, Meeting


class Slip(StrEnum):
    """count: one person forgotten; age: not asked; service: forgotten; twice_*: typed twice; conflict: two corrections apart."""

    COUNT = "count"
    AGE = "age"
    SERVICE = "service"
    TWICE_WITHDRAWN = "twice_withdrawn"
    TWICE_JOINED = "twice_joined"
    CONFLICT = "conflict"


def slips(meetings: Sequence[Meeting], attentions: int, scale: Scale, rng: random.Random) -> dict[int, Slip]:
    """Return by number of the meeting what was first written wrong. Corrections end at what the meeting was."""
    found: dict[int, Slip] = {}
    usual = (Slip.COUNT, Slip.AGE, Slip.SERVICE)
    for number, meeting in enumerate(meetings):
        if not _is_plain(meeting):
            continue
        drawn = rng.random()
        if drawn < scale.corrections:
            found[number] = rng.choice(usual)
        elif drawn < scale.corrections + scale.withdrawals:
            found[number] = rng.choice((Slip.TWICE_WITHDRAWN, Slip.TWICE_WITHDRAWN, Slip.TWICE_JOINED))
    free = [number for number, meeting in enumerate(meetings) if number not in found and _is_plain(meeting)]
    for number in rng.sample(free, min(len(free), max(1, round(attentions * scale.conflicts)))):
        found[number] = Slip.CONFLICT
    return found


def _is_plain(meeting: Meeting) -> bool:
    """Tell whether everything fits: two people or more on lines, two services or more, all for everybody."""
    given = meeting.given
    return (
        meeting.known is Known.LINES
        and len(meeting.people) >= 2
        and len(given.everybody) >= 2
        and not given.own
        and not given.parts
        and len(meeting.dispositions) == 1
    )
