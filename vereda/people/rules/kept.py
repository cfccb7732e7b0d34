"""Estimates as they are kept between two looks, and as they may be told: nothing of fewer than ten, all else to five. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from vereda.people.rules import estimates
from vereda.people.rules.estimates import Estimate, NotEstimated
from vereda.people.rules.noted import BASE, LEAST
from vereda.people.words import Method
from vereda.said import Said

COUNTED = ("asked", "cards")
"""What a reason counts: people who were asked, cards that were shown."""

type Json = dict[str, Any]  # Any: JSON
type Found = Estimate | NotEstimated


def to_json(found: Found) -> Json:
    """Return an estimate, or why there is none, as it is kept."""
    return {one.name: _plain(getattr(found, one.name)) for one in fields(found)}


def of_json(kept: Json) -> Found:
    """Return what `to_json` gave."""
    if "why" in kept:
        return NotEstimated(method=Method(kept["method"]), why=_said(kept["why"]), met=kept["met"])
    days = {name: date.fromisoformat(kept[name]) for name in ("from_on", "to_on")}
    told = {name: tuple(map(_said, kept[name])) for name in ("warnings", "assumed")}
    each = {code: of_json(one) for code, one in kept["by_nationality"].items()}
    read = {**days, **told, "method": Method(kept["method"]), "pooled": tuple(kept["pooled"]), "by_nationality": each}
    return Estimate(**{**kept, **read})


def protected(found: Found) -> Found:
    """Return what may be told of an estimate: individuals and people to five, and none where fewer than ten were met.

    Of nationalities a single one that is held back could be had as the rest of the whole: then the next smallest is, too.
    """
    if isinstance(found, NotEstimated):
        return replace(found, why=_why_told(found.why))
    if found.met < LEAST:
        return NotEstimated(method=found.method, why=Said(estimates.TOO_FEW, least=LEAST))
    return replace(_rounded(found), by_nationality=_held_back(found.by_nationality))


def _why_told(why: Said) -> Said:
    """Return why there is no number, with what it counts to five, and without the reason where that is fewer than ten."""
    counted = {name: why.values[name] for name in COUNTED if name in why.values}
    if any(0 < count < LEAST for count in counted.values()):
        return Said(estimates.HELD_BACK)
    return Said(why.text, **{**why.values, **{name: BASE * round(count / BASE) for name, count in counted.items()}})


def _held_back(each: Mapping[str, Found]) -> dict[str, Found]:
    by_size = sorted(each, key=lambda code: (each[code].met, code))
    few = sum(each[code].met < LEAST for code in each)
    # One alone, or several that are few together, the total less the others would tell: as `exchange/counting.py` has it.
    while 0 < few < len(each) and (few == 1 or sum(each[code].met for code in by_size[:few]) < LEAST):
        few += 1
    why = Said(estimates.HELD_BACK)
    return {
        code: NotEstimated(method=each[code].method, why=why) if code in by_size[:few] else protected(one)
        for code, one in each.items()
    }


def _rounded(found: Estimate) -> Estimate:
    """Return it to five, no estimate below five; the interval never gets narrower by it, but where the people met end it."""
    met = BASE * round(found.met / BASE)
    middle = min(max(BASE * round(found.individuals / BASE), BASE), met)
    low, high = BASE * math.floor(found.low / BASE), BASE * math.ceil(found.high / BASE)
    sampled, answered = (BASE * round(count / BASE) for count in (found.sampled, found.answered))
    return replace(
        found,
        met=met,
        individuals=middle,
        low=min(low, middle),
        high=max(min(high, met), middle),
        sampled=sampled,
        answered=answered,
    )


def _plain(value: Any) -> Any:  # Any: a field of an estimate
    if isinstance(value, Said):
        return {"text": value.text, "values": dict(value.values)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Method):
        return value.value
    if isinstance(value, Mapping):
        return {code: to_json(one) for code, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _said(kept: Json) -> Said:
    return Said(kept["text"], **kept["values"])
