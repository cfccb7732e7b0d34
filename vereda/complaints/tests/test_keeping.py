"""A sealed complaint in the logbook: a number, a month, open or closed, and nothing else; nobody of the network takes it away."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine

from vereda.access.tests.cast import Cast
from vereda.complaints import errors, reading, sealing
from vereda.complaints.reading import Carried, PrivateKeys, Word
from vereda.complaints.sealing import Told

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 17, 43, 21, tzinfo=ZoneInfo("America/Mexico_City"))
KEYS = reading.new_keys()
SAID = "Me pidió dinero para dejarme subir"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def given(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pack has the keys of a body."""
    give(monkeypatch, (KEYS, None, None))


def give(monkeypatch: pytest.MonkeyPatch, *held: tuple[PrivateKeys, date | None, date | None]) -> None:
    from vereda.complaints import lookups
    from vereda.countries.door import OutsideBodyKey

    rows = tuple(
        OutsideBodyKey(
            body="cndh",
            sealing_key=sealing.written(keys.public.sealing),
            signing_key=sealing.written(keys.public.signing),
            valid_from=first,
            valid_to=last,
            status="verified",
            source="test",
        )
        for keys, first, last in held
    )
    monkeypatch.setattr(lookups, "_rows", lambda country: rows)


def sealed_one(keys: PrivateKeys = KEYS, text: str = SAID) -> tuple[str, bytes]:
    code = sealing.new_code()
    return code, sealing.seal(Told(text=text), sealing.receipt_of(code), keys.public, "mx")


def keep(code: str, sealed: bytes, keys: PrivateKeys = KEYS, **changed: Any) -> int:  # Any: arguments of the act
    from vereda.complaints.door import keep as kept

    told = {"subject": sealing.receipt_of(code).subject, "key": keys.public.fingerprint, "country": "mx", "at": NOW, **changed}
    return kept(sealed, **told)


def carried() -> list[Carried]:
    """Return what travels to the body, through its file."""
    from vereda.complaints import door as complaints

    content = complaints.carried_file("mx", list(complaints.lookups.carried("mx")))
    return reading.carried_in(content, "x")[1]


def take(*words: Word) -> Any:  # Any: how many were taken
    from vereda.complaints import door as complaints

    _country, found = complaints.words_in(reading.words_file("mx", words), "x")
    return complaints.take_words(found, country="mx", at=NOW)


def rows() -> list[tuple[int, str, str]]:
    from vereda.complaints.door import lookups

    return [(row.number, row.month, str(row.standing)) for row in lookups.complaints_of("mx")]


def test_the_network_knows_number_month_and_standing(cast: Cast):
    from vereda.complaints.models import Complaint

    for number in (1, 2, 3):
        assert keep(*sealed_one()) == number
    assert rows() == [(1, "2026-11", "open"), (2, "2026-11", "open"), (3, "2026-11", "open")]
    fields = {field.name for field in Complaint._meta.get_fields()}
    assert fields == {"subject", "country", "number", "month", "standing"}


@pytest.mark.storage
def test_its_entry_has_no_author_no_group_no_hour_and_no_box(cast: Cast):
    from vereda.access.door import HEADQUARTERS
    from vereda.logbook.door import history
    from vereda.logbook.models import Box, LogEntry

    code, sealed = sealed_one()
    keep(code, sealed)
    [told] = history(sealing.receipt_of(code).subject)
    assert (told.author, told.reported_by, told.group, told.device) == ("operator", "operator", HEADQUARTERS, "desk")
    assert told.occurred_at.astimezone(NOW.tzinfo) == datetime(2026, 11, 1, 12, tzinfo=NOW.tzinfo)
    body = bytes(LogEntry.objects.get(subject=sealing.receipt_of(code).subject).body)
    for word in (SAID.encode(), code.encode(), code.replace("-", "").encode(), b"2026-11-20", b"dinero"):
        assert word not in body
    assert Box.objects.filter(owner=told.id).count() == 0


def test_no_key_of_this_house_opens_it(cast: Cast):
    """Headquarters' own key, and every key of its key store, is tried on what lies in the logbook."""
    from vereda.logbook.door import node_keys

    code, sealed = sealed_one()
    keep(code, sealed)
    [one] = carried()
    assert one.sealed == sealed
    with pytest.raises(errors.NotSealed):
        sealing.opened(sealed, node_keys().sealing, country="mx", key=one.key, subject=one.subject)
    assert reading.read(one, KEYS, "mx")[0].text == SAID


def test_sent_twice_it_is_one(cast: Cast):
    code, sealed = sealed_one()
    assert keep(code, sealed) == keep(code, sealed) == 1
    assert keep(code, sealed_one()[1]) == 1, "another one under a code that is taken changes nothing"
    assert [one.sealed for one in carried()] == [sealed]


