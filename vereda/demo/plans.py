"""A whole period of a network, planned before anything is written: as many meetings as the official total asks for.

Pure but for the country's pack: the same question gives the same plan. Who somebody is, and how often one person was met,
is known here and nowhere in the logbook; `Plan.persons` is the truth that an estimate of individuals can be held against.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from vereda.countries.door import Pack, category_of, pack
from vereda.demo.draws import Draw, scattered
from vereda.demo.figures import Figures, figures
from vereda.demo.grounds import Ground, ground
from vereda.demo.help import attentions
from vereda.demo.journeys import Visit, Ways
from vereda.demo.meetings import Known, Meeting, Scenes
from vereda.demo.patrols import Outings, patrols
from vereda.demo.people import Party
from vereda.demo.seasons import days

FIRST_RATIO = 1.9  # attentions for each person met, before any were counted
ABOVE = 1.004  # the published figure says 'more than'
CAREFUL = 0.9  # each round plans so much of what is still missing, so that the total is never passed by much
NEARLY = 0.01
FEW, LITTLE = 3, 200  # people; attentions


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked for.

    from_on, to_on  first and last local day
    assisted        figure that the official total passes by a little [attentions]
    shares          weight of each group; None: as the figures of the country say
    lift            factor on what happens, by the days of the period from the end
    until           nothing happens after this instant (aware)
    patrols         how many patrols there are about; None: as the figures of the country say
    """

    country: str
    from_on: date
    to_on: date
    assisted: int
    seed: int
    shares: Mapping[str, float] | None = None
    lift: tuple[float, ...] = ()
    until: datetime | None = None
    patrols: int | None = None

    @property
    def name(self) -> str:
        """What tells this question from another; ids of entries are derived from it."""
        return f"{self.country}|{self.from_on}|{self.to_on}|{self.assisted}|{self.seed}"


@dataclass(slots=True)
class Reported:
    """Days on which a post had no system: its sums were told afterwards."""

    group: str
    from_on: date
    to_on: date
    people: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def holds(self, group: str, day: date) -> bool:
        return group == self.group and self.from_on <= day <= self.to_on


@dataclass
class Plan:
    """What happened. counts: attentions by official category; in_total: those categories that the total adds."""

    question: Question
    pack: Pack
    figures: Figures
    grounds: dict[str, Ground]
    outings: Outings
    reported: list[Reported]
    meetings: list[Meeting] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    nations: Counter[str] = field(default_factory=Counter)
    parties: list[Party] = field(default_factory=list)
    people_met: int = 0

    @property
    def in_total(self) -> Counter[str]:
        return Counter({code: count for code, count in self.counts.items() if self.pack.categories[code].in_total})

    @property
    def official_total(self) -> int:
        return self.in_total.total()

    @cached_property
    def times_met(self) -> Counter[int]:
        """How many persons were met once, twice ..."""
        return Counter(times for party in self.parties for times in party.met if times)

    @property
    def persons(self) -> int:
        """How many different persons were met: the truth, which nothing that is recorded tells."""
        return self.times_met.total()

    @property
    def meetings_a_person(self) -> float:
        return sum(times * count for times, count in self.times_met.items()) / max(1, self.persons)

    @property
    def encounters(self) -> int:
        return sum(meeting.known is not Known.SUM for meeting in self.meetings)

    @property
    def bodies(self) -> int:
        return sum(meeting.bodies for meeting in self.meetings)

    @property
    def patrols(self) -> int:
        return sum(not one.is_withdrawn for outings in self.outings.values() for one in outings)


def planned(question: Question) -> Plan:
    """Return the plan of a period, whose official total is reached and passed by as little as one meeting."""
    return _Planner(question).plan


