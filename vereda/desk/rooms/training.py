"""What pages of training draw: sessions, one session with its people and what they learned, who may do what, a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vereda.desk.dates import shortday
from vereda.desk.labels import Labels
from vereda.desk.rooms import duty as duty_room
from vereda.desk.words import training as words
from vereda.training import door as training
from vereda.training.schema import (
    OTHERS,
    TOTAL,
    Change,
    Count,
    Duty,
    Gain,
    May,
    Mode,
    Session,
    Theme,
    There,
    asked_by_duty,
    courses,
    gain,
    percent,
    topics,
)

LISTED = 60
"""Past sessions that the list shows; the page of the year counts all."""


def lang() -> str:
    """Return the language of the reader, of the two in which courses are written."""
    return "en" if (get_language() or "es").startswith("en") else "es"


def title(one: Session) -> str:
    """Return what a session is called: its own title, its course, or its topics."""
    course = courses().get(one.plan.course)
    return one.plan.title or (course.text(lang()).title if course else ", ".join(topic_words(one.plan.topics)))


def topic_words(codes: Iterable[str]) -> list[str]:
    """Return topics in words; a code that the catalogue no longer has, as it is."""
    known = topics()
    told = [known[code].said(lang()) if code in known else code for code in codes]
    return [one[:1].upper() + one[1:] for one in told]


@dataclass(frozen=True)
class Line:
    """A session in a list."""

    subject: UUID
    title: str
    on: date
    said: str
    is_open: bool


def line(kept: training.Kept, labels: Labels) -> Line:
    """Return a session as a list shows it."""
    one, n = kept.one, len(kept.one.there)
    told = [labels.group(one.plan.group) if one.plan.group else _("varios grupos"), str(words.MODES[one.plan.mode])]
    if n:
        told.append(ngettext("{n} persona", "{n} personas", n).format(n=n))
    if one.cancelled_on:
        told.append(_("cancelada"))
    return Line(kept.subject, title(one), one.plan.begins_on, " · ".join(told), one.is_open)


def seen(kept: training.Kept, group: str | None) -> bool:
    """Tell whether who answers for a group sees a session: it is for the group, or its people were there. None: all."""
    return group is None or kept.one.plan.group == group or any(one.group == group for one in kept.one.there)


def lists(country: str, group: str | None, today: date) -> dict[str, list[Line]]:
    """Return sessions to come, those whose list is open, those to be looked at after 90 days, and those that are over."""
    labels = Labels(country)
    found: dict[str, list[Line]] = {"coming": [], "open": [], "later": [], "over": []}
    for kept in training.sessions(country, own=False):
        if seen(kept, group):
            where = "over" if not kept.one.is_open else "coming" if kept.one.plan.begins_on > today else "open"
            found[where].append(line(kept, labels))
            if is_to_look_at(kept.one, group, today):
                found["later"].append(line(kept, labels))
    found["coming"].reverse()
    found["over"] = found["over"][:LISTED]
    return found


@dataclass(frozen=True)
class Passed:
    """Somebody who passed a course at the own pace and has no certificate of it yet."""

    subject: UUID
    who: str
    name: str
    title: str
    on: date


def passed(country: str, group: str | None) -> list[Passed]:
    """Return who passed at the own pace and waits for a certificate, also anew after one was revoked; who waits longest first."""
    given = {row.session for row in training.certificates(country) if row.revoked_on is None}
    names, found = {one.account: one.name for one in training.staff(country)}, []
    for kept in reversed(training.sessions(country, own=True)):
        course = courses().get(kept.one.plan.course)
        for there in kept.one.there if course and kept.subject not in given and seen(kept, group) else ():
            if course and there.after and course.passed(*there.after):
                name = names.get(there.who) or _("Nombre borrado")
                found.append(Passed(kept.subject, there.who, name, title(kept.one), kept.one.plan.begins_on))
    return found


def keeps(one: Session, group: str | None) -> bool:
    """Tell whether who answers for a group keeps a list; None: all. What somebody takes alone nobody else keeps."""
    return one.plan.mode is not Mode.OWN_PACE and (group is None or one.plan.group == group)


LOOKED_AT = timedelta(days=90)
"""For which somebody can still say what changed; later nobody remembers."""


def is_to_look_at(one: Session, group: str | None, today: date) -> bool:
    """Tell whether of some of our people nobody has said yet whether they do what they learned."""
    due = one.plan.ends_on + training.BEHAVIOUR_AFTER
    ours = [there for there in one.there if not there.guest and (group is None or there.group == group)]
    return one.closed_on is not None and due <= today <= due + LOOKED_AT and any(not there.applied for there in ours)


@dataclass(frozen=True)
class Person:
    """One on the list. before, after: of 100, None where not taken; certificate: its row, None where none holds."""

    who: str
    name: str
    where: str
    how: str
    before: int | None
    after: int | None
    applied: str
    certificate: training.CertificateRow | None


def people(subject: UUID, one: Session, country: str, group: str | None) -> list[Person]:
    """Return who was there, by name; for who answers for a group, its own people alone where the session is not for it."""
    labels, names = Labels(country), training.names(country)
    of = {row.who: row for row in training.certificates(country, of=subject) if row.revoked_on is None}
    shown = [there for there in one.there if group is None or one.plan.group == group or there.group == group]
    made = [_person(there, names, labels, of) for there in shown]
    return sorted(made, key=lambda row: row.name.casefold())


def _person(there: There, names: Mapping[str, str], labels: Labels, of: Mapping[str, training.CertificateRow]) -> Person:
    before, after = (round(percent(*told)) if told else None for told in (there.before, there.after))
    where = _("otra institución") if there.guest else labels.group(there.group) if there.group else _("oficina")
    name = names.get(there.who) or _("Nombre borrado")
    applied = str(words.APPLIED[there.applied]) if there.applied else ""
    return Person(there.who, name, where, str(words.HOWS[there.how]), before, after, applied, of.get(there.who))


def learned(one: Session) -> Gain | None:
    """Return what was gained, of who took both tests."""
    return gain((percent(*there.before), percent(*there.after)) for there in one.there if there.before and there.after)


def reactions(one: Session) -> list[tuple[str, float, int]]:
    """Return (question, mean of 1 to 5, how many sheets) of each item that was asked."""
    found = []
    for item, said in words.ITEMS.items():
        counts = one.reaction.get(item, [])
        if n := sum(counts):
            found.append((str(said), sum(grade * count for grade, count in enumerate(counts, start=1)) / n, n))
    return found


@dataclass(frozen=True)
class Moved:
    """A change of a session. lines: what, as it was, as it is now."""

    on: date
    why: str
    lines: Sequence[tuple[str, str, str]]


def changes(one: Session, country: str) -> list[Moved]:
    """Return how a session was changed, the latest first."""
    names = training.names(country) if one.changes else {}
    return [Moved(told.on, str(words.CHANGED_FOR[told.why]), _lines(told, names)) for told in reversed(one.changes)]


def _lines(told: Change, names: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [
        (str(said), _as_read(name, told.was.get(name, ""), names), _as_read(name, told.now[name], names))
        for name, said in words.MOVED.items()
        if name in told.now
    ]


def _as_read(name: str, value: str, names: Mapping[str, str]) -> str:
    if name.endswith("_on") and value:
        return shortday(date.fromisoformat(value))
    return (names.get(value, _("Nombre borrado")) if name == "trainer" and value else value) or "—"


def expected(one: Session, country: str, group: str | None) -> list[tuple[str, str, bool]]:
    """Return (account, name, whether they come) of who is expected or said no, by name; group: its people alone, None: all."""
    names = training.names(country)
    rows = [(who, names.get(who, _("Nombre borrado")), told) for who, told in one.going.items()]
    seen_by = group is None or one.plan.group == group
    shown = [(who, name, told.is_coming) for who, name, told in rows if seen_by or told.group == group]
    return sorted(shown, key=lambda row: (not row[2], row[1].casefold()))


def not_known(one: Session, country: str, group: str | None) -> list[str]:
    """Return who took a code into a phone that nobody here knows: whoever keeps the list says whether they were there."""
    names = {row.account: row.name for row in training.staff(country, group)}
    return sorted(names[who] for who in training.to_settle(one) if who in names)


@dataclass(frozen=True)
class Coming:
    """A session for somebody. comes: what was said of them, None: nothing; news: changes to be told."""

    line: Line
    place: str
    comes: bool | None
    news: Sequence[Moved]
    cancelled_on: date | None


def for_person(account: str, group: str, country: str, today: date) -> list[Coming]:
    """Return the sessions that are for somebody's group, for several, or where they are expected; the next first."""
    labels, found = Labels(country), []
    for kept in reversed(training.sessions(country, own=False)):
        if is_for(kept.one, account, group, today):
            going, told = kept.one.going.get(account), changes(kept.one, country)
            comes = going.is_coming if going else None
            found.append(Coming(line(kept, labels), kept.one.plan.place, comes, told, kept.one.cancelled_on))
    return found


