"""What pages and the machine that rings ask of legal cases. Who may see one is decided by access, before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from vereda.access.door import Role, who_work_as
from vereda.countries.door import installed, pack
from vereda.legal.models import CaseAccount, LegalCase, LegalTerm
from vereda.logbook.door import last_received
from vereda.practice import PREFIX, real_of

RETENTION = "legal_case"
"""How the country's table of retention names legal cases."""


def case(subject: UUID, country: str) -> LegalCase | None:
    """Return a case of the country."""
    return LegalCase.objects.filter(subject=subject, country=country).first()


def cases_of(account: str, country: str) -> list[LegalCase]:
    """Return the cases on which an account works, the open ones first, then the latest."""
    mine = CaseAccount.objects.filter(account=account).values("subject")
    rows = LegalCase.objects.filter(country=country, subject__in=mine).order_by("-opened_at", "subject")
    return sorted(rows, key=lambda row: row.closed_at is not None)


def waiting_cases(country: str) -> list[LegalCase]:
    """Return the open cases that no adviser has, the oldest first. What is practised is left out."""
    opened = LegalCase.objects.filter(country=country, closed_at__isnull=True)
    there = CaseAccount.objects.filter(subject=OuterRef("subject"), account__in=advisers(country))
    rows = opened.filter(~Exists(there))
    return list(rows.exclude(group__startswith=PREFIX).order_by("opened_at", "subject"))


def advisers(country: str) -> frozenset[str]:
    """Return the accounts that advise in a country now: who lost the role or is no account any more does not."""
    return who_work_as(Role.LEGAL_ADVISER, country)


def is_carried(row: LegalCase) -> bool:
    """Tell whether an adviser has it: who only reads it has not."""
    return not advisers(row.country).isdisjoint(row.advisers)


def helpers(row: LegalCase) -> frozenset[str]:
    """Return the accounts that may work on it now: who advises in the country, or works on the cases of the group that asked."""
    return advisers(row.country) | who_work_as(Role.CASE_WORKER, row.country, real_of(row.group))


def can_help(account: str, row: LegalCase) -> bool:
    """Tell whether an account may work on it now."""
    return account in helpers(row)


def of_person(person: UUID, country: str) -> list[LegalCase]:
    """Return the cases that are for one person."""
    return list(LegalCase.objects.filter(person=person, country=country).order_by("opened_at", "subject"))


def of_encounter(encounter: UUID, country: str) -> list[LegalCase]:
    """Return the cases that were asked for at one encounter."""
    return list(LegalCase.objects.filter(encounter=encounter, country=country).order_by("opened_at", "subject"))


def with_receipt(code: str, country: str) -> LegalCase | None:
    """Return the case whose receipt has these words."""
    return LegalCase.objects.filter(receipt=receipt_digest(code), country=country).first() if code.strip() else None


def receipt_digest(code: str) -> str:
    """Return what is kept of a receipt: its words are random, 80 bits of them, and stand nowhere."""
    return sha256("".join(sign for sign in code.upper() if sign.isalnum()).encode()).hexdigest()


def terms_of(subjects: Iterable[UUID]) -> list[LegalTerm]:
    """Return the terms of some cases, those over first last; what has no date stands at the end."""
    rows = LegalTerm.objects.filter(subject__in=list(subjects))
    return sorted(rows, key=lambda row: (row.ended_at is not None, row.due_at is None, row.due_at, str(row.term)))


def term(line: UUID, subject: UUID) -> LegalTerm | None:
    """Return one term of a case."""
    return LegalTerm.objects.filter(term=line, subject=subject).first()


def pressing(now: datetime) -> list[LegalTerm]:
    """Return the terms that run, press, and belong to an open case."""
    is_open = Exists(LegalCase.objects.filter(subject=OuterRef("subject"), closed_at__isnull=True))
    rows = LegalTerm.objects.filter(is_open, ended_at__isnull=True, remind_at__lte=now, due_at__isnull=False)
    return list(rows.order_by("due_at", "term"))


def is_answered(row: LegalTerm) -> bool:
    """Tell whether somebody answers for a term since it presses: who said so weeks before may have forgotten it."""
    return row.seen_at is not None and row.remind_at is not None and row.seen_at >= row.remind_at


def pressing_counts(country: str, now: datetime) -> Counter[str]:
    """Return how many terms of each group's cases press and nobody answers for: numbers, nothing of any case, none practised."""
    rows = (row for row in pressing(now) if row.country == country and not is_answered(row))
    return Counter(row.group for row in rows if not row.group.startswith(PREFIX))


def kept_too_long(now: datetime) -> Iterator[UUID]:
    """Yield closed cases in which nothing was written for the days of the table since their last legal date."""
    for country in installed():
        since = pack(country).kept_since(RETENTION, now)
        if since is None:
            continue
        running = LegalTerm.objects.filter(Q(due_at__gte=since)).values("subject")
        rows = LegalCase.objects.filter(country=country, closed_at__lt=since).exclude(subject__in=running)
        subjects = list(rows.order_by("subject").values_list("subject", flat=True))
        yield from (subject for subject, at in last_received(subjects).items() if at < since)
