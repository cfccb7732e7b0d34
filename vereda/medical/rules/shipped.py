"""The tables of rules as a phone gets them, so that it advises without a network by the same figures: one text, made here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from vereda.medical.rules.complaint_table import COMMON, complaints
from vereda.medical.rules.early_warning import FROM_YEARS
from vereda.medical.rules.glasgow import AIRWAY_AT_MOST
from vereda.medical.rules.handover import HANDOVER_MOST
from vereda.medical.rules.nutrition import CUT_OFFS_MM, FROM_MONTHS, TO_MONTHS
from vereda.medical.rules.registered import rows, rules

SHIPPED = (
    "altitude", "breathing", "cold", "heat", "muac", "newborn_figures", "news2", "next_step", "possible", "shock", "signs",
    "steps", "triage",
)  # fmt: skip
AT_THE_DESK = frozenset({"status", "source", "unit"})
"""What no phone draws: a rule's source and how far it is verified stand at the desk."""


@cache
def tables_for_phones() -> Mapping[str, Any]:  # Any: JSON
    """Return each table by its name; rules by id, with version and whether somebody signed; the complaints of the form."""
    return {
        "rules": {
            one.id: {"version": one.version, "es": one.title_es, "en": one.title_en, "is_signed": one.is_signed}
            for one in rules().values()
        },
        "limits": {
            "from_years": FROM_YEARS, "airway_at_most": AIRWAY_AT_MOST, "handover_most": HANDOVER_MOST,
            "muac_months": [FROM_MONTHS, TO_MONTHS], "muac_pregnant_mm": list(CUT_OFFS_MM),
        },
        "complaints": list(_complaints()),
        **{name: [_row(row) for row in rows(name)] for name in SHIPPED},
    }  # fmt: skip


def _complaints() -> Iterable[dict[str, str]]:
    """Yield the complaints of the form: those that are met most, then the others, each in the order of the table."""
    there = [one for one in complaints().values() if one.on_form]
    usual = [one for code in COMMON for one in there if one.code == code]
    for one in [*usual, *(one for one in there if one.code not in COMMON)]:
        yield {
            "code": one.code, "es": one.label_es, "en": one.label_en, "group": "usual" if one in usual else one.group,
            "flag_es": one.flag_es, "flag_en": one.flag_en, "steps_es": one.steps_es, "steps_en": one.steps_en,
            "referral_es": one.referral_es, "referral_en": one.referral_en,
        }  # fmt: skip


def _row(row: Mapping[str, str]) -> dict[str, str]:
    return {name: said for name, said in row.items() if name not in AT_THE_DESK}
