"""Legal cases as the desk shows them: whose they are, what runs in them, and how each date was counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.access.door import Action, NotForYou, Part, Reader, RecordClass, Role, demand, everybody, log_read, may, relation_to
from vereda.countries.door import Deadline, LegalCaseKind, pack
from vereda.desk.labels import Labels
from vereda.desk.told import told as refused
from vereda.desk.words import legal as words
from vereda.errors import FieldError
from vereda.legal import door as legal
from vereda.legal.door import Answer, CaseKind, Computed, Kind, LegalCase, LegalTerm, Opening, Table, labels
from vereda.logbook.door import history
from vereda.people import door as people
from vereda.practice import real_of

K5 = RecordClass.K5


def row_of(reader: Reader, subject: UUID, action: Action = Action.READ) -> LegalCase:
    """Return a case on which the reader works; of any other there is none, as of one that never was. Raises NotForYou."""
    row = legal.cases.case(subject, reader.country)
    if row is None:
        raise NotForYou
    demand(reader, K5, action, relation(reader, row))
    return row


def works_on(reader: Reader, row: LegalCase) -> bool:
    """Tell whether the reader works on a case: advising, or in the group that asked; from another group now it is no more."""
    return reader.account in row.advisers and (reader.role == Role.LEGAL_ADVISER or reader.group == row.group)


def clock_of(row: LegalCase) -> ZoneInfo:
    """Return the clock of the post that asked: there begins what starts a term, wherever whoever advises sits."""
    group = pack(row.country).groups.get(real_of(row.group))
    return ZoneInfo(group.zone if group else pack(row.country).country.default_zone)


def relation(reader: Reader, row: LegalCase) -> frozenset[str]:
    return relation_to(reader, country=row.country, groups=[row.group], is_case=works_on(reader, row))


def can_write(reader: Reader, row: LegalCase) -> bool:
    """Tell whether the reader may write in a case: a case worker reads it alone."""
    return may(reader, K5, Action.WRITE, relation(reader, row))


def sends(reader: Reader, group: str = "") -> bool:
    """Tell whether the reader may ask for legal help, or take in a case of a group."""
    groups = [group or reader.group] if group or reader.group else []
    return may(reader, K5, Action.WRITE, relation_to(reader, country=reader.country, groups=groups), Part.MINIMUM)


def sees_waiting(reader: Reader) -> bool:
    """Tell whether the reader sees which cases wait for an adviser: folio, group and hour, and what it is about."""
    return may(reader, K5, Action.READ, relation_to(reader, country=reader.country), Part.MINIMUM)


def is_of_group(person: people.Person, row: LegalCase) -> bool:
    """Tell whether who a case names is of the group that asked: a request that names somebody of another group opens nobody."""
    return (person.group, person.country) == (row.group, row.country)


def kinds(country: str, on: date) -> list[LegalCaseKind]:
    """Return the kinds of cases of the country, in their order."""
    known = set(CaseKind)
    rows = pack(country).legal_case_kinds.values()
    return sorted((one for one in rows if one.code in known and one.holds_on(on)), key=lambda one: one.order)


def kinds_for(country: str, opening: Opening | None, on: date) -> list[tuple[str, str]]:
    """Return what a case may be said to be about: with what it is now, also where the pack has ended that kind."""
    there = {one.code: labels.said(one, "label") for one in kinds(country, on)}
    if opening:
        there.setdefault(opening.what.value, kind_name(country, opening.what))
    return list(there.items())


def kind_name(country: str, what: str) -> str:
    """Return what a kind of case is called in the country."""
    row = pack(country).legal_case_kinds.get(what)
    return labels.said(row, "label") if row else what


def unsigned(country: str, on: date, *tables: Table) -> str:
    """Return what a screen says that uses the terms and kinds of case of a country, '' once a lawyer has signed them."""
    return labels.unsigned([country], on, *(tables or (Table.TERMS, Table.CASE_KINDS)))


def procedure(country: str, code: str) -> str:
    row = pack(country).legal_deadlines.get(code)
    return _sentence(labels.said(row, "procedure")) if row else code


def name_of(row: LegalCase, reader: Reader) -> str:
    """Return the name of whom a case is for, '' where nobody gave one or it was erased; the look is logged."""
    person = people.person_of(row.person) if row.person else None
    identity = people.identity(person) if person and is_of_group(person, row) else None
    if identity is None or not may(reader, RecordClass.K2, Action.READ, relation(reader, row)):
        return ""
    log_read(reader, RecordClass.K2, subject=row.person)
    return _called(identity)


@dataclass(frozen=True)
class Counted:
    """A date and how it comes about, in words for who follows it by hand."""

    procedure: str
    rule: str
    length: str
    trigger: str
    started: str
    first_on: str
    safe_on: str
    last_on: str
    due_at: datetime | None
    without_date: str
    left_out: Sequence[str]
    notes: Sequence[str]
    source: str
    cited: str
    who: str
    consequence: str
    exceptions: str


def counted(row: Deadline, found: Computed, country: str) -> Counted:
    """Return a computed term in words."""
    return Counted(
        procedure=_sentence(labels.said(row, "procedure")),
        rule=f"{legal.signed.named(country, Table.TERMS)} · {row.code}",
        length=labels.length(row),
        trigger=_sentence(labels.said(row, "trigger")),
        started=_moment(found.started_at),
        first_on=_day(found.first_on),
        safe_on=_day(found.safe_on),
        last_on=_moment(found.due_at) if found.first_on is None and found.due_at else _day(found.last_on),
        due_at=found.due_at,
        without_date="" if found.kind is Kind.DATED else words.said(words.WITHOUT_DATE, found.kind),
        left_out=list(_left_out(found.left_out)),
        notes=[words.said(words.NOTES, note) for note in found.notes],
        source=row.source,
        cited=", ".join(part for part in (row.legal_basis, row.article or "") if part),
        who=_sentence(labels.said(row, "who_acts")),
        consequence=_sentence(labels.said(row, "consequence")),
        exceptions=_sentence(labels.said(row, "exceptions")),
    )


def _left_out(days: Sequence[legal.LeftOut]) -> Iterator[str]:
    """Yield each holiday and suspended day by itself, and weekends as a number: so few lines are followed by hand."""
    named = [one for one in days if one.holiday or one.is_suspended]
    for one in named:
        yield f"{_day(one.on)}: {_('suspendido') if one.is_suspended else one.holiday}"
    if weekends := len(days) - len(named):
        yield ngettext("{n} sábado o domingo", "{n} sábados y domingos", weekends).format(n=weekends)


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:]


@dataclass(frozen=True)
class Running:
    """A term of a case. how: what was counted; changed: what another pack would count today."""

    row: LegalTerm
    said: legal.TermSaid | None
    how: Counted | None
    last_on: str
    safe_on: str
    is_late: bool
    presses: bool
    is_answered: bool
    changed: str
    extended: Sequence[legal.Extended] = field(default_factory=tuple)
    end: str = ""
    why: str = ""


def running(row: LegalCase, now: datetime) -> list[Running]:
    """Return the terms of a case in words."""
    return [_running(one, now) for one in legal.cases.terms_of([row.subject])]


def _running(one: LegalTerm, now: datetime) -> Running:
    said, end = legal.sealed.term(one), legal.sealed.term_end(one)
    how, changed = _again(said, now)
    extended = legal.sealed.extended(one)
    is_hours = said is not None and said.unit == "hours"
    last = _moment(one.due_at) if is_hours and one.due_at else _day(_last_on(said, extended))
    return Running(
        row=one,
        said=said,
        how=how,
        last_on=last,
        safe_on=_day(timezone.localtime(one.remind_at).date()) if one.remind_at else "",
        is_late=one.ended_at is None and one.due_at is not None and one.due_at <= now,
        presses=one.ended_at is None and one.remind_at is not None and one.remind_at <= now,
        is_answered=legal.cases.is_answered(one),
        changed=changed,
        extended=extended,
        end=words.said(words.TERM_ENDS, end.how) if end else "",
        why=end.reason if end else "",
    )


def _last_on(said: legal.TermSaid | None, extended: Sequence[legal.Extended]) -> date | None:
    if extended:
        return extended[-1].last_on
    return said.last_on if said else None


def _again(said: legal.TermSaid | None, now: datetime) -> tuple[Counted | None, str]:
    """Return how a term was counted, and the sentence to be said where the rules of today count otherwise."""
    if said is None:
        return None, ""
    row = pack(said.country).legal_deadlines.get(said.code)
    spans = [legal.Span(one.first, one.last) for one in said.suspended]
    try:
        found = legal.compute(
            said.code,
            country=said.country,
            started_at=timezone.localtime(said.started_at),
            now=max(now, said.started_at),
            suspended=spans,
        )
    except FieldError as error:
        return None, refused(error, Labels(said.country))
    if row is None:
        return None, ""
    same = found.last_on == said.last_on
    told = "" if same else _("Con las reglas de hoy sería {day}: revíselo.").format(day=_day(found.last_on))
    return counted(row, found, said.country), told


def next_due(terms: Iterable[LegalTerm]) -> LegalTerm | None:
    """Return the running term that is over first."""
    dated = [one for one in terms if one.ended_at is None and one.due_at is not None]
    return min(dated, key=lambda one: (one.due_at, str(one.term)), default=None)


def by_group(country: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return (group, how many terms press there), the most first."""
    names = Labels(country)
    return sorted(((names.group(group), count) for group, count in counts.items()), key=lambda one: (-one[1], one[0]))


