"""Rules of protection: the four conditions of a dimension by brute force, what leads where, and what is never said."""

from __future__ import annotations

import csv
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from vereda.countries.door import pack
from vereda.countries.words import Status
from vereda.protection.errors import AnswerWithoutSource, EventAhead, NothingAsked, RowNotKnown, RuleNotThere, ScreeningIsOff
from vereda.protection.rules import disability, roadside, survivor, trafficking, vulnerability
from vereda.protection.rules.registered import TABLES, rule, rules
from vereda.protection.rules.vulnerability import Answer
from vereda.protection.words import Confidence, Difficulty, Heard, Level, Next, Profile, Strength, ToldBy

ON = date(2026, 12, 1)


def signed():
    """Return the rule as if a specialist had signed the table as it is."""
    found = rule("TRAFFICKING")
    return replace(found, signed_by="Lic. Inventada", signed_on=ON, signed_table=found.digest)


def screen(*codes: str, profile: Profile = Profile.ADULT, **others: Heard):
    heard = dict.fromkeys(codes, Heard.YES) | {code.replace("_", "-"): answer for code, answer in others.items()}
    return trafficking.screen(heard, profile, on=ON, signed=signed())


def test_every_rule_has_an_owner_a_source_a_day_of_review_and_no_signature_yet():
    for one in rules().values():
        assert one.owner
        assert one.source
        assert one.status
        assert one.version >= 1
        assert one.review_on > ON
        assert not one.is_signed
        assert one.label_es
        assert one.label_en
    with pytest.raises(RuleNotThere):
        rule("SCORE")


def test_every_row_of_every_table_says_how_far_it_is_verified_and_where_it_is_from():
    for path in TABLES.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                assert row["status"], f"{path.name}: {row}"
                assert row["source"], f"{path.name}: {row}"


def test_a_changed_row_makes_the_rule_unsigned_again_and_a_review_that_has_passed_too():
    found = signed()
    assert found.is_in_force(ON)
    assert not replace(found, digest="0" * 64).is_signed
    assert not found.is_in_force(found.review_on + timedelta(days=1))
    assert not found.is_in_force(ON - timedelta(days=1))


@pytest.mark.parametrize(
    ("strong", "medium", "weak", "positive"),
    [
        (2, 0, 0, True), (1, 1, 0, True), (1, 0, 1, True), (1, 0, 0, False), (0, 3, 0, True), (0, 2, 1, True),
        (0, 2, 0, False), (0, 1, 5, False), (0, 0, 9, False), (0, 0, 0, False), (3, 0, 0, True),
    ],
)  # fmt: skip
def test_the_published_vectors(strong, medium, weak, positive):
    assert trafficking.is_positive(strong=strong, medium=medium, weak=weak) is positive


def test_all_small_combinations_against_the_four_conditions():
    """The conditions are said here once more, over the marks themselves: some set of marks that was named must be among them."""
    named = [{"strong": 2}, {"strong": 1, "medium": 1}, {"strong": 1, "weak": 1}, {"medium": 3}, {"medium": 2, "weak": 1}]
    for strong, medium, weak in product(range(6), repeat=3):
        there = {"strong": strong, "medium": medium, "weak": weak}
        expected = any(all(there[kind] >= least for kind, least in one.items()) for one in named)
        assert trafficking.is_positive(**there) is expected, there


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("dimension", ["D1", "D2", "D3", "D4", "D5", "D6"])
def test_every_pair_and_three_of_a_dimension_lead_where_the_conditions_say(dimension, profile):
    own = [one for one in trafficking.indicators().values() if one.dimension == dimension]
    refers = next(one.refers for one in trafficking.dimensions() if one.code == dimension)
    for chosen in [*product(own, repeat=2), *product(own, repeat=3)]:
        distinct = {one.code: one for one in chosen}
        marks = [one.strength(profile) for one in distinct.values()]
        positive = trafficking.is_positive(**{kind.value: marks.count(kind) for kind in Strength})
        said = screen(*distinct, profile=profile)
        assert (said.next is Next.REFER_NOW) is (positive and refers)
        assert said.positive == ([dimension] if positive else [])


def test_the_table_has_the_67_indicators_of_the_list_and_names_the_conflict_that_is_open():
    known = trafficking.indicators().values()
    count = {one.code: sum(row.dimension == one.code for row in known) for one in trafficking.dimensions()}
    assert count == {"D1": 10, "D2": 10, "D3": 16, "D4": 9, "D5": 15, "D6": 7}
    assert {one.code for one in known if one.doubt} == {"ILO-D4-02", "ILO-D4-04", "ILO-D4-06"}
    assert all(one.adult is Strength.MEDIUM for one in known if one.doubt)
    assert not any(one.adult or one.child for one in known if not one.dimension), "lists without strengths have none"
    assert not any(one.adult is Strength.STRONG for one in known if one.dimension in {"D3", "D6"})


