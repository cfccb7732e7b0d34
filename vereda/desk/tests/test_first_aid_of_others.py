"""First aid that a phone of another version, or of another make, wrote: what cannot be, or is not known here, breaks no page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from vereda.access.tests.cast import Cast, text
from vereda.desk.rooms import first_aid_handover
from vereda.logbook.door import Plain, record
from vereda.logbook.schema import FieldClass
from vereda.medical.door import FirstAid, Outcome, Treatment
from vereda.medical.entries import record as entries
from vereda.medical.words import Colour

pytestmark = pytest.mark.django_db
AT = datetime.now(UTC) - timedelta(minutes=1)
NEVER: list[dict[str, Any]] = [  # Any: fields of a set
    {"spo2": 101, "respirations": 0, "systolic": 0, "pulse": 0, "consciousness": "A", "temperature_tenths": 1000, "oxygen": True},
    {"spo2": 0, "respirations": 500, "systolic": 500, "pulse": 500, "consciousness": "C", "temperature_tenths": 0, "scale": 2},
    {"muac_mm": 0, "oedema": True, "eyes": 1, "verbal": "NT", "motor": 6, "pain": 10},
    {"pulse": 80, "systolic": 0, "scored": {"rule": "NEWS9", "total": 20, "band": "high-emergency"}},
]
TOLD: list[dict[str, Any]] = [  # Any: fields of what is told
    {"complaints": ["FRACT", "NEWER"], "age_years": 40, "age_months": 3, "signs": ["NEWER"]},
    {"age_years": 130, "pregnant": "yes", "sex": "M", "note": "😀" * 4000, "allergies": "\u202eיון <script>zafiro</script>"},
    {"complaints": ["FRACT"] * 100, "age_years": 0, "age_months": 0, "medicines": "ا" * 1000},
]


def box(said: Any) -> list[Plain]:  # Any: a model of an entry
    return [Plain(cls=FieldClass.HEALTH, fields=said.model_dump(mode="json", exclude_none=True))]


def written(encounter: UUID, by: Any, told: dict[str, Any]) -> UUID:  # Any: an author; fields
    one = record(entries.FirstAidOpened(encounter=encounter), by=by, at=AT, boxes=box(entries.Told(**told))).subject
    for signs in NEVER:
        for taken_at in (AT, datetime(2198, 12, 31, tzinfo=UTC), datetime(1971, 2, 1, tzinfo=UTC)):
            said = entries.VitalSet(taken_at=taken_at, **signs)
            record(entries.VitalsTaken(line_id=uuid4().hex), subject=one, by=by, at=AT, boxes=box(said))
    given = entries.Given(what=next(iter(Treatment)), said="<b>zafiro</b>", dose="ا" * 100, given_at=AT)
    record(entries.TreatmentGiven(line_id=uuid4().hex), subject=one, by=by, at=AT, boxes=box(given))
    path = [entries.Answered(step="newer", yes=True)]
    triaged = entries.Triaged(rule="NEWER:9", colour=next(iter(Colour)), path=path, triaged_at=AT)
    record(entries.TriageNoted(line_id=uuid4().hex), subject=one, by=by, at=AT, boxes=box(triaged))
    ended = entries.Ended(outcome=next(iter(Outcome)))
    record(entries.OutcomeNoted(), subject=one, by=by, at=AT, boxes=box(ended))
    return one


@pytest.mark.parametrize("told", TOLD)
def test_what_cannot_be_and_what_is_not_known_here_breaks_no_page(cast: Cast, met, by, told: dict[str, Any]):
    encounter = met(2)
    one, tomas = written(encounter, by("tomas"), told), cast.client("tomas")
    own = [f"/primeros-auxilios/{one}/{rest}" for rest in ("", "corregir/", "carta.pdf", "resumen/", "triage/")]
    for address in (*own, f"/encuentros/{encounter}/primeros-auxilios/", f"/encuentros/{encounter}/?purpose=medical"):
        answer = tomas.get(address)
        assert answer.status_code in (200, 422), address
        assert b"<script>zafiro" not in answer.content
    if "NEWER" in told.get("complaints", ()):
        shown = text(tomas.get(own[0]))
        assert "NEWER" in shown, "what this version does not know is shown, not hidden"
        assert "; NEWER." in first_aid_handover.text(FirstAid.objects.get()).text, "and handed over"