@dataclass(frozen=True)
class Listed:
    """A case in a list."""

    row: LegalCase
    what: str
    group: str
    name: str
    due: str
    term: str
    is_late: bool
    presses: bool
    is_held: bool


def listed(reader: Reader, rows: Sequence[LegalCase], now: datetime, *, with_names: bool = True) -> list[Listed]:
    """Return cases with their next term, the most pressing first."""
    terms: dict[UUID, list[LegalTerm]] = {}
    for one in legal.cases.terms_of(row.subject for row in rows):
        terms.setdefault(one.subject, []).append(one)
    found = [(next_due(terms.get(row.subject, ())), row) for row in rows]
    found.sort(key=lambda one: (one[1].closed_at is not None, one[0] is None, one[0].due_at if one[0] else now))
    openings = legal.sealed.openings(rows)
    said = legal.sealed.next_terms([due for due, _row in found if due]) if with_names else {}
    names = names_of_cases(reader, rows) if with_names else {}
    return [
        _listed(row, due, openings.get(row.subject), said.get(row.subject), names.get(row.subject, ""), now) for due, row in found
    ]


def names_of_cases(reader: Reader, rows: Sequence[LegalCase]) -> dict[UUID, str]:
    """Return by case the name of whom it is for, where the reader may; the look at all of them is one row of the log."""
    shown = [row for row in rows if row.person and may(reader, RecordClass.K2, Action.READ, relation(reader, row))]
    there = people.persons_of(row.person for row in shown if row.person)
    shown = [row for row in shown if row.person in there and is_of_group(there[row.person], row)]
    known = people.identities({row.person: there[row.person] for row in shown if row.person}.values())
    if known:
        log_read(reader, RecordClass.K2, subjects=sorted(known))
    return {row.subject: _called(known[row.person]) for row in shown if row.person in known}


