"""First aid on the phone without a signal: few taps, wrong values asked again, nothing lost to a lock, read by who may."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from vereda.client.tests.pocket import until
from vereda.client.tests.screens import PIN, WORDS, Hand
from vereda.client.tests.test_screens import Looks, desk, enrolled, phone  # noqa: F401
from vereda.encounters.door import services_of
from vereda.encounters.models import Encounter
from vereda.logbook.door import history, subject, this_node
from vereda.logbook.models import LogEntry
from vereda.medical.door import FirstAid, records

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SYNC = "async () => { await (await import('/app/sync.js')).syncNow(false, true) }"
SENT = "(await (await import('/app/queue.js')).counts()).unsent === 0"
REFUSED = "async () => (await (await import('/app/queue.js')).refused()).map((one) => one.code)"
LOCK = "async () => (await import('/app/agents.js')).lock()"
DRAWER = "async () => JSON.stringify(await (await import('/app/drawer.js')).list(''))"
TAPS_MOST = 6
"""From tonight's screen to a sealed record: first aid, new, what is wrong, save, and the way back."""


def carer(hand: Hand) -> Hand:
    """Give a hand the words of first aid, on a phone that keeps the whole app and has no signal."""
    hand.words |= json.loads((WORDS / f"care.{hand.lang}.json").read_text())
    hand.page.evaluate(SYNC)
    hand.kept()
    hand.page.context.set_offline(True)
    return hand


def sent(hand: Hand) -> None:
    """Find a signal, send what waits, and hear that nothing was refused."""
    hand.page.context.set_offline(False)
    hand.page.evaluate(SYNC)
    until(hand.page, SENT)
    assert hand.page.evaluate(REFUSED) == []


def pick(hand: Hand, code: str, within: str = "main") -> None:
    hand.on(hand.page.locator(f'{within} [data-k="{code}"]').first)


def fold(hand: Hand, name: str) -> None:
    hand.on(hand.page.locator(f'[data-fold="{name}"]'))


def number(hand: Hand, vital: str, digits: str) -> None:
    """Type a value on the big keys."""
    hand.on(hand.page.locator(f'[data-vital="{vital}"]'))
    keys(hand, digits)


def keys(hand: Hand, digits: str) -> None:
    for digit in digits:
        hand.on(hand.page.locator(f'.over .pad [data-k="{digit}"]'))
    hand.on(hand.page.locator('.over .pad [data-k="ok"]'))


def measured(hand: Hand, **values: str) -> None:
    for name, digits in values.items():
        number(hand, name, digits)
        expect(hand.page.locator(".over")).to_have_count(0)


def opened(hand: Hand) -> str:
    """Return the record that stands on the screen as it was just saved."""
    expect(hand.page.locator("[data-saved]")).to_be_visible()
    return str(hand.page.locator("[data-saved]").get_attribute("data-saved"))


def new(hand: Hand) -> None:
    hand.at("tonight")
    hand.tap("form_aid")
    hand.tap("aid_new")
    expect(hand.page.locator('[data-step="complaint"]')).to_be_visible()


WHOLE_SET = {"respirations": "24", "spo2": "93", "pulse": "112", "systolic": "98", "temperature_tenths": "38.4"}


def test_a_record_takes_few_taps_without_a_signal_and_only_a_paramedic_reads_it(enrolled, cast):  # noqa: F811
    hand = carer(enrolled())
    hand.at("tonight")
    hand.taps = 0
    new(hand)
    pick(hand, "DEHYD")
    hand.tap("aid_save")
    record = opened(hand)
    assert hand.taps <= TAPS_MOST - 2
    assert FirstAid.objects.count() == 0, "there is no signal"
    sent(hand)

    (row,) = FirstAid.objects.all()
    met = Encounter.objects.get(subject=row.encounter)
    assert str(row.subject) == record
    assert (met.people_met, held(met)) == (1, {"FIRST_AID": None})
    told = records.told(row)
    assert told is not None
    assert (told.complaints, str(told.sex), str(told.pregnant), told.age_years) == (["DEHYD"], "U", "unknown", None)
    assert records.vitals(row) == []
    address = f"/primeros-auxilios/{row.subject}/"
    assert "eshidrata" in cast.client("tomas").get(f"{address}?purpose=medical").content.decode()
    assert "eshidrata" not in cast.client("ines").get(f"{address}?purpose=medical").content.decode()
    assert cast.client("nadia").get(f"{address}?purpose=medical").status_code in (403, 404)
    (entry, *_rest) = history(row.subject)
    assert entry.channel == "phone"
    assert not any("DEHYD" in str(one.payload) for one in history(row.subject))


