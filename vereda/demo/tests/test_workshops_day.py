"""The two-day workshop of Tapachula, whole: from its template to a promise that changed a pack, and its visit to the border."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import time_machine

from vereda.access.door import Role
from vereda.access.tests.cast import Cast
from vereda.countries.door import ENFORCEMENT, pack
from vereda.countries.door import Role as Institution
from vereda.demo.reports_day import office_author
from vereda.demo.workshops_day import workshops_day
from vereda.logbook import door as logbook
from vereda.logbook.door import Author, Draft, record_all
from vereda.workshops import door as workshops
from vereda.workshops import errors, lookups
from vereda.workshops import schema as of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def subject(cast: Cast) -> UUID:
    found = workshops_day("mx", NOW)
    assert found is not None
    return found


@pytest.fixture
def by(cast: Cast) -> Author:
    return office_author("mx", Role.PROGRAMME_OFFICER)


def printed(report: of.Report) -> str:
    """Return everything that a report says."""
    parts = [report.title, *report.heading]
    for one in report.blocks:
        parts += [one.title, *one.lead, *one.notes, *(cell for row in one.rows for cell in row)]
    return "\n".join(parts)


def test_the_workshop_as_it_was_held(subject: UUID):
    """Each of these only looks: one filling is enough for all."""
    _the_report_tells_what_its_source_says_and_asks_for_the_rest(subject)
    _no_report_names_anybody_in_either_language_and_it_prints(subject)
    _the_visit_ends_the_second_day_at_the_border_and_its_point_keeps_what_was_seen(subject)
    _names_are_kept_as_long_as_those_of_other_people_without_account(subject)


def _the_report_tells_what_its_source_says_and_asks_for_the_rest(subject: UUID) -> None:
    report = workshops.report_of(subject, "mx", today=TODAY, lang="en")
    who = {row[0]: row for row in report.block("who").rows}  # type: ignore[union-attr]  # it is there
    unasked = "Guatemala, Honduras, El Salvador: not asked yet"
    assert who["Officials of Guatemala, Honduras and El Salvador"][1:] == ["guests", "15", "15", unasked]
    assert who["Officials of the National Migration Institute of Mexico"][1:] == ["hosts", "10", "10", "Mexico"]
    assert who["Experts of IOM"][1:4] == ["experts", "not asked yet", "not counted"]
    assert [row[1] for row in report.block("agenda").rows][-1] == "Visit to the crossing points"  # type: ignore[union-attr]
    assert report.block("agenda").rows[-1][0] == "Day 2, 13:00"  # type: ignore[union-attr]
    asks = report.block("asks").lead  # type: ignore[union-attr]
    assert "How many from each country: Officials of Guatemala, Honduras and El Salvador" in asks
    assert any("read second hand" in line for line in report.heading)
    assert any("PRM" in line and "segunda fase" in line for line in report.heading)


def _no_report_names_anybody_in_either_language_and_it_prints(subject: UUID) -> None:
    sealed = [one.name for one in workshops.names(workshops.guests(subject, "mx"), "mx").values()]
    assert len(sealed) == 5
    for lang in of.LANGUAGES:
        report = workshops.report_of(subject, "mx", today=TODAY, lang=lang)
        assert not [name for name in sealed if name in printed(report)]
        assert workshops.printing.pdf(report)[:5] == b"%PDF-"
    clear = [one.payload.model_dump_json() for guest in workshops.guests(subject, "mx") for one in logbook.history(guest)]
    assert len(clear) == 5
    assert not [name for name in sealed if any(name in body for body in clear)]


def _the_visit_ends_the_second_day_at_the_border_and_its_point_keeps_what_was_seen(subject: UUID) -> None:
    seen = workshops.workshop(subject, "mx")
    last = list(seen.sessions.values())[-1]
    assert (last.what, seen.day(last.day)) == (of.Session.VISIT, seen.scheduled.until_on)  # type: ignore[union-attr]
    visit = workshops.visit(last.visit, "mx")  # type: ignore[arg-type]
    assert visit.planned.on == seen.scheduled.until_on  # type: ignore[union-attr]
    assert visit.ended
    found = workshops.history_of("crossing:ciudad-hidalgo-ciudad-tecun-uman", "mx")
    assert [(one.on, one.report.hazards[0].now, one.done is not None) for one in found] == [(visit.planned.on, "confirmed", True)]


def test_a_promise_is_kept_when_the_pack_changed_and_not_before(subject: UUID, by: Author, tmp_path: Path, monkeypatch):
    (tmp_path / "hotlines.csv").write_text("code\nold\n")
    monkeypatch.setattr("vereda.workshops.marks.folder_of", lambda _iso: tmp_path)
    promised = of.Promised(
        commitment="C9", country="mx", owner="Central", text=of.Said(es="Corregir", en="Correct"), due_on=TODAY + timedelta(9),
        toward=of.Toward.PACK, ref="hotlines.csv",
    )  # fmt: skip
    with pytest.raises(errors.RefUnknown):
        workshops.promise(subject, promised.model_copy(update={"ref": "../hotlines.csv"}), by=by, at=NOW)
    workshops.promise(subject, promised, by=by, at=NOW)
    kept = of.Followed(commitment="C9", on=TODAY, standing=of.Standing.KEPT)
    with pytest.raises(errors.NothingChanged):
        workshops.follow(subject, kept, today=TODAY, by=by, at=NOW)
    (tmp_path / "hotlines.csv").write_text("code\nnew\n")
    workshops.follow(subject, kept, today=TODAY, by=by, at=NOW)
    assert workshops.workshop(subject, "mx").standing("C9") is of.Standing.KEPT
    shown = {row[0]: row[3] for row in workshops.report_of(subject, "mx", today=TODAY, lang="en").block("promises").rows}  # type: ignore[union-attr]
    assert "kept; changed: fingerprint" in shown["Mexico"]
    with pytest.raises(errors.DocumentMissing):  # what the program cannot see needs a document
        workshops.follow(subject, kept.model_copy(update={"commitment": "C3"}), today=TODAY, by=by, at=NOW)


def test_numbers_by_country_are_told_as_far_as_they_were_answered(subject: UUID, by: Author):
    asked = workshops.workshop(subject, "mx").delegations["FUNCIONARIOS"]
    told = [of.FromCountry(country="gt", count=4), *asked.countries[1:]]
    workshops.set_delegation(subject, asked.model_copy(update={"countries": told}), by=by, at=NOW)
    report = workshops.report_of(subject, "mx", today=TODAY, lang="en")
    assert "Guatemala: 4, Honduras: not asked yet, El Salvador: not asked yet" in printed(report)


def test_no_enforcement_post_comes_on_a_visit_by_any_way(subject: UUID, by: Author):
    """Invited, written in from elsewhere, or of another post since: nobody who could detain people leaves with a visit."""
    for role in sorted(ENFORCEMENT):
        _tried(subject, by, role)


def _tried(subject: UUID, by: Author, role: Institution) -> None:
    named = of.GuestNamed(workshop=subject, delegation="INM", institution="X", role=role)
    guest = workshops.name_guest(named, of.WhoComes(name="Quien Sea"), by=by, at=NOW).subject
    planned = of.VisitPlanned(
        workshop=subject, host="tapachula", on=TODAY, begins="09:00", ends="10:00", route="a", rally="b", care="c",
        points=[of.PointAt(kind="crossing", code="ciudad-hidalgo-ciudad-tecun-uman")],
        vehicles=[of.VehicleOf(what="truck", seats=4)],
    )  # fmt: skip
    visit = workshops.plan_visit(planned, by=by, at=NOW).subject
    with pytest.raises(errors.EnforcementPost):
        workshops.set_visitor(visit, guest, comes=True, by=by, at=NOW)
    record_all([Draft(payload=of.VisitorSet(guest=guest, role=role), subject=visit, by=by, at=NOW)])
    seen = workshops.visit(visit, "mx")
    assert (seen.visitors, seen.refused) == ((), (guest,))
    good = next(one for one, told in workshops.guests(subject, "mx").items() if told.role not in ENFORCEMENT)
    workshops.set_visitor(visit, guest, comes=False, by=by, at=NOW)
    workshops.set_visitor(visit, good, comes=True, by=by, at=NOW)
    workshops.note_briefing(visit, good, on=TODAY, by=by, at=NOW)
    go = of.MorningChecked(on=TODAY, weather="calm", weather_source="s", security="calm", security_source="s", decided="go")
    moved = workshops.guest(good, "mx").model_copy(update={"role": role})
    workshops.name_guest(moved, of.WhoComes(name="Quien Fue"), by=by, at=NOW, subject=good)
    with pytest.raises(errors.NotToGo) as why:
        workshops.check_morning(visit, go, by=by, at=NOW)
    assert why.value.details["reasons"] == "enforcement"


def test_a_visit_goes_to_official_points_alone(by: Author):
    hidden = next(one for one in pack("mx").services_directory.values() if f"service:{one.code}" not in workshops.visitable("mx"))
    river = [one.code for one in pack("mx").crossing_points.values() if one.kind == "river_local"]
    for point in [
        of.PointAt(kind="service", code=hidden.code),
        *(of.PointAt(kind="crossing", code=one) for one in [*river, "paso"]),
    ]:
        planned = of.VisitPlanned(host="tapachula", on=TODAY, begins="09:00", ends="10:00", points=[point])
        with pytest.raises(errors.PointNotOfficial):
            workshops.plan_visit(planned, by=by, at=NOW)


def _names_are_kept_as_long_as_those_of_other_people_without_account(subject: UUID) -> None:
    days = pack("mx").retention["staff_without_account"].days
    assert days
    assert list(lookups.kept_too_long(NOW + timedelta(days=days - 1))) == []
    assert set(lookups.kept_too_long(NOW + timedelta(days=days + 2))) == set(workshops.guests(subject, "mx"))
