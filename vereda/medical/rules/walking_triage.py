"""START for adults, JumpSTART for children: one question after the other to a colour, with the way that led there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from vereda.medical.errors.rules import TriageStuck
from vereda.medical.rules.registered import rows
from vereda.medical.words import Colour

START, JUMPSTART = "START", "JUMPSTART"
FIRST = "walks"


class Asked(NamedTuple):
    """A step: the question, what is done before it ('' for nothing), and where yes and no lead: a step or a colour."""

    code: str
    before_es: str
    before_en: str
    question_es: str
    question_en: str
    yes: str
    no: str


class Triage(NamedTuple):
    """colour: None while a question is open, which is `next`; path: (step, answer) as they were asked; rule: which of the two."""

    rule: str
    colour: Colour | None
    next: Asked | None
    path: tuple[tuple[str, bool], ...]


def triage(answers: Mapping[str, bool], *, is_child: bool) -> Triage:
    """Walk the steps as far as they are answered.

    answers   step -> yes or no; an answer to a step that the way does not reach changes nothing
    is_child  about 1 to 8 years, or looks like a child
    Raises TriageStuck for a step that the table does not have.
    """
    id_ = JUMPSTART if is_child else START
    steps = triage_steps(is_child=is_child)
    unknown = sorted(set(answers) - set(steps))
    if unknown:
        raise TriageStuck(step=unknown[0])
    path: list[tuple[str, bool]] = []
    here = FIRST
    while here in steps and here in answers:
        path.append((here, answers[here]))
        here = steps[here].yes if answers[here] else steps[here].no
    ended = here not in steps
    return Triage(id_, Colour(here) if ended else None, None if ended else steps[here], tuple(path))


def triage_steps(*, is_child: bool) -> Mapping[str, Asked]:
    """Return the steps of a triage by their code, the first first."""
    return _steps(JUMPSTART if is_child else START)


@cache
def _steps(id_: str) -> Mapping[str, Asked]:
    return {
        row["step"]: Asked(
            row["step"], row["before_es"], row["before_en"], row["question_es"], row["question_en"], row["yes"], row["no"]
        )
        for row in rows("triage")
        if row["rule"] == id_
    }
