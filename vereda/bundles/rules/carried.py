"""Persons handed on, as they travel inside a bundle. A wrong item is left, the others are taken. Pure."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from vereda.bundles.rules.card import Line
from vereda.bundles.words import What
from vereda.logbook.schema import Code, Instant
from vereda.referrals.schema import Answer, Item, RecalledFor, RefusedFor, Service, Told

NOTE_MOST = 2000


class Carried(BaseModel):
    """What is here of a newer program and has no name here is left unread; the bundle says that we may."""

    model_config = ConfigDict(extra="ignore")


class CarriedReferral(Carried):
    """A person for a group of the receiver, with consent: to what help, and what is told, in pieces of the minimum."""

    id: UUID
    folio: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9/-]{1,40}$")]  # it stands in clear: no room for a name
    made_at: Instant
    post: Code
    sent_by: Line
    service: Service
    told: dict[Item, Told] = Field(min_length=1, max_length=len(Item))


class CarriedWord(Carried):
    """What the group that took in says. referral: id that its sender gave; entry: of the word, by which it is known again."""

    referral: UUID
    entry: UUID
    what: What
    at: Instant
    answer: Answer | None = None
    reason: RefusedFor | None = None
    text: Annotated[str, StringConstraints(max_length=NOTE_MOST)] = ""


class CarriedRecall(Carried):
    """A person handed on before of whom nothing holds any more: what was told is destroyed by the receiver."""

    referral: UUID
    reason: RecalledFor
    at: Instant
