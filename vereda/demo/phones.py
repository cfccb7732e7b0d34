"""The phones of a demonstration's post: one in use, one that is out of reach, one that is silent too long, one that was lost."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from uuid import UUID

from vereda.access.door import enrol_device, note_contact, reader_for_command, revoke_device
from vereda.demo.people import Traveller
from vereda.demo.telling import line
from vereda.demo.writing import Scribe
from vereda.encounters.door import Recorded, Service
from vereda.logbook.door import Delivered, receive

IN_USE = (
    # agents by their place in the group (-1: the last), minutes since the last contact, entries still on it, tallies that came in
    ((0, -1), 18, 0, 3),
    ((-1,), 5 * 60 + 20, 6, 1),
    ((0,), 84 * 60, 2, 0),
)
LOST = len(IN_USE) + 1
APP = 1


def phones(scribe: Scribe, group: str, now: datetime) -> None:
    """Enrol phones with their agents, and deliver from one that was reported lost: chained, and held for the coordinator."""
    for number, (places, minutes, unsent, came) in enumerate(IN_USE, start=1):
        agents = dict.fromkeys(UUID(scribe.account(group, place)) for place in places)
        device = _enrolled(scribe, group, number, list(agents), now)
        heard_at = now - timedelta(minutes=minutes)
        for seq in range(1, came + 1):
            at = heard_at - timedelta(minutes=50 * (came - seq) + 9)
            _deliver(scribe, group, device, seq, at, agent=places[0], people=seq, now=now)
        note_contact(device=device, at=heard_at, app=APP, unsent=unsent)
    lost = _enrolled(scribe, group, LOST, [UUID(scribe.account(group, 0))], now)
    revoke_device(device=lost, reason="lost", by=reader_for_command(None, None), at=now)
    _deliver(scribe, group, lost, 1, now - timedelta(hours=2), agent=0, people=2, now=now)


def _enrolled(scribe: Scribe, group: str, number: int, agents: list[UUID], now: datetime) -> UUID:
    """Enrol a phone that exists nowhere: it has no key, and its token is thrown away."""
    receipt, _ = enrol_device(
        country=scribe.plan.question.country,
        group=group,
        label=f"Teléfono {number}",
        by=reader_for_command(None, None),
        at=now - timedelta(days=12 - number),
        agents=agents,
    )
    return receipt.subject


def _deliver(scribe: Scribe, group: str, device: UUID, seq: int, at: datetime, *, agent: int, people: int, now: datetime) -> None:
    """Take in a tally as a phone writes it."""
    by, today = scribe.author(group, agent), scribe.plan.figures.today
    payload = Recorded(
        people_met=people,
        lines=[line("l1", Traveller(today.nation, "M", "18-29"), people)],
        services=[Service(service=today.small[0])],
    )
    body = {
        "id": str(scribe.names.of(f"phone {device} {seq}", group, at)),
        "kind": payload.kind,
        "version": payload.version,
        "subject": str(scribe.names.of(f"phone encounter {device} {seq}", group, at)),
        "seen": [],
        "reported_by": by.account,
        "channel": "phone",
        "country": by.country,
        "group": group,
        "author": by.account,
        "device": str(device),
        "device_seq": seq,
        "occurred_at": at.isoformat(),
        "local_on": at.date().isoformat(),
        "clock": f"{int(at.timestamp() * 1000):012x}0000",
        "pack": by.pack,
        "payload": payload.model_dump(mode="json", exclude_defaults=True),
        "boxes": [],
    }
    receive([Delivered(json.dumps(body).encode())], device=str(device), now=now)
