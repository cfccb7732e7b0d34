"""A common name: the first fifty are shown, the page says that there are more, and it asks no question for each of them."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vereda.access.tests.cast import Cast
from vereda.encounters.door import Line, Named
from vereda.logbook import sealing
from vereda.logbook.models import NameToken
from vereda.logbook.nodekeys import index_key
from vereda.people.door import Identity, Person

pytestmark = pytest.mark.django_db
HOME = "piedras-negras"


def others(count: int) -> None:
    """Put in persons of the name of whom this machine holds no entry, past the logbook."""
    blind = sealing.blind(index_key(HOME), "xochitl")
    ids = [UUID(int=0xF << 124 | number) for number in range(count)]
    told = {"country": "mx", "group": HOME, "nationality": "HN", "sex": "F", "age_band": "18+"}
    Person.objects.bulk_create(Person(subject=one, **told) for one in ids)
    NameToken.objects.bulk_create(NameToken(token=blind, subject=one, group=HOME) for one in ids)


def called(met, times: int) -> None:
    for number in range(times):
        line = Line(line_id="a", count=1, nationality="HN", sex="F", age_band="18+")
        who = Named(line_id="a", identity=Identity(given="Xóchitl", families=[f"Número{number}"]), purpose="medical")
        met(1, lines=[line], named=[who])


def search(cast: Cast) -> str:
    answer = cast.client("ines").post("/personas/", {"name": "xochitl", "purpose": "assist"})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("more", "shown", "is_cut"), [(0, 2, False), (47, 49, False), (49, 50, True)])
def test_fifty_are_shown_and_the_page_says_that_there_are_more(cast: Cast, met, more: int, shown: int, is_cut: bool):
    called(met, 2)
    others(more)
    page = search(cast)
    assert page.count('class="row"') == shown
    assert ("Hay más; se muestran 50" in page) == is_cut
    assert "Número0" in page
    assert "Número1" in page


def test_names_are_opened_together_however_many_are_found(cast: Cast, met):
    called(met, 2)
    with CaptureQueriesContext(connection) as few:
        search(cast)
    called(met, 6)
    with CaptureQueriesContext(connection) as many:
        search(cast)
    assert len(many) <= len(few)
