"""May the seeker be told something? Only what the person located allows, after a risk check that allows it. Pure.

No answer at all is 'no': a report may come from whom the person fled. What is never told by this program: where a person is, and
that somebody is dead.
"""

from __future__ import annotations

from collections.abc import Collection

from vereda.errors import FieldError
from vereda.tracing.errors.found import (
    MoreThanAgreed,
    NotLocated,
    NotToBeTold,
    RiskAgainst,
    RiskNotChecked,
    SeekerWithdrew,
    WithForensics,
)
from vereda.tracing.words import Tell, Verdict, Wish

ALLOWED: dict[Wish | None, frozenset[Tell]] = {
    None: frozenset(),
    Wish.NO: frozenset(),
    Wish.LATER: frozenset(),
    Wish.ALIVE_ONLY: frozenset({Tell.ALIVE}),
    Wish.MESSAGE: frozenset({Tell.ALIVE, Tell.GREETING}),
    Wish.YES: frozenset(Tell),
}
"""What each answer of the person located allows."""


def why_not(
    what: Tell,
    *,
    is_located: bool,
    is_forensic: bool,
    is_withdrawn: bool,
    wish: Wish | None,
    verdicts: Collection[Verdict | None] | None,
) -> FieldError | None:
    """Return why the seeker may not be told this, None when it may be told.

    verdicts  of every risk check that stands; empty or None: nobody checked; a None among them: it cannot be read here
    """
    if is_forensic:
        return WithForensics()
    if not is_located:
        return NotLocated()
    if is_withdrawn:
        return SeekerWithdrew()
    if not ALLOWED[wish]:
        return NotToBeTold()
    if what not in ALLOWED[wish]:
        return MoreThanAgreed()
    if not verdicts:
        return RiskNotChecked()
    if any(one is not Verdict.MAY_TELL for one in verdicts):
        return RiskAgainst()
    return None
