"""What people complain of, with the red flag, the first steps and how urgent it is. Unsigned; codes were remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from vereda.medical.rules.registered import rows

RULE = "COMPLAINTS"
COMMON = ("DEHYD", "HEATEXH", "BLISTER", "WOUND", "SPRAIN", "FRACT", "DIARR", "FEVER", "PREG", "MEDLOST")
"""Complaints that stand first on a form: a proposal, until counts of a post say otherwise."""


@dataclass(frozen=True)
class Complaint:
    """on_form: whether a record of first aid may hold it; violence, torture and the dead have rooms of their own."""

    code: str
    label_es: str
    label_en: str
    icd10: str
    icd11: str
    flag_es: str
    flag_en: str
    steps_es: str
    steps_en: str
    referral_es: str
    referral_en: str
    on_form: bool
    group: str


@cache
def complaints() -> Mapping[str, Complaint]:
    """Return every complaint by its code, in the order of the table."""
    return {row["code"]: _complaint(row) for row in rows("complaints")}


def _complaint(row: Mapping[str, str]) -> Complaint:
    told = {name: row[name] for name in Complaint.__dataclass_fields__ if name != "on_form"}
    return Complaint(**told, on_form=row["on_form"] == "true")