def held(met: Encounter) -> dict[str, int | None]:
    found = subject(met.subject)
    assert found
    return dict(services_of(found.folded.state))


def test_the_whole_of_a_record_with_its_score_trend_dose_and_end_arrives_as_it_was_tapped(enrolled):  # noqa: F811
    hand = carer(enrolled())
    page = hand.page
    new(hand)
    pick(hand, "FEVER")
    pick(hand, "F")
    pick(hand, "age")
    keys(hand, "34")
    fold(hand, "vitals")
    measured(hand, **WHOLE_SET)
    pick(hand, "C", ".vitals")
    expect(page.locator('[data-rule="NEWS2"]')).to_contain_text(hand.said("part_oxygen").lower())
    pick(hand, "false", ".vitals")
    score = page.locator('[data-rule="NEWS2"]')
    expect(score).to_contain_text("NEWS2: 12")
    for words in ("NEWS2 v1", hand.said("aid_unsigned"), "Royal College of Physicians"):
        expect(score).to_contain_text(words)
    expect(page.locator('[data-rule="SHOCK_INDEX"]')).to_contain_text("1.14")
    expect(page.locator('[data-rule="ALTITUDE"]')).to_be_visible()
    fold(hand, "given")
    pick(hand, "fluids")
    page.locator('[data-given="fluids"] [data-k="dose"]').fill("200 ml a sorbos")
    fold(hand, "care")
    page.locator('[data-k="allergies"]').fill("penicilina")
    pick(hand, "do_not_leave_alone")
    fold(hand, "rest")
    for name, words in {
        "medicines_lost": "insulina",
        "past": " asma ",
        "last_meal": "agua a las 6",
        "checked_by": "Tomasa",
    }.items():
        page.locator(f'[data-k="{name}"]').fill(words)
    hand.tap("aid_save")
    record = opened(hand)
    expect(page.locator("[data-safety]")).to_contain_text("No dar: penicilina")

    hand.tap("aid_vitals")
    measured(hand, spo2="96", pulse="101")
    hand.tap("save")
    opened(hand)
    trend = page.locator("[data-trend]")
    expect(trend.locator('[data-of="spo2"]')).to_contain_text("sube 3 %")
    expect(trend.locator('[data-of="pulse"]')).to_contain_text("baja 11 /min")
    expect(trend).to_contain_text("TREND v1")
    hand.tap("aid_ended")
    pick(hand, "ambulance")
    page.locator('[data-k="place"]').fill("Hospital general")
    hand.tap("save")
    opened(hand)

    hand.tap("aid_handover")
    text = page.locator("[data-handover]").inner_text()
    assert len(text) <= 480
    for words in ("Mujer, 34 años.", "Fiebre.", "NO DAR: penicilina.", "NEWS2 12.", "Suero oral o líquidos · 200 ml a sorbos"):
        assert words in text
    parts = (
        "Mujer",
        "Fiebre",
        "NEWS2 12.",
        "200 ml",
        "NO DAR",
        "Perdió: insulina.",
        "Antecedentes: asma.",
        "Comió y bebió: agua a las 6.",
    )
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)
    assert "Lo revisó una segunda persona." in text
    assert "Tomasa" not in text
    assert "Hospital general" not in text
    assert page.locator('[data-k="sms"]').get_attribute("href").startswith("sms:?body=Atenci%C3%B3n")  # type: ignore[union-attr]
    sent(hand)

    row = FirstAid.objects.get(subject=record)
    told, sets, given = records.told(row), records.vitals(row), records.treatments(row)
    assert told is not None
    assert (str(told.sex), told.age_years, told.allergies) == ("F", 34, "penicilina")
    assert (told.medicines, told.medicines_lost, told.past, told.last_meal) == ("", "insulina", "asma", "agua a las 6")
    assert (told.events, told.checked_by) == ("", "Tomasa")
    assert [str(one) for one in told.flags] == ["do_not_leave_alone"]
    first, second = (one.told for one in sets)
    assert first
    assert second
    assert first.scored
    assert (first.scored.total, first.scored.rule, str(first.scored.band)) == (12, "NEWS2 v1", "high-emergency")
    assert (first.temperature_tenths, first.oxygen, first.scale) == (384, False, 1)
    assert (second.spo2, second.pulse, second.respirations, second.scored) == (96, 101, None, None)
    (done,) = given
    assert done.told
    assert (str(done.told.what), done.told.dose) == ("fluids", "200 ml a sorbos")
    assert (str(records.outcome(row).told), records.taken_to(row)) == ("ambulance", "Hospital general")  # type: ignore[union-attr]
    assert len(row.told) == len(row.outcome) == 1, "nobody is asked to choose between what one phone wrote"