def _called(identity: people.Identity) -> str:
    called = f"«{identity.nickname}»" if identity.nickname else ""
    return " ".join(part for part in (identity.given, *identity.families, called) if part)


def _listed(
    row: LegalCase, due: LegalTerm | None, opening: legal.Opening | None, said: legal.TermSaid | None, name: str, now: datetime
) -> Listed:
    return Listed(
        row=row,
        what=kind_name(row.country, opening.what) if opening else _("no se puede leer en esta computadora"),
        group=Labels(row.country).group(row.group),
        name=name,
        due=_day((due.due_at - timedelta(seconds=1)).astimezone(clock_of(row)).date()) if due and due.due_at else "",
        term=procedure(row.country, said.code) if said else "",
        is_late=bool(due and due.due_at and due.due_at <= now),
        presses=bool(due and due.remind_at and due.remind_at <= now),
        is_held=bool(opening and opening.detained_at),
    )


@dataclass(frozen=True)
class Event:
    """One line of the timeline. step: its line, where it can be taken off."""

    on: date
    what: str
    detail: str = ""
    note: str = ""
    step: str = ""


def timeline(row: LegalCase) -> list[Event]:
    """Return what was done, the latest first."""
    return sorted(_events(row), key=lambda one: one.on, reverse=True)


def _events(row: LegalCase) -> Iterator[Event]:
    yield Event(row.local_on, _("Se pidió asesoría legal"), Labels(row.country).group(row.group))
    for line, entry in row.steps:
        said = legal.sealed.step(row, entry)
        if said:
            detail = " · ".join(part for part in (words.said(words.BEFORE, said.before), said.number) if part)
            yield Event(said.on, words.said(words.DONE, said.what), detail, said.note, line)
    if row.closed_at:
        ended = legal.sealed.end(row)
        why = words.said(words.ENDS, ended.why) if ended else ""
        yield Event(timezone.localtime(row.closed_at).date(), _("Se cerró el caso"), why, ended.note if ended else "")


