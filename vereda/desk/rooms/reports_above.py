"""What a state office sees of its posts' day, and headquarters of the states: who sent, what is odd, what each level says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.countries.door import official_categories, pack
from vereda.desk.dates import shortday
from vereda.desk.labels import Labels
from vereda.desk.rooms.history import names_of
from vereda.desk.rooms.reports import Column, accounts_of, lines, questions, sent_said, status, whys
from vereda.desk.words import reports as words
from vereda.reports import door as reports
from vereda.reports.door import TOTAL, About, Compared, DailyReport, NationalReport, Said, StateReport

type Drawn = dict[str, Any]  # Any: what a page draws


@dataclass(frozen=True)
class Below:
    """One post of a state, or one state of the country. below: what it said; said: what this level says of it; None: nothing."""

    code: str
    name: str
    url: str
    status: str
    is_silent: bool
    below: int | None
    said: int | None
    logbook: int
    tags: Sequence[str]
    waiting: int
    silent: Sequence[str] = ()


@dataclass(frozen=True)
class Ground:
    """All that is looked up of the posts of a state, once. before: the same weekday of the last four weeks."""

    country: str
    state: str
    on: date
    groups: Sequence[str]
    rows: Mapping[tuple[str, date], DailyReport]
    counted: Mapping[tuple[str, date], Said]
    before: Mapping[str, Sequence[Said]]
    inside: Sequence[str]

    def row(self, group: str) -> DailyReport | None:
        return self.rows.get((group, self.on))

    def logbook(self, group: str) -> Said:
        return self.counted.get((group, self.on), {})


def ground_of(state: str, country: str, on: date) -> Ground:
    """Return what is looked up of a state's day. Raises NotBelow."""
    groups = reports.posts_of(state, country)
    counted, before = reports.counted_with_weeks_before(country, groups, on)
    return Ground(
        country=country,
        state=state,
        on=on,
        groups=groups,
        rows=reports.dailies(country, groups, on - timedelta(days=1), on),
        counted=counted,
        before=before,
        inside=reports.in_total(country),
    )


def flags_of(ground: Ground, group: str, now: datetime) -> list[reports.Flag]:
    """Return what is odd about one post's report."""
    with_ = Compared(
        on=ground.on,
        zone=reports.zone_of(ground.country, group),
        now=now,
        logbook=ground.logbook(group),
        before=ground.before[group],
        last=ground.rows.get((group, ground.on - timedelta(days=1))),
        inside=ground.inside,
    )
    return reports.flags(ground.row(group), with_)


# A state ------------------------------------------------------------------------------------------------------------


def state_page(ground: Ground, row: StateReport | None, now: datetime, labels: Labels, *, is_own: bool) -> Drawn:
    """Return what the page of a state's day shows. is_own: to its own office; else to headquarters."""
    posts = [_post(ground, group, now, labels) for group in ground.groups]
    zone = reports.zone_of(ground.country, ground.groups[0])
    names = names_of(accounts_of(row))
    columns = _state_columns(ground, row, names)
    return {
        "on": ground.on,
        "title": labels.state(ground.state),
        "state": ground.state,
        "below": posts,
        "silent": [one.name for one in posts if one.is_silent],
        "due": [one.name for one in posts if one.below is None and not one.is_silent],
        "columns": columns,
        "lines": lines(columns, ground.country, labels),
        "sent": sent_said(row, zone, names) if row and row.statements else None,
        "remark": _remark(row),
        "changed": _changed_below(ground, row, labels),
        "questions": questions(row, labels, names) if row else [],
        "open_until": reports.is_open_by(ground.country, ground.groups, ground.on, now),
        "is_own": is_own,
        "elsewhere": _waiting_elsewhere(ground, labels, is_own=is_own),
        "categories": categories(labels),
        "groups": [(group, labels.group(group)) for group in ground.groups],
    }


def _waiting_elsewhere(ground: Ground, labels: Labels, *, is_own: bool) -> list[tuple[str, str]]:
    """Return questions of other days that wait: headquarters' to this office, and this office's to its posts."""
    if not is_own:
        return []
    found = [
        (
            _("La central pregunta por el {day}").format(day=shortday(row.on)),
            reverse("desk:reports_state_day", args=[ground.state, row.on.isoformat()]),
        )
        for row in reports.asked_of_state(ground.state, ground.country)
        if row.on != ground.on
    ]
    return found + [
        (
            _("{post} no ha respondido por el {day}").format(post=labels.group(row.group), day=shortday(row.on)),
            reverse("desk:report_post", args=[ground.state, row.on.isoformat(), row.group]),
        )
        for row in reports.asked_of_posts(ground.groups, ground.country)
        if row.on != ground.on
    ]


