"""Danger signs of pregnancy and of the newborn: one is enough to go now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from vereda.medical.errors.rules import WordNotKnown
from vereda.medical.rules.numbers import tenths, whole
from vereda.medical.rules.registered import rows
from vereda.medical.words import Signs

SIGN_RULES = {Signs.PREGNANCY: "PREGNANCY_SIGNS", Signs.NEWBORN: "NEWBORN_SIGNS"}
NEWBORN_FAST, NEWBORN_COLD, NEWBORN_HOT = "fast_breathing", "cold", "fever"


class Sign(NamedTuple):
    """A danger sign of a list."""

    of: Signs
    code: str
    label_es: str
    label_en: str


def named_signs(of: Signs) -> Sequence[Sign]:
    """Return the signs of a list, in the order of the table."""
    return [one for one in _signs() if one.of == of]


def danger_signs(of: Signs, seen: Collection[str]) -> list[Sign]:
    """Return which danger signs are there; any one: go now. Raises WordNotKnown for a sign that the list does not have."""
    there = named_signs(of)
    if not {one.code for one in there}.issuperset(seen):
        raise WordNotKnown(what="sign")
    return [one for one in there if one.code in seen]


def newborn_measured(*, respirations: int | None = None, temperature_c: object = None) -> list[str]:
    """Return the danger signs of a newborn that follow from what was measured: 60 breaths or more, under 35.5, over 37.5 °C."""
    figures = {row["figure"]: int(row["value"]) for row in rows("newborn_figures")}
    found = []
    if respirations is not None and whole("respirations", respirations) >= figures["fast_from"]:
        found.append(NEWBORN_FAST)
    if temperature_c is not None:
        warm = tenths(temperature_c)
        found += [NEWBORN_COLD] if warm < figures["cold_below_tenths"] else []
        found += [NEWBORN_HOT] if warm > figures["hot_above_tenths"] else []
    return found


@cache
def _signs() -> tuple[Sign, ...]:
    return tuple(Sign(Signs(row["list"]), row["code"], row["label_es"], row["label_en"]) for row in rows("signs"))
