"""What lists, boards and pages ask of encounters. Who may ask, is decided by access before."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from vereda.encounters.models import Encounter, ImportBatch, ReportedTotal
from vereda.once import once

NEAR = timedelta(minutes=30)  # two meetings of one group within so much time may be one
PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What a list is narrowed to. Empty: everything of the group."""

    from_on: date | None = None
    to_on: date | None = None
    nationality: str = ""
    service: str = ""
    disposition: str = ""
    state: str = ""
    mission: UUID | None = None
    withdrawn: bool = False
    disputed: bool = False


@dataclass(frozen=True)
class DaySum:
    """A day of a group in figures: meetings, people met, minors among them, bodies."""

    encounters: int
    people: int
    minors: int
    bodies: int


def encounter(subject: UUID, groups: Sequence[str] | None, country: str) -> Encounter | None:
    """Return one encounter; groups None: of any group of the country."""
    rows = Encounter.objects.filter(subject=subject, country=country)
    return (rows if groups is None else rows.filter(group__in=groups)).first()


def encounters_among(subjects: Iterable[UUID], group: str, country: str) -> list[Encounter]:
    """Return those of some subjects that are encounters of a group, in one question, whatever else there is among them."""
    return list(
        Encounter.objects.filter(subject__in=list(subjects), group=group, country=country).order_by("occurred_at", "subject")
    )


def encounters(group: str, country: str, chosen: Filter) -> QuerySet[Encounter]:
    """Return a group's encounters, latest first."""
    rows = Encounter.objects.filter(country=country, group=group)
    if chosen.from_on:
        rows = rows.filter(occurred_at__gte=_midnight(chosen.from_on, -1), local_on__gte=chosen.from_on)
    if chosen.to_on:
        rows = rows.filter(occurred_at__lt=_midnight(chosen.to_on, 2), local_on__lte=chosen.to_on)
    for column in ("nationality", "service", "disposition"):
        code = getattr(chosen, column)
        if code:
            plural = {"nationality": "nationalities", "service": "services", "disposition": "dispositions"}[column]
            rows = rows.filter(**{f"{plural}__contains": f";{code};"})
    if chosen.state:
        rows = rows.filter(state=chosen.state)
    if chosen.mission:
        rows = rows.filter(mission=chosen.mission)
    if chosen.disputed:
        rows = rows.filter(is_disputed=True)
    if not chosen.withdrawn:
        rows = rows.filter(is_withdrawn=False)
    return rows.order_by("-occurred_at", "subject")


def day_sum(group: str, country: str, day: date) -> DaySum:
    """Return a local day in figures; withdrawn and joined meetings are left out, and imports that are still open."""
    rows = _of_day(group, country, day).filter(is_withdrawn=False, joined_into__isnull=True)
    rows = rows.exclude(batch__in=imports_not_counted(country))
    sums = rows.aggregate(people=Sum("people_met"), minors=Sum("minors"), bodies=Sum("bodies"))
    return DaySum(rows.count(), sums["people"] or 0, sums["minors"] or 0, sums["bodies"] or 0)


def people_by_day(group: str, country: str, from_on: date, to_on: date) -> dict[date, int]:
    """Return the people whom a group met on local days of a period, counted as in `day_sum`; days without any are left out."""
    rows = Encounter.objects.filter(country=country, group=group, local_on__range=(from_on, to_on))
    rows = rows.filter(occurred_at__gte=_midnight(from_on, -1), occurred_at__lt=_midnight(to_on, 2))  # the index is by instant
    rows = rows.filter(is_withdrawn=False, joined_into__isnull=True).exclude(batch__in=imports_not_counted(country))
    return dict(rows.values_list("local_on").annotate(people=Sum("people_met")).order_by("local_on"))


def encounters_of_day(group: str, country: str, day: date) -> list[Encounter]:
    """Return the encounters of a local day, latest first."""
    return list(_of_day(group, country, day).order_by("-occurred_at", "subject"))


def encounters_since(group: str, country: str, since: datetime) -> list[Encounter]:
    """Return a group's encounters since an instant that were not withdrawn; sums and files that came in are no meetings."""
    rows = Encounter.objects.filter(country=country, group=group, occurred_at__gte=since, is_withdrawn=False)
    return list(rows.filter(is_aggregate=False, batch__isnull=True).order_by("occurred_at", "subject"))


