"""The matrix at every door: each route against each role; one that holds its right and one that does not by a browser as well.

SEC-004, SEC-005. What a role reads behind a door that is open to it is compared in test_hidden_equals_absent.py.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tests.test_every_page import World, world  # noqa: F401  a fixture
from tests.test_routes import ALL
from vereda.access import second_factor
from vereda.access.rules.policy import holds, matrix, purposes_for
from vereda.access.tests.cast import Cast
from vereda.access.web.guard import Guard
from vereda.access.web.marks import Serves, mark_of
from vereda.access.words import Action, Part, RecordClass, Role
from vereda.logbook.registry import kinds
from vereda.logbook.schema import FieldClass

pytestmark = pytest.mark.django_db

SERVED = [(path, route.callback) for path, route in ALL if isinstance(mark_of(route.callback), Serves)]
CLASSES = {
    FieldClass.IDENTITY: {RecordClass.K2, RecordClass.K6},  # K6: who seeks, and whom
    FieldClass.HEALTH: {RecordClass.K3},
    FieldClass.SCREENING: {RecordClass.K4},
    FieldClass.SEXUAL_VIOLENCE: {RecordClass.K4},
    FieldClass.TORTURE: {RecordClass.K4},
    FieldClass.LEGAL: {RecordClass.K5},
    FieldClass.TRACING: {RecordClass.K6},
    FieldClass.INCIDENT: {RecordClass.K7},
}
"""Which class of the matrix a sealed field is of."""

OUR_OWN = {"groups.volunteer_written", "messages.number_kept", "training.certified"}
OUR_OWN |= {"training.guest_named", "workshops.expert_listed", "workshops.guest_named"}
"""Names and numbers of our own people and of staff of institutions, which are kept with the post, the course or the workshop."""

ROOMS = {
    "primeros-auxilios": {RecordClass.K3},
    "proteccion": {RecordClass.K4, RecordClass.K3, RecordClass.K10},  # K3: first aid of whom a case holds; K10: who is trained
    "rutas": {RecordClass.K4},
    "casos": {RecordClass.K5},
    "extraviadas": {RecordClass.K6},
    "injerencias": {RecordClass.K7},
    "injerencias-del-pais": {RecordClass.K7},
    "personas": {RecordClass.K2},
    "emergencia": {RecordClass.K2},
    "emergencias": {RecordClass.K9},
}
"""Of which classes a room asks a right: a page there of another class would be read by whoever holds that one."""


def is_held(role: str, mark: Serves, method: str) -> bool:
    """Tell what the matrix says of a door, without asking the guard."""
    action = mark.action_for(method)
    if action is None or not holds(role, mark.record_class, action, mark.part):
        return False
    return not mark.purposes or bool(purposes_for(role, mark.record_class, action, mark.purposes, mark.part))


def doors() -> dict[tuple[Serves, str], Any]:  # Any: whatever a route holds
    """Return a view for each mark and method: the guard knows no more of a route than its mark."""
    found = {(mark_of(view, method), method): view for _path, view in SERVED for method in ("GET", "POST")}
    return {
        (mark, method): view for (mark, method), view in found.items() if isinstance(mark, Serves) and mark.action_for(method)
    }


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_each_route_is_open_to_a_role_that_holds_its_right_and_shut_to_one_that_does_not(role: Role, cast: Cast, rf: Any):
    name = cast.of_role(role)
    cast.client(name)  # with a second factor
    shut = {door: answer_is_no(guarded(rf, cast.account(name), view, door[1])) for door, view in doors().items()}
    assert {door for door, is_shut in shut.items() if is_shut == is_held(role, *door)} == set()
    assert not all(shut.values())


def answer_is_no(answer: HttpResponse | None) -> bool:
    return answer is not None and answer.status_code == 403


def guarded(rf: RequestFactory, account: Any, view: Any, method: str) -> HttpResponse | None:  # Any: whatever a route holds
    """Return the answer that stands in the way of a view, None for none; the view itself is not called."""
    request: HttpRequest = rf.generic(method, "/x/")
    request.user, request.session = account, SessionStore()
    request.session[second_factor.ENROLLED] = True
    request.who, request.practice = "", None  # type: ignore[attr-defined]  # set by the guard, before
    if getattr(view, "csrf_exempt", False) and method == "POST":
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # as the test client says it
    return Guard(lambda _: HttpResponse()).process_view(request, view, (), {})  # type: ignore[return-value]  # no stream


def test_through_a_browser_one_who_holds_it_is_let_in_and_one_who_does_not_is_told_that_it_is_not_his_work(world: World):  # noqa: F811
    clients = {role: world.cast.client(world.cast.of_role(role)) for role in Role}
    wrong, shut = [], 0
    for path, view in SERVED:
        mark = mark_of(view)
        assert isinstance(mark, Serves)
        may = [role for role in Role if is_held(role, mark, "GET")]
        not_ = [role for role in Role if role not in may]
        for role in (*may[:1], *not_[:1]):
            answer = clients[role].get(world.address(path))
            is_shut = "access.not_your_work" in answer.content.decode(errors="replace") if not answer.streaming else False
            wrong += [(path, role)] if is_shut == (role in may) else []
            shut += is_shut
    assert wrong == []
    assert shut > len(SERVED) // 2


def test_a_kind_with_sealed_fields_asks_of_its_author_a_right_over_their_class():
    wrong = {}
    for kind in kinds():
        closed = set().union(*(CLASSES.get(FieldClass(cls), set()) for cls in kind.boxes))
        if (
            kind.kind not in OUR_OWN
            and kind.demands is not None
            and closed
            and RecordClass(kind.demands.record_class) not in closed
        ):
            wrong[kind.kind] = kind.demands
    assert wrong == {}


def test_each_room_asks_for_the_class_of_what_it_shows():
    for path, view in SERVED:
        room = path.split("/")[0]
        mark = mark_of(view)
        assert isinstance(mark, Serves)
        assert room not in ROOMS or mark.record_class in ROOMS[room], path


def test_every_closed_class_is_read_whole_by_somebody_and_by_few():
    """A class that nobody reads would be sealed for nothing; one that most read would be open."""
    for one in set().union(*CLASSES.values()) - {RecordClass.K7}:  # K7 is read by who gives it out, as `approve`
        reads = [right for right in matrix().rights if right.record_class is one and right.action is Action.READ]
        assert 1 <= len({right.role for right in reads if right.part is Part.WHOLE}) <= 9, one