@pytest.mark.parametrize("wrong", ["plain", "short", "key", "subject"])
def test_what_is_not_sealed_to_the_key_of_today_is_not_kept(cast: Cast, wrong: str):
    from vereda.logbook.models import LogEntry

    before = LogEntry.objects.count()
    code, sealed = sealed_one()
    other: dict[str, dict[str, Any]] = {"key": {"key": "0" * 32}, "subject": {"subject": UUID(int=7)}}
    changed = other.get(wrong, {})
    with pytest.raises(errors.NotSealed):
        keep(code, {"plain": SAID.encode(), "short": sealed[:-1]}.get(wrong, sealed), **changed)
    assert LogEntry.objects.count() == before


@pytest.mark.parametrize("whose", ["place", "report", "there"])
def test_nobody_takes_the_id_of_another_record(cast: Cast, whose: str):
    """Ids of places and of coming reports are reckoned by a public rule: who wrote there first would own them."""
    from vereda.logbook.door import Author, record
    from vereda.logbook.door import subject as found
    from vereda.logbook.models import LogEntry
    from vereda.people.door import PersonMet
    from vereda.referrals.rules.place import subject_of as place_of
    from vereda.reports.rules import subject_of as report_of

    by = Author(account="ines", group="piedras-negras", country="mx", zone="America/Matamoros")
    ids = {
        "place": place_of("mx", "piedras-negras-casa", "piedras-negras"),
        "report": report_of("daily", "mx", "piedras-negras", date(2026, 11, 25)),
        "there": sealing.receipt_of(sealing.new_code()).subject,
    }
    if whose == "there":
        record(PersonMet(nationality="HN", sex="F", age_band="18+", purpose="assist"), subject=ids[whose], by=by, at=NOW)
    before = LogEntry.objects.count()
    with pytest.raises(errors.NotSealed):
        keep("", sealed_one()[1], subject=ids[whose])
    assert LogEntry.objects.count() == before
    assert (found(ids[whose]) is not None) is (whose == "there")


def test_without_a_key_and_at_a_post_nothing_is_taken(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    from dataclasses import replace

    from vereda.complaints import lookups

    give(monkeypatch)
    with pytest.raises(errors.NoBodyKey):
        keep(*sealed_one())
    give(monkeypatch, (KEYS, None, NOW.date() - timedelta(days=1)))
    with pytest.raises(errors.NoBodyKey):
        keep(*sealed_one())
    give(monkeypatch, (KEYS, None, None))
    post = replace(lookups.this_node(), role="post")
    monkeypatch.setattr(lookups, "this_node", lambda: post)
    with pytest.raises(errors.NotAtAPost):
        keep(*sealed_one())
    assert rows() == []


def test_the_real_pack_has_no_key_and_a_demonstration_makes_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path):
    from dataclasses import replace

    from vereda.complaints import demo, lookups
    from vereda.countries.door import pack

    monkeypatch.undo()
    assert pack("mx").outside_body_keys == ()
    assert lookups.key_today("mx", NOW.date()) is None
    assert demo.make_demo_keys("vereda-demo-2011") is None
    here = replace(demo.env(), demo=True, home=tmp_path)
    monkeypatch.setattr(demo, "env", lambda: here)
    path = demo.make_demo_keys("vereda-demo-2011")
    assert path
    assert path.stat().st_mode & 0o077 == 0
    content = path.read_bytes()
    assert demo.make_demo_keys("vereda-demo-2011") == path
    assert path.read_bytes() == content
    keys = lookups.key_today("mx", NOW.date())
    assert keys
    assert keys.fingerprint == reading.keys_from(content, "vereda-demo-2011", "x").public.fingerprint


def test_the_body_answers_closes_and_opens_again(cast: Cast):
    from vereda.complaints.door import lookups

    code, sealed = sealed_one()
    keep(code, sealed)
    keep(*sealed_one())
    one = carried()[0]
    first = reading.say(one, KEYS, "mx", text="¿Fue de noche?")
    closes = reading.say(one, KEYS, "mx", closes=True)
    again = reading.say(one, KEYS, "mx", text="Sigue")
    for words, new, known, standing in (
        ([first], 1, 0, "open"), ([first, closes], 1, 1, "closed"), ([first, closes], 0, 2, "closed"), ([again], 1, 0, "open"),
        ([first, closes, again], 0, 3, "open"),
    ):  # fmt: skip
        taken = take(*words)
        assert (taken.new, taken.known) == (new, known)
        assert rows()[0][2] == standing
    receipt = sealing.receipt_of(code)
    row = lookups.complaint(receipt.subject, "mx")
    assert row
    told = [sealing.open_answer(b64decode(one), receipt.answer_key, receipt.subject) for one in lookups.answers(row)]
    assert told == ["¿Fue de noche?", "Sigue"]
    assert rows()[1][2] == "open"


