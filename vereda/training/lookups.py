"""Reading training: sessions, who our people are, people of other institutions, certificates, what is published of keys."""

from __future__ import annotations

import hmac
from base64 import b32encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils import timezone

from vereda.access.door import Standing, everybody
from vereda.countries.door import installed, pack
from vereda.logbook.door import history, key_for, last_received, open_box, open_boxes_of, this_node
from vereda.logbook.schema import FieldClass
from vereda.training import errors
from vereda.training.entries import ResultNoted
from vereda.training.models import CertificateRow, GuestRow, NoticeRow, SessionRow
from vereda.training.rules import catalogue, counting, duties
from vereda.training.rules.certificate import key_set
from vereda.training.rules.counting import Count, Held
from vereda.training.rules.duties import May
from vereda.training.rules.fold import THERE, Notice, Session, session_of, told_by
from vereda.training.words import Mode, Theme

DAYS_MOST = 366
"""Days of a session whose codes are tried."""
RETENTION = "training_guest"
"""How the country's table of retention names people of other institutions."""


@dataclass(frozen=True)
class Kept:
    """A session with its id."""

    subject: UUID
    one: Session


@dataclass(frozen=True)
class Staff:
    """One of our people. group: '' for an office; in_service: whether some membership is live today."""

    account: str
    name: str
    group: str
    in_service: bool


@dataclass(frozen=True)
class Guest:
    """Somebody of another institution. name: '' when its key is gone."""

    id: UUID
    name: str
    institution: str
    country: str
    sex: str


# Sessions --------------------------------------------------------------------------------------------------------


def sessions(country: str, *, year: int | None = None, group: str | None = None, own: bool | None = None) -> list[Kept]:
    """Return sessions, the latest first. group: those for it; own: those at the own pace, or not; None: all."""
    rows = SessionRow.objects.filter(country=country).order_by("-begins_on", "-subject")
    if year is not None:
        rows = rows.filter(begins_on__year=year)
    if group is not None:
        rows = rows.filter(group=group)
    if own is not None:
        rows = rows.filter(own=own)
    return _kept(rows)


def _kept(rows: Iterable[SessionRow]) -> list[Kept]:
    """Return sessions with what people said of themselves about them."""
    found = {row.subject: one for row in rows if (one := session_of(row.fields))}
    said: dict[UUID, list[Notice]] = {}
    for row in NoticeRow.objects.filter(session__among=list(found)).order_by("subject"):
        said.setdefault(row.session, []).append(Notice(row.who, row.group, row.code, row.is_coming, row.clock))
    return [Kept(subject, told_by(one, said[subject]) if subject in said else one) for subject, one in found.items()]


def session(subject: UUID, country: str) -> Session:
    """Return one as it stands. Raises SessionUnknown."""
    found = _kept(SessionRow.objects.filter(subject=subject, country=country))
    if not found:
        raise errors.SessionUnknown
    return found[0].one


def own_session(account: str, course: str, country: str) -> Kept | None:
    """Return the latest time that somebody took a course at the own pace."""
    mine = attended_by(account, country)
    return next((kept for kept in mine if kept.one.plan.mode is Mode.OWN_PACE and kept.one.plan.course == course), None)


def is_there(one: Session, who: str) -> bool:
    """Tell whether somebody is on the list."""
    return any(person.who == who for person in one.there)


def is_expected(one: Session, who: str) -> bool:
    """Tell whether somebody is expected at a session."""
    return who in one.going and one.going[who].is_coming


def attended_by(account: str, country: str) -> list[Kept]:
    """Return the sessions in which somebody was, the latest first."""
    rows = SessionRow.objects.filter(country=country, fields__has_key=f"{THERE}{account}").order_by("-begins_on", "-subject")
    return [kept for kept in _kept(rows) if is_there(kept.one, account)]


def result_text(subject: UUID) -> str:
    """Return what was written of the result, '' for nothing."""
    for entry in reversed(history(subject)):
        if isinstance(entry.payload, ResultNoted) and not entry.held:
            opened = open_box(entry.id, FieldClass.FREE_TEXT)
            return str(opened["text"]) if opened else ""
    return ""


def code_of_day(subject: UUID, on: date) -> str:
    """Return what the picture in the room holds on a day: 8 signs that nobody makes who was not shown them."""
    made = hmac.new(key_for("training"), f"{subject}|{on.isoformat()}".encode(), sha256).digest()
    return b32encode(made[:5]).decode()


def with_claims(subjects: Iterable[UUID]) -> set[UUID]:
    """Return the sessions to whose list somebody says to belong, where one of some records is a session or says so."""
    ids = list(subjects)
    said = NoticeRow.objects.filter(subject__among=ids).exclude(code="").values_list("session", flat=True)
    rows = SessionRow.objects.filter(subject__among=[*ids, *said], own=False)
    return {kept.subject for kept in _kept(rows) if to_settle(kept.one)}


def arrived(subject: UUID, country: str) -> list[tuple[str, str]]:
    """Return (account, group) of who took a code of this node for a day of a session into a phone, and is not on its list."""
    one = session(subject, country)
    waiting = to_settle(one)
    if not waiting:
        return []
    days = (one.plan.ends_on - one.plan.begins_on).days + 1
    codes = {code_of_day(subject, one.plan.begins_on + timedelta(days=day)) for day in range(min(days, DAYS_MOST))}
    known = {person.account: person.group for person in staff(country)}
    return [(who, known[who]) for who, code in waiting.items() if code in codes and who in known]


