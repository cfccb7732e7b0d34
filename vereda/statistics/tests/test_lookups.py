"""What the figures stand on: the last block, dated as people of the country date it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from vereda.logbook.actions.chaining import append_block
from vereda.statistics.lookups import LogbookFacts


@pytest.mark.storage
@pytest.mark.django_db
def test_a_block_made_in_the_evening_is_of_that_day_and_not_of_the_next(home):
    assert LogbookFacts("mx").block() == (0, None)
    with transaction.atomic():
        number = append_block([], now=datetime(2024, 1, 30, 2, 15, tzinfo=UTC))  # a quarter past eight in Mexico
    assert LogbookFacts("mx").block() == (number, date(2024, 1, 29))
