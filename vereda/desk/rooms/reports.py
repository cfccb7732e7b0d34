"""The report of a post's day: what happened in its hours, what the program counts, what was said, what changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.countries.door import official_categories, pack
from vereda.desk.dates import shortday, weekday
from vereda.desk.labels import Labels
from vereda.desk.rooms.happened import Hours, happened
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.noticed import Asked, Level, Notice, Part
from vereda.desk.rooms.typed import Typed, word_of
from vereda.desk.words import reports as words
from vereda.encounters import door as encounters
from vereda.groups import door as groups
from vereda.practice import is_practice
from vereda.reports import door as reports
from vereda.reports.door import TOTAL, Counted, DailyReport, Figure, Happened, Said, Why

PAST_DAYS = 7


# Tables -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Column:
    """What one level says. said None: nothing. notes: category -> why it differs."""

    title: str
    said: Said | None
    notes: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Cell:
    """One number of one level. is_changed: not what the level before it says."""

    number: int | None
    is_changed: bool = False
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Line:
    """One category over all levels. is_outside: beside the total."""

    code: str
    label: str
    is_outside: bool
    cells: Sequence[Cell]


def lines(columns: Sequence[Column], country: str, labels: Labels) -> list[Line]:
    """Return a table by official category: those of which any level says something, the total first below those it adds."""
    official = official_categories(pack(country))
    shown = [
        row for row in official if any((column.said or {}).get(row.code) or column.notes.get(row.code) for column in columns)
    ]
    inside = [row.code for row in shown if row.in_total]
    outside = [row.code for row in shown if not row.in_total]
    order = [*((code, False) for code in inside), (TOTAL, False), *((code, True) for code in outside)]
    return [Line(code, words.category(code, labels), is_outside, list(_cells(columns, code))) for code, is_outside in order]


def _cells(columns: Sequence[Column], code: str) -> Iterator[Cell]:
    before: int | None = None
    for column in columns:
        number = None if column.said is None else column.said.get(code, 0)
        yield Cell(number, before is not None and number is not None and number != before, column.notes.get(code, ()))
        before = number if number is not None else before


def whys(rows: Iterable[Mapping[str, Any]], names: Mapping[str, str] | None = None) -> dict[str, list[str]]:  # Any: JSON
    """Return category -> why it was changed: of figures of a statement, or of corrections, each with its number and who."""
    found: dict[str, list[str]] = {}
    for one in rows:
        if one.get("why"):
            why = str(words.WHY.get(one["why"], one["why"]))
            said = f"{one['said']:,}: {why}" if names is not None else why
            who = f" ({who_is(one['by'], names)})" if names is not None else ""
            found.setdefault(one["category"], []).append(said + who)
    return found


# A post's day -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Now:
    """A post's day as the program has it now."""

    on: date
    since: datetime
    until: datetime
    counted: Said
    next_counted: Said
    happened: Sequence[tuple[str, int]]


def now_of(group: str, country: str, on: date) -> Now:
    """Return a post's day as it stands now: the whole local day, and of the next the hours that the report has."""
    since, until = reports.window(on, reports.zone_of(country, group))
    after = on + timedelta(days=1)
    inside = reports.in_total(country)
    # What came after the hours is all of the next day: leaving it out changes nothing of this one, and one question is enough.
    there = reports.counted(country, [group], on, after, without=_after(group, country, after, until))
    return Now(
        on=on,
        since=since,
        until=until,
        counted=reports.with_total(there.get((group, on), {}), inside),
        next_counted=reports.with_total(there.get((group, after), {}), inside),
        happened=happened(Hours(country, group, since, until)),
    )


def _after(group: str, country: str, day: date, until: datetime) -> list[Any]:  # Any: UUIDs
    """Return what of a day came after the hours of the report."""
    meetings_later = [one.subject for one in encounters.encounters_of_day(group, country, day) if one.occurred_at >= until]
    return meetings_later + [one.subject for one in groups.patrols_of_day(group, country, day) if one.departed_at >= until]


def day_page(
    group: str, row: DailyReport | None, now: Now, labels: Labels, instant: datetime
) -> dict[str, Any]:  # Any: what a page draws
    """Return what the page of a post's day shows: the draft, or what was signed, with what changed since."""
    country, said = labels.country, row.statements[-1] if row and row.statements else None
    names = names_of(accounts_of(row))
    columns = [Column(_("El sistema cuenta"), now.counted)]
    if said is not None and row is not None:
        inside = reports.in_total(country)
        counted = {one["category"]: one["counted"] for one in said["figures"]}
        columns = [
            Column(_("Contaba al firmar"), counted),
            Column(_("El parte dice"), reports.post_said(row), whys(said["figures"])),
        ]
        if row.corrections:
            columns.append(Column(_("Oficina estatal"), reports.state_said(row, inside), whys(row.corrections, names)))
        columns.append(Column(_("Bitácora hoy"), now.counted))
    return {
        "on": now.on,
        "hours": (now.since, now.until),
        "can_sign": instant >= now.until,
        "columns": columns,
        "lines": lines(columns, country, labels),
        "changed": changed_since(said, now.counted, labels),
        "next_on": now.on + timedelta(days=1),
        "next_lines": lines([Column(_("Al corte"), next_said(said, now))], country, labels),
        "happened": [(words.happened(what), number) for what, number in happened_said(said, now)],
        "operations": [one.name for one in reports.operations_on(country, group, now.on)],
        "sent": sent_said(row, reports.zone_of(country, row.group), names) if row and said else None,
        "remark": reports.words_of(said["id"], row.subject) if row and said and said["remark"] else "",
        "questions": questions(row, labels, names) if row else [],
    }


