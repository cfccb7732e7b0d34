"""Contact cards at the desk: given, read, printed; the answer is 'Anotado.' and nothing else, and no word of one is kept."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pypdfium2
import pytest
from django.test import Client

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.countries.door import pack
from vereda.encounters.door import Line, Meeting, PlaceKind, Service, Where, record_meeting
from vereda.logbook.door import Author
from vereda.logbook.models import LogEntry
from vereda.people.lookups.cards import cards_of, first_of_month, today_in
from vereda.people.rules import card as rules
from vereda.people.rules.noted import Noted

pytestmark = pytest.mark.django_db
KIND = "people.card_noted"
DRAWN = iter([17, 1201, 333, 90, 5, 700, 41, 800])
GOOD, OTHER = (rules.fresh(lambda _most: next(DRAWN)) for _card in range(2))


def met(cast: Cast, who: str = "HN") -> str:
    by = Author(
        account=str(cast.account("ines").pk), group="piedras-negras", country="mx", zone="America/Matamoros", pack=pack("mx").hash
    )
    lines = [Line(line_id="a", count=2, nationality=who)]
    what = Meeting(people_met=2, lines=lines, services=[Service(service="WATER")], where=Where(kind=PlaceKind.POST))
    return f"/encuentros/{record_meeting(what, by=by, at=datetime.now(UTC) - timedelta(minutes=5)).subject}/"


def noted() -> list[Noted]:
    now = datetime.now(UTC)
    return cards_of("mx", first_of_month(today_in("mx", now)), now)


@pytest.fixture
def ines(cast: Cast) -> Client:
    """Give Inés's browser, in which she looks in order to help."""
    client = cast.client("ines")
    client.get("/encuentros/?purpose=assist")
    return client


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(form|purpose|words)" value="([^"]*)"', page))


def test_a_card_is_read_at_an_encounter_and_the_answer_is_noted(cast: Cast, ines: Client):
    path = met(cast)
    assert "Tarjeta de contacto" in text(ines.get(path))
    page = ines.get(f"{path}tarjeta/").content.decode()
    assert "no dice quién es usted" in page
    told = text(ines.post(f"{path}tarjeta/", {**hidden(page), "act": "shown", "words": GOOD.upper()}, follow=True))
    assert "Anotado." in told
    assert [(one.nationality, one.is_given, one.carriers) for one in noted()] == [("HN", False, 1)]
    for word in GOOD.split():
        assert word not in told


def test_new_words_on_the_screen_are_noted_as_given_when_the_person_has_them(cast: Cast, ines: Client):
    path = f"{met(cast)}tarjeta/"
    page = ines.post(path, {"act": "new"}).content.decode()
    assert not noted()
    shown = hidden(page)
    assert rules.typed(shown["words"]).code
    assert "<svg" in page
    ines.post(path, {**shown, "act": "given", "carriers": "4"})
    assert [(one.is_given, one.carriers) for one in noted()] == [(True, 4)]
    assert hidden(ines.post(path, {"act": "new"}).content.decode())["words"] != shown["words"]


def test_the_same_form_twice_is_one_card_and_its_entry_is_not_named_after_the_words(cast: Cast, ines: Client):
    path = f"{met(cast)}tarjeta/"
    sent = {**hidden(ines.get(path).content.decode()), "act": "shown", "words": GOOD}
    for _again in range(2):
        assert ines.post(path, sent).status_code == 302
    assert len(noted()) == 1
    first = LogEntry.objects.get(kind=KIND).id
    ines.post(path, {**sent, "words": OTHER})
    assert LogEntry.objects.filter(kind=KIND).count() == 1
    assert LogEntry.objects.get(kind=KIND).id == first


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("abeja abrigo", "Son cinco palabras: falta alguna."),
        (" ".join(reversed(GOOD.split())), "Las palabras no concuerdan"),
        ("qqqq " + GOOD.split(" ", 1)[1], "Una palabra no es de las tarjetas"),
        (f"{GOOD} abeja", "sobra alguna"),
    ],
)
def test_what_is_no_card_says_why_and_keeps_what_was_typed(cast: Cast, ines: Client, words: str, said: str):
    path = f"{met(cast)}tarjeta/"
    answer = ines.post(path, {**hidden(ines.get(path).content.decode()), "act": "shown", "words": words})
    assert answer.status_code == 422
    assert said in text(answer)
    assert f'value="{words}"' in answer.content.decode()
    assert not LogEntry.objects.filter(kind=KIND).exists()


def test_a_slip_is_answered_with_what_may_be_meant(cast: Cast, ines: Client):
    path = f"{met(cast)}tarjeta/"
    first, rest = GOOD.split(" ", 1)
    answer = ines.post(path, {**hidden(ines.get(path).content.decode()), "act": "shown", "words": f"x{first[1:]} {rest}"})
    assert GOOD in text(answer)


def test_of_many_nationalities_none_is_said(cast: Cast, ines: Client):
    by = Author(
        account=str(cast.account("ines").pk), group="piedras-negras", country="mx", zone="America/Matamoros", pack=pack("mx").hash
    )
    lines = [Line(line_id=one, count=1, nationality=one) for one in ("HN", "GT")]
    what = Meeting(people_met=2, lines=lines, services=[Service(service="WATER")], where=Where(kind=PlaceKind.POST))
    path = f"/encuentros/{record_meeting(what, by=by, at=datetime.now(UTC) - timedelta(minutes=5)).subject}/tarjeta/"
    ines.post(path, {**hidden(ines.get(path).content.decode()), "act": "shown", "words": GOOD})
    assert [one.nationality for one in noted()] == ["XX"]


def test_nadia_of_another_group_finds_nothing(cast: Cast, ines: Client):
    path = f"{met(cast)}tarjeta/"
    nadia = cast.client("nadia")
    assert nadia.get(path).status_code == nadia.get(f"/encuentros/{UUID(int=7)}/tarjeta/").status_code in (403, 404)
    assert nadia.post(path, {"act": "shown", "words": GOOD}).status_code in (403, 404)
    assert not noted()


@pytest.mark.parametrize("who", ["julia", "octavio", "graciela"])
def test_offices_note_no_card_and_print_none(cast: Cast, who: str):
    client = cast.client(who)
    assert client.post(f"{met(cast)}tarjeta/", {"act": "shown", "words": GOOD}).status_code in (403, 404)
    assert client.post("/tarjetas/", {"sheets": "1"}).status_code in (403, 404)


def test_looking_is_a_row_of_the_log_and_no_word_stands_in_it(cast: Cast, ines: Client, caplog: pytest.LogCaptureFixture):
    path = f"{met(cast)}tarjeta/"
    ines.post(path, {**hidden(ines.get(path).content.decode()), "act": "shown", "words": GOOD})
    rows = [str(one) for row in ReadRow.objects.values_list() for one in row]
    assert any(path.split("/")[2] in one for one in rows)
    for word in GOOD.split():
        assert word not in caplog.text
        assert not [one for one in rows if word in one]


def test_sheets_are_printed_with_other_words_each_time(cast: Cast, ines: Client):
    assert "Borre el archivo" in text(ines.get("/tarjetas/"))
    made = []
    for _print in range(2):
        answer = ines.post("/tarjetas/", {"sheets": "2", "lang:spa": "1", "lang:eng": "1"})
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Cache-Control"] == "no-store"
        pages = pypdfium2.PdfDocument(answer.content)
        assert len(pages) == 2
        made.append(" ".join(page.get_textpage().get_text_range() for page in pages))
    assert made[0] != made[1]
    assert not LogEntry.objects.filter(kind=KIND).exists()
