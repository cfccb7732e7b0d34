"""What is known of other installations, and of this one; the public material of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from vereda.bundles import kept
from vereda.bundles.errors import CardUnknown
from vereda.bundles.models import Exchanged, Partner
from vereda.bundles.rules.card import Card, Post
from vereda.bundles.words import FORGETS_STILL, Direction, Standing
from vereda.countries.door import Role, pack
from vereda.logbook.door import node_keys, public_keys, this_node
from vereda.settings.environment import env

type Json = dict[str, Any]  # Any: JSON


def own_card(country: str, at: datetime) -> Card:
    """Return the card of this installation: who it is says the pack, at which address the settings."""
    here, (sealing, signing) = pack(country), public_keys()
    common = {"country": country, "address": env().between_address, "sealing": sealing, "signing": signing, "made_at": at}
    if env().regional:
        return Card(name=env().regional, role=Role.INTERNATIONAL, is_regional=True, **common)
    network = next(one for one in here.institutions.values() if one.role == Role.NETWORK)
    posts = [Post(code=one.code, name=one.name) for one in here.groups.values()]
    return Card(name=network.name, role=network.role, posts=posts, **common)


def own_fingerprint(country: str, at: datetime) -> str:
    """Return what others read to us over the telephone."""
    return own_card(country, at).fingerprint


def sign(message: bytes) -> bytes:
    """Return a signature of this installation."""
    return node_keys().sign_bytes(message)


def is_headquarters() -> bool:
    """Tell whether this machine may give and take: a post's does not."""
    return not this_node().is_post


def partners(country: str) -> list[Partner]:
    """Return all other installations, those that are trusted first."""
    rank = {Standing.TRUSTED: 0, Standing.PROPOSED: 1, Standing.REVOKED: 2}
    rows = Partner.objects.filter(country=country)
    return sorted(rows, key=lambda row: (rank[Standing(row.standing)], row.card["name"], row.fingerprint))


def partner(subject: UUID, country: str) -> Partner:
    """Return one. Raises CardUnknown."""
    found = Partner.objects.filter(subject=subject, country=country).first()
    if found is None:
        raise CardUnknown
    return found


def with_fingerprint(fingerprint: str, country: str) -> Partner | None:
    """Return the installation with these keys."""
    return Partner.objects.filter(fingerprint=fingerprint, country=country).first()


def named(told: str, country: str) -> Partner:
    """Return an installation by the beginning of its fingerprint, or the only trusted one of a country. Raises CardUnknown."""
    typed = "".join(told.lower().split())
    rows = partners(country)
    found = [row for row in rows if len(typed) >= 4 and row.fingerprint.startswith(typed)]
    found = found or [row for row in rows if row.card["country"] == typed and row.standing == Standing.TRUSTED]
    if len(found) != 1:
        raise CardUnknown
    return found[0]


def trusted(country: str) -> list[Partner]:
    """Return those with whom something is exchanged."""
    return [row for row in partners(country) if row.standing == Standing.TRUSTED]


def is_trusted(fingerprint: str, country: str) -> bool:
    """Tell whether something is exchanged with whoever has these keys."""
    row = with_fingerprint(fingerprint, country)
    return row is not None and row.standing == Standing.TRUSTED


def is_told_to_forget(row: Partner) -> bool:
    """Tell whether the trust ended so that an installation is told nothing any more but whom it must forget."""
    return row.standing == Standing.REVOKED and row.revoked_for in FORGETS_STILL


def told_to_forget(country: str) -> list[Partner]:
    """Return those that are told nothing any more but whom they must forget."""
    return [row for row in partners(country) if is_told_to_forget(row)]


def known(fingerprint: str, country: str) -> tuple[Standing, Card] | None:
    """Return what a fingerprint is worth here, and its card."""
    row = with_fingerprint(fingerprint, country)
    return (Standing(row.standing), row.told) if row else None


def exchanged(subject: UUID, most: int = 50) -> list[Exchanged]:
    """Return the latest bundles of an installation, the newest first."""
    return list(Exchanged.objects.filter(subject=subject).order_by("-at", "-id")[:most])


def has_taken(subject: UUID, bundle: UUID) -> Exchanged | None:
    """Return when a bundle of it was taken, None where it never was."""
    return Exchanged.objects.filter(subject=subject, bundle=bundle, direction=Direction.TAKEN.value, code="").first()


def has_refused(subject: UUID, digest: str, code: str, since: datetime) -> bool:
    """Tell whether it is written already that this file was refused, or another one for the same reason since then."""
    rows = Exchanged.objects.filter(subject=subject).exclude(code="")
    return rows.filter(Q(digest=digest) | Q(code=code, at__gte=since)).exists()


def last_given(subject: UUID) -> Exchanged | None:
    """Return the last bundle that was made for it."""
    return Exchanged.objects.filter(subject=subject, direction=Direction.GIVEN.value).order_by("-at", "-id").first()


# Groups abroad ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PostAbroad:
    """A group of another country that takes persons in. code: 'fingerprint:group'."""

    partner: Partner
    code: str
    post: str
    name: str
    country: str

    @property
    def said(self) -> str:
        """Return how it is called to the person, with its network."""
        return f"{self.name}, {self.partner.card['name']}"


def posts_abroad(country: str) -> list[PostAbroad]:
    """Return the groups to which a person can be handed on, by country and name."""
    if env().regional:
        return []
    found = [one for row in trusted(country) if not row.card["is_regional"] for one in _posts(row)]
    return sorted(found, key=lambda one: (one.country, one.name, one.code))


def post_abroad(code: str, country: str) -> PostAbroad | None:
    """Return one of them by its code."""
    return next((one for one in posts_abroad(country) if one.code == code), None)


def _posts(row: Partner) -> Iterator[PostAbroad]:
    for post in row.told.posts:
        yield PostAbroad(row, f"{row.fingerprint}:{post.code}", post.code, post.name, row.card["country"])


# Public material of others ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lying:
    """Material of one kind of one sender. items: None where its file is not here any more."""

    partner: Partner
    kind: str
    count: int
    made_at: datetime
    taken_at: datetime
    digest: str

    @property
    def items(self) -> list[Json] | None:
        return kept.items_in(self.digest)


def lying(country: str, kind: str = "") -> list[Lying]:
    """Return what lies here of those who are trusted; of a revoked sender nothing is shown."""
    return [
        Lying(
            row, name, told["count"], datetime.fromisoformat(told["made_at"]), datetime.fromisoformat(told["taken_at"]),
            told["digest"],
        )
        for row in trusted(country)
        for name, told in sorted(row.content.items())
        if not kind or name == kind
    ]  # fmt: skip
