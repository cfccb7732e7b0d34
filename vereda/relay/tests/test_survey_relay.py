"""Forms on the line of a post: every post gets what is asked, and none changes it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from vereda.access.door import author_of
from vereda.relay.tests.test_headquarters import Machine
from vereda.surveys import door as surveys
from vereda.surveys.entries.facts import FormClosed
from vereda.surveys.tests.books import water

pytestmark = pytest.mark.django_db


def test_a_form_comes_down_to_every_post_and_no_post_closes_it(cast):
    found = surveys.looked_at(water(), country="mx")
    made = surveys.publish(found, by=author_of(cast.reader("hector")), at=timezone.now())
    for post in (Machine(), Machine("tapachula")):
        assert str(made.entry) in post.listed()
        assert len(post.ask("entries", {"ids": [str(made.entry)]})["entries"]) == 1
    machine = Machine()
    forged = machine.write(FormClosed(), cast.account("rafael").pk, made.subject)
    assert machine.bring(forged)[0].split()[0] == "quarantined"
    assert surveys.asked_forms("mx")
