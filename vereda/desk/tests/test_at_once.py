"""Two taps that reach the server at the same moment: who looks first and writes then must do both in turn."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection
from django.utils import timezone

from vereda.encounters import lookups
from vereda.encounters.door import Reported, ReportedCount, ReportedTotal, report_total
from vereda.errors import FieldError
from vereda.groups import door as groups
from vereda.groups.actions.patrols import start_shift
from vereda.groups.lookups import handover as handovers
from vereda.groups.lookups import patrols as shifts
from vereda.groups.models import Patrol, Shift
from vereda.logbook.door import Author, record
from vereda.logbook.models import LogEntry
from vereda.logbook.schema import uuid7
from vereda.people.door import LinkSays, PersonLink, PersonMet, decide_link

pytestmark = [pytest.mark.storage, pytest.mark.django_db(transaction=True)]
BY = Author(account="ines", group="piedras-negras", country="mx", zone="America/Matamoros")


def at_once(act: Callable[[], object]) -> list[str]:
    """Do it from three threads at once; return the codes of the refusals."""

    def one(_number: int) -> str:
        try:
            act()
        except FieldError as error:
            return error.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(3) as pool:
        return sorted(pool.map(one, range(3)))


def together[**P, R](look: Callable[P, R]) -> Callable[P, R]:
    """Return `look` so that whoever looks waits a moment for the others to have looked as well."""
    barrier = Barrier(3)

    def looked(*args: P.args, **kwargs: P.kwargs) -> R:
        found = look(*args, **kwargs)
        try:
            barrier.wait(0.5)
        except BrokenBarrierError:  # nobody else looked meanwhile: as it should be
            barrier.abort()
        return found

    return looked


def test_a_total_that_is_sent_twice_at_once_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookups, "reported_totals", together(lookups.reported_totals))
    day = date(2024, 1, 29)
    told = Reported(from_on=day, to_on=day, counts=[ReportedCount(count=40)], source="Oficio 12")
    refused = at_once(lambda: report_total(told, by=BY, at=timezone.now()))
    assert refused == ["", "encounters.reported_twice", "encounters.reported_twice"]
    assert ReportedTotal.objects.count() == 1


def test_a_shift_is_opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shifts, "open_shift", together(shifts.open_shift))
    refused = at_once(lambda: start_shift(members=["ines"], by=BY, at=timezone.now()))
    assert refused == ["", "groups.shift_already_open", "groups.shift_already_open"]
    assert Shift.objects.count() == 1


def test_a_planned_team_goes_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    today = timezone.localdate()
    planned_team = groups.plan_patrol(groups.Outing(on=today, leaves="08:00", route_said="2"), by=BY, at=timezone.now())
    monkeypatch.setattr(shifts, "patrol", together(shifts.patrol))
    assert at_once(lambda: groups.depart_as_planned(plan=planned_team.subject, by=BY, at=timezone.now())) == ["", "", ""]
    assert Patrol.objects.count() == 1
    assert LogEntry.objects.filter(kind="groups.patrol_departed").count() == 1


def test_a_handover_is_signed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    given = groups.give_handover(groups.Sheet(text="todo bien"), by=BY, at=timezone.now())
    monkeypatch.setattr(handovers, "handover", together(handovers.handover))
    rafael = replace(BY, account="rafael")
    assert at_once(lambda: groups.sign_handover(handover=given.subject, by=rafael, at=timezone.now())) == ["", "", ""]
    assert LogEntry.objects.filter(kind="groups.handover_signed").count() == 1


def test_a_pair_of_records_is_answered_once_by_one_key(monkeypatch: pytest.MonkeyPatch) -> None:
    from vereda.people.actions import links

    met = PersonMet(nationality="HN", sex="F", age_band="30-59", purpose="legal")
    one, other = (record(met, by=BY, at=timezone.now()).subject for _person in range(2))
    entry = uuid7(int(timezone.now().timestamp() * 1000))
    monkeypatch.setattr(links.lookups, "link", together(links.lookups.link))

    def decide() -> object:
        return decide_link(one, other, LinkSays.SAME, because=[], known=[], by=BY, at=timezone.now(), entry=entry)

    assert at_once(decide) == ["", "", ""]
    assert [word[0] for word in PersonLink.objects.get().words] == [str(entry)]
