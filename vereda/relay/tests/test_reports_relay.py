"""The daily report on the line of a post: its statement goes up, the question comes down, and neither can be forged."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import orjson
import pytest
from django.utils import timezone

from vereda.access.door import author_of
from vereda.logbook.door import held
from vereda.logbook.writing import Plain
from vereda.relay.tests.test_headquarters import Machine
from vereda.reports import door as reports
from vereda.reports.entries import DailySigned, OperationOpened, PostAsked, PostCorrected, ServiceSwitched, StateSigned, Words
from vereda.reports.rules import subject_of, switch_of, window
from vereda.reports.words import About, What, Why

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
HOME, OTHER = "piedras-negras", "tapachula"
ON = date(2026, 3, 10)
SAID = Plain(cls="contact", fields=Words(text="Va completo.").model_dump())  # type: ignore[arg-type]  # a StrEnum's text


@pytest.fixture
def machine(cast) -> Machine:
    return Machine()


def statement(said: int = 3) -> DailySigned:
    from_at, until_at = window(ON, reports.zone_of("mx", HOME))
    return DailySigned(
        on=ON, from_at=from_at, until_at=until_at, figures=[reports.Figure(category="RESCUE", counted=said, said=said)]
    )


def report_of(group: str) -> UUID:
    return subject_of("daily", "mx", group, ON)


def test_what_a_post_signed_with_its_line_cut_counts_above_as_it_was_signed(cast, machine):
    rafael = cast.account("rafael").pk
    signed = machine.write(statement(), rafael, report_of(HOME), SAID)
    assert machine.bring(signed) == ["accepted"]
    row = reports.daily(HOME, "mx", ON)
    assert reports.post_said(row) == {"RESCUE": 3}
    assert reports.words_of(row.statements[0]["id"], row.subject) == "Va completo."


def test_a_question_comes_down_readable_and_the_report_that_answers_it_is_the_posts(cast, machine):
    office, stranger = author_of(cast.reader("octavio")), Machine(OTHER)
    asked = reports.ask_post(group=HOME, on=ON, about=About.SILENT, text="Falta su parte.", by=office, at=timezone.now())
    assert str(asked.entry) in machine.listed()
    assert str(asked.entry) not in stranger.listed()
    (whole,) = machine.ask("entries", {"ids": [str(asked.entry)]})["entries"]
    assert orjson.loads(whole["body"])["group"] == HOME
    assert whole["open"] == [0], "the post can read what it is asked"
    assert stranger.ask("entries", {"ids": [str(asked.entry)]})["entries"] == []
    assert machine.bring(machine.write(statement(), cast.account("rafael").pk, report_of(HOME))) == ["accepted"]
    assert len(reports.daily(HOME, "mx", ON).statements) == 1


def test_a_post_speaks_for_no_office_and_for_no_other_post(cast, machine):
    rafael, nadia = cast.account("rafael").pk, cast.account("nadia").pk
    forged = [
        machine.write(PostAsked(on=ON, about=About.ODD), rafael, report_of(HOME)),
        machine.write(PostCorrected(on=ON, category="RESCUE", said=9, why=Why.OTHER), rafael, report_of(HOME)),
        machine.write(StateSigned(on=ON, state="MX-COA", posts=[]), rafael, subject_of("state", "mx", "MX-COA", ON)),
    ]
    assert {answer.split()[0] for answer in machine.bring(*forged)} == {"quarantined"}
    assert machine.bring(machine.write(statement(), rafael, report_of(HOME))) == ["accepted"]
    assert reports.state_said(reports.daily(HOME, "mx", ON), reports.in_total("mx"))["RESCUE"] == 3
    stranger = Machine(OTHER)
    (answer,) = stranger.bring(stranger.write(statement(99), nadia, report_of(HOME)))
    assert answer.split()[0] == "quarantined"
    assert reports.post_said(reports.daily(HOME, "mx", ON)) == {"RESCUE": 3}
    assert held(OTHER, "mx") or held(HOME, "mx")


def test_a_post_opens_operations_and_switches_services_of_its_own(cast, machine):
    rafael, today = cast.account("rafael").pk, timezone.now().date()
    opened = OperationOpened(tag=UUID(int=5), name="Invierno", from_on=ON, until_on=ON + timedelta(days=9))
    off = ServiceSwitched(what=What.SERVICE, code="WATER", from_on=today, is_given=False)
    switch = switch_of("mx", HOME, "service", "WATER")
    assert machine.bring(machine.write(opened, rafael), machine.write(off, rafael, switch)) == ["accepted", "accepted"]
    assert [row.name for row in reports.operations("mx", [HOME])] == ["Invierno"]
    assert reports.switched_off("mx", HOME, today) == {"WATER"}
    assert reports.switched_off("mx", OTHER, today) == frozenset()
