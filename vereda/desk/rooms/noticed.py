"""What the areas of a post's day say to others: a notice for the board, a part of the hand-over. Words are made by the area.

None of it blocks the night's work: odd and missing things are shown to whoever is on duty, with a way to where they are mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from vereda.access.door import Action, RecordClass
from vereda.access.door import Part as AccessPart
from vereda.desk.labels import Labels

type Need = tuple[RecordClass, Action, AccessPart]


class Level(StrEnum):
    """How loud a notice is."""

    ALARM = "alarm"  # somebody may be in danger
    WARN = "warn"  # late, missing, contradicting itself
    NOTE = "note"  # to be known: an agreement that ends, stock that runs low


@dataclass(frozen=True)
class Act:
    """What can be done about a notice where it stands, in one tap. fields: what the form sends."""

    url: str
    label: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Notice:
    """One thing to be seen. said: a short sentence; url: where it is looked at or mended, ''.

    act      what can be done at once, None: only looked at
    on_wall  whether it may stand on the wall of the post, which visitors see: nothing of a person we met, of a place, of a note
    need     the right without which it is not shown; None: everybody at the post sees it
    """

    level: Level
    said: str
    url: str = ""
    on_wall: bool = False
    act: Act | None = None
    need: Need | None = None


@dataclass(frozen=True)
class Part:
    """One heading of the hand-over with its lines; no line holds a name of a person we met, a note or an exact place.

    What not all on duty may read is asked for by role, and taken out of a sheet that somebody else wrote (`notices.readable`).
    """

    title: str
    lines: Sequence[str]


@dataclass(frozen=True)
class Asked:
    """Of which post, when, and for whom.

    now      in the clock of the post;  role: '' for a wall, which all may read
    account  whose board it is, for what is given to one person; '' for nobody's
    """

    country: str
    group: str
    now: datetime
    labels: Labels
    role: str = ""
    account: str = ""


type Notices = Callable[[Asked], Iterable[Notice]]
type Parts = Callable[[Asked], Iterable[Part]]
