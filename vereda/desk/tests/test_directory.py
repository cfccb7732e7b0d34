"""The directory and the free places of houses, as pages: who sees what, what stands nowhere, a count of yesterday is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from vereda.access.models import ReadRow
from vereda.countries.door import HIDDEN_PLACES, RECEIVES_AS, pack
from vereda.desk.rooms import directory as directory_room
from vereda.referrals.door import tell_place
from vereda.referrals.words import ForWhom, Seen, Way

pytestmark = pytest.mark.django_db
HOUSE = "casa-del-migrante-de-saltillo"
GIRLS = "casa-ymca-para-menores-migrantes-piedras-negras"
BOARD = ("ines", "tomas", "lucia", "rafael", "graciela")
NOT_ON_BOARD = ("julia", "bruno", "alma", "octavio", "adriana", "rosa", "emilio")
FOUND = {"free:women": "3", "free:men": "0", "way": "telephone"}


def body(answer) -> str:
    return answer.content.decode()


def rows(text: str) -> str:
    """Return the text between tags, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


@pytest.fixture
def said(by):
    """Return a function by which a house says its places."""
    from vereda.referrals.door import say_capacity, tell_place

    def say(place: str = HOUSE, seen: Seen | None = None, at: datetime | None = None, **free: int):
        at, author = at or datetime.now(UTC), by("ines")
        if seen:
            tell_place(
                place=place, hours=None, serves=[ForWhom.WOMEN], languages=["spa", "hat"], telephone="", seen=seen,
                way=Way.TELEPHONE, by=author, at=at,
            )  # fmt: skip
        counted = {ForWhom(who): count for who, count in (free or {"women": 3, "families": 0}).items()}
        return say_capacity(place=place, free=counted, way=Way.TELEPHONE, by=author, at=at, now=at)

    return say


@pytest.mark.parametrize("name", ["ines", "rafael", "graciela", "emilio", "marta", "lucia"])
def test_who_works_at_a_post_or_for_all_finds_who_can_help(cast, name):
    answer = cast.client(name).get("/directorio/?all=1")
    assert answer.status_code == 200
    assert "Casa del Migrante de Saltillo" in body(answer)


def test_a_partner_sees_nothing_of_the_directory_of_the_house(cast):
    for path in ("/directorio/", f"/directorio/{HOUSE}/", "/lugares-libres/"):
        assert cast.client("rosa").get(path).status_code in (403, 404), path


def test_no_raw_code_stands_on_the_pages(cast, said):
    said(seen=Seen.NUMBERS)
    for path in ("/directorio/?all=1", f"/directorio/{HOUSE}/", "/lugares-libres/"):
        text = rows(body(cast.client("ines").get(path)))
        for code in ("shelter_", "legal_aid", "asylum_authority", " spa", "hat ", "not_asked", "named_in_source", "24h"):
            assert code not in text, (path, code)
    assert "criollo haitiano, español" in rows(body(cast.client("ines").get(f"/directorio/{HOUSE}/"))).casefold()


def test_the_address_of_a_house_of_women_or_children_stands_nowhere():
    hidden = [row for row in pack("mx").services_directory.values() if row.kind in HIDDEN_PLACES]
    assert hidden
    assert not [row for row in hidden if row.address or row.lat or row.lon]