def test_it_is_off_until_a_specialist_has_signed():
    with pytest.raises(ScreeningIsOff):
        trafficking.screen({"ILO-D4-01": Heard.YES}, Profile.ADULT, on=ON)
    assert "lugar seguro" in ScreeningIsOff.hint, "who is turned away by it is told what to do instead"


def test_two_rows_refer_now_and_only_they_are_named():
    said = screen("ILO-D4-01", "ILO-D4-02", "UNODC-G-05", "ILO-D3-06")
    assert said.next is Next.REFER_NOW
    assert said.led == ["ILO-D4-01", "ILO-D4-02"]
    assert said.positive == ["D4"]
    assert said.rule == "TRAFFICKING v1"


def test_what_nearly_everybody_on_the_road_has_asks_for_another_talk():
    said = screen("ILO-D3-06", "ILO-D3-09", "ILO-D3-14", "ILO-D6-03", "ILO-D6-04", "ILO-D6-02")
    assert said.next is Next.TALK_AGAIN
    assert said.positive == ["D3", "D6"]


def test_one_strong_row_alone_is_talked_about_again_and_told_to_a_supervisor():
    said = screen("ILO-D4-01")
    assert (said.next, said.tell_supervisor) == (Next.TALK_AGAIN, True)
    assert not screen("ILO-D4-01", "ILO-D4-02").tell_supervisor
    assert not screen("ILO-D4-02").tell_supervisor


def test_rows_without_strength_never_refer_however_many_they_are():
    plain = [one.code for one in trafficking.indicators().values() if not one.dimension]
    assert screen(*plain).next is Next.TALK_AGAIN
    assert screen(*plain).led == plain


def test_no_signs_today_is_said_only_after_something_was_asked_and_nothing_is_unsure():
    assert screen(ILO_D4_01=Heard.NO).next is Next.NO_SIGNS_TODAY
    assert not screen(ILO_D4_01=Heard.NO).led
    unsure = screen(ILO_D4_01=Heard.UNSURE, ILO_D4_02=Heard.UNSURE)
    assert (unsure.next, unsure.positive) == (Next.TALK_AGAIN, [])
    with pytest.raises(NothingAsked):
        screen()
    with pytest.raises(RowNotKnown):
        screen("ILO-D9-01")


def test_a_row_that_does_not_count_for_a_child_does_not_count():
    assert screen("ILO-D4-02", "ILO-D4-03", "ILO-D4-08").next is Next.REFER_NOW
    assert screen("ILO-D4-02", "ILO-D4-03", "ILO-D4-08", profile=Profile.CHILD).next is Next.TALK_AGAIN


def test_the_answer_holds_no_number_and_no_word_of_a_finding():
    said = screen("ILO-D4-01", "ILO-D4-02")
    for field in fields(said):
        value = getattr(said, field.name)
        assert not isinstance(value, float)
        assert isinstance(value, bool | str | list)
    assert {one.value for one in Next} == {"refer_now", "talk_again", "no_signs_today"}


def test_the_form_says_first_that_it_is_never_asked_in_the_open_or_before_a_companion():
    codes = [code for code, _es, _en in trafficking.precautions()]
    assert codes[:2] == ["CLOSED_ROOM", "NO_COMPANION"]


def test_six_things_and_one_act_whichever_was_noticed():
    assert len(roadside.things()) == 6
    assert not any("?" in one.label_es for one in (*roadside.things(), roadside.act())), "nothing is asked at the roadside"
    known = {*trafficking.indicators(), *vulnerability.factors()}
    assert {code for one in roadside.things() for code in one.follows} <= known
    assert roadside.follows([]) is None
    for one in roadside.things():
        assert roadside.follows([one.code]) == roadside.follows([each.code for each in roadside.things()]) == roadside.act()
    with pytest.raises(RowNotKnown):
        roadside.follows(["PROSTITUTION"])


def test_three_answers_stand_side_by_side_by_level_and_are_never_added_up():
    seen = {"confidence": Confidence.SURE, "told_by": ToldBy.PERSON}
    said = vulnerability.picture(
        exposure=Answer(["DOMV-HOU-01", "DOMV-IND-01"], **seen),
        experience=Answer(["DOMV-IND-08"], Confidence.UNSURE, ToldBy.SEEN),
        capability=Answer(),
    )
    assert {level: [one.code for one in found] for level, found in said.exposure.items()} == {
        Level.INDIVIDUAL: ["DOMV-IND-01"],
        Level.HOUSEHOLD: ["DOMV-HOU-01"],
    }
    assert said.unknown == ["capability"]
    assert not any(isinstance(getattr(said, field.name), int | float) for field in fields(said))