def test_what_cannot_be_is_asked_again_and_nothing_typed_is_lost(enrolled):  # noqa: F811
    hand = carer(enrolled())
    page = hand.page
    new(hand)
    pick(hand, "FEVER")
    fold(hand, "vitals")
    measured(hand, respirations="18")
    for vital, wrong, says, right in (
        ("spo2", "101", hand.said("medical.impossible_value", least=1, most=100), "91"),
        ("temperature_tenths", "370", hand.said("medical.impossible_value", least="10.0", most="47.0"), "37.0"),
        ("pulse", "0", hand.said("medical.no_sign_of_life"), "88"),
        ("systolic", "301", hand.said("medical.impossible_value", least=0, most=300), "120"),
    ):
        number(hand, vital, wrong)
        expect(page.locator(".over .wrong-said")).to_have_text(says)
        expect(page.locator(".over .typed")).to_have_text("")
        keys(hand, right)
        expect(page.locator(".over")).to_have_count(0)
        expect(page.locator(f'[data-vital="{vital}"] b')).to_have_text(right)
    pick(hand, "age")
    for unit, digits, says in (
        ("years", "130", hand.said("medical.impossible_value", least=0, most=120)),
        ("months", "480", hand.said("aid_months_most", most=59)),
    ):
        hand.on(page.locator(f'.over [data-k="{unit}"]'))
        keys(hand, digits)
        expect(page.locator(".over .wrong-said")).to_have_text(says)
    hand.on(page.locator('.over [data-k="years"]'))
    keys(hand, "40")
    expect(page.locator('[data-vital="respirations"] b')).to_have_text("18")

    # Nothing was found while nobody answered; then somebody says that they are alert.
    pick(hand, "U", ".vitals")
    number(hand, "pulse", "0")
    expect(page.locator(".over")).to_have_count(0)
    pick(hand, "A", ".vitals")
    hand.tap("aid_save")
    expect(page.get_by_role("status").filter(has_text=hand.said("medical.no_sign_of_life"))).to_be_visible()
    measured(hand, pulse="80")
    hand.tap("aid_save")
    opened(hand)
    sent(hand)
    (row,) = FirstAid.objects.all()
    (one,) = records.vitals(row)
    assert one.told
    assert (one.told.spo2, one.told.temperature_tenths, one.told.pulse, one.told.respirations) == (91, 370, 80, 18)


