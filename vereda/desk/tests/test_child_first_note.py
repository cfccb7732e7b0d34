"""The first note on what is best for a child is owed within the hours of the pack: after them the board says it is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from vereda.access.tests.cast import Cast, text
from vereda.countries.door import pack

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 20, 2, 0, tzinfo=ZoneInfo("America/Matamoros"))
MISSING = "falta la primera nota de interés superior"
NOTE = {"decision": "Esperar a la Procuraduría", "why": "Quiere a su tía, sin verificar", "review_on": "2026-11-23"}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NIGHT, tick=False) as traveller:
        yield traveller


def test_the_board_says_when_the_hours_of_the_first_note_are_over_until_it_is_written(
    cast: Cast, met, clock: time_machine.Traveller
):
    hours = timedelta(hours=pack("mx").child_path["first_note"].within_h or 0)
    assert hours == timedelta(hours=24)
    path = cast.client("ines").post(f"/encuentros/{met(3, unaccompanied_minors=2)}/ruta/").url
    clock.move_to(NIGHT + hours - timedelta(minutes=1), tick=False)
    assert MISSING not in text(cast.client("rafael").get("/hoy/"))
    clock.move_to(NIGHT + hours, tick=False)
    for name in ("rafael", "ines"):
        assert MISSING in text(cast.client(name).get("/hoy/")), name
    assert cast.client("lucia").post(f"{path}interes/?purpose=protection_case", NOTE).status_code == 302
    assert MISSING not in text(cast.client("rafael").get("/hoy/"))