def struck(among: Iterable[UUID] | None = None) -> list[UUID]:
    """Return encounters that were struck on a phone: of some, or all."""
    rows = Encounter.objects.filter(is_struck=True)
    rows = rows if among is None else rows.filter(subject__among=list(among))
    return sorted(rows.values_list("subject", flat=True))


def likely_same(row: Encounter) -> list[Encounter]:
    """Return meetings that may be this one: same group, within half an hour, similar in size, near or place unknown."""
    return likely_same_of([row])[row.subject]


def likely_same_of(rows: Sequence[Encounter]) -> dict[UUID, list[Encounter]]:
    """Return for each of some meetings of one group those that may be it, at most five, asked for together."""
    meetings = [row for row in rows if not row.is_aggregate]  # a sum is no meeting
    others = list(_around(meetings)) if meetings else []
    return {row.subject: [one for one in others if not row.is_aggregate and _may_be_one(row, one)][:5] for row in rows}


def likely_pairs(group: str, country: str, from_on: date, to_on: date) -> Iterator[tuple[Encounter, Encounter]]:
    """Yield pairs of a group's meetings of some local days that are likely one, the earlier first: a month in one look."""
    rows = Encounter.objects.filter(country=country, group=group, local_on__range=(from_on, to_on), is_aggregate=False)
    rows = rows.filter(occurred_at__gte=_midnight(from_on, -1), occurred_at__lt=_midnight(to_on, 2))
    rows = rows.filter(is_withdrawn=False, joined_into__isnull=True).exclude(batch__in=imports_not_counted(country))
    near: deque[Encounter] = deque()
    for row in rows.order_by("occurred_at", "subject").iterator():
        while near and row.occurred_at - near[0].occurred_at > NEAR:
            near.popleft()
        yield from ((one, row) for one in near if _may_be_one(one, row) or _may_be_one(row, one))
        near.append(row)


def _around(meetings: Sequence[Encounter]) -> QuerySet[Encounter]:
    """Return what may be one of some meetings of a group, the earliest first, and some that are none."""
    instants, sizes = [row.occurred_at for row in meetings], [row.people_met for row in meetings]
    cells, batches = {row.h3_5 for row in meetings}, {row.batch for row in meetings}
    rows = Encounter.objects.filter(
        is_aggregate=False,
        country=meetings[0].country,
        group=meetings[0].group,
        occurred_at__range=(min(instants) - NEAR, max(instants) + NEAR),
        people_met__range=(_similar(min(sizes))[0], _similar(max(sizes))[1]),
        is_withdrawn=False,
        joined_into__isnull=True,
    )
    rows = rows.exclude(batch__in=imports_not_counted(meetings[0].country))
    # Of a file of thousands, most lie at one hour: what came with it is left out where it is asked for.
    if len(batches) == 1 and None not in batches:
        rows = rows.exclude(batch__in=batches)
    if "" not in cells:
        rows = rows.filter(h3_5__in=[*sorted(cells), ""])
    return rows.order_by("occurred_at", "subject")


def _similar(people: int) -> tuple[int, int]:
    return people * 8 // 10, people * 12 // 10 + 1


def _may_be_one(row: Encounter, other: Encounter) -> bool:
    least, most = _similar(row.people_met)
    return (
        other.subject != row.subject
        and abs(other.occurred_at - row.occurred_at) <= NEAR
        and least <= other.people_met <= most
        and not (row.batch and other.batch == row.batch)
        and (not row.h3_5 or other.h3_5 in (row.h3_5, ""))
    )


def joined_to(encounter: UUID, group: str, country: str) -> list[UUID]:
    """Return the encounters of a group for which this one counts."""
    rows = Encounter.objects.filter(country=country, group=group, joined_into=encounter, is_withdrawn=False)
    return list(rows.order_by("subject").values_list("subject", flat=True))


def joined_to_import(batch: UUID, country: str) -> int:
    """Return how many encounters that did not come with an import are counted by one that did."""
    came = Encounter.objects.filter(batch=batch).values("subject")
    rows = Encounter.objects.filter(country=country, joined_into__in=came, is_withdrawn=False)
    return rows.filter(Q(batch__isnull=True) | ~Q(batch=batch)).count()


