"""Phones of a bench and what is written on them: entries with real bytes, sealed boxes and sealed keys."""

from __future__ import annotations

import random
from base64 import b64encode
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone

from vereda.access.door import Role, enrol_device, grant, local_day, reader_for_command
from vereda.access.models import Account
from vereda.countries.door import pack
from vereda.encounters.entries import Corrected, Line, Place, Recorded, Service
from vereda.encounters.words import AgeBand, PlaceKind, Sex
from vereda.logbook import clock
from vereda.logbook.door import Author, Plain
from vereda.logbook.ids import uuid7
from vereda.logbook.nodekeys import this_node
from vereda.logbook.schema import FieldClass, Parts, Payload, der_of, seal_envelope
from vereda.logbook.words import Channel
from vereda.logbook.writing import Prepared, written
from vereda.places.door import locate
from vereda.settings.environment import env

NOTE = "Iban por la vía hacia el norte; les faltaba agua desde ayer, uno con ampollas en los pies."
SERVICES = ("WATER", "FOOD", "ORIENT_RIGHTS", "ORIENT_DANGERS", "FIRST_AID", "SERUM")
BANDS = (AgeBand("0-4"), AgeBand("12-17"), AgeBand("18-29"), AgeBand("30-59"))


class Enrolled(NamedTuple):
    """A phone of a bench: who writes on it, its token, and the key by which it signs."""

    by: Author
    token: str
    key: ec.EllipticCurvePrivateKey


def enrolled(count: int) -> Iterator[Enrolled]:
    """Enrol phones over the groups of the country, one agent a group."""
    country, operator, agents = env().country, reader_for_command(None, None), dict[str, UUID]()
    groups = list(pack(country).groups.values())
    for number in range(count):
        group = groups[number % len(groups)]
        if group.code not in agents:
            agents[group.code] = _agent(country, group.code)
        key = ec.generate_private_key(ec.SECP256R1())
        receipt, token = enrol_device(
            country=country,
            group=group.code,
            label=f"{number}",
            by=operator,
            at=timezone.now(),
            public_key=b64encode(der_of(key.public_key())).decode(),
            agents=[agents[group.code]],
        )
        yield Enrolled(
            Author(
                account=str(agents[group.code]),
                group=group.code,
                country=country,
                zone=group.zone,
                device=str(receipt.subject),
                pack=pack(country).hash,
            ),
            token,
            key,
        )


def _agent(country: str, group: str) -> UUID:
    account = Account.objects.create_user(f"agent-{group}", display_name="Agente")
    begins, operator = local_day(country, group) - timedelta(days=1), reader_for_command(None, None)
    grant(account=account.id, role=Role.AGENT, country=country, group=group, from_on=begins, by=operator, at=timezone.now())
    return account.id


class Pen:
    """One phone through two days: meetings with their exact place, a note on every fourth; one entry in twenty corrects."""

    def __init__(self, by: Author, chance: random.Random, key: ec.EllipticCurvePrivateKey | None = None) -> None:
        self.by, self.chance, self.key = by, chance, key
        self.home = pack(by.country).groups[by.group]
        self.nationalities = list(pack(by.country).nationalities)[:8]
        self.place = locate(by.country, self.home.lat, self.home.lon)
        self.at = timezone.now() - timedelta(days=2)
        self.seq = 0
        self.met: list[tuple[UUID, UUID]] = []  # subject and head of meetings that nobody corrected yet

    def batch(self, size: int) -> bytes:
        """Return the body of one request with `size` entries."""
        return orjson.dumps({"entries": [self._sealed(self.entry()) for _ in range(size)]})

    def entry(self) -> Prepared:
        """Return the next entry of this phone."""
        self.seq += 1
        self.at += timedelta(seconds=self.chance.randint(1, 300) / 10)
        id_ = uuid7(clock.to_ms(self.at))
        if self.met and self.chance.random() < 0.05:
            subject, head = self.met.pop(self.chance.randrange(len(self.met)))
            return self._written(Corrected(services=[Service(service="BLANKET")]), id_, subject, seen=[head], boxes=[])
        subject = uuid7(clock.to_ms(self.at))
        self.met.append((subject, id_))
        return self._written(self.meeting(), id_, subject, seen=[], boxes=self.boxes())

    def _written(self, payload: Payload, id_: UUID, subject: UUID, seen: list[UUID], boxes: list[Plain]) -> Prepared:
        return written(
            payload,
            id=id_,
            subject=subject,
            seen=seen,
            by=self.by,
            at=self.at,
            clock=clock.reading(clock.to_ms(self.at), self.seq % 0x10000),
            boxes=boxes,
            channel=Channel.PHONE,
            device_seq=self.seq,
        )

    def meeting(self) -> Recorded:
        lines = [self._line(number) for number in range(self.chance.choices((1, 2, 3, 4, 6), (50, 25, 12, 8, 5))[0])]
        return Recorded(
            people_met=sum(line.count for line in lines),
            lines=lines,
            services=[Service(service=code) for code in self.chance.sample(SERVICES, k=2)],
            language="es",
            place=Place(
                kind=PlaceKind.POINT,
                state=self.place.state or "",
                municipality=self.place.municipality or "",
                h3_5=self.place.h3_5,
            ),
        )

    def _line(self, number: int) -> Line:
        return Line(
            line_id=f"l{number}",
            count=self.chance.choices((1, 2, 3, 5), (60, 20, 12, 8))[0],
            nationality=self.chance.choice(self.nationalities),
            sex=self.chance.choice((Sex.F, Sex.M)),
            age_band=self.chance.choice(BANDS),
        )

    def boxes(self) -> list[Plain]:
        near: dict[str, Any] = {  # Any: JSON
            "lat": round(self.home.lat + self.chance.gauss(0, 0.05), 6),
            "lon": round(self.home.lon + self.chance.gauss(0, 0.05), 6),
            "accuracy_m": 8.0,
        }
        boxes = [Plain(cls=FieldClass.WHEREABOUTS, fields=near)]
        if self.seq % 4 == 0:
            boxes.append(Plain(cls=FieldClass.FREE_TEXT, fields={"text": NOTE, "lang": "es"}))
        return boxes

    def _sealed(self, made: Prepared) -> dict[str, Any]:  # Any: JSON
        """Return an entry in its envelope, as the phone sends it."""
        assert self.key is not None
        parts = Parts(
            id=str(made.body.id),
            country=self.by.country,
            group=self.by.group,
            device=self.by.device,
            device_seq=made.body.device_seq or 0,
            body=made.raw,
            boxes=[(box.ref.cls, box.sealed, box.content_key or b"") for box in made.boxes],
        )
        return seal_envelope(parts, self.key, headquarters=this_node().headquarters).to_json()