def is_for(one: Session, account: str, group: str, today: date) -> bool:
    """Tell whether a session that is not over is for somebody."""
    is_theirs = one.plan.group in ("", group) or training.is_expected(one, account)
    return one.plan.ends_on >= today and one.closed_on is None and is_theirs


def to_add(one: Session, country: str, group: str) -> list[training.Staff]:
    """Return who of a group could be put on the list."""
    return [
        person for person in training.staff(country, group) if person.in_service and not training.is_there(one, person.account)
    ]


def trainers(country: str, group: str | None, beside: str = "") -> list[tuple[str, str]]:
    """Return who of ours can be named as teaching: of a group, or of the country (None); beside: who is named already."""
    known = {one.account: one.name for one in training.staff(country, group) if one.in_service}
    if beside:
        known.setdefault(beside, training.names(country).get(beside, _("Nombre borrado")))
    return list(known.items())


def to_expect(one: Session, country: str, group: str) -> list[training.Staff]:
    """Return who of a group could be expected and is not yet."""
    staff = training.staff(country, group)
    return [person for person in staff if person.in_service and not training.is_expected(one, person.account)]


def course_choices() -> list[tuple[str, str]]:
    """Return (code, title) of the courses of the house."""
    return [(code, course.text(lang()).title) for code, course in courses().items()]