class _Planner:
    def __init__(self, question: Question) -> None:
        self.rng = random.Random(question.name)  # noqa: S311  a demonstration must be the same again, not secret
        self.days = days(question.from_on, question.to_on)
        self.asked = question.assisted * ABOVE
        known, chosen = figures(question.country), pack(question.country)
        shares = question.shares or {code: group.share for code, group in known.groups.items()}
        grounds = {code: ground(chosen, chosen.groups[code], self.rng) for code in shares}
        outings = patrols(
            question.patrols or question.assisted * known.scale.patrols,
            grounds=grounds,
            staff={code: group.staff for code, group in known.groups.items()},
            shares=shares,
            days=self.days,
            rng=self.rng,
        )
        self.plan = Plan(question, chosen, known, grounds, outings, self._without_system(question, shares, known))
        self._clear_outings()
        lift = [*[1.0] * len(self.days), *question.lift][-len(self.days) :]
        self.ways = Ways(known, chosen.country.iso, self.days, shares, lift)
        self.scenes = Scenes(known, grounds, outings, self.days, chosen.country.main_language, self.rng)
        self._caravans()
        self._bodies()
        self._fill()
        self._top_up()
        self.plan.meetings.sort(key=lambda meeting: meeting.at)

    def _without_system(self, question: Question, shares: Mapping[str, float], known: Figures) -> list[Reported]:
        """Return a few periods of small posts, none in the last ten days and no post twice."""
        small = sorted(shares, key=lambda code: (shares[code], code))[: max(1, len(shares) // 3)]
        number = min(len(small), max(1, round(question.assisted * known.scale.reported_totals)))
        found = []
        for group in self.rng.sample(small, number):
            a_day = question.assisted / FIRST_RATIO * shares[group] / sum(shares.values()) / len(self.days)
            length = min(28, max(self.rng.randint(3, 6), round(12 / a_day)), len(self.days) - 11)
            first = self.rng.randrange(max(1, len(self.days) - length - 10))
            found.append(Reported(group, self.days[first], self.days[min(first + length, len(self.days)) - 1]))
        return found

    def _clear_outings(self) -> None:
        """Take away what a post without the system could not write down, and what has not happened yet."""
        until = self.plan.question.until
        for (group, number), outings in list(self.plan.outings.items()):
            if any(period.holds(group, self.days[number]) for period in self.plan.reported):
                del self.plan.outings[group, number]
            elif until:
                back = [one for one in outings if (until - one.out).total_seconds() > one.lasts_min * 60]
                self.plan.outings[group, number] = back

    def _caravans(self) -> None:
        assisted, scale = self.plan.question.assisted, self.plan.figures.scale
        size = max(40, min(620, assisted // 450))
        for _ in range(max(1, round(assisted * scale.caravans))):
            visits = self.ways.caravan(10 * round(size * self.rng.uniform(0.07, 0.1)), self.rng)
            self._know(visits)
            for visit in visits:
                self._take(self.scenes.caravan(visit))

    def _bodies(self) -> None:
        chosen = self.plan.figures.codes.body_terrains
        places = {
            (group, terrain): weight * (self.ways.shares[group] ** 0.5)
            for group, one in self.plan.grounds.items()
            for terrain, weight in chosen.items()
            if terrain in one.terrains
        }
        where = Draw(places)
        for _ in range(max(1, scattered(self.plan.question.assisted * self.plan.figures.scale.bodies, self.rng))):
            group, terrain = where(self.rng)
            self._take(self.scenes.body(group, self.rng.randrange(len(self.days)), terrain))

    def _fill(self) -> None:
        """Plan in rounds until nearly all is there, each round by what the rounds before came to."""
        asked = self.asked
        while (left := asked - self.plan.official_total) > max(LITTLE, asked * NEARLY):
            ratio = self.plan.official_total / self.plan.people_met if self.plan.people_met > 200 else FIRST_RATIO
            visits: list[Visit] = []
            people = 0
            while people < max(10, CAREFUL * left / ratio):
                journey = self.ways.journey(self.rng)
                self._know(journey)
                visits += journey
                people += sum(visit.size for visit in journey)
            for meeting in self.scenes.gathered(visits):
                self._take(meeting)

    def _top_up(self) -> None:
        """Plan single meetings of small parties until the total is reached, so that it is not passed by much."""
        while self.plan.official_total < self.asked:
            journey = self.ways.journey(self.rng)
            if journey[0].size > FEW:
                continue
            self._know(journey)
            for visit in journey:
                if self.plan.official_total < self.asked:
                    self._take(self.scenes.gathered([visit])[0])

    def _know(self, visits: Iterable[Visit]) -> None:
        self.plan.parties += {id(visit.party): visit.party for visit in visits}.values()

    def _take(self, meeting: Meeting) -> None:
        """Count a meeting, and keep it to be recorded, or add it to what a post reported as a sum."""
        plan, day = self.plan, meeting.at.date()
        if plan.question.until and meeting.at > plan.question.until:
            return
        period = next((one for one in plan.reported if one.holds(meeting.group, day)), None)
        if period and meeting.bodies:
            return
        counts = attentions(meeting.given, len(meeting.people), lambda code: category_of(plan.pack, code, day))
        plan.counts.update(counts)
        plan.people_met += len(meeting.people)
        for visit in meeting.visits:
            for number in range(visit.size):
                visit.party.met[number] += 1
        for person in meeting.people:
            plan.nations[person.nationality] += 1
        if period:
            period.counts.update(counts)
            period.people += len(meeting.people)
        else:
            plan.meetings.append(meeting)
