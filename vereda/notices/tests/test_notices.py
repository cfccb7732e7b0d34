"""Notices on the database: written once, told in the languages that somebody answers for, gone by themselves at their hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from vereda.countries.door import pack
from vereda.guidance import door as guidance
from vereda.guidance.door import Lacks, Said
from vereda.logbook.door import rebuild
from vereda.logbook.models import LogEntry
from vereda.logbook.tests.pens import author
from vereda.notices import door, errors
from vereda.notices.models import DangerNotice
from vereda.notices.words import AreaBy, NoticeKind, Origin
from vereda.safety.door import CapMessage, CapSeverity, CapStatus, CapUnreadable, read_cap
from vereda.safety.tests.cap_schema import faults

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
ZONE = ZoneInfo("America/Mexico_City")
NOW = datetime(2026, 7, 10, 12, 0, tzinfo=ZONE)
DAY = timedelta(days=1)
PAOLA, HECTOR = author("paola", "desk", group="central"), author("hector", "desk", group="central")
SAID = Said(
    short="Lleve agua y camine de noche no: descanse.",
    spoken="Hace mucho calor.",
    full="Hace mucho calor en Sonora. Lleve agua y descanse a la sombra.",
    source="https://example.org/smn",
    article="",
)
HOT = door.Told(
    danger=NoticeKind.HEAT,
    severity=CapSeverity.SEVERE,
    where=door.Where(told_by=AreaBy.STATES, states=["MX-SON", "MX-CHH"]),
    starts_at=NOW - DAY,
    ends_at=NOW + 3 * DAY,
    source="https://example.org/smn",
)


def given(told: door.Told = HOT, texts=None, **rest) -> UUID:
    return door.set_notice(told, {"spa": SAID} if texts is None else texts, by=PAOLA, at=NOW, **rest).subject


def checked(subject: UUID, language: str = "spa", said: Said = SAID, at: datetime = NOW) -> None:
    guidance.check_text(
        topic=door.topic_of(subject), language=language, version=said.version, reviewer="Ana Ejemplo", office="SMN",
        source_read_on=at.date(), until=at.date() + 60 * DAY, by=HECTOR, at=at,
    )  # fmt: skip


def ahead(language: str = "spa", now: datetime = NOW, states=("MX-SON",), *, publish: bool = True) -> list[door.NoticeTold]:
    return list(door.dangers_ahead("mx", now, language, states=states, publish=publish).notices)


def test_nothing_of_a_notice_reaches_a_migrant_before_a_named_person_checked_it():
    subject = given()
    assert ahead() == []
    preview = ahead(publish=False)
    assert [one.needs_band for one in preview] == [True]
    assert Lacks.REVIEWER in preview[0].lacks
    assert [row.topic.code for row in guidance.waiting("mx", NOW.date()) if row.topic.code == door.topic_of(subject)]
    checked(subject)
    told = ahead()
    assert [(one.told.text.full, one.told.text.reviewer, one.needs_band) for one in told] == [(SAID.full, "Ana Ejemplo", False)]
    assert told[0].where == "Sonora, Chihuahua"


def test_who_wrote_it_cannot_answer_for_it():
    subject = given()
    with pytest.raises(guidance_errors().CheckOwn):
        guidance.check_text(
            topic=door.topic_of(subject), language="spa", version=SAID.version, reviewer="Yo", office="SMN",
            source_read_on=NOW.date(), until=NOW.date() + DAY, by=PAOLA, at=NOW,
        )  # fmt: skip


def test_each_language_has_its_own_state_and_none_is_made_up():
    subject = given(texts={"spa": SAID, "eng": replace(SAID, full="It is very hot.")})
    checked(subject)
    assert len(ahead("spa")) == 1
    assert ahead("eng") == []
    assert ahead("eng", publish=False)[0].told.text.full == "It is very hot."
    lookup = door.dangers_ahead("mx", NOW, "eng", states=["MX-SON"], publish=True)
    assert [one.told.language for one in lookup.other] == ["spa"], "in the main language rather than silence"
    assert [(row.subject, language) for row, language, _lacks in door.lacking("mx", NOW)] == [(subject, "eng")]


def test_it_ends_by_itself_everywhere_at_its_hour():
    subject = given()
    checked(subject)
    last = HOT.ends_at - timedelta(seconds=1)
    assert [row.subject for row in door.standing("mx", last)] == [subject]
    assert len(ahead(now=last)) == 1
    for over in (HOT.ends_at, HOT.ends_at + 40 * DAY):
        assert door.standing("mx", over) == door.notices("mx", over) == []
        assert ahead(now=over) == ahead(now=over, publish=False) == []
        assert [row.subject for row in door.over("mx", over)] == [subject]
    assert guidance.written_one("mx", (HOT.ends_at + DAY).date(), door.topic_of(subject), "spa").newest, "still readable"


def test_a_check_that_is_over_takes_it_from_the_public_before_its_own_hour():
    subject = given(replace(HOT, ends_at=NOW + 200 * DAY))
    checked(subject)
    assert len(ahead(now=NOW + 60 * DAY)) == 1
    assert ahead(now=NOW + 61 * DAY) == []
    assert Lacks.EXPIRED in ahead(now=NOW + 61 * DAY, publish=False)[0].lacks


def test_ended_before_its_hour_it_is_gone_at_once_and_for_ever():
    subject = given()
    checked(subject)
    with pytest.raises(errors.EndReasonMissing):
        door.end_notice(notice=subject, reason="  ", by=PAOLA, at=NOW)
    door.end_notice(notice=subject, reason="Ya llovió", by=PAOLA, at=NOW)
    assert ahead() == []
    assert door.notice(subject, "mx").ended[0] == "Ya llovió"
    for act in (
        lambda: door.end_notice(notice=subject, reason="otra vez", by=PAOLA, at=NOW),
        lambda: door.change_notice(HOT, notice=subject, by=PAOLA, at=NOW),
    ):
        with pytest.raises(errors.NoticeNotThere):
            act()


@pytest.mark.parametrize(
    ("told", "error"),
    [
        (replace(HOT, starts_at=NOW + DAY, ends_at=NOW), errors.PeriodBackwards),
        (replace(HOT, starts_at=NOW - 3 * DAY, ends_at=NOW - DAY), errors.PeriodOver),
        (replace(HOT, source=" "), errors.SourceMissing),
        (replace(HOT, where=door.Where(told_by=AreaBy.STATES)), errors.AreaMissing),
        (replace(HOT, where=door.Where(told_by=AreaBy.STATES, states=["XX-1"])), errors.AreaUnknown),
        (replace(HOT, where=door.Where(told_by=AreaBy.DRAWN)), errors.AreaMissing),
        (
            replace(HOT, where=door.Where(told_by=AreaBy.DRAWN, drawn="28,-101\n29,-100\n29,-101\n28,-100")),
            errors.AreaCrossed,
        ),
        (replace(HOT, where=door.Where(told_by=AreaBy.CROSSING, crossing="nada")), errors.AreaUnknown),
        (replace(HOT, where=door.Where(told_by=AreaBy.HAZARD, hazard="nada")), errors.AreaUnknown),
        (
            replace(HOT, where=door.Where(told_by=AreaBy.MUNICIPALITIES, municipalities=sorted(pack("mx").admin2)[:61])),
            errors.AreaManyTowns,
        ),
    ],
)
def test_what_cannot_be_writes_nothing(told, error):
    with pytest.raises(error):
        given(told)
    assert not LogEntry.objects.exists()


def test_a_text_that_is_wrong_keeps_the_notice_back_too():
    with pytest.raises(guidance_errors().TextMissing):
        given(texts={"spa": replace(SAID, full="")})
    with pytest.raises(guidance_errors().DigitsInText):
        given(texts={"spa": replace(SAID, full="Llame al 911.")})
    assert not LogEntry.objects.exists()


def test_signs_of_control_from_a_word_processor_reach_no_file():
    """Its line breaks (U+000B) are no XML: a reader of the file would refuse all of it."""
    subject = given(texts={"spa": replace(SAID, full="Hace calor.\x0bLleve agua.\x07", short="Lleve\x0c agua.")})
    newest = guidance.written_one("mx", NOW.date(), door.topic_of(subject), "spa").newest
    assert newest.said.full == "Hace calor.\nLleve agua."
    checked(subject, said=newest.said)
    give(subject)
    [file] = door.files_of(door.notice(subject, "mx"))
    assert read_cap(file.raw).infos[0].description == "Hace calor. Lleve agua."


def test_an_informal_crossing_is_never_an_area():
    for row in pack("mx").crossing_points.values():
        where = door.Where(told_by=AreaBy.CROSSING, crossing=row.code)
        if row.kind.startswith("formal"):
            assert given(replace(HOT, where=where))
        else:
            with pytest.raises(errors.AreaUnknown):
                given(replace(HOT, where=where))


def test_areas_know_their_states_however_they_were_told():
    drawn = door.Where(told_by=AreaBy.DRAWN, drawn="31.0,-113.0\n31.0,-107.5\n30.0,-107.5\n30.0,-113.0")
    assert door.notice(given(replace(HOT, where=drawn)), "mx").area["states"] == ["MX-CHH", "MX-SON"]
    hazard = door.Where(told_by=AreaBy.HAZARD, hazard="river-rio-bravo-piedras-negras-eagle-pass")
    assert door.notice(given(replace(HOT, where=hazard)), "mx").area["states"] == ["MX-COA"]
    towns = door.Where(told_by=AreaBy.MUNICIPALITIES, municipalities=["01001", "01002"])
    row = door.notice(given(replace(HOT, where=towns)), "mx")
    assert (row.area["states"], door.where_said(row)) == (["MX-AGU"], "Aguascalientes, Asientos (Aguascalientes)")


def test_dangers_ahead_are_those_of_the_way():
    given()
    for states, count in ((["MX-SON"], 1), (["MX-VER", "MX-CHH"], 1), (["MX-VER"], 0), ([], 1), (["ZZ-1"], 1)):
        assert len(ahead(states=states, publish=False)) == count, states
    topics = [one.topic.code for one in door.dangers_ahead("mx", NOW, "spa", states=["MX-SON"], publish=False).topics]
    assert "heat" in topics
    assert door.dangers_ahead("mx", NOW, "spa", states=["MX-SON"], publish=True).topics == []


def test_the_graver_one_is_told_first_and_a_season_to_come_last():
    minor = given(replace(HOT, severity=CapSeverity.MINOR))
    coming = given(replace(HOT, severity=CapSeverity.EXTREME, months=[8], ends_at=NOW + 60 * DAY))
    grave = given(replace(HOT, severity=CapSeverity.EXTREME))
    found = ahead(publish=False)
    assert [one.row.subject for one in found] == [grave, minor, coming]
    assert [one.is_coming for one in found] == [False, False, True]


def test_practice_and_a_post_change_nothing_that_the_country_is_told(monkeypatch):
    from vereda.guidance.errors.text import NotInPractice
    from vereda.practice import shadow_of

    with pytest.raises(NotInPractice):
        door.set_notice(HOT, {}, by=replace(PAOLA, group=shadow_of("piedras-negras")), at=NOW)
    assert not DangerNotice.objects.exists()


def test_rebuilding_gives_the_same_rows():
    subject = given()
    door.end_notice(notice=subject, reason="Ya llovió", by=PAOLA, at=NOW)
    before = list(DangerNotice.objects.values())
    rebuild()
    assert list(DangerNotice.objects.values()) == before


# CAP 1.2 out --------------------------------------------------------------------------------------------------------------


def give(subject: UUID, at: datetime = NOW) -> None:
    door.give_notice(notice=subject, sender="vereda:mx", sender_name="Grupos Beta", by=PAOLA, at=at)


def test_a_file_goes_out_only_of_checked_words_and_is_valid_and_the_same_for_ever():
    subject = given(replace(HOT, where=door.Where(told_by=AreaBy.DRAWN, drawn="31,-113\n31,-110\n30,-110\n30,-113")))
    with pytest.raises(errors.NothingToGive) as caught:
        give(subject)
    assert "muestra" in str(caught.value)
    checked(subject)
    give(subject)
    first = door.files_of(door.notice(subject, "mx"))
    assert not faults(ElementTree.fromstring(first[0].raw))
    told = read_cap(first[0].raw)
    assert (told.status, told.message, told.infos[0].lang) == (CapStatus.ACTUAL, CapMessage.ALERT, "es")
    assert told.infos[0].description == SAID.full
    assert told.infos[0].areas[0].rings[0][0] == (31.0, -113.0)
    assert told.infos[0].expires == HOT.ends_at
    guidance.withdraw_text(topic=door.topic_of(subject), language="spa", reason="x", by=PAOLA, at=NOW)
    assert [one.raw for one in door.files_of(door.notice(subject, "mx"))] == [one.raw for one in first]


def test_a_later_file_replaces_the_earlier_one_and_an_end_cancels_all():
    subject = given()
    checked(subject)
    give(subject)
    door.change_notice(replace(HOT, severity=CapSeverity.EXTREME), notice=subject, by=PAOLA, at=NOW + timedelta(minutes=1))
    give(subject, NOW + timedelta(minutes=2))
    door.end_notice(notice=subject, reason="Ya llovió", by=PAOLA, at=NOW + timedelta(minutes=3))
    give(subject, NOW + timedelta(minutes=4))
    told = [read_cap(one.raw) for one in door.files_of(door.notice(subject, "mx"))]
    assert [one.message for one in told] == [CapMessage.ALERT, CapMessage.UPDATE, CapMessage.CANCEL]
    assert [one.identifier for one in told[:2]] == [one.identifier for one in told[2].references]
    assert "Past" in door.files_of(door.notice(subject, "mx"))[2].raw.decode()


def test_a_preview_is_a_draft_that_no_reader_takes_for_real():
    subject = given()
    raw = door.preview_file(door.notice(subject, "mx"), "vereda:mx", "Grupos Beta", NOW)
    root = ElementTree.fromstring(raw)
    assert root.findtext("{*}status") == "Draft"
    assert "Demostración: no se fíe de esto" in root.findtext("{*}note")
    assert not faults(root)
    with pytest.raises(CapUnreadable):
        read_cap(raw)


def guidance_errors():
    from vereda.guidance.errors import text

    return text


def test_the_origin_is_kept():
    row = door.notice(given(replace(HOT, origin=Origin.HAZARD, of="heat-el-sasabe-altar-corridor")), "mx")
    assert (row.origin, row.of) == ("hazard", "heat-el-sasabe-altar-corridor")
    assert row.set_at.astimezone(UTC) == NOW.astimezone(UTC)


# The phone and the posts ------------------------------------------------------------------------------------------------------


def test_a_phone_holds_the_notices_of_its_state_with_the_hour_at_which_they_leave_it():
    from vereda.client.information import danger_notices

    subject = given(replace(HOT, months=[7]))
    [row] = danger_notices("mx", "MX-SON", NOW)
    assert (row["es"], row["publishable"], row["months"]) == (SAID.full, False, [7])
    assert datetime.fromisoformat(row["until"]) == HOT.ends_at
    checked(subject)
    assert [one["publishable"] for one in danger_notices("mx", "MX-SON", NOW)] == [True]
    assert danger_notices("mx", "MX-VER", NOW) == []
    assert danger_notices("mx", "MX-SON", HOT.ends_at) == []


def test_every_post_holds_the_notices_and_their_words():
    subject = given()
    assert door.notice_subjects("mx") == {subject}
    assert guidance.subject_of("mx", door.topic_of(subject), "spa") in guidance.library_subjects("mx")
