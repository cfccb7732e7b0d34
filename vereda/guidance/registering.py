"""What guidance offers to the logbook: each kind of subject with its entries, fold and rows."""

from __future__ import annotations

from vereda.guidance.entries import number as number_entries
from vereda.guidance.entries import text as text_entries
from vereda.guidance.entries import told as told_entries
from vereda.guidance.models.text import CorrectedNumber, GuidanceText
from vereda.guidance.models.told import ToldRow
from vereda.guidance.rules import number as number_rules
from vereda.guidance.rules import text as text_rules
from vereda.guidance.rules import told as told_rules
from vereda.guidance.tables import text as tables
from vereda.guidance.tables.told import telling
from vereda.logbook.door import SubjectFold, register


def offer_all() -> None:
    """Offer texts, numbers, and what people were told."""
    for kind, entries, model, rules, project, fold_version in (
        # 3, 2: a check, and a ring, says which writings its author knew of: what was written anew needs another one
        ("guidance_text", text_entries.TEXT_KINDS, GuidanceText, text_rules, tables.guidance_text, 3),
        ("hotline", number_entries.NUMBER_KINDS, CorrectedNumber, number_rules, tables.hotline, 2),
        ("telling", told_entries.TOLD_KINDS, ToldRow, told_rules, telling, 1),
    ):
        register(
            SubjectFold(
                subject_kind=kind,
                kinds=entries,
                start=rules.start,
                step=rules.step,
                models=(model,),
                project=project,
                fold_version=fold_version,
            )
        )
