"""A phone of the drill: its own key pair, real envelopes, real HTTP; what was not acknowledged stays in its queue."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec

from vereda.encounters.entries import Corrected, Line, Place, Recorded, Service
from vereda.logbook import clock
from vereda.logbook.files import PIECE_MOST, seal_file
from vereda.logbook.schema import FieldClass, Parts, Payload, Recipient, der_of, node_id, public_key_of, seal_envelope, uuid7
from vereda.logbook.writing import Author, Plain, written
from vereda.people.entries.person import PersonMet

ZONE = "America/Matamoros"
AT_ONCE = 20


class Phone:
    """An enrolled phone in somebody's hands. `queue`: envelopes not yet acknowledged; `all`: every one it ever made."""

    def __init__(self, url: str, code: str) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.url, self.token = url, ""
        said = self.ask("enrol", {"code": code, "public_key": b64encode(der_of(self.key.public_key())).decode(), "app": 1})
        self.device, self.token, self.group = said["device"], said["token"], said["group"]
        self.account = said["agent"]["account"]
        self.take_nodes(said["nodes"], said["headquarters"])
        self.queue: list[dict[str, Any]] = []
        self.all: list[dict[str, Any]] = []
        self.seq, self.last = 0, ""

    def take_nodes(self, nodes: dict[str, str], headquarters: str) -> None:
        """Keep to whom this phone seals: headquarters, and the post of its group while there is one."""
        known = [
            (one["role"], one["group"], Recipient(one["id"], public_key_of(bytes.fromhex(one["sealing"]))))
            for one in json.loads(nodes["text"])["nodes"]
        ]
        self.headquarters = next(node for role, _, node in known if role == "headquarters")
        self.post = next((node for role, group, node in known if role == "post" and group == self.group), None)
        assert node_id(self.headquarters.public) == headquarters

    def meet(self, people: int, *, note: str, name: str = "") -> dict[str, str]:
        """Write a meeting with its exact place and a note, and who gave a name; return the entries by what they are."""
        told = {}
        persons: list[UUID] = []
        if name:
            person = self.write(PersonMet(purpose="assist"), None, [Plain(cls=FieldClass.IDENTITY, fields={"given": name})])
            told["person"], persons = person["id"], [UUID(person["subject"])]
            told["person_subject"] = person["subject"]
        line = Line(line_id="a", count=people, nationality="GT", persons=persons)
        place = Place(state="MX-COA", municipality="05025")
        where = {"lat": 28.7, "lon": -100.52, "accuracy_m": 8.0}
        boxes = [Plain(cls=FieldClass.WHEREABOUTS, fields=where), Plain(cls=FieldClass.FREE_TEXT, fields={"text": note})]
        met = self.write(Recorded(people_met=people, lines=[line], services=[Service(service="WATER")], place=place), None, boxes)
        return {**told, "meeting": met["id"], "subject": met["subject"]}

    def photograph(self) -> str:
        """Write a meeting whose note names a photo, send both to the post, and return the photo's name."""
        attachment, sealed = seal_file(os.urandom(70_000), "image/jpeg")
        note = {"text": "con foto", "attachments": [attachment.model_dump()]}
        self.write(Recorded(people_met=1), None, [Plain(cls=FieldClass.FREE_TEXT, fields=note)])
        self.push()
        for at in range(0, len(sealed), PIECE_MOST):
            way = f"files/{attachment.sha256}?offset={at}&last={str(at + PIECE_MOST >= len(sealed)).lower()}"
            request = urllib.request.Request(f"{self.url}/sync/v1/{way}", sealed[at : at + PIECE_MOST], method="PUT")
            request.add_header("Authorization", f"Bearer {self.token}")
            urllib.request.urlopen(request, timeout=30).close()
        return attachment.sha256

    def correct(self, meeting: dict[str, str], people: int) -> None:
        """Correct the number of people met."""
        line = Line(line_id="a", count=people, nationality="GT")
        self.write(Corrected(people_met=people, lines=[line]), UUID(meeting["subject"]), [], [UUID(meeting["meeting"])])

    def write(self, payload: Payload, subject: UUID | None, boxes: list[Plain], seen: list[UUID] | None = None) -> dict[str, str]:
        """Write one entry, seal it, and put the envelope into the queue."""
        now = datetime.now(UTC)
        now_ms = clock.to_ms(now)
        self.seq, self.last = self.seq + 1, clock.tick(self.last, now_ms)
        made = written(
            payload,
            id=uuid7(now_ms),
            subject=subject or uuid7(now_ms),
            seen=seen or [],
            by=Author(account=self.account, group=self.group, country="mx", zone=ZONE, device=self.device),
            at=now,
            clock=self.last,
            boxes=boxes,
            channel="phone",  # type: ignore[arg-type]  # a StrEnum's text
            device_seq=self.seq,
        )
        told = [(box.ref.cls, box.sealed, box.content_key or b"") for box in made.boxes]
        body = made.body
        parts = Parts(
            id=str(body.id), country="mx", group=self.group, device=self.device, device_seq=self.seq, body=made.raw, boxes=told
        )
        sealed = seal_envelope(parts, self.key, headquarters=self.headquarters, post=self.post, outer=payload.sealed_as)
        self.queue.append(sealed.to_json())
        self.all.append(sealed.to_json())
        return {"id": str(body.id), "subject": str(body.subject)}

    def push(self) -> dict[str, int]:
        """Send the queue; what was answered leaves it. Return how many by answer."""
        told: dict[str, int] = {}
        while self.queue:
            batch = self.queue[:AT_ONCE]
            said = self.ask("push", {"entries": batch})
            for answer in said["answers"]:
                told[answer["status"]] = told.get(answer["status"], 0) + 1
            self.queue = self.queue[len(batch) :]
        return told

    def hello(self) -> None:
        """Hear who is there now, and to whom to seal."""
        challenge = b64encode(sha256(self.last.encode()).digest()).decode()
        at = datetime.now(UTC).isoformat()
        said = self.ask("hello", {"challenge": challenge, "app": 1, "reference": "", "unsent": len(self.queue), "at": at})
        assert len(b64decode(said["proof"])) == 64
        self.take_nodes(said["nodes"], self.headquarters.id)

    def to_file(self, path: Path) -> None:
        """Write the queue into a file, as the app does for a stick."""
        path.write_text("".join(json.dumps(one) + "\n" for one in self.queue))

    def ask(self, path: str, question: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
        headers = {"Content-Type": "application/json", "X-Vereda-App": "1"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(f"{self.url}/sync/v1/{path}", json.dumps(question).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                said: dict[str, Any] = json.loads(answer.read())
                return said
        except urllib.error.HTTPError as refused:
            with refused:
                raise AssertionError(f"{path}: {refused.code} {refused.read()[:400]!r}") from None
