"""From what was typed to a report: who seeks, who is sought. At night little is asked; the rest may follow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from vereda.desk.labels import by_name
from vereda.desk.rooms.meeting_form import Ground, read_where
from vereda.desk.rooms.typed import Typed
from vereda.desk.told import told
from vereda.desk.words import missing as words
from vereda.encounters.door import AgeBand, Sex
from vereda.errors import FieldError
from vereda.people.door import Identity
from vereda.tracing import door as tracing
from vereda.tracing.door import ConsentFor, ContactBy, Danger, Described, MissingFile, Relation, SeekFrom, Seeking, Sought

AGE_MOST = 120
FIELDS: Mapping[str, str] = {
    "tracing.consent_missing": "consent",
    "tracing.call_back_missing": "call_back",
    "tracing.nobody_sought": "given",
    "tracing.in_the_future": "last_contact_at",
    "tracing.encounter_needed": "encounter",
    "tracing.encounter_counts_not": "encounter",
    "tracing.encounter_too_small": "encounter",
    "tracing.encounter_on_lines": "encounter",
    "tracing.nothing_looked": "looked",
    "tracing.share_not_agreed": "looked",
    "tracing.review_day_wrong": "next_on",
    "tracing.lead_empty": "text",
    "people.name_too_long": "given",
    "people.name_unreadable": "given",
}
"""Beside which field an action's refusal is shown."""
DESCRIBED = ("also_called", "marks", "clothing", "companions", "route", "phone_last_used")
MOST = {"phone_last_used": 60}


def read_seeking(typed: Typed, met: Mapping[str, str]) -> Seeking:
    """Return who seeks; errors go to `typed`.

    met  encounters in which the report may have been told: id -> words
    """
    encounter = typed.get("encounter")
    if encounter and encounter not in met:
        typed.wrong("encounter", _("Ese encuentro ya no está en la lista; elija otro o ninguno."))
        encounter = ""
    return Seeking(
        name=typed.text("seeker", 120),
        call_back=typed.text("call_back", 120),
        seek_from=code_of(typed, "seek_from", SeekFrom, SeekFrom.UNKNOWN),
        relation=code_of(typed, "relation", Relation, Relation.UNKNOWN),
        language=typed.get("seeker_language"),
        consent=[one for one in ConsentFor if typed.is_on(f"consent:{one}")],
        note=typed.text("seeker_note", 4000),
        encounter=UUID(encounter) if encounter else None,
    )


def read_sought(typed: Typed, ground: Ground, today: date) -> Sought:
    """Return who is sought; errors go to `typed`."""
    identity, band = _identity(typed, today)
    return Sought(
        identity=identity,
        described=Described(**{name: typed.text(name, MOST.get(name, 1000))[: MOST.get(name, 1000)] for name in DESCRIBED}),
        nationality=typed.get("nationality") or "XX",
        sex=code_of(typed, "sex", Sex, Sex.UNKNOWN),
        age_band=band,
        language=typed.get("language"),
        last_contact_at=typed.instant("last_contact_at"),
        last_contact_by=code_of(typed, "last_contact_by", ContactBy, ContactBy.UNKNOWN),
        where=read_where(typed, ground),
        danger=[one for one in Danger if typed.is_on(f"danger:{one}")],
        note=typed.text("note", 4000),
    )


def _identity(typed: Typed, today: date) -> tuple[Identity, str]:
    least, most = typed.number_or_none("age_from", AGE_MOST), typed.number_or_none("age_to", AGE_MOST)
    least = most if least is None else least
    most = least if most is None else most
    if least is not None and most is not None and least > most:
        typed.wrong("age_to", _("La segunda edad es menor que la primera. Escriba primero la menor."))
        least = most = None
    born = tracing.born(least, most, today) if least is not None and most is not None else (None, None)
    band: str = tracing.band_of(least, most) if least is not None and most is not None else _said_band(typed)
    families = [part.strip() for part in typed.text("families", 500).split(",") if part.strip()]
    if len(families) > 8:
        typed.wrong("families", _("Caben hasta 8 apellidos."))
    return Identity(birth_year_from=born[0], birth_year_to=born[1], **_names(typed, families)), band


