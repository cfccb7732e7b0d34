"""When a group last helped, at the desk: put forward where the program says so, one tap or a number each, corrected by deltas."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from vereda.access.tests.cast import Cast, text
from vereda.countries.door import pack
from vereda.encounters.door import Line, Meeting, PlaceKind, Service, Where, answers_of, record_meeting
from vereda.encounters.entries import Answered, LastHelpAnswered
from vereda.encounters.tests.asked import ask_one_in
from vereda.logbook.door import Author, record, subject
from vereda.logbook.models import LogEntry
from vereda.people.schema import LastHelp

pytestmark = pytest.mark.django_db
KIND = "encounters.last_help_answered"
QUESTION = "la última vez que un grupo como este le ayudó"
LINES = [Line(line_id="a", count=3, nationality="HN"), Line(line_id="b", count=2, nationality="GT")]


@pytest.fixture(autouse=True)
def everybody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    ask_one_in(1, monkeypatch)


def met(cast: Cast, *, ago: timedelta = timedelta(minutes=5), **told: object) -> UUID:
    by = Author(
        account=str(cast.account("ines").pk), group="piedras-negras", country="mx", zone="America/Matamoros", pack=pack("mx").hash
    )
    what = {"people_met": 5, "lines": LINES, "services": [Service(service="WATER")], "where": Where(kind=PlaceKind.POST), **told}
    return record_meeting(Meeting(**what), by=by, at=datetime.now(UTC) - ago).subject


def answers(encounter: UUID) -> list[tuple[str, str, int]]:
    found = subject(encounter)
    assert found is not None
    return [tuple(one) for one in answers_of(found.folded.state)]


@pytest.fixture
def ines(cast: Cast) -> Client:
    """Give Inés's browser, in which she looks in order to help."""
    client = cast.client("ines")
    client.get("/encuentros/?purpose=assist")
    return client


