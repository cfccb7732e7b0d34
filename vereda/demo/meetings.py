"""From visits to meetings: who is met together, where, at what hour, with what help, and how much of it was written down."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from vereda.demo.draws import Draw
from vereda.demo.figures import Figures, Scene
from vereda.demo.grounds import Ground
from vereda.demo.help import Help, helped
from vereda.demo.journeys import Visit
from vereda.demo.notes import note
from vereda.demo.patrols import Outings, Patrol
from vereda.demo.people import Traveller
from vereda.demo.seasons import instant

APART = 0.06  # chance that a meeting of five or more is written as counts known apart
PARTLY = 0.3  # chance that not everybody of a large gathering is written on a line
LARGE = 15
NOTED = 0.07
TOLD_CHILD_PROTECTION = 0.8


class Known(StrEnum):
    """How well the people of a meeting are known: on lines, some on lines, counted apart, or only as a sum."""

    LINES = "lines"
    SOME = "some"
    APART = "apart"
    SUM = "sum"


@dataclass(slots=True)
class Meeting:
    """One meeting as it was. at: aware, clock of the post; spot: number of a place of the group's ground."""

    scene: str
    group: str
    at: datetime
    spot: int
    place: str
    people: list[Traveller]
    given: Help
    agent: int
    visits: list[Visit] = field(default_factory=list)
    patrol: Patrol | None = None
    dispositions: list[tuple[str, int | None]] = field(default_factory=list)
    minors_alone: int = 0
    language: str = ""
    note: str = ""
    known: Known = Known.LINES
    bodies: int = 0
    is_mission: bool = False


