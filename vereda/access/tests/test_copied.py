"""A copied cast is a made one: as many rows, a chain that holds under the keys of the home, and no id of another test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from vereda.access.actions import demo
from vereda.access.models import Account, Membership
from vereda.access.tests.copied import COUNTRY, rows_of_all, settle
from vereda.logbook.door import digest_of_read_models, rebuild, verify
from vereda.logbook.models import LogEntry, State

pytestmark = [pytest.mark.django_db, pytest.mark.storage]


@contextmanager
def undone() -> Iterator[None]:
    """Undo in the end what was written."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def known(monkeypatch):
    """Leave a copy of today's cast, the database without it, and no way to make another."""
    with undone():
        settle()

    def never(country: str) -> None:
        raise AssertionError("made, not copied")

    monkeypatch.setattr(demo, "make_cast", never)


def told() -> object:
    """Return how many rows there are of each kind, and who holds which role."""
    sizes = {model.__name__: len(rows) for model, rows in rows_of_all().items()}
    held = Membership.objects.values_list("role", "group", "state", "institution_role", "from_on", "confirmed_on")
    return sizes, sorted(map(str, held)), sorted(Account.objects.values_list("username", "display_name"))


def test_a_copy_has_what_a_made_cast_has(known, monkeypatch):
    with undone():
        settle()
        copy = told()
    monkeypatch.undo()
    demo.make_cast(COUNTRY)
    assert copy == told()


def test_its_chain_and_its_read_models_hold_in_a_home_with_keys_of_its_own(known, home):
    settle()
    before = digest_of_read_models()
    assert verify().holds
    rebuild()
    assert digest_of_read_models() == before


def test_no_id_is_that_of_another_test(known):
    seen = []
    for _ in range(2):
        with undone():
            settle()
            columns = Account.objects.values_list("pk"), LogEntry.objects.values_list("id"), State.objects.values_list("subject")
            seen.append({id_ for column in columns for (id_,) in column})
    assert len(seen[0]) == len(seen[1]) == 3 * len(demo.CAST) + 1, "a partner has an entry more: to which institution"
    assert seen[0].isdisjoint(seen[1])


def test_an_hour_before_it_was_made_knows_nothing_of_it(known, monkeypatch):
    earlier = timezone.now() - timedelta(days=400)
    monkeypatch.setattr(timezone, "now", lambda: earlier)
    with pytest.raises(AssertionError, match="made, not copied"):
        settle()
