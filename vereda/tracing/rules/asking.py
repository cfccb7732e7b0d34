"""May a person of our records be asked whether they are the one sought? Two looked, and somebody weighed the risk. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from vereda.errors import FieldError
from vereda.tracing.entries.found import Risk
from vereda.tracing.errors.match import ChildNotWeighed, RiskAgainstAsking, RiskBeforeAsking, SecondLookMissing
from vereda.tracing.words import Looks, RiskSign, Verdict, Wish

ALLOWS = frozenset({Wish.YES, Wish.MESSAGE, Wish.ALIVE_ONLY})
"""Answers by which something may be told: they are asked for after the risk was weighed. A no may be written at any time."""


def is_seen_by_two(looks: Iterable[Sequence[str]]) -> bool:
    """Tell whether two persons say that it is the same, and nobody says that it is not.

    looks  [author, what they say now, ...] of each who looked
    """
    said = [(author, says) for author, says, *_ in looks]
    return len({author for author, says in said if says == Looks.SAME}) >= 2 and all(says != Looks.OTHER for _, says in said)


def why_not_ask(*, looks: Iterable[Sequence[str]], risks: Collection[Risk | None], is_child: bool) -> FieldError | None:
    """Return why nobody may be asked yet, None when somebody may. risks: the checks that stand; None: it cannot be read here."""
    if not is_seen_by_two(looks):
        return SecondLookMissing()
    if unweighed := _not_weighed(risks, is_child):
        return unweighed
    if any(one is None or one.verdict is not Verdict.MAY_TELL for one in risks):
        return RiskAgainstAsking()
    return None


def why_not_answer(wish: Wish, risks: Collection[Risk | None], *, is_child: bool) -> FieldError | None:
    """Return why an answer cannot be written yet: nobody weighed the risk before the person was asked for a yes."""
    return _not_weighed(risks, is_child) if wish in ALLOWS else None


def _not_weighed(risks: Collection[Risk | None], is_child: bool) -> FieldError | None:
    """Return what is missing of the risk check; of a child somebody said that it is one, and so who may decide was thought of."""
    if not risks:
        return RiskBeforeAsking()
    if is_child and not any(one and RiskSign.CHILD in one.signs for one in risks):
        return ChildNotWeighed()
    return None
