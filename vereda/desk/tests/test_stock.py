"""Existencias through the pages: a team takes goods and says what is left; a count is explained; nothing counts twice."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from vereda.desk.tests.test_pages import text
from vereda.supplies.door import CameFrom, FoundLine, Holder, HolderKind, Line, ReceivedLine, balance, held_by, issue
from vereda.supplies.door import stock_actions as actions
from vereda.supplies.door import stock_lookups as lookups

pytestmark = pytest.mark.django_db
HERE = ("piedras-negras", "mx")
PAGES = (
    "/existencias/",
    "/existencias/conteo/",
    "/existencias/periodo/",
    "/existencias/donativos/",
    "/existencias/articulo/water_1l/",
)


@pytest.fixture
def stocked(by):
    """Return the entry by which 777 bottles came, an hour ago."""
    lines = [ReceivedLine(item="water_1l", quantity=777, batch="ZAFIRO")]
    at = datetime.now(UTC) - timedelta(hours=5)
    return actions.receive(lines, came_from=CameFrom.GRANT, donor="Banco inventado", grant="B-1", by=by("ines"), at=at).entry


def token(page: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert found is not None
    return found[1]


def shelf(item: str = "water_1l") -> int:
    return balance(*HERE)[item].shelf


@pytest.mark.parametrize("path", PAGES)
def test_each_page_opens_for_ines_and_shows_nothing_of_it_to_nadia(cast, stocked, path):
    assert cast.client("ines").get(path).status_code == 200
    page = text(cast.client("nadia").get(path))
    assert "777" not in page
    assert "ZAFIRO" not in page
    assert "Banco inventado" not in page


def test_nadia_moves_nothing_of_it(cast, stocked, by, out):
    issue([Line(item="water_1l", quantity=7)], holder=team(out), by=by("ines"), at=ago(4))
    client = cast.client("nadia")
    assert client.get(f"/existencias/quedo/patrol/{out}/").status_code in (403, 404)
    client.post(f"/existencias/quedo/patrol/{out}/", {"r:water_1l": "7"})
    client.post(f"/existencias/movimiento/{stocked}/retirar/")
    counted = actions.count([FoundLine(item="water_1l", found=5)], by=by("ines"), at=ago(1)).entry
    client.post(f"/existencias/conteo/{counted}/explica/", {"item": "water_1l", "reason": "miscounted"})
    assert shelf() == 770
    assert len(held_by(*HERE)) == 1


@pytest.mark.parametrize(("name", "most"), [("b:water_1l", 40), ("donor", 80), ("grant", 80), ("document", 80)])
def test_too_long_a_word_on_what_came_is_said_once_and_nothing_is_noted(cast, stocked, name, most):
    client = cast.client("ines")
    told = {"token": token(client.get("/existencias/anotar/entra/").content.decode()), "q:water_1l": "31", "came_from": "grant"}
    answer = client.post("/existencias/anotar/entra/", told | {name: "Ñ" * (most + 1)})
    assert answer.status_code == 422
    assert f"Es más largo que {most} signos" in text(answer)
    assert "Ñ" * (most + 1) in answer.content.decode(), "what was typed stays"
    assert shelf() == 777


def test_what_a_team_has_left_told_on_two_screens_is_noted_once_and_the_second_hears_so(cast, stocked, by, out):
    issue([Line(item="water_1l", quantity=7)], holder=team(out), by=by("ines"), at=ago(4))
    url, told = f"/existencias/quedo/patrol/{out}/", {}
    ines, rafael = cast.client("ines"), cast.client("rafael")
    told = {client: token(client.get(url).content.decode()) for client in (ines, rafael)}
    ines.post(url, {"token": told[ines], "r:water_1l": "2", "rest": "given"})
    later = rafael.post(url, {"token": told[rafael], "r:water_1l": "5", "rest": "given"}, follow=True)
    assert "Ya estaba dicho qué pasó con esas existencias" in text(later)
    assert (shelf(), held_by(*HERE)) == (772, [])


@pytest.mark.parametrize("name", ["julia", "alma"])
def test_who_has_no_group_finds_no_stock(cast, stocked, name):
    for path in PAGES:
        assert cast.client(name).get(path).status_code in (403, 404)


def team(out) -> Holder:
    return Holder(kind=HolderKind.PATROL, id=str(out))


def ago(hours: float) -> datetime:
    return datetime.now(UTC) - timedelta(hours=hours)


def test_a_team_takes_water_and_says_what_is_left(cast, stocked, out):
    client = cast.client("ines")
    page = client.get("/existencias/anotar/sale/").content.decode()
    assert "Ruta 3" in page
    sent = {"token": token(page), "holder": f"patrol:{out}", "q:water_1l": "48"}
    assert client.post("/existencias/anotar/sale/", sent).status_code == 302
    again = client.post("/existencias/anotar/sale/", sent, follow=True)
    assert "no se sumó dos veces" in text(again)
    assert shelf() == 777 - 48
    assert "Ruta 3" in text(client.get("/existencias/"))
    page = client.get(f"/existencias/quedo/patrol/{out}/").content.decode()
    told = {"token": token(page), "r:water_1l": "10", "w:water_1l": "2", "rest": "given"}
    refused = client.post(f"/existencias/quedo/patrol/{out}/", told)
    assert refused.status_code == 422  # what is missing needs a reason
    assert 'value="10"' in refused.content.decode()
    assert client.post(f"/existencias/quedo/patrol/{out}/", told | {"reason": "damaged"}).status_code == 302
    assert client.post(f"/existencias/quedo/patrol/{out}/", told | {"reason": "damaged"}).status_code == 302
    assert shelf() == 777 - 38
    assert held_by(*HERE) == []
    period = text(client.get("/existencias/periodo/"))
    assert "Cuadra: lo que salió" in period
    assert "Se dañó o se mojó" in period


def test_the_rest_was_given_means_the_rest_that_was_seen(cast, stocked, out, by):
    issue([Line(item="water_1l", quantity=20)], holder=team(out), by=by("ines"), at=ago(2))
    client, url = cast.client("ines"), f"/existencias/quedo/patrol/{out}/"
    page = client.get(url).content.decode()
    told = {"token": token(page), "shown": "water_1l:20", "r:water_1l": "5", "rest": "given"}
    assert 'name="shown" value="water_1l:20"' in page
    issue([Line(item="water_1l", quantity=30)], holder=team(out), by=by("rafael"), at=ago(1))
    refused = client.post(url, told)
    assert refused.status_code == 422
    assert "salió o regresó algo más" in text(refused)
    assert 'name="shown" value="water_1l:50"' in refused.content.decode()
    assert 'value="5"' in refused.content.decode(), "what was typed stays"
    assert client.post(url, told | {"shown": "water_1l:50"}).status_code == 302
    assert client.post(url, told | {"shown": "water_1l:50"}).status_code == 302, "a second tap"
    assert shelf() == 777 - 45


def test_a_team_that_brings_back_more_than_it_took_is_recorded_and_named(cast, stocked, out, by):
    issue([Line(item="water_1l", quantity=20)], holder=team(out), by=by("ines"), at=ago(2))
    client = cast.client("ines")
    page = client.get(f"/existencias/quedo/patrol/{out}/").content.decode()
    client.post(f"/existencias/quedo/patrol/{out}/", {"token": token(page), "r:water_1l": "23", "rest": "given"})
    assert shelf() == 780
    for path in ("/existencias/", "/existencias/periodo/"):
        assert "responde por" in text(client.get(path))
    assert "No cuadra" in text(client.get("/existencias/periodo/"))


def test_goods_come_with_batch_and_donor_and_the_donor_is_told(cast):
    client = cast.client("ines")
    page = client.get("/existencias/anotar/entra/").content.decode()
    sent = {"token": token(page), "came_from": "grant", "donor": "Banco inventado", "grant": "B-1", "q:serum": "40"}
    expires = (ago(0) + timedelta(days=10)).date().isoformat()
    assert client.post("/existencias/anotar/entra/", sent | {"b:serum": "L-9", "e:serum": expires}).status_code == 302
    assert "L-9" in text(client.get("/existencias/"))
    page = client.get("/existencias/anotar/entrega/").content.decode()
    client.post("/existencias/anotar/entrega/", {"token": token(page), "q:serum": "15"})
    report = text(client.get("/existencias/donativos/?cual=0"))
    assert "Banco inventado · B-1" in report
    assert re.search(r"Suero oral, sobre .* 40 15 0 0 0 0 25", report)


def test_a_book_below_zero_is_shown_and_refuses_nobody(cast):
    client = cast.client("ines")
    page = client.get("/existencias/anotar/entrega/").content.decode()
    assert client.post("/existencias/anotar/entrega/", {"token": token(page), "q:serum": "15"}).status_code == 302
    assert "bajo cero" in text(client.get("/existencias/"))
    assert "bajo cero" in text(client.get("/existencias/articulo/serum/"))


@pytest.mark.parametrize("way", ["entra", "sale", "entrega", "baja", "envia", "llega"])
@pytest.mark.parametrize("count", ["-3", "muchas", ""])
def test_what_cannot_be_comes_back_with_what_was_typed(cast, way, count):
    client = cast.client("ines")
    answer = client.post(f"/existencias/anotar/{way}/", {"q:serum": count, "b:serum": "L-9", "donor": "Banco"})
    assert answer.status_code == 422
    assert "Todavía no se guardó" in text(answer)
    if count:
        assert f'value="{count}"' in answer.content.decode()


def test_a_count_is_explained_and_overwrites_nothing(cast, stocked):
    client = cast.client("ines")
    page = client.get("/existencias/conteo/").content.decode()
    assert not re.search(r"\b777\b", page)  # who counts does not see what is expected
    counted = client.post("/existencias/conteo/", {"token": token(page), "n:water_1l": "770", "n:serum": "0"}, follow=True)
    assert "faltan 7" in text(counted)
    assert shelf() == 777
    (left,) = [one for one in lookups.differences(*HERE, None) if one.left]
    client.post(f"/existencias/conteo/{left.entry}/explica/", {"item": "water_1l", "reason": ""})
    assert shelf() == 777
    client.post(f"/existencias/conteo/{left.entry}/explica/", {"item": "water_1l", "reason": "given_unnoted"})
    again = client.post(
        f"/existencias/conteo/{left.entry}/explica/", {"item": "water_1l", "reason": "given_unnoted"}, follow=True
    )
    assert "ya quedó explicada" in text(again)
    assert shelf() == 770


def test_what_is_sent_to_another_post_is_seen_there_and_a_shortage_here(cast, stocked):
    ines, nadia = cast.client("ines"), cast.client("nadia")
    page = ines.get("/existencias/anotar/envia/").content.decode()
    assert (
        ines.post("/existencias/anotar/envia/", {"token": token(page), "group": "tapachula", "q:water_1l": "50"}).status_code
        == 302
    )
    assert "no se sabe que haya llegado" in text(ines.get("/existencias/"))
    coming = nadia.get("/existencias/").content.decode()
    way = re.search(r"anotar/llega/\?envio=([0-9a-f-]{36})", coming)
    assert way is not None
    form = nadia.get(f"/existencias/anotar/llega/?envio={way[1]}").content.decode()
    assert 'value="50"' in form
    nadia.post("/existencias/anotar/llega/", {"token": token(form), "transfer": way[1], "q:water_1l": "48"})
    assert balance("tapachula", "mx")["water_1l"].shelf == 48
    assert "llegó con diferencia" in text(ines.get("/existencias/"))


def test_the_mark_of_an_item_is_set_and_a_wrong_one_is_said(cast, stocked):
    client = cast.client("ines")
    client.post("/existencias/articulo/water_1l/aviso/", {"mark": "800"})
    assert "poco" in text(client.get("/existencias/"))
    assert "no es un número" in text(client.post("/existencias/articulo/water_1l/aviso/", {"mark": "-1"}, follow=True))


def test_a_movement_by_mistake_is_taken_back_once(cast, stocked):
    client = cast.client("ines")
    client.post(f"/existencias/movimiento/{stocked}/retirar/")
    assert shelf() == 0
    assert "ya estaba retirado" in text(client.post(f"/existencias/movimiento/{stocked}/retirar/", follow=True))
