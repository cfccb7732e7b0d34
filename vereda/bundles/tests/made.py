"""Two installations in memory: their keys, cards, and a bundle between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec

from vereda.bundles.rules.bundle import Body, Content, sealed
from vereda.bundles.rules.card import Card, Post
from vereda.countries.door import Role
from vereda.logbook.schema import der_of, sign_p1363

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
BUNDLE = UUID("01936a1e-0000-7000-8000-000000000001")


@dataclass(frozen=True)
class House:
    """One installation. pair, signer: private keys."""

    card: Card
    pair: ec.EllipticCurvePrivateKey
    signer: ec.EllipticCurvePrivateKey

    def sign(self, message: bytes) -> bytes:
        return sign_p1363(self.signer, message)


def house(country: str = "gt", **changed: Any) -> House:  # Any: fields of a card
    """Return an installation with keys of its own."""
    pair, signer = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    told = {
        "country": country, "name": f"Red de {country}", "role": Role.NETWORK, "sealing": der_of(pair.public_key()).hex(),
        "signing": der_of(signer.public_key()).hex(), "posts": [Post(code="paso-norte", name="Paso Norte")], "made_at": NOW,
    }  # fmt: skip
    return House(Card.model_validate({**told, **changed}), pair, signer)


def body(sender: House, to: House, *, at: datetime = NOW, **told: Any) -> Body:  # Any: fields of a body
    """Return what one tells another."""
    content = told.pop("content", {"hazards": Content(version=1, items=[{"code": "rio", "advice_es": "No entre."}])})
    return Body(
        id=told.pop("id", BUNDLE),
        made_at=at, sender=sender.card.fingerprint, receiver=to.card.fingerprint, card=sender.card.as_json,
        content=content, **told,
    )  # fmt: skip


def bundle(sender: House, to: House, **told: Any) -> bytes:  # Any: as `body`
    """Return a bundle as it travels."""
    return sealed(body(sender, to, **told), to=to.card, sign=sender.sign)
