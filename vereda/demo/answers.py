"""What invented people answer when they are asked when a group last helped: the truth, forgotten a little, sometimes not said."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from vereda.countries.door import Asking
from vereda.demo.journeys import Visit
from vereda.demo.meetings import Known, Meeting
from vereda.encounters.door import Answered, LastHelpAnswered, is_chosen, rule_at
from vereda.people.schema import LastHelp

BEFORE = 0.07
"""Chance that a party which is met for the first time had been helped before the period, on an earlier journey."""
FORGETS, SILENT, NOT_ASKED = 0.08, 0.1, 0.12
"""Chances: the answer is the next one to the truth; the party does not say; the agent had no time to ask."""
CROWD = 40  # so many people no agent asks
SPANS = ((7, LastHelp.WEEK), (30, LastHelp.MONTH), (365, LastHelp.YEAR))
ORDER = (LastHelp.WEEK, LastHelp.MONTH, LastHelp.YEAR, LastHelp.LONGER)


class LastHelps:
    """Answers for the meetings of a plan: when each party was met is known here and nowhere in the logbook."""

    def __init__(self, meetings: Iterable[Meeting], seed: str) -> None:
        self.rng = random.Random(f"{seed}|answers")  # noqa: S311  the same again, not secret
        self.met: dict[int, list[datetime]] = defaultdict(list)
        for meeting in meetings:
            for visit in meeting.visits:
                self.met[id(visit.party)].append(meeting.at)

    def told(self, encounter: UUID, meeting: Meeting, rules: tuple[Asking, ...]) -> LastHelpAnswered | None:
        """Return what the people of a meeting answered; None where it was not asked."""
        rule = rule_at(rules, encounter)
        if rule is None or not is_chosen(encounter, meeting.group, rule.every) or not _can_be_asked(meeting, rule.not_with):
            return None
        if self.rng.random() < NOT_ASKED:
            return None
        found: Counter[tuple[LastHelp, str]] = Counter()
        for visit in meeting.visits:
            answer = self._said(visit, meeting.at)
            found.update((answer, one.nationality) for one in visit.party.people[: visit.size])
        rows = [Answered(answer=answer, nationality=code, people=people) for (answer, code), people in sorted(found.items())]
        return LastHelpAnswered(every=rule.every, answers=rows)

    def _said(self, visit: Visit, at: datetime) -> LastHelp:
        drawn = self.rng.random()
        if drawn < SILENT:
            return LastHelp.NONE
        true = self._true(visit, at)
        if true is LastHelp.NEVER or drawn > SILENT + FORGETS:
            return true
        return ORDER[min(ORDER.index(true) + 1, len(ORDER) - 1)]

    def _true(self, visit: Visit, at: datetime) -> LastHelp:
        before = [one for one in self.met[id(visit.party)] if one < at]
        if not before:
            return LastHelp.LONGER if self.rng.random() < BEFORE else LastHelp.NEVER
        days = (at - max(before)).days
        return next((answer for most, answer in SPANS if days <= most), LastHelp.LONGER)


def _can_be_asked(meeting: Meeting, not_with: Iterable[str]) -> bool:
    """Tell whether an agent asks: as the program spares people, and no crowd."""
    given = {*meeting.given.everybody, *meeting.given.parts, *(code for codes in meeting.given.own.values() for code in codes)}
    spared = given.union(code for code, _people in meeting.dispositions).intersection(not_with)
    is_meeting = meeting.visits and meeting.known is not Known.SUM and len(meeting.people) <= CROWD
    return bool(is_meeting) and not (spared or meeting.is_mission or meeting.minors_alone)
