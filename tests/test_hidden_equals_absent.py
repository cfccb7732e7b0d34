"""A record that hides from somebody and one that is not there answer alike, on every route, list, search, sort and download.

Two databases are compared that differ only in whether hidden records are there: each route of the resolver is asked, for each
role, and each way that its page offers; a route that is added is asked as well. SEC-006, SEC-007, SEC-009.

Of role and route a twelfth of all pairs is walked each time, and half of the ids, by their names; `make drill-hidden` walks all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4
from zlib import crc32

import pytest
import time_machine
from django.test import Client

from tests.hidden import (
    COUNTED,
    COUNTS_AT,
    HOME,
    KINDS,
    OTHER,
    REPORTED,
    Answer,
    Ground,
    asked,
    counted_by,
    hidden_from,
    reads_counts,
    undone,
    ways,
)
from tests.test_every_page import PART, WHO, World, world  # noqa: F401  a fixture
from tests.test_matrix_over_http import is_held
from tests.test_routes import ALL, NAMES
from vereda.access.tests.cast import Cast
from vereda.access.web.marks import Serves, mark_of
from vereda.access.words import Role
from vereda.logbook.registry import folds
from vereda.logbook.schema import FieldClass

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]  # a walk over the whole house, twice

CLOSED = {
    FieldClass.IDENTITY, FieldClass.HEALTH, FieldClass.SCREENING, FieldClass.SEXUAL_VIOLENCE, FieldClass.TORTURE,
    FieldClass.LEGAL, FieldClass.TRACING, FieldClass.INCIDENT,
}  # fmt: skip
OPEN_IN_THE_GROUP = {
    "alert": "the words of who calls; read by the group and, unread, by headquarters: vereda/desk/tests/test_alerts.py",
    "missing_report": "the report of a file, made with it",
    "card": "its box is read once as it enters and kept nowhere: vereda/people/tests/test_card.py, tests/test_card_answers.py",
    "handed": "who comes from another country, for the group that takes them in: vereda/desk/tests/test_between.py",
    "lent_staff": "our own people: vereda/desk/tests/test_duty.py",
    "staff_number": "our own people: vereda/desk/tests/test_texts.py",
    "survey_answers": "read by the group, health by who gives first aid: vereda/desk/tests/test_surveys.py",
    "text": "messages to a group: vereda/desk/tests/test_texts.py",
    "volunteer": "our own people: vereda/desk/tests/test_duty.py",
    "training_guest": "staff of other institutions who were trained with us: vereda/desk/tests/test_training.py",
    "training_certificate": "our own people, and those: vereda/desk/tests/test_training.py",
    "workshop_guest": "staff of institutions, nobody whom we met: vereda/desk/tests/test_workshops.py",
    "workshop_expert": "staff of institutions, nobody whom we met: vereda/desk/tests/test_workshops.py",
    "request": "who asks for numbers, nobody whom we met: vereda/desk/tests/test_transparency.py",
}
"""Kinds with a closed box that are not hidden from their own group, and where it is shown that others do not see them."""

PARTS = 12
IS_WHOLE = os.environ.get("VEREDA_TEST_HIDDEN") == "whole"
WALKED = range(PARTS) if IS_WHOLE else range(1)
LEAVES = ("salir/",)
FREE = ("orientacion/<slug:topic>/<slug:language>/imagen/", "entre-paises/tarjeta.json")
"""Pictures that take long to draw and hold texts of the library alone; keys and posts of this house, signed anew at each look."""


@pytest.fixture(autouse=True)
def still() -> Iterator[datetime]:
    """Stand the clock still: what two walks show of the time is the same."""
    at = datetime.now(UTC)
    with time_machine.travel(at, tick=False):
        yield at


@pytest.fixture
def ground(still: datetime, world: World) -> Ground:  # noqa: F811  the fixture
    """Return a house at work in two groups, where each group met a woman by name who said yes to being handed on."""
    from allauth.mfa.totp.internal.auth import TOTP

    from vereda.encounters.door import Line, Meeting, Named, Service, record_meeting
    from vereda.people import door as people
    from vereda.people.door import Identity, Person

    cast, at = world.cast, still - timedelta(minutes=3)
    for group in (HOME, OTHER):
        hire(cast, f"cases-{group}", Role.CASE_WORKER, group)
    hire(cast, "adviser-2", Role.LEGAL_ADVISER, "")
    for account in set(cast.accounts.values()) - {cast.accounts[name] for name in WHO}:
        TOTP.activate(account, "JBSWY3DPEHPK3PXP")  # pages of the own second factor
    bare = Ground(cast, at, {}, {}, {})
    met, person, consent = {}, {}, {}
    for group in (HOME, OTHER):
        line = Line(line_id="HN-F-18p", count=1, nationality="HN", sex="F", age_band="18+")
        child = Line(line_id="HN-F-017", count=1, nationality="HN", sex="F", age_band="0-17")
        named = Named(line_id="HN-F-18p", identity=Identity(given="María", families=["Paz"]), purpose="medical")
        told = Meeting(
            people_met=2, lines=[line, child], services=[Service(service="FIRST_AID")], named=[named], unaccompanied_minors=1
        )
        before = set(Person.objects.values_list("subject", flat=True))
        met[group] = record_meeting(told, by=bare.by(group), at=at).subject
        person[group] = next(one for one in Person.objects.values_list("subject", flat=True) if one not in before)
        made = people.note_consent(
            by=bare.by(group), at=at, now=at, given=[people.ConsentFor.REFER], language="spa", person=person[group]
        )
        consent[group] = made.receipt.subject
    return Ground(cast, at, met, person, consent)


def hire(cast: Cast, name: str, role: Role, group: str) -> None:
    from vereda.access.door import grant, local_day, reader_for_command
    from vereda.access.models import Account

    account = Account.objects.create_user(name, display_name=name)
    today = local_day("mx", group)
    grant(
        account=account.pk,
        role=role,
        country="mx",
        group=group,
        from_on=today,
        by=reader_for_command(None, None),
        at=datetime.now(UTC),
    )
    cast.accounts[name] = account


def test_every_kind_with_a_closed_box_is_hidden_here_or_says_why_not():
    kinds = {fold.subject_kind for fold in folds() if CLOSED & {FieldClass(cls) for kind in fold.kinds for cls in kind.boxes}}
    known = {name.split(" ")[0] for name in KINDS} | {"missing_file"}
    assert kinds - known - set(OPEN_IN_THE_GROUP) == set()
    assert not set(OPEN_IN_THE_GROUP) & known


type Asks = list[tuple[str, str, dict[str, str]]]
type Wanted = Callable[[str], bool]  # of a route


def walk(client: Client, addresses: Asks) -> dict[tuple[str, str, str], Answer]:
    """Ask each, as a browser that has kept nothing of what was asked before."""
    found, kept = {}, deepcopy(client.cookies)
    for way, address, sent in addresses:
        client.cookies = deepcopy(kept)
        found[way, address, str(sent)] = asked(client, address, way, sent)
    client.cookies = kept
    return found


def routes(world: World, ground: Ground, wanted: Wanted) -> Asks:  # noqa: F811
    """Return the routes that are wanted, and those of the encounter and the person on which hidden records hang."""
    asked_for = [path for path, _ in ALL if not path.startswith(LEAVES) and path not in FREE and wanted(path)]
    found = [world.address(path) for path in asked_for]
    for room, of in (("encuentros/", ground.met[HOME]), ("personas/", ground.person[HOME])):
        found += ["/" + PART.sub(str(of), path) for path in asked_for if path.startswith(room) and "<" in path]
    return [("get", one, {}) for one in dict.fromkeys(found)]


MARKS = {path: mark_of(route.callback) for path, route in ALL}


def held_by(role: Role) -> Wanted:
    """Return whether a role is let into a route; to all others the guard answers before any view (test_matrix_over_http.py)."""

    def is_let_in(path: str) -> bool:
        mark = MARKS[path]
        return isinstance(mark, Serves) and is_held(role, mark, "GET")

    return is_let_in


def in_part(role: Role, part: int) -> Wanted:
    """Return whether a route is among those that a role is let into and that are walked together."""
    is_let_in = held_by(role)
    return lambda path: crc32(f"{role} {path}".encode()) % PARTS == part and is_let_in(path)


def open_to_strangers(path: str) -> bool:
    return not isinstance(MARKS[path], Serves)


def offered(found: Mapping[tuple[str, str, str], Answer]) -> Asks:
    """Return each way that the pages offer, once."""
    made = [one for (_way, address, _sent), answer in found.items() if answer.status == 200 for one in ways(address, answer.body)]
    return [one for i, one in enumerate(made) if one not in made[:i] and not one[1].startswith(("/salir/", "/idioma/"))]


def reader_group(role: Role) -> str:
    return HOME if role in (Role.AGENT, Role.PARAMEDIC, Role.CASE_WORKER, Role.COORDINATOR) else ""


type Pair = tuple[Answer, Answer]  # without hidden records, and with them


def walked(client: Client, ground: Ground, asks: Asks, names: Iterable[str]) -> dict[tuple[str, str, str], Pair]:
    """Return what is answered without hidden records and with them, on every route and every way that its page offers."""
    with undone():
        without = walk(client, asks)
        asks = [*asks, *offered(without)]
        without |= walk(client, asks[len(without) :])
    with undone():
        for name in sorted(names):
            KINDS[name].make(ground, KINDS[name].group)
        there = walk(client, asks)
    return {key: (without[key], answer) for key, answer in there.items()}


def told(found: Mapping[tuple[str, str, str], Pair], *, counted_at: tuple[str, ...] = ()) -> list[str]:
    """Return where an answer tells that hidden records are there; where numbers may differ, whether more than numbers does."""
    said = []
    for (way, address, sent), (without, there) in found.items():
        if address.startswith(counted_at):
            without, there = without.without_numbers(), there.without_numbers()
        if differs := without.differs(there):
            said.append(f"{way} {address} {sent}: {differs}")
    return said


def hiding(role: Role) -> tuple[set[str], set[str]]:
    """Return the kinds of which a role notices nothing, and those of which it reads the counts of reports and nothing else."""
    group = reader_group(role)
    names = set(hidden_from(role, group)) - set(counted_by(role, group))
    counted = {name for name in names & COUNTED if reads_counts(role, group, KINDS[name].group)}
    return names - counted, counted


@pytest.mark.parametrize("part", WALKED)
@pytest.mark.parametrize("role", list(Role), ids=str)
def test_what_hides_from_a_role_changes_no_answer_to_it(role: Role, part: int, ground: Ground, world: World):  # noqa: F811
    """Every route, and every filter, sort and search that its page offers."""
    names, _counted = hiding(role)
    assert len(names) > 5, "much hides from everybody"
    client = ground.cast.client(ground.cast.of_role(role))
    said = told(walked(client, ground, routes(world, ground, in_part(role, part)), names))
    assert not said, "\n".join(said)


@pytest.mark.parametrize("part", WALKED)
@pytest.mark.parametrize("role", [role for role in Role if hiding(role)[1]], ids=str)
def test_what_reports_count_is_told_by_no_other_page(role: Role, part: int, ground: Ground, world: World):  # noqa: F811
    _names, counted = hiding(role)
    client = ground.cast.client(ground.cast.of_role(role))
    asks = [one for one in routes(world, ground, in_part(role, part)) if not one[1].startswith(REPORTED)]
    found = walked(client, ground, asks, counted)
    said = told({key: pair for key, pair in found.items() if not key[1].startswith(REPORTED)})
    assert not said, "\n".join(said)


def test_what_is_open_to_all_tells_of_nothing(ground: Ground, world: World):  # noqa: F811
    """Pages of everybody, and of one's own account; every kind of record hides from a stranger."""
    for client in (Client(), ground.cast.client("bruno")):
        said = told(walked(client, ground, routes(world, ground, open_to_strangers), KINDS))
        assert not said, "\n".join(said)


