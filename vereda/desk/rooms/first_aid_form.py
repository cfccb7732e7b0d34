"""The form of first aid: what was typed, read as what can be. What cannot be is said beside its field; nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, cast
from uuid import UUID

from django.utils.translation import gettext as _

from vereda.desk.labels import label
from vereda.desk.rooms.typed import FORM, Typed, word_of
from vereda.desk.told import told as said_of
from vereda.desk.words import first_aid as words
from vereda.encounters.door import Sex
from vereda.errors import FieldError
from vereda.medical.door import (
    NOT_TESTABLE,
    Consciousness,
    Given,
    Known,
    Mechanism,
    Outcome,
    SafetyFlag,
    Signs,
    Told,
    Treatment,
    VitalSet,
)
from vereda.medical.rules import COMMON, complaints, named_signs, tenths, whole

TEXT_MOST, NOTE_MOST, DOSE_MOST, PLACE_MOST, STAFF_MOST = 1000, 4000, 100, 200, 80
TOLD_MOST = {
    "allergies": TEXT_MOST,
    "medicines": TEXT_MOST,
    "medicines_lost": TEXT_MOST,
    "past": TEXT_MOST,
    "last_meal": 200,
    "events": TEXT_MOST,
    "checked_by": STAFF_MOST,
    "note": NOTE_MOST,
}
"""What is typed in words of somebody, and how long it may be."""
COUNTS = ("respirations", "spo2", "systolic", "pulse", "pain", "muac_mm")
SCALE = {"eyes": 4, "verbal": 5, "motor": 6}
FIELDS: Mapping[str, str] = {
    "medical.nothing_to_record": "complaint",
    "medical.complaint_unknown": "complaint",
    "medical.person_not_there": "person",
    "medical.ages_differ": "age_years",
    "medical.in_the_future": "taken_at",
    "medical.nothing_measured": "respirations",
    "medical.encounter_not_there": FORM,
}
"""Beside which field an action's refusal is shown."""

WARM = re.compile(r"\d{1,3}([.,]\d)?")
MORE_DECIMALS = re.compile(r"\d{1,3}[.,]\d{2,}")


@dataclass(frozen=True)
class Sent:
    """What the form tells. vitals None: nothing was measured; outcome None: it goes on."""

    told: Told
    vitals: VitalSet | None
    given: Sequence[Given]
    outcome: Outcome | None
    place: str
    person: UUID | None


def read(typed: Typed, now: datetime, persons: Iterable[UUID]) -> Sent | None:
    """Return a whole record; None with the errors beside their fields. persons: who is named in the encounter."""
    told, vitals, given = read_told(typed), read_vitals(typed, now), read_given(typed, now)
    outcome, place, person = read_outcome(typed), typed.text("place", PLACE_MOST), _person(typed, persons)
    return None if typed.errors else Sent(told, vitals, given, outcome, place, person)


def read_told(typed: Typed) -> Told:
    """Return what is wrong with whom. Values that cannot be are left out, and said beside their field."""
    ticked = _ticked(typed, "complaint:")
    known_signs = {one.code for of in Signs for one in named_signs(of)}
    texts: dict[str, Any] = {name: _text(typed, name, most) for name, most in TOLD_MOST.items()}  # Any: checked by the model
    return Told(
        complaints=[code for code, one in complaints().items() if one.on_form and code in ticked],
        mechanism=_word(typed, "mechanism", Mechanism) or Mechanism.UNKNOWN,
        sex=_word(typed, "sex", Sex) or Sex.UNKNOWN,
        age_years=_count(typed, "age_years"),
        age_months=_count(typed, "age_months"),
        pregnant=_word(typed, "pregnant", Known) or Known.UNKNOWN,
        signs=sorted(known_signs.intersection(_ticked(typed, "sign:"))),
        flags=[flag for flag in SafetyFlag if flag.value in _ticked(typed, "flag:")],
        **texts,
    )


def read_vitals(typed: Typed, now: datetime) -> VitalSet | None:
    """Return the set that was typed, None where nothing was measured."""
    taken_at = typed.instant("taken_at") or now
    counted = {name: _count(typed, name) for name in COUNTS}
    scale = {name: _of_scale(typed, name, most) for name, most in SCALE.items()}
    oxygen = {"yes": True, "no": False}.get(typed.get("oxygen"))
    oedema = True if typed.is_on("oedema") else None
    warm, awake = _temperature(typed), _word(typed, "consciousness", Consciousness)
    found: dict[str, Any] = {  # Any: each its own type, checked by the model
        **counted, **scale, "oxygen": oxygen, "oedema": oedema, "temperature_tenths": warm, "consciousness": awake
    }  # fmt: skip
    told = {name: value for name, value in found.items() if value is not None}
    if not told:
        return None
    _check_life(typed, told)
    second: Literal[1, 2] = 2 if typed.get("scale") == "2" else 1
    return VitalSet(taken_at=taken_at, scale=second, measured_by=_text(typed, "measured_by", STAFF_MOST), **told)


