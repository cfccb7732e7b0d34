"""The document by itself, without a database: what must be there where nothing is known, values of each type, order, hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from fhirclient.models.bundle import Bundle

from vereda.medical.rules.fhir import Did, Seen, Summary, Titles, document

NOW = datetime(2026, 11, 29, 2, 30, 15, 999, tzinfo=ZoneInfo("America/Matamoros"))
TITLES = Titles("Alergias", "Medicamentos", "Problemas", "Signos", "Hecho", "Cuidado", "Nota", "nada", "se dejó fuera")
EMPTY = Summary(
    pseudonym=UUID(int=7), title="Resumen", sender="Equipo", language="es", sex="U", opened_at=NOW, ended_at=None, reason="",
    problems=[], allergies="", medicines="", seen=[], did=[], warnings=[], note="", basis="vida en peligro", remark="",
)  # fmt: skip


def made(**told: object) -> dict[str, Any]:
    found = document(replace(EMPTY, **told), TITLES, now=NOW)  # type: ignore[arg-type]  # as each test names them
    Bundle(found, strict=True)
    return found


def of(found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one["resource"] for one in found["entry"] if one["resource"]["resourceType"] == kind]


def test_of_whom_nothing_is_known_a_valid_document_says_so_in_the_three_sections_that_must_be_there():
    found = made()
    [composition] = of(found, "Composition")
    assert [one["title"] for one in composition["section"]] == ["Alergias", "Medicamentos", "Problemas"]
    assert {one["emptyReason"]["coding"][0]["code"] for one in composition["section"]} == {"unavailable"}
    assert of(found, "Patient")[0]["gender"] == "unknown"
    assert of(found, "Encounter")[0]["status"] == "in-progress"


@pytest.mark.parametrize(
    ("seen", "value"),
    [
        (Seen("temperature_c", "Temperatura", "38.5 °C", NOW, Decimal("38.5")), {"valueQuantity": 38.5}),
        (Seen("pulse", "Pulso", "88 /min", NOW, 88), {"valueQuantity": 88}),
        (Seen("pain", "Dolor", "0", NOW, 0), {"valueInteger": 0}),
        (Seen("oedema", "Pies", "sí", NOW, True), {"valueBoolean": True}),
        (Seen("", "Conciencia", "Alerta", NOW), {"valueString": "Alerta"}),
    ],
)
def test_each_value_stands_as_what_it_is(seen: Seen, value: dict[str, object]):
    [one] = of(made(seen=[seen]), "Observation")
    [(name, expected)] = value.items()
    assert (one[name]["value"] if name == "valueQuantity" else one[name]) == expected
    assert one["effectiveDateTime"] == "2026-11-29T08:30:15+00:00", "in UTC, without fractions"


def test_what_was_given_stands_among_the_medications_and_what_was_done_among_the_procedures():
    found = made(did=[Did("Medicamento", NOW, "500 mg", True), Did("Inmovilización", NOW, "dos tablillas")], ended_at=NOW)
    assert [one["dosage"] for one in of(found, "MedicationStatement")] == [[{"text": "500 mg"}]]
    assert [one["note"] for one in of(found, "Procedure")] == [[{"text": "dos tablillas"}]]
    assert of(found, "Encounter")[0]["status"] == "finished"


def test_a_part_that_was_left_out_is_withheld_and_what_is_left_of_it_stands():
    found = made(withheld=frozenset({"medications", "note"}), did=[Did("Oxígeno", NOW, "", True)])
    sections = {one["title"]: one for one in of(found, "Composition")[0]["section"]}
    assert "se dejó fuera" in sections["Medicamentos"]["text"]["div"]
    assert sections["Medicamentos"]["entry"]
    assert sections["Nota"]["emptyReason"]["coding"][0]["code"] == "withheld"


def test_two_documents_of_one_record_name_the_same_patient_and_are_two_documents():
    first, again = made(), document(EMPTY, TITLES, now=datetime(2026, 11, 30, tzinfo=UTC))
    assert of(first, "Patient") == of(again, "Patient")
    assert first["identifier"] != again["identifier"]