def test_an_hour_may_be_changed_and_is_never_to_come_and_what_cannot_be_tested_has_no_total(enrolled):  # noqa: F811
    hand = carer(enrolled())
    page = hand.page
    new(hand)
    fold(hand, "complaints")
    pick(hand, "HEADINJ")
    fold(hand, "vitals")
    measured(hand, pulse="80")
    fold(hand, "glasgow")
    for part, points in (("eyes", "NT"), ("verbal", "5"), ("motor", "6")):
        pick(hand, points, f'.vitals [aria-label="{hand.said(f"part_{part}")}"]')
    coma = page.locator('[data-rule="GCS"]')
    expect(coma).to_contain_text("ENT V5 M6")
    expect(coma).to_contain_text(hand.said("adv_no_total"))
    ahead = page.evaluate("new Date(Date.now() + 2 * 3_600_000).toTimeString().slice(0, 5)")
    page.locator(".vitals .hour-row input").fill(ahead)
    hand.tap("aid_save")
    opened(hand)
    sent(hand)
    (one,) = records.vitals(FirstAid.objects.get())
    assert one.told
    assert timedelta(hours=21, minutes=58) < timezone.now() - one.told.taken_at < timedelta(hours=22, minutes=3)
    assert (one.told.eyes, one.told.verbal, one.told.motor) == ("NT", 5, 6)


def test_a_record_of_nothing_is_not_written(enrolled):  # noqa: F811
    hand = carer(enrolled())
    new(hand)
    hand.tap("aid_save")
    hand.sees("medical.nothing_to_record")


@pytest.mark.parametrize(("age", "unit", "pregnant"), [("15", "years", False), ("30", "months", False), ("30", "years", True)])
def test_no_score_of_adults_is_made_for_a_child_or_in_pregnancy(enrolled, age, unit, pregnant):  # noqa: F811
    hand = carer(enrolled())
    page = hand.page
    new(hand)
    pick(hand, "FEVER")
    pick(hand, "age")
    hand.on(page.locator(f'.over [data-k="{unit}"]'))
    keys(hand, age)
    if pregnant:
        fold(hand, "signs")
        pick(hand, "yes", '[data-step="signs"]')
    fold(hand, "vitals")
    measured(hand, **WHOLE_SET)
    pick(hand, "A", ".vitals")
    pick(hand, "false", ".vitals")
    score = page.locator('[data-rule="NEWS2"]')
    if pregnant:
        expect(score).to_contain_text(hand.said("adv_no_news_pregnant"))
        expect(page.locator('[data-rule="PREGNANCY_SIGNS"]')).to_be_visible()
    else:
        expect(score).to_have_count(0)
    expect(page.locator('[data-rule="CHILD_RATES"]')).to_have_count(1 if unit == "months" else 0)
    hand.tap("aid_save")
    opened(hand)
    sent(hand)
    (row,) = FirstAid.objects.all()
    (one,) = records.vitals(row)
    assert one.told
    assert one.told.scored is None


def test_a_lock_in_the_midst_loses_nothing(enrolled):  # noqa: F811
    hand = carer(enrolled())
    page = hand.page
    new(hand)
    pick(hand, "WOUND")
    fold(hand, "vitals")
    measured(hand, pulse="96")
    fold(hand, "rest")
    page.locator('[data-k="note"]').fill("corte en la mano")
    until(page, "JSON.stringify(await (await import('/app/drawer.js')).list('draft/')).includes('corte')")
    page.evaluate(LOCK)
    hand.at("start")
    assert "corte" not in page.content()
    hand.enter("Inés", PIN)
    hand.at("tonight")
    page.get_by_text(hand.said("draft_of", what=hand.said("form_aid"))).click()
    expect(page.locator('[data-vital="pulse"] b')).to_have_text("96")
    expect(page.locator('[data-step="complaint"] [data-k="WOUND"]')).to_have_attribute("aria-pressed", "true")
    hand.tap("aid_save")
    record = opened(hand)

    hand.tap("aid_vitals")
    measured(hand, pulse="84")
    page.evaluate(LOCK)
    hand.at("start")
    hand.enter("Inés", PIN)
    hand.at("tonight")
    page.get_by_text(hand.said("draft_of", what=hand.said("form_aidMore"))).click()
    expect(page.locator('[data-vital="pulse"] b')).to_have_text("84")
    hand.tap("save")
    opened(hand)
    sent(hand)
    row = FirstAid.objects.get(subject=record)
    told = records.told(row)
    assert told
    assert told.note == "corte en la mano"
    assert [one.told.pulse for one in records.vitals(row) if one.told] == [96, 84]


