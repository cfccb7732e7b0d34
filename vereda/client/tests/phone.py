"""A phone for tests: enrolled with a key of its own, in somebody's hands, it writes entries and sends real envelopes."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.utils import timezone

from vereda.access.door import enrol_device, reader_for_command
from vereda.access.tests.cast import Cast
from vereda.logbook import clock, sealing
from vereda.logbook.entries import Payload
from vereda.logbook.envelopes import Envelope, Parts, seal_envelope
from vereda.logbook.ids import uuid7
from vereda.logbook.nodekeys import this_node
from vereda.logbook.signatures import der_of
from vereda.logbook.tests.pens import subject_number
from vereda.logbook.words import FieldClass
from vereda.logbook.writing import Author, Plain, Prepared, written


class Phone:
    """An enrolled device with its token. Without more said, Inés's, of her group."""

    def __init__(
        self,
        cast: Cast,
        who: str = "ines",
        group: str = "piedras-negras",
        zone: str = "America/Matamoros",
        label: str = "Teléfono 1",
    ) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.account = cast.account(who).pk
        receipt, self.token = enrol_device(
            country="mx",
            group=group,
            label=label,
            by=reader_for_command(None, None),
            at=timezone.now(),
            public_key=b64encode(der_of(self.key.public_key())).decode(),
            agents=[self.account],
        )
        self.device, self.seq = str(receipt.subject), 0
        self.by = Author(account=str(self.account), group=group, country="mx", zone=zone, device=self.device)

    def write(
        self, payload: Payload, subject: int | UUID, *boxes: Plain, at: datetime | None = None, clock_ms: int | None = None
    ) -> Prepared:
        """Return the next entry of this phone; `clock_ms`: what its clock says, where that is not now."""
        self.seq += 1
        now = timezone.now()
        return written(
            payload,
            id=uuid7(clock.to_ms(now)),
            subject=subject if isinstance(subject, UUID) else subject_number(subject),
            seen=[],
            by=self.by,
            at=at or now,
            clock=clock.reading(clock.to_ms(now) if clock_ms is None else clock_ms, self.seq),
            boxes=boxes,
            device_seq=self.seq,
        )

    def seal(self, one: Prepared, outer: FieldClass = FieldClass.CONTACT) -> Envelope:
        """Return an entry in its envelope."""
        return self.seal_parts(self.parts(one), outer)

    def parts(self, one: Prepared) -> Parts:
        body = one.body
        return Parts(
            id=str(body.id),
            country=body.country,
            group=body.group,
            device=body.device,
            device_seq=body.device_seq or 0,
            body=one.raw,
            boxes=[(box.ref.cls, box.sealed, box.content_key or sealing.new_key()) for box in one.boxes],
        )

    def seal_parts(self, parts: Parts, outer: FieldClass = FieldClass.CONTACT) -> Envelope:
        return seal_envelope(parts, self.key, headquarters=this_node().headquarters, outer=outer)

    def seal_changed(self, one: Prepared, change: Mapping[str, object] | Callable[[str], str]) -> Envelope:
        """Return an envelope, signed by this phone as it should be, whose body says something else."""
        if callable(change):
            return self.seal_parts(replace(self.parts(one), body=change(one.raw.decode()).encode()))
        return self.seal_parts(replace(self.parts(one), body=orjson.dumps({**orjson.loads(one.raw), **change})))

    def push(self, *entries: Prepared, to: str = "push") -> dict[str, Any]:  # Any: JSON
        """Deliver entries and return what the server said."""
        return self.deliver(*map(self.seal, entries), to=to)

    def deliver(self, *envelopes: Envelope, to: str = "push") -> dict[str, Any]:  # Any: JSON
        answer = self.post(body_of(*envelopes), to=to)
        assert answer.status_code == 200, answer.content
        told: dict[str, Any] = answer.json()
        return told

    def post(self, body: bytes, *, to: str = "push") -> Any:  # Any: Django's test response
        return Client().post(f"/sync/v1/{to}", body, content_type="application/json", headers=self.headers)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "X-Vereda-App": "1"}


def body_of(*envelopes: Envelope) -> bytes:
    """Return the body of one request."""
    return orjson.dumps({"entries": [one.to_json() for one in envelopes]})
