"""A box that is read once: opened as it enters headquarters, and kept neither there nor, open, at a post."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import orjson
import pytest

from vereda.logbook import door, registry
from vereda.logbook.actions.keeping import rest_of
from vereda.logbook.entries import Body
from vereda.logbook.models import Box, HeldEntry, LogEntry, Refused, StoredEnvelope
from vereda.logbook.nodekeys import NODE_FILE, forget_open_keys, key_store, node_keys, this_node
from vereda.logbook.signatures import der_of
from vereda.logbook.tests.pens import NOW, Pen, subject_number
from vereda.logbook.tests.test_signed import PHONE, enrolled, sealed, sent  # noqa: F401  a fixture
from vereda.logbook.words import FieldClass, Taken
from vereda.logbook.writing import Plain, Prepared
from vereda.people.entries.card import SEALED, CardNoted
from vereda.people.lookups.cards import cards_of
from vereda.people.rules import card
from vereda.settings.environment import env

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
NUMBER = card.number_of(card.fresh(random.Random(2).randrange))
JANUARY = date(2024, 1, 1)


def noted(pen: Pen, number: int = 1, code: str = NUMBER) -> Prepared:
    fields = {"code": code, "act": "shown", "carriers": 1, "nationality": "HN"}
    return pen.write(CardNoted(), subject_number(number), boxes=[Plain(cls=SEALED, fields=fields)])


def times() -> int:
    return len(cards_of("mx", JANUARY, NOW))


def classes() -> set[str]:
    return {row.cls for row in key_store().store.all_rows()}


def test_it_is_read_as_it_enters_and_no_box_and_no_key_of_it_is_kept() -> None:
    one = noted(Pen(PHONE))
    assert sent(sealed(one, outer=SEALED)) == [(Taken.ACCEPTED, "")]
    assert times() == 1
    assert not Box.objects.exists()
    assert classes() == {"cards"}
    assert door.verify().holds


def test_sent_again_it_is_known_and_read_no_second_time() -> None:
    one = noted(Pen(PHONE))
    assert sent(sealed(one, outer=SEALED), sealed(one, outer=SEALED)) == [(Taken.ACCEPTED, ""), (Taken.KNOWN, "")]
    assert sent(sealed(one, outer=SEALED)) == [(Taken.KNOWN, "")]
    assert times() == 1


def test_what_is_held_is_not_read_and_not_kept_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def judge(body: Body, device: str | None) -> str | None:
        return "access.revoked"

    monkeypatch.setattr(registry, "_authority", [judge])
    one = noted(Pen(PHONE))
    assert sent(sealed(one, outer=SEALED)) == [(Taken.QUARANTINED, "access.revoked")]
    assert HeldEntry.objects.filter(entry=one.body.id).exists()
    assert (classes(), Box.objects.count(), times()) == (set(), 0, 0)


def test_what_is_refused_leaves_no_key_that_opens_it_and_its_reason_does_not_repeat_it() -> None:
    other = noted(Pen(PHONE))
    wrong = Prepared(other.body, other.raw.replace(b'"mx"', b'"MX"'), b"", other.payload, other.boxes)
    ((status, code),) = sent(sealed(wrong, outer=SEALED))
    assert (status, code) == (Taken.REFUSED, "logbook.entry_invalid")
    row = Refused.objects.get()
    rest = rest_of(row)
    assert rest is not None
    assert list(rest.keys) == [None]
    assert NUMBER not in str(row.details)
    assert times() == 0


def test_a_post_passes_it_on_closed(home: Path) -> None:
    """The machine of a post that is stolen holds no code, and no key by which a digest could be made."""
    headquarters = [der_of(key).hex() for key in (node_keys().sealing_public, node_keys().signing.public_key())]
    one = noted(Pen(PHONE))
    envelope = sealed(one, outer=SEALED)
    said = dict(zip(("sealing", "signing"), headquarters, strict=True))
    (env().home / NODE_FILE).write_bytes(orjson.dumps({"role": "post", "group": "piedras-negras", "headquarters": said}))
    (env().keys / "sealing.pem").unlink()
    forget_open_keys()
    assert this_node().is_post
    assert sent(envelope) == [(Taken.ACCEPTED, "")]
    assert StoredEnvelope.objects.count() == 1
    assert not LogEntry.objects.filter(id=one.body.id).exists()
    assert classes() == set()


def test_it_goes_to_no_post_whatever_the_phone_would_like() -> None:
    assert CardNoted.sealed_as not in {FieldClass.CONTACT, FieldClass.WHEREABOUTS, FieldClass.IDENTITY}
    assert set(CardNoted.boxes) == {CardNoted.sealed_as}


def test_the_server_answers_a_phone_alike_whether_a_card_is_known_or_not() -> None:
    pen = Pen(PHONE)
    other = card.number_of(card.fresh(random.Random(3).randrange))
    batch = [noted(pen, number, code) for number, code in enumerate((NUMBER, NUMBER, other, NUMBER), 1)]
    assert sent(*(sealed(one, outer=SEALED) for one in batch)) == [(Taken.ACCEPTED, "")] * 4
    assert times() == 4
