"""What another installation is worth here after its entries, and which of its bundles were taken. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from vereda.bundles.entries.partner import (
    BundleGiven,
    BundleRefused,
    BundleTaken,
    CardProposed,
    CardRenewed,
    CardTrusted,
    OfBundle,
    TrustRevoked,
)
from vereda.bundles.rules.bundle import OPEN_DAYS
from vereda.bundles.rules.card import Card, is_newer, is_same_office
from vereda.bundles.words import Direction, Standing
from vereda.logbook.schema import Entry, State, uuid8

KEPT = timedelta(days=2 * OPEN_DAYS)
"""Of bundles: so long they are known; an older one is refused for its age."""


def subject_of(country: str, fingerprint: str) -> UUID:
    """Return the id of another installation, as this country knows it."""
    return uuid8(0, sha256(f"between|{country}|{fingerprint}".encode()).digest())


def start() -> State:
    """Return an installation of which nothing is known."""
    return {"card": None, "proposed": None, "trusted": None, "revoked": None, "content": {}, "bundles": {}, "refused": {}}


def step(state: State, entry: Entry) -> State:
    """Return it after one more entry. Revoked stays revoked; the first proposal and the first second person stand."""
    match entry.payload:
        case CardProposed(card=card):
            if state["card"] is None:
                state |= {"card": card.as_json, "proposed": _said(entry)}
        case CardTrusted(fingerprint=fingerprint):
            is_second = state["proposed"] is not None and state["proposed"][0] != entry.author
            if state["trusted"] is None and is_second and Card.model_validate(state["card"]).fingerprint == fingerprint:
                state["trusted"] = _said(entry)
        case CardRenewed(card=card):
            _renew(state, card)
        case TrustRevoked(reason=reason):
            state["revoked"] = state["revoked"] or [*_said(entry), reason.value]
        case told:
            _of_bundles(state, told, entry)
    return state


def _of_bundles(state: State, payload: object, entry: Entry) -> None:
    match payload:
        case BundleGiven() as told:
            _keep(state, told, entry, Direction.GIVEN, {name: {"count": count} for name, count in told.content.items()}, {})
        case BundleTaken() as told:
            content = {name: one.model_dump(mode="json") for name, one in told.content.items()}
            _keep(state, told, entry, Direction.TAKEN, content, dict(told.left))
            _stand(state, told, entry)
        case BundleRefused(digest=digest, code=code):
            state["refused"].setdefault(digest, [*_said(entry), code])
            state["refused"] = _latest(state["refused"], 1)


def _renew(state: State, card: Card) -> None:
    known = Card.model_validate(state["card"]) if state["card"] else None
    is_theirs = known is not None and known.fingerprint == card.fingerprint and is_same_office(card, known)
    if known is not None and is_theirs and is_newer(card, known):
        state["card"] = card.as_json


def _keep(state: State, told: OfBundle, entry: Entry, way: Direction, content: dict[str, Any], left: dict[str, int]) -> None:
    """Keep that a bundle went or came; the first entry of each stands. Any: JSON."""
    kept = [told.made_at.isoformat(), *_said(entry), way.value, told.way.value, content, left]
    state["bundles"].setdefault(str(told.bundle), kept)
    state["bundles"] = _latest(state["bundles"], 0)


def _latest(kept: dict[str, list[Any]], place: int) -> dict[str, list[Any]]:  # Any: JSON
    """Return what is not much older than the newest. place: of the instant."""
    instants = {name: datetime.fromisoformat(one[place]) for name, one in kept.items()}
    since = max(instants.values()) - KEPT
    return {name: one for name, one in kept.items() if instants[name] >= since}


def _stand(state: State, told: BundleTaken, entry: Entry) -> None:
    """Let material of each kind stand as the latest bundle has it, in whatever order bundles came."""
    for name, one in told.content.items():
        before = state["content"].get(name)
        if before is None or datetime.fromisoformat(before["made_at"]) < told.made_at:
            at = {"made_at": told.made_at.isoformat(), "taken_at": entry.occurred_at.isoformat()}
            state["content"][name] = {**one.model_dump(mode="json"), **at}


def standing_of(state: State) -> Standing:
    """Return what it is worth: revoked wins over everything."""
    if state["revoked"]:
        return Standing.REVOKED
    return Standing.TRUSTED if state["trusted"] else Standing.PROPOSED


def _said(entry: Entry) -> list[str]:
    return [entry.author, entry.occurred_at.isoformat()]