@pytest.mark.parametrize("part", WALKED)
def test_a_coordinator_reads_numbers_of_cases_where_they_stand_and_nothing_else_anywhere(part: int, ground: Ground, world: World):  # noqa: F811
    names = counted_by(Role.COORDINATOR, HOME)
    assert {KINDS[name].record_class for name in names} == {"K4", "K5"}
    found = walked(ground.cast.client("rafael"), ground, routes(world, ground, in_part(Role.COORDINATOR, part)), names)
    said = told(found, counted_at=COUNTS_AT)
    assert not said, "\n".join(said)


CALLING = (Role.AGENT, Role.PARAMEDIC, Role.CASE_WORKER, Role.COORDINATOR, Role.LEGAL_ADVISER, Role.TRACING_OFFICER,
           Role.HEADQUARTERS_DUTY, Role.DATA_PROTECTION, Role.PARTNER)  # fmt: skip
"""Roles that open some record of a person; to the others every such address is shut before it is looked at."""


@pytest.mark.parametrize("role", CALLING, ids=str)
def test_the_id_of_what_hides_and_one_of_nothing_get_one_answer(role: Role, ground: Ground):
    """SEC-006: each route of its room, looked at and written to."""
    client, names = ground.cast.client(ground.cast.of_role(role)), hidden_from(role, reader_group(role))
    said, asks = [], 0
    with undone():
        made = {name: KINDS[name].make(ground, KINDS[name].group) for name in names}
        for name, subject in made.items():
            for address in addresses(KINDS[name].rooms):
                if not IS_WHOLE and crc32(f"{role} {name} {address}".encode()) % 2:
                    continue
                for way in ("get", "post"):
                    asks += 1
                    nothing = called(client, way, address, uuid4())
                    if "access.not_your_work" in nothing.body:
                        continue  # the guard answers so before any view
                    there = called(client, way, address, subject)
                    said += [f"{way} {address}, {name}: {differs}"] if (differs := nothing.differs(there)) else []
    assert asks > (60 if IS_WHOLE else 30)
    assert not said, "\n".join(said)


