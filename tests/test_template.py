"""Tests that commit leave nothing behind, even where deleting is refused."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType

pytestmark = [pytest.mark.storage, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_one_test_commits_the_next_does_not_see(time):
    assert ContentType.objects.count() > 0
    ContentType.objects.create(app_label="left", model="behind")


def test_a_test_may_go_back_to_the_beginning_in_its_middle(restore_database):
    ContentType.objects.create(app_label="left", model="behind")
    restore_database()
    assert not ContentType.objects.filter(app_label="left").exists()
