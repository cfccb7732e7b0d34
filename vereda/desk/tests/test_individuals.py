"""Personas distintas: three estimates that stand together, what is said where one is missing, and who is shown none of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from vereda.access.models import ReadRow
from vereda.access.tests.cast import text
from vereda.desk.rooms import individuals as room
from vereda.encounters.door import answer_last_help
from vereda.encounters.tests.asked import ask_one_in
from vereda.people import door as people
from vereda.people.door import Estimate, Method, NotEstimated, PeriodEstimated, kept
from vereda.people.models import CardCount
from vereda.people.rules import estimates
from vereda.people.schema import LastHelp
from vereda.said import Said
from vereda.statistics import door as statistics

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 4, 16, 0, tzinfo=ZoneInfo("America/Mexico_City"))
TODAY, YEAR, UNTIL = NOW.date(), date(2026, 1, 1), date(2026, 11, 30)
PAGE = "/personas-distintas/"
LESS = estimates.FEW_ASKED


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def estimate(method: Method, met: int, low: float, individuals: float, high: float, **more: Any) -> Estimate:
    return Estimate(
        method=method, version=f"{method} 1", from_on=YEAR, to_on=UNTIL, met=met, individuals=individuals, low=low, high=high,
        sampled=200, answered=150, **more,
    )  # fmt: skip


BY_NATION = {
    code: estimate(Method.QUESTION, met, met / 2, met / 1.5, met)
    for code, met in (("HN", 640), ("GT", 310), ("SV", 45), ("CU", 5))
}
QUESTION = estimate(Method.QUESTION, 1000, 600, 700, 801, by_nationality=BY_NATION)
MATCHING = estimate(Method.MATCHING, 120, 80, 95, 110)
NOT_ASKED = NotEstimated(method=Method.QUESTION, why=Said(estimates.NOBODY_ASKED), met=1000)
NO_RUN = NotEstimated(method=Method.MATCHING, why=Said(estimates.NO_RUN))


@pytest.fixture
def keeps(home: Any) -> Callable[..., None]:  # Any: a path
    """Return a function that keeps estimates of the year, as if the job had made them from the counts that there are."""

    def keep(question: Any = QUESTION, matching: Any = MATCHING, to_on: date = UNTIL) -> None:  # Any: an estimate, or why none
        [year] = room.periods("mx", TODAY)["year"]
        statistics.refresh("mx")
        told = {"question": kept.to_json(question), "matching": kept.to_json(matching), "to_on": to_on.isoformat()}
        counts = {"encounters": 333, "people": 1004, "services": 2222}
        state = room._state("mx", year, statistics.written("mx", year.begins_on, year.read_on).state)
        people.keep_period("mx", year.from_on, year.ends_on, state=state, told={**told, **counts}, took_ms=1, now=NOW)

    return keep


@pytest.fixture
def cards() -> None:
    told = {
        "version": "card 1", "from_on": "2026-01-01", "to_on": "2026-11-30",
        "met": 1000, "individuals": 650, "low": 500, "high": 800,
    }  # fmt: skip
    CardCount.objects.create(country="mx", month=date(2026, 11, 1), counted_at=NOW, rows=[], estimate=told)


@pytest.fixture
def year(keeps: Callable[..., None], cards: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """All three of the year, which goes to the last month that is over; a month counted in January makes it the first shown."""
    monkeypatch.setattr(statistics, "first_month", lambda country: YEAR)
    keeps()


@pytest.mark.usefixtures("year")
def test_all_three_stand_side_by_side_each_with_interval_method_version_and_what_is_assumed(cast):
    said = text(cast.client("julia").get(PAGE))
    for told in (
        "Del 1 de enero de 2026 al 30 de noviembre de 2026", "Pregunta", "Entre 600 y 805", "Tarjeta", "Entre 500 y 800",
        "Expedientes", "Entre 80 y 110", "question 1", "card 1", "matching 1",
        "De 100 personas de las que lo cierto es «Nunca», entre 0 y", "son otras personas",
        "Se revisaron unos 150 de unos 200 pares sacados al azar", "conteste más en Coincidencias",
    ):  # fmt: skip
        assert told.lower() in said.lower(), told
    assert "Concuerdan: los intervalos se tocan" in said
    assert "Uso interno, no para publicación" in said


@pytest.mark.usefixtures("year")
def test_people_are_not_services_and_both_stand_beside(cast):
    said = text(cast.client("julia").get(PAGE))
    for told in ("Encuentros 333", "(cada encuentro cuenta) 1,004", "Atenciones (varias por persona) 2,222"):
        assert told in said
    assert "De 4 personas de totales reportados no se puede estimar nada" in said
    assert "al menos las del que más tiene y a lo más la suma" in said, "of several countries, without an agreed count"


@pytest.mark.usefixtures("year")
def test_a_nationality_of_few_is_held_back_and_the_next_smallest_so_that_it_is_no_remainder(cast):
    page = cast.client("julia").get(PAGE).content.decode()
    rows = [" ".join(text_of(row).split()) for row in page.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:-1]]
    assert rows[0].startswith("Honduras 640 entre 320 y 640")
    assert [row.split()[-1] for row in rows[2:]] == ["—", "—"]
    told = cast.client("julia").get(f"{PAGE}personas-distintas.csv").content.decode()
    assert "CU" in told
    assert not any(line.startswith(("question,CU,2", "question,SV,2")) for line in told.splitlines())


def text_of(html: str) -> str:
    import re

    return re.sub(r"<[^>]+>", " ", html)


@pytest.mark.usefixtures("year")
def test_the_sentence_for_a_bulletin_waits_thirty_days_and_carries_all_three(cast):
    [october] = [one for one in room.periods("mx", TODAY)["month"] if one.code == "2026-10"]
    assert "La habrá desde el 30 de diciembre de 2026" in text(cast.client("julia").get(PAGE))
    with time_machine.travel(NOW + timedelta(days=26), tick=False):
        said = text(cast.client("julia").get(f"{PAGE}?periodo=2026"))
    assert october.to_on == date(2026, 10, 31)
    for told in (
        "Entre 600 y 805 personas distintas recibieron ayuda del 1 de enero de 2026 al 30 de noviembre de 2026",
        "intervalo de 95 % (método question 1), no un conteo", "por tarjetas de contacto da entre 500 y 800",
        "De 120 registros de expedientes, que son de otras personas, salen entre 80 y 110",
        "hubo 335 encuentros y 2,220 atenciones",
    ):  # fmt: skip
        assert told in said, told


@pytest.mark.parametrize(
    ("question", "matching", "said"),
    [
        (
            NOT_ASKED, NO_RUN,
            ("a nadie se le preguntó", "Recuérdelo a los puestos", "todavía no se han comparado", "corra la comparación"),
        ),
        (
            estimate(Method.QUESTION, 1000, 300, 350, 400), NO_RUN,
            ("No concuerdan", "No hay frase: las estimaciones no concuerdan"),
        ),
        (
            estimate(Method.QUESTION, 1000, 600, 700, 800, warnings=(Said(LESS, least=30),)), NO_RUN,
            ("el intervalo es solo una idea", "No hay frase: contestaron muy pocas"),
        ),
    ],
)  # fmt: skip
def test_where_one_is_missing_or_they_differ_the_page_says_why_and_what_to_do(
    cast, keeps, cards, monkeypatch, question, matching, said
):
    monkeypatch.setattr(statistics, "first_month", lambda country: YEAR)
    keeps(question, matching)
    page = text(cast.client("julia").get(PAGE))
    for told in said:
        assert told in page, told


def test_cards_and_question_are_never_shown_without_the_others(cast, keeps, monkeypatch):
    """Without cards of the year there is no number of theirs, and its place says so."""
    monkeypatch.setattr(statistics, "first_month", lambda country: YEAR)
    keeps(NOT_ASKED, NO_RUN)
    page = cast.client("julia").get(PAGE).content.decode()
    assert page.count('class="individuals-way is-none"') == 3
    assert "No hay frase: de las personas atendidas no hay estimación" in page


@pytest.mark.usefixtures("year")
def test_only_who_counts_for_the_whole_country_sees_it(cast):
    for name in ("nadia", "rafael", "octavio"):
        client = cast.client(name)
        assert client.get(PAGE).status_code == client.get(f"{PAGE}personas-distintas.csv").status_code == 404, name
        assert "personas-distintas" not in client.get("/boletin/").content.decode()
    for name in ("alma", "rosa", "gabriel"):
        assert cast.client(name).get(PAGE).status_code == 403, name
    auditor = cast.client("adriana")
    assert "Entre 600 y 805" in text(auditor.get(f"{PAGE}?purpose=quality_audit"))
    assert "Bajar CSV" not in text(auditor.get(f"{PAGE}?purpose=quality_audit"))
    assert auditor.get(f"{PAGE}personas-distintas.csv?purpose=quality_audit").status_code == 404


@pytest.mark.usefixtures("year")
def test_each_look_and_each_file_is_a_row_of_the_log_of_reads(cast):
    client = cast.client("julia")
    client.get(PAGE)
    sheet = client.get(f"{PAGE}personas-distintas.xlsx")
    assert sheet.content[:2] == b"PK"
    assert "interno-no-publicar" in sheet["Content-Disposition"]
    assert client.get(f"{PAGE}personas-distintas.exe").status_code == 404
    rows = list(ReadRow.objects.filter(record_class="K8").values_list("action", "purpose").order_by("seq"))
    assert rows == [("read", "statistics"), ("export", "statistics")]


@pytest.mark.usefixtures("year")
def test_no_number_of_a_file_stands_without_interval_method_and_version(cast):
    told = cast.client("julia").get(f"{PAGE}personas-distintas.csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(told)))
    assert {row["method"] for row in rows} == {"question", "card", "matching"}
    for row in rows:
        assert bool(row["individuals"]) == bool(row["low"]) == bool(row["high"]) == bool(row["version"])
        assert row["individuals"] or row["note"]
        assert all(int(row[name]) % 5 == 0 for name in ("met", "individuals", "low", "high") if row[name])


def test_a_period_that_is_none_comes_back_with_a_sentence(cast, home):
    client = cast.client("julia")
    for wrong in ("2026-13", "2019", "ayer", "<script>"):
        answer = client.get(PAGE, {"periodo": wrong})
        assert answer.status_code == 422
        assert "Elija un periodo de la lista" in text(answer)
    assert client.get(f"{PAGE}personas-distintas.csv?periodo=x").status_code == 422


def test_periods_go_back_to_the_first_month_that_counts_and_the_year_ends_with_the_last_month_over(monkeypatch):
    monkeypatch.setattr(statistics, "first_month", lambda country: date(2026, 9, 1))
    found = room.periods("mx", TODAY)
    assert [one.code for one in found["month"]] == ["2026-12", "2026-11", "2026-10", "2026-09"]
    assert [(one.code, one.to_on) for one in found["quarter"]] == [("2026-T4", TODAY), ("2026-T3", date(2026, 9, 30))]
    assert [(one.code, one.to_on, one.ends_on) for one in found["year"]] == [("2026", UNTIL, date(2026, 12, 31))]
    assert room.first_shown(found, TODAY).code == "2026"
    january = room.periods("mx", date(2027, 1, 9))
    assert [one.to_on for one in january["year"]] == [date(2027, 1, 9), date(2026, 12, 31)]
    assert room.first_shown(january, date(2027, 1, 9)).code == "2026"
    monkeypatch.setattr(statistics, "first_month", lambda country: None)
    assert room.first_shown(room.periods("mx", TODAY), TODAY).code == "2026-12"


def test_meetings_and_answers_become_an_estimate_that_is_made_anew_when_one_more_comes(cast, met, by, home, monkeypatch):
    ask_one_in(1, monkeypatch)
    at = NOW.astimezone(UTC) - timedelta(hours=2)
    for _party in range(5):
        answer_last_help(met(3, at=at), {(LastHelp.NEVER, "HN"): 3}, by=by("ines"), at=at)
    client = cast.client("julia")
    page = text(client.get(f"{PAGE}?periodo=2026-12"))
    assert "de 15 personas atendidas" in page
    assert "Contestaron 15 de 15 personas" in page
    assert "Menos de" not in page
    row = PeriodEstimated.objects.get()
    assert (row.told["question"]["met"], row.told["encounters"]) == (15, 5)
    client.get(f"{PAGE}?periodo=2026-12")
    assert PeriodEstimated.objects.get().made_at == row.made_at
    met(3, at=at)
    client.get(f"{PAGE}?periodo=2026-12")
    assert PeriodEstimated.objects.get().told["question"]["met"] == 18


def test_what_takes_too_long_is_made_by_the_job_and_what_was_made_last_is_shown_meanwhile(cast, met, home, monkeypatch):
    met(3)
    monkeypatch.setattr(room, "AT_ONCE", 1)
    client = cast.client("julia")
    assert "Se está calculando" in text(client.get(f"{PAGE}?periodo=2026-12"))
    assert room.make_waiting(now=NOW) == 1
    assert "Se está calculando" not in text(client.get(f"{PAGE}?periodo=2026-12"))
    assert room.make_waiting(now=NOW) == 0
    met(3)
    assert "se vuelve a calcular solo" in text(client.get(f"{PAGE}?periodo=2026-12"))
    assert room.make_waiting(now=NOW) == 0, "made within the hour"
    night = (NOW + timedelta(days=1)).replace(hour=3)
    assert room.make_waiting(now=night) == 1
    assert PeriodEstimated.objects.get().told["question"]["met"] == 6
