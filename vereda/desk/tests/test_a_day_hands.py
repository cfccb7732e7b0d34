"""Somebody who sits down leaves the page of the one before, and only then it is the new hour."""

from __future__ import annotations

from datetime import date
from typing import Any
from unittest.mock import Mock

from vereda.desk.tests.a_day import Act, Desk, Script

TOLD = {
    "zone": "America/Matamoros", "people": [], "act": [], "from": "30 07:00", "until": "31 07:00",
    "days": {"30": date(2024, 1, 30), "31": date(2024, 1, 31)},
}  # fmt: skip


class Idle(Desk):
    def look(self, act: Act) -> None:
        """Do nothing."""


def test_a_page_that_asks_each_moment_is_gone_before_its_session_is_over():
    """The page of a mission was answered at the new hour that nobody is signed in, and went to sign in over the next page."""
    hands: Any = Mock()
    desk = Idle(hands.page, Script(TOLD), hands.clock, hands.sign_in)

    def did(who: str, at: str) -> list[str]:
        hands.reset_mock()
        desk.do({"does": "look", "who": who, "at": at})
        return [name for name, _args, _kwargs in hands.mock_calls]

    sits_down = ["page.goto", "clock.move_to", "page.clock.set_fixed_time", "sign_in"]
    assert did("Inés", "30 07:05") == sits_down
    assert did("Inés", "30 07:10") == sits_down[1:3], "who sits there goes on where she is"
    assert did("Rafael", "30 07:11") == sits_down
    assert did("Rafael", "30 07:40") == sits_down, "after half an hour he signs in anew"