class Scenes:
    """Puts visits into kinds of meetings, and draws what happened there."""

    def __init__(
        self,
        figures: Figures,
        grounds: Mapping[str, Ground],
        outings: Outings,
        days: Sequence[date],
        language: str,
        rng: random.Random,
    ) -> None:
        """Prepare the draws. language: the country's own."""
        self.figures, self.grounds, self.outings, self.days, self.language, self.rng = (
            figures, grounds, outings, days, language, rng,
        )  # fmt: skip
        self.kinds: dict[tuple[str, int, bool], Draw[str]] = {}
        self.ends = {scene.code: Draw(scene.dispositions) for scene in figures.scenes}
        self.tongues = {nation: Draw({**shares, language: max(0.0, 100 - sum(shares.values()))})
                        for nation, shares in figures.languages.items()}  # fmt: skip

    def gathered(self, visits: Iterable[Visit]) -> list[Meeting]:
        """Return the meetings of these visits: at one group, day and kind, as many parties together as that kind gathers."""
        piles: dict[tuple[str, int, str], list[Visit]] = {}
        for visit in visits:
            kind = self._kind(visit)
            piles.setdefault((visit.group, self._day_of(kind, visit.day), kind), []).append(visit)
        made = []
        for (_, day, code), pile in piles.items():
            scene, start = self.figures.scene(code), 0
            while start < len(pile):
                many = self.rng.randint(*scene.gather)
                made.append(self.meeting(scene, pile[start : start + many], day))
                start += many
        return made

    def meeting(self, scene: Scene, visits: list[Visit], day: int) -> Meeting:
        """Return one meeting with the people of these visits. day: number of the day in the period."""
        rng, group = self.rng, visits[0].group
        people = [one for visit in visits for one in visit.party.people[: visit.size]]
        at, patrol = self._when(scene, group, day)
        made = Meeting(
            scene=scene.code,
            group=group,
            at=at,
            spot=self.grounds[group].spot(scene.place, scene.terrains, rng),
            place=scene.place,
            people=people,
            given=helped(scene.give, len(people), rng),
            agent=rng.choice(patrol.team) if patrol else rng.randrange(self.figures.groups[group].staff),
            visits=visits,
            patrol=patrol,
            minors_alone=sum(visit.party.minors_alone(visit.size) for visit in visits),
            language=self._language(people[0]),
            note=note(scene.code, rng) if rng.random() < NOTED else "",
            known=self._known(len(people)),
            is_mission=scene.is_mission,
        )
        if made.known is Known.APART:
            made.given.set_apart()
        made.dispositions = self._ends(scene, len(people), made.minors_alone)
        return made

    def caravan(self, visit: Visit) -> Meeting:
        """Return a caravan at a post: counted apart, or only as a sum; never a party on lines."""
        rng = self.rng
        ground = self.grounds[visit.group]
        at = instant(self.days[visit.day], "office", ground.zone, rng)
        people = visit.party.people[: visit.size]
        goes_on: list[tuple[str, int | None]] = [(self.figures.codes.goes_on, None)]
        return Meeting(
            scene="caravan",
            group=visit.group,
            at=at,
            spot=ground.spot("named", ("highway", "railway"), rng),
            place="named",
            people=people,
            given=helped(self.figures.caravan.give, len(people), rng),
            agent=rng.randrange(self.figures.groups[visit.group].staff),
            visits=[visit],
            dispositions=goes_on,
            note=note("caravan", rng),
            known=Known.SUM if rng.random() < 0.35 else Known.APART,
        )

    def body(self, group: str, day: int, terrain: str) -> Meeting:
        """Return a meeting with nobody alive: a body found, which stands outside every count of people."""
        rng, ground = self.rng, self.grounds[group]
        return Meeting(
            scene="body",
            group=group,
            at=instant(self.days[day], "day", ground.zone, rng),
            spot=ground.spot("named", (terrain,), rng),
            place="named",
            people=[],
            given=Help(),
            agent=rng.randrange(self.figures.groups[group].staff),
            note=note("body", rng),
            bodies=1,
        )

    def _kind(self, visit: Visit) -> str:
        month = self.days[visit.day].month
        key = (visit.group, month, visit.party.is_national)
        if key not in self.kinds:
            weights = {
                scene.code: (scene.own_weight if visit.party.is_national else scene.weight) * scene.months[month - 1]
                for scene in self.figures.scenes
                if not scene.terrains or set(scene.terrains) & set(self.grounds[visit.group].terrains)
            }
            self.kinds[key] = Draw(weights)
        return self.kinds[key](self.rng)

    def _day_of(self, kind: str, day: int) -> int:
        """Return the day on which a visit is met: the next one on which there is such a meeting."""
        return min(len(self.days) - 1, day + -day % self.figures.scene(kind).every)

    def _when(self, scene: Scene, group: str, day: int) -> tuple[datetime, Patrol | None]:
        """Return when, and with which patrol where one was out. What a patrol meets after midnight counts on the next day."""
        out = [one for one in self.outings.get((group, day), ()) if not one.is_withdrawn]
        if scene.place == "patrol" and out:
            patrol = self.rng.choice(out)
            at = patrol.moment(self.rng)
            if at.date() <= self.days[-1]:
                return at, patrol
        return instant(self.days[day], scene.hours, self.grounds[group].zone, self.rng), None

    def _known(self, people: int) -> Known:
        if people >= 5 and self.rng.random() < APART:
            return Known.APART
        return Known.SOME if people >= LARGE and self.rng.random() < PARTLY else Known.LINES

    def _language(self, first: Traveller) -> str:
        tongue = self.tongues.get(first.nationality)
        return tongue(self.rng) if tongue else self.language

    def _ends(self, scene: Scene, people: int, minors_alone: int) -> list[tuple[str, int | None]]:
        """Return where people went. Children alone are mostly handed to the authority that protects them."""
        rng, main = self.rng, self.ends[scene.code](self.rng)
        if minors_alone and rng.random() < TOLD_CHILD_PROTECTION:
            left = people - minors_alone
            told = (self.figures.codes.child_protection, minors_alone if left else None)
            return [told, (main, left)] if left else [told]
        other = self.ends[scene.code](rng)
        if people >= SPLIT and other != main and rng.random() < 0.4:
            part = rng.randint(1, people // 3)
            return [(main, people - part), (other, part)]
        return [(main, None)]


SPLIT = 4
"""In a meeting of so many people at least, some may go one way and some another."""
