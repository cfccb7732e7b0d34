"""Milestones are what the logbook tells, as of any day; a step that the program sees cannot be declared."""

from __future__ import annotations

from datetime import date

from vereda.readiness.rules.checklist import left, standings, steps
from vereda.readiness.rules.milestones import milestones
from vereda.readiness.words import Mark

DAYS = {
    "mandate": [date(2026, 1, 15)],
    "agreement": [date(2026, 2, 1)],
    "post": [date(2026, 3, 1)],
    "certified": [date(2026, 3, day) for day in (9, 2, 3, 4)],
    "patrol": [],
    "encounter": [date(2028, 2, 29)],
}


def reached(as_of: date, **more: list[date]) -> dict[str, tuple[date | None, int]]:
    return {one.code: (one.on, one.count) for one in milestones({**DAYS, **more}, as_of)}


def test_a_milestone_is_the_day_on_which_there_were_enough():
    assert reached(date(2026, 12, 31))["certified"] == (None, 4), "four of five"
    whole = [*DAYS["certified"], date(2026, 3, 20), date(2026, 4, 1)]
    assert reached(date(2026, 12, 31), certified=whole)["certified"] == (date(2026, 3, 20), 5)
    assert reached(date(2026, 3, 19), certified=whole)["certified"] == (None, 4), "as of a day before"


def test_the_first_year_is_over_a_year_after_the_first_encounter():
    assert reached(date(2029, 2, 28))["year"] == (None, 0)
    assert reached(date(2029, 3, 1))["year"] == (date(2029, 3, 1), 1)
    assert reached(date(2027, 1, 1))["encounter"] == (None, 0)


def test_what_is_not_measured_has_no_milestone():
    assert "bulletin" not in reached(date(2030, 1, 1))
    assert [one.code for one in milestones({}, date(2030, 1, 1))] == []


def test_a_computed_step_follows_the_pack_and_the_logbook_whatever_was_marked():
    said = {"mark": Mark.DONE, "on": "2026-01-15", "document": "x"}
    marked = {"network_named": said, "first_patrol": said, "vehicle": said, "radio": {**said, "mark": Mark.NOT_NEEDED}}
    found = {one.step.code: one for one in standings(marked, {"network"}, {"encounter": date(2026, 5, 1)})}
    assert not found["network_named"].is_done
    assert not found["first_patrol"].is_done
    assert (found["first_encounter"].is_done, found["first_encounter"].on) == (True, date(2026, 5, 1))
    assert (found["vehicle"].is_done, found["vehicle"].on) == (True, date(2026, 1, 15))
    assert not found["radio"].is_needed
    assert found["laws_entered"].is_done, "the pack lacks no law"
    assert left(list(found.values())) == sum(one.is_needed and not one.is_done for one in found.values())
    reopened = {one.step.code: one for one in standings({"vehicle": {**said, "mark": Mark.OPEN}}, set(), {})}
    assert not reopened["vehicle"].is_done


def test_every_step_is_told_in_both_languages_and_what_computes_it_exists():
    from vereda.countries.gaps import LOOKS
    from vereda.readiness.rules.milestones import NEEDS

    assert len({one.code for one in steps()}) == len(steps())
    for one in steps():
        assert all((one.label_es, one.label_en))
        assert bool(one.why_es) == bool(one.why_en)
        kind, _, code = one.computed_by.partition(":")
        assert not kind or code in {"gap": LOOKS, "milestone": NEEDS}[kind], one.code
