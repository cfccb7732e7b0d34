"""A page asks the database as often for thirty rows as for one: how long it waits must not grow with the work of a post."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from django.test import Client

from vereda.access.door import Reader, author_of
from vereda.access.tests.cast import Cast
from vereda.countries.door import Role
from vereda.encounters.door import Line, Named
from vereda.groups import door as groups
from vereda.legal import door as legal
from vereda.logbook.door import Author, record_all
from vereda.medical import door as medical
from vereda.people import door as people
from vereda.protection import door as protection
from vereda.referrals import door as referrals
from vereda.rescue import door as rescue

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]
MANY = 30
BOARD_AT_MOST = 115
"""Questions of the board of a coordinator at work, of which some forty areas each ask their own."""


class Asked(list[str]):
    """Every question that was asked, in order; same: with what it was asked, how often."""

    def __init__(self) -> None:
        super().__init__()
        self.same: Counter[tuple[str, str]] = Counter()

    def __call__(self, execute: Callable[..., Any], sql: str, told: Any, *rest: Any) -> Any:  # Any: Django's wrapper
        self.append(sql)
        self.same[sql, repr(told)] += 1
        return execute(sql, told, *rest)


def asked(client: Client, path: str) -> Asked:
    """Return what a page asks when it is looked at again: what is made once is made then."""
    assert client.get(path).status_code == 200, path
    found = Asked()
    with ExitStack() as stack:
        for name in connections:
            stack.enter_context(connections[name].execute_wrapper(found))
        client.get(path)
    return found


def besides(few: Asked, many: Asked) -> str:
    """Return what was asked more often, for whoever mends it."""
    more = Counter(map(_plain, many)) - Counter(map(_plain, few))
    return "\n".join(f"{times} more: {sql}" for sql, times in more.items())


def _plain(sql: str) -> str:
    return re.sub(r'SAVEPOINT ".*', "SAVEPOINT", re.sub(r"IN \([%s, ]+\)", "IN", re.sub(r"SELECT .*? FROM", "SELECT FROM", sql)))


def hold(pages: Sequence[tuple[Client, str]], fill: Callable[[int], None], begun: int = 0) -> list[Asked]:
    """Ask each page with one row and with thirty, and return what was asked of it then."""
    fill(begun)
    few = [asked(client, path) for client, path in pages]
    for number in range(begun + 1, begun + MANY):
        fill(number)
    found = [asked(client, path) for client, path in pages]
    for (_client, path), one, many in zip(pages, few, found, strict=True):
        assert len(many) == len(one), f"{path}: {len(one)}, then {len(many)}\n{besides(one, many)}"
    return found


def test_the_board_and_its_lists_ask_no_more_of_a_busy_night(cast: Cast, by, met):
    ines, last = by("ines"), datetime.now(UTC) - timedelta(minutes=1)

    def fill(number: int) -> None:
        at = last - timedelta(seconds=MANY - number)
        met(3, at=at)
        told = rescue.Told(people=4, needs=["no_water"], caller=f"Ana {number}", call_back="878 111 2233")
        rescue.receive_alert(told, by=ines, at=at)
        groups.depart(route=f"Ruta {number}", team=[ines.account], by=ines, at=at - timedelta(hours=9), expected_back_min=60)
        mission = rescue.open_mission(folio=f"PN-{number}", by=ines, at=at - timedelta(hours=3)).subject
        team = rescue.Team(call_sign=f"Jaguar {number}", members=[ines.account], check_in_min=30)
        rescue.dispatch_team(mission=mission, who=team, by=ines, at=at - timedelta(hours=2))

    fill(0)  # a lone alert is compared with none
    agent, coordinator = cast.client("ines"), cast.client("rafael")
    paths = ("/hoy/", "/encuentros/", "/recorridos/", "/alertas/")
    boards = hold([(agent, "/hoy/"), *((coordinator, path) for path in paths)], fill, begun=1)
    assert len(boards[1]) <= BOARD_AT_MOST
    # Rows of the log of reads hang on each other: each asks for the one before it.
    twice = {sql: times for (sql, _told), times in boards[1].same.items() if times > 1 and "access_readrow" not in sql}
    assert twice == {}, "nothing is asked twice for one board"


def test_lists_of_care_and_pages_of_one_person_ask_no_more_of_many(cast: Cast, by, met):
    ines, now = by("ines"), datetime.now(UTC) - timedelta(minutes=1)
    paramedic, lawyer, worker = (cast.reader(name, why) for name, why in WHO)
    first = met(1, at=now, lines=[WOMAN], named=[named(0)])
    first_of_all = people.Person.objects.get().subject

    def fill(number: int) -> None:
        own = met(1, at=now, lines=[WOMAN], named=[named(number)])
        person = people.Person.objects.order_by("-subject").first()
        assert person
        cared_for(first, number, paramedic, now)
        advised(person.subject, ines, lawyer, now)
        protected([(first, first_of_all), (own, person.subject)], ines, worker, now)
        referred(own, person.subject, paramedic, now)

    hold(
        [
            (cast.client("tomas"), f"/encuentros/{first}/?purpose=medical"),
            (cast.client("tomas"), f"/encuentros/{first}/primeros-auxilios/?purpose=medical"),
            (cast.client("tomas"), "/referencias/?purpose=medical"),
            (cast.client("ines"), f"/personas/{first_of_all}/?purpose=assist"),
            (cast.client("emilio"), "/casos/?purpose=legal_aid"),
            (cast.client("lucia"), "/proteccion/?purpose=protection_case"),
            (cast.client("rafael"), "/proteccion/?purpose=quality_audit"),
            (cast.client("rafael"), "/casos/?purpose=quality_audit"),
        ],
        fill,
        begun=1,
    )


WHO = (("tomas", "medical"), ("emilio", "legal_aid"), ("lucia", "protection_case"))
WOMAN = Line(line_id="a", count=1, nationality="HN", sex="F", age_band="18+")


def named(number: int) -> Named:
    return Named(line_id="a", identity=people.Identity(given="Ana", families=[f"Número{number}"]), purpose="medical")


def cared_for(met: UUID, number: int, reader: Reader, at: datetime) -> None:
    told = medical.Told(complaints=["FRACT"], age_years=20 + number, note="cayó del tren")
    record_all(medical.opening_drafts(told, encounter=met, by=author_of(reader), at=at))


def advised(person: UUID, by: Author, lawyer: Reader, at: datetime) -> None:
    """One case that is taken, with a term, and one that waits."""
    opening = legal.Opening(what=legal.CaseKind.REFUGE, note="llegó sin papeles")
    legal.open_case(opening, person=person, by=by, at=at)
    case = legal.open_case(opening, person=person, by=by, at=at).receipt.subject
    legal.take_case(case=case, by=author_of(lawyer), at=at)
    legal.start_term("MX-AMPARO-GEN", case=case, started_at=at, by=author_of(lawyer), at=at)


def protected(met: Sequence[tuple[UUID, UUID]], by: Author, worker: Reader, at: datetime) -> None:
    """One file that is taken, and one that waits."""
    why = protection.AskedFor(words="tiene miedo de volver")
    asked = [protection.case_actions.ask(why, encounter=encounter, person=person, by=by, at=at) for encounter, person in met]
    protection.case_actions.take(case=asked[-1].subject, by=author_of(worker), at=at)


def referred(met: UUID, person: UUID, reader: Reader, at: datetime) -> None:
    by, item = author_of(reader), referrals.Item
    yes = people.note_consent(given=[people.ConsentFor.REFER], person=person, language="spa", by=by, at=at, now=at)
    referrals.make_referral(
        service=referrals.Service.HEALTH,
        receiver=referrals.Receiver(name="Hospital General", role=Role.HEALTH),
        told={item.AGE_SEX: "mujer, 24", item.CALL_BACK: "878 000 0000", item.HANDOVER: "fractura"},
        consent=yes.receipt.subject,
        encounter=met,
        person=person,
        reader=reader,
        by=by,
        at=at,
        now=at,
    )
