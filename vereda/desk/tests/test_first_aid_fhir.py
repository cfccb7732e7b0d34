"""The summary for a hospital: valid FHIR R4, with a ground, without name, nationality or place, and without remembered codes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4
from xml.etree.ElementTree import fromstring

import pytest
from fhirclient.models.bundle import Bundle
from fhirclient.models.fhirabstractbase import FHIRValidationError

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.desk.tests.test_first_aid import ILL
from vereda.desk.web.new_encounter import fresh_token
from vereda.encounters.door import persons_of
from vereda.logbook.door import subject
from vereda.medical.door import FirstAid, records
from vereda.medical.rules.fhir import codes
from vereda.medical.rules.registered import rows
from vereda.people.door import ConsentFor, note_consent, withdraw_consent
from vereda.people.words import WithdrawnBy

pytestmark = pytest.mark.django_db
MORE = {
    **ILL, "pain": "7", "eyes": "4", "verbal": "NT", "motor": "6", "pregnant": "yes", "sign:bleeding": "on",
    "gave:medicine": "on", "said:medicine": "paracetamol", "dose:medicine": "500 mg", "flag:mask": "on",
}  # fmt: skip


@pytest.fixture
def person(named: UUID) -> UUID:
    found = subject(named)
    assert found
    return UUID(next(iter(persons_of(found.folded.state))))


@pytest.fixture
def written(cast: Cast, named: UUID, person: UUID) -> FirstAid:
    """Return a record of Xóchitl Me'tik de la Cruz from Honduras, which Tomás wrote."""
    address = f"/encuentros/{named}/primeros-auxilios/nuevo/"
    answer = cast.client("tomas").post(address, {"form": fresh_token(), **MORE, "person": str(person)})
    assert answer.status_code == 302, text(answer)
    return FirstAid.objects.get()


@pytest.fixture
def consent(by, person: UUID) -> UUID:
    now = datetime.now(UTC)
    given = [ConsentFor.REFER]
    return note_consent(given=given, person=person, language="spa", by=by("ines"), at=now, now=now).receipt.subject


def asked(cast: Cast, row: FirstAid, basis: str, name: str = "tomas"):
    return cast.client(name).post(f"/primeros-auxilios/{row.subject}/resumen/", {"basis": basis})


def bundle(answer) -> dict[str, Any]:
    assert answer.status_code == 200, text(answer)
    assert answer["Content-Type"] == "application/fhir+json"
    found: dict[str, Any] = json.loads(answer.content)
    return found


def resources(found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one["resource"] for one in found["entry"] if one["resource"]["resourceType"] == kind]