def test_from_an_encounter_the_service_is_written_beside_for_as_many_as_were_cared_for(enrolled):  # noqa: F811
    hand = carer(enrolled())
    page = hand.page
    hand.fourteen()
    for people in (1, 2):
        page.locator("main .rows button.row", has_text="14").first.click()
        hand.at("written")
        hand.tap("form_aid")
        expect(page.locator('[data-step="complaint"]')).to_be_visible()
        expect(page.locator('[data-step="where"]')).to_have_count(0)
        pick(hand, "BLISTER")
        hand.tap("aid_save")
        opened(hand)
        page.locator("header .round").first.click()
        expect(page.locator("[data-record]").first).to_be_visible()
        page.locator("header .round").first.click()
        hand.at("tonight")
        assert page.get_by_text(hand.said("care_open", n=people)).is_visible()
    sent(hand)
    (met,) = Encounter.objects.all()
    assert held(met) == {"WATER": None, "FOOD": None, "FIRST_AID": 2}
    assert {row.encounter for row in FirstAid.objects.all()} == {met.subject}

    page.get_by_text(hand.said("care_open", n=2)).click()
    page.locator("[data-record]").first.locator("button").click()
    hand.tap("aid_withdraw")
    hand.tap("aid_withdraw")
    hand.sees("aid_withdrawn")
    sent(hand)
    assert held(Encounter.objects.get()) == {"WATER": None, "FOOD": None, "FIRST_AID": 1}
    assert sorted(row.is_withdrawn for row in FirstAid.objects.all()) == [False, True]


def test_closed_an_agent_reads_what_must_not_be_given_and_the_phone_holds_no_more(enrolled, cast):  # noqa: F811
    hand = carer(enrolled())
    page = hand.page
    new(hand)
    pick(hand, "DIARR")
    fold(hand, "care")
    page.locator('[data-k="allergies"]').fill("ibuprofeno")
    hand.tap("aid_save")
    record = opened(hand)
    hand.tap("aid_close")
    hand.sees("aid_close_means")
    hand.tap("aid_close")
    page.locator(f'[data-record="{record}"] button').click()
    expect(page.locator("[data-safety]")).to_contain_text("ibuprofeno")
    hand.sees("aid_closed_why")
    assert "Diarrea" not in page.content()
    drawer = page.evaluate(DRAWER)
    assert "ibuprofeno" in drawer
    assert "DIARR" not in drawer
    sent(hand)
    assert FirstAid.objects.get().subject == UUID(record)
    looked = [one.payload.looks[0] for one in history_of("access.read_on_device")]
    assert [(str(one.record), one.record_class, one.purpose) for one in looked] == [(record, "K3", "medical")]


def history_of(kind: str) -> list[Any]:  # Any: entries
    """Return the entries of a kind, whatever they tell of."""
    rows = LogEntry.objects.filter(kind=kind)
    return [one for row in rows for one in history(row.subject) if one.kind == kind]


def test_a_paramedic_reads_the_whole_of_what_is_closed_and_a_coordinator_writes_none(phone, desk, live_server):  # noqa: F811
    hands = {}
    for who in ("tomas", "rafael"):
        hands[who] = Hand(phone())
        hands[who].enrol(live_server.url, desk.phone(agent=who), fingerprint=this_node().fingerprint)
        carer(hands[who])
    hand = hands["tomas"]
    new(hand)
    pick(hand, "DIARR")
    hand.tap("aid_save")
    record = opened(hand)
    hand.tap("aid_close")
    hand.tap("aid_close")
    hand.page.locator(f'[data-record="{record}"] button').click()
    expect(hand.page.locator(".facts")).to_contain_text("Diarrea")
    expect(hand.page.locator(".deeds")).to_have_count(0)
    hand.sees("aid_closed_whole")

    other = hands["rafael"]
    other.tap("form_aid")
    expect(other.page.get_by_role("button", name=other.said("form_triage"))).to_be_visible()
    expect(other.page.get_by_role("button", name=other.said("aid_new"))).to_have_count(0)


