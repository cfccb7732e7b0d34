"""Noting what a party answered when it was asked when a group last helped it, and correcting it: by what changes, never set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from vereda.countries.door import pack
from vereda.encounters import asking, rules
from vereda.encounters.actions.meeting import of_group
from vereda.encounters.entries import Answered, LastHelpAnswered
from vereda.encounters.errors import LastHelpAbovePeople, LastHelpNotAsked, NothingChanged
from vereda.logbook.door import Author, Draft, Receipt, record_all
from vereda.logbook.schema import State
from vereda.people.schema import LastHelp


def answer_last_help(
    encounter: UUID,
    answers: Mapping[tuple[LastHelp, str], int],
    *,
    by: Author,
    at: datetime,
    entry: UUID | None = None,
) -> Receipt:
    """Record the answers of a party as they should stand; what stood before and is not among them is taken away.

    answers  (answer, nationality) -> people, of those of whom it was asked; the others of the party count as not asked
    Raises NotFound; LastHelpNotAsked of a party that the program does not choose; LastHelpAbovePeople; NothingChanged.
    """
    state = of_group(encounter, by).folded.state
    every = every_of(encounter, state, by)
    if every is None:
        raise LastHelpNotAsked
    people, said = rules.people_of(state), sum(answers.values())
    if said > people:
        raise LastHelpAbovePeople(answers=said, people=people)
    found = asking.changes(state, {(answer.value, code): people for (answer, code), people in answers.items() if people})
    if not found:
        raise NothingChanged
    told = [Answered(answer=LastHelp(one.answer), nationality=one.nationality, people=one.people) for one in found]
    draft = Draft(
        payload=LastHelpAnswered(every=every, answers=told),
        subject=encounter,
        by=by,
        at=at,
        id=entry,
    )
    return record_all([draft])[0]


def every_of(encounter: UUID, state: State, by: Author) -> int | None:
    """Return the k of a party that the program has asked, one in k; None where it is not asked, or cannot be."""
    of_pack = pack(by.country).country.asking
    rule = asking.rule_at(of_pack, encounter)
    if rule is None or not rules.is_counted(state) or not asking.may_be_asked(state, rule.not_with):
        return None
    asked = asking.asked_in(encounter, by.group, state, of_pack)
    if asked:
        return asked  # by a phone, perhaps under an older rule: a correction stays under that one
    return rule.every if asking.is_chosen(encounter, by.group, rule.every) else None
