"""Accounts of the demonstration: one of each role, invented people, one public password. Refused anywhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from vereda.access.actions.memberships import granting
from vereda.access.entries import Confirmed, PostedTo
from vereda.access.errors import OnlyInDemonstration
from vereda.access.lookups import local_day, operator, standing_of
from vereda.access.models import Account, Membership
from vereda.access.places import partners
from vereda.access.reach import author_of
from vereda.access.words import InstitutionRole, Role, Standing
from vereda.countries.door import DirectoryKind, pack
from vereda.logbook.door import Draft, record_all
from vereda.logbook.schema import uuid7
from vereda.settings.environment import env

PASSWORD = "vereda-demo-2011"  # noqa: S105  printed on the first page of a demonstration, and worth nothing elsewhere
USUAL_GROUPS = ("piedras-negras", "tapachula")
HOME, OTHER, STATE, OFFICE = "home", "other", "state", "office"


@dataclass(frozen=True)
class Invented:
    """An invented person: user name, name, role, and where: the first group, the other group, its state, or an office."""

    username: str
    display_name: str
    role: Role
    where: str
    institution_role: InstitutionRole = InstitutionRole.NETWORK


@dataclass(frozen=True)
class DemoAccount:
    """What is printed about an account."""

    username: str
    password: str
    display_name: str
    role: Role
    group: str


CAST = (
    Invented("ines", "Inés Carrillo", Role.AGENT, HOME),
    Invented("rafael", "Rafael Ontiveros", Role.COORDINATOR, HOME),
    Invented("nadia", "Nadia Solís", Role.AGENT, OTHER),
    Invented("tomas", "Tomás Barrera", Role.PARAMEDIC, HOME),
    Invented("lucia", "Lucía Andrade", Role.CASE_WORKER, HOME),
    Invented("emilio", "Emilio Duarte", Role.LEGAL_ADVISER, OFFICE),
    Invented("marta", "Marta Quintana", Role.TRACING_OFFICER, OFFICE),
    Invented("octavio", "Octavio Lara", Role.STATE_OFFICE, STATE),
    Invented("julia", "Julia Pineda", Role.STATISTICS, OFFICE),
    Invented("sergio", "Sergio Valdés", Role.TRAINER, OFFICE),
    Invented("paola", "Paola Ibarra", Role.CONTENT_EDITOR, OFFICE),
    Invented("hector", "Héctor Montes", Role.CONTENT_APPROVER, OFFICE),
    Invented("adriana", "Adriana Campos", Role.DATA_PROTECTION, OFFICE),
    Invented("bruno", "Bruno Salas", Role.AUDITOR, OFFICE),
    Invented("alma", "Alma Reyes", Role.ADMINISTRATOR, OFFICE),
    Invented("rosa", "Rosa Villalba", Role.PARTNER, OFFICE, InstitutionRole.SHELTER_NETWORK),
    Invented("gabriel", "Gabriel Soto", Role.IDENTITY_REVIEW, OFFICE),
    Invented("graciela", "Graciela Montaño", Role.HEADQUARTERS_DUTY, OFFICE),
    Invented("esteban", "Esteban Rojas", Role.PROGRAMME_OFFICER, OFFICE),
)


def make_demo_accounts(country: str | None = None) -> list[DemoAccount]:
    """Make the accounts that are missing and return all of them. Raises OnlyInDemonstration without VEREDA_DEMO=1."""
    if not env().demo:
        raise OnlyInDemonstration
    return make_cast(country or env().country)


def make_cast(country: str) -> list[DemoAccount]:
    """Make the cast of the house in a country: for demonstrations and tests."""
    home, other = _two_groups(country)
    groups = {HOME: home, OTHER: other}
    hashed, by = make_password(PASSWORD), operator()
    drafts: list[Draft] = []
    begins = local_day(country, home) - timedelta(days=1)
    with transaction.atomic():
        for one in CAST:
            account = Account.objects.filter(username=one.username).first()
            if account is None:
                account = Account(username=one.username, display_name=one.display_name, password=hashed)
                account.save(force_insert=True)
            known = Membership.objects.filter(account=account.pk, country=country).first()
            if known is not None:
                if standing_of(known) is Standing.UNCONFIRMED:  # a demonstration that has run for 90 days goes on
                    drafts.append(Draft(payload=Confirmed(), by=author_of(by), at=timezone.now(), subject=known.subject))
                if one.role is Role.PARTNER and not known.institution:
                    drafts += _posted(country, home, known.subject)
                continue
            payload = granting(
                account=account.pk,
                role=one.role,
                country=country,
                group=groups.get(one.where, ""),
                state=pack(country).groups[home].state if one.where == STATE else "",
                institution_role=one.institution_role,
                from_on=begins,
            )
            entry, subject = (uuid7(int(timezone.now().timestamp() * 1000)) for _ in range(2))
            drafts.append(Draft(payload=payload, by=author_of(by), at=timezone.now(), subject=subject, seen=(), id=entry))
            if one.role is Role.PARTNER:
                drafts += _posted(country, home, subject, seen=[entry])
        if drafts:
            record_all(drafts)
    return [DemoAccount(one.username, PASSWORD, one.display_name, one.role, groups.get(one.where, "")) for one in CAST]


def _posted(country: str, home: str, membership: UUID, seen: list[UUID] | None = None) -> list[Draft]:
    """Return to which shelter the partner belongs: one near the first group; none where the pack has none."""
    near = pack(country).groups[home]
    shelters = [row for row in partners(country) if row.kind is DirectoryKind.SHELTER]
    shelters.sort(key=lambda row: (row.state != near.state, row.city != near.city, row.name))
    by, at = author_of(operator()), timezone.now()
    return [Draft(payload=PostedTo(institution=row.code), by=by, at=at, subject=membership, seen=seen) for row in shelters[:1]]


def _two_groups(country: str) -> tuple[str, str]:
    known = list(pack(country).groups)
    home, other = USUAL_GROUPS
    return (home, other) if home in known and other in known else (known[0], known[-1])