def next_said(said: Mapping[str, Any] | None, now: Now) -> Said:  # Any: JSON
    """Return the part of the next day: as it was signed, else as it stands."""
    return {one["category"]: one["counted"] for one in said["next_figures"]} if said else now.next_counted


def happened_said(said: Mapping[str, Any] | None, now: Now) -> Sequence[tuple[str, int]]:  # Any: JSON
    """Return what happened: as it was signed, else as it stands."""
    return [(one["what"], one["number"]) for one in said["happened"]] if said else now.happened


def changed_since(said: Mapping[str, Any] | None, counted: Said, labels: Labels) -> list[str]:  # Any: JSON
    """Return what the logbook counts otherwise than when the report was signed: late entries, corrections, withdrawals."""
    if said is None:
        return []
    then = {one["category"]: one["counted"] for one in said["figures"]}
    return [
        _("{category}: contaba {then}, hoy cuenta {now}.").format(
            category=words.category(code, labels), then=f"{then.get(code, 0):,}", now=f"{counted.get(code, 0):,}"
        )
        for code in sorted({*then, *counted}, key=lambda code: (code == TOTAL, code))
        if then.get(code, 0) != counted.get(code, 0)
    ]


def sent_said(row: Any, zone: Any, names: Mapping[str, str]) -> dict[str, Any]:  # Any: read models of each level; a zone
    """Return who signed, when, and which version this is."""
    at = [datetime.fromisoformat(one["at"]).astimezone(zone) for one in row.statements]
    return {
        "at": f"{at[-1]:%H:%M}",
        "day": at[-1].date(),
        "who": who_is(row.statements[-1]["by"], names),
        "version": len(row.statements),
        "is_late": min(at) > reports.late_at(row.on, zone),
        "is_doubled": reports.is_doubled(row.statements),
    }


def accounts_of(row: Any) -> set[str]:  # Any: read models of each level
    """Return the accounts that wrote on a report."""
    if row is None:
        return set()
    written = [*row.statements, *getattr(row, "corrections", ()), *getattr(row, "questions", ())]
    return {one["by"] for one in written} | {answer["by"] for one in written for answer in one.get("answers", ())}


def questions(row: Any, labels: Labels, names: Mapping[str, str]) -> list[dict[str, Any]]:  # Any: read models of two levels
    """Return the questions on a report with their answers, those that wait first."""
    found = [
        {
            "id": one["id"],
            "text": reports.words_of(one["id"], row.subject),
            "about": str(words.ABOUT.get(one["about"], one["about"])),
            "category": words.category(one["category"], labels) if one.get("category") else "",
            "group": labels.group(one["group"]) if one.get("group") else "",
            "who": who_is(one["by"], names),
            "at": datetime.fromisoformat(one["at"]),
            "answers": [
                {
                    "reply": str(words.REPLY.get(answer["reply"], answer["reply"])),
                    "text": reports.words_of(answer["id"], row.subject) if answer["remark"] else "",
                    "who": who_is(answer["by"], names),
                    "at": datetime.fromisoformat(answer["at"]),
                }
                for answer in one["answers"]
            ],
        }
        for one in row.questions
    ]
    return sorted(found, key=lambda one: (bool(one["answers"]), one["at"]))


# Signing ------------------------------------------------------------------------------------------------------------


def blank(now: Now, labels: Labels) -> list[tuple[str, str, int]]:
    """Return the lines that a coordinator may correct: (code, words, what the program counts)."""
    codes = [row.code for row in official_categories(pack(labels.country)) if row.holds_on(now.on)]
    return [(code, words.category(code, labels), now.counted.get(code, 0)) for code in [*codes, TOTAL]]


def read(typed: Typed, now: Now, warnings: int) -> reports.Day | None:
    """Return the report that was signed on a page, or None with the errors beside their fields.

    A line that was left empty is as the program counts it.
    """
    figures = []
    for code, _said, counted in blank(now, typed.labels):
        figures.append(_figure(typed, code, counted))
    remark = typed.text("remark", 1000)
    if typed.errors:
        return None
    told = [*now.happened, *([("warnings", warnings)] if warnings else [])]
    kept = _with_their_total([one for one in figures if one.counted or one.said], now, reports.in_total(typed.labels.country))
    return reports.Day(
        on=now.on,
        figures=kept,
        next_figures=[Counted(category=code, counted=number) for code, number in sorted(now.next_counted.items()) if number],
        happened=[Happened(what=what, number=number) for what, number in told],
        remark=remark,
    )


