"""The question of when a group last helped, at the desk: whether a party is due, what was answered, what was typed of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from vereda.access.door import Reader
from vereda.desk.frame import author, now
from vereda.desk.labels import Labels
from vereda.desk.rooms.typed import Typed
from vereda.desk.words import last_help as words
from vereda.encounters.door import Encounter, answers_of, every_of, people_by_nationality
from vereda.logbook.schema import State
from vereda.people.schema import LastHelp

PREFIX = "n:"
THERE = timedelta(hours=3)
"""After so long a party is gone: the question is no longer put forward; what it answered can still be noted."""


@dataclass(frozen=True)
class Question:
    """What the page of an encounter says of the question.

    is_open     nobody noted an answer, and the party may still be there
    is_unclear  there are answers of more people than were met, and none of them counts
    """

    every: int
    is_open: bool
    said: Sequence[str]
    answers: Sequence[tuple[str, str]]
    is_unclear: bool


def question(reader: Reader, row: Encounter, state: State, labels: Labels) -> Question | None:
    """Return how the question stands at an encounter; None where the program does not have the party asked."""
    every = every_of(row.subject, state, author(reader)) if reader.group else None
    if every is None:
        return None
    told = answers_of(state)
    said = [f"{words.ANSWERS[one.answer]} · {labels.nationality(one.nationality)}: {one.people}" for one in told]
    is_there = now() - row.occurred_at <= THERE
    is_unclear = sum(one.people for one in told) > sum(people_by_nationality(state).values())
    return Question(every, is_there and not said, said, choices(), is_unclear)


def choices() -> list[tuple[str, str]]:
    """Return the answers in words, in their order."""
    return [(code, str(said)) for code, said in words.ANSWERS.items()]


def columns(state: State, labels: Labels) -> list[tuple[str, str, int]]:
    """Return (code, name, people met) of each nationality in the party, and of what was answered for one no longer in it."""
    met = people_by_nationality(state)
    codes = [*met, *sorted({one.nationality for one in answers_of(state)} - met.keys())]
    return [(code, labels.nationality(code), met.get(code, 0)) for code in codes]


def stands(state: State) -> dict[str, str]:
    """Return the answers that stand as the form holds them."""
    return {f"{PREFIX}{one.nationality}:{one.answer}": str(one.people) for one in answers_of(state)}


def of_all(state: State, answer: LastHelp) -> dict[tuple[LastHelp, str], int]:
    """Return one answer for everybody in the party."""
    return {(answer, code): people for code, people in people_by_nationality(state).items()}


def typed_answers(typed: Typed, state: State, labels: Labels) -> dict[tuple[LastHelp, str], int]:
    """Return what was typed, by answer and nationality."""
    codes = [code for code, _name, _people in columns(state, labels)]
    return {(answer, code): typed.number(f"{PREFIX}{code}:{answer}") for code in codes for answer in LastHelp}