def test_nobody_but_the_body_closes_one(cast: Cast):
    keep(*sealed_one())
    one, order = carried()[0], int("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16)
    good = reading.say(one, KEYS, "mx", closes=True)
    for forged in (
        Word(subject=one.subject, sealed=b"", closes=True, signature=b"0" * 64),
        Word(subject=one.subject, sealed=b"", closes=False, signature=good.signature),
        Word(subject=uuid4(), sealed=b"", closes=True, signature=good.signature),
        Word(
            subject=one.subject, sealed=b"", closes=True,
            signature=sealing.sign_word(b"", True, country="mx", subject=one.subject, private=reading.new_keys().signing),
        ),
    ):  # fmt: skip
        with pytest.raises(errors.NotByTheBody):
            take(good, forged)
    assert rows() == [(1, "2026-11", "open")], "one forged word of a file, and nothing of it is taken"
    take(good)
    take(reading.say(one, KEYS, "mx", text="Otra vez"))
    turned = good.signature[:32] + (order - int.from_bytes(good.signature[32:], "big")).to_bytes(32, "big")
    assert take(Word(subject=one.subject, sealed=b"", closes=True, signature=turned)).new == 0
    assert rows()[0][2] == "open", "an old word, its signature turned round, is the same word"


def test_what_was_sealed_to_an_old_key_is_answered_with_it(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    keep(*sealed_one())
    newer = reading.new_keys()
    give(monkeypatch, (KEYS, None, NOW.date() - timedelta(days=1)), (newer, NOW.date(), None))
    keep(*sealed_one(newer), keys=newer)
    with pytest.raises(errors.NotSealed):
        keep(*sealed_one())
    old, new = carried()
    take(reading.say(old, KEYS, "mx", closes=True), reading.say(new, newer, "mx", text="Sí"))
    assert [row[2] for row in rows()] == ["closed", "open"]


def test_months_are_published_thirty_days_after_they_end(cast: Cast, clock: time_machine.Traveller):
    from vereda.complaints.door import lookups

    keep(*sealed_one())
    keep(*sealed_one())
    clock.move_to(datetime(2026, 12, 2, 9, tzinfo=NOW.tzinfo))
    keep(*sealed_one(), at=datetime(2026, 12, 2, 9, tzinfo=NOW.tzinfo))
    told = {on: [(one.month, one.count) for one in lookups.by_month("mx", on)] for on in map(date.fromisoformat, (
        "2026-11-20", "2026-12-30", "2026-12-31", "2027-01-30", "2027-01-31"))}  # fmt: skip
    assert list(told.values()) == [[], [], [("2026-11", 2)], [("2026-11", 2)], [("2026-12", 1), ("2026-11", 2)]]


def test_nobody_of_the_network_erases_one(cast: Cast):
    from vereda.access.door import author_of
    from vereda.logbook.door import erase, keep_retention
    from vereda.logbook.errors import NeverErased

    code, sealed = sealed_one()
    keep(code, sealed)
    for name in ("alma", "adriana", "rafael"):
        by = author_of(cast.reader(name))
        with pytest.raises(NeverErased):
            erase(sealing.receipt_of(code).subject, by=by, second=str(cast.account("graciela").pk), at=NOW)
    keep_retention(now=NOW.astimezone(UTC) + timedelta(days=9000))
    assert rows() == [(1, "2026-11", "open")]
    assert reading.read(carried()[0], KEYS, "mx")[0].text == SAID


@pytest.mark.storage
def test_it_is_there_after_a_rebuild(cast: Cast):
    from vereda.complaints.models import Complaint
    from vereda.logbook.door import rebuild

    code, sealed = sealed_one()
    keep(code, sealed)
    keep(*sealed_one())
    take(reading.say(carried()[0], KEYS, "mx", closes=True))
    before = rows()
    Complaint.objects.all().delete()
    rebuild()
    assert rows() == before == [(1, "2026-11", "closed"), (2, "2026-11", "open")]


def test_the_next_number_is_asked_for_without_reading_all_that_came(monkeypatch: pytest.MonkeyPatch):
    """Anybody may send one: a thousand that lie here must not make the next one slow."""
    from vereda.complaints import lookups

    assert lookups.last_number("mx") == 0
    assert [keep(*sealed_one()) for _ in range(2)] == [1, 2]
    monkeypatch.setattr(lookups, "complaints_of", lambda country: pytest.fail("all were read"))
    assert (lookups.last_number("mx"), lookups.last_number("gt")) == (2, 0)
    assert keep(*sealed_one()) == 3
