"""What protection offers to the logbook: children's paths, cases, who was trained to screen, and how long words are kept."""

from __future__ import annotations

from pathlib import Path

from vereda.logbook.door import SubjectFold, kept_as_long_as, register
from vereda.logbook.schema import offer_form
from vereda.protection import tables
from vereda.protection.entries import case as case_entries
from vereda.protection.entries import path as path_entries
from vereda.protection.entries import training as training_entries
from vereda.protection.lookups.cases import kept_too_long
from vereda.protection.models import ChildPath, ProtectionCase, ProtectionCaseName, Screener
from vereda.protection.rules import case as case_rules
from vereda.protection.rules import path as path_rules
from vereda.protection.rules import training as training_rules


def offer_all() -> None:
    """Offer all of it. What is sealed in a case goes with the persons and the encounters that it holds."""
    register(
        SubjectFold(
            subject_kind="child_path",
            kinds=path_entries.KINDS,
            start=path_rules.start,
            step=path_rules.step,
            models=(ChildPath,),
            project=tables.child_path,
            fold_version=3,
        )
    )
    register(
        SubjectFold(
            subject_kind=case_entries.CASE,
            kinds=case_entries.KINDS,
            start=case_rules.start,
            step=case_rules.step,
            models=(ProtectionCase, ProtectionCaseName),
            project=tables.case,
            goes_with=case_rules.goes_with,
        )
    )
    register(
        SubjectFold(
            subject_kind=training_entries.MARK,
            kinds=training_entries.KINDS,
            start=training_rules.start,
            step=training_rules.step,
            models=(Screener,),
            project=tables.screener,
        )
    )
    kept_as_long_as("protection_case", kept_too_long)
    forms = Path(__file__).parent / "forms"
    offer_form(forms / "child_path.json")
    offer_form(forms / "roadside.json")
