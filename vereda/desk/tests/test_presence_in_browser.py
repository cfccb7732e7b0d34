"""Who types is there, and what was typed outlives the session: it is saved by the same person, or stays on the page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from vereda.desk.tests.test_browser import desk, enter  # noqa: F401  fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAVED = re.compile(r"/alertas/[0-9a-f-]{36}/")
ASKED_TOO = "fetch(document.querySelector('[data-presence]').dataset.presence).then((one) => one.json()).then(() => null)"
WORDS = "Escrito en media hora, con llamadas de por medio"


@pytest.fixture
def form(desk: Page) -> Page:  # noqa: F811
    """Give the form of an alert, filled in, that then stood open for twenty minutes."""
    desk.clock.install()
    desk.goto("/alertas/nueva/")
    desk.locator('[name="people"]').fill("4")
    desk.locator('[name="text"]').fill(WORDS)
    with desk.expect_response("**/presencia/"):
        desk.clock.run_for(270_000)
    desk.evaluate(ASKED_TOO)  # whose answer comes after the first was noted
    desk.clock.fast_forward("20:00")
    return desk


def save(page: Page) -> None:
    page.locator("main form button:not([type=button])").last.click()


def test_a_form_that_stood_open_is_saved_once_while_the_session_lives(form: Page):
    from vereda.rescue.models.alert import Alert

    save(form)
    form.wait_for_url(SAVED)
    assert Alert.objects.count() == 1


def test_what_was_typed_stays_when_the_session_ended_and_is_saved_after_signing_in_again(form: Page, enter: Callable):  # noqa: F811
    from vereda.rescue.models.alert import Alert

    Session.objects.all().delete()
    save(form)
    expect(form.get_by_role("alert")).to_contain_text("La sesión terminó, y nada se perdió")
    expect(form.locator('[name="text"]')).to_have_value(WORDS)
    enter(form.context, "nadia")
    save(form)
    expect(form.get_by_role("alert")).to_contain_text("entró otra persona")
    assert not Alert.objects.exists()
    enter(form.context, "ines")
    save(form)
    form.wait_for_url(SAVED)
    assert Alert.objects.get().group == "piedras-negras"


def test_what_was_typed_stays_when_the_server_does_not_answer(form: Page):
    form.route("**/presencia/", lambda route: route.abort())
    save(form)
    expect(form.get_by_role("alert")).to_contain_text("El servidor no contesta")
    expect(form.locator('[name="text"]')).to_have_value(WORDS)
    form.unroute("**/presencia/")
    save(form)
    form.wait_for_url(SAVED)


def test_typing_counts_as_being_there_and_an_open_page_alone_does_not(desk: Page):  # noqa: F811
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url) if "/presencia/" in request.url else None)
    desk.clock.install()
    desk.goto("/alertas/nueva/")
    desk.clock.run_for(14 * 60_000)
    assert asked == []
    desk.locator('[name="text"]').fill(WORDS)
    with desk.expect_request("**/presencia/"):
        desk.clock.run_for(30_000)
    assert len(asked) == 1
    desk.clock.run_for(14 * 60_000)
    assert len(asked) == 1, "nobody typed since"
