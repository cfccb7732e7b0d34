"""What is out, told from ten years of paper of which nearly all is typed and gone: what is done is not opened again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from vereda.logbook.door import Author
from vereda.paper import lookups
from vereda.paper.actions import cancel_sheet, give_out, print_sheets
from vereda.paper.models import SheetBatch
from vereda.paper.rules.serials import Serial
from vereda.paper.words import CancelledFor, Form

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
GROUP = "piedras-negras"
HERE = (GROUP, "mx")
INES = Author(account="ines", group=GROUP, country="mx", zone="America/Matamoros")
AT = datetime(2024, 1, 31, 23, 50, tzinfo=UTC)
COPIES = 4


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that fills with the first number of each printing that is read from the database."""
    found: list[int] = []
    original = SheetBatch.from_db.__func__

    def from_db(cls, db, names, values, *, fetch_mode=None):
        row = original(cls, db, names, values, fetch_mode=fetch_mode)
        found.append(row.first)
        return row

    monkeypatch.setattr(SheetBatch, "from_db", classmethod(from_db))
    return found


def printed(times: int) -> list[list[Serial]]:
    """Print so often, and give all of it to Inés."""
    made = [print_sheets(Form.ENCOUNTER, copies=COPIES, lang="es", lists={}, by=INES, at=AT) for _ in range(times)]
    for serials in made:
        give_out(Form.ENCOUNTER, first=serials[0].number, last=serials[-1].number, to="ines", by=INES, at=AT)
    return [list(one) for one in made]


def done(serials: list[Serial]) -> None:
    for serial in serials:
        cancel_sheet(serial, CancelledFor.SPOILED, by=INES, at=AT)


def test_printings_that_are_done_are_not_opened(opened, django_assert_num_queries):
    *past, last = printed(5)
    for serials in past:
        done(serials)
    done(last[:2])
    opened.clear()
    with django_assert_num_queries(2):
        (out,) = lookups.out(*HERE)
    assert (out.first, out.last, list(out.waiting), out.done) == (17, 20, [19, 20], 2)
    assert opened == [17]


def test_a_sheet_that_waits_is_found_however_many_others_of_its_printing_were_cancelled():
    first, second = printed(2)
    done([*first[1:], *second])
    late = lookups.missing(*HERE, now=AT + timedelta(days=8))
    assert [serial.number for serial, _out in late] == [1]
    assert lookups.missing(*HERE, now=AT + timedelta(days=8), found=[]) == []


def test_numbers_that_two_machines_gave_are_told_without_reading_who_has_what(opened):
    printed(2)
    row = SheetBatch.objects.get(first=1)
    SheetBatch.objects.filter(pk=row.pk).update(last=6)
    opened.clear()
    assert lookups.printed_twice(*HERE) == [(Form.ENCOUNTER, 5, 6)]
    assert opened == []
