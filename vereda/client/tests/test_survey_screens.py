"""Forms on the phone: worked out as the server does, answered without a line, sealed, and read at the desk of the post."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from vereda.client.tests.test_orient_screens import SYNC, sent
from vereda.client.tests.test_screens import Looks, desk, enrolled, phone  # noqa: F401
from vereda.logbook.models import LogEntry
from vereda.surveys import door as surveys
from vereda.surveys.models import AnsweredForm
from vereda.surveys.rules.expressions import parsed
from vereda.surveys.schema import for_phone, walk
from vereda.surveys.tests.books import FIVE
from vereda.surveys.tests.cases import ANSWERS, CASES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOW = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
WORKED = """async ([trees, answers, now]) => {
  const { worked } = await import('/app/survey/working.js');
  return trees.map((tree) => worked(tree, { frames: [answers], repeats: [], around: {}, now }));
}"""
WALKED = """async ([told, now]) => {
  const { takenApart, walk } = await import('/app/survey/asking.js');
  return told.map(([form, answers]) => {
    const seen = walk(form, answers, now);
    const wrong = seen.wrong.map((one) => [one.path.join('/'), one.wrong]);
    return [seen.answers, wrong, Object.keys(takenApart(form, seen.answers)).sort()];
  });
}"""
TOLD: list[tuple[str, dict[str, Any]]] = [  # Any: answers
    ("agua", {"water": "no", "state": "SON", "town": "tap", "hours": 241}),
    ("agua", {"water": "yes", "state": "SON", "told": "todo bien"}),
    ("ninez", {"many": 3, "child": [{"age": 4, "school": "yes"}, {"age": 9, "school": "yes"}, {"age": 18}, {"age": 1}]}),
    ("peligros", {"dangers": ["none", "heat"], "seen_on": "2026-03-02", "fever": 50}),
    ("peligros", {"dangers": ["heat", "other"], "fever": 38.5, "point": {"lat": 28.7, "lon": -100.5}}),
    ("servicio", {"agrees": True, "score": 2, "missing": "no", "leaflet": "AB12"}),
    ("servicio", {}),
]


def test_a_form_is_worked_out_answered_without_a_line_and_reaches_the_post_sealed(cast, enrolled):  # noqa: F811
    from vereda.access.door import author_of

    by = author_of(cast.reader("hector"))
    forms = {}
    for name, made in FIVE.items():
        found = surveys.looked_at(made(), country="mx")
        surveys.publish(found, by=by, at=timezone.now())
        forms[name] = found.form
    hand = enrolled("es")
    page, looks = hand.page, Looks(hand)

    trees = [parsed(text) for text, _expected in CASES]
    told = page.evaluate(WORKED, [trees, ANSWERS, NOW.isoformat()])
    assert {text: one for (text, _x), one in zip(CASES, told, strict=True)} == dict(CASES)
    there = page.evaluate(WALKED, [[[for_phone(forms[name]), answers] for name, answers in TOLD], NOW.isoformat()])
    for (name, answers), (kept, wrong, _classes) in zip(TOLD, there, strict=True):
        seen = walk(forms[name], answers, NOW)
        assert kept == seen.answers, name
        assert [tuple(one) for one in wrong] == [("/".join(map(str, one.path)), one.wrong) for one in seen.wrong()], name
    assert there[4][2] == ["contact", "health", "whereabouts"]

    page.evaluate(SYNC)
    page.context.set_offline(True)
    hand.tap("surveys")
    page.get_by_role("button", name="Agua en el camino").click()
    page.locator('[data-q="water:no"]').click()
    page.locator('[data-q="state:SON"]').click()
    page.locator('[data-q="town:alt"]').click()
    assert page.locator('[data-q="town:tap"]').count() == 0
    page.locator('[data-q="hours"]').fill("300")
    hand.tap("save")
    page.get_by_text("De 0 a 240 horas.").wait_for()
    looks.at("a form with something wrong")
    page.locator('[data-q="hours"]').fill("12")
    page.locator('[data-q="told"]').fill("Venían de Caborca")
    hand.tap("save")
    hand.at("tonight")
    sent(hand)
    row = AnsweredForm.objects.get()
    assert (row.channel, row.clear) == ("phone", {"water": "no", "state": "SON", "town": "alt"})
    assert surveys.opened(row) == {**row.clear, "hours": 12, "told": "Venían de Caborca"}
    assert b"Caborca" not in b"".join(bytes(one.body) for one in LogEntry.objects.all())
    assert looks.wrong == []
