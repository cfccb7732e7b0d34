"""What cannot wait goes before all that lies in the queue, and holds nothing up. Of the core alone, in a bare page."""

from __future__ import annotations

import pytest

from vereda.client.tests.hands import SYNC, tally, there, write

pytestmark = pytest.mark.browser


def test_what_cannot_wait_goes_before_what_lies_in_the_queue(phone):
    tally(phone, 25)
    urgent = write(phone, locked=True, urgent=True)["id"]
    phone(SYNC)
    assert there(phone)[0] == urgent
    assert len(there(phone)) == 26
    assert phone(SYNC)["unsent"] == 0


def test_what_cannot_wait_and_is_not_taken_holds_nothing_up_and_comes_again(phone):
    tally(phone, 3)
    urgent = write(phone, locked=True, urgent=True)["id"]
    phone("globalThis.asked = 0; server.fault = (at) => at.endsWith('push') && asked++ === 0 ? 'error' : ''; " + SYNC)
    phone("server.fault = () => ''; " + SYNC)
    assert sorted(there(phone)) == sorted(set(there(phone)))
    assert urgent in there(phone)
    assert len(there(phone)) == 4
