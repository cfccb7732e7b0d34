"""Trusting another installation: two persons compare its fingerprint with a voice they know; one of them suffices to end it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from vereda.access.door import Holding, may_hold
from vereda.bundles import errors
from vereda.bundles.entries.partner import CardProposed, CardTrusted, TrustRevoked
from vereda.bundles.lookups import partners
from vereda.bundles.models import Partner
from vereda.bundles.rules import card as cards
from vereda.bundles.rules.card import Card
from vereda.bundles.rules.partner import subject_of
from vereda.bundles.words import RevokedFor, Standing
from vereda.countries.door import installed, is_enforcement_name
from vereda.logbook.door import Author, Receipt, in_turn, record


def check_card(card: Card, country: str) -> Card:
    """Return a card of somebody who may hold a bundle. Raises CardOfEnforcement: by role, or by a name of the packs."""
    names = [card.name, *(post.name for post in card.posts)]
    if not may_hold(card.role, Holding.BUNDLE) or is_of_enforcement(names, country, card.country):
        raise errors.CardOfEnforcement
    return card


def is_of_enforcement(names: Iterable[str], *countries: str) -> bool:
    """Tell whether a name is of a body that detains, as the packs of these countries call them."""
    known_in = set(countries) & set(installed())
    return any(is_enforcement_name(name, iso) for iso in known_in for name in names)


def end_for_enforcement(fingerprint: str, *, by: Author, at: datetime) -> None:
    """Record that an installation is trusted no more, since by its own signature it is of a body that detains."""
    with in_turn("between", fingerprint):
        row = partners.with_fingerprint(fingerprint, by.country)
        if row is not None and row.standing != Standing.REVOKED:
            record(TrustRevoked(reason=RevokedFor.ENFORCEMENT), subject=row.subject, by=by, at=at)


def propose(content: bytes, *, heard: str, by: Author, at: datetime) -> Receipt:
    """Record that one person compared the fingerprint of a card. heard: what was read over the telephone, typed whole.

    Raises NotAtPost, PersonMissing, CardDamaged, CardOfEnforcement, CardIsOurs, FingerprintDiffers, CardKnown, CardRevoked.
    """
    _demand_person(by)
    card = check_card(cards.read(content), by.country)
    if card.fingerprint == partners.own_fingerprint(by.country, at):
        raise errors.CardIsOurs
    if not cards.is_fingerprint(heard, card.fingerprint):
        raise errors.FingerprintDiffers
    with in_turn("between", card.fingerprint):
        known = partners.with_fingerprint(card.fingerprint, by.country)
        if known is not None:
            raise errors.CardRevoked if known.standing == Standing.REVOKED else errors.CardKnown
        return record(CardProposed(card=card), subject=subject_of(by.country, card.fingerprint), by=by, at=at)


def confirm(subject: UUID, *, heard: str, by: Author, at: datetime) -> Receipt:
    """Record that a second person compared it, in a call of their own: from now on bundles go and come.

    Raises NotAtPost, PersonMissing, CardUnknown, CardRevoked, CardKnown, SamePersonTrusts, FingerprintDiffers.
    """
    _demand_person(by)
    row = partners.partner(subject, by.country)
    with in_turn("between", row.fingerprint):
        row.refresh_from_db()
        if row.standing != Standing.PROPOSED:
            raise errors.CardRevoked if row.standing == Standing.REVOKED else errors.CardKnown
        if row.proposed_by == by.account:
            raise errors.SamePersonTrusts
        if not cards.is_fingerprint(heard, row.fingerprint):
            raise errors.FingerprintDiffers
        return record(CardTrusted(fingerprint=row.fingerprint), subject=subject, by=by, at=at)


def revoke(subject: UUID, *, reason: RevokedFor, by: Author, at: datetime) -> Receipt:
    """Record that an installation is trusted no more, for ever. Raises PersonMissing, CardUnknown, CardRevoked."""
    _demand_person(by)
    row = partners.partner(subject, by.country)
    with in_turn("between", row.fingerprint):
        row.refresh_from_db()
        if row.standing == Standing.REVOKED:
            raise errors.CardRevoked
        return record(TrustRevoked(reason=reason), subject=subject, by=by, at=at)


def demand_trusted(row: Partner) -> Partner:
    """Return an installation with which something may be exchanged now. Raises NotTrusted, CardOfEnforcement."""
    if row.standing != Standing.TRUSTED:
        raise errors.NotTrusted
    check_card(row.told, row.country)
    return row


def demand_headquarters() -> None:
    """Raise NotAtPost on the machine of a post."""
    if not partners.is_headquarters():
        raise errors.NotAtPost


def _demand_person(by: Author) -> None:
    """Raise PersonMissing for the operator of the machine: trust hangs on persons who can be asked."""
    demand_headquarters()
    try:
        UUID(by.account)
    except ValueError:
        raise errors.PersonMissing from None
