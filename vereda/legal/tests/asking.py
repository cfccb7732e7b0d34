"""Who writes in the tests of legal cases, and what they write. Models are imported where Django stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.access.tests.cast import Cast
from vereda.legal.words import CaseKind

ZONE = ZoneInfo("America/Mexico_City")
NOW = datetime(2026, 11, 13, 9, 0, tzinfo=ZONE)


@dataclass(frozen=True)
class Desk:
    """Who writes: Inés of a group, Emilio who advises, Lucía who works on cases of the group."""

    cast: Cast

    def by(self, name: str) -> Any:  # Any: an author, whose class is imported where Django stands
        from vereda.access.door import author_of

        return author_of(self.cast.reader(name))

    def opened(self, what: CaseKind = CaseKind.OTHER, by: str = "ines", **told: Any) -> UUID:  # Any: fields of the box, and names
        from vereda.legal import door as legal

        whom = {name: told.pop(name) for name in ("person", "encounter", "with_receipt", "takes") if name in told}
        return legal.open_case(legal.Opening(what=what, **told), by=self.by(by), at=NOW, **whom).receipt.subject

    def taken(self, what: CaseKind = CaseKind.OTHER, **told: Any) -> UUID:  # Any: as above
        from vereda.legal import door as legal

        case = self.opened(what, **told)
        legal.take_case(case=case, by=self.by("emilio"), at=NOW)
        return case

    def does(self, act: Any, name: str = "emilio", at: datetime = NOW, **told: Any) -> Any:  # Any: an act and what it wants
        return act(by=self.by(name), at=at, **told)


def row(case: UUID) -> Any:  # Any: a row, whose class is imported where Django stands
    from vereda.legal.door import cases

    return cases.case(case, "mx")


def met(desk: Desk, people: int, **told: Any) -> UUID:  # Any: fields of a meeting
    from vereda.encounters.door import Meeting, record_meeting

    return record_meeting(Meeting(people_met=people, **told), by=desk.by("ines"), at=NOW - timedelta(hours=1)).subject