# Who may do what --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Able:
    """Somebody of a group and what they may do. on_shift: on now, by shift or roster."""

    name: str
    on_shift: bool
    may: Sequence[May]


@dataclass(frozen=True)
class Group:
    """A group: its people, what nobody on the shift may do, and by topic who lacks it and which session brings it."""

    people: Sequence[Able]
    shift_lacks: Sequence[str]
    has_shift: bool
    gaps: Sequence[tuple[str, str, int, Line | None]]


def able(group: str, country: str, now: datetime) -> Group:
    """Return who of a group may do what today."""
    today, labels = now.date(), Labels(country)
    staff = [one for one in training.staff(country, group) if one.in_service]
    on = {one.member for one in duty_room.on_now(group, country, now, labels)}
    may = training.may_do([one.account for one in staff], country, today)
    rows = [Able(one.name, one.account in on, may[one.account]) for one in staff]
    rows.sort(key=lambda row: (not row.on_shift, row.name.casefold()))
    lacks = [
        str(words.DUTIES[duty])
        for duty in Duty
        if on and not any(row.on_shift and told.duty is duty and told.is_able for row in rows for told in row.may)
    ]
    return Group(rows, lacks, bool(on), _gaps(rows, group, country, today, labels))


def _gaps(rows: Sequence[Able], group: str, country: str, today: date, labels: Labels) -> list[tuple[str, str, int, Line | None]]:
    coming = [
        kept
        for kept in reversed(training.sessions(country, own=False))
        if kept.one.is_open and kept.one.plan.ends_on >= today and kept.one.plan.group in ("", group)
    ]
    found = []
    for topic in dict.fromkeys(topic for asked in asked_by_duty().values() for topic in asked):
        n = sum(1 for row in rows if any(topic in told.missing for told in row.may))
        if n:
            plan = next((kept for kept in coming if topic in kept.one.plan.topics), None)
            found.append((topic, topic_words([topic])[0], n, line(plan, labels) if plan else None))
    return found


# A year ----------------------------------------------------------------------------------------------------------


type YearTable = tuple[str, list[tuple[str, Count]]]
"""What is counted, and of each group how many."""


def year(country: str, of: int, today: date, group: str | None) -> list[YearTable]:
    """Return a year by group: of everything, and of each theme; for who answers for a group, that one alone."""
    labels = Labels(country)
    asked = [(_("Todo"), None), *((str(said), Theme(theme)) for theme, said in words.THEMES.items())]
    return [(said, _rows(training.counts(country, of, today, theme), labels, group)) for said, theme in asked]


def _rows(every: Mapping[str, Count], labels: Labels, group: str | None) -> list[tuple[str, Count]]:
    codes = [code for code in every if group is None or code == group]
    codes.sort(key=lambda code: (code == TOTAL, code == OTHERS, _group(code, labels).casefold()))
    return [(_group(code, labels), every[code]) for code in codes]


def _group(code: str, labels: Labels) -> str:
    if code == TOTAL:
        return _("Todo el país, cada persona una vez")
    return labels.group(code) if code else _("Otras instituciones y oficinas")
