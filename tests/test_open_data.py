"""A published edition as everybody takes it along: from the public page, the desk and the terminal, the same bytes."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client

from vereda.access.tests.cast import text
from vereda.cli.edition import command
from vereda.logbook import registry
from vereda.public.web import open_data
from vereda.statistics import drawing, editions, published
from vereda.statistics.publishing import PressTable, propose, publish, publish_press
from vereda.statistics.tests.test_editions import ADRIANA, AT, JULIA, MONTH, SOME, december, met

pytestmark = pytest.mark.django_db
KIB_14 = 14 * 1024
STYLE = Path(open_data.__file__).parents[1] / "static" / "public" / "public.css"
TABLE = "people-nationality-sex"


@pytest.fixture
def house(cast, home, monkeypatch):
    """A December that was published and revised, another month that is only proposed, and a year that others printed."""
    monkeypatch.setattr(registry, "_authority", [])
    monkeypatch.setattr(drawing, "public_tables", lambda: SOME)
    december()
    propose(MONTH, by=JULIA, at=AT)
    publish(MONTH, by=ADRIANA, at=AT)
    met(40, day=20)
    propose(MONTH, by=JULIA, at=AT, why="Llegó un teléfono que estuvo sin línea.")
    publish(MONTH, by=ADRIANA, at=AT)
    table = PressTable(code="annual", title_es="Rescates", title_en="Rescues", by=("category",), rows=[(("RESCUE",), 6019)])
    publish_press(period="2011", series="beta", tables=[table], printed_in="Boletín 12", by=JULIA, at=AT)
    return cast


def links(page: str) -> list[str]:
    return re.findall(r'href="(/datos/[^"]*)"', page)


def test_everybody_reads_what_stands_in_two_languages_light_without_script_and_without_cookie(house, home):
    client = Client()
    seen = {
        path: client.get(path)
        for path in ("/datos/", "/datos/en/", "/datos/2011-12/", "/datos/en/2011-12/r1/", "/datos/2030-01/")
    }
    assert [answer.status_code for answer in seen.values()] == [200, 200, 200, 200, 404]
    for path, answer in seen.items():
        page = answer.content.decode()
        assert len(gzip.compress(answer.content)) + len(gzip.compress(STYLE.read_bytes())) <= KIB_14, path
        assert not re.search(r"<script|\son\w+=|style=|(?:src|href|action)=\"(?:https?:)?//", page), path
        assert not answer.cookies, path
        assert not re.search("Julia|Adriana|julia|adriana|internal|propuest", page), path
    listed, edition = text(seen["/datos/"]), text(seen["/datos/2011-12/"])
    for said in (
        "Publicadas, 2011",
        "Diciembre de 2011",
        "revisión 2",
        "Llegó un teléfono",
        "Lo que imprimieron otros",
        "Boletín 12",
    ):
        assert said in listed, said
    content = published.standing("mx", "2011-12").revisions[1]["content"]
    for said in (content, "atenciones: una por persona", "se reserva lo menor de 10", "Revisión 2", "Honduras, hombre"):
        assert said.casefold() in edition.casefold(), said
    assert '<html lang="en">' in seen["/datos/en/2011-12/r1/"].content.decode()
    assert "Migrants helped in Mexico, December 2011" in text(seen["/datos/en/2011-12/r1/"])


def test_every_link_leads_to_what_it_says_and_nothing_else_is_there(house, monkeypatch):
    client = Client()
    found = set(links(client.get("/datos/2011-12/").content.decode())) | set(links(client.get("/datos/").content.decode()))
    assert {f"/datos/2011-12/r2/{TABLE}.csv", "/datos/2011-12/r2/mx-2011-12-r2-es.pdf", "/datos/impresas/beta/2011/"} <= found
    drawn = {path: client.get(path) for path in sorted(found)}
    assert {answer.status_code for answer in drawn.values()} == {200}
    csv = drawn[f"/datos/2011-12/r2/{TABLE}.csv"].content
    one = published.kept(published.standing("mx", "2011-12"))
    assert editions.digest(csv) == one.manifest["files"][f"tables/{TABLE}.csv"]
    assert drawn["/datos/2011-12/r2/mx-2011-12-r2-es.pdf"].content.startswith(b"%PDF")
    for name in ("manifest.json", "internal/exact-interno-no-publicar.csv.gz", "..%2Fmanifest.json", "mx-2011-12-r1-es.pdf"):
        assert client.get(f"/datos/2011-12/r2/{name}").status_code == 404, name
    assert client.get("/datos/2011-12/r3/").status_code == client.get("/datos/2011-12/r0/").status_code == 404
    assert client.post("/datos/").status_code == 405
    monkeypatch.setattr(open_data.DRAWN, "most", 0)
    assert client.get("/datos/2011-12/r1/mx-2011-12-r1-en.pdf").status_code == 429
    assert client.get(f"/datos/2011-12/r1/{TABLE}.csv").status_code == 200

    # What is only proposed is not there, and neither is what was changed on the shelf.
    met(30, day=21)
    propose(MONTH, by=JULIA, at=AT, why="Otra vez.")
    assert "Otra vez" not in client.get("/datos/2011-12/").content.decode()
    assert client.get("/datos/2011-12/r3/").status_code == 404
    [file] = published.here().edition("mx", "2011-12", 2).rglob(f"{TABLE}.csv")
    file.chmod(0o600)
    file.write_text(file.read_text().replace("HN,M,", "HN,M,1"))
    assert client.get(f"/datos/2011-12/r2/{TABLE}.csv").status_code == 404
    assert client.get("/datos/2011-12/").status_code == 404


def test_the_desk_and_the_terminal_give_the_same_bytes(house, tmp_path):
    ines, path = house.client("ines"), "/ediciones/2011-12/r2/mx-2011-12-r2-es.xlsx"
    page = ines.get(f"/ediciones/2011-12/?tabla={TABLE}").content.decode()
    assert path in page
    assert f"/ediciones/2011-12/r2/{TABLE}-en.hxl.csv" in page
    book = ines.get(path).content
    assert ines.get("/ediciones/2011-12/r2/manifest.json").status_code == 404
    assert house.client("rosa").get(path).status_code == 403
    run("xlsx", "2011-12", "--lang", "es", "--out", str(tmp_path / "uno.xlsx"))
    assert (tmp_path / "uno.xlsx").read_bytes() == book
    assert (
        run("pdf", "2011-12", "--revision", "1", "--lang", "en", "--out", str(tmp_path)).strip().endswith("mx-2011-12-r1-en.pdf")
    )
    run("hxl", "2011-12", "--lang", "en", "--out", str(tmp_path / "hxl"))
    assert sorted(path.name for path in (tmp_path / "hxl").iterdir()) == [
        f"{one.code}-en.hxl.csv" for one in sorted(SOME, key=lambda one: one.code)
    ]
    with pytest.raises(Exception, match="no-table"):
        run("hxl", "2011-12", "--table", "no-table", "--out", str(tmp_path / "x.csv"))


def run(*arguments: str) -> str:
    result = CliRunner().invoke(command, list(arguments), standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.stdout
