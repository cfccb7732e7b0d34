"""What nobody may be asked has no place to be written: no kind of entry and no table has a field for it.

SEC-050 of docs/requirements.csv. Smugglers' names belong in a sealed box of class `incident`, as the account of an authority that
acted near our help does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

from django.apps import apps
from pydantic import BaseModel

from vereda.logbook.registry import kinds

NEVER = re.compile(
    r"religi|faith|creed|confesi|politic|party_member|partido|ethnic|etni|race\b|raza|tribe|orientation|orientaci"
    r"|migra\w*_status|immigra|legal_status|estatus|situacion_migra|visa|passport_valid|deport|remov|detain|detenc"
    r"|smuggl|coyote|pollero|trafficker|fingerprint|huella|biometr|face\b|facial|dna|adn\b",
    re.I,
)
MEANT = {
    "services_removed",
    "lines_removed",
    "margins_removed",
    "groups.roster_planned removed",
    "safety.interference_recorded detained",
    "safety.interference_added detained",
    "safety.Interference detained",
    "legal.case_opened detained_at",
    "legal.case_told detained_at",
    "bundles.card_trusted fingerprint",
    "bundles.Partner fingerprint",
}
"""Where 'removed' is said of a line of a correction, or of a turn of staff on the roster: never of a person we meet. 'Detained'
is how many people an authority took near our help, a number on the record of that authority: of nobody, and with no list. Of a
legal case it is since when somebody is held, from which the hours of a habeas corpus are counted: asked only to get that person
out, in the closed box of class `legal`, and in no clear field and no table. 'Fingerprint' is
that of the keys of another country's installation."""


def fields_of(model: type[BaseModel], before: str = "") -> Iterator[str]:
    """Yield the dotted names of all fields of a schema, those inside lists and boxes included."""
    for name, field in model.model_fields.items():
        yield f"{before}{name}"
        for inner in _models(field.annotation):
            yield from fields_of(inner, f"{before}{name}.")


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # Any: whatever a type may be
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for one in get_args(annotation):
        yield from _models(one)


def forbidden(names: Iterator[str], kind: str = "") -> list[str]:
    return sorted(
        {
            name
            for name in names
            if NEVER.search(name.rpartition(".")[2]) and not {name.rpartition(".")[2], f"{kind} {name}"} & MEANT
        }
    )


def test_no_kind_of_entry_has_a_place_for_it():
    for kind in kinds():
        assert forbidden(fields_of(kind), kind.kind) == [], kind.kind
        for cls, box in kind.boxes.items():
            assert forbidden(fields_of(box), kind.kind) == [], (kind.kind, cls)


def test_no_table_has_a_column_for_it():
    ours = [model for model in apps.get_models() if model.__module__.startswith("vereda.")]
    assert len(ours) > 20
    for model in ours:
        assert forbidden((field.name for field in model._meta.get_fields()), model._meta.label) == [], model


def test_since_when_somebody_is_held_stands_in_the_closed_box_alone():
    of_cases = [kind for kind in kinds() if kind.kind.startswith("legal.")]
    told = {(kind.kind, cls.value) for kind in of_cases for cls, box in kind.boxes.items() if "detained_at" in box.model_fields}
    assert told == {("legal.case_opened", "legal"), ("legal.case_told", "legal")}
    assert not any("detained" in name for kind in of_cases for name in kind.model_fields)


def test_of_people_who_were_detained_there_is_a_number_and_nothing_else():
    for kind in kinds():
        if kind.kind.startswith("safety.interference_") and "detained" in kind.model_fields:
            assert kind.model_json_schema()["properties"]["detained"]["anyOf"][0]["type"] == "integer"


def test_the_words_are_found_where_they_stand():
    class Told(BaseModel):
        religion: str = ""
        immigration_status: str = ""
        smuggler_name: str = ""
        services_removed: str = ""

    class Outer(BaseModel):
        people: list[Told] = []

    assert forbidden(fields_of(Outer)) == ["people.immigration_status", "people.religion", "people.smuggler_name"]