def test_what_protects_is_no_exposure_and_status_is_never_listed():
    sure = {"confidence": Confidence.SURE, "told_by": ToldBy.PERSON}
    for wrong in ("DOMV-IND-14", "DOMV-IND-12", "DOMV-IND-13", "DOMV-XXX"):
        with pytest.raises(RowNotKnown):
            vulnerability.picture(exposure=Answer([wrong], **sure), experience=Answer(), capability=Answer())
    with pytest.raises(AnswerWithoutSource):
        vulnerability.picture(exposure=Answer(["DOMV-IND-01"]), experience=Answer(), capability=Answer())
    assert len(vulnerability.factors()) == 46
    assert {one.level for one in vulnerability.factors().values()} == set(Level)


def test_the_short_set_at_every_edge():
    codes = [one.code for one in disability.questions()]
    assert len(codes) == 6
    easy = dict.fromkeys(codes, Difficulty.NONE)
    assert disability.short_set(easy) == disability.Asked(False, [])
    assert disability.short_set(dict.fromkeys(codes, Difficulty.SOME)) == disability.Asked(False, codes)
    for code in codes:
        for much in (Difficulty.A_LOT, Difficulty.CANNOT):
            assert disability.short_set(easy | {code: much}) == disability.Asked(True, [code])
            assert disability.short_set({code: much}).with_disability is True
        left = {other: Difficulty.NONE for other in codes if other != code}
        assert disability.short_set(left).with_disability is None
    with pytest.raises(RowNotKnown):
        disability.short_set({"TALKING": Difficulty.NONE})


EVENT = datetime(2026, 11, 28, 3, tzinfo=UTC)


def windows(country: str = "mx", event_at: datetime | None = EVENT, hours: float = 1, **changed):
    rows = {code: row.model_copy(update=changed) for code, row in pack("mx").legal_deadlines.items()}
    return {one.code: one for one in survivor.windows(rows, country, event_at=event_at, now=EVENT + timedelta(hours=hours))}


def test_the_hours_are_those_of_the_country_the_shortest_first_to_the_second():
    assert list(windows()) == ["HIV", "CONTRACEPTION", "CARE", "NO_REPORT"]
    assert (windows()["HIV"].hours, windows()["CONTRACEPTION"].hours) == (72, 120)
    assert windows()["HIV"].until == EVENT + timedelta(hours=72)
    assert not windows(hours=72)["HIV"].is_past
    late = windows(hours=72 + 1 / 3600)
    assert late["HIV"].is_past
    assert "vaya igual" in late["HIV"].after_es
    assert not late["CONTRACEPTION"].is_past
    assert not late["CARE"].is_past


@pytest.mark.parametrize(("day", "until"), [("2026-10-31", "2026-11-03T11:00"), ("2026-03-07", "2026-03-10T13:00")])
def test_the_night_in_which_clocks_are_changed_adds_and_takes_no_hour(day: str, until: str):
    border = ZoneInfo("America/Matamoros")
    event = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=border)
    last = datetime.fromisoformat(until).replace(tzinfo=border)
    assert (last.timestamp() - event.timestamp()) == 72 * 3600
    for now, is_past in ((last, False), (last + timedelta(seconds=1), True)):
        found = survivor.windows(pack("mx").legal_deadlines, "mx", event_at=event, now=now)
        assert [(one.until, one.is_past) for one in found if one.code == "HIV"] == [(last, is_past)]


def test_remembered_hours_are_marked_and_never_shown_as_verified():
    for one in windows().values():
        assert not one.is_verified
    assert windows()["HIV"].status == "unsourced"
    named = {"reviewed_by": "Dra. Inventada", "reviewed_on": ON}
    assert not windows(**named)["HIV"].is_verified, "a name does not make a remembered figure a read one"
    assert not windows(status=Status.TEXT_SEEN)["HIV"].is_verified
    assert windows(status=Status.TEXT_SEEN, **named)["HIV"].is_verified


def test_a_country_without_a_figure_invents_none_and_nobody_must_say_when():
    elsewhere = windows("gt")["HIV"]  # none of these rows is of that country
    assert (elsewhere.hours, elsewhere.until, elsewhere.is_verified) == (None, None, False)
    unsaid = windows(event_at=None)["HIV"]
    assert (unsaid.hours, unsaid.until, unsaid.is_past) == (72, None, False)
    with pytest.raises(EventAhead):
        windows(hours=-1)