def to_settle(one: Session) -> dict[str, str]:
    """Return by account the codes of who says to have arrived and is not on the list; of a session that was not held: none."""
    if one.cancelled_on:
        return {}
    return {who: code for who, code in one.claims.items() if not is_there(one, who) and who not in one.struck}


# People ----------------------------------------------------------------------------------------------------------


def staff(country: str, group: str | None = None) -> list[Staff]:
    """Return our people by name, each once, under the group of the live membership; group: those of one alone."""
    found: dict[str, Staff] = {}
    for account, row, standing in everybody(country):
        if row.institution:  # a partner works for another house
            continue
        one = Staff(str(account.pk), account.display_name, row.group, standing is Standing.LIVE and account.is_active)
        if one.account not in found or (one.in_service and not found[one.account].in_service):
            found[one.account] = one
    return [one for one in found.values() if group is None or one.group == group]


def guests(country: str) -> list[Guest]:
    """Return people of other institutions by name, as far as they still open. The caller has logged who reads them."""
    rows = list(GuestRow.objects.filter(country=country))
    names = open_boxes_of([row.named_in for row in rows if row.named_in], FieldClass.IDENTITY)
    found = [
        Guest(row.subject, str(names.get(row.subject, {}).get("name", "")), row.institution, row.home, row.sex) for row in rows
    ]
    return sorted(found, key=lambda one: (not one.name, one.name.casefold(), str(one.id)))


def names(country: str) -> dict[str, str]:
    """Return by id how everybody who can be on a list is called."""
    return {one.account: one.name for one in staff(country)} | {str(one.id): one.name for one in guests(country)}


# Certificates ----------------------------------------------------------------------------------------------------


def certificates(country: str, *, who: str | None = None, of: UUID | None = None) -> list[CertificateRow]:
    """Return certificates, the latest first. of: a session."""
    rows = CertificateRow.objects.filter(country=country).order_by("-year", "-number", "subject")
    if who is not None:
        rows = rows.filter(who=who)
    if of is not None:
        rows = rows.filter(session=of)
    return list(rows)


def certificate(subject: UUID, country: str) -> CertificateRow:
    """Return one. Raises CertificateUnknown."""
    row = CertificateRow.objects.filter(subject=subject, country=country).first()
    if row is None:
        raise errors.CertificateUnknown
    return row


def printed_name(row: CertificateRow) -> str:
    """Return the name that stands on a certificate, '' when its key is gone."""
    opened = open_box(row.named_in, FieldClass.IDENTITY)
    return str(opened["name"]) if opened else ""


def next_number(country: str, year: int) -> int:
    """Return the number of the next certificate of a year."""
    rows = CertificateRow.objects.filter(country=country, year=year)
    return (rows.order_by("-number").values_list("number", flat=True).first() or 0) + 1


def held(country: str) -> list[Held]:
    """Return all certificates as they count."""
    return [_held(row) for row in certificates(country)]


def _held(row: CertificateRow) -> Held:
    return Held(row.who, frozenset(row.topics), row.issued_on, row.until_on, row.revoked_on is not None)


def published_keys(country: str, on: date) -> dict[str, Any]:  # Any: a JWK set
    """Return what anybody may have: the key that signs certificates, and the numbers that do not hold any more."""
    revoked = CertificateRow.objects.filter(country=country, revoked_on__isnull=False)
    return key_set([this_node().signing], (row.folio for row in revoked), on)


def issuer(country: str, lang: str) -> str:
    """Return who gives certificates: the network of the pack, else the country."""
    found = pack(country)
    row = next(iter(found.institutions_with("network")), None)
    if row is None:
        return found.country.name_en if lang == "en" else found.country.name_es
    return row.name_en if lang == "en" else row.name


# Counts ----------------------------------------------------------------------------------------------------------


def counts(country: str, year: int, today: date, theme: Theme | None = None) -> dict[str, Count]:
    """Return a year by group."""
    serving = {one.account for one in staff(country) if one.in_service}
    every = (kept.one for kept in sessions(country, year=year))
    return counting.year(every, held(country), serving, of=year, today=today, theme=theme)


def trained_between(country: str, after: date, until: date) -> tuple[int, int]:
    """Return how many people were trained after a day and until another, each once, and how often they came."""
    return counting.between((kept.one for kept in sessions(country)), after, until)


def years(country: str) -> list[int]:
    """Return the years in which there were sessions, the latest first."""
    return sorted(
        {day.year for day in SessionRow.objects.filter(country=country).values_list("begins_on", flat=True)}, reverse=True
    )


def may_do(people: Iterable[str], country: str, today: date) -> Mapping[str, list[May]]:
    """Return by account what each may do."""
    every = held(country)
    return {who: duties.may(who, catalogue.asked_by_duty(), every, today) for who in people}


def kept_too_long(now: datetime) -> Iterator[UUID]:
    """Yield people of other institutions who were named before the days of the country's table, and hold nothing in date."""
    today = timezone.localdate(now)
    for country in installed():
        since = pack(country).kept_since(RETENTION, now)
        if since is None:
            continue
        certified = {one.who for one in held(country) if one.holds(today)}
        known = GuestRow.objects.filter(country=country).order_by("subject").values_list("subject", flat=True)
        named = [subject for subject in known if str(subject) not in certified]
        yield from (subject for subject, at in last_received(named).items() if at < since)
