"""May a person of our records be asked whether they are the one sought? Two looked, and somebody weighed the risk. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from vereda.errors import FieldError
from vereda.tracing.errors.match import RiskAgainstAsking, RiskBeforeAsking, SecondLookMissing
from vereda.tracing.words import Looks, Verdict, Wish

ALLOWS = frozenset({Wish.YES, Wish.MESSAGE, Wish.ALIVE_ONLY})
"""Answers by which something may be told: they are asked for after the risk was weighed. A no may be written at any time."""


def is_seen_by_two(looks: Iterable[Sequence[str]]) -> bool:
    """Tell whether two persons say that it is the same, and nobody says that it is not.

    looks  [author, what they say now, ...] of each who looked
    """
    said = [(author, says) for author, says, *_ in looks]
    return len({author for author, says in said if says == Looks.SAME}) >= 2 and all(says != Looks.OTHER for _, says in said)


def why_not_ask(*, looks: Iterable[Sequence[str]], verdicts: Collection[Verdict | None]) -> FieldError | None:
    """Return why nobody may be asked yet, None when somebody may."""
    if not is_seen_by_two(looks):
        return SecondLookMissing()
    if not verdicts:
        return RiskBeforeAsking()
    if any(one is not Verdict.MAY_TELL for one in verdicts):
        return RiskAgainstAsking()
    return None


def why_not_answer(wish: Wish, verdicts: Collection[Verdict | None]) -> FieldError | None:
    """Return why an answer cannot be written yet: nobody weighed the risk before the person was asked for a yes."""
    return RiskBeforeAsking() if wish in ALLOWS and not verdicts else None
