"""What leaves of an edition: a workbook, HXL and a bulletin, worked by hand, the same to the byte, and never a true count."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
from defusedxml import ElementTree

from vereda.countries.door import pack
from vereda.countries.pack import Licence
from vereda.logbook import registry
from vereda.statistics import drawing, editions, outgoing, published
from vereda.statistics.charts.door import Outlines
from vereda.statistics.drawing import read_exact
from vereda.statistics.editions import EXACT, MANIFEST, Change, Row, Sheet
from vereda.statistics.errors import EditionUnknown
from vereda.statistics.models import Edition
from vereda.statistics.outputs import bulletin, door, hxl, workbook
from vereda.statistics.outputs.publication import Publication, Revised, Stood
from vereda.statistics.publishing import propose, publish
from vereda.statistics.shelf import SUM
from vereda.statistics.tests.test_editions import ADRIANA, AT, JULIA, MONTH, SOME, december

PEOPLE = Sheet(
    "people-state-sex",
    ("state", "sex"),
    (
        Row(("MX-SON", "F"), 25), Row(("MX-SON", "M"), None, "small"), Row(("MX-SON", "TOTAL"), 45),
        Row(("MX-CHP", "TOTAL"), None, "small"), Row(("TOTAL", "F"), 30), Row(("TOTAL", "M"), 40), Row(("TOTAL", "TOTAL"), 70),
    ),
)  # fmt: skip
SERVICES = Sheet(
    "services-category-state",
    ("category", "state"),
    (Row(("RESCUE", "MX-SON"), 60), Row(("RESCUE", "TOTAL"), 75), Row(("TOTAL", "MX-SON"), 60), Row(("TOTAL", "TOTAL"), 75)),
)
LABELS = {
    "state": {"MX-SON": {"es": "Sonora", "en": "Sonora"}, "MX-CHP": {"es": "Chiapas", "en": "Chiapas"}},
    "sex": {"F": {"es": "mujer", "en": "female"}, "M": {"es": "hombre", "en": "male"}},
    "category": {"RESCUE": {"es": "=Rescatadas", "en": "Rescued"}},
}
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SQUARE = {"type": "Polygon", "coordinates": [[[-110, 28], [-109, 28], [-109, 29], [-110, 29], [-110, 28]]]}


def table_told(sheet: Sheet, count: str) -> dict[str, Any]:
    words = {
        f"{name}_{lang}": f"{name} {lang}"
        for name in ("title", "universe", "definition", "note", "unit")
        for lang in ("es", "en")
    }
    held = {"small": sum(row.value is None for row in sheet.rows)}
    return {
        **words, "code": sheet.code, "file": editions.table_file(sheet.code), "by": list(sheet.columns), "count": count,
        "cells": len(sheet.rows), "withheld": held, "left_out": 3, "sensitive": {},
    }  # fmt: skip


def made(**more: Any) -> Publication:
    """Return an edition of two tables, its first revision after a year before with one of them."""
    manifest = {
        "edition": "mx-2011-12-r2", "country": "mx", "period": "2011-12", "revision": 2, "source": "vereda",
        "method": "vereda edition 1", "software": "vereda 0", "catalogue": "list", "pack": "pack", "noise_table": "noise",
        "rules": {"threshold": 10, "sensitive_threshold": 20}, "as_of": {"block": 1234, "on": "2012-02-06"},
        "cells": 11, "withheld": 2, "withheld_by_rule": {"small": 2}, "labels": LABELS,
        "files": {editions.table_file(one.code): "0" * 64 for one in (PEOPLE, SERVICES)},
        "tables": [table_told(SERVICES, "services"), table_told(PEOPLE, "people")],
    }  # fmt: skip
    history = [Revised(1, date(2012, 2, 1)), Revised(2, date(2012, 2, 6), 1, "Llegó un teléfono \U0001f4f1.")]
    square = {"properties": {"code": "MX-SON", "name": "Sonora"}, "geometry": SQUARE}
    values: dict[str, Any] = {
        "manifest": manifest, "content": "ab" * 32, "sheets": [SERVICES, PEOPLE], "history": history,
        "changes": [Change("people-state-sex", ("MX-SON", "F"), None, 25)], "country": {"es": "México", "en": "Mexico"},
        "stood": Stood("2010-12", [replace(PEOPLE, rows=(Row(("MX-SON", "TOTAL"), 30), Row(("TOTAL", "TOTAL"), 50)))]),
        "outlines": Outlines([square]), "outlines_by": "Natural Earth",
    }  # fmt: skip
    return Publication(**{**values, **more})


# HXL ----------------------------------------------------------------------------------------------------------------


def test_sex_stands_in_columns_places_in_rows_without_totals_and_what_is_withheld_is_named():
    assert hxl.hxl_csv(made(), PEOPLE, "es") == (
        'país,desde,hasta,"Entidad (donde ocurrió), clave",Entidad (donde ocurrió),mujeres,hombres,total,reservadas,fuente\n'
        "#country+code,#date+start,#date+end,#adm1+code,#adm1+name,#reached+f,#reached+m,#reached+ind,#status,#meta+source\n"
        "MX,2011-12-01,2011-12-31,MX-SON,Sonora,25,,45,M:small,mx-2011-12-r2\n"
        "MX,2011-12-01,2011-12-31,MX-CHP,Chiapas,,,,TOTAL:small,mx-2011-12-r2\n"
    )


def test_attentions_are_an_indicator_and_never_people_reached():
    heads, tags, *rows = csv.reader(io.StringIO(hxl.hxl_csv(made(), SERVICES, "en")))
    assert tags[3:8] == ["#indicator+code", "#indicator+name", "#adm1+code", "#adm1+name", "#indicator+num"]
    assert heads[-3:] == ["Value", "withheld", "source"]
    assert [row[3:8] for row in rows] == [["RESCUE", "Rescued", "MX-SON", "Sonora", "60"]]


# Workbook -----------------------------------------------------------------------------------------------------------


def cells_of(content: bytes) -> dict[str, tuple[str, list[str | float]]]:
    """Return of each sheet its XML and the values of its cells, texts as they are."""
    book = zipfile.ZipFile(io.BytesIO(content))
    texts = ["".join(one.itertext()) for one in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
    names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
    found = {}
    for number, name in enumerate(names, 1):
        xml = book.read(f"xl/worksheets/sheet{number}.xml").decode()
        values = [(one.get("t"), one.find("{*}v")) for one in ElementTree.fromstring(xml).iter(f"{SPREADSHEET}c")]
        found[name] = (xml, [texts[int(v.text)] if kind == "s" else float(v.text) for kind, v in values if v is not None])
    return found


def test_a_workbook_says_first_what_it_is_then_gives_each_table_with_numbers_that_add_and_no_merged_cells():
    sheets = cells_of(workbook.workbook(made(), "es"))
    assert list(sheets) == ["Léame", "Qué cambió", "1 services-category-state", "2 people-state-sex"]
    assert not [name for name, (xml, _values) in sheets.items() if "mergeCell" in xml or "<f>" in xml]
    read_me = " ".join(map(str, sheets["Léame"][1]))
    for said in (
        "diciembre de 2011",
        "Edición mx-2011-12-r2",
        "bloque 1,234",
        "unit es",
        "menor de 10",
        "ab" * 32,
        "Llegó un teléfono",
    ):
        assert said.casefold() in read_me.casefold(), said
    assert "Licencia" not in read_me
    xml, values = sheets["2 people-state-sex"]
    assert all(mark in xml for mark in ('state="frozen"', "<autoFilter", "<cols>"))
    assert values[values.index("MX-SON") :][:5] == ["MX-SON", "Sonora", "F", "mujer", 25.0]
    assert "reservada: menos de diez, o por ella se sabría otra" in values
    assert "Qué es una unidad: definition es." in values
    assert "=Rescatadas" in sheets["1 services-category-state"][1]


def test_the_same_edition_is_the_same_workbook_and_the_same_bulletin_to_the_byte():
    one = made()
    assert workbook.workbook(one, "en") == workbook.workbook(made(), "en")
    pdf = bulletin.pdf(one, "en")
    assert pdf == bulletin.pdf(made(), "en")
    assert not re.search(rb"CreationDate|CreateDate|ModDate", pdf)
    read = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in read)
    for said in ("Migrants helped in Mexico, December 2011", "Revision 2", "Beside December 2010", "Llegó un teléfono ?."):
        assert said in text, said


# Bulletin -----------------------------------------------------------------------------------------------------------


def test_a_bulletin_shows_totals_what_changed_a_year_before_and_names_what_is_withheld():
    told = bulletin.data_of(made(), "es")
    assert [(one["value"], one["name"]) for one in told["keys"]] == [("75", "atenciones")]  # no table has people by nationality
    parts = {part.title: part for part in told["parts"]}
    assert told["lead"][-1] == "Revisión 2 (6 de febrero de 2012), cambió una celda: Llegó un teléfono \U0001f4f1."
    [changed] = parts["Revisiones"].tables
    assert changed["rows"][0]["cells"] == ["title es", "Sonora, mujer", "reservada", "25"]
    [by_state, by_sex] = parts["Junto a diciembre de 2010"].tables
    assert [row["cells"] for row in by_state["rows"]] == [["Sonora", "30", "45", "+15"], ["Total", "50", "70", "+20"]]
    assert [row["cells"] for row in by_sex["rows"]] == [
        ["mujer", "reservada", "30", ""], ["hombre", "reservada", "40", ""], ["Total", "50", "70", "+20"],
    ]  # fmt: skip
    crossed = parts["Tablas"].tables[1]
    assert crossed["heads"] == ["Entidad (donde ocurrió)", "mujer", "hombre", "Total"]
    assert [row["cells"] for row in crossed["rows"]] == [["Sonora", "25", "R", "45"], ["Total", "30", "40", "70"]]
    assert crossed["notes"] == ["Reservadas: Chiapas."]
    [shown] = [one for part in told["parts"] for one in part.charts if "entidad" in one["title"]]
    assert "Reservadas: Chiapas." in shown["notes"]
    assert "Sonora: 45" in shown["alt"]


def test_a_licence_stands_where_somebody_decided_on_one_and_a_demonstration_says_that_it_is_one():
    free = made(licence={"es": "CC BY 4.0", "en": "CC BY 4.0", "url": "https://example.org/by"}, is_demo=True)
    assert "Licencia: CC BY 4.0 https://example.org/by" in cells_of(workbook.workbook(free, "es"))["Léame"][1]
    told = bulletin.data_of(free, "en")
    assert told["band"] == "Demonstration: invented figures"
    assert "Licence: CC BY 4.0 https://example.org/by" in [line for part in told["parts"] for line in part.after]


def test_what_others_printed_is_listed_as_it_was_printed_with_its_source_and_without_a_word_of_protection():
    sheet = Sheet("annual", ("category", "to"), (Row(("RESCUE", "2007-12-31"), 6019), Row(("SOCIAL", "2007-12-31"), 7)))
    table = {"code": "annual", "file": "tables/annual.csv", "by": ["category", "to"], "cells": 2, "withheld": {}, "notes": []}
    manifest = {
        "edition": "mx-2007-r1", "series": "beta", "country": "mx", "period": "2007", "revision": 1, "source": "press",
        "labels": {}, "printed_in": "Boletín 12", "notes": [{"es": "Dos cifras.", "en": "Two figures."}, "Sin traducir."],
        "files": {"tables/annual.csv": "1" * 64},
        "tables": [{**table, "title_es": "Rescates", "title_en": "Rescues", "unit_es": "", "unit_en": ""}],
    }  # fmt: skip
    one = made(manifest=manifest, sheets=[sheet], changes=[], stood=None, labels=LABELS, history=[Revised(1, date(2012, 2, 1))])
    told = json.dumps(bulletin.data_of(one, "en"), default=vars, ensure_ascii=False)
    assert [said for said in ("6,019", "Two figures.", "Sin traducir.", "Printed in: Boletín 12") if said not in told] == []
    assert not re.search("noise|withheld", told, re.I)
    assert [file.name for file in door.files(manifest)][:1] == ["beta-mx-2007-r1-es.pdf"]
    assert b"RESCUE" in door.content(one, door.file_named(manifest, "annual.csv"))
    assert 6019.0 in cells_of(workbook.workbook(one, "es"))["1 annual"][1]


# Nothing exact ------------------------------------------------------------------------------------------------------


@pytest.fixture
def stands(db, home, monkeypatch: pytest.MonkeyPatch) -> Edition:
    monkeypatch.setattr(registry, "_authority", [])
    monkeypatch.setattr(drawing, "public_tables", lambda: SOME)
    december()
    propose(MONTH, by=JULIA, at=AT)
    publish(MONTH, by=ADRIANA, at=AT)
    return published.standing("mx", "2011-12")


def numbers_in(publication: Publication) -> Iterator[tuple[str, float]]:
    """Yield every number that stands as a figure in any file of an edition, with where it stands."""
    for one in door.files(publication.manifest):
        content = door.content(publication, one) if one.form != "pdf" else b""
        if one.form in ("csv", "hxl.csv"):
            yield from (
                (one.name, float(cell)) for row in csv.reader(io.StringIO(content.decode())) for cell in row if cell.isdigit()
            )
        elif one.form == "xlsx":
            tables = {name: values for name, (_xml, values) in cells_of(content).items() if name[0].isdigit()}
            yield from (
                (f"{one.name} {name}", cell) for name, values in tables.items() for cell in values if isinstance(cell, float)
            )
        else:
            yield from _drawn(bulletin.data_of(publication, one.lang))


def _drawn(told: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    parts: Sequence[Any] = told["parts"]
    texts = [cell for part in parts for one in part.tables for row in one["rows"] for cell in row["cells"][1:]]
    texts += [one["value"] for one in told["keys"]]
    charts = [one for part in parts for one in (*part.charts, *(one for pair in part.pairs for one in pair))]
    texts += [value for one in charts for value in re.findall(r": ([\d,]+)", one["alt"])]
    yield from (("bulletin", float(text.replace(",", ""))) for text in texts if re.fullmatch(r"[\d,]+", text))


def test_no_file_holds_a_true_count_and_what_lies_beside_on_the_shelf_changes_none(stands: Edition):
    """The exact copy is replaced by one of planted numbers, with hashes that fit: every file stays as it is."""
    before = outgoing.publication(stands)
    found = list(numbers_in(before))
    assert {where.rpartition(".")[2].partition(" ")[0] for where, _number in found} == {"csv", "xlsx", "bulletin"}
    assert [one for one in found if one[1] % 5 or one[1] < 10] == []
    true = {one.cell.count for table in read_exact(published.kept(stands).exact).values() for one in table}
    assert {count for count in true if count % 5}, "there is something true that a file could hold"
    plant(stands, 7_654_321)
    after = outgoing.publication(Edition.objects.get())
    assert b"7654321" in gzip.decompress(published.kept(Edition.objects.get()).exact)
    assert after.content != before.content
    assert "adriana" not in json.dumps(after.manifest)
    same = replace(after, content=before.content)
    for one in door.files(before.manifest):
        if one.form != "pdf":
            assert door.content(same, one) == door.content(before, one), one.name
        else:
            assert bulletin.data_of(same, one.lang) == bulletin.data_of(before, one.lang)


def plant(row: Edition, number: int) -> None:
    """Put another exact copy on the shelf, and make every hash fit it."""
    folder = published.here().edition("mx", "2011-12", 1)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700)
    text = gzip.decompress((folder / EXACT).read_bytes()).decode()
    head, *rows = csv.reader(io.StringIO(text))
    planted = [[*cells[:3], number, cells[4], number, *cells[6:]] for cells in rows]
    (folder / EXACT).write_bytes(gzip.compress(editions.written([head, *planted]).encode(), mtime=0))
    manifest = editions.manifest_of((folder / MANIFEST).read_bytes())
    manifest["files"][EXACT] = editions.digest((folder / EXACT).read_bytes())
    (folder / MANIFEST).write_bytes(editions.json_bytes(manifest))
    (folder / SUM).unlink()
    row.revisions[0]["content"] = editions.digest((folder / MANIFEST).read_bytes())
    row.save()


def test_a_year_before_stands_as_it_was_published_then_and_a_later_revision_of_it_changes_nothing(
    monkeypatch,
):
    revisions = [{"at": f"2012-0{month}-06T18:00:00+00:00"} for month in (1, 2, 3)]
    then = SimpleNamespace(period="2010-12", revisions=revisions)
    monkeypatch.setattr(outgoing, "a_year_before", lambda row: then)
    monkeypatch.setattr(outgoing, "kept", lambda row, number: SimpleNamespace(sheets=[number]))
    assert outgoing._stood(None, {"at": "2012-02-06T18:00:00+00:00"}) == Stood("2010-12", [2])
    assert outgoing._stood(None, {"at": "2012-01-01T00:00:00+00:00"}) is None


def test_a_licence_is_what_the_pack_says_and_nothing_where_it_says_nothing(monkeypatch: pytest.MonkeyPatch):
    assert outgoing.licence("mx") == {}
    said = {"text_es": "Uso libre con cita", "text_en": "Free use with citation", "source": "acta 7"}
    country = pack("mx").country.model_copy(update={"data_licence": Licence.model_validate(said)})
    monkeypatch.setattr(outgoing, "pack", lambda country_code: SimpleNamespace(country=country))
    assert door.licence_line(outgoing.licence("mx"), "en") == "Licence: Free use with citation"


def test_no_revision_has_the_number_zero():
    with pytest.raises(EditionUnknown):
        outgoing.publication(Edition(period="2011-12", country="mx", revisions=[{"at": AT.isoformat()}]), 0)
