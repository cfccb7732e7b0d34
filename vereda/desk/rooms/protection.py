"""Cases of protection as the desk shows them: whose they are, when somebody looks again, what was done and seen, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.access.door import (
    Action,
    NotForYou,
    Part,
    Reader,
    RecordClass,
    Role,
    demand,
    everybody,
    held_by,
    log_read,
    may,
    relation_to,
)
from vereda.countries.door import pack
from vereda.desk.labels import folio
from vereda.desk.words import protection as words
from vereda.encounters import door as encounters
from vereda.logbook import door as logbook
from vereda.people import door as people
from vereda.protection import door as protection
from vereda.protection.door import (
    Level,
    ProtectionCase,
    Side,
    SurvivorSaid,
    TortureSaid,
    cases,
    disability,
    roadside,
    sealed,
    survivor,
    vulnerability,
)

K4 = RecordClass.K4
LATELY, MANY = timedelta(days=14), 100
SIDES = ("exposure", "experience", "capability")


def in_tongue(row: Any, name: str = "label") -> str:  # Any: rows of tables with `label_es` and `label_en`
    """Return what a row of a table says in the reader's language."""
    said: str = getattr(row, f"{name}_{'en' if (get_language() or '').startswith('en') else 'es'}")
    return said


def precautions() -> list[tuple[str, str]]:
    """Return what must hold before somebody is asked, as (code, words)."""
    at = 2 if (get_language() or "").startswith("en") else 1
    return [(one[0], one[at]) for one in protection.trafficking.precautions()]


def carries(reader: Reader, row: ProtectionCase) -> bool:
    """Tell whether the reader carries a case, in the group whose it is: who works for another group now carries it no more."""
    return reader.account in row.workers and reader.group == row.group


def relation(reader: Reader, row: ProtectionCase) -> frozenset[str]:
    return relation_to(reader, country=row.country, groups=[row.group], is_case=carries(reader, row))


def row_of(reader: Reader, subject: UUID) -> ProtectionCase:
    """Return a case that the reader carries; of any other there is none, as of one that never was. Raises NotForYou."""
    row = cases.filed(subject, reader.country)
    if row is None:
        raise NotForYou
    demand(reader, K4, Action.READ, relation(reader, row))
    if not cases.is_there(row):
        raise NotForYou
    return row


def can_write(reader: Reader, row: ProtectionCase, part: Part = Part.WHOLE) -> bool:
    return may(reader, K4, Action.WRITE, relation(reader, row), part) and carries(reader, row)


def survivor_of(reader: Reader, row: ProtectionCase) -> SurvivorSaid | None:
    """Return what matters for the hours of care, to who holds that class; else it is as if nobody had noted it."""
    return sealed.survivor(row) if may(reader, K4, Action.READ, relation(reader, row), Part.SEXUAL_VIOLENCE) else None


def torture_of(reader: Reader, row: ProtectionCase) -> TortureSaid | None:
    """Return whether a survivor of torture wants to be referred, likewise."""
    return sealed.torture(row) if may(reader, K4, Action.READ, relation(reader, row), Part.TORTURE) else None


def sees_waiting(reader: Reader) -> bool:
    """Tell whether the reader sees what waits in the own group: folio, hour, and whether it presses."""
    return bool(reader.group) and may(reader, K4, Action.READ, _own(reader), Part.MINIMUM)


def sees_counts(reader: Reader) -> bool:
    return bool(reader.group) and may(reader, K4, Action.READ, _own(reader), Part.COUNTS)


def sends(reader: Reader) -> bool:
    """Tell whether the reader may ask a case worker to look."""
    return bool(reader.group) and may(reader, K4, Action.WRITE, _own(reader), Part.MINIMUM)


def _own(reader: Reader) -> frozenset[str]:
    return relation_to(reader, country=reader.country, groups=[reader.group])


def who(accounts: Sequence[str]) -> dict[str, str]:
    """Return the names of accounts."""
    found = get_user_model().objects.filter(pk__in=accounts)
    return {str(one.pk): one.display_name for one in found}


def others(row: ProtectionCase) -> list[tuple[str, str]]:
    """Return who may take it over: case workers of the group who do not carry it."""
    there = {str(account.pk): account.display_name for account, _held, _worth in everybody(row.country)}
    may_carry = cases.carriers(row.group, row.country).difference(row.workers)
    return [(account, name) for account, name in there.items() if account in may_carry]


def advisers(country: str) -> list[tuple[str, str]]:
    """Return the legal advisers of the country."""
    found = {str(account.pk): account.display_name for account, held, _worth in everybody(country)
             if held.role == Role.LEGAL_ADVISER}  # fmt: skip
    return [(one, name) for one, name in found.items() if any(held.role is Role.LEGAL_ADVISER for held in held_by(one))]


