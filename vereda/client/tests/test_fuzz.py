"""What the description of the interface allows, and what it does not, sent at random: never a fault, never an open door.

REL-047 in short form; values that random text does not find are in test_hostile.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http.client import responses
from typing import Any

import orjson
import pytest
import schemathesis
from django.test.client import Client, ClientHandler
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.generation import GenerationMode

from tests.house import IS_WHOLE, examples
from vereda.access.tests.cast import Cast
from vereda.client.tests.phone import Phone
from vereda.encounters.entries import Line, Margin, Place, Service
from vereda.logbook import door
from vereda.logbook.tests.pens import meeting

EXAMPLES = 30 if IS_WHOLE else 15  # of each operation, with a token and without
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
QUICKLY = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
OPERATIONS = [
    ("POST", "/sync/v1/push"),
    ("POST", "/sync/v1/last"),
    ("POST", "/sync/v1/hello"),
    ("POST", "/sync/v1/wiped"),
    ("GET", "/sync/v1/node"),
    ("PUT", "/sync/v1/files/{name}"),
]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:  # Any: WSGI
    """Serve a request within this test's transaction."""
    answer = ClientHandler()(environ)
    start_response(f"{answer.status_code} {responses[answer.status_code]}", list(answer.items()))
    return [answer.content]


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@pytest.mark.parametrize("token", ["own", "none"])
def test_nothing_that_is_sent_makes_a_fault_or_opens_without_a_token(cast: Cast, method: str, path: str, token: str) -> None:
    phone = Phone(cast)
    described = Client().get("/sync/v1/openapi.json").json()
    schema = schemathesis.openapi.from_dict(described)
    schema.app = application
    operation = schema[path][method]

    @QUICKLY
    @given(
        case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
        | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
    )
    def fuzz(case: Any) -> None:  # Any: schemathesis has no name for it before it runs
        case.headers = {**(case.headers or {}), **(phone.headers if token == "own" else {"Authorization": "Bearer guessed"})}
        answer = case.call()
        case.validate_response(answer, checks=CHECKS)
        if token == "none":
            assert answer.status_code in (401, 404, 405)

    fuzz()


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
LEAF = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False) | TEXT
VALUE = st.recursive(LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=6)
TELLING = [VALUE, st.sampled_from(["", "0001-01-01", "9999-12-31T23:59:59+14:00", "\0", "encounters.withdrawn", "f" * 16, 0, -1])]


@pytest.mark.storage
@pytest.mark.django_db
def test_any_value_in_any_place_of_an_entry_is_answered_and_what_is_taken_can_be_read_and_proved(cast: Cast) -> None:
    phone = Phone(cast)
    plain = meeting(
        3,
        lines=[Line(line_id="a", count=1, nationality="GT", services=["FOOD"])],
        margins=[Margin(attribute="sex", value="F", count=1)],
        services=[Service(service="WATER", people=2)],
        place=Place(state="MX-COA", municipality="05025"),
        language="es",
    )

    @settings(QUICKLY, max_examples=examples(150))
    @given(data=st.data())
    def fuzz(data: st.DataObject) -> None:
        one = phone.write(plain, phone.seq % 40)
        body = orjson.loads(one.raw)
        for _ in range(data.draw(st.integers(1, 2))):
            inside = data.draw(st.sampled_from(list(_places(body))))
            inside[data.draw(st.sampled_from(list(_keys(inside))))] = data.draw(st.one_of(TELLING))
        (told,) = phone.deliver(phone.seal_changed(one, lambda _: orjson.dumps(body).decode()))["answers"]
        assert told["status"] in ("accepted", "known", "refused", "quarantined", "not_understood")

    fuzz()
    assert door.verify().holds
    before = door.digest_of_read_models()
    door.rebuild()
    assert door.digest_of_read_models() == before
    for month in door.months_counted("mx"):
        list(door.facts_of_month("mx", month))


def _places(value: Any) -> Iterable[Any]:  # Any: JSON
    """Yield every object and list in an entry, itself first."""
    if isinstance(value, dict | list) and value:
        yield value
        for one in value.values() if isinstance(value, dict) else value:
            yield from _places(one)


def _keys(value: Any) -> Iterable[Any]:  # Any: JSON
    return value.keys() if isinstance(value, dict) else range(len(value))
