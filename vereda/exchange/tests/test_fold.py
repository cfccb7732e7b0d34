"""A text in every order of arrival; what stands only by second persons; an adoption that was a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import permutations
from uuid import UUID

import pytest

from vereda.exchange.entries import (
    Adopted,
    AdoptionTold,
    AdoptionWithdrawn,
    Card,
    PracticeDescribed,
    PracticeOpened,
    Said,
    TextPublished,
    TextReviewed,
    TextWithdrawn,
    TextWritten,
)
from vereda.exchange.rules import fold
from vereda.exchange.words import Origin, Result, Stage, Topic
from vereda.logbook.folding import read_entry
from vereda.logbook.rules.fold import Entry, fold_all
from vereda.logbook.schema import Payload, State
from vereda.logbook.tests.pens import Pen, subject_number

PRACTICE, SUBJECT = subject_number(1), subject_number(2)
SAID = Said(title="Volver por el bote", problem="A pie no se llega", done="Se volvió por el bote", limits="De noche es peligroso")
OF = {"practice": PRACTICE, "language": "spa"}
CARD = Card(topics=[Topic.RESCUE])


def text(entries: Sequence[Entry]) -> fold.Text:
    return fold.text_of("spa", fold_all(list(entries), fold.start_text, fold.step_text).state)


def wrote(said: Said = SAID) -> TextWritten:
    return TextWritten(**OF, said=said)


def reviewed(said: Said = SAID) -> TextReviewed:
    return TextReviewed(**OF, version_id=said.version, reviewer="Lucía Arredondo", office="Rescate")


def published(said: Said = SAID, **more: object) -> TextPublished:
    made = {**OF, "revision": 1, "version_id": said.version, "said": said, "card": CARD, **more}
    return TextPublished.model_validate(made)


def written(pen: Pen, *payloads: Payload, subject: UUID = SUBJECT) -> list[Entry]:
    return [read_entry(pen.write(one, subject, minutes=pen.seq).raw) for one in payloads]


def test_every_order_of_arrival_ends_alike_and_twice_is_once():
    ines, hector = Pen("ines"), Pen("hector")
    entries = written(ines, wrote())
    hector.learn(ines)
    entries += written(hector, reviewed(), published())
    ines.learn(hector)
    entries += written(
        ines, wrote(SAID.model_copy(update={"took": "Un bote"})), TextWithdrawn(**OF, reason="Se probó y no sirve")
    )
    whole = fold_all(entries, fold.start_text, fold.step_text).state
    assert [one["version_id"] for one in whole["revisions"]] == [SAID.version]
    for order in permutations(entries):
        assert fold_all(list(order), fold.start_text, fold.step_text).state == whole
    assert fold_all([*entries, *entries], fold.start_text, fold.step_text).state == whole
    assert text(entries).stage is Stage.WITHDRAWN
    assert text(entries[:4]).stage is Stage.PUBLISHED
    assert text(entries[:4]).waits


@pytest.mark.parametrize(
    ("reviews", "publishes", "more", "stands"),
    [
        ("rafael", "hector", {}, True),
        ("hector", "hector", {}, True),
        ("ines", "hector", {}, False),
        (None, "hector", {}, False),
        ("rafael", "ines", {}, False),
        ("rafael", "hector", {"revision": 2}, False),
        ("rafael", "hector", {"said": SAID.model_copy(update={"done": "Otra cosa"})}, False),
    ],
)
def test_who_wrote_a_text_neither_reviews_nor_publishes_it_and_other_words_than_were_read_do_not_stand(
    reviews, publishes, more, stands
):
    pens = {name: Pen(name) for name in ("ines", "rafael", "hector")}
    entries = written(pens["ines"], wrote())
    if reviews:
        pens[reviews].learn(pens["ines"])
        entries += written(pens[reviews], reviewed())
        pens[publishes].learn(pens[reviews])
    pens[publishes].learn(pens["ines"])
    entries += written(pens[publishes], published(**more))
    assert (text(entries).published is not None) is stands


def test_a_practice_keeps_how_it_was_opened_and_its_last_card():
    ines = Pen("ines")
    opened = PracticeOpened(origin=Origin.MISSION, language="spa", card=CARD)
    again = PracticeOpened(origin=Origin.VISIT, language="eng", card=CARD)
    later = PracticeDescribed(card=Card(topics=[Topic.TRUST], office="Rescate"))
    entries = written(ines, opened, again, later, subject=PRACTICE)
    state: State = fold_all(entries, fold.start_practice, fold.step_practice).state
    assert (state["opened"]["origin"], state["opened"]["language"]) == ("mission", "spa")
    assert state["card"]["office"] == "Rescate"


def test_an_adoption_keeps_each_result_and_goes_where_it_was_a_mistake():
    ines = Pen("ines")
    taken = Adopted(practice=PRACTICE, who="Grupo de Nogales", in_country="mx", on=date(2024, 1, 20), language="spa")
    told = AdoptionTold(result=Result.IN_PART, on=date(2024, 1, 28), language="spa", words="De día sí")
    entries = written(ines, taken, told, AdoptionWithdrawn(reason="Era otra"))
    state = fold_all(entries, fold.start_adoption, fold.step_adoption).state
    assert [one["result"] for one in state["results"]] == ["in_part"]
    assert state["withdrawn"]
    assert not fold_all(entries[:2], fold.start_adoption, fold.step_adoption).state["withdrawn"]
