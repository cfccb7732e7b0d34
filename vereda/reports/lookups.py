"""What pages ask of reports: who sent, what each level said of a day, what the logbook says now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.countries.door import Pack, Service, categories_of, official_categories, pack, services_of
from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass
from vereda.practice import PREFIX, real_of
from vereda.reports import rules
from vereda.reports.models import DailyReport, NationalReport, Operation, ServiceSwitch, StateReport
from vereda.reports.words import TOTAL, What
from vereda.statistics import door as statistics

type Said = dict[str, int]
"""Numbers by official category; TOTAL with them."""


# Rows ---------------------------------------------------------------------------------------------------------------


def daily(group: str, country: str, on: date) -> DailyReport | None:
    """Return what a post said of a day, or was asked."""
    return DailyReport.objects.filter(subject=rules.subject_of("daily", country, group, on)).first()


def dailies(country: str, groups: Iterable[str], from_on: date, to_on: date) -> dict[tuple[str, date], DailyReport]:
    """Return the reports of posts over days, by (group, day)."""
    rows = DailyReport.objects.filter(country=country, group__in=list(groups), on__range=(from_on, to_on))
    return {(row.group, row.on): row for row in rows}


def state_report(state: str, country: str, on: date) -> StateReport | None:
    """Return what a state office said of a day, or was asked."""
    return StateReport.objects.filter(subject=rules.subject_of("state", country, state, on)).first()


def state_reports(country: str, from_on: date, to_on: date) -> dict[tuple[str, date], StateReport]:
    """Return the sums of state offices over days, by (state, day)."""
    rows = StateReport.objects.filter(country=country, on__range=(from_on, to_on))
    return {(row.state, row.on): row for row in rows}


def national_report(country: str, on: date) -> NationalReport | None:
    """Return what headquarters signed of a day."""
    return NationalReport.objects.filter(subject=rules.subject_of("national", country, country, on)).first()


def asked_of_post(group: str, country: str) -> list[DailyReport]:
    """Return the days on which a question to a post has no answer, the oldest first."""
    return list(DailyReport.objects.filter(country=country, group=group, waiting__gt=0).order_by("on"))


def asked_of_posts(groups: Iterable[str], country: str) -> list[DailyReport]:
    """Return the days on which questions to some posts have no answer, the oldest first."""
    return list(DailyReport.objects.filter(country=country, group__in=list(groups), waiting__gt=0).order_by("on", "group"))


def asked_of_states(country: str) -> list[StateReport]:
    """Return the days on which questions to state offices have no answer, the oldest first."""
    return list(StateReport.objects.filter(country=country, waiting__gt=0).order_by("on", "state"))


def asked_of_state(state: str, country: str) -> list[StateReport]:
    """Return the days on which a question to a state office has no answer, the oldest first."""
    return list(StateReport.objects.filter(country=country, state=state, waiting__gt=0).order_by("on"))


def words_of(entry: str, subject: UUID) -> str:
    """Return what somebody wrote beside an entry; '' where nothing was written or it opens no more."""
    fields = open_box(UUID(entry), FieldClass.CONTACT, subject)
    return str(fields["text"]) if fields else ""


# The country --------------------------------------------------------------------------------------------------------


def posts_by_state(country: str) -> dict[str, list[str]]:
    """Return the groups of each state that has some, in the order of the pack."""
    found: dict[str, list[str]] = {}
    for row in pack(country).groups.values():
        found.setdefault(row.state, []).append(row.code)
    return found


def zone_of(country: str, group: str) -> ZoneInfo:
    """Return the zone of a group's post; of the country for an office."""
    found = pack(country)
    return ZoneInfo(found.groups[group].zone if group in found.groups else found.country.default_zone)


def in_total(country: str) -> tuple[str, ...]:
    """Return the categories that the official total adds."""
    return tuple(row.code for row in official_categories(pack(country), in_total=True))


def is_open_by(country: str, groups: Iterable[str], on: date, now: datetime) -> datetime | None:
    """Return the instant until which the hours of some of these posts still run, None when all are over."""
    ends = [rules.window(on, zone_of(country, group))[1] for group in groups]
    last = max(ends)
    return last if now < last else None


# What each level says -----------------------------------------------------------------------------------------------


def post_said(row: DailyReport | None) -> Said | None:
    """Return what a post said, None when it said nothing."""
    said = row.statements[-1] if row and row.statements else None
    return {one["category"]: one["said"] for one in said["figures"]} if said else None


def state_said(row: DailyReport | None, inside: Iterable[str]) -> Said | None:
    """Return what the state office says of a post: what the post said, with its corrections; None: nobody said anything."""
    if row is None or not (row.statements or row.corrections):
        return None
    return rules.with_total(rules.corrected(post_said(row) or {}, row.corrections), inside)


def signed_by_state(row: StateReport | None, inside: Iterable[str]) -> Said | None:
    """Return the sum that a state office signed, None when it signed none."""
    said = row.statements[-1] if row and row.statements else None
    if said is None:
        return None
    return rules.added(frozen(post, inside) for post in said["posts"])


def national_said(row: StateReport | None, inside: Iterable[str]) -> Said | None:
    """Return what headquarters says of a state: what it signed, with headquarters' corrections."""
    if row is None or not (row.statements or row.corrections):
        return None
    return rules.with_total(rules.corrected(signed_by_state(row, inside) or {}, row.corrections), inside)