def _remark(row: StateReport | None) -> str:
    said = row.statements[-1] if row and row.statements else None
    return reports.words_of(said["id"], row.subject) if row and said and said["remark"] else ""


def _post(ground: Ground, group: str, now: datetime, labels: Labels) -> Below:
    row = ground.row(group)
    said, ours = reports.post_said(row), reports.state_said(row, ground.inside)
    found = flags_of(ground, group, now)
    about = dict.fromkeys(one.about for one in found if one.about in words.SHORT)
    corrected = [_("corregido")] if row and row.corrections else []
    return Below(
        code=group,
        name=labels.group(group),
        url=reverse("desk:report_post", args=[ground.state, ground.on.isoformat(), group]),
        status=status(row, ground.on, reports.zone_of(ground.country, group), now),
        is_silent=any(one.about == About.SILENT for one in found),
        below=None if said is None else said.get(TOTAL, 0),
        said=None if ours is None else ours.get(TOTAL, 0),
        logbook=ground.logbook(group).get(TOTAL, 0),
        tags=[*(str(words.SHORT[one]) for one in about), *corrected],
        waiting=row.waiting if row else 0,
    )


def _state_columns(ground: Ground, row: StateReport | None, names: Mapping[str, str]) -> list[Column]:
    said = [reports.post_said(ground.row(group)) for group in ground.groups]
    ours = [reports.state_said(ground.row(group), ground.inside) for group in ground.groups]
    found = [
        Column(_("Puestos dijeron"), summed(said)),
        Column(_("Oficina estatal"), summed(ours)),
    ]
    signed = reports.signed_by_state(row, ground.inside)
    if signed is not None:
        found.append(Column(_("Firmado"), signed))
    if row is not None and row.corrections:
        found.append(Column(_("Central"), reports.national_said(row, ground.inside), whys(row.corrections, names)))
    return [*found, Column(_("Bitácora hoy"), reports.added(ground.logbook(group) for group in ground.groups))]


def summed(said: Iterable[Said | None]) -> Said | None:
    """Return numbers added up; None where nobody said any."""
    known = [one for one in said if one is not None]
    return reports.added(known) if known else None


def _changed_below(ground: Ground, row: StateReport | None, labels: Labels) -> list[str]:
    """Return which posts say otherwise now than when their state was signed."""
    if row is None or not row.statements:
        return []
    found = []
    for post in row.statements[-1]["posts"]:
        now_said = reports.state_said(ground.row(post["group"]), ground.inside) or {}
        then, there = reports.frozen(post, ground.inside).get(TOTAL, 0), now_said.get(TOTAL, 0)
        current = ground.row(post["group"])
        is_new = bool(current and current.statements and current.statements[-1]["id"] != post["statement"])
        if is_new or then != there:
            late = _("{name}: no había enviado; ahora dice {now}.")
            said = _("{name}: se sumó con {then}, ahora dice {now}.") if post["statement"] else late
            found.append(said.format(name=labels.group(post["group"]), then=f"{then:,}", now=f"{there:,}"))
    return found


# One post, seen from above ------------------------------------------------------------------------------------------


def post_page(ground: Ground, group: str, now: datetime, labels: Labels, *, is_own: bool) -> Drawn:
    """Return what the page of a post's report shows to those above it; what post and state write each other only to the state."""
    row = ground.row(group)
    names = names_of(accounts_of(row))
    said = row.statements[-1] if row and row.statements else None
    columns = [
        Column(_("Contaba al firmar"), {one["category"]: one["counted"] for one in said["figures"]} if said else None),
        Column(_("Puesto dice"), reports.post_said(row), whys(said["figures"]) if said else {}),
        Column(_("Oficina estatal"), reports.state_said(row, ground.inside), whys(row.corrections, names) if row else {}),
        Column(_("Bitácora hoy"), ground.logbook(group)),
    ]
    has_words = bool(is_own and row and said and said["remark"])
    return {
        "on": ground.on,
        "state": ground.state,
        "group": group,
        "title": labels.group(group),
        "status": status(row, ground.on, reports.zone_of(ground.country, group), now),
        "flags": [words.flag(one, labels) for one in flags_of(ground, group, now)],
        "columns": columns,
        "lines": lines(columns, ground.country, labels),
        "sent": sent_said(row, reports.zone_of(ground.country, group), names) if row and said else None,
        "happened": [(words.happened(one["what"]), one["number"]) for one in said["happened"]] if said else [],
        "remark": reports.words_of(said["id"], row.subject) if has_words and row and said else "",
        "remarks": _remarks(row, labels) if is_own and row else [],
        "questions": questions(row, labels, names) if row and is_own else [],
        "waiting": row.waiting if row else 0,
        "categories": categories(labels),
        "is_own": is_own,
    }


