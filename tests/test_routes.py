"""Every route of the house carries a mark of access, and strangers are kept out of each that is not open to all.

SEC-004: a route with no declared right fails the build.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from vereda.access.web.marks import OpenToAll, Serves, marks_of
from vereda.access.words import Purpose, RecordClass

# django-ninja adds a root that only tells where its documentation is; it carries no mark, and so the guard closes it.
CLOSED_BY_THE_GUARD = {"api-root"}


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every route of the house with its whole path pattern."""
    for one in (resolver or get_resolver()).url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one, here)
        else:
            yield here, one


ALL = [(path, one) for path, one in routes() if one.name not in CLOSED_BY_THE_GUARD]
NAMES = [path for path, _ in ALL]


def test_there_are_routes():
    assert {"entrar/", "cuenta/", "lecturas/"} <= set(NAMES)


@pytest.mark.parametrize(("path", "route"), ALL, ids=NAMES)
def test_each_route_carries_a_mark(path: str, route: URLPattern):
    marks = marks_of(route.callback)
    assert marks
    assert None not in marks, f"{path}: mark the view with @serves, @for_signed_in or @open_to_all (vereda/access/door.py)"


@pytest.mark.parametrize(("path", "route"), ALL, ids=NAMES)
def test_what_is_open_to_all_says_why_and_what_is_not_says_for_what(path: str, route: URLPattern):
    for mark in marks_of(route.callback):
        if isinstance(mark, Serves):
            assert mark.purposes or mark.record_class in (RecordClass.K0, RecordClass.K10)
            assert set(mark.purposes) <= set(Purpose)
        else:
            assert mark is not None
            assert len(mark.reason.split()) >= 3


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "route"), ALL, ids=NAMES)
def test_a_stranger_gets_nothing_from_a_route_that_is_not_open(path: str, route: URLPattern, rf):
    """The guard answers before the view: whatever the arguments, the view is not called."""
    from django.contrib.auth.models import AnonymousUser
    from django.contrib.sessions.backends.db import SessionStore

    from vereda.access.web.guard import Guard

    request: HttpRequest = rf.get("/x/")
    request.user, request.session = AnonymousUser(), SessionStore()
    guard = Guard(lambda _: HttpResponse())
    answer = guard.process_view(request, route.callback, (), {})
    if all(isinstance(mark, OpenToAll) for mark in marks_of(route.callback)):
        assert answer is None or answer.status_code == 404, "None: open; 404: the method of this request has no operation"
    else:
        assert answer is not None
        assert answer.status_code in (302, 401, 404)
