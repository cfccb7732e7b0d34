"""A folded workshop, visit, guest or expert as one value that pages, reports and files read. Pure.

The payloads that stand are its parts, as they were written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from vereda.countries.door import ENFORCEMENT, Role
from vereda.logbook.schema import Fields, Payload, value_of
from vereda.workshops.entries import chapter, people, visit, workshop
from vereda.workshops.words import REACHES_MONTHS, Asked, Part, Standing


@dataclass(frozen=True)
class Workshop:
    """A workshop as it stands. delegations, organisers, sessions in the order of their plan.

    followed   commitment -> its looks, the oldest first
    withdrawn  what was taken back, by its field, as 'session:S1': a code that stood once never stands for something else
    cancelled  the sessions among it, as they were
    """

    proposed: workshop.Proposed
    scheduled: workshop.Scheduled | None
    funded: workshop.Funded | None
    held: workshop.Held | None
    organisers: Mapping[str, workshop.OrganiserSet]
    delegations: Mapping[str, workshop.DelegationSet]
    sessions: Mapping[str, workshop.SessionSet]
    materials: Mapping[str, workshop.MaterialSet]
    interpreting: tuple[workshop.InterpretingSet, ...]
    lines: Mapping[str, workshop.LineSet]
    engaged: tuple[workshop.ExpertEngaged, ...]
    rated: Mapping[UUID, workshop.ExpertRated]
    invited: Mapping[str, workshop.Invited]
    replied: Mapping[str, workshop.Replied]
    attended: Mapping[tuple[str, int], workshop.Attended]
    minutes: Mapping[str, workshop.MinutesWritten]
    evaluated: Mapping[str, workshop.Evaluated]
    promised: Mapping[str, workshop.Promised]
    followed: Mapping[str, tuple[workshop.Followed, ...]]
    chapters: Mapping[int, chapter.ChapterKept]
    read: tuple[chapter.ChapterRead, ...]
    withdrawn: frozenset[str]
    cancelled: tuple[workshop.SessionSet, ...]

    @property
    def code(self) -> str:
        return self.proposed.code

    def day(self, number: int) -> date | None:
        """Return a day of the workshop in the calendar; None while it has no days."""
        return self.scheduled.from_on + timedelta(days=number - 1) if self.scheduled else None

    def of_part(self, part: Part) -> list[workshop.DelegationSet]:
        return [one for one in self.delegations.values() if one.part is part]

    def standing(self, commitment: str, on: date | None = None) -> Standing:
        """Return how a commitment stands, or stood on a day."""
        looks = [one for one in self.followed.get(commitment, ()) if on is None or one.on <= on]
        return looks[-1].standing if looks else Standing.OPEN


@dataclass(frozen=True)
class Visit:
    """A field visit as it stands. visitors: who comes, nobody of an enforcement post; refused: those. reports by point."""

    planned: visit.VisitPlanned
    agreed: Mapping[str, visit.PlaceAgreed]
    visitors: tuple[UUID, ...]
    refused: tuple[UUID, ...]
    read: Mapping[UUID, visit.BriefingRead]
    morning: visit.MorningChecked | None
    reports: Mapping[str, visit.PointReported]
    done: Mapping[str, visit.FollowedUp]
    ended: visit.VisitEnded | None

    @property
    def seats(self) -> int:
        return sum(one.seats for one in self.planned.vehicles)


@dataclass(frozen=True)
class Expert:
    listed: people.ExpertListed
    left: people.ExpertLeft | None

    def can_be_asked(self, on: date) -> bool:
        return self.left is None and (self.listed.until_on is None or self.listed.until_on >= on)


def may_visit(role: Role) -> bool:
    """Tell whether somebody of an institution may come along: nobody who could detain whom the visit meets."""
    return role not in ENFORCEMENT


def _named[P: Payload](fields: Fields, kind: type[P], prefix: str) -> Iterator[P]:
    gone = _gone(fields)
    for name in fields:
        if name.startswith(f"{prefix}:") and name not in gone:
            yield kind.model_validate(value_of(fields, name))


def _gone(fields: Fields) -> frozenset[str]:
    """Return the fields that were taken back."""
    return frozenset(name.partition(":")[2] for name in fields if name.startswith("!withdrawn:"))


def _one[P: Payload](fields: Fields, kind: type[P], name: str) -> P | None:
    found = value_of(fields, name)
    return kind.model_validate(found) if found is not None else None


def workshop_of(fields: Fields) -> Workshop | None:
    """Return a workshop from its fields; None while only later entries of it have arrived."""
    proposed = _one(fields, workshop.Proposed, "proposed")
    if proposed is None:
        return None
    parts = list(Part)
    sessions = sorted(_named(fields, workshop.SessionSet, "session"), key=lambda one: (one.day, one.begins, one.session))
    delegations = sorted(
        _named(fields, workshop.DelegationSet, "delegation"), key=lambda one: (parts.index(one.part), one.delegation)
    )
    promised = sorted(_named(fields, workshop.Promised, "commitment"), key=lambda one: (one.due_on, one.commitment))
    followed: dict[str, tuple[workshop.Followed, ...]] = {}
    for one in sorted(_named(fields, workshop.Followed, "followed"), key=lambda one: (one.on, one.commitment)):
        followed[one.commitment] = (*followed.get(one.commitment, ()), one)
    return Workshop(
        proposed=proposed,
        scheduled=_one(fields, workshop.Scheduled, "scheduled"),
        funded=_one(fields, workshop.Funded, "funded"),
        held=_one(fields, workshop.Held, "held"),
        organisers={one.organiser: one for one in sorted(_named(fields, workshop.OrganiserSet, "organiser"), key=_organiser)},
        delegations={one.delegation: one for one in delegations},
        sessions={one.session: one for one in sessions},
        materials={one.material: one for one in sorted(_named(fields, workshop.MaterialSet, "material"), key=_material)},
        interpreting=tuple(sorted(_named(fields, workshop.InterpretingSet, "interpreting"), key=_languages)),
        lines={one.line: one for one in sorted(_named(fields, workshop.LineSet, "line"), key=lambda one: one.line)},
        engaged=tuple(sorted(_named(fields, workshop.ExpertEngaged, "engaged"), key=lambda one: (one.session, str(one.expert)))),
        rated={one.expert: one for one in _named(fields, workshop.ExpertRated, "rated")},
        invited={one.delegation: one for one in _named(fields, workshop.Invited, "invited")},
        replied={one.delegation: one for one in _named(fields, workshop.Replied, "replied")},
        attended={(one.delegation, one.day): one for one in _named(fields, workshop.Attended, "attended")},
        minutes={one.session: one for one in _named(fields, workshop.MinutesWritten, "minutes")},
        evaluated={one.asked: one for one in sorted(_named(fields, workshop.Evaluated, "evaluated"), key=_question)},
        promised={one.commitment: one for one in promised},
        followed=followed,
        chapters={months: kept for months in REACHES_MONTHS if (kept := _one(fields, chapter.ChapterKept, f"chapter:{months}"))},
        read=tuple(sorted(_named(fields, chapter.ChapterRead, "chapter_read"), key=lambda one: (one.on, one.who))),
        withdrawn=_gone(fields),
        cancelled=tuple(
            session
            for name in sorted(_gone(fields))
            if name.startswith("session:") and (session := _one(fields, workshop.SessionSet, name)) is not None
        ),
    )


def _organiser(one: workshop.OrganiserSet) -> tuple[bool, str]:
    return not one.hosts, one.organiser


def _question(one: workshop.Evaluated) -> int:
    return list(Asked).index(one.asked)


def _material(one: workshop.MaterialSet) -> str:
    return one.material


def _languages(one: workshop.InterpretingSet) -> tuple[str, str]:
    return one.from_lang, one.to_lang


def visit_of(fields: Fields) -> Visit | None:
    """Return a visit from its fields; None while its plan has not arrived."""
    planned = _one(fields, visit.VisitPlanned, "planned")
    if planned is None:
        return None
    asked = sorted((one for one in _named(fields, visit.VisitorSet, "visitor") if one.comes), key=lambda one: str(one.guest))
    order = {point.name: place for place, point in enumerate(planned.points)}
    reports = sorted(_named(fields, visit.PointReported, "report"), key=lambda one: (order.get(one.point, len(order)), one.point))
    return Visit(
        planned=planned,
        agreed={one.point: one for one in _named(fields, visit.PlaceAgreed, "agreed")},
        visitors=tuple(one.guest for one in asked if may_visit(one.role)),
        refused=tuple(one.guest for one in asked if not may_visit(one.role)),
        read={one.guest: one for one in _named(fields, visit.BriefingRead, "read")},
        morning=_one(fields, visit.MorningChecked, "morning"),
        reports={one.point: one for one in reports},
        done={one.point: one for one in _named(fields, visit.FollowedUp, "done")},
        ended=_one(fields, visit.VisitEnded, "ended"),
    )


def guest_of(fields: Fields) -> people.GuestNamed | None:
    return _one(fields, people.GuestNamed, "named")


def expert_of(fields: Fields) -> Expert | None:
    listed = _one(fields, people.ExpertListed, "listed")
    return Expert(listed, _one(fields, people.ExpertLeft, "left")) if listed else None
