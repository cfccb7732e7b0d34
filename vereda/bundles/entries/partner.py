"""The facts of another installation: its card compared by two persons, revoked; each bundle given and taken."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.bundles.rules.card import Card, Fingerprint
from vereda.bundles.words import RevokedFor, Way
from vereda.logbook.schema import Code, Instant, Payload, Strict

PARTNER = "between_partner"
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0, le=1_000_000)]


class OfPartners(Payload):
    """What headquarters writes of another installation. No person is in it, nor how many were handed on."""

    subject_kind: ClassVar[str] = PARTNER
    from_devices: ClassVar[bool] = False


class CardProposed(OfPartners):
    """One person compared the fingerprint with the voice of somebody there."""

    kind: ClassVar[str] = "bundles.card_proposed"
    card: Card


class CardTrusted(OfPartners):
    """A second person did; whoever proposed it counts once."""

    kind: ClassVar[str] = "bundles.card_trusted"
    fingerprint: Fingerprint


class CardRenewed(OfPartners):
    """The same keys said something else of themselves: another address, other groups."""

    kind: ClassVar[str] = "bundles.card_renewed"
    card: Card


class TrustRevoked(OfPartners):
    """From now on nothing of it is taken, and nothing given. It holds for ever, whatever else arrives."""

    kind: ClassVar[str] = "bundles.trust_revoked"
    reason: RevokedFor


class KindTaken(Strict):
    """Public material of one kind as it was taken. digest: SHA-256 of the file in which it lies here."""

    version: Annotated[int, Field(ge=1, le=1_000_000)]
    count: Count
    digest: Digest


class OfBundle(OfPartners):
    """bundle, made_at: as its maker says; digest: SHA-256 of the file."""

    bundle: UUID
    made_at: Instant
    digest: Digest
    way: Way


class BundleGiven(OfBundle):
    """A bundle was made for it. content: how many items of each kind."""

    kind: ClassVar[str] = "bundles.given"
    content: Annotated[dict[Code, Count], Field(max_length=100)] = Field(default_factory=dict)


class BundleTaken(OfBundle):
    """A bundle of it was taken. left: how many of what were not understood, or were older than what is here."""

    kind: ClassVar[str] = "bundles.taken"
    content: Annotated[dict[Code, KindTaken], Field(max_length=100)] = Field(default_factory=dict)
    left: Annotated[dict[Code, Count], Field(max_length=100)] = Field(default_factory=dict)


class BundleRefused(OfPartners):
    """A bundle of it was refused, once for each file. code: of the error."""

    kind: ClassVar[str] = "bundles.refused"
    digest: Digest
    code: Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z_]+$", max_length=80)]


KINDS = (CardProposed, CardTrusted, CardRenewed, TrustRevoked, BundleGiven, BundleTaken, BundleRefused)