def walked(value: Any, name: str) -> Iterator[Any]:
    """Yield every value under a name, wherever it stands."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key == name:
                yield one
            yield from walked(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from walked(one, name)


def test_it_is_valid_by_the_models_of_r4_and_a_damaged_one_is_not(cast: Cast, written: FirstAid, consent: UUID):
    found = bundle(asked(cast, written, str(consent)))
    model = Bundle(found, strict=True)
    assert model.as_json()["type"] == "document"
    assert model.entry[0].resource.resource_type == "Composition"
    assert len(model.entry) == len(found["entry"])
    for damage in ({"type": 7}, {"entry": [{"resource": {"resourceType": "Composition"}}]}, {"patient": "nobody"}):
        with pytest.raises(FHIRValidationError):
            Bundle({**found, **damage}, strict=True).as_json()


def test_it_is_a_document_whose_every_reference_is_in_it(cast: Cast, written: FirstAid, consent: UUID):
    found = bundle(asked(cast, written, str(consent)))
    names = [one["fullUrl"] for one in found["entry"]]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one) for one in names)
    assert set(walked(found, "reference")) <= set(names)
    [composition] = resources(found, "Composition")
    assert composition["type"]["coding"][0]["code"] == "60591-5"
    assert [one["title"] for one in composition["section"]][:3] == ["Alergias", "Medicamentos", "Qué le pasa"]
    for section in composition["section"]:
        assert ("entry" in section) != ("emptyReason" in section) or section["title"] == "Nota"
        assert fromstring(section["text"]["div"]).tag == "{http://www.w3.org/1999/xhtml}div"
    told = {one["resource"]["resourceType"] for one in found["entry"]}
    assert {"Patient", "Encounter", "Observation", "Condition", "AllergyIntolerance", "MedicationStatement", "Flag"} <= told
    [provenance] = resources(found, "Provenance")
    assert provenance["reason"][0]["text"].startswith("La persona dio su permiso el")


def test_the_patient_is_a_pseudonym_that_is_the_same_each_time_and_not_the_id_of_anything_here(
    cast: Cast, written: FirstAid, consent: UUID, person: UUID
):
    first, second = (bundle(asked(cast, written, str(consent))) for _ in range(2))
    [patient] = resources(first, "Patient")
    assert set(patient) == {"resourceType", "identifier", "gender"}
    assert patient == resources(second, "Patient")[0]
    whole = json.dumps(first)
    for id_ in (written.subject, person, written.encounter, consent):
        assert str(id_) not in whole
        assert id_.hex not in whole


def test_no_name_nationality_or_place_stands_in_it(cast: Cast, written: FirstAid, consent: UUID):
    whole = json.dumps(bundle(asked(cast, written, str(consent))), ensure_ascii=False)
    for said in ("Xóchitl", "Me'tik", "Cruz", "HN", "Hond", "Obsidiana", "islote", "28.72", "Piedras", "Coahuila", "Tomás"):
        assert said not in whole, said
    for kind in ("name", "address", "birthDate", "telecom", "photo", "location"):
        patient = resources(json.loads(whole), "Patient")[0]
        assert kind not in patient
        assert kind not in resources(json.loads(whole), "Encounter")[0]


def test_what_was_measured_and_done_stands_in_it_with_its_hour(cast: Cast, written: FirstAid, consent: UUID):
    found = bundle(asked(cast, written, str(consent)))
    seen = {one["code"]["text"]: one for one in resources(found, "Observation")}
    warm = seen["Temperatura"]
    assert warm["valueQuantity"] == {"value": 38.5, "unit": "Cel", "system": "http://unitsofmeasure.org", "code": "Cel"}
    assert warm["code"]["coding"] == [{"system": "http://loinc.org", "code": "8310-5", "display": "Body temperature"}]
    assert datetime.fromisoformat(warm["effectiveDateTime"]).tzinfo
    assert seen["Glasgow"]["valueString"] == "E4 VNT M6"
    assert seen["Dolor"]["valueInteger"] == 7
    assert "coding" not in seen["Dolor"]["code"]
    assert [one["code"]["text"] for one in resources(found, "AllergyIntolerance")] == ["penicilina"]
    given = [one for one in resources(found, "MedicationStatement") if one["status"] == "completed"]
    assert [one["dosage"][0]["text"] for one in given] == ["500 mg"]
    assert [one["code"]["text"] for one in resources(found, "Procedure")] == ["Inmovilización"]
    assert {"Fractura", "Embarazo", "Signo de peligro: Sangrado"} <= {
        one["code"]["text"] for one in resources(found, "Condition")
    }


def test_a_code_that_is_only_remembered_is_told_in_words_alone(cast: Cast, written: FirstAid, consent: UUID):
    found = bundle(asked(cast, written, str(consent)))
    remembered = {row["code"] for row in rows("fhir_codes") if row["status"] == "remembered"}
    assert remembered
    told = {one for one in walked(found, "code") if isinstance(one, str)}
    assert not told & remembered
    icd = {row[name] for row in rows("complaints") for name in ("icd10", "icd11") if row[name]}
    assert not told & icd
    loinc = {one["code"] for one in walked(found, "coding") for one in one if one["system"] == "http://loinc.org"}
    assert loinc <= {one["code"] for one in codes().values()}
    assert all("coding" not in one["code"] for one in resources(found, "Condition"))
    assert all(row["source"] for row in rows("fhir_codes"))


def test_a_text_with_the_name_is_left_out_and_the_document_says_so(cast: Cast, named: UUID, person: UUID, consent: UUID):
    tomas = cast.client("tomas")
    told = {**ILL, "allergies": "dice Xochitl que a todo", "note": "vino con metik", "said:splint": "lo pidió Xóchitl"}
    tomas.post(f"/encuentros/{named}/primeros-auxilios/nuevo/", {"form": fresh_token(), **told, "person": str(person)})
    found = bundle(asked(cast, FirstAid.objects.get(), str(consent)))
    whole = json.dumps(found, ensure_ascii=False).lower()
    assert "chitl" not in whole
    assert "metik" not in whole
    allergies = resources(found, "Composition")[0]["section"][0]
    assert allergies["emptyReason"]["coding"][0]["code"] == "withheld"
    assert "se dejó fuera" in allergies["text"]["div"]
    Bundle(found, strict=True)


def test_what_nobody_noted_is_said_to_be_unknown_and_never_to_be_nothing(cast: Cast, met):
    encounter, tomas = met(1), cast.client("tomas")
    tomas.post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", {"form": fresh_token(), "complaint:BLISTER": "on"})
    found = bundle(asked(cast, FirstAid.objects.get(), "life"))
    Bundle(found, strict=True)
    allergies, medicines, _problems = resources(found, "Composition")[0]["section"]
    for section in (allergies, medicines):
        assert section["emptyReason"]["coding"][0]["code"] == "unavailable"
        assert "nadie lo anotó" in section["text"]["div"]
    assert resources(found, "Provenance")[0]["reason"] == [{"text": "Vida en peligro, y la persona no puede responder."}]


def test_markup_that_somebody_typed_stays_text(cast: Cast, met):
    encounter, tomas = met(1), cast.client("tomas")
    told = {"form": fresh_token(), "complaint:BLISTER": "on", "allergies": '<script>x</script> & "más"'}
    tomas.post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", told)
    found = bundle(asked(cast, FirstAid.objects.get(), "life"))
    div = resources(found, "Composition")[0]["section"][0]["text"]["div"]
    assert "<script>" not in div
    assert "".join(fromstring(div).itertext()) == '<script>x</script> & "más"'


@pytest.mark.parametrize("basis", ["", "yes", str(uuid4()), "best_interests"])
def test_without_a_ground_there_is_no_file(cast: Cast, written: FirstAid, basis: str):
    answer = asked(cast, written, basis)
    assert answer.status_code == 422
    assert "Elija por qué se puede entregar" in text(answer)
    assert not ReadRow.objects.filter(record_class="K3", action="export").exists()


def test_a_consent_that_was_taken_back_allows_nothing_any_more(cast: Cast, by, written: FirstAid, consent: UUID):
    assert asked(cast, written, str(consent)).status_code == 200
    page = text(cast.client("tomas").get(f"/primeros-auxilios/{written.subject}/resumen/"))
    assert "La persona dio su permiso" in page
    withdraw_consent(consent=consent, by=by("ines"), at=datetime.now(UTC), way=WithdrawnBy.PAPER)
    assert asked(cast, written, str(consent)).status_code == 422
    assert "No hay un permiso vigente" in text(cast.client("tomas").get(f"/primeros-auxilios/{written.subject}/resumen/"))


def test_the_consent_of_another_person_is_no_ground(cast: Cast, by, met, written: FirstAid):
    other, now = met(1), datetime.now(UTC)
    given = note_consent(given=[ConsentFor.REFER], encounter=other, language="spa", by=by("ines"), at=now, now=now)
    assert asked(cast, written, str(given.receipt.subject)).status_code == 422


def test_each_file_is_a_row_of_the_log_of_reads(cast: Cast, written: FirstAid, consent: UUID):
    asked(cast, written, str(consent))
    [row] = ReadRow.objects.filter(record_class="K3", action="export")
    assert (row.subject, row.purpose) == (str(written.subject), "medical")


@pytest.mark.parametrize("name", ["ines", "nadia", "rafael", "graciela", "julia", "alma", "octavio"])
def test_who_does_not_read_the_whole_takes_nothing_out_and_hidden_and_absent_answer_alike(
    cast: Cast, written: FirstAid, name: str
):
    client = cast.client(name)

    def answers(of: UUID) -> list[tuple[int, str]]:
        address = f"/primeros-auxilios/{of}/resumen/"
        return [(one.status_code, text(one)) for one in (client.get(address), client.post(address, {"basis": "life"}))]

    assert answers(written.subject) == answers(uuid4())
    assert {status for status, _page in answers(written.subject)} <= {403, 404}


def test_it_goes_out_for_care_and_for_no_other_purpose(cast: Cast, written: FirstAid):
    address = f"/primeros-auxilios/{written.subject}/resumen/"
    answer = cast.client("tomas").post(address, {"basis": "life", "purpose": "rescue"})
    assert answer.status_code in (400, 403, 404)


def test_what_this_machine_no_longer_opens_makes_no_file_that_says_that_nothing_was_noted(
    cast: Cast, written: FirstAid, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(records, "told", lambda _row: None)
    answer = asked(cast, written, "life")
    assert answer.status_code == 422
    assert "ya no se abre: pida el archivo a la central" in text(answer)
    assert not ReadRow.objects.filter(record_class="K3", action="export").exists()
