"""Reports of the last days as a demonstration: signed up three levels, one post that is silent, one question, one correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from vereda.access.door import HEADQUARTERS, Role, everybody
from vereda.countries.door import pack
from vereda.demo.writing import Scribe
from vereda.logbook.door import Author
from vereda.logbook.schema import uuid8
from vereda.reports import door as reports
from vereda.reports.door import TOTAL, About, Figure, Happened, Reply, What, Why

DAYS = 6
PAPER = 2  # people on a sheet that nobody has typed yet
OPERATION = "Operativo de temporada (demostración)"


def reports_day(scribe: Scribe, group: str, now: datetime) -> None:
    """Record the reports of a state's posts: the home post has not sent the last one, and is asked about the one before."""
    country = scribe.plan.question.country
    zone = reports.zone_of(country, group)
    state, last = pack(country).groups[group].state, reports.last_closed(now, zone)
    posts = reports.posts_by_state(country)[state]
    for back in range(DAYS, -1, -1):
        on = last - timedelta(days=back)
        for number, post in enumerate(posts):
            if not (back == 0 and post == group):
                _signed(scribe, post, on, now, is_late=(back + number) % 5 == 4, corrected=back == 1 and post == group)
        if back:
            _above(scribe, state, group, on, now, is_asked=back in (1, 3))
    _operation(scribe, group, last, now)


def _signed(scribe: Scribe, post: str, on: date, now: datetime, *, is_late: bool, corrected: bool) -> None:
    """Sign one day of a post as the program counts it; once with people who are on paper alone."""
    country, by = scribe.plan.question.country, _coordinator(scribe, post)
    inside = reports.in_total(country)
    counted = reports.with_total(reports.counted(country, [post], on, on).get((post, on), {}), inside)
    said = dict(counted)
    if corrected:
        said[inside[0]] = said.get(inside[0], 0) + PAPER
        said[TOTAL] += PAPER
    figures = [
        Figure(
            category=code, counted=counted.get(code, 0), said=number, why=Why.ON_PAPER if number != counted.get(code, 0) else None
        )
        for code, number in sorted(said.items())
    ]
    day = reports.Day(
        on=on,
        figures=figures,
        happened=[Happened(what="patrols", number=2)],
        remark="Dos personas quedaron en una hoja del río; se capturan hoy." if corrected else "",
    )
    at = _morning(on, reports.zone_of(country, post), time(9, 40) if is_late else time(7, 20))
    reports.sign_daily(day, by=by, at=min(at, now))


def _above(scribe: Scribe, state: str, group: str, on: date, now: datetime, *, is_asked: bool) -> None:
    """Sum a day of the state and of the country; ask the home post, twice in a week, and have it answer once."""
    country, inside = scribe.plan.question.country, reports.in_total(scribe.plan.question.country)
    zone = reports.zone_of(country, group)
    office, national = office_author(country, Role.STATE_OFFICE), office_author(country, Role.STATISTICS)
    at = min(_morning(on, zone, time(10, 15)), now)
    if is_asked:
        text = "¿La cifra de este día ya incluye la noche?"
        asked = reports.ask_post(group=group, on=on, about=About.ODD, category=inside[0], text=text, by=office, at=at)
        if on < reports.last_closed(now, zone) - timedelta(days=2):
            by = _coordinator(scribe, group)
            reports.answer_post(on=on, question=asked.entry, reply=Reply.STANDS, text="Sí, completa.", by=by, at=at)
            stands = reports.state_said(reports.daily(group, country, on), inside) or {}
            said = stands.get(inside[0], 0) + 1
            reports.correct_post(group=group, on=on, category=inside[0], said=said, why=Why.BY_TELEPHONE, by=office, at=at)
    reports.sign_state(state=state, on=on, by=office, at=at)
    until = reports.is_open_by(country, pack(country).groups, on, at)
    if until is None:
        reports.sign_national(on=on, by=national, at=min(at + timedelta(hours=1), now))


def _operation(scribe: Scribe, group: str, last: date, now: datetime) -> None:
    """Open an operation that runs, and switch off, from a day to come, the last service of the form."""
    country, by = scribe.plan.question.country, _coordinator(scribe, group)
    tag = uuid8(int(now.timestamp() * 1000), b"operativo.")
    first = last - timedelta(days=9)
    reports.open_operation(
        tag=tag, name=OPERATION, from_on=first, until_on=last + timedelta(days=18), groups=[group], by=by, at=now
    )
    code = reports.services_given(pack(country), group, last)[-1].code
    later = last + timedelta(days=12)
    reports.switch(group=group, what=What.SERVICE, code=code, from_on=later, is_given=False, today=last, by=by, at=now)


def _coordinator(scribe: Scribe, group: str) -> Author:
    """Return who signs for a group: its coordinator where it has an account, else somebody invented."""
    found = [
        account
        for account, row, _standing in everybody(scribe.plan.question.country)
        if (row.group, row.role) == (group, Role.COORDINATOR)
    ]
    by = scribe.author(group, 0)
    return replace(by, account=str(found[0].pk)) if found else by


def office_author(country: str, role: Role) -> Author:
    """Return the invented account of an office as an author."""
    account = next(account for account, row, _standing in everybody(country) if row.role == role)
    zone = reports.zone_of(country, "").key
    return Author(account=str(account.pk), group=HEADQUARTERS, country=country, zone=zone, pack=pack(country).hash)


def _morning(on: date, zone: ZoneInfo, hour: time) -> datetime:
    return datetime.combine(on + timedelta(days=1), hour, zone)