def _figure(typed: Typed, code: str, counted: int) -> Figure:
    said = typed.number_or_none(f"n:{code}", 10_000_000)
    chosen = word_of(Why, typed.get(f"w:{code}"))
    if said is not None and said != counted and chosen is None:
        typed.wrong(f"n:{code}", _("Cambió la cifra: elija por qué. Las dos se guardan."))
    is_changed = said is not None and said != counted
    return Figure(category=code, counted=counted, said=counted if said is None else said, why=chosen if is_changed else None)


def _with_their_total(figures: list[Figure], now: Now, inside: Sequence[str]) -> list[Figure]:
    """Return figures whose total goes with corrected parts, unless the coordinator said another total."""
    total = next((one for one in figures if one.category == TOTAL), None)
    if total is not None and total.why is not None:
        return figures
    parts = sum(one.said for one in figures if one.category in inside)
    reasons = [one.why for one in figures if one.category in inside and one.why]
    counted = now.counted.get(TOTAL, 0)
    kept = [one for one in figures if one.category != TOTAL]
    made = Figure(category=TOTAL, counted=counted, said=parts, why=reasons[0] if reasons and parts != counted else None)
    return [*kept, made] if parts or counted else kept


# Lists and notices --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Past:
    """One day in the list of a post."""

    on: date
    said: str
    total: int | None
    logbook: int
    is_missing: bool
    waiting: int


def past(group: str, country: str, last: date, now: datetime) -> list[Past]:
    """Return the last days of a post, the latest first: sent, late, missing, asked."""
    first, zone = last - timedelta(days=PAST_DAYS - 1), reports.zone_of(country, group)
    rows = reports.dailies(country, [group], first, last)
    there = reports.counted(country, [group], first, last)
    found = []
    for back in range(PAST_DAYS):
        on = last - timedelta(days=back)
        row, logbook = rows.get((group, on)), there.get((group, on), {}).get(TOTAL, 0)
        said = reports.post_said(row)
        waiting = row.waiting if row else 0
        found.append(
            Past(on, status(row, on, zone, now), None if said is None else said.get(TOTAL, 0), logbook, said is None, waiting)
        )
    return found


def status(row: Any, on: date, zone: Any, now: datetime, late: datetime | None = None) -> str:  # Any: of each level; a zone
    """Return whether a report came, in words. late: after which instant it is late; None: as of a post."""
    late = late or reports.late_at(on, zone)
    if row is None or not row.statements:
        return _("NO HA ENVIADO") if now > late else _("por enviar")
    at = [datetime.fromisoformat(one["at"]).astimezone(zone) for one in row.statements]
    hour = f"{at[-1]:%H:%M}" if at[-1].date() == on + timedelta(days=1) else f"{shortday(at[-1].date())}, {at[-1]:%H:%M}"
    said = _("enviado tarde, {hour}") if min(at) > late else _("enviado {hour}")
    return said.format(hour=hour)


def notices(asked: Asked) -> Iterator[Notice]:
    """Yield what of the reports must be seen at a post: yesterday's that was not sent by nine, questions that wait."""
    if is_practice(asked.group):
        return  # a practice sends nothing up
    zone = reports.zone_of(asked.country, asked.group)
    on = reports.last_closed(asked.now, zone)
    row = reports.daily(asked.group, asked.country, on)
    if (row is None or not row.statements) and asked.now > reports.late_at(on, zone):
        said = _("No se ha enviado el parte del {day}.").format(day=weekday(on))
        yield Notice(Level.WARN, said, reverse("desk:reports"))
    for one in reports.asked_of_post(asked.group, asked.country):
        said = ngettext(
            "La oficina estatal pregunta por el parte del {day}.",
            "La oficina estatal hace {n} preguntas por el parte del {day}.",
            one.waiting,
        ).format(n=one.waiting, day=shortday(one.on))
        yield Notice(Level.WARN, said, reverse("desk:report_day", args=[one.on.isoformat()]))


def parts(asked: Asked) -> Iterator[Part]:
    """Yield what stands in a hand-over of the reports: whether the last one was sent, and what waits for an answer."""
    zone = reports.zone_of(asked.country, asked.group)
    on = reports.last_closed(asked.now, zone)
    row = reports.daily(asked.group, asked.country, on)
    said = [_("Del {day}: {status}").format(day=weekday(on), status=status(row, on, zone, asked.now))]
    said += [
        _("Pregunta sin responder por el parte del {day}").format(day=shortday(one.on))
        for one in reports.asked_of_post(asked.group, asked.country)
    ]
    yield Part(_("Parte de novedades"), said)