def test_a_child_alone_who_is_cared_for_opens_the_path(enrolled):  # noqa: F811
    hand = carer(enrolled())
    page = hand.page
    new(hand)
    pick(hand, "FEVER")
    pick(hand, "age")
    keys(hand, "9")
    hand.on(page.locator('[data-step="where"] [data-k="yes"]'))
    hand.tap("aid_save")
    opened(hand)
    hand.sees("child_first", n=1)
    sent(hand)
    (met,) = Encounter.objects.all()
    assert met.unaccompanied_minors == 1


def test_a_struck_encounter_takes_what_the_phone_showed_of_its_care(enrolled):  # noqa: F811
    hand = carer(enrolled())
    page = hand.page
    new(hand)
    pick(hand, "DIARR")
    hand.tap("aid_save")
    opened(hand)
    page.locator("header .round").first.click()
    expect(page.locator("[data-record]").first).to_be_visible()
    page.locator("header .round").first.click()
    hand.at("tonight")
    page.locator("main .rows button.row", has_text=hand.said("form_encounter")).first.click()
    hand.at("written")
    hand.tap("strike_it")
    hand.tap("strike_now")
    hand.at("tonight")
    assert "DIARR" not in page.evaluate(DRAWER)


@pytest.mark.parametrize("lang", ["es", "en"])
def test_every_screen_of_first_aid_is_strong_large_and_narrow_enough(enrolled, lang):  # noqa: F811
    hand = carer(enrolled(lang))
    page, looks = hand.page, Looks(hand)
    hand.tap("form_aid")
    expect(page.get_by_role("button", name=hand.said("aid_new"))).to_be_visible()
    looks.at("home")
    hand.tap("guide")
    expect(page.locator('[data-fold="HEAT_STROKE"]')).to_be_visible()
    for one in page.locator("[data-fold]").all():
        one.click()
    looks.at("what the rules say")
    hand.back()
    hand.tap("aid_new")
    expect(page.locator('[data-step="complaint"]')).to_be_visible()
    looks.at("a new record")
    pick(hand, "PREG")
    for name in ("complaints", "vitals", "glasgow", "given", "care", "how", "signs", "rest", "ended"):
        fold(hand, name)
    pick(hand, "yes", '[data-step="signs"]')
    pick(hand, "bleeding")
    pick(hand, "medicine")
    pick(hand, "transported")
    looks.at("all of it")
    hand.on(page.locator('[data-vital="spo2"]'))
    keys(hand, "101")
    looks.at("asked again")
    keys(hand, "88")
    pick(hand, "age")
    looks.at("the age")
    keys(hand, "25")
    measured(hand, pulse="120", systolic="90", temperature_tenths="34.1")
    looks.at("advised")
    hand.tap("aid_save")
    opened(hand)
    looks.at("open")
    hand.tap("aid_handover")
    expect(page.locator("[data-handover]")).to_be_visible()
    looks.at("handed over")
    hand.back()
    for words in ("aid_vitals", "aid_done", "aid_ended", "aid_correct"):
        hand.tap(words)
        expect(page.get_by_role("button", name=hand.said("save"))).to_be_visible()
        looks.at(words)
        page.locator("header .round").first.click()
    expect(page.get_by_role("button", name=hand.said("aid_handover"))).to_be_visible()
    page.locator("header .round").first.click()
    expect(page.locator("[data-record]").first).to_be_visible()  # a second tap before it would fall on the page that goes
    page.locator("header .round").first.click()
    hand.at("tonight")
    looks.at("tonight, a record is open")
    page.get_by_text(hand.said("care_open", n=1)).click()
    page.locator("[data-record] button").first.click()
    hand.tap("aid_close")
    looks.at("to close")
    hand.tap("aid_close")
    page.locator("[data-record] button").first.click()
    hand.sees("aid_closed_why")
    looks.at("closed")
    assert looks.wrong == [], "\n".join(looks.wrong)
