"""Training between phone and server: what lies on the phone, whom a code puts on a list, who counts a test."""

from __future__ import annotations

import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson
import pytest
from django.test import Client
from django.utils import timezone

from vereda.access.door import author_of
from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast
from vereda.client import courses
from vereda.client.acting import after_received
from vereda.client.tests.phone import Phone
from vereda.logbook.door import record
from vereda.training import door as training
from vereda.training import entries as of
from vereda.training.door import Plan
from vereda.training.schema import How
from vereda.training.schema import courses as every

HOME = "piedras-negras"
APP = Path(courses.__file__).parent / "app"
ALL_MOST = 40_000  # [bytes, compressed] of every course in both languages


@pytest.fixture
def phone(cast: Cast) -> Phone:
    return Phone(cast)


def sent(phone: Phone, entry: Any) -> str:  # Any: a prepared entry
    return str(phone.push(entry)["answers"][0]["status"])


def planned(cast: Cast, **more: Any) -> Any:  # Any: fields of a plan; the id of a session
    today = timezone.localdate()
    plan = Plan(**{"course": "trafficking", "group": HOME, "begins_on": today, "ends_on": today, **more})
    return training.plan(plan, by=author_of(cast.reader("sergio")), at=timezone.now()).subject


def test_a_course_lies_on_the_phone_by_its_hash_small_and_without_a_right_answer():
    listed = {row["code"]: row["parts"] for row in orjson.loads(courses.listed().text)}
    whole = sum(part.size for part in courses.parts().values())
    sys.stdout.write(f"\ncourses: {whole} bytes compressed, the list {courses.listed().size}")
    assert whole < ALL_MOST
    for (code, lang), part in courses.parts().items():
        assert listed[code][lang] == part.hash == sha256(part.text.encode()).hexdigest()
        told, text = orjson.loads(part.text), every()[code].text(lang)
        assert [set(one) for one in told["questions"]] == [{"code", "ask", "options"}] * len(text.questions)


def test_the_words_of_training_are_the_same_in_both_languages_and_each_is_used():
    told = [orjson.loads((APP / "words" / f"training.{lang}.json").read_bytes()) for lang in ("es", "en")]
    code = (APP / "training" / "screen.js").read_text(encoding="utf-8")
    assert list(told[0]) == list(told[1])
    for key, spanish in told[0].items():
        assert sorted(re.findall(r"\{\w+\}", spanish)) == sorted(re.findall(r"\{\w+\}", told[1][key])), key
        assert f'"{key}"' in code or key in ("training_before", "training_after"), key
    assert set(re.findall(r'"(training_[a-z_]+)"', code)) <= set(told[0])


@pytest.mark.django_db
def test_the_code_of_the_day_puts_on_the_list_who_took_it_in_also_when_it_comes_late(cast: Cast, phone: Phone):
    held, ines = planned(cast), str(phone.account)
    code = training.code_of_day(held, timezone.localdate())
    assert sent(phone, phone.write(of.Arrived(session=held, code="AAAAAAAA", group=HOME), 1)) == "accepted"
    assert (training.session(held, "mx").there, training.session(held, "mx").claims) == ((), {ines: "AAAAAAAA"})
    sergio, now = author_of(cast.reader("sergio")), timezone.now()
    training.attend(held, [str(cast.account("rafael").pk)], by=sergio, at=now)
    training.close(held, today=now.date(), by=sergio, at=now)
    arrived = phone.write(of.Arrived(session=held, code=code, group=HOME), 2)
    assert (sent(phone, arrived), sent(phone, arrived)) == ("accepted", "known")
    there = {one.who: one for one in training.session(held, "mx").there}
    assert (there[ines].how, there[ines].group, len(there)) == (How.CODE, HOME, 2)
    record(of.AttendanceStruck(who=ines), subject=held, by=sergio, at=now)
    again = phone.write(of.Arrived(session=held, code=code, group=HOME), 3)
    assert sent(phone, again) == "accepted"
    assert ines not in {one.who for one in training.session(held, "mx").there}, "who was taken off the list stays off"


@pytest.mark.django_db
def test_a_code_that_comes_before_its_session_waits_for_it(cast: Cast, phone: Phone):
    held, today = uuid4(), timezone.localdate()
    entry = phone.write(of.Arrived(session=held, code=training.code_of_day(held, today), group=HOME), 1)
    assert sent(phone, entry) == "accepted"
    record(of.SessionPlanned(topics=["RESCUE-02"], begins_on=today, ends_on=today), subject=held, by=phone.by, at=timezone.now())
    assert training.session(held, "mx").there == ()
    after_received([str(entry.body.id)])
    assert [one.who for one in training.session(held, "mx").there] == [str(phone.account)]


@pytest.mark.django_db
def test_a_phone_reads_of_its_own_agent_alone_small_and_written_down(cast: Cast, phone: Phone):
    held, rafael = planned(cast), str(cast.account("rafael").pk)
    training.attend(held, [rafael], by=author_of(cast.reader("sergio")), at=timezone.now())
    before = ReadRow.objects.count()
    told = asked(phone).json()
    own = orjson.loads(told["text"])
    assert ReadRow.objects.count() == before + 1
    assert [one["subject"] for one in own["sessions"]] == [str(held)]
    assert (own["sessions"][0]["there"], own["attended"], own["certificates"]) == (False, [], [])
    assert rafael not in told["text"], "of the others a number alone"
    assert asked(phone, told["hash"]).json() == {"hash": told["hash"], "text": ""}, "what is here already does not come again"
    assert asked(phone, who=rafael).status_code == 403, "of nobody who is not on this phone"


def asked(phone: Phone, have: str = "", who: str = "") -> Any:  # Any: Django's test response
    headers = {"Authorization": f"Bearer {phone.token}", "X-Vereda-Agent": who or str(phone.account)}
    return Client().get("/sync/v1/training", {"have": have}, headers=headers)
