"""Tendencias and the supply forecast: who sees them, what they say, and of whom they say nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pypdfium2
import pytest
import time_machine

from vereda.access.models import ReadRow
from vereda.access.tests.cast import text
from vereda.desk.rooms import supply_forecast as forecast_room
from vereda.statistics import door as statistics
from vereda.statistics.trends import months_from

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 4, 16, 0, tzinfo=ZoneInfo("America/Mexico_City"))
PAGE, AHEAD = "/tendencias/", "/existencias/prevision/"
MONTHS = 60


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def sheet(months: int = MONTHS, *, more: str = "") -> str:
    """Return five years of an office's own sheet: a season, and half as many again since June 2025; Honduras a third."""
    random, at = np.random.default_rng(3), np.arange(months)
    people = 1000 * np.exp(0.3 * np.sin(at * np.pi / 6) + 0.4 * (at >= 42) + random.normal(0, 0.03, months))
    rows = [f"{month:%Y-%m},,,{round(n)}" for month, n in zip(months_from(date(2021, 12, 1), months), people, strict=True)]
    rows += [f"{month:%Y-%m},nationality,HN,{300 + month.month}" for month in months_from(date(2021, 12, 1), months)]
    return "\n".join(["month,by,code,count", *rows, more])


class TestTrends:
    def test_the_page_says_what_comes_what_explains_it_and_how_that_was_chosen(self, cast, monkeypatch):
        julia = cast.client("julia")
        told = julia.post(f"{PAGE}antes/", {"table": sheet(), "source": "Hojas de la oficina"}, follow=True)
        assert "Años guardados: 6. Ya estaban igual: 0." in text(told)
        said = text(julia.get(PAGE))
        assert "Para diciembre de 2026 se esperan unas 1," in said
        assert "en 8 de cada 10 casos" in said
        assert "Desde junio de 2025 el nivel es" in said
        assert "su error medio fue" in said
        assert "El mismo mes del año anterior 100 %" in said
        assert "Uso interno, no para publicación" in said
        assert "Contado a mano, antes: cifras de las hojas de la oficina" in said
        assert "Hojas de la oficina" in said
        reads = ReadRow.objects.filter(record_class="K8").values_list("action", "purpose")
        assert set(reads) == {("read", "statistics")}
        assert len(reads) == 2, "one of the page of earlier months, one of the series"
        monkeypatch.setattr("vereda.statistics.monthly.foreseen", None)
        assert text(julia.get(PAGE)) == said, "what was worked out is read"

    def test_what_is_counted_here_begins_another_way_of_counting_and_no_bulletin_holds_what_was_before(self, cast, met):
        for at in range(9):
            met(100, at=NOW - timedelta(days=5 + at))
        julia = cast.client("julia")
        julia.post(f"{PAGE}antes/", {"table": sheet(59), "source": "Hojas de la oficina"})
        said = text(julia.get(PAGE))
        assert "Desde noviembre de 2026 se cuenta aquí y no a mano: las cifras son" in said
        assert "% más bajas" in said
        assert "Es otra forma de contar" in said
        assert "octubre de 2026 a mano" in said
        asked = statistics.question(
            country="mx", from_on=date(2021, 12, 1), to_on=date(2026, 12, 3), by=["month"], count="people"
        )
        assert statistics.bulletin(asked).rows == ((("2026-11",), 900),)

    def test_a_sheet_with_a_wrong_line_is_not_taken_and_says_which(self, cast):
        julia = cast.client("julia")
        more = "2026-13,,,5\n2026-12,,,5\n2025-01,,,1.250\n2025-01,nationality,QQ,5\n2025-02,,,5\n2024-01,state,MX-CHP,9000"
        answer = julia.post(f"{PAGE}antes/", {"table": sheet(more=more), "source": "Hojas"})
        assert answer.status_code == 422
        said = text(answer)
        for sentence in (
            "Línea 122: «2026-13» no es un mes.",
            "Línea 123: El mes 2026-12 no ha terminado",
            "Línea 124: «1.250» no es un número entero",
            "Línea 125: «QQ» no es un código de nationality",
            "Línea 126: Este mes y serie ya están en la línea 40.",
            "Línea 27: Las partes por state de 2024-01 suman 9000, más que el total de personas",
        ):
            assert sentence in said, sentence
        assert statistics.past_years("mx") == []
        assert "Diga de quién son las hojas" in text(julia.post(f"{PAGE}antes/", {"table": sheet(), "source": " "}))

    def test_a_year_is_taken_back_and_told_again(self, cast):
        julia = cast.client("julia")
        julia.post(f"{PAGE}antes/", {"table": sheet(13), "source": "Hojas"})
        assert [row.year for row in statistics.past_years("mx")] == [2021, 2022]
        assert "Años guardados: 0. Ya estaban igual: 2." in text(
            julia.post(f"{PAGE}antes/", {"table": sheet(13), "source": "Hojas"}, follow=True)
        )
        julia.post(f"{PAGE}antes/2021/quitar/")
        assert [row.year for row in statistics.past_years("mx")] == [2022]
        julia.post(f"{PAGE}antes/", {"table": sheet(13), "source": "Hojas"})
        assert [row.year for row in statistics.past_years("mx")] == [2021, 2022]

    def test_what_is_too_short_is_said_and_not_foreseen(self, cast, met):
        met(12, at=NOW - timedelta(days=40))
        met(3, at=NOW - timedelta(days=20))
        said = text(cast.client("julia").get(f"{PAGE}?serie=nacionalidad:HN"))
        assert "Meses en la serie: 2. Hacen falta al menos 36" in said
        assert "12" in said
        assert "Para diciembre" not in said

    def test_a_series_that_is_none_is_refused_with_a_sentence(self, cast):
        answer = cast.client("julia").get(f"{PAGE}?serie=nacionalidad:ZZ")
        assert answer.status_code == 422
        assert "Elija una serie de la lista." in text(answer)

    def test_slides_hold_published_figures_with_their_sources_and_nothing_else(self, cast):
        answer = cast.client("julia").get(f"{PAGE}laminas.pdf")
        said = pypdfium2.PdfDocument(answer.content)
        told = [page.get_textpage().get_text_bounded() for page in said]
        assert "Tendencias de la migración" in told[0]
        assert "280,000" in told[2]
        assert "Guatemala" in told[3]
        assert "Chiapas" in told[3]
        assert "https://" in told[-1]
        assert cast.client("rafael").get(f"{PAGE}laminas.pdf").status_code == 404

    @pytest.mark.parametrize("name", ["ines", "rafael", "nadia"])
    def test_who_counts_one_group_sees_no_series_of_the_country(self, cast, name):
        assert cast.client(name).get(PAGE).status_code == 404
        assert cast.client(name).get(f"{PAGE}antes/").status_code == 403