def met(asked: str, reader: Reader) -> tuple[UUID | None, list[tuple[str, str]]]:
    """Return the encounter of the reader's group that was named, and who gave a name in it. Raises NotForYou for another."""
    if not asked:
        return None, []
    try:
        subject = UUID(asked)
    except ValueError:
        raise NotForYou from None
    row = encounters.encounter(subject, [reader.group], reader.country) if reader.group else None
    if row is None or row.is_struck:
        raise NotForYou
    return subject, list(_named(reader, subject, relation_to(reader, country=reader.country, groups=[reader.group])))


def _named(reader: Reader, encounter: UUID, to: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield who gave a name in an encounter, to who may know it; the look is logged."""
    found = logbook.subject(encounter)
    if found is None or not may(reader, RecordClass.K2, Action.READ, to):
        return
    for one in encounters.persons_of(found.folded.state):
        if name := _name(UUID(one)):
            log_read(reader, RecordClass.K2, subject=UUID(one))
            yield one, name


def _name(person: UUID) -> str:
    known = people.person_of(person)
    told = people.identity(known) if known else None
    return _called(told) if told else ""


def _called(told: people.Identity) -> str:
    return " ".join(part for part in (told.given, *told.families) if part) or told.nickname


@dataclass(frozen=True)
class Held:
    """An encounter or a person of a case. name: '' where it may not be known, or nobody said it."""

    subject: UUID
    name: str
    at: datetime | None = None


def persons(reader: Reader, row: ProtectionCase) -> list[Held]:
    """Return the persons of a case, by name where the reader may know it."""
    knows = _knows(reader, row)
    if knows and row.persons:
        log_read(reader, RecordClass.K2, subjects=[UUID(one) for one in row.persons])
    return [Held(UUID(one), (_name(UUID(one)) if knows else "") or folio(one)) for one in row.persons]


def _knows(reader: Reader, row: ProtectionCase) -> bool:
    """Tell whether the reader may know who is of a case."""
    return may(reader, RecordClass.K2, Action.READ, relation(reader, row))


def met_of(row: ProtectionCase) -> list[Held]:
    """Return the encounters of a case."""
    found = [(UUID(one), encounters.encounter(UUID(one), [row.group], row.country)) for one in row.encounters]
    return [Held(one, folio(one), known.occurred_at if known else None) for one, known in found]


def to_add(reader: Reader, row: ProtectionCase) -> list[tuple[str, str]]:
    """Return who was met in its encounters and gave a name, and is not of the case yet."""
    found = [one for each in row.encounters for one in _named(reader, UUID(each), relation(reader, row))]
    return [one for one in dict(found).items() if one[0] not in row.persons]


def met_lately(row: ProtectionCase, now: datetime) -> list[tuple[str, str]]:
    """Return the encounters of the group of two weeks that are not of the case yet, the latest first."""
    rows = encounters.encounters_since(row.group, row.country, now - LATELY)
    return [
        (str(one.subject), f"{folio(one.subject)} · {timezone.localtime(one.occurred_at):%d/%m %H:%M} · {one.people_met}")
        for one in reversed(rows)
        if str(one.subject) not in row.encounters and not one.is_struck
    ][:MANY]


@dataclass(frozen=True)
class Listed:
    """A case in a list. name: of whom it is about, for who carries it; presses: who asked said that it cannot wait."""

    row: ProtectionCase
    name: str
    is_due: bool
    is_late: bool
    presses: bool = False


def listed(reader: Reader, rows: Sequence[ProtectionCase], today: date) -> list[Listed]:
    """Return the cases that the reader carries; their names are opened together, and logged as one list."""
    named = {row.subject: [UUID(one) for one in row.persons] for row in rows if _knows(reader, row)}
    asked = {one for each in named.values() for one in each}
    if asked:
        log_read(reader, RecordClass.K2, subjects=sorted(asked))
    told = people.identities(people.persons_of(asked).values())
    called = {one: _called(identity) for one, identity in told.items()}
    return [
        Listed(
            row=row,
            name=", ".join((called.get(one, "") if row.subject in named else "") or folio(one) for one in map(UUID, row.persons)),
            is_due=row.next_on is not None and row.next_on == today,
            is_late=row.next_on is not None and row.next_on < today,
        )
        for row in rows
    ]


def waiting(rows: Sequence[ProtectionCase]) -> list[Listed]:
    """Return what waits, without a name or a word: only whether it presses. What presses comes first."""
    asked = sealed.asked_of(rows)
    pressing = {subject for subject, said in asked.items() if said.presses}
    told = [Listed(row, "", is_due=False, is_late=False, presses=row.subject in pressing) for row in rows]
    return sorted(told, key=lambda one: (not one.presses, one.row.asked_at))


@dataclass(frozen=True)
class Event:
    """One line of what was done. step: its line, where it can be taken off."""

    on: date
    what: str
    who: str
    note: str = ""
    next_on: date | None = None
    step: str = ""


def timeline(row: ProtectionCase) -> list[Event]:
    """Return what was done, the latest first."""
    found = [(line, sealed.step(row, entry), next_on) for _at, entry, next_on, line in row.steps]
    names = who([row.asked_by, *(said.by for _line, said, _next in found if said)])
    events = [Event(row.local_on, _("Se pidió que lo viera protección"), names.get(row.asked_by, ""))]
    events += [
        Event(
            on=said.on,
            what=words.said(words.CASE_STEPS, said.what),
            who=names.get(said.by, ""),
            note=said.note,
            next_on=date.fromisoformat(next_on) if next_on else None,
            step=line,
        )
        for line, said, next_on in found
        if said
    ]
    if ended := sealed.end(row) if row.closed_at else None:
        closed_on = timezone.localtime(row.closed_at).date()
        events.append(
            Event(closed_on, _("Se cerró el caso"), "", f"{words.said(words.CASE_ENDS, ended.why)}. {ended.note}".strip())
        )
    return sorted(events, key=lambda one: one.on, reverse=True)


def noticed(row: ProtectionCase) -> tuple[list[str], str, bool] | None:
    """Return what who asked noticed, in words, what they wrote, and whether it presses; None where it opens no more."""
    said = sealed.asked(row)
    if said is None:
        return None
    return [in_tongue(one) for one in roadside.things() if one.code in said.noticed], said.words, said.presses


@dataclass(frozen=True)
class Seen:
    """One of the three answers as the page shows it: factors by level, how sure, from whom; nothing is added up."""

    title: str
    levels: Sequence[tuple[str, Sequence[str]]]
    sure: str
    told_by: str


def picture(row: ProtectionCase) -> tuple[list[Seen], str] | None:
    """Return the three answers side by side, and the note."""
    said = sealed.picture(row)
    if said is None:
        return None
    return [_seen(name, getattr(said, name)) for name in SIDES], said.note


def _seen(name: str, side: Side) -> Seen:
    there = [one for code, one in vulnerability.factors().items() if code in side.factors]
    levels = [(words.said(words.LEVELS, level), [in_tongue(one) for one in there if one.level is level]) for level in Level]
    return Seen(
        title=words.said(words.SIDES, name),
        levels=[one for one in levels if one[1]],
        sure=words.said(words.CONFIDENCE, side.confidence),
        told_by=words.said(words.TOLD_BY, side.told_by),
    )


def offered(name: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the factors of one of the three answers by level, as (level, [(code, words)])."""
    there = [one for one in vulnerability.factors().values() if one.on_form and one.is_risk is (name != "capability")]
    levels = [
        (words.said(words.LEVELS, level), [(one.code, in_tongue(one)) for one in there if one.level is level]) for level in Level
    ]
    return [one for one in levels if one[1]]


def difficulty(row: ProtectionCase) -> tuple[bool | None, list[tuple[str, str]]] | None:
    """Return whether help must adapt to a disability (None: not known), and what was answered."""
    said = sealed.difficulty(row)
    if said is None:
        return None
    found = disability.short_set(said.answers)
    asked = [(in_tongue(one), words.said(words.DIFFICULTY, said.answers[one.code]))
             for one in disability.questions() if one.code in said.answers]  # fmt: skip
    return found.with_disability, asked


def hours(row: ProtectionCase, event_at: datetime | None, now: datetime) -> list[survivor.Window]:
    """Return the hours of care by the rows of the country."""
    return survivor.windows(pack(row.country).legal_deadlines, row.country, event_at=event_at, now=now)


def is_signed(rule: str, on: date) -> bool:
    """Tell whether a specialist answers for a rule as it stands."""
    return protection.rule(rule).is_in_force(on)


@dataclass(frozen=True)
class Talk:
    """A talk on signs of trafficking: what follows and which rows led there. Never a finding, and no number."""

    at: datetime
    next: str
    means: str
    led: Sequence[tuple[str, str]]
    rule: str
    tell_supervisor: bool


def talks(row: ProtectionCase) -> list[Talk]:
    """Return the talks of a case, the latest first."""
    known: Mapping[str, Any] = protection.trafficking.indicators()  # Any: rows of the table
    return [
        Talk(
            at=at,
            next=words.said(words.NEXT, said.next),
            means=words.said(words.WHAT_NEXT, said.next),
            led=[(code, in_tongue(known[code]) if code in known else "") for code in said.led],
            rule=said.rule,
            tell_supervisor=said.tell_supervisor,
        )
        for at, said in sealed.screened(row)
    ]


@dataclass(frozen=True)
class Share:
    """What is shared with an adviser. stands: the person's yes still holds."""

    line: str
    who: str
    words: str
    stands: bool


def shares(row: ProtectionCase) -> list[Share]:
    """Return what is shared, also what consent does not cover any more."""
    standing = {line for line, *_rest in cases.standing_shares(row)}
    names = who([account for _line, account, _consent, _entry in row.shares])
    found = [(line, account, sealed.shared(row, entry)) for line, account, _consent, entry in row.shares]
    return [Share(line, names.get(account, ""), said.words, line in standing) for line, account, said in found if said]
