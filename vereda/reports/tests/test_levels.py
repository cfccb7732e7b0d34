"""Reports of posts go up two more levels, are asked back and corrected, and every sum can be followed down again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vereda.countries.door import pack
from vereda.reports import door as reports
from vereda.reports.door import About, Compared, Figure, Reply, Why
from vereda.reports.errors import (
    NotBelow,
    NothingChanged,
    QuestionNotOpen,
    ReplyMissing,
    SaidWrong,
    TextMissing,
    TextTooLong,
    UnknownCategory,
    WhyMissing,
    WindowOpen,
)
from vereda.reports.models import DailyReport
from vereda.reports.tests.conftest import DAY
from vereda.statistics import door as statistics

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
HOME = "piedras-negras"


def test_a_post_signs_its_day_and_both_numbers_are_kept(meet, sign, post_author, morning):
    meet(HOME, DAY, 4)
    sign(HOME, RESCUE=6)
    row = reports.daily(HOME, "mx", DAY)
    (figure,) = [one for one in row.statements[-1]["figures"] if one["category"] == "RESCUE"]
    assert (figure["counted"], figure["said"], figure["why"]) == (4, 6, "on_paper")
    meet(HOME, DAY, 5, hour=15)
    assert reports.counted("mx", [HOME], DAY, DAY)[HOME, DAY]["RESCUE"] == 9
    assert reports.post_said(reports.daily(HOME, "mx", DAY))["RESCUE"] == 6, "what was signed stays as it was signed"


def test_a_day_is_not_signed_before_its_hours_are_over(post_author, morning):
    early = morning(HOME, hour=6, minute=59)
    with pytest.raises(WindowOpen):
        reports.sign_daily(reports.Day(on=DAY, figures=[]), by=post_author(HOME), at=early)
    assert DailyReport.objects.count() == 0


@pytest.mark.parametrize(
    ("figure", "error"),
    [
        (Figure(category="RESCUE", counted=3, said=4), WhyMissing),
        (Figure(category="PIZZA", counted=3, said=3), UnknownCategory),
    ],
)
def test_what_cannot_be_right_is_refused(figure, error, post_author, morning):
    with pytest.raises(error):
        reports.sign_daily(reports.Day(on=DAY, figures=[figure]), by=post_author(HOME), at=morning(HOME))


def test_a_question_waits_until_the_post_answers_and_only_that_post_can(sign, office, post_author, morning):
    sign(HOME)
    at = morning(HOME, hour=10)
    with pytest.raises(TextMissing):
        reports.ask_post(group=HOME, on=DAY, about=About.ODD, text=" ", by=office, at=at)
    asked = reports.ask_post(group=HOME, on=DAY, about=About.ODD, text="¿Cero rescates?", category="RESCUE", by=office, at=at)
    (waiting,) = reports.asked_of_post(HOME, "mx")
    question = waiting.questions[0]
    assert reports.words_of(question["id"], waiting.subject) == "¿Cero rescates?"
    lines = "Así fue.\r\n" * 99 + "y" * 109  # 1,000 signs as the browser counts them, 1,099 as it sends them
    more = {"on": DAY, "question": asked.entry, "text": lines, "at": at}
    with pytest.raises(TextTooLong, match="1000"):
        reports.answer_post(reply=Reply.STANDS, by=post_author(HOME), **{**more, "text": lines + "z"})
    with pytest.raises(QuestionNotOpen):
        reports.answer_post(reply=Reply.STANDS, by=post_author("tapachula"), **more)
    with pytest.raises(ReplyMissing):
        reports.answer_post(reply=None, by=post_author(HOME), **more)
    answer = reports.answer_post(reply=Reply.STANDS, by=post_author(HOME), **more)
    assert reports.words_of(str(answer.entry), waiting.subject) == lines.replace("\r\n", "\n")
    assert reports.asked_of_post(HOME, "mx") == []
    with pytest.raises(QuestionNotOpen):
        reports.answer_post(reply=Reply.STANDS, by=post_author(HOME), **more)


def test_what_an_office_writes_about_a_silent_post_is_the_posts_so_that_its_report_can_still_come(office, sign, morning):
    reports.ask_post(group=HOME, on=DAY, about=About.SILENT, text="Falta su parte.", by=office, at=morning(HOME, hour=10))
    row = reports.daily(HOME, "mx", DAY)
    assert (row.group, row.sent_at, row.waiting) == (HOME, None, 1)
    sign(HOME, hour=11)
    row.refresh_from_db()
    assert (row.group, len(row.statements), row.waiting) == (HOME, 1, 1)


def test_a_correction_above_stays_beside_what_was_said_and_a_later_version_of_the_post_is_seen(meet, sign, office, morning):
    meet(HOME, DAY, 4)
    sign(HOME)
    at = morning(HOME, hour=10)
    more = {"group": HOME, "on": DAY, "category": "RESCUE", "by": office, "at": at}
    with pytest.raises(WhyMissing):
        reports.correct_post(said=5, why=None, **more)
    with pytest.raises(SaidWrong):
        reports.correct_post(said=None, why=Why.OTHER, **more)
    with pytest.raises(NothingChanged):
        reports.correct_post(said=4, why=Why.OTHER, **more)
    reports.correct_post(said=5, why=Why.BY_TELEPHONE, **more)
    row, inside = reports.daily(HOME, "mx", DAY), reports.in_total("mx")
    assert (reports.post_said(row)["RESCUE"], reports.state_said(row, inside)["RESCUE"]) == (4, 5)
    assert reports.state_said(row, inside)["TOTAL"] == reports.post_said(row)["TOTAL"] + 1
    sign(HOME, RESCUE=7, hour=11)
    row.refresh_from_db()
    assert (reports.post_said(row)["RESCUE"], reports.state_said(row, inside)["RESCUE"]) == (7, 5)


def test_nothing_is_said_for_a_post_that_is_nowhere(office, morning):
    for act in (reports.ask_post, reports.correct_post):
        more = (
            {"about": About.OTHER, "text": "x"}
            if act is reports.ask_post
            else {"said": 1, "why": Why.OTHER, "category": "RESCUE"}
        )
        with pytest.raises(NotBelow):
            act(group="atlantis", on=DAY, by=office, at=morning(HOME), **more)
    with pytest.raises(NotBelow):
        reports.sign_state(state="MX-CMX", on=DAY, by=office, at=morning(HOME, hour=12))


# Flags --------------------------------------------------------------------------------------------------------------


def flagged(at, **more) -> dict[str, list[str]]:
    counted, before = reports.counted_with_weeks_before("mx", [HOME], DAY)
    with_ = Compared(
        on=DAY,
        zone=reports.zone_of("mx", HOME),
        now=at,
        logbook=counted.get((HOME, DAY), {}),
        before=before[HOME],
        inside=reports.in_total("mx"),
        last=reports.daily(HOME, "mx", DAY - timedelta(days=1)),
    )
    found: dict[str, list[str]] = {}
    for flag in reports.flags(reports.daily(HOME, "mx", DAY), with_):
        found.setdefault(flag.about.value, []).append(flag.category)
    return found


def test_silent_late_odd_repeated_and_not_as_the_logbook(meet, sign, morning):
    assert flagged(morning(HOME, hour=8)) == {}, "before nine nobody is silent"
    assert flagged(morning(HOME, hour=10)) == {"silent": [""]}
    for weeks in (1, 2, 3, 4):
        meet(HOME, DAY - timedelta(days=7 * weeks), 10)
    meet(HOME, DAY, 60)
    sign(HOME, hour=10)
    assert flagged(morning(HOME, hour=11)) == {"late": [""], "odd": ["RESCUE", "TOTAL"]}
    meet(HOME, DAY, 2, hour=13)
    assert flagged(morning(HOME, hour=11))["logbook"] == ["RESCUE"]
    sign(HOME, DAY - timedelta(days=1), RESCUE=60, TOTAL=60)
    assert flagged(morning(HOME, hour=11))["repeated"] == ["TOTAL"]


def test_parts_that_do_not_sum_and_more_located_than_reported(sign, morning):
    sign(HOME, RESCUE=3, LOCATED=4, MISSING_REPORTS=2, TOTAL=9)
    found = flagged(morning(HOME, hour=8))
    assert found["sum"] == ["TOTAL"]
    assert found["located"] == ["LOCATED"]


# Up three levels ----------------------------------------------------------------------------------------------------


def test_reports_of_21_posts_go_up_three_levels_with_one_correction_at_each(meet, sign, office, morning):
    """Done when 3: sums and changes are right; a post that is silent is named."""
    groups, states = list(pack("mx").groups), reports.posts_by_state("mx")
    assert len(groups) == 21
    silent = "tenosique"  # the only post of its state
    for number, group in enumerate(groups, start=1):
        meet(group, DAY, number)
        if group != silent:
            sign(group, **({"RESCUE": number + 10} if group == HOME else {}))  # corrected by the post: + 10
    at, inside = max(morning(group, hour=12) for group in groups), reports.in_total("mx")
    reports.correct_post(group="nogales", on=DAY, category="RESCUE", said=100, why=Why.BY_TELEPHONE, by=office, at=at)
    for state in states:
        reports.sign_state(state=state, on=DAY, by=office, at=at)
    reports.correct_state(state="MX-CHP", on=DAY, category="RESCUE", said=1000, why=Why.TWICE, by=office, at=at)
    reports.sign_national(on=DAY, by=office, at=at)

    counted = {group: number for number, group in enumerate(groups, start=1)}
    posts = {group: number + (10 if group == HOME else 0) for group, number in counted.items() if group != silent}
    assert {
        group: (reports.post_said(reports.daily(group, "mx", DAY)) or {}).get("RESCUE") for group in groups if group != silent
    } == posts
    by_state = {
        state: sum(100 if group == "nogales" else posts.get(group, 0) for group in members) for state, members in states.items()
    }
    for state, number in by_state.items():
        row = reports.state_report(state, "mx", DAY)
        assert (reports.signed_by_state(row, inside) or {}).get("RESCUE", 0) == number, state
    chiapas = reports.state_report("MX-CHP", "mx", DAY)
    assert reports.national_said(chiapas, inside)["RESCUE"] == 1000
    assert chiapas.corrections[0]["was"] == by_state["MX-CHP"]
    national = reports.national_report("mx", DAY)
    total = sum(by_state.values()) - by_state["MX-CHP"] + 1000
    assert reports.signed_by_country(national, inside)["RESCUE"] == total
    assert reports.signed_by_country(national, inside)["TOTAL"] == total
    named = [group for row in national.statements[-1]["states"] for group in row["silent"]]
    assert named == [silent]
    sonora = reports.state_report("MX-SON", "mx", DAY).statements[-1]
    (nogales,) = [row for row in sonora["posts"] if row["group"] == "nogales"]
    (rescue,) = [one for one in nogales["figures"] if one["category"] == "RESCUE"]
    assert (rescue["below"], rescue["said"]) == (counted["nogales"], 100)


def test_the_bulletin_of_a_month_is_the_sum_of_the_days_as_they_stand_now(meet, sign):
    """Days by local day: what is written late changes its day, and the month with it."""
    first = DAY.replace(day=1)
    for day, people in ((0, 3), (8, 5), (9, 7), (30, 11)):
        meet(HOME, first + timedelta(days=day), people)
        meet(HOME, first + timedelta(days=day), 2, hour=23, service="FIRST_AID", bodies=1)
        sign(HOME, first + timedelta(days=day))
    meet(HOME, first + timedelta(days=8), 6, hour=1)  # written after its day was signed, and an hour after midnight
    meet(HOME, first - timedelta(days=1), 50, hour=23)
    last = first + timedelta(days=30)
    days = reports.counted("mx", [HOME], first, last)
    asked = statistics.question(country="mx", from_on=first, to_on=last, by=["category"], outside=True)
    table = statistics.bulletin(asked, groups=[HOME])
    bulletin = {key[0]: number for key, number in (*table.rows, *table.outside.rows)}
    assert reports.added(days.values()) == {**bulletin, "TOTAL": table.total}
    said = [reports.post_said(reports.daily(HOME, "mx", on)) for (_group, on) in days]
    assert reports.added(said)["RESCUE"] == bulletin["RESCUE"] - 6, "what came later is shown as change, not hidden"