def _names(typed: Typed, families: list[str]) -> dict[str, Any]:  # Any: fields of Identity
    """Return the names as they are kept; of one that cannot be, none, and why beside its field."""
    given, nickname = typed.text("given", 255), typed.text("nickname", 255)
    kept: dict[str, Any] = {}  # Any: as above
    for name, value in (("given", given), ("families", families[:8]), ("nickname", nickname)):
        try:
            kept[name] = getattr(Identity.model_validate({name: value}), name)
        except FieldError as error:
            typed.wrong(name, told(error, typed.labels))
    return kept


def _said_band(typed: Typed) -> str:
    """Return the band where no age was told: minor, adult or not known."""
    return code_of(typed, "age_band", AgeBand, AgeBand.UNKNOWN)


def code_of[E: StrEnum](typed: Typed, name: str, known: type[E], unknown: E) -> E:
    """Return the word of a code that was chosen; what is not on the list is an error, an empty field is not."""
    given = typed.get(name)
    if not given:
        return unknown
    try:
        return known(given)
    except ValueError:
        typed.wrong(name, _("Eso no está en la lista; elija otra vez."))
        return unknown


def filled_sought(row: MissingFile, identity: Identity | None, today: date) -> dict[str, str]:
    """Return what the form holds of a person before anybody types: what is known. Notes and places are told anew."""
    told = tracing.sealed.described(row)
    values = {name: getattr(told, name) if told else "" for name in DESCRIBED}
    values |= {"nationality": row.nationality, "sex": row.sex, "age_band": row.age_band, "language": row.language}
    values |= {"last_contact_by": row.last_contact_by, "state": row.state, "municipality": row.municipality}
    values |= {f"danger:{code}": "on" for code in tracing.sealed.danger(row)}
    if row.last_contact_at:
        values["last_contact_at"] = _local(row.last_contact_at)
    if identity:
        values |= {"given": identity.given, "families": ", ".join(identity.families), "nickname": identity.nickname}
        if identity.birth_year_from is not None and identity.birth_year_to is not None:
            least, most = tracing.ages(identity.birth_year_from, identity.birth_year_to, today)
            values |= {"age_from": str(least), "age_to": str(most)}
    return values


def filled_seeking(row: tracing.MissingReport) -> dict[str, str]:
    """Return what the form holds of the seeker before anybody types."""
    told = tracing.sealed.seeker(row)
    values = {"seeker": told.name if told else "", "call_back": told.call_back if told else ""}
    values |= {"seek_from": row.seek_from, "relation": tracing.sealed.relation(row), "seeker_language": row.language}
    return values | {f"consent:{code}": "on" for code in row.consent}


def choices(typed: Typed) -> dict[str, list[tuple[str, str]]]:
    """Return the lists of the form: what is usual first."""
    labels, known = typed.labels, typed.labels.pack
    nationalities = sorted(((code, labels.nationality(code)) for code in known.nationalities), key=by_name)
    return {
        "nationalities": [("XX", labels.nationality("XX")), *nationalities],
        "languages": sorted(((code, labels.language(code)) for code in known.languages), key=by_name),
        "sexes": [("U", labels.sex("U")), *((code, labels.one(code, "U")) for code in ("F", "M", "X"))],
        "bands": [(code, labels.band(code)) for code in ("U", "18+", "0-17")],
        "relations": pairs(words.RELATIONS, Relation.UNKNOWN),
        "seek_from": pairs(words.SEEK_FROM, SeekFrom.UNKNOWN),
        "contact_by": pairs(words.CONTACT_BY, ContactBy.UNKNOWN),
        "dangers": pairs(words.DANGER),
        "consents": pairs(words.CONSENT),
    }


def pairs(said: words.Words, unknown: str = "") -> list[tuple[str, str]]:
    """Return codes with their words, without the one that an empty field stands for."""
    return [(code, str(label)) for code, label in said.items() if code != unknown]


def _local(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")
