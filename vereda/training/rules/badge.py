"""A certificate as an Open Badges 3.0 credential, signed as VC-JWT: for other programs' wallets. Pure.

Standard: 1EdTech Open Badges 3.0, AchievementCredential on W3C Verifiable Credentials 2.0; proof: compact JWS, 8.2 (ES256).
Its verifiers demand that `sub` is the id of the subject: it is made of the badge's own, so that two badges of one person have
nothing in common but the name. No account is in it, and nothing leads back into the house.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from vereda.training.rules.certificate import Said, Sign, _part, _told

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]


def credential(
    said: Said, *, id_: UUID, issuer_url: str, course: str, goal: str, criteria: str, lang: str
) -> dict[str, Any]:  # Any: JSON
    """Return the credential. issuer_url: address of the page where the keys are; course: its code; criteria: what was asked."""
    found: dict[str, Any] = {  # Any: JSON
        "@context": CONTEXT,
        "id": f"urn:uuid:{id_}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": said.title,
        "issuer": {"id": issuer_url, "type": ["Profile"], "name": said.issuer, "url": issuer_url},
        "validFrom": _instant(said.on),
        "credentialSubject": {
            "id": f"urn:uuid:{uuid5(id_, 'subject')}",
            "type": ["AchievementSubject"],
            "identifier": [{"type": "IdentityObject", "hashed": False, "identityHash": said.name, "identityType": "ext:name"}],
            "achievement": {
                "id": f"{issuer_url}#{course}",
                "type": ["Achievement"],
                "name": said.title,
                "description": goal,
                "criteria": {"narrative": criteria},
                "inLanguage": lang,
            },
        },
    }
    if said.until is not None:
        found["validUntil"] = _instant(said.until + timedelta(days=1))
    return found


def signed(found: Mapping[str, Any], sign: Sign, key: Mapping[str, str]) -> str:  # Any: JSON
    """Return the credential as VC-JWT. key: the public key as JWK, which the header carries."""
    public = {name: key[name] for name in ("kty", "crv", "x", "y")}
    claims = {
        **found, "iss": found["issuer"]["id"], "jti": found["id"], "sub": found["credentialSubject"]["id"],
        "nbf": _seconds(found["validFrom"]),
    }  # fmt: skip
    if "validUntil" in found:
        claims["exp"] = _seconds(found["validUntil"])
    body = f"{_part({'alg': 'ES256', 'typ': 'JWT', 'jwk': public})}.{_part(claims)}"
    return f"{body}.{_told(sign(body.encode()))}"


def text(found: Mapping[str, Any]) -> str:  # Any: JSON
    """Return the credential as a file, to be read."""
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _instant(on: date) -> str:
    return f"{on.isoformat()}T00:00:00Z"


def _seconds(told: str) -> int:
    return int(datetime.combine(date.fromisoformat(told[:10]), time(), UTC).timestamp())