@dataclass(frozen=True)
class Kept:
    """A thing that is kept, and its way from hand to hand. now_with: who has it."""

    line: str
    said: legal.ItemSaid
    hands: Sequence[tuple[datetime, legal.Passed]]
    now_with: str
    since: datetime | None


def evidence(row: LegalCase) -> list[Kept]:
    """Return what is kept for a case."""
    return [one for line, entry, hands in row.items if (one := _kept(row, line, entry, hands))]


def _kept(row: LegalCase, line: str, entry: str, hands: Sequence[str]) -> Kept | None:
    said = legal.sealed.item(row, entry)
    if said is None:
        return None
    when = {str(one.id): one.occurred_at for one in history(row.subject)}
    passed = [(when[one], found) for one in hands if (found := legal.sealed.passed(row, one))]
    return Kept(line, said, passed, passed[-1][1].taker if passed else said.holder, when.get(entry))


@dataclass(frozen=True)
class Going:
    """A request to go back. state: what can be done now: second, depart; or how it ended: back, left."""

    request: str
    said: legal.OwnWords | None
    asked_by: str
    asked_at: datetime
    state: str
    is_own: bool


def returns(row: LegalCase, reader: Reader) -> list[Going]:
    """Return the requests to go back."""
    return [_going(row, line, one, reader) for line, one in row.returns]


def _going(row: LegalCase, line: str, one: dict[str, Any], reader: Reader) -> Going:  # Any: JSON
    at, author = min(one["asked"].values())
    if one["taken_back"]:
        state = "back"
    elif legal.has_left(one):
        state = "left"
    else:
        state = "depart" if legal.is_seconded(one) else "second"
    authors = {account for _at, account in one["asked"].values()}
    return Going(
        line, legal.sealed.own_words(row, one), who(author), datetime.fromisoformat(at), state, reader.account in authors
    )


def stops(opening: Opening) -> list[str]:
    """Return what must be said in large letters on a case."""
    found = []
    if opening.seeks_refuge is not Answer.NO or opening.what is CaseKind.REFUGE:
        found.append(_("No avise al consulado: pide refugio, o nadie le ha preguntado."))
    elif opening.what is CaseKind.CONSULAR and not opening.consents:
        found.append(_("No avise al consulado: la persona no lo permite."))
    if opening.child is Answer.YES:
        found.append(_("Es menor de edad: avise a la procuraduría de protección; nunca en estación migratoria."))
    if opening.trafficking is Answer.YES:
        found.append(_("Hay señales de trata: nada se prepara sin quien lleva el caso de protección."))
    return found


def who(account: str) -> str:
    """Return the name of an account, its beginning where it is not here."""
    found = get_user_model().objects.filter(pk=account).first()
    return found.display_name if found else account[:8]


def helpers(row: LegalCase, reader: Reader) -> list[tuple[str, str]]:
    """Return accounts that may be added to a case, by name."""
    there = {str(account.pk): account.display_name for account, _held, _standing in everybody(reader.country)}
    may_help = legal.cases.helpers(row).difference(row.advisers)
    return [(account, name) for account, name in there.items() if account in may_help]


def _day(on: date | None) -> str:
    return f"{formats.date_format(on, 'D')} {formats.date_format(on, _('j b Y'))}" if on else ""


def _moment(at: datetime | None) -> str:
    return f"{_day(timezone.localtime(at).date())} {timezone.localtime(at):%H:%M}" if at else ""