def _remarks(row: DailyReport, labels: Labels) -> list[tuple[str, str]]:
    """Return what the state office wrote beside its corrections."""
    return [
        (words.category(one["category"], labels), reports.words_of(one["id"], row.subject))
        for one in row.corrections
        if one["remark"]
    ]


def categories(labels: Labels) -> list[tuple[str, str]]:
    """Return the official categories and the total, for a choice."""
    official = [(row.code, words.category(row.code, labels)) for row in official_categories(pack(labels.country))]
    return [*official, (TOTAL, words.category(TOTAL, labels))]


# The country --------------------------------------------------------------------------------------------------------


def country_page(country: str, on: date, now: datetime, labels: Labels) -> Drawn:
    """Return what the page of the country's day shows."""
    states, inside = reports.posts_by_state(country), reports.in_total(country)
    groups = [group for some in states.values() for group in some]
    rows, sums = reports.dailies(country, groups, on, on), reports.state_reports(country, on, on)
    counted = reports.counted(country, groups, on, on)
    below = [_state(state, some, rows, sums.get((state, on)), counted, on, now, labels) for state, some in states.items()]
    row = reports.national_report(country, on)
    zone = reports.zone_of(country, "")
    names = names_of(accounts_of(row))
    columns = [
        Column(_("Entidades firmaron"), summed(reports.signed_by_state(sums.get((state, on)), inside) for state in states)),
        Column(_("Central"), summed(reports.national_said(sums.get((state, on)), inside) for state in states)),
        *([Column(_("Firmado"), reports.signed_by_country(row, inside))] if row and row.statements else []),
        Column(_("Bitácora hoy"), reports.added(counted.values())),
    ]
    return {
        "on": on,
        "title": pack(country).name_en if (get_language() or "").startswith("en") else pack(country).name_es,
        "below": below,
        "silent": [name for one in below for name in one.silent],
        "silent_states": [one.name for one in below if one.is_silent],
        "columns": columns,
        "lines": lines(columns, country, labels),
        "sent": sent_said(row, zone, names) if row and row.statements else None,
        "changed": _changed_states(row, sums, inside, on, labels),
        "elsewhere": [
            (
                _("{state} no ha respondido por el {day}").format(state=labels.state(one.state), day=shortday(one.on)),
                reverse("desk:reports_state_day", args=[one.state, one.on.isoformat()]),
            )
            for one in reports.asked_of_states(country)
            if one.on != on
        ],
        "open_until": reports.is_open_by(country, groups, on, now),
    }


def _state(
    state: str,
    groups: Sequence[str],
    rows: Mapping[tuple[str, date], DailyReport],
    row: StateReport | None,
    counted: Mapping[tuple[str, date], Said],
    on: date,
    now: datetime,
    labels: Labels,
) -> Below:
    inside = reports.in_total(labels.country)
    zone = reports.zone_of(labels.country, groups[0])
    signed, ours = reports.signed_by_state(row, inside), reports.national_said(row, inside)
    late = reports.late_above_at(on, zone)
    silent = [
        labels.group(group)
        for group in groups
        if not _has_sent(rows.get((group, on))) and now > reports.late_at(on, reports.zone_of(labels.country, group))
    ]
    return Below(
        code=state,
        name=labels.state(state),
        url=reverse("desk:reports_state_day", args=[state, on.isoformat()]),
        status=status(row, on, zone, now, late),
        is_silent=signed is None and now > late,
        below=None if signed is None else signed.get(TOTAL, 0),
        said=None if ours is None else ours.get(TOTAL, 0),
        logbook=sum(counted.get((group, on), {}).get(TOTAL, 0) for group in groups),
        tags=[_("corregido")] if row and row.corrections else [],
        waiting=row.waiting if row else 0,
        silent=silent,
    )


def _has_sent(row: DailyReport | None) -> bool:
    return bool(row and row.statements)


def _changed_states(
    row: NationalReport | None,
    sums: Mapping[tuple[str, date], StateReport],
    inside: Sequence[str],
    on: date,
    labels: Labels,
) -> list[str]:
    """Return which states say otherwise now than when the country was signed."""
    if row is None or not row.statements:
        return []
    found = []
    for state in row.statements[-1]["states"]:
        then = reports.frozen(state, inside).get(TOTAL, 0)
        there = (reports.national_said(sums.get((state["state"], on)), inside) or {}).get(TOTAL, 0)
        if then != there:
            said = _("{name}: se sumó con {then}, ahora dice {now}.")
            found.append(said.format(name=labels.state(state["state"]), then=f"{then:,}", now=f"{there:,}"))
    return found
