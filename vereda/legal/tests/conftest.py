"""What tests of legal cases share: the clock, who writes, and a person. Loaded before Django stands."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
import time_machine

from vereda.access.tests.cast import Cast
from vereda.legal.tests.asking import NOW, Desk


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


@pytest.fixture
def person(cast: Cast, desk: Desk) -> UUID:
    from vereda.encounters.door import AgeBand, Sex
    from vereda.logbook.door import Plain, record
    from vereda.logbook.schema import FieldClass
    from vereda.people.door import PersonMet

    met = PersonMet(nationality="HN", sex=Sex("F"), age_band=AgeBand.YOUNG, purpose="legal_aid")
    boxes = [Plain(cls=FieldClass.IDENTITY, fields={"given": "Xóchitl", "families": ["Luna"]})]
    return record(met, by=desk.by("ines"), at=NOW, boxes=boxes).subject