def read_given(typed: Typed, now: datetime) -> list[Given]:
    """Return what was done, each with the dose that was typed beside it."""
    at = typed.instant("given_at") or now
    return [
        Given(what=what, said=_text(typed, f"said:{what}", 200), dose=_text(typed, f"dose:{what}", DOSE_MOST), given_at=at)
        for what in Treatment
        if what.value in _ticked(typed, "gave:")
    ]


def read_outcome(typed: Typed) -> Outcome | None:
    """Return how it ended, None while it goes on."""
    return _word(typed, "outcome", Outcome)


def values_of(told: Told) -> dict[str, str]:
    """Return what was told as its form shows it again."""
    ticked = [f"complaint:{code}" for code in told.complaints]
    ticked += [f"sign:{code}" for code in told.signs] + [f"flag:{flag.value}" for flag in told.flags]
    ages = {"age_years": told.age_years, "age_months": told.age_months}
    return {
        **dict.fromkeys(ticked, "on"),
        **{name: str(value) for name, value in ages.items() if value is not None},
        "mechanism": told.mechanism.value, "sex": told.sex.value, "pregnant": told.pregnant.value,
        **{name: getattr(told, name) for name in TOLD_MOST},
    }  # fmt: skip


def offered() -> dict[str, Any]:  # Any: what the page draws
    """Return what the form offers."""
    there = {code: one for code, one in complaints().items() if one.on_form}
    return {
        "common": [(code, words.begun(label(there[code]))) for code in COMMON],
        "groups": [
            (said, [(code, words.begun(label(one))) for code, one in there.items() if one.group == group and code not in COMMON])
            for group, said in words.GROUPS.items()
        ],
        "mechanisms": list(words.MECHANISMS.items()),
        "treatments": list(words.TREATMENTS.items()),
        "outcomes": list(words.OUTCOMES.items()),
        "flag_words": list(words.FLAGS.items()),
        "awake": [(str(one), f"{one} · {said}") for one, said in words.CONSCIOUSNESS.items()],
        "known": list(words.KNOWN.items()),
        "pregnancy_signs": [(one.code, label(one)) for one in named_signs(Signs.PREGNANCY)],
        "newborn_signs": [(one.code, label(one)) for one in named_signs(Signs.NEWBORN)],
    }


def _ticked(typed: Typed, prefix: str) -> set[str]:
    return {rest for rest, _name in typed.named(prefix)}


def _text(typed: Typed, name: str, most: int) -> str:
    return typed.text(name, most)[:most]


def _word[W: StrEnum](typed: Typed, name: str, known: type[W]) -> W | None:
    chosen = word_of(known, typed.get(name))
    if typed.get(name) and chosen is None:
        typed.wrong(name, _("Ya no está en la lista; elija otro."))
    return chosen


def _count(typed: Typed, name: str) -> int | None:
    value = typed.number_or_none(name)
    return None if value is None else _said(typed, name, lambda: whole(name, value))


def _of_scale(typed: Typed, name: str, most: int) -> int | Literal["NT"] | None:
    chosen = typed.get(name)
    if chosen in ("", NOT_TESTABLE):
        return cast(Literal["NT"], NOT_TESTABLE) if chosen else None
    if chosen not in {str(one) for one in range(1, most + 1)}:
        typed.wrong(name, _("Ya no está en la lista; elija otro."))
        return None
    return int(chosen)


def _temperature(typed: Typed) -> int | None:
    written = typed.get("temperature").strip()
    if not written:
        return None
    if MORE_DECIMALS.fullmatch(written):
        typed.wrong("temperature", _("Escríbala con un solo decimal, por ejemplo 37.4."))
        return None
    readable = written.replace(",", ".") if WARM.fullmatch(written) else written
    return _said(typed, "temperature", lambda: tenths(readable))


def _check_life(typed: Typed, told: Mapping[str, Any]) -> None:  # Any: as read
    """Say beside its field that nothing was found in somebody who answers."""
    awake = told.get("consciousness", Consciousness.ALERT)
    for name in ("respirations", "systolic", "pulse"):
        if told.get(name) == 0 and awake != Consciousness.UNRESPONSIVE:
            typed.wrong(name, _("Cero solo puede ser en quien no responde: márquelo en conciencia, o mida otra vez."))


def _person(typed: Typed, persons: Iterable[UUID]) -> UUID | None:
    known = {str(one): one for one in persons}
    chosen = typed.get("person")
    if chosen and chosen not in known:
        typed.wrong("person", _("Esa persona no está en este encuentro. Elija otra, o deje sin nombre."))
    return known.get(chosen)


def _said[T](typed: Typed, name: str, reading: Callable[[], T]) -> T | None:
    """Return what a rule reads; None with its refusal beside the field."""
    try:
        return reading()
    except FieldError as error:
        typed.wrong(name, said_of(error, typed.labels))
        return None