def waiting_for_child_protection(group: str, country: str, since: date, told: Sequence[str]) -> list[Encounter]:
    """Return encounters with unaccompanied children of whom no child-protection authority was told.

    told  codes of the dispositions that tell one
    One that was joined to another waits on, unless the other tells of the children as well: joining must not silence them.
    """
    recent = Encounter.objects.filter(country=country, group=group, occurred_at__gte=_midnight(since), is_withdrawn=False)
    rows, told_of = recent.filter(unaccompanied_minors__gt=0), Q(unaccompanied_minors__gt=0)
    for code in told:
        rows = rows.exclude(dispositions__contains=f";{code};")
        told_of |= Q(dispositions__contains=f";{code};")
    rows = rows.exclude(joined_into__in=recent.filter(told_of).values("subject"))
    return list(rows.order_by("occurred_at")[:20])


def with_children_alone(group: str, country: str, since: date) -> list[Encounter]:
    """Return encounters with unaccompanied children, the oldest first; not one joined to another that tells of them."""
    rows = Encounter.objects.filter(country=country, group=group, occurred_at__gte=_midnight(since), is_withdrawn=False)
    rows = rows.filter(unaccompanied_minors__gt=0)
    return list(rows.exclude(joined_into__in=rows.values("subject")).order_by("occurred_at", "subject")[:50])


def reported_total(subject: UUID, group: str, country: str) -> ReportedTotal | None:
    """Return a reported total of a group, also a withdrawn one."""
    return ReportedTotal.objects.filter(subject=subject, group=group, country=country).first()


def reported_totals_latest(group: str, country: str) -> list[ReportedTotal]:
    """Return a group's reported totals, withdrawn ones as well, latest period first."""
    return list(ReportedTotal.objects.filter(country=country, group=group).order_by("-to_on", "subject")[:100])


def reported_totals(group: str, country: str, from_on: date, to_on: date) -> list[ReportedTotal]:
    """Return the reported totals of a group that touch a period and still count."""
    rows = ReportedTotal.objects.filter(country=country, group=group, is_withdrawn=False)
    return list(rows.filter(from_on__lte=to_on, to_on__gte=from_on).order_by("from_on"))


def imports(country: str, group: str | None = None) -> list[ImportBatch]:
    """Return imported files, latest first."""
    rows = ImportBatch.objects.filter(country=country)
    return list((rows.filter(group=group) if group else rows).order_by("-subject")[:100])


def _of_day(group: str, country: str, day: date) -> QuerySet[Encounter]:
    """Return a local day. Bounded by instants first: a function of the column would read ten years through it."""
    rows = Encounter.objects.filter(country=country, group=group, local_on=day)
    return rows.filter(occurred_at__gte=_midnight(day, -1), occurred_at__lt=_midnight(day, 2))


def _midnight(day: date, later: int = 0) -> datetime:
    """Return midnight (UTC) some days later; never before the calendar begins or after it ends, whatever day was asked for."""
    ordinal = min(max(day.toordinal() + later, date.min.toordinal()), date.max.toordinal())
    return datetime.combine(date.fromordinal(ordinal), time.min, UTC)


def import_batch(batch: UUID, country: str) -> ImportBatch | None:
    """Return one imported file."""
    return ImportBatch.objects.filter(subject=batch, country=country).first()


def open_import(file_sha256: str, country: str) -> UUID | None:
    """Return the import of this file that was begun and neither finished nor withdrawn."""
    rows = ImportBatch.objects.filter(file_sha256=file_sha256, country=country, is_closed=False, is_cancelled=False)
    return rows.order_by("-subject").values_list("subject", flat=True).first()


@once
def imports_not_counted(country: str) -> set[UUID]:
    """Return the imports that are open or withdrawn: lists mark their encounters, and nothing counts them."""
    rows = ImportBatch.objects.filter(country=country).exclude(is_closed=True, is_cancelled=False)
    return set(rows.values_list("subject", flat=True))


def months_of_import(batch: UUID) -> list[date]:
    """Return the first days of the months in which encounters of an import lie."""
    return list(Encounter.objects.filter(batch=batch).dates("local_on", "month"))
