"""Who must not be made known to the state they fear, nor helped back to it: asked before a word to a consulate and a return.

What is not known is taken for fear: a case that cannot be read, a claim that was won, one whose person nobody can find.
"""

from __future__ import annotations

from uuid import UUID

from vereda.legal.entries.case import Opening
from vereda.legal.errors import ConsulateNeedsConsent, ConsulateNever
from vereda.legal.lookups import cases, sealed
from vereda.legal.models import LegalCase
from vereda.legal.words import Answer, CaseEnd, CaseKind

NOT_ANY_MORE = frozenset({CaseEnd.REFUSED, CaseEnd.GIVEN_UP, CaseEnd.MISTAKE})
"""Ends after which somebody seeks refuge no more. Who was granted it fears their state as before."""


def check_consulate(
    opening: Opening | None, *, person: UUID | None, encounter: UUID | None, but: UUID | None, country: str
) -> None:
    """Refuse a word to a consulate unless the person wants it, was asked about refuge and said no, and seeks none elsewhere.

    but  the case itself. Raises ConsulateNever, ConsulateNeedsConsent.
    """
    if opening is None or opening.seeks_refuge is not Answer.NO or seeks_refuge(person, encounter, but, country):
        raise ConsulateNever
    if not opening.consents:
        raise ConsulateNeedsConsent


def check_told(row: LegalCase, opening: Opening | None) -> None:
    """Do the same for a case that is there."""
    check_consulate(opening, person=row.person, encounter=row.encounter, but=row.subject, country=row.country)


def must_stay(row: LegalCase, opening: Opening | None) -> bool:
    """Tell whether nobody may prepare a return of whom a case is for: fear, a child, trafficking, or what cannot be read."""
    if opening is None or opening.what is CaseKind.REFUGE:
        return True
    if Answer.YES in (opening.seeks_refuge, opening.child, opening.trafficking):
        return True
    return seeks_refuge(row.person, row.encounter, row.subject, row.country)


def seeks_refuge(person: UUID | None, encounter: UUID | None, but: UUID | None, country: str) -> bool:
    """Tell whether another case says that the person seeks refuge. At one encounter whoever has no name may be the same."""
    own = cases.of_person(person, country) if person else []
    met = cases.of_encounter(encounter, country) if encounter else []
    near = [row for row in met if row.person is None or person is None]
    return any(_says_so(row) for row in (*own, *near) if row.subject != but)


def _says_so(row: LegalCase) -> bool:
    opening, ended = sealed.opening(row), sealed.end(row) if row.closed_at else None
    if opening is None:
        return True
    if opening.what is not CaseKind.REFUGE and opening.seeks_refuge is not Answer.YES:
        return False
    return ended is None or ended.why not in NOT_ANY_MORE
