"""Rows of care past the logbook: a million named persons, and what belongs to them in proportion. For the bench of care alone.

Names are syllables whose frequencies fall as 1/rank, so that the commonest is borne by one person in ten and most are rare; no
name list was copied. Of a hundred persons 25 have a record of first aid, 10 a referral, 5 a legal case, 5 a file of protection, 4
a path of children. One post has an eighth of all.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from uuid import UUID

from django.utils import timezone

from bench.rows_names import names
from bench.rows_post import put
from bench.span import YEARS, blank
from bench.unindexed import unindexed
from bench.walk import GROUP
from vereda.countries.door import pack
from vereda.legal.models import CaseAccount, LegalCase, LegalTerm
from vereda.logbook import sealing
from vereda.logbook.inserting import Row
from vereda.logbook.models import NameToken
from vereda.logbook.nodekeys import index_key
from vereda.medical.models import FirstAid
from vereda.people.models import Person
from vereda.people.rules.sounds import index_tokens
from vereda.protection.models import ChildPath, ProtectionCase, ProtectionCaseName
from vereda.referrals.models import Referral
from vereda.settings.environment import env

ONE_POST = 1 / 8  # of all belongs to the post that is looked at
ADVISERS, WORKERS = 200, 200
FILLED = (
    Person, NameToken, FirstAid, LegalCase, CaseAccount, LegalTerm, Referral, ProtectionCase, ProtectionCaseName, ChildPath,
)  # fmt: skip


def fill(persons: int) -> None:
    """Put in so many persons and what belongs to them, over ten years up to now."""
    now, chance = timezone.now(), random.Random(7)
    groups = [one for one in pack(env().country).groups if one != GROUP]
    where = [GROUP if chance.random() < ONE_POST else chance.choice(groups) for _ in range(persons)]
    with unindexed(FILLED):
        put(Person, _persons(where))
        put(NameToken, _tokens(where, chance))
        put(FirstAid, _first_aid(where[::4], now))
        put(LegalCase, _cases(where[::20], now))
        put(CaseAccount, ({"subject": _id(5, n), "account": str(UUID(int=n % ADVISERS + 1))} for n in range(len(where[::20]))))
        put(LegalTerm, _terms(where[::20], now))
        put(Referral, _referrals(where[::10], now))
        put(ProtectionCase, _protection(where[::20], now))
        put(ProtectionCaseName, _found_by(len(where[::20])))
        put(ChildPath, _paths(where[::25], now))


def _id(kind: int, number: int) -> UUID:
    """Return an id that stands behind those of records written in earnest, which begin with the time."""
    return UUID(int=0xF << 124 | kind << 100 | number)


def _at(number: int, count: int, now: datetime) -> datetime:
    return (now - timedelta(days=365 * YEARS) * (1 - (number + 1) / (count + 1))).replace(microsecond=0)


def _persons(where: list[str]) -> Iterator[Row]:
    for number, group in enumerate(where):
        yield {
            **blank(Person),
            "subject": _id(1, number), "country": env().country, "group": group, "nationality": "HN", "sex": "F",
            "age_band": "18-29",
        }  # fmt: skip


def _tokens(where: list[str], chance: random.Random) -> Iterator[Row]:
    given, families = names()
    of_given, of_families = ([*accumulate(1 / (rank + 2) for rank in range(len(some)))] for some in (given, families))
    keys = {group: index_key(group) for group in set(where)}
    known: dict[tuple[str, str], list[bytes]] = {}
    for number, group in enumerate(where):
        borne = [*chance.choices(given, cum_weights=of_given), *chance.choices(families, cum_weights=of_families, k=2)]
        blinds: set[bytes] = set()
        for one in borne:
            if (group, one) not in known:
                known[group, one] = [sealing.blind(keys[group], token) for token in index_tokens({"given": one})]
            blinds.update(known[group, one])
        yield from ({"token": blind, "subject": _id(1, number), "group": group} for blind in blinds)


def _first_aid(where: list[str], now: datetime) -> Iterator[Row]:
    for number, group in enumerate(where):
        at = _at(number, len(where), now)
        lines = [[f"{number:032x}", str(_id(9, number)), at.isoformat(), "bench"]]
        yield {
            **blank(FirstAid),
            "subject": _id(2, number), "country": env().country, "group": group, "encounter": _id(4, number),
            "person": _id(1, number * 4), "author": "bench", "opened_at": at, "local_on": at.date(),
            "told": [one[1:] for one in lines], "vitals": lines, "treatments": lines,
            "outcome": [[*lines[0][1:], False]],
        }  # fmt: skip


def _cases(where: list[str], now: datetime) -> Iterator[Row]:
    for number, group in enumerate(where):
        at = _at(number, len(where), now)
        yield {
            **blank(LegalCase),
            "subject": _id(5, number), "country": env().country, "group": group, "folio": f"L-{number:06X}",
            "person": _id(1, number * 20), "encounter": _id(4, number), "opened_at": at, "local_on": at.date(),
            "receipt": f"{number:064x}" if number % 3 == 0 else "", "told": _id(9, number),
            "advisers": [str(UUID(int=number % ADVISERS + 1))], "steps": [[str(_id(9, number)), str(_id(9, number))]] * 4,
            "closed_at": _ended(at, now, 300),
        }  # fmt: skip


def _terms(where: list[str], now: datetime) -> Iterator[Row]:
    for number, group in enumerate(where):
        opened = _at(number, len(where), now)
        for line in range(2):
            due = opened + timedelta(days=30 + 40 * line)
            yield {
                **blank(LegalTerm),
                "subject": _id(5, number), "term": _id(6, number * 2 + line), "country": env().country, "group": group,
                "remind_at": due - timedelta(days=2), "due_at": due, "started": _id(9, number),
                "seen_at": due - timedelta(days=1), "ended_at": due if due < now else None,
            }  # fmt: skip


def _referrals(where: list[str], now: datetime) -> Iterator[Row]:
    for number, group in enumerate(where):
        at = _at(number, len(where), now)
        done = _ended(at, now, 4)
        yield {
            **blank(Referral),
            "subject": _id(7, number), "country": env().country, "group": group, "folio": f"R-{number:06X}",
            "within": ("health", "screening", "legal", "contact")[number % 4], "basis": "consent", "encounter": _id(4, number),
            "person": _id(1, number * 10), "consent": _id(9, number), "sent": _id(9, number), "classes": ["health"],
            "made_at": at, "local_on": at.date(), "made_by": str(UUID(int=1)), "status": "done" if done else "accepted",
            "digest": f"{number:064x}", "until": at + timedelta(hours=72), "opened_at": at,
            "answer": "accepted", "answered_at": at, "answered_by": "desk", "arrived_at": done, "done_at": done,
        }  # fmt: skip


def _protection(where: list[str], now: datetime) -> Iterator[Row]:
    for number, group in enumerate(where):
        at = _at(number, len(where), now)
        yield {
            **blank(ProtectionCase),
            "subject": _id(8, number), "country": env().country, "group": group, "folio": f"P-{number:06X}", "asked_at": at,
            "local_on": at.date(), "asked_by": str(UUID(int=1)), "asked": _id(9, number),
            "encounters": [str(_id(4, number))], "persons": [str(_id(1, number * 20))],
            "workers": [str(UUID(int=number % WORKERS + 1))], "next_on": at.date(),
            "closed_at": _ended(at, now, 120),
        }  # fmt: skip


def _found_by(count: int) -> Iterator[Row]:
    for number in range(count):
        names_ = (
            ("worker", UUID(int=number % WORKERS + 1)), ("encounter", _id(4, number)), ("person", _id(1, number * 20)),
        )  # fmt: skip
        yield from ({"subject": _id(8, number), "what": what, "name": str(name)} for what, name in names_)


def _paths(where: list[str], now: datetime) -> Iterator[Row]:
    for number, group in enumerate(where):
        at = _at(number, len(where), now)
        closed = _ended(at, now, 2)
        yield {
            **blank(ChildPath),
            "subject": _id(10, number), "country": env().country, "group": group, "encounters": [str(_id(4, number))],
            "children": 1 + number % 3, "steps": 5, "opened_at": at, "closed_at": closed,
            "outcome": "in_care" if closed else "", "is_answered": True, "is_with_us": closed is None,
            "signed_at": closed,
        }  # fmt: skip


def _ended(at: datetime, now: datetime, days: int) -> datetime | None:
    ended = at + timedelta(days=days)
    return ended if ended < now else None