def token(client: Client, path: str) -> dict[str, str]:
    page = client.get(path).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(form|purpose)" value="([^"]*)"', page))


def test_one_tap_on_the_page_of_the_encounter_is_the_answer_of_all(cast: Cast, ines: Client):
    encounter = met(cast)
    path = f"/encuentros/{encounter}/"
    assert QUESTION in text(ines.get(path))
    page = text(ines.post(f"{path}ultima-ayuda/", {**token(ines, path), "answer": "week"}, follow=True))
    assert answers(encounter) == [("week", "GT", 2), ("week", "HN", 3)]
    assert "Anotado. Gracias." in page
    assert "Esta semana (7 días) · Honduras: 3" in page
    assert "Anotó cuándo fue la última ayuda" in page  # in the history
    assert f"«¿Cuándo fue {QUESTION}?»" not in page


def test_the_same_tap_twice_is_one_answer(cast: Cast, ines: Client):
    encounter = met(cast)
    path = f"/encuentros/{encounter}/"
    sent = {**token(ines, path), "answer": "never"}
    for _again in range(2):
        assert ines.post(f"{path}ultima-ayuda/", sent).status_code == 302
    assert LogEntry.objects.filter(kind=KIND).count() == 1
    assert answers(encounter) == [("never", "GT", 2), ("never", "HN", 3)]


def test_two_who_asked_the_same_party_see_that_it_does_not_add_up_and_one_corrects_it(cast: Cast, ines: Client):
    """Two phones without a line, each for all: the second is no correction of the first."""
    encounter = met(cast)
    by = Author(account=str(cast.account("ines").pk), group="piedras-negras", country="mx", zone="America/Matamoros")
    for answer in (LastHelp.WEEK, LastHelp.NEVER):
        told = [Answered(answer=answer, nationality=code, people=people) for code, people in (("HN", 3), ("GT", 2))]
        record(LastHelpAnswered(every=1, answers=told), subject=encounter, by=by, at=datetime.now(UTC))
    path = f"/encuentros/{encounter}/"
    assert "suman más personas que el encuentro" in text(ines.get(path))
    page = text(
        ines.post(
            f"{path}ultima-ayuda/", {**token(ines, f"{path}ultima-ayuda/"), "n:HN:week": "3", "n:GT:never": "2"}, follow=True
        )
    )
    assert answers(encounter) == [("never", "GT", 2), ("week", "HN", 3)]
    assert "suman más personas" not in page


def test_who_skips_gave_no_answer_and_that_is_noted(cast: Cast, ines: Client):
    encounter = met(cast)
    path = f"/encuentros/{encounter}/"
    ines.post(f"{path}ultima-ayuda/", {**token(ines, path), "answer": "none"})
    assert answers(encounter) == [("none", "GT", 2), ("none", "HN", 3)]


def test_not_all_answer_alike_and_a_correction_writes_what_changed(cast: Cast, ines: Client):
    encounter = met(cast)
    path = f"/encuentros/{encounter}/ultima-ayuda/"
    ines.post(path, {**token(ines, path), "n:HN:week": "1", "n:HN:never": "2", "n:GT:year": "2"})
    assert answers(encounter) == [("never", "HN", 2), ("week", "HN", 1), ("year", "GT", 2)]
    page = ines.get(path).content.decode()
    assert re.search(r'name="n:HN:never" value="2"', page)
    ines.post(path, {**token(ines, path), "n:HN:week": "3", "n:GT:year": "2"})
    assert answers(encounter) == [("week", "HN", 3), ("year", "GT", 2)]
    assert "Nunca · Honduras: -2" in text(ines.get(f"/encuentros/{encounter}/"))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"n:HN:week": "4", "n:GT:week": "2"}, "Las respuestas suman 6 personas y el encuentro dice 5"),
        ({"n:HN:week": "dos"}, "no es un número entero"),
        ({}, "Escriba de cuántas personas es cada respuesta"),
        ({"answer": "siempre"}, "Escriba de cuántas personas es cada respuesta"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(cast: Cast, ines: Client, sent: dict[str, str], said: str):
    encounter = met(cast)
    path = f"/encuentros/{encounter}/ultima-ayuda/"
    answer = ines.post(path, {**token(ines, path), **sent})
    assert answer.status_code == 422
    assert said in text(answer)
    for name, value in sent.items():
        if name.startswith("n:"):
            assert f'name="{name}" value="{value}"' in answer.content.decode()
    assert not LogEntry.objects.filter(kind=KIND).exists()


def test_of_who_is_not_due_or_cannot_be_asked_it_is_not_asked(cast: Cast, ines: Client, monkeypatch: pytest.MonkeyPatch):
    child, hospital = met(cast, unaccompanied_minors=1), met(cast, services=[Service(service="TRANSPORT_HOSPITAL")])
    for encounter in (child, hospital):
        assert QUESTION not in text(ines.get(f"/encuentros/{encounter}/"))
        page = text(ines.post(f"/encuentros/{encounter}/ultima-ayuda/", {"answer": "week"}, follow=True))
        assert "el programa dice a cuáles" in page
    due = met(cast)
    ask_one_in(1, monkeypatch, since="2098-01")
    assert QUESTION not in text(ines.get(f"/encuentros/{due}/"))
    assert ines.get(f"/encuentros/{due}/ultima-ayuda/").status_code == 302
    assert not LogEntry.objects.filter(kind=KIND).exists()


def test_a_party_of_yesterday_is_gone_and_what_it_said_can_still_be_noted(cast: Cast, ines: Client):
    encounter = met(cast, ago=timedelta(days=2))
    page = text(ines.get(f"/encuentros/{encounter}/"))
    assert QUESTION not in page
    assert "Le tocaba la pregunta y no consta respuesta." in page
    assert "Anotar lo contestado" in page


def test_nadia_of_another_group_neither_sees_the_question_nor_answers_it(cast: Cast):
    encounter, nadia = met(cast), cast.client("nadia")
    path = f"/encuentros/{encounter}/ultima-ayuda/"
    assert nadia.get(path).status_code == 404
    assert nadia.post(path, {"answer": "week"}).status_code == 404
    assert not LogEntry.objects.filter(kind=KIND).exists()


@pytest.mark.parametrize("name", ["julia", "octavio", "graciela"])
def test_who_does_not_write_encounters_does_not_answer(cast: Cast, name: str):
    encounter = met(cast)
    answer = cast.client(name).post(f"/encuentros/{encounter}/ultima-ayuda/", {"answer": "week"})
    assert answer.status_code in (403, 404)
    assert answers(encounter) == []


def test_whoever_looks_is_in_the_read_log(cast: Cast, ines: Client):
    from vereda.access.models import ReadRow

    encounter = met(cast)
    before = ReadRow.objects.count()
    ines.get(f"/encuentros/{encounter}/ultima-ayuda/")
    assert ReadRow.objects.count() == before + 1


def test_what_was_answered_reaches_the_estimates_and_no_erasure_or_withdrawal_bends_it(cast: Cast, ines: Client, home: object):
    """From the tap to the rows that an estimate reads, through the files of facts."""
    from vereda.encounters.door import strike_meeting, withdraw_meeting
    from vereda.encounters.words import WithdrawnFor
    from vereda.statistics import door as statistics

    answered, silent, twice = met(cast), met(cast), met(cast)
    by = Author(account=str(cast.account("ines").pk), group="piedras-negras", country="mx", zone="America/Matamoros")
    for encounter in (answered, twice):
        path = f"/encuentros/{encounter}/ultima-ayuda/"
        ines.post(path, {**token(ines, path), "n:HN:week": "2", "n:GT:none": "2"})
    withdraw_meeting(twice, reason=WithdrawnFor.TWICE, by=by, at=datetime.now(UTC))
    today = datetime.now(UTC).date()
    period = (today - timedelta(days=2), today + timedelta(days=1))
    found = statistics.asked("mx", *period)
    assert sum(one.people for one in found.met) == 10
    assert sum(found.encounters.values()) == 2
    rows = sorted(
        (one.party == answered.hex, one.answer, one.nationality, one.people, one.every, one.was_asked) for one in found.due
    )
    assert rows == [
        (False, "none", "GT", 2, 1, False),
        (False, "none", "HN", 3, 1, False),
        (True, "none", "GT", 2, 1, True),
        (True, "none", "HN", 1, 1, False),
        (True, "week", "HN", 2, 1, True),
    ]
    assert silent.hex in {one.party for one in found.rows}
    strike_meeting(answered, by=by, at=datetime.now(UTC))
    assert statistics.asked("mx", *period) == found
    assert statistics.asked("mx", *period, groups=["tapachula"]).rows == ()