def addresses(rooms: tuple[str, ...]) -> list[str]:
    return [route for route in NAMES if route.split("/")[0] in rooms and "<uuid" in route]


def called(client: Client, way: str, route: str, subject: UUID) -> Answer:
    """Return the answer to an address with an id in it; all other parts are of nothing."""
    parts = iter([str(subject)])
    address = "/" + PART.sub(lambda part: next(parts, OF_NOTHING) if "uuid" in part[0] else "0", route)
    kept = deepcopy(client.cookies)
    with undone():
        answer = asked(client, address, way)
    client.cookies = kept
    return answer.naming(str(subject))


OF_NOTHING = "00000000-0000-0000-0000-000000000007"


PULLED = ("pull", "reference", "guidance", "courses", "training", "texts", "voice", "hello")
"""What a phone asks for by its token."""


def test_a_phone_is_given_the_same_whether_hidden_records_are_there_or_not(ground: Ground):
    from vereda.access.door import enrol_device, reader_for_command

    agent = ground.cast.account("ines").pk
    told = {"country": "mx", "group": HOME, "label": "Teléfono 1", "at": ground.at, "agents": [agent]}
    _receipt, token = enrol_device(by=reader_for_command(None, None), **told)
    given = {"Authorization": f"Bearer {token}", "X-Vereda-Agent": str(agent), "X-Vereda-App": "1"}
    client = Client(headers=given)

    def pulled() -> dict[str, Answer]:
        return {path: asked(client, f"/sync/v1/{path}") for path in PULLED}

    pulled()  # what is made once and kept is made now
    with undone():
        without = pulled()
    with undone():
        for name in sorted(set(hidden_from(Role.AGENT, HOME)) - COUNTED):
            KINDS[name].make(ground, KINDS[name].group)
        there = pulled()
    assert without["pull"].status == 200
    said = {path: without[path].differs(there[path]) for path in PULLED}
    assert not any(said.values()), said
