"""What one test leaves in a browser the next does not find."""

from __future__ import annotations

import pytest

from tests.serving import Contexts
from vereda.client.tests.bare import PAGE, origin

pytestmark = pytest.mark.browser

SHELF = """async ([name, files]) => {
  for (const one of await caches.keys()) await caches.delete(one);
  const shelf = await caches.open(name);
  for (let at = 0; at < files; at += 1) await shelf.put(`/${at}`, new Response(""));
}"""
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


def test_what_is_written_after_it_was_given_back_is_gone_too(contexts: Contexts):
    context = contexts.take(locale="es-MX", forced_colors="active")
    contexts.give_back(context)
    late = context.new_page()
    late.goto(f"{origin()}{PAGE}")
    late.evaluate("() => { localStorage.setItem('late', '1'); indexedDB.open('late') }")
    late.close()
    assert contexts.take(locale="es-MX", forced_colors="active") is context
    page = context.new_page()
    page.goto(f"{origin()}{PAGE}")
    assert page.evaluate(FOUND) == [0, "", 0]
    contexts.give_back(context)


def test_a_context_with_a_clock_another_app_or_a_part_of_ours_is_not_given_again(contexts: Contexts):
    page = (clocked := contexts.take(locale="es-MX", reduced_motion="reduce")).new_page()
    page.clock.install()
    page.goto(f"{origin()}{PAGE}")
    contexts.give_back(clocked)
    [(name, files)] = contexts.app.items()
    given, again = [clocked], []
    for shelf, kept in ((name, files), (name, files - 1), ("another", files)):
        given.append(contexts.take(locale="es-MX", reduced_motion="reduce"))
        again.append(given[-1] is given[-2])
        page = given[-1].new_page()
        page.goto(f"{origin()}{PAGE}")
        page.evaluate(SHELF, [shelf, kept])
        contexts.give_back(given[-1])
    again.append(contexts.take(locale="es-MX", reduced_motion="reduce") is given[-1])
    assert again == [False, True, False, False]
