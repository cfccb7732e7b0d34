"""`filter(id__among=ids)` finds what `in` finds, whatever way the ids are told and however many they are."""

from __future__ import annotations

from uuid import UUID

import pytest

from vereda.logbook.models import Link

pytestmark = [pytest.mark.storage, pytest.mark.django_db]

HERE = [UUID(int=number << 64 | 0x80 << 56) for number in range(1, 6)]


@pytest.fixture
def links() -> None:
    Link.objects.bulk_create([Link(subject=one, linked=UUID(int=9)) for one in HERE])


@pytest.mark.parametrize("ids", [HERE[1:3], set(HERE[1:3]), [str(one) for one in HERE[1:3]], (UUID(int=7), *HERE[1:3])])
def test_it_is_in_with_one_parameter(links: None, ids: object) -> None:
    found = Link.objects.filter(subject__among=ids)
    assert set(found.values_list("subject", flat=True)) == set(HERE[1:3])


def test_none_among_none(links: None) -> None:
    assert not Link.objects.filter(subject__among=[]).exists()


def test_more_than_a_statement_has_parameters(links: None) -> None:
    many = [UUID(int=number) for number in range(70_000)]
    assert Link.objects.filter(subject__among=[*many, HERE[0]]).count() == 1


def test_rows_are_deleted_and_excluded_by_it(links: None) -> None:
    assert Link.objects.exclude(subject__among=HERE[:2]).count() == 3
    Link.objects.filter(subject__among=HERE[:2]).delete()
    assert set(Link.objects.values_list("subject", flat=True)) == set(HERE[2:])
