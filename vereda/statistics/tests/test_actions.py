"""Dirty marks in the database: one a month, new at each marking, in the transaction of what was recorded."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from vereda.statistics.actions import clean, mark_dirty
from vereda.statistics.lookups import DatabaseMarks
from vereda.statistics.models import DirtyMonth, FactsFolder

JANUARY, FEBRUARY = date(2024, 1, 1), date(2024, 2, 1)
marks = DatabaseMarks()


@pytest.mark.storage
@pytest.mark.django_db
def test_a_month_has_one_mark_which_is_new_each_time():
    mark_dirty("mx", [date(2024, 1, 31), JANUARY, date(2024, 2, 29)])
    first = marks.of("mx")
    assert list(first) == [JANUARY, FEBRUARY]
    mark_dirty("mx", [JANUARY])
    second = marks.of("mx")
    assert (second[JANUARY] != first[JANUARY], second[FEBRUARY] == first[FEBRUARY]) == (True, True)
    assert marks.of("gt") == {}


@pytest.mark.storage
@pytest.mark.django_db
def test_only_the_mark_under_which_a_month_was_written_goes_away():
    mark_dirty("mx", [JANUARY])
    written = marks.of("mx")[JANUARY]
    mark_dirty("mx", [JANUARY])
    assert clean("mx", JANUARY, written) is False
    assert clean("mx", JANUARY, marks.of("mx")[JANUARY]) is True
    assert marks.of("mx") == {}


@pytest.mark.storage
@pytest.mark.django_db
def test_a_second_mark_of_a_month_is_refused_by_the_database():
    mark_dirty("mx", [JANUARY])
    with pytest.raises(IntegrityError), transaction.atomic():
        DirtyMonth.objects.create(country="mx", month=JANUARY, marked_at=DirtyMonth.objects.get().marked_at)


@pytest.mark.storage
@pytest.mark.django_db
def test_a_second_folder_of_a_country_is_refused_by_the_database():
    assert marks.token("mx") == marks.token("mx") != marks.token("gt")
    with pytest.raises(IntegrityError), transaction.atomic():
        FactsFolder.objects.create(country="mx")


@pytest.mark.storage
@pytest.mark.django_db(transaction=True)
def test_what_was_not_recorded_marks_nothing():
    def breaks_off() -> None:
        with transaction.atomic():
            mark_dirty("mx", [JANUARY])
            raise KeyError

    with pytest.raises(KeyError):
        breaks_off()
    assert marks.of("mx") == {}


@pytest.mark.storage
@pytest.mark.django_db(transaction=True)
def test_writers_that_mark_the_same_months_in_any_order_never_lock_each_other():
    both = threading.Barrier(2)
    failed: list[Exception] = []

    def write(months: list[date]) -> None:
        try:
            both.wait(60)
            for _ in range(20):
                with transaction.atomic():
                    mark_dirty("mx", months)
        except Exception as why:  # the test tells it, the thread cannot
            failed.append(why)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(months,)) for months in ([JANUARY, FEBRUARY], [FEBRUARY, JANUARY])]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert failed == []
    assert list(marks.of("mx")) == [JANUARY, FEBRUARY]
