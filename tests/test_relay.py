"""The relay's drill, short: `make drill-relay` runs it long."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.relay.story import Story


@pytest.mark.timeout(600)
def test_two_phones_a_post_and_headquarters_hold_alike_through_cuts_a_stick_and_a_revocation(tmp_path: Path):
    """The line of the drill: nothing lost, nothing twice, erasure wins, a stolen post gets nothing more."""
    assert Story(tmp_path, meetings=3).tell().startswith("drill-relay: held")
