"""Contact cards of the first days: taken by some parties, shown again by most of these, counted for the months that are over."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from vereda.demo.meetings import Meeting
from vereda.demo.writing import Scribe
from vereda.logbook.door import Draft, record_all
from vereda.people.door import CardAct, card_draft, count_cards, estimate_by_card, fresh_code
from vereda.people.schema import Met

TAKEN, SHOWN = 0.4, 0.75
"""Chances: a party takes a card when it is offered; whoever has one shows it at the next meeting."""


def cards_day(scribe: Scribe, now: datetime) -> None:
    """Note the cards of all meetings in order of time, and count them: the first look at the demonstration finds an estimate."""
    drafts = list(_cards(scribe))
    if drafts:
        record_all(drafts, now=now)
    met = _met(scribe.plan.meetings)
    for country, month in count_cards(now=now):
        inside = [
            Met(*key, people) for key, people in sorted(met.items()) if (key[0].year, key[0].month) <= (month.year, month.month)
        ]
        estimate_by_card(country, month, [one for one in inside if one.on.year == month.year], now=now)


def _cards(scribe: Scribe) -> Iterator[Draft]:
    rng = random.Random(f"{scribe.plan.question.name}|cards")  # noqa: S311  the same again, not secret
    codes: dict[int, str] = {}
    for meeting in sorted(scribe.plan.meetings, key=lambda one: one.at):
        for visit in meeting.visits if meeting.at <= scribe.now else ():
            known, by = codes.get(id(visit.party)), scribe.author(meeting.group, meeting.agent)
            nations = {one.nationality for one in visit.party.people}
            nation = next(iter(nations)) if len(nations) == 1 else "XX"
            if known is None and rng.random() < TAKEN:
                codes[id(visit.party)] = code = fresh_code()
                yield card_draft(code, CardAct.GIVEN, by=by, at=meeting.at, carriers=visit.size, nationality=nation)
            elif known is not None and rng.random() < SHOWN:
                yield card_draft(known, CardAct.SHOWN, by=by, at=meeting.at, nationality=nation)


def _met(meetings: list[Meeting]) -> Counter[tuple[date, str, str]]:
    """Return people met by local day, group and nationality."""
    found: Counter[tuple[date, str, str]] = Counter()
    for meeting in meetings:
        found.update((meeting.at.date(), meeting.group, one.nationality) for one in meeting.people)
    return found