def test_an_address_is_shown_only_where_the_place_agreed(cast):
    from vereda.desk.rooms.directory import address_of

    for row in pack("mx").services_directory.values():
        if row.address:
            shown = row.address in body(cast.client("ines").get(f"/directorio/{row.code}/"))
            assert shown is bool(address_of(row)), row.code
            assert not shown or row.consent in ("public", "all")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Stop the clock on a Friday at ten in the morning in Piedras Negras."""
    with time_machine.travel(datetime(2026, 11, 13, 16, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def test_open_now_leaves_out_who_is_closed_and_names_who_never_said(clock, cast, by):
    from vereda.referrals.door import Hours, Span, tell_place

    hours, told = Hours(weekdays=Span(opens="08:00", closes="15:00")), {"serves": [], "languages": [], "telephone": ""}
    tell_place(place=HOUSE, hours=hours, seen=Seen.NUMBERS, way=Way.TELEPHONE, by=by("ines"), at=datetime.now(UTC), **told)
    answer = body(cast.client("ines").get("/directorio/?open=1"))
    assert "Casa del Migrante de Saltillo" in answer.split("sin horario: llame antes")[0]
    clock.shift(timedelta(hours=6))
    answer = body(cast.client("ines").get("/directorio/?open=1"))
    assert "Casa del Migrante de Saltillo" not in answer


def test_open_is_said_by_the_clock_of_the_place_and_not_of_the_reader(clock, cast, by):
    from vereda.referrals.door import Hours, Span, tell_place

    tijuana = next(row.code for row in pack("mx").services_directory.values() if row.city == "Tijuana" and row.kind == "shelter")
    hours, told = Hours(weekdays=Span(opens="08:00", closes="15:00")), {"serves": [], "languages": [], "telephone": ""}
    tell_place(place=tijuana, hours=hours, seen=Seen.NUMBERS, way=Way.TELEPHONE, by=by("ines"), at=datetime.now(UTC), **told)
    clock.shift(timedelta(hours=-1))  # nine at the reader's post, seven in Tijuana
    assert "cerrado ahora" in body(cast.client("ines").get(f"/directorio/{tijuana}/"))
    clock.shift(timedelta(hours=7, minutes=30))  # half past four at the post, half past two there
    assert "abierto ahora" in body(cast.client("ines").get(f"/directorio/{tijuana}/"))


def test_a_need_lists_only_who_may_receive_for_it(cast):
    from vereda.referrals.door import RECEIVERS, Service

    for service in Service:
        answer = body(cast.client("ines").get(f"/directorio/?all=1&need={service}"))
        for row in pack("mx").services_directory.values():
            if f"/directorio/{row.code}/" in answer:
                assert RECEIVES_AS[row.kind] in RECEIVERS[service], (service, row.code)


@pytest.mark.parametrize("name", BOARD)
def test_the_free_places_are_seen_by_all_posts_and_each_look_is_logged(cast, said, name):
    said()
    answer = cast.client(name).get("/lugares-libres/?all=1")
    assert answer.status_code == 200
    assert re.search(r"<span>Mujeres</span> <b>3</b>", body(answer))
    assert ReadRow.objects.filter(account=str(cast.account(name).pk), record_class="K1", action="read").count() == 1


def test_the_many_houses_that_said_nothing_are_folded_and_say_so_once(cast, said):
    said()
    answer = body(cast.client("graciela").get("/lugares-libres/"))
    assert answer.count("Nadie ha dicho cuántos lugares hay. Llame.") == 1
    assert answer.index("<details><summary>Nadie ha dicho") < answer.index("/directorio/instituto-madre-assunta-tijuana/")


def test_nadia_of_another_group_sees_the_room_of_a_house_but_not_which_post_asked(cast, said):
    said()
    answer = body(cast.client("nadia").get("/lugares-libres/?all=1"))
    assert "<b>3</b>" in answer
    assert "Inés" not in rows(answer)
    answer_of = rows(body(cast.client("nadia").get(f"/directorio/{HOUSE}/")))
    assert "otro puesto" in answer_of
    assert "Inés" not in answer_of
    assert "Piedras Negras" not in rows(answer.split("Contados hoy")[1].split("Sin conteo de hoy")[0])


@pytest.mark.parametrize("name", NOT_ON_BOARD)
def test_who_works_at_no_post_sees_no_free_places(cast, said, name):
    said()
    assert cast.client(name).get("/lugares-libres/").status_code in (403, 404)
    assert "<b>3</b>" not in body(cast.client(name).get("/directorio/?all=1"))


def test_a_count_of_yesterday_says_so_and_shows_no_number(cast, said):
    with time_machine.travel(datetime.now(UTC) - timedelta(hours=24, minutes=1)):
        said()
    for path in ("/lugares-libres/", f"/directorio/{HOUSE}/"):
        answer = body(cast.client("ines").get(path))
        assert "ya no vale" in answer
        assert "<b>3</b>" not in answer
    assert "Lugares hoy" not in body(cast.client("ines").get("/directorio/"))


def test_of_a_house_of_children_nobody_reads_how_many_sleep_there(cast, said):
    said(GIRLS, children_alone=7)
    for path in ("/lugares-libres/", f"/directorio/{GIRLS}/", "/directorio/"):
        answer = body(cast.client("ines").get(path))
        assert "hay lugar" in answer
        assert "<b>7</b>" not in answer
        assert "Niñez sola 7" not in rows(answer)


def test_a_house_that_shows_nothing_shows_nothing(cast, said):
    said(seen=Seen.NOTHING)
    answer = body(cast.client("ines").get("/lugares-libres/"))
    assert "No muestra sus lugares" in answer
    assert "<b>3</b>" not in answer


def test_the_desk_notes_what_a_house_says_by_telephone(cast):
    client = cast.client("ines")
    answer = client.post(f"/directorio/{HOUSE}/lugares/", {**FOUND, "purpose": "assist"}, follow=True)
    assert answer.status_code == 200
    assert "<b>3</b>" in body(answer)
    assert "por teléfono" in rows(body(answer))
    assert "Inés" in rows(body(answer)), "its own post reads who wrote it"


def test_the_same_form_twice_is_one_count(cast):
    from vereda.desk.web.new_encounter import fresh_token
    from vereda.logbook.models import LogEntry

    client, form = cast.client("ines"), {**FOUND, "purpose": "assist", "form": fresh_token()}
    for _ in range(2):
        client.post(f"/directorio/{HOUSE}/lugares/", form)
    assert LogEntry.objects.filter(kind="referrals.capacity_said").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"free:women": "-1"}, "no es un número entero"),
        ({"free:women": "501"}, "Es más que 500"),
        ({"free:women": "muchos", "free:men": "2"}, "no es un número entero"),
        ({}, "Escriba cuántos lugares libres hay"),
    ],
)
def test_what_cannot_be_counted_is_said_and_nothing_typed_is_lost(cast, typed, said):
    answer = cast.client("ines").post(f"/directorio/{HOUSE}/lugares/", {**typed, "purpose": "assist"})
    assert answer.status_code == 422
    assert said in rows(body(answer))
    for value in typed.values():
        assert f'value="{value}"' in body(answer)


def test_hours_that_cannot_be_are_said(cast):
    typed = {"weekdays_opens": "25:00", "weekdays_closes": "10:00", "seen": "numbers", "purpose": "assist"}
    answer = cast.client("ines").post(f"/directorio/{HOUSE}/datos/", typed)
    assert answer.status_code == 422
    assert "El horario no se entiende" in rows(body(answer))


@pytest.mark.parametrize("name", ["lucia", "graciela", "julia", "rosa", "emilio"])
def test_who_does_no_work_of_the_post_notes_nothing(cast, name):
    from vereda.referrals.models import Place

    answer = cast.client(name).post(f"/directorio/{HOUSE}/lugares/", {**FOUND, "purpose": "assist"})
    assert answer.status_code in (403, 404)
    assert not Place.objects.exists()


def test_the_wall_says_in_words_and_never_of_a_house_of_women_or_children(cast, said):
    said()
    said(GIRLS, children_alone=7)
    client = cast.client("rafael")
    assert client.get("/pared/lugares/").status_code == 302, "no wall, no picture"
    client.post("/paredes/esta/", {"label": "Sala"})
    answer = rows(body(client.get("/pared/lugares/")))
    assert "Casa del Migrante de Saltillo" in answer
    assert "Mujeres: pocos" in answer
    assert "Familias: lleno" in answer
    assert "YMCA" not in answer
    assert not re.search(r"\b3\b", answer.split("Casa del Migrante de Saltillo")[1].split("dicho a las")[0])


def test_the_page_of_a_number_says_hours_and_languages_in_words(cast):
    answer = body(cast.client("paola").get("/orientacion/numeros/emergencias/"))
    facts = rows(answer.split('<dl class="facts">')[1].split("</dl>")[0])
    assert "A toda hora" in facts
    assert "Lenguas Español" in facts
    assert "24h" not in facts


@pytest.mark.parametrize("name", ["graciela", "emilio"])
def test_an_office_has_no_post_near_which_anything_is(cast, name):
    answer = body(cast.client(name).get("/directorio/"))
    assert "cerca del puesto" not in answer
    assert 'name="all"' not in answer
    assert "Todo el país" not in body(cast.client("graciela").get("/lugares-libres/"))


def test_a_number_that_one_post_wrote_down_says_so_and_takes_the_place_of_no_other(cast, by, monkeypatch):
    """A false number for a house is how a woman is called away: the house's own and the directory's stay, and come first."""
    monkeypatch.setattr(directory_room, "_public_number", lambda row: "844 111 1111")
    told = {"purpose": "assist", "seen": "numbers", "way": "telephone"}
    page = f"/directorio/{HOUSE}/"

    def shown() -> list[str]:
        return re.findall(r'href="tel:([0-9]+)"', body(cast.client("ines").get(page)))

    cast.client("ines").post(f"{page}datos/", {**told, "telephone": "844 999 9999"})
    assert shown() == ["8441111111", "8449999999"]
    said = rows(body(cast.client("ines").get(page)))
    assert "844 111 1111 del directorio" in said
    assert re.search(r"844 999 9999 lo anotó un puesto el [^;]+, por teléfono; nadie más lo comprobó", said)
    tell_place(
        place=HOUSE, hours=None, serves=[], languages=[], telephone="844 222 2222", seen=Seen.NUMBERS, way=Way.ACCOUNT,
        by=by("ines"), at=datetime.now(UTC),
    )  # fmt: skip
    assert shown() == ["8442222222", "8441111111"]
    assert "844 222 2222 dicho por el lugar, con su cuenta, el" in rows(body(cast.client("ines").get(page)))
    cast.client("ines").post(f"{page}datos/", {**told, "telephone": "844 999 9999"})
    assert shown() == ["8442222222", "8441111111", "8449999999"], "what the house said itself is not written over"
    cast.client("ines").post(f"{page}datos/", {**told, "telephone": "844-111-1111"})
    assert shown() == ["8442222222", "8441111111"], "the same number stands once"
