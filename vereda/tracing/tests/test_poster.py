"""A poster names who seeks and nobody else: by a consent of its own, the risk weighed, until a day; off when taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
import time_machine

from vereda.access.tests.cast import Cast
from vereda.logbook.door import rebuild
from vereda.tracing import door as tracing
from vereda.tracing.door import ConsentFor, MissingReport, RiskSign, Verdict
from vereda.tracing.errors import found as found_errors
from vereda.tracing.errors import match as errors
from vereda.tracing.errors import report as report_errors
from vereda.tracing.tests.test_reports import BY, NADIA, NOW, row_of, seeking, sought

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
TODAY = NOW.date()
UNTIL = TODAY + timedelta(days=10)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def file(db: None) -> UUID:
    return tracing.open_report(seeking(), sought(), by=BY, at=NOW).subject


def weighed(file: UUID, verdict: Verdict = Verdict.MAY_TELL) -> None:
    tracing.check_risk(file=file, signs=[RiskSign.VIOLENCE], verdict=verdict, by=BY, at=NOW)


def hangs(file: UUID, on: date = TODAY) -> bool:
    return tracing.poster_of(row_of(file), on) is not None


def test_it_needs_a_yes_of_its_own_a_look_at_the_risk_and_an_end(file):
    silent = tracing.open_report(seeking(consent=[ConsentFor.SEARCH, ConsentFor.NAME]), sought(), by=BY, at=NOW).subject
    weighed(silent)
    with pytest.raises(errors.PosterNotAgreed):
        tracing.make_poster(file=silent, until=UNTIL, by=BY, at=NOW)
    with pytest.raises(found_errors.RiskNotChecked):
        tracing.make_poster(file=file, until=UNTIL, by=BY, at=NOW)
    for verdict in (Verdict.NEVER, Verdict.ASK_SPECIALIST):
        weighed(file, verdict)
        with pytest.raises(found_errors.RiskAgainst):
            tracing.make_poster(file=file, until=UNTIL, by=BY, at=NOW)
    weighed(file)
    for until in (TODAY - timedelta(days=1), TODAY + timedelta(days=31)):
        with pytest.raises(errors.PosterDayWrong):
            tracing.make_poster(file=file, until=until, by=BY, at=NOW)
    with pytest.raises(errors.PosterTextMissing):
        tracing.make_poster(file=file, until=UNTIL, by=BY, at=NOW, language="xxx")
    with pytest.raises(report_errors.FileGone):
        tracing.make_poster(file=file, until=UNTIL, by=NADIA, at=NOW)
    assert not hangs(file)
    tracing.make_poster(file=file, until=UNTIL, by=BY, at=NOW)
    assert [hangs(file, on) for on in (TODAY, UNTIL, UNTIL + timedelta(days=1))] == [True, True, False]


@pytest.mark.parametrize("how", ["report", "consent", "risk", "ended"])
def test_what_is_taken_back_is_off_at_once_and_the_board_says_to_take_it_down(file, how: str):
    weighed(file)
    tracing.make_poster(file=file, until=UNTIL, by=BY, at=NOW)
    report = row_of(file).report
    if how == "report":
        tracing.withdraw_report(report=report, by=BY, at=NOW)
    elif how == "consent":
        tracing.correct_report(seeking(consent=[ConsentFor.SEARCH]), report=report, by=BY, at=NOW)
    elif how == "risk":
        weighed(file, Verdict.NEVER)
    else:
        tracing.end_poster(file=file, by=BY, at=NOW)
    assert not hangs(file)
    down = [row.subject for row in tracing.to_take_down(BY.group, "mx", TODAY)]
    assert down == ([report] if how in ("report", "consent") else [])
    if how in ("report", "consent"):
        tracing.end_poster(file=file, by=BY, at=NOW)
        assert tracing.to_take_down(BY.group, "mx", TODAY) == []
    before = MissingReport.objects.values().get()
    rebuild()
    assert MissingReport.objects.values().get() == before


def test_one_that_is_over_is_to_be_taken_down(file):
    weighed(file)
    tracing.make_poster(file=file, until=UNTIL, by=BY, at=NOW)
    assert tracing.to_take_down(BY.group, "mx", UNTIL) == []
    assert len(tracing.to_take_down(BY.group, "mx", UNTIL + timedelta(days=1))) == 1
    assert tracing.to_take_down(NADIA.group, "mx", UNTIL + timedelta(days=1)) == []


class TestPage:
    def text(self, answer) -> str:
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))

    def test_the_sheet_names_who_seeks_and_nobody_else(self, file, cast: Cast):
        rafael, address = cast.client("rafael"), f"/extraviadas/{file}/cartel/"
        page = self.text(rafael.get(address))
        assert "No hay cartel" in page
        assert "Lo puede ver cualquiera" in page
        assert "Aún no aprobado por una abogada o abogado" in page
        weighed(file)
        assert "Diga hasta qué día" in self.text(rafael.post(address, {"until": ""}, follow=True))
        page = self.text(rafael.post(address, {"until": UNTIL.isoformat()}, follow=True))
        assert "Rosa Obsidiana" in page
        for never in ("Xóchitl", "Turquesa", "jaguar", "5550101", "<img"):
            assert never not in page
        page = self.text(rafael.post(f"{address}quitar/", follow=True))
        assert "Quite hoy los carteles" in page
        assert "No hay cartel" in self.text(rafael.get(address))

    @pytest.mark.parametrize("name", ["ines", "nadia", "marta", "julia", "octavio", "graciela"])
    def test_nobody_but_the_coordination_opens_it(self, file, cast: Cast, name: str):
        weighed(file)
        tracing.make_poster(file=file, until=UNTIL, by=BY, at=NOW)
        client = cast.client(name)
        for answer in (client.get(f"/extraviadas/{file}/cartel/"), client.post(f"/extraviadas/{file}/cartel/quitar/")):
            assert answer.status_code in (403, 404)
            assert "Obsidiana" not in answer.content.decode()
        assert hangs(file)
