"""What a folded state tells in JSON, as a row holds it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from vereda.logbook.columns import day_if, id_if, instant, instant_if


def test_an_instant_is_held_in_utc_whatever_clock_it_was_written_by() -> None:
    assert instant("2024-01-29T23:30:00-06:00") == datetime(2024, 1, 30, 5, 30, tzinfo=UTC)
    assert instant("2024-01-29T23:30:00-06:00").tzinfo is UTC


def test_what_was_not_said_is_none() -> None:
    assert (instant_if(None), instant_if(""), day_if(""), day_if(None), id_if(None), id_if("")) == (None,) * 6
    assert instant_if("2024-01-30T05:30:00+00:00") == datetime(2024, 1, 30, 5, 30, tzinfo=UTC)
    assert day_if("2024-02-29") == date(2024, 2, 29)
    assert id_if("018d5c70-0000-7000-8000-000000000001") == UUID(int=0x018D5C70_0000_7000_8000_000000000001)
