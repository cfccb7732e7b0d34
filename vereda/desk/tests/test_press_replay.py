"""What the press printed in twenty years, put on the shelf by one command: whole, once, with what does not fit in plain sight."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from vereda.access.errors import NotForYou
from vereda.access.tests.cast import text
from vereda.cli import edition, figures
from vereda.countries.door import PRESS_FIGURES
from vereda.statistics.door import editions_of, press_edition

pytestmark = pytest.mark.django_db
FLAGGED = (
    ("press/2007", "Impresa dos veces, distinta", "Printed twice, differently", ("6,019", "6,091")),
    ("press/2021", "Baja", "Falls", ("22,557", "21,592")),
    ("press/2013", "Cambiada después", "Changed later", ("1,610", "1,557")),
    ("press/2013", "Más halladas que reportadas", "More found than reported", ("122", "51")),
)


def said(command, *arguments: str) -> str:
    result = CliRunner().invoke(command, list(arguments), standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.stdout


def test_twenty_years_of_the_press_stand_once_and_their_contradictions_are_flagged(cast, home, tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    with pytest.raises(NotForYou):
        said(figures.command, "publish", "--as", "octavio")
    assert said(figures.command, "publish", "--as", "julia").startswith("25 entradas nuevas; 15 ediciones")
    assert said(figures.command, "publish", "--as", "julia").startswith("0 entradas nuevas; 15 ediciones")
    assert {row.period for row in editions_of("mx")} >= {"2000", "2005", "2007", "2013", "2021", "2024"}
    assert said(edition.command, "show", "2013", "--series", "press", "--verify").count("Comprobada") == 4
    assert "MX,INJURED,ALL,2013-12-31,1557," in said(
        edition.command, "show", "2013", "--series", "press", "--table", "press_people"
    )

    client = cast.client("julia")
    assert "Prensa · 2002-2005" in text(client.get("/ediciones/"))
    pages = {place: [text(client.get(f"/ediciones/impresas/{place}/")), ""] for place, *_rest in FLAGGED}
    client.post("/idioma/", {"language": "en"})
    for place, both in pages.items():
        both[1] = text(client.get(f"/ediciones/impresas/{place}/"))
    for place, spanish, english, numbers in FLAGGED:
        for page, rule in zip(pages[place], (spanish, english), strict=True):
            sentence = page[page.index(f"{rule}. ") :][:600]
            assert all(number in sentence for number in numbers), (place, rule)

    changed = tmp_path / "figures.csv"
    changed.write_text(
        PRESS_FIGURES.read_text(encoding="utf-8").replace(",RESCUE,ALL,6019,", ",RESCUE,ALL,6018,"), encoding="utf-8"
    )
    assert said(figures.command, "publish", str(changed), "--as", "julia").startswith("1 ")
    last = press_edition("mx", "2007", "press").revisions[-1]
    assert (last["revision"], last["changed"]) == (3, 1)