def signed_by_country(row: NationalReport | None, inside: Iterable[str]) -> Said | None:
    """Return the sum that headquarters signed, None when it signed none."""
    said = row.statements[-1] if row and row.statements else None
    return rules.added(frozen(one, inside) for one in said["states"]) if said else None


def frozen(row: Mapping[str, Any], inside: Iterable[str]) -> Said:  # Any: JSON of a row in a statement
    """Return the numbers of one post or state as they were signed further up."""
    said = {one["category"]: one["said"] for one in row["figures"]}
    return rules.with_total(said, inside) if said else {}


def counted(
    country: str, groups: Sequence[str], from_on: date, to_on: date, *, without: Iterable[UUID] = ()
) -> dict[tuple[str, date], Said]:
    """Return what the logbook says now, by (group, local day): as the bulletin counts it, the total of attentions with it.

    without  subjects that are left out: what came after the hours of a report
    """
    found = statistics.days(country, from_on, to_on, groups=groups, without=without)
    return {key: {**day.categories, TOTAL: day.total} for key, day in found.items()}


def counted_with_weeks_before(
    country: str, groups: Sequence[str], on: date
) -> tuple[dict[tuple[str, date], Said], dict[str, list[Said]]]:
    """Return what the logbook says of a day, and of the same weekday of the last four weeks by group.

    Nothing of those weeks for a group that counted nothing in them: it is not known.
    """
    days = [on - timedelta(days=7 * back) for back in range(1, rules.ODD_WEEKS + 1)]
    there = counted(country, groups, days[-1], on)
    before = {
        group: [there.get((group, day), {}) for day in days] if any((group, day) in there for day in days) else []
        for group in groups
    }
    return {key: said for key, said in there.items() if key[1] == on}, before


# Operations and switches --------------------------------------------------------------------------------------------


def operations(country: str, groups: Iterable[str] | None) -> list[Operation]:
    """Return operations of some groups (None: of all), the latest first."""
    rows = Operation.objects.filter(country=country)
    rows = rows.exclude(group__startswith=PREFIX) if groups is None else rows.filter(group__in=list(groups))
    return list(rows.order_by("-from_on", "name", "tag", "group"))


def operation(tag: UUID, country: str, groups: Iterable[str] | None) -> list[Operation]:
    """Return one operation in those of its groups that may be seen."""
    rows = Operation.objects.filter(country=country, tag=tag)
    rows = rows.exclude(group__startswith=PREFIX) if groups is None else rows.filter(group__in=list(groups))
    return list(rows.order_by("group"))


def operations_on(country: str, group: str, on: date) -> list[Operation]:
    """Return the operations in which a group takes part on a day."""
    rows = Operation.objects.filter(country=country, group=group, from_on__lte=on, until_on__gte=on)
    return list(rows.order_by("from_on", "name"))


def switches(country: str, group: str) -> list[ServiceSwitch]:
    """Return what a group switched; in its practice, the same."""
    return list(ServiceSwitch.objects.filter(country=country, group=real_of(group)).order_by("what", "code"))


def switched_off(country: str, group: str, on: date) -> frozenset[str]:
    """Return the services that a group does not give on a day by its own switches: switched off, or of categories that are."""
    rows = switches(country, group)
    off = {what: {row.code for row in rows if row.what == what and not rules.is_given(row.days, on)} for what in What}
    if not (off[What.SERVICE] or off[What.CATEGORY]):
        return frozenset()
    chosen = pack(country)
    return frozenset(
        one.code
        for one in services_of(chosen, group, on)
        if one.code in off[What.SERVICE] or _is_of(chosen, one.code, off[What.CATEGORY], on)
    )


def services_given(chosen: Pack, group: str, on: date) -> tuple[Service, ...]:
    """Return what the forms of a group offer on a day: what the pack says, less what the group switched off."""
    off = switched_off(chosen.iso, group, on)
    return tuple(one for one in services_of(chosen, group, on) if one.code not in off)


def _is_of(chosen: Pack, service: str, categories: set[str], on: date) -> bool:
    """Return whether a service counts in these categories and in no other."""
    found = categories_of(chosen, [service], on)
    return bool(found) and set(found) <= categories


def counted_in(rows: Sequence[Operation], today: date) -> dict[str, dict[str, int]]:
    """Return what counts in an operation by group: categories, TOTAL, and `encounters` and `people` in small letters.

    By local day and group, without what was left out; up to today.
    """
    if not rows or today < (first := min(row.from_on for row in rows)):
        return {row.group: {} for row in rows}
    without = {UUID(record) for row in rows for record in row.left_out}
    groups = {row.group: row for row in rows}
    last = min(today, max(row.until_on for row in rows))
    days = statistics.days(rows[0].country, first, last, groups=list(groups), without=without)
    found: dict[str, list[Said]] = {group: [] for group in groups}
    for (group, on), day in days.items():
        if groups[group].from_on <= on <= groups[group].until_on:
            found[group].append({**day.categories, TOTAL: day.total, "encounters": day.encounters, "people": day.people})
    return {group: rules.added(some) for group, some in found.items()}
