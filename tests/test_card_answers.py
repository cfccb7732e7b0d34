"""Whoever types a card learns nothing: every route answers alike, whether that card was ever noted or not.

Two databases are compared that differ only in which card was noted before; the same words are sent to each route of the
resolver, in every field that any page reads. A route that is added is asked as well.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib import messages
from django.http import HttpRequest
from django.test import Client

from tests.hidden import Answer, asked, undone
from tests.test_every_page import World, asked_for, world  # noqa: F401  a fixture
from tests.test_routes import ALL
from vereda.logbook.door import Author
from vereda.people.rules import card

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]  # a walk over the whole house, twice

NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
RANDOM = random.Random(5)
KNOWN, OTHER = (card.fresh(RANDOM.randrange) for _card in range(2))
INES = Author(account="ines", group="piedras-negras", country="mx", zone="America/Matamoros")
LEAVES = ("salir/", "idioma/", "app/", "static/")
ASKS = [("ines", "get"), ("ines", "post"), ("julia", "get"), ("", "get")]


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def note(words: str) -> None:
    from vereda.people.door import CardAct, note_card

    note_card(words, CardAct.SHOWN, by=INES, at=NOW)


def walked(client: Client, addresses: list[str], way: str, before: str) -> dict[str, Answer]:
    """Return what is answered to whoever types KNOWN, where `before` was noted."""
    with undone():
        note(before)
        found, kept = {}, deepcopy(client.cookies)
        for one in addresses:
            client.cookies = deepcopy(kept)  # whoever is signed out, or chose a language, by one route, is not so on the next
            with undone():
                found[one] = asked(client, one, way, dict.fromkeys(asked_for(), KNOWN))
        client.cookies = kept
        return found


@pytest.mark.parametrize(("who", "way"), ASKS)
def test_no_answer_depends_on_whether_a_card_is_known(who: str, way: str, world: World):  # noqa: F811
    client = world.cast.client(who) if who else Client()
    addresses = list(dict.fromkeys(world.address(path) for path, _route in ALL if not path.startswith(LEAVES)))
    assert any("tarjeta" in one for one in addresses)
    known, unknown = (walked(client, addresses, way, before) for before in (KNOWN, OTHER))
    assert [f"{one}: {said}" for one in addresses if (said := known[one].differs(unknown[one]))] == []


def test_a_card_at_an_encounter_is_noted_alike(world: World):  # noqa: F811
    client, path = world.cast.client("ines"), world.address("encuentros/<uuid:subject>/tarjeta/")
    answers = []
    for before in (KNOWN, OTHER):
        with undone():
            note(before)
            answers += [asked(client, path, "post", {"act": "shown", "words": KNOWN}), asked(client, path)]
    assert answers[0].status == 302
    assert "Anotado." in answers[1].body
    assert answers[0].differs(answers[2]) == ""
    assert answers[1].differs(answers[3]) == ""


def test_the_walk_would_notice_a_page_that_told(world: World, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    """A page that said how many different cards there are would tell, by whether that number grew."""
    from vereda.desk.web import card as web
    from vereda.people.lookups.cards import cards_of, first_of_month, today_in

    def told(request: HttpRequest, _words: str) -> None:
        cards = cards_of("mx", first_of_month(today_in("mx", NOW)), NOW)
        messages.add_message(request, messages.SUCCESS, str(len({one.digest for one in cards})))

    monkeypatch.setattr(web.messages, "success", told)
    client, path = world.cast.client("ines"), world.address("encuentros/<uuid:subject>/tarjeta/")
    answers = []
    for before in (KNOWN, OTHER):
        with undone():
            note(before)
            asked(client, path, "post", {"act": "shown", "words": KNOWN})
            answers.append(asked(client, path))
    assert answers[0].differs(answers[1])
