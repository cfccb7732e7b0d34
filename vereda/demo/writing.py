"""From a plan to the logbook: drafts in order of time, recorded in blocks, each once whatever was killed in between."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import batched
from uuid import UUID

from vereda.demo.answers import LastHelps
from vereda.demo.meetings import Meeting
from vereda.demo.patrols import Patrol
from vereda.demo.plans import Plan, Reported
from vereda.demo.slips import Slip, slips
from vereda.demo.telling import recorded, slipped
from vereda.encounters.door import (
    Joined,
    Recorded,
    ReportedCount,
    TotalReported,
    Withdrawn,
    WithdrawnFor,
)
from vereda.groups.door import PatrolCheckedIn, PatrolDeparted, PatrolReturned, PatrolWithdrawn, Vehicle
from vereda.logbook.door import Author, Draft, Plain, block_of, record_all
from vereda.logbook.schema import Channel, FieldClass, Payload, uuid8
from vereda.rescue.door import MissionClosed, MissionOpened

BLOCK = 2000
EXACT = timedelta(days=7)  # older exact places would be sealed without a key: the logbook keeps none for them
FALSE_ALARMS = 0.12
SOURCE = "Parte del grupo en papel; se quedó sin sistema."
CHANNELS = (Channel.DESK,) * 8 + (Channel.RADIO, Channel.PAPER)


@dataclass(frozen=True)
class Names:
    """Ids that are the same for the same plan: derived from what they name."""

    run: str

    def of(self, what: str, number: object, at: datetime) -> UUID:
        digest = sha256(f"vereda.demo|{self.run}|{what}|{number}".encode()).digest()
        return uuid8(int(at.timestamp() * 1000), digest)


@dataclass
class Scribe:
    """Turns a plan into drafts.

    now      wall clock (aware): what happened in the week before is written with its exact place
    accounts by group: accounts that exist and write in the place of invented agents
    """

    plan: Plan
    now: datetime
    accounts: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = Names(self.plan.question.name)
        self.rng = random.Random(f"{self.plan.question.name}|writing")  # noqa: S311  the same again, not secret
        self.last_helps = LastHelps(self.plan.meetings, self.plan.question.name)
        self.patrols: dict[int, UUID] = {}
        self.authors: dict[tuple[str, int], Author] = {}

    def drafts(self) -> Iterator[Draft]:
        """Yield everything in order of the time at which it was written down."""
        events: list[tuple[datetime, int, Callable[[], Draft]]] = []

        def add(at: datetime, make: Callable[[], Draft]) -> None:
            if at <= self.now:
                events.append((at.astimezone(UTC), len(events), make))

        for number, patrol in enumerate(one for day in self.plan.outings.values() for one in day):
            self._patrol(number, patrol, add)
        plan = self.plan
        wrong = slips(plan.meetings, plan.official_total, plan.figures.scale, self.rng)
        for number, meeting in enumerate(plan.meetings):
            self._meeting(number, meeting, wrong.get(number), add)
        for number, period in enumerate(plan.reported):
            if period.counts:
                self._reported(number, period, add)
        events.sort(key=lambda event: event[:2])
        for _, _, make in events:
            yield make()

    def author(self, group: str, agent: int) -> Author:
        """Return an agent of a group as an author."""
        plan, key = self.plan, (group, agent)
        if key not in self.authors:
            self.authors[key] = Author(
                account=self.account(group, agent),
                group=group,
                country=plan.question.country,
                zone=plan.grounds[group].zone.key,
                pack=plan.pack.hash,
            )
        return self.authors[key]

    def account(self, group: str, agent: int) -> str:
        """Return who an agent of a group is; an invented one has no account that could sign in."""
        known = self.accounts.get(group, ())
        return known[agent % len(known)] if known else f"demo-{group}-{agent + 1}"

    def _patrol(self, number: int, patrol: Patrol, add: Add) -> None:
        subject = self.names.of("patrol", number, patrol.out)
        self.patrols[id(patrol)] = subject
        by = self.author(patrol.group, patrol.team[0])
        departed = PatrolDeparted(
            route=patrol.route,
            team=list(dict.fromkeys(self.account(patrol.group, agent) for agent in patrol.team)),
            vehicles=[Vehicle(kind=kind, number=f"{1 + number % 4:02}") for kind in patrol.vehicles],
            expected_back_min=patrol.expected_min,
        )
        steps: list[tuple[int, Payload]] = [(0, departed)]
        if patrol.heard_min:
            steps.append((patrol.heard_min, PatrolCheckedIn()))
        if patrol.is_withdrawn:
            steps.append((patrol.expected_min // 2 + 60, PatrolWithdrawn()))
        else:
            steps.append((patrol.lasts_min, PatrolReturned(kilometres=patrol.kilometres)))
        self._chain(subject, "patrol", number, [(patrol.out + timedelta(minutes=m), payload) for m, payload in steps], by, add)

    def _meeting(self, number: int, meeting: Meeting, slip: Slip | None, add: Add) -> None:
        by, entry = self.author(meeting.group, meeting.agent), self.names.of("recorded", number, meeting.at)
        subject, channel, boxes = self.names.of("encounter", number, meeting.at), self.rng.choice(CHANNELS), self._boxes(meeting)
        mission = self._mission(number, meeting, by, add) if meeting.is_mission else None
        patrol = self.patrols[id(meeting.patrol)] if meeting.patrol else None
        told_by = self.account(meeting.group, meeting.patrol.team[-1]) if meeting.patrol and channel is Channel.RADIO else None

        def right() -> Recorded:
            spot = self.plan.grounds[meeting.group].spots[meeting.spot]
            return recorded(meeting, spot, patrol=patrol, mission=mission)

        wrong, later = slipped(right(), slip) if slip else (None, [])

        def written() -> Draft:  # made when its block is written: all at once would fill the memory of a post's machine
            return Draft(
                payload=wrong or right(), by=by, at=meeting.at, subject=subject, seen=(), boxes=boxes, channel=channel,
                reported_by=told_by, id=entry,
            )  # fmt: skip

        add(meeting.at, written)
        for place, payload in enumerate(later):
            after = meeting.at + timedelta(minutes=self.rng.randint(60, 1500) if place == 0 else 1600)
            self._one(self.names.of(f"corrected{place}", number, after), payload, subject, [entry], by, meeting.at, after, add)
        said = self.last_helps.told(subject, meeting, self.plan.pack.country.asking)
        if said:
            after = meeting.at + timedelta(minutes=2)
            self._one(self.names.of("asked", number, after), said, subject, [entry], by, meeting.at, after, add)
        if slip in {Slip.TWICE_WITHDRAWN, Slip.TWICE_JOINED}:
            self._twice(number, meeting, right(), subject, slip, add)

    def _mission(self, number: int, meeting: Meeting, by: Author, add: Add) -> UUID:
        opened, closed = self.rng.randint(25, 240), self.rng.randint(15, 120)
        at = meeting.at - timedelta(minutes=opened)
        subject = self.names.of("mission", number, at)
        scene = self.plan.figures.scene(meeting.scene)
        own = [one for one in self.plan.grounds[meeting.group].terrains if one in scene.terrains]
        folio = f"{meeting.group[:3].upper()}-{at:%m%d}-{number % 1000:03}"
        steps: list[tuple[datetime, Payload]] = [
            (at, MissionOpened(folio=folio, terrain=own[0] if own else None)),
            (min(meeting.at + timedelta(minutes=closed), self.now), MissionClosed(outcome="found")),
        ]
        self._chain(subject, "mission", number, steps, by, add)
        if self.rng.random() < FALSE_ALARMS:
            self._in_vain(number, meeting, by, add)
        return subject

    def _in_vain(self, number: int, meeting: Meeting, by: Author, add: Add) -> None:
        """A mission that met nobody."""
        at = meeting.at - timedelta(minutes=self.rng.randint(600, 4000))
        if at.date() < self.plan.question.from_on:
            return
        steps: list[tuple[datetime, Payload]] = [
            (at, MissionOpened(folio=f"{meeting.group[:3].upper()}-{at:%m%d}-{number % 1000:03}B")),
            (at + timedelta(minutes=200), MissionClosed(outcome=self.rng.choice(("not_found", "false_alarm")))),
        ]
        self._chain(self.names.of("in vain", number, at), "in vain", number, steps, by, add)

    def _twice(self, number: int, meeting: Meeting, right: Recorded, kept: UUID, slip: Slip, add: Add) -> None:
        """Somebody else typed the same meeting; it is withdrawn, or joined to the one that counts."""
        staff = self.plan.figures.groups[meeting.group].staff
        by = self.author(meeting.group, (meeting.agent + 1) % staff)
        at = meeting.at + timedelta(minutes=self.rng.randint(1, 20))
        if at.date() != meeting.at.date():
            at = meeting.at
        subject = self.names.of("twice", number, at)
        last: Payload = Withdrawn(reason=WithdrawnFor.TWICE) if slip is Slip.TWICE_WITHDRAWN else Joined(into=kept)
        steps: list[tuple[datetime, Payload]] = [(at, right), (at + timedelta(minutes=self.rng.randint(30, 900)), last)]
        if steps[-1][0] <= self.now:  # never one without the other: it would count twice
            self._chain(subject, "twice", number, steps, by, add)

    def _reported(self, number: int, period: Reported, add: Add) -> None:
        by = self.author(period.group, 0)
        zone = self.plan.grounds[period.group].zone
        at = datetime(period.to_on.year, period.to_on.month, period.to_on.day, 23, 40, tzinfo=zone)
        counts = [ReportedCount(category=code, count=count) for code, count in sorted(period.counts.items())]
        payload = TotalReported(
            from_on=period.from_on,
            to_on=period.to_on,
            counts=[*counts, ReportedCount(count=period.people)],
            source=SOURCE,
            cut_off_on=period.to_on,
        )
        self._chain(self.names.of("reported", number, at), "reported", number, [(at, payload)], by, add)

    def _chain(self, subject: UUID, what: str, number: int, steps: Steps, by: Author, add: Add) -> None:
        """Add entries of one subject that follow each other, each having seen the one before."""
        seen: list[UUID] = []
        for place, (at, payload) in enumerate(steps):
            entry = self.names.of(f"{what} entry {place}", number, at)
            self._one(entry, payload, subject, seen, by, at, at, add)
            seen = [entry]

    def _one(
        self,
        entry: UUID,
        payload: Payload,
        subject: UUID,
        seen: Sequence[UUID],
        by: Author,
        at: datetime,
        told: datetime,
        add: Add,
    ) -> None:
        add(told, lambda: Draft(payload=payload, by=by, at=at, subject=subject, seen=seen, id=entry))

    def _boxes(self, meeting: Meeting) -> list[Plain]:
        boxes = []
        if self.now - meeting.at < EXACT and not meeting.bodies:
            spot = self.plan.grounds[meeting.group].spots[meeting.spot]
            fields = {"lat": spot.lat, "lon": spot.lon, "accuracy_m": float(self.rng.choice((5, 8, 12, 30))), "place": spot.name}
            boxes.append(Plain(cls=FieldClass.WHEREABOUTS, fields=fields))
        if meeting.note:
            boxes.append(Plain(cls=FieldClass.FREE_TEXT, fields={"text": meeting.note}))
        return boxes


type Add = Callable[[datetime, Callable[[], Draft]], None]
type Steps = Sequence[tuple[datetime, Payload]]


def write(drafts: Iterable[Draft], *, now: datetime, told: Callable[[int], None] = lambda entries: None) -> tuple[int, int]:
    """Record drafts in blocks; those that are here already are left. Return how many entries were written, in how many blocks.

    told  is called after each block with the number of entries so far, for a progress line
    """
    entries = blocks = 0
    for part in batched(drafts, BLOCK):
        if part[0].id is None or block_of(part[0].id) is None:
            record_all(part, now=now)
            entries, blocks = entries + len(part), blocks + 1
            told(entries)
    return entries, blocks
