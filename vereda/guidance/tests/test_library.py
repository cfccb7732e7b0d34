"""The library on the database: one language at a time, nothing unreviewed where it is published, one number everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from vereda.countries.door import pack
from vereda.guidance import door
from vereda.guidance.door import Kept, Lacks, NumberLacks, Said
from vereda.guidance.errors import text as errors
from vereda.guidance.models.text import CorrectedNumber, GuidanceText
from vereda.logbook.door import disputes_of, heads, rebuild, resolve
from vereda.logbook.models import LogEntry
from vereda.logbook.tests.pens import author
from vereda.practice import shadow_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
ON = date(2026, 11, 26)
DAY = timedelta(days=1)
PAOLA, HECTOR, RAFAEL = (
    author("paola", "desk", group="central"),
    author("hector", "desk", group="central"),
    author("rafael", "desk"),
)
CALLS = Said(
    short="Busque sombra; si se pierde llame al {hotline.emergencias}.",
    spoken="Busque sombra.",
    full="Busque sombra y agua.",
    source="https://example.org/x",
    article="",
)


def write(said: Said = CALLS, topic: str = "heat", language: str = "spa", by=PAOLA, **rest):
    return door.write_text(topic=topic, language=language, said=said, by=by, at=NOW, **rest)


def check(version: str, topic: str = "heat", language: str = "spa", by=HECTOR, read_on: date = ON, until: date = ON + 100 * DAY):
    return door.check_text(
        topic=topic, language=language, version=version, reviewer="Ana Ejemplo", office="Protección Civil",
        source_read_on=read_on, until=until, by=by, at=NOW,
    )  # fmt: skip


def ring(code: str = "emergencias", number: str = "911", by=HECTOR, *, answered: bool = True):
    return door.ring_number(
        hotline=code, number=number, answered=answered, reviewer="Ana Ejemplo", office="Protección Civil", by=by, at=NOW
    )


def public(language: str = "spa") -> list[str]:
    return [one.topic.code for one in door.library("mx", ON, language, publish=True).topics]


def one(topic: str = "heat", language: str = "spa"):
    return door.written_one("mx", ON, topic, language)


def test_nothing_of_the_pack_is_published_and_all_of_it_is_previewed_with_the_band():
    for language in door.languages("mx"):
        told = door.library("mx", ON, language, publish=True)
        assert (list(told.topics), list(told.numbers)) == ([], [])
        preview = door.library("mx", ON, language, publish=False)
        assert len(preview.topics) == len(pack("mx").texts[language])
        assert all(one.needs_band for one in preview.topics)
        assert preview.needs_band
    assert door.languages("mx")[0] == "spa"


def test_what_keeps_the_library_unpublished_is_listed_whole():
    found = door.lacking("mx", ON, ["spa", "hat"])
    assert len(found) == len(pack("mx").topics) + 6
    assert all(Lacks.REVIEWER in row.lacks for row in found)
    emergency = next(row for row in found if row.topic == "emergencias" and row.language == "spa")
    assert emergency.lacks == (Lacks.REVIEWER, Lacks.NUMBER), "its source was read, and nobody rang the number"


def test_a_text_is_published_after_a_second_person_and_a_ring_of_its_number():
    write()
    version = one().newest.id
    with pytest.raises(errors.CheckOwn):
        check(version, by=PAOLA)
    check(version)
    assert public() == []
    assert one().lacks == (Lacks.NUMBER,)
    ring()
    assert public() == ["heat"]
    told = door.library("mx", ON, "spa", publish=True).topics[0]
    assert (told.text.short, told.needs_band) == ("Busque sombra; si se pierde llame al 911.", False)
    assert (told.text.reviewer, told.text.office, told.text.until) == ("Ana Ejemplo", "Protección Civil", ON + 100 * DAY)
    assert [row.code for row in door.library("mx", ON, "spa", publish=True).numbers] == ["emergencias"]
    assert [row.topic.code for row in door.library("mx", ON + 101 * DAY, "spa", publish=True).topics] == []


def test_a_planted_text_that_nobody_reviewed_comes_out_nowhere_that_is_published():
    planted = "PLANTADO SIN REVISAR"
    for code in pack("mx").topics:
        write(replace(CALLS, short=planted, spoken=planted, full=planted), topic=code)
    ring()
    assert planted not in repr(door.library("mx", ON, "spa", publish=True))
    preview = door.library("mx", ON, "spa", publish=False)
    assert len(preview.topics) == len(pack("mx").topics)
    assert all(told.needs_band for told in preview.topics if told.text.short == planted)


def test_saving_one_language_touches_no_other():
    before = door.library("mx", ON, "hat", publish=False)
    others = {row.subject: row.state for row in GuidanceText.objects.all()}
    write()
    check(one().newest.id)
    write(replace(CALLS, short="Pran lonbraj."), language="hat")
    assert one().public is None or one().newest.said == CALLS
    assert one(language="eng").newest.said.short == pack("mx").texts["eng"]["heat"].short
    assert one("river", "hat").newest.said.short == pack("mx").texts["hat"]["river"].short
    assert one(language="hat").newest.said.short == "Pran lonbraj."
    assert {row.subject for row in GuidanceText.objects.all()} - set(others) == {
        door.subject_of("mx", "heat", "spa"), door.subject_of("mx", "heat", "hat"),
    }  # fmt: skip
    assert [told.topic.code for told in door.library("mx", ON, "hat", publish=False).topics] == [
        told.topic.code for told in before.topics
    ]


@pytest.mark.storage
def test_a_corrected_number_changes_every_text_in_one_step_and_the_old_version_stays_in_history():
    ring()
    version = one().newest.id
    check(version)
    assert "911" in door.library("mx", ON, "spa", publish=True).topic("heat").text.short
    door.correct_number(
        hotline="emergencias", number="912", source="https://example.org/912", source_read_on=ON, by=RAFAEL, at=NOW
    )
    assert public() == [], "nobody has rung the new number yet"
    with pytest.raises(errors.NumberChanged):
        ring()
    with pytest.raises(errors.RungOwn):
        ring(number="912", by=RAFAEL)
    ring(number="912")
    told = door.library("mx", ON, "spa", publish=True)
    assert told.numbers[0].number == "912"
    assert "912" in told.topic("heat").text.short
    assert told.topic("heat").text.version == version, "the text is the same version: its number is filled in"
    assert not [told.text for told in door.library("mx", ON, "eng", publish=False).topics if "911" in told.text.full]
    kinds = list(LogEntry.objects.filter(subject=CorrectedNumber.objects.get().subject).values_list("kind", flat=True))
    assert sorted(kinds) == ["guidance.number_corrected", "guidance.number_rung", "guidance.number_rung"]


def test_a_number_that_nobody_answers_takes_its_texts_with_it():
    ring()
    check(one().newest.id)
    assert public() == ["heat"]
    ring(answered=False)
    assert public() == []
    assert door.number("mx", "emergencias", ON).lacks == (NumberLacks.UNANSWERED,)


def test_withdrawn_it_is_gone_from_publication_and_preview_at_once_and_its_history_is_there():
    ring()
    check(one().newest.id)
    door.withdraw_text(topic="heat", language="spa", reason="Ya no es así.", by=RAFAEL, at=NOW)
    assert public() == []
    assert door.library("mx", ON, "spa", publish=False).topic("heat") is None
    assert door.library("mx", ON, "eng", publish=False).topic("heat") is not None
    assert (one().kept, one().lacks) == (Kept.WITHDRAWN, (Lacks.WITHDRAWN,))
    assert len(one().versions) == 1
    with pytest.raises(errors.NothingToWithdraw):
        door.withdraw_text(topic="heat", language="spa", reason="Otra vez.", by=RAFAEL, at=NOW)
    with pytest.raises(errors.VersionGone):
        check(one().versions[0].id)
    write()
    assert one().kept == Kept.PREVIEW


@pytest.mark.storage
def test_two_who_wrote_without_having_seen_each_other_are_shown_to_a_person_who_chooses():
    seen = heads(door.subject_of("mx", "heat", "spa"))
    write(seen=seen)
    other = replace(CALLS, full="Otra cosa.")
    write(other, by=RAFAEL, seen=seen)
    [dispute] = disputes_of(door.subject_of("mx", "heat", "spa"))
    assert len(dispute.writes) == 2
    first = next(entry for entry, said in dispute.writes if said["full"] == CALLS.full)
    resolve(dispute.id, chosen=UUID(first), by=HECTOR, at=NOW)
    assert one().newest.said == CALLS
    assert len(one().versions) == 3, "both, and that of the pack, stay readable"
    assert disputes_of(door.subject_of("mx", "heat", "spa")) == []


@pytest.mark.storage
def test_it_survives_a_rebuild():
    write()
    check(one().newest.id)
    ring()
    before = [list(model.objects.order_by("subject").values()) for model in (GuidanceText, CorrectedNumber)]
    rebuild()
    assert [list(model.objects.order_by("subject").values()) for model in (GuidanceText, CorrectedNumber)] == before


def test_places_that_did_not_agree_are_in_no_text_and_numbers_without_source_are_shown_to_no_migrant():
    fillings = door.fillings_on("mx", ON)
    assert "service.casa-del-migrante-de-saltillo" not in fillings.given
    assert fillings.given["service.comar-palenque"] == "COMAR Palenque"
    shown = {row.code for row in door.library("mx", ON, "spa", publish=False).numbers}
    assert shown == {code for code, row in pack("mx").hotlines.items() if row.is_verified}
    assert door.numbers("mx", ON)[0].code == "emergencias"


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (replace(CALLS, full=" "), errors.TextMissing),
        (replace(CALLS, source=""), errors.TextMissing),
        (replace(CALLS, short="x" * 161), errors.ShortTooLong),
        (replace(CALLS, short="ñ" * 151 + " {hotline.emergencias} {hotline.emergencias}"), None),
        (replace(CALLS, short="x" * 321), errors.TextTooLong),
        (replace(CALLS, full="Llame al {hotline.nadie}."), errors.NameUnknown),
        (replace(CALLS, full="Llame al {emergencias}."), errors.NameUnknown),
        (replace(CALLS, full="Vaya a {service.casa-del-migrante-de-saltillo}."), errors.NameUnknown),
        (replace(CALLS, full="Llame al {hotline.cndh}."), errors.NameUnknown),
        (replace(CALLS, full="Llame al 911."), errors.DigitsInText),
        (replace(CALLS, full="Llame al 55 5681-8125."), errors.DigitsInText),
        (replace(CALLS, full="Mide 9110 metros."), None),
    ],
)
def test_what_is_wrong_in_a_text_is_said_and_nothing_is_written(said: Said, error):
    if error is None:
        write(said)
        return
    with pytest.raises(error):
        write(said)
    assert not LogEntry.objects.filter(kind="guidance.text_written").exists()


def test_what_is_not_there_is_refused():
    with pytest.raises(errors.TopicUnknown):
        write(topic="nothing")
    with pytest.raises(errors.LanguageUnknown):
        write(language="xxx")
    with pytest.raises(errors.LanguageUnknown):
        door.library("mx", ON, "xxx", publish=False)
    with pytest.raises(errors.NumberUnknown):
        ring(code="nadie")
    write()
    with pytest.raises(errors.TextUnchanged):
        write(by=RAFAEL)
    with pytest.raises(errors.VersionGone):
        check("0" * 16)


@pytest.mark.parametrize(
    ("read_on", "until", "error"),
    [
        (ON + DAY, ON + DAY, errors.SourceDayWrong),
        (ON - 366 * DAY, ON, errors.SourceDayWrong),
        (ON - 365 * DAY, ON, None),
        (ON - 10 * DAY, ON + 356 * DAY, errors.UntilWrong),
        (ON, ON - DAY, errors.UntilWrong),
        (ON, ON + 365 * DAY, None),
    ],
)
def test_the_days_of_a_check(read_on: date, until: date, error):
    version = one().newest.id
    if error is None:
        check(version, read_on=read_on, until=until)
        assert one().check_of(one().newest)
        return
    with pytest.raises(error):
        check(version, read_on=read_on, until=until)


def test_a_practice_changes_nothing_of_the_library():
    shadow = author("rafael", "desk", group=shadow_of("piedras-negras"))
    for act in (lambda: write(by=shadow), lambda: check(one().newest.id, by=shadow), lambda: ring(by=shadow)):
        with pytest.raises(errors.NotInPractice):
            act()


@pytest.mark.storage
def test_what_waits_and_what_ends_is_told_with_the_safety_core_first():
    waiting = door.waiting("mx", ON)
    assert waiting[0].topic.safety_core
    assert ("heat", "spa") in {(row.topic.code, row.language) for row in waiting}
    ring()
    check(one().newest.id, until=ON + 20 * DAY)
    assert ("heat", "spa") not in {(row.topic.code, row.language) for row in door.waiting("mx", ON)}
    [ending] = door.ending("mx", ON)
    assert (ending.written.topic.code, ending.until) == ("heat", ON + 20 * DAY)


def test_a_topic_of_other_states_is_left_out_where_a_state_is_asked_for():
    here = {told.topic.code for told in door.library("mx", ON, "spa", publish=False, state="MX-COA").topics}
    assert "river-rio-bravo-piedras-negras-eagle-pass" in here
    assert "river-rio-suchiate-ciudad-hidalgo-tecun-uman" not in here
    assert "heat" in here


def test_a_corrected_emergency_number_is_dialled_once_a_second_person_rang_it_by_page_message_and_phone_alike():
    import orjson

    from vereda.client.reference import reference_of
    from vereda.rescue.door import emergency
    from vereda.rescue.rules.answers import Emergency

    def of_the_phone() -> tuple[str, bool]:
        told = orjson.loads(reference_of("mx", "piedras-negras").text)
        [row] = [row for row in told["hotlines"] if row["code"] == "emergencias"]
        assert told["emergency"] == row
        return row["number"], row["publishable"]

    assert emergency("mx", ON) == Emergency("911", False)
    door.correct_number(hotline="emergencias", number="912", source="https://example.org", source_read_on=ON, by=RAFAEL, at=NOW)
    assert emergency("mx", ON) == Emergency("911", False), "one account alone changes no button of the country"
    assert of_the_phone() == ("911", False)
    assert door.number("mx", "emergencias", ON).number == "912", "who rings it is shown what was written"
    ring(number="912")
    assert emergency("mx", ON) == Emergency("912", True)
    assert of_the_phone() == ("912", True)


def test_no_sign_that_nobody_sees_hides_a_number_or_turns_it_round():
    """'119' after a sign that turns the line round reads 911 on a screen and is dialled and spoken as 119."""
    with pytest.raises(errors.DigitsInText):
        write(replace(CALLS, short="Llame al 9\u200b11."))
    write(replace(CALLS, short="Llame al \u202e1-1-9\u202c."))
    assert one().newest.said.short == "Llame al 1-1-9."


def test_what_ends_and_what_has_ended_is_told_once_somebody_has_checked_anything():
    assert door.alarms("mx", ON) == door.Alarms(0, 0, ""), "nobody has checked anything: it all waits, and the queue says so"
    check(one().newest.id, until=ON + 40 * DAY)
    assert door.alarms("mx", ON) == door.Alarms(0, 0, "911")
    ring()
    assert door.alarms("mx", ON) == door.Alarms(0, 0, "")
    assert door.alarms("mx", ON + 10 * DAY) == door.Alarms(1, 0, "")
    assert door.alarms("mx", ON + 41 * DAY) == door.Alarms(0, 1, "")
    assert door.alarms("mx", ON + 91 * DAY) == door.Alarms(0, 1, "911")
    door.withdraw_text(topic="heat", language="spa", reason="Ya no.", by=RAFAEL, at=NOW)
    assert door.alarms("mx", ON + 41 * DAY) == door.Alarms(0, 0, ""), "what was withdrawn needs nobody"


def test_at_a_posts_own_machine_nothing_of_the_library_is_written(monkeypatch):
    version = one().newest.id
    monkeypatch.setattr("vereda.guidance.actions.text.this_node", lambda: type("Node", (), {"is_post": True})())
    for act in (write, lambda: check(version), ring):
        with pytest.raises(errors.NotAtAPost):
            act()
