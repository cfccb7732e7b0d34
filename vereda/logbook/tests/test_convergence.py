"""Every permutation, duplication and split of deliveries over three nodes ends in equal read models."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

import orjson
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.house import examples
from vereda.encounters import rules
from vereda.logbook import door
from vereda.logbook.actions.opening import Delivered
from vereda.logbook.folding import read_entry
from vereda.logbook.models import Place, State
from vereda.logbook.rules.fold import Folded, fold_all, fold_one
from vereda.logbook.tests.pens import NOTE, NOW, WHERE, Pen, change, delivered, meeting, subject_number
from vereda.logbook.writing import Prepared

ACTS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(0, 40), st.integers(0, 3)), min_size=1, max_size=14)


class Undone(Exception):
    """Takes a node's database back to its beginning."""


def story(acts: list[tuple[int, int, int, int]]) -> list[Prepared]:
    """Return what three phones wrote: each act is (phone, subject, what, from whom it heard before)."""
    pens = [Pen(f"phone-{number}", skew=timedelta(minutes=number * 7 - 7)) for number in range(3)]
    for step, (who, subject, what, heard) in enumerate(acts):
        pen = pens[who]
        if heard < 3:
            pen.learn(pens[heard])
        about = subject_number(subject)
        if not pen.heads(about):
            pen.write(meeting(what % 4 + 1), about, minutes=step, boxes=[WHERE, NOTE])
        else:
            pen.write(change(what), about, minutes=step)
    written: dict[str, Prepared] = {}
    for pen in pens:
        written |= {str(id_): one for id_, one in pen.known.items()}
    return [written[id_] for id_ in sorted(written)]


def on_a_node(deliver: Callable[[], None]) -> str:
    """Return the digest of all read models of an empty node after some deliveries; the node is then emptied."""
    digest = ""
    try:
        with transaction.atomic():
            deliver()
            digest = door.digest_of_read_models()
            door.rebuild()
            assert door.digest_of_read_models() == digest, "rebuild gave other read models"
            assert door.verify().holds
            raise Undone
    except Undone:
        return digest


@pytest.mark.storage
@pytest.mark.django_db
@pytest.mark.usefixtures("trusting")
@settings(
    max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(acts=ACTS, seed=st.integers(0, 2**32))
def test_rel_002_three_nodes_end_equal(acts: list[tuple[int, int, int, int]], seed: int) -> None:
    entries = [delivered(one) for one in story(acts)]

    def node(number: int) -> Callable[[], None]:
        chance = Random(seed + number)

        def deliver() -> None:
            order: list[Delivered] = entries * (1 + number % 2)
            chance.shuffle(order)
            while order:
                size = chance.randint(1, len(order))
                batch, order = order[:size], order[size:]
                door.receive(batch, device=None, now=NOW + timedelta(hours=1))
            assert Place.objects.count() == len(entries), "an entry is chained once"

        return deliver

    digests = {on_a_node(node(number)) for number in range(3)}
    assert len(digests) == 1


@given(acts=ACTS, seed=st.integers(0, 2**32))
@settings(max_examples=200, deadline=None)
def test_one_step_at_a_time_equals_from_zero(acts: list[tuple[int, int, int, int]], seed: int) -> None:
    entries = [one for one in story(acts) if one.body.subject == subject_number(0)]
    Random(seed).shuffle(entries)
    stepwise, taken = Folded(rules.start()), []
    for one in entries:
        taken.append(one)
        entry = read_entry(one.raw)
        if stepwise.fits(entry):
            stepwise = fold_one(stepwise, entry, rules.step)
        else:
            stepwise = fold_all([read_entry(other.raw) for other in taken], rules.start, rules.step)
        # What is stored is what is folded on: a state survives its way through JSON.
        stepwise = Folded.from_json(orjson.loads(orjson.dumps(stepwise.to_json())))
    from_zero = fold_all([read_entry(one.raw) for one in entries], rules.start, rules.step)
    assert stepwise.to_json() == orjson.loads(orjson.dumps(from_zero.to_json()))


@pytest.mark.storage
@pytest.mark.django_db
@pytest.mark.usefixtures("trusting")
def test_a_correction_that_arrives_before_its_meeting_waits_for_it() -> None:
    pen = Pen("phone-1")
    about = subject_number(5)
    first, second = pen.write(meeting(2), about), pen.write(change(1), about, minutes=1)
    door.receive([delivered(second)], device=None, now=NOW)
    assert door.subject(about) is None or not State.objects.filter(subject=about, kind="").exists()
    door.receive([delivered(first)], device=None, now=NOW)
    found = door.subject(about)
    assert found is not None
    assert rules.lines_of(found.folded.state)["a"]["nationality"] == "HN"
    assert found.folded.missing == []