class TestSupplyForecast:
    @pytest.fixture
    def days(self, monkeypatch):
        """Return a function that has the group's days counted, up to yesterday."""

        def count(people: list[int]) -> None:
            days = {NOW.date() - timedelta(days=at + 1): number for at, number in enumerate(reversed(people))}
            counted = {"piedras-negras": days}
            monkeypatch.setattr(
                forecast_room.encounters, "people_by_day", lambda group, country, first, last: counted.get(group, {})
            )

        return count

    def test_ordinary_days_are_said_to_be_ordinary_and_the_board_is_quiet(self, cast, days):
        days([30, 28, 33, 29, 31, 30, 32] * 10)
        said = text(cast.client("rafael").get(AHEAD))
        assert "Es lo de siempre en este puesto" in said
        assert "Llega más gente que de costumbre" not in text(cast.client("rafael").get("/hoy/"))

    def test_a_rise_stands_on_the_board_and_on_the_shelf_with_people_and_days(self, cast, days):
        days([*[30, 28, 33, 29, 31, 30, 32] * 10, 280])
        said = text(cast.client("rafael").get("/hoy/"))
        assert "Llega más gente que de costumbre. Tenga suministros para unas 210 personas, de viernes a lunes." in said
        assert "unas 210 personas, de viernes a lunes" in text(cast.client("rafael").get("/existencias/"))
        assert "280 personas, cuando lo normal eran unas 3" in text(cast.client("rafael").get(AHEAD))

    def test_another_group_sees_nothing_of_it(self, cast, days):
        days([*[30, 28, 33, 29, 31, 30, 32] * 10, 280])
        for page in ("/hoy/", "/existencias/", AHEAD):
            said = text(cast.client("nadia").get(page))
            assert "Tenga suministros" not in said, page

    def test_a_post_without_history_is_told_so(self, cast, met):
        met(5, at=NOW - timedelta(days=2))
        assert "Todavía no hay historia suficiente" in text(cast.client("rafael").get(AHEAD))

    def test_goods_are_those_that_were_given_lately_in_people_and_not_in_pieces(self, cast, met, days):
        met(10, at=NOW - timedelta(days=3))
        days([20] * 70)
        said = text(cast.client("rafael").get(AHEAD))
        assert "80 Agua" in said
        assert "Suero" not in said, "nobody got any"
