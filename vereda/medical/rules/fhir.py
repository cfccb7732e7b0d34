"""One summary for a hospital as a FHIR R4 document (4.0.1), shaped as the International Patient Summary: values in, JSON out.

The patient has a pseudonym and nothing else: no name, no nationality, no place. A code stands in it only where its source was
read (`tables/fhir_codes.csv`); what is remembered, as the ICD codes of complaints, is told in words alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from html import escape
from typing import Any
from uuid import UUID, uuid5

from vereda.medical.rules.registered import rows

REMEMBERED = "remembered"
HL7 = "http://terminology.hl7.org/CodeSystem"
UCUM = "http://unitsofmeasure.org"
UNITS = {
    "respirations": "/min", "pulse": "/min", "spo2": "%", "systolic": "mm[Hg]", "temperature_c": "Cel", "muac_mm": "mm",
}  # fmt: skip
VITALS = frozenset({"respirations", "pulse", "spo2", "systolic", "temperature_c"})
XHTML = '<div xmlns="http://www.w3.org/1999/xhtml">{}</div>'

type Json = dict[str, Any]  # Any: JSON


@dataclass(frozen=True)
class Seen:
    """Something that was measured or observed. name: of the value; said: in words; value: None where words tell it."""

    name: str
    title: str
    said: str
    at: datetime
    value: Decimal | int | bool | None = None


@dataclass(frozen=True)
class Did:
    """Something that was done or given. is_medicine: stands among the medications; dose: as it was typed, '' for none."""

    said: str
    at: datetime
    dose: str = ""
    is_medicine: bool = False


@dataclass(frozen=True)
class Summary:
    """What a hospital gets, all in words of one language.

    pseudonym   of this record, made with a key that stays here;  sex: F, M, X or U
    problems    what is wrong and which danger signs are there, as somebody noted them: no diagnosis
    allergies, medicines   as told; '' for nothing;  withheld: names of the parts that were left out, for a name in them
    basis       why it may be told, in words;  sender: who sends, without a place
    """

    pseudonym: UUID
    title: str
    sender: str
    language: str
    sex: str
    opened_at: datetime
    ended_at: datetime | None
    reason: str
    problems: Sequence[str]
    allergies: str
    medicines: str
    seen: Sequence[Seen]
    did: Sequence[Did]
    warnings: Sequence[str]
    note: str
    basis: str
    remark: str
    withheld: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Titles:
    """Titles and sentences of the document in its language."""

    allergies: str
    medications: str
    problems: str
    vitals: str
    procedures: str
    warnings: str
    note: str
    nothing: str
    withheld: str


def document(told: Summary, words: Titles, *, now: datetime) -> Json:
    """Return the Bundle. now: when it is made, aware."""
    made = _Made(told)
    sections = list(_sections(made, told, words))
    composition = _composition(made, told, sections, now)
    entries = [_entry(made.id("composition"), composition), *made.entries, _provenance(made, told, now)]
    return {
        "resourceType": "Bundle",
        "meta": {"security": [{"system": f"{HL7}/v3-Confidentiality", "code": "R", "display": "restricted"}]},
        "identifier": {"system": "urn:ietf:rfc:3986", "value": _urn(uuid5(told.pseudonym, f"bundle {now.isoformat()}"))},
        "type": "document",
        "timestamp": _instant(now),
        "entry": entries,
    }


@cache
def codes() -> dict[str, Json]:
    """Return the codings that may stand in a document, by what they name; remembered ones are not among them."""
    return {
        row["name"]: {name: row[name] for name in ("system", "code", "display")}
        for row in rows("fhir_codes")
        if row["status"] != REMEMBERED
    }


class _Made:
    """The resources of one document beside the composition, and how they are named."""

    def __init__(self, told: Summary) -> None:
        self.told = told
        self.entries: list[Json] = []
        self.add("patient", _patient(told))
        self.add("sender", {"resourceType": "Organization", "name": told.sender})
        self.add("encounter", _encounter(self, told))

    def id(self, name: str) -> str:
        return _urn(uuid5(self.told.pseudonym, name))

    def to(self, name: str) -> Json:
        return {"reference": self.id(name)}

    def add(self, name: str, resource: Json) -> Json:
        self.entries.append(_entry(self.id(name), resource))
        return self.to(name)


def _patient(told: Summary) -> Json:
    gender = {"F": "female", "M": "male", "X": "other"}.get(told.sex, "unknown")
    return {
        "resourceType": "Patient",
        "identifier": [{"use": "temp", "system": "urn:ietf:rfc:3986", "value": _urn(told.pseudonym)}],
        "gender": gender,
    }


def _encounter(made: _Made, told: Summary) -> Json:
    period = {"start": _instant(told.opened_at)} | ({"end": _instant(told.ended_at)} if told.ended_at else {})
    found = {
        "resourceType": "Encounter",
        "status": "finished" if told.ended_at else "in-progress",
        "class": {"system": f"{HL7}/v3-ActCode", "code": "FLD", "display": "field"},
        "subject": made.to("patient"),
        "period": period,
        "serviceProvider": made.to("sender"),
    }
    return found | ({"reasonCode": [{"text": told.reason}]} if told.reason else {})


def _composition(made: _Made, told: Summary, sections: list[Json], now: datetime) -> Json:
    return {
        "resourceType": "Composition",
        "language": told.language,
        "text": _narrative([told.title, told.remark]),
        "status": "final",
        "type": _concept("summary", told.title),
        "subject": made.to("patient"),
        "encounter": made.to("encounter"),
        "date": _instant(now),
        "author": [made.to("sender")],
        "custodian": made.to("sender"),
        "title": told.title,
        "confidentiality": "R",
        "section": sections,
    }


def _sections(made: _Made, told: Summary, words: Titles) -> Iterator[Json]:
    """Yield the three sections that a summary must have, then those that hold something."""
    yield _section("allergies", words.allergies, list(_allergies(made, told)), [told.allergies], told, words)
    given = [one for one in told.did if one.is_medicine]
    said = [told.medicines, *(_dosed(one) for one in given)]
    yield _section("medications", words.medications, list(_medications(made, told, given)), said, told, words)
    yield _section("problems", words.problems, list(_problems(made, told)), list(told.problems), told, words)
    others = [one for one in told.did if not one.is_medicine]
    rest: tuple[tuple[str, str, list[Json], list[str]], ...] = (
        ("vitals", words.vitals, list(_observations(made, told)), [_measured(one) for one in told.seen]),
        ("procedures", words.procedures, list(_procedures(made, told, others)), [_dosed(one) for one in others]),
        ("warnings", words.warnings, list(_flags(made, told)), list(told.warnings)),
        ("note", words.note, [], [told.note]),
    )
    for name, title, entries, lines in rest:
        if any(lines) or name in told.withheld:
            yield _section(name, title, entries, lines, told, words)


def _section(name: str, title: str, entries: list[Json], lines: Sequence[str], told: Summary, words: Titles) -> Json:
    shown = [line for line in lines if line]
    if name in told.withheld:
        shown.append(words.withheld)
    found: Json = {"title": title, "code": _concept(name, title), "text": _narrative(shown or [words.nothing])}
    if entries:
        return found | {"entry": entries}
    if not any(lines):
        reason = "withheld" if name in told.withheld else "unavailable"
        found["emptyReason"] = {"coding": [{"system": f"{HL7}/list-empty-reason", "code": reason}]}
    return found


def _allergies(made: _Made, told: Summary) -> Iterator[Json]:
    if told.allergies:
        yield made.add(
            "allergy",
            {
                "resourceType": "AllergyIntolerance",
                "clinicalStatus": _status("allergyintolerance-clinical", "active"),
                "verificationStatus": _status("allergyintolerance-verification", "unconfirmed"),
                "code": {"text": told.allergies},
                "patient": made.to("patient"),
                "recordedDate": _instant(told.opened_at),
            },
        )


def _medications(made: _Made, told: Summary, given: Sequence[Did]) -> Iterator[Json]:
    if told.medicines:
        yield made.add("medicines", _statement(made, told.medicines, "unknown"))
    for number, one in enumerate(given):
        stated = _statement(made, one.said, "completed") | {"effectiveDateTime": _instant(one.at)}
        yield made.add(f"medicine {number}", stated | ({"dosage": [{"text": one.dose}]} if one.dose else {}))


def _statement(made: _Made, said: str, status: str) -> Json:
    return {
        "resourceType": "MedicationStatement",
        "status": status,
        "medicationCodeableConcept": {"text": said},
        "subject": made.to("patient"),
        "context": made.to("encounter"),
    }


def _problems(made: _Made, told: Summary) -> Iterator[Json]:
    for number, said in enumerate(told.problems):
        yield made.add(
            f"problem {number}",
            {
                "resourceType": "Condition",
                "clinicalStatus": _status("condition-clinical", "active"),
                "verificationStatus": _status("condition-ver-status", "unconfirmed"),
                "category": [_status("condition-category", "problem-list-item")],
                "code": {"text": said},
                "subject": made.to("patient"),
                "encounter": made.to("encounter"),
                "recordedDate": _instant(told.opened_at),
            },
        )


def _observations(made: _Made, told: Summary) -> Iterator[Json]:
    for number, one in enumerate(told.seen):
        found = {
            "resourceType": "Observation",
            "status": "final",
            "category": [_status("observation-category", "vital-signs" if one.name in VITALS else "survey")],
            "code": _concept(one.name, one.title),
            "subject": made.to("patient"),
            "encounter": made.to("encounter"),
            "effectiveDateTime": _instant(one.at),
            "performer": [made.to("sender")],
        }
        yield made.add(f"seen {number}", found | _value(one))


def _value(one: Seen) -> Json:
    if isinstance(one.value, bool):
        return {"valueBoolean": one.value}
    if one.value is None:
        return {"valueString": one.said}
    if one.name not in UNITS:
        return {"valueInteger": int(one.value)}
    unit = UNITS[one.name]
    value = float(one.value) if isinstance(one.value, Decimal) else one.value
    return {"valueQuantity": {"value": value, "unit": unit, "system": UCUM, "code": unit}}


def _procedures(made: _Made, told: Summary, others: Sequence[Did]) -> Iterator[Json]:
    for number, one in enumerate(others):
        found = {
            "resourceType": "Procedure",
            "status": "completed",
            "code": {"text": one.said},
            "subject": made.to("patient"),
            "encounter": made.to("encounter"),
            "performedDateTime": _instant(one.at),
        }
        yield made.add(f"done {number}", found | ({"note": [{"text": one.dose}]} if one.dose else {}))


def _flags(made: _Made, told: Summary) -> Iterator[Json]:
    for number, said in enumerate(told.warnings):
        flag = {"resourceType": "Flag", "status": "active", "code": {"text": said}, "subject": made.to("patient")}
        yield made.add(f"flag {number}", flag | {"encounter": made.to("encounter")})


def _provenance(made: _Made, told: Summary, now: datetime) -> Json:
    return _entry(
        made.id("provenance"),
        {
            "resourceType": "Provenance",
            "target": [made.to("composition")],
            "occurredDateTime": _instant(told.opened_at),
            "recorded": _instant(now),
            "reason": [{"text": told.basis}],
            "agent": [{"who": made.to("sender")}],
        },
    )


def _concept(name: str, text: str) -> Json:
    coding = codes().get(name)
    return {"coding": [coding], "text": text} if coding else {"text": text}


def _status(system: str, code: str) -> Json:
    return {"coding": [{"system": f"{HL7}/{system}", "code": code}]}


def _narrative(lines: Sequence[str]) -> Json:
    told = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return {"status": "generated", "div": XHTML.format(told)}


def _measured(one: Seen) -> str:
    return f"{_instant(one.at)} {one.title}: {one.said}"


def _dosed(one: Did) -> str:
    return " · ".join(part for part in (one.said, one.dose) if part)


def _entry(urn: str, resource: Json) -> Json:
    return {"fullUrl": urn, "resource": resource}


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).replace(microsecond=0).isoformat()


def _urn(id_: UUID) -> str:
    return f"urn:uuid:{id_}"
