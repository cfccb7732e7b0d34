"""What one test leaves in a browser the next does not find."""

from __future__ import annotations

import pytest

from tests.serving import Contexts
from vereda.client.tests.bare import PAGE, origin

pytestmark = pytest.mark.browser

FOUND = "async () => [localStorage.length, document.cookie, (await indexedDB.databases()).length]"


def test_what_was_kept_is_gone_in_the_same_context(contexts: Contexts):
    context = contexts.take(locale="es-MX")
    page = context.new_page()
    page.goto(f"{origin()}{PAGE}")
    page.evaluate("() => { localStorage.setItem('here', '1'); document.cookie = 'here=1'; indexedDB.open('here') }")
    page.route("**/*", lambda route: route.abort())
    context.set_offline(True)
    contexts.give_back(context)
    assert contexts.take(locale="es-MX") is context
    page = context.new_page()
    page.goto(f"{origin()}{PAGE}")
    assert page.evaluate(FOUND) == [0, "", 0]
    contexts.give_back(context)


def test_a_context_with_a_clock_or_another_app_is_not_given_again(contexts: Contexts):
    page = (clocked := contexts.take(locale="es-MX", reduced_motion="reduce")).new_page()
    page.clock.install()
    page.goto(f"{origin()}{PAGE}")
    contexts.give_back(clocked)
    taken = [clocked]
    for app in ("one", "another"):
        taken.append(contexts.take(locale="es-MX", reduced_motion="reduce"))
        page = taken[-1].new_page()
        page.goto(f"{origin()}{PAGE}")
        page.evaluate("app => caches.open(app).then(() => null)", app)
        contexts.give_back(taken[-1])
    assert taken[1] is not clocked
    assert taken[2] is taken[1]
    assert contexts.take(locale="es-MX", reduced_motion="reduce") is not taken[2]
