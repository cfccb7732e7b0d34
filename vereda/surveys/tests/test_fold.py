"""A form and an answered one after their entries, in whichever order these arrive."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from types import SimpleNamespace

import pytest

from vereda.surveys.entries.facts import Answered, FormClosed, FormPublished, PhotoAdded
from vereda.surveys.entries.form import Form, Node
from vereda.surveys.rules import fold

AT = datetime(2026, 1, 1, tzinfo=UTC)
SURVEY = "018d56aa-0700-772b-a5c7-0d28118edad0"


def version(name: str, title: str = "Agua") -> FormPublished:
    form = Form(form_id="agua", version=name, title=title, nodes=[Node(name="q", type="text", label={"": "¿?"})])
    return FormPublished(form=form, xform="<h:html/>")


def entry(number: int, payload, *, seen: tuple[int, ...] = ()):
    ids = {f"e{one}" for one in seen}
    return SimpleNamespace(
        id=f"e{number}", payload=payload, has_seen=lambda other: other in ids, author="a", channel="desk",
        occurred_at=AT, local_on=AT.date(),
    )  # fmt: skip


def folded(entries, step=fold.step):
    state = fold.start()
    for one in entries:
        state = step(state, one)
    return state


def test_every_version_stands_and_the_latest_is_asked():
    state = folded([entry(1, version("1")), entry(2, version("2"), seen=(1,))])
    assert (list(fold.versions(state)), fold.asked(state)) == (["1", "2"], "2")
    closed = folded([entry(1, version("1")), entry(2, FormClosed(), seen=(1,))])
    assert (list(fold.versions(closed)), fold.asked(closed)) == (["1"], "")


def test_the_same_version_told_differently_keeps_the_first_and_opens_a_difference():
    state = folded([entry(1, version("1")), entry(2, version("1", "Otra"), seen=(1,))])
    assert fold.versions(state)["1"].form.title == "Agua"
    assert len(next(writes for name, writes in state["fields"].items() if "version:1" in name)) == 2


def test_a_photo_may_come_before_its_answers():
    told = Answered(survey=SURVEY, form_version="1", answers={"q": 1})
    entries = [entry(1, told), entry(2, PhotoAdded(question="p")), entry(3, PhotoAdded(question="p"))]
    states = [folded(order, fold.step_answers) for order in permutations(entries)]
    assert all(state == states[0] or state["fields"].keys() == states[0]["fields"].keys() for state in states)
    assert all(fold.photos(state) == {"e2": "p", "e3": "p"} for state in states)


@pytest.mark.parametrize(
    "told", [{"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}}, {"a": None}, {"": 1}, {"a": "x" * 4001}, {"a": [1] * 501}]
)
def test_answers_that_no_form_can_give_are_refused(told):
    with pytest.raises(ValueError, match=r"expected|longer"):
        Answered(survey=SURVEY, form_version="1", answers=told)
