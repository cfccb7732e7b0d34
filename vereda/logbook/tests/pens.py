"""Agents who write apart from each other: entries with real bytes, boxes and clocks, and no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from vereda.encounters.entries import Corrected, Line, Place, Recorded, Reinstated, Service, Withdrawn
from vereda.encounters.words import WithdrawnFor
from vereda.logbook import clock
from vereda.logbook.actions.opening import Delivered
from vereda.logbook.entries import Payload
from vereda.logbook.ids import uuid8
from vereda.logbook.rules.order import heads_of
from vereda.logbook.words import Channel
from vereda.logbook.writing import Author, Plain, Prepared, written

NOW = datetime(2024, 1, 29, 19, 20, tzinfo=UTC)
GROUP, ZONE = "piedras-negras", "America/Matamoros"


def author(account: str = "ines", device: str = "phone-1", group: str = GROUP) -> Author:
    return Author(account=account, group=group, country="mx", zone=ZONE, device=device)


def subject_number(number: int) -> UUID:
    """Return the same subject for the same number, whatever run."""
    return uuid8(clock.to_ms(NOW), bytes([number]) * 10)


@dataclass
class Pen:
    """One agent's phone: it writes what it knows of, and may be told what others wrote."""

    device: str
    known: dict[UUID, Prepared] = field(default_factory=dict)
    seq: int = 0
    last: str = ""
    skew: timedelta = timedelta()

    def write(self, payload: Payload, subject: UUID, *, minutes: int = 0, boxes: list[Plain] | None = None) -> Prepared:
        """Write an entry that has seen the heads this phone knows of the subject."""
        now = NOW + timedelta(minutes=minutes) + self.skew
        self.seq += 1
        self.last = clock.tick(self.last, clock.to_ms(now))
        digest = f"{self.device}:{self.seq}".encode().ljust(10, b".")[-10:]
        prepared = written(
            payload,
            id=uuid8(clock.to_ms(now), digest),
            subject=subject,
            seen=self.heads(subject),
            by=author(self.device, self.device),
            at=now,
            clock=self.last,
            boxes=boxes or [],
            channel=Channel.PHONE,
            device_seq=self.seq,
        )
        self.known[prepared.body.id] = prepared
        return prepared

    def heads(self, subject: UUID) -> list[UUID]:
        edges = {
            str(one.body.id): [str(seen) for seen in one.body.seen] for one in self.known.values() if one.body.subject == subject
        }
        return [UUID(head) for head in heads_of(edges)]

    def learn(self, other: Pen) -> None:
        """Take over what another phone knows, clock included."""
        for id_, prepared in other.known.items():
            self.known.setdefault(id_, prepared)
            self.last = max(self.last, prepared.body.clock)


def delivered(prepared: Prepared) -> Delivered:
    """Return an entry as it comes out of its envelope."""
    return Delivered(prepared.raw, [box.sealed for box in prepared.boxes], [box.content_key for box in prepared.boxes])


def meeting(people: int = 3, **more: Any) -> Recorded:
    """Return a plain meeting of `people` from Guatemala who got water."""
    values: dict[str, Any] = {
        "people_met": people,
        "lines": [Line(line_id="a", count=people, nationality="GT")] if people else [],
        "services": [Service(service="WATER")],
        "place": Place(state="MX-COA", municipality="05025"),
    }
    return Recorded(**{**values, **more})


def change(number: int) -> Payload:
    """Return one of several later facts, by number: corrections of other and of the same fields, withdrawal, its undoing."""
    choices: list[Payload] = [
        Corrected(people_met=4 + number % 5),
        Corrected(lines=[Line(line_id="a", count=1 + number % 3, nationality="HN")]),
        Corrected(lines=[Line(line_id="b", count=1, nationality="SV")]),
        Corrected(lines_removed=["a"]),
        Corrected(services=[Service(service="FOOD")]),
        Corrected(services_removed=["WATER"]),
        Corrected(language="es" if number % 2 else "en"),
        Withdrawn(reason=WithdrawnFor.TWICE if number % 2 else WithdrawnFor.MISTAKE),
        Reinstated(),
    ]
    return choices[number % len(choices)]


WHERE = Plain(cls="whereabouts", fields={"lat": 28.7, "lon": -100.52, "accuracy_m": 8.0, "place": "islote"})  # type: ignore[arg-type]  # a StrEnum's text
NOTE = Plain(cls="free_text", fields={"text": "ZAFIRO nota"})  # type: ignore[arg-type]  # a StrEnum's text
