"""A note in every order of arrival; what stands only by a second person, with approved words, of the very draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import permutations
from uuid import UUID

import pytest

from vereda.logbook.folding import read_entry
from vereda.logbook.rules.fold import Entry, fold_all
from vereda.logbook.schema import Payload, State
from vereda.logbook.tests.pens import Pen, subject_number
from vereda.press.entries import NotePublished, QuotationApproved
from vereda.press.rules import fold
from vereda.press.rules.telling import told
from vereda.press.tests.made import WORDS, contact, draft, edition
from vereda.press.words import Approver

SUBJECT = subject_number(1)


def state(entries: Sequence[Entry]) -> State:
    return fold_all(list(entries), fold.start_note, fold.step_note).state


def written(pen: Pen, *payloads: Payload) -> list[Entry]:
    return [read_entry(pen.write(one, SUBJECT, minutes=pen.seq).raw) for one in payloads]


def yes(**more: object) -> QuotationApproved:
    told_of = {
        "words": fold.digest(WORDS),
        "approved_by": Approver.OFFICE,
        "name": "Ana",
        "on": date(2012, 2, 6),
        "means": "Oficio 3",
    }
    return QuotationApproved.model_validate({**told_of, **more})


def published(of: Entry, **more: object) -> NotePublished:
    text, contacts = told(draft(), edition()), [contact()]
    made = {"draft": UUID(of.id), "content": fold.content_of(text, contacts), "text": text, "contacts": contacts}
    return NotePublished.model_validate({**made, **more})


def test_every_order_of_arrival_ends_alike_and_twice_is_once():
    julia, adriana = Pen("julia"), Pen("adriana")
    entries = written(julia, draft(place="Ayer"), draft())
    adriana.learn(julia)
    entries += written(adriana, yes(), published(entries[1]))
    whole = state(entries)
    assert [one["by"] for one in whole["revisions"]] == ["adriana"]
    assert whole["draft"] is None
    assert all(state(order) == whole for order in permutations(entries))
    assert state([*entries, *entries]) == whole


@pytest.mark.parametrize(
    ("who", "of_draft", "more", "approved_by"),
    [
        ("julia", 1, {}, "adriana"),
        ("adriana", 0, {}, "adriana"),
        ("adriana", 1, {"content": "0" * 64}, "adriana"),
        ("adriana", 1, {"revision": 2}, "adriana"),
        ("adriana", 1, {}, "julia"),
    ],
    ids=["the one who wrote it", "another draft", "other words", "a number ahead", "words that only their author approved"],
)
def test_what_an_entry_claims_otherwise_publishes_nothing(who: str, of_draft: int, more: dict[str, object], approved_by: str):
    pens = {name: Pen(name) for name in ("julia", "adriana")}
    entries = written(pens["julia"], draft(place="Ayer"), draft())
    pens["adriana"].learn(pens["julia"])
    entries += written(pens[approved_by], yes())
    pens[who].learn(pens[approved_by])
    entries += written(pens[who], published(entries[of_draft], **more))
    assert state(entries)["revisions"] == []
    assert state(entries)["draft"]["entry"] == entries[1].id


def test_a_yes_is_to_these_very_words():
    julia, adriana = Pen("julia"), Pen("adriana")
    entries = written(julia, draft())
    adriana.learn(julia)
    entries += written(adriana, yes())
    assert fold.unapproved(state(entries)["draft"], state(entries)["approvals"]) == []
    julia.learn(adriana)
    other = WORDS.model_copy(update={"speaker": "Otra persona"})
    found = state(entries + written(julia, draft(quotations=[other])))
    assert fold.unapproved(found["draft"], found["approvals"]) == [other]


def test_a_revision_stands_beside_what_was_published():
    julia, adriana = Pen("julia"), Pen("adriana")
    entries = written(julia, draft(quotations=[]))
    for number in (1, 2):
        adriana.learn(julia)
        entries += written(adriana, published(entries[-1], revision=number))
        julia.learn(adriana)
        entries += written(julia, draft(quotations=[], revision=number + 1, why="Cambió"))
    found = state(entries)
    assert [one["revision"] for one in found["revisions"]] == [1, 2]
    assert found["draft"]["told"]["revision"] == 3
