"""What the legal module offers to the logbook: cases, and how long their words are kept."""

from __future__ import annotations

from pathlib import Path

from vereda.legal import tables
from vereda.legal.entries import case, evidence, going_back, term
from vereda.legal.lookups.cases import kept_too_long
from vereda.legal.models import CaseAccount, LegalCase, LegalTerm
from vereda.legal.rules import case as rules
from vereda.logbook.door import SubjectFold, kept_as_long_as, register
from vereda.logbook.schema import offer_form

KINDS = (*case.KINDS, *term.KINDS, *evidence.KINDS, *going_back.KINDS)


def offer_all() -> None:
    """Offer cases. All that is sealed in one goes with the person, and with the encounter until somebody takes it."""
    register(
        SubjectFold(
            subject_kind=case.CASE,
            kinds=KINDS,
            start=rules.start,
            step=rules.step,
            models=(LegalCase, CaseAccount, LegalTerm),
            project=tables.case,
            linked=rules.persons_of,
            goes_with=rules.goes_with,
            fold_version=2,  # 2: goes with its encounter while nobody has taken it
        )
    )
    kept_as_long_as("legal", kept_too_long)
    offer_form(Path(__file__).parent / "forms" / "legal.json")
