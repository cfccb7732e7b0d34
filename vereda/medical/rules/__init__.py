"""Rules of first aid for paramedics and scientists: values in, values out, without Django. They advise, and diagnose nothing."""

from __future__ import annotations

from vereda.medical.rules.altitude import altitude_note
from vereda.medical.rules.breathing import Breathing, breathing_figures, child_breathing
from vereda.medical.rules.cold_and_heat import (
    Cold,
    Step,
    cold_figures,
    cold_grade,
    cold_steps,
    heat_figure,
    heat_steps,
    is_heat_stroke,
)
from vereda.medical.rules.complaint_table import COMMON, Complaint, complaints
from vereda.medical.rules.early_warning import FROM_YEARS, Score, Sets, missing_for_news2, news2, next_step
from vereda.medical.rules.glasgow import Coma, coma
from vereda.medical.rules.moving import Trend, trends
from vereda.medical.rules.numbers import degrees, tenths, whole
from vereda.medical.rules.nutrition import CUT_OFFS_MM, Nutrition, muac, muac_adult, muac_bands
from vereda.medical.rules.registered import Rule, rule, rules
from vereda.medical.rules.shipped import tables_for_phones
from vereda.medical.rules.shock import Shock, shock_index
from vereda.medical.rules.signs import SIGN_RULES, Sign, danger_signs, named_signs, newborn_measured
from vereda.medical.rules.walking_triage import Asked, Triage, triage, triage_steps

__all__ = [
    "COMMON",
    "CUT_OFFS_MM",
    "FROM_YEARS",
    "SIGN_RULES",
    "Asked",
    "Breathing",
    "Cold",
    "Coma",
    "Complaint",
    "Nutrition",
    "Rule",
    "Score",
    "Sets",
    "Shock",
    "Sign",
    "Step",
    "Trend",
    "Triage",
    "altitude_note",
    "breathing_figures",
    "child_breathing",
    "cold_figures",
    "cold_grade",
    "cold_steps",
    "coma",
    "complaints",
    "danger_signs",
    "degrees",
    "heat_figure",
    "heat_steps",
    "is_heat_stroke",
    "missing_for_news2",
    "muac",
    "muac_adult",
    "muac_bands",
    "named_signs",
    "newborn_measured",
    "news2",
    "next_step",
    "rule",
    "rules",
    "shock_index",
    "tables_for_phones",
    "tenths",
    "trends",
    "triage",
    "triage_steps",
    "whole",
]
