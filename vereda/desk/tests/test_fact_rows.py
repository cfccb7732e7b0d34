"""The exact rows of a period: for who sends figures up, resumed in one state or not at all, and in the read log."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from vereda.access.models import ReadRow
from vereda.access.web import practising
from vereda.encounters.door import Line, Meeting, Service, Where, record_meeting
from vereda.logbook import registry
from vereda.logbook.door import Author
from vereda.statistics import door as statistics
from vereda.statistics.door import feeding

pytestmark = pytest.mark.django_db
ADDRESS = "/boletin/hechos.csv?from=2011-12-01&to=2011-12-31"
INES = Author(account="ines", group="piedras-negras", country="mx", zone="America/Matamoros")


def met(people: int, day: int = 12):
    meeting = Meeting(
        people_met=people, lines=[Line(line_id="1", nationality="HN", sex="M", age_band="18-29", count=people)],
        services=[Service(service="WATER")], where=Where(state="MX-COA"),
    )  # fmt: skip
    record_meeting(meeting, by=INES, at=datetime(2011, 12, day, 18, tzinfo=UTC))


@pytest.fixture(autouse=True)
def _noted(home, monkeypatch):
    monkeypatch.setattr(registry, "_authority", [])
    met(4)


def test_a_cut_file_is_finished_in_its_own_state_and_refused_in_another(cast):
    julia = cast.client("julia")
    address = julia.get(ADDRESS)["Location"]
    before = ReadRow.objects.filter(action="export", record_class="K8").count()
    whole = julia.get(address)
    text = b"".join(whole.streaming_content)
    rows = list(csv.DictReader(io.StringIO(text.decode())))
    assert [(row["local_on"], row["people"]) for row in rows if row["row"] == "L"] == [("2011-12-12", "4")]
    assert "interno-no-publicar" in whole["Content-Disposition"]
    rest = julia.get(address, headers={"Range": "bytes=50-"})
    assert (rest.status_code, b"".join(rest.streaming_content)) == (206, text[50:])
    assert rest["Content-Range"] == f"bytes 50-{len(text) - 1}/{len(text)}"
    assert julia.get(address, headers={"Range": f"bytes={len(text)}-"}).status_code == 416
    assert ReadRow.objects.filter(action="export", record_class="K8").count() == before + 3
    met(9, day=13)
    changed = julia.get(address, headers={"Range": "bytes=50-"})
    assert (changed.status_code, b"Empiece de nuevo" in changed.content) == (412, True)
    assert julia.get(ADDRESS, headers={"Range": "bytes=50-"}).status_code == 412, "an address without a state continues nothing"
    moved = julia.get(address, headers={"Range": "bytes=50-", "If-Range": whole["ETag"]})["Location"]
    again = julia.get(moved, headers={"Range": "bytes=50-", "If-Range": whole["ETag"]})
    assert (again.status_code, again.get("Content-Range")) == (200, None)
    asked = statistics.question(country="mx", from_on=date(2011, 12, 1), to_on=date(2011, 12, 31))
    assert b"".join(again.streaming_content) == b"".join(feeding.fact_rows(asked, today=date(2012, 2, 1)).pieces())


def test_who_takes_no_figures_out_gets_no_rows_and_a_state_office_its_own(cast):
    refused = {name: cast.client(name).get(ADDRESS).status_code for name in ("ines", "rafael", "adriana")}
    assert refused == {"ines": 404, "rafael": 404, "adriana": 403}
    office = cast.client("octavio").get(cast.client("octavio").get(ADDRESS)["Location"])
    assert b"".join(office.streaming_content).count(b"\n") >= 1
    assert cast.client("julia").get("/boletin/hechos.csv?from=nonsense&to=2011-12-31").status_code == 422
    today = timezone.localdate().isoformat()
    young = cast.client("julia").get(f"/boletin/hechos.csv?from=2011-12-01&to={today}")
    assert (young.status_code, "por dónde va la gente ahora" in young.content.decode()) == (422, True)
    assert "hechos.csv" not in cast.client("julia").get(f"/boletin/?from={today}&to={today}").content.decode()


def test_nothing_of_a_file_goes_out_to_who_practises_not_even_a_part(cast, monkeypatch):
    julia = cast.client("julia")
    address = julia.get(ADDRESS)["Location"]
    monkeypatch.setattr(practising, "is_practice", lambda group: True)
    for headers in ({}, {"Range": "bytes=50-"}):
        answer = julia.get(address, headers=headers)
        assert (answer.status_code, "access.not_in_practice" in answer.content.decode()) == (403, True)
