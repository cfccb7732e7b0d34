"""Feeds of public tables: what an edition prints, for everybody, and nothing else of it."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import orjson
import pyarrow.parquet as pq
import pytest
from django.test import Client

from vereda.access.models import ReadRow
from vereda.logbook import registry
from vereda.public.web import odata as feed
from vereda.statistics import drawing, published
from vereda.statistics.door import PressTable, propose, publish, publish_press
from vereda.statistics.tests.test_editions import ADRIANA, JULIA, MONTH, SOME, december

pytestmark = pytest.mark.django_db
AT = datetime(2012, 2, 6, 18, tzinfo=UTC)
TABLES, ODATA = "/api/v1/tables/", "/api/v1/odata/"


@pytest.fixture
def sheets(home, monkeypatch):
    """Return the sheets of a published December; beside it stands what others printed, and nothing of it may come out here."""
    monkeypatch.setattr(registry, "_authority", [])
    monkeypatch.setattr(drawing, "public_tables", lambda: SOME)
    december()
    propose(MONTH, by=JULIA, at=AT)
    assert Client().get(f"{TABLES}2011-12.parquet").status_code == 404, "what is proposed is not published"
    publish(MONTH, by=ADRIANA, at=AT)
    table = PressTable("printed", "Impreso", "Printed", ("category",), [(("RESCUE",), 7)])
    publish_press(period="2011-11", series="press", tables=[table], printed_in="Boletín 1", by=JULIA, at=AT)
    return published.kept(published.standing("mx", "2011-12")).sheets


def test_every_way_out_gives_the_cells_of_the_edition_and_no_other(sheets):
    client, printed = Client(), [(sheet.code, row.value, row.why or None) for sheet in sheets for row in sheet.rows]
    where = client.get(f"{TABLES}all.csv")["Location"]
    whole = client.get(where)
    rows = csv.DictReader(io.StringIO(b"".join(whole.streaming_content).decode()))
    assert [(one["table"], int(one["number"] or 0) or None, one["withheld"] or None) for one in rows] == printed
    for name in ("2011-12.parquet", "2011-12-r1.parquet", "every.parquet"):
        answer = client.get(client.get(f"{TABLES}{name}")["Location"])
        rows = pq.read_table(io.BytesIO(b"".join(answer.streaming_content))).to_pylist()
        assert [(one["table"], one["number"], one["withheld"]) for one in rows] == printed, name
    told = [one for page in pages(client, f"{ODATA}Cells") for one in page["value"]]
    assert [(one["table"], one["number"], one["withheld"]) for one in told] == printed
    values = orjson.loads(client.get(f"{TABLES}2011-12.dhis2.json").content)["dataValues"]
    by_place = {(one["dataElement"], one["orgUnit"], one.get("categoryOptionCombo")) for one in values}
    assert len(by_place) == len(values)
    assert {int(one["value"]) for one in values} == {value for _, value, _ in printed if value is not None}
    assert client.get(f"{TABLES}2011-12.dhis2.csv").content.startswith(b"object,code,dhis2")
    assert not client.cookies
    assert not ReadRow.objects.exists(), "who reads what is public is nobody's business"
    for name in ("2011-11.parquet", "2011-12-r2.parquet", "2012-13.parquet", "all.dhis2.json", "manifest.json", "2011-12-r1.csv"):
        assert client.get(f"{TABLES}{name}").status_code == 404, name


def pages(client: Client, address: str) -> list[dict]:
    found = []
    while address:
        answer = client.get(address, headers={"Prefer": "odata.maxpagesize=20"})
        assert answer["OData-Version"] == "4.0"
        found.append(orjson.loads(answer.content))
        address = found[-1].get("@odata.nextLink", "")
    assert len(found) > 1
    return found


@pytest.mark.usefixtures("sheets")
def test_the_feed_answers_and_refuses_in_its_own_form(monkeypatch):
    client = Client()

    def asked(what: str) -> dict:
        return orjson.loads(client.get(f"{ODATA}{what}").content)

    assert {one["name"] for one in asked("")["value"]} == {"Cells", "CellsOfAllRevisions", "Editions", "Tables", "Codes"}
    assert client.get(f"{ODATA}$metadata")["Content-Type"] == "application/xml"
    found = asked("Cells?$filter=table eq 'people-nationality-sex' and nationality eq 'HN'&$select=sex,number&$count=true")
    assert found["@odata.count"] == len(found["value"])
    assert all(set(one) == {"sex", "number"} for one in found["value"])
    assert client.get(f"{ODATA}Cells/$count?$filter=nationality eq 'HN'").content == str(found["@odata.count"]).encode()
    assert [(one["edition"], one["published_on"]) for one in asked("Editions")["value"]] == [("2011-12", "2012-02-06")]
    assert asked("Editions(edition='2011-12',revision=1)")["@odata.context"].endswith("$metadata#Editions/$entity")
    assert {"dimension": "nationality", "code": "HN", "label_es": "Honduras", "label_en": "Honduras"} in asked("Codes")["value"]
    for what, status in (
        ("Persons", 404), ("Cells(edition='2011-12',revision=1,place=99999)", 404), ("Cells(1)", 400), ("Cells?$filter=x", 400),
        ("Cells?$expand=x", 501), ("Cells?$format=xml", 406), ("Cells?$skiptoken=abc-1", 410), ("?$filter=x", 501),
        ("Cells/$count?$top=1", 501), ("Cells?$top=1&$top=2", 400),
    ):  # fmt: skip
        answer = client.get(f"{ODATA}{what}")
        assert (answer.status_code, set(orjson.loads(answer.content)["error"])) == (status, {"code", "message"}), what
    assert client.post(f"{ODATA}Cells").status_code == 405
    monkeypatch.setattr(feed.ASKED, "most", 0)
    assert client.get(f"{ODATA}Cells").status_code == 429
