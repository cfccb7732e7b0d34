"""Who may hand somebody on to which help, who sees a referral, and who acts on it: matrix.csv, by the class of the referral.

`make_referral` asks here itself, so that no page can forget to. Who sends what is closed does not read it back, and is told how
it goes; everybody else who does not hold the class finds nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from vereda.access.door import Action, Part, Purpose, Reader, RecordClass, Scope, holds, may, relation_to
from vereda.logbook.schema import FieldClass
from vereda.referrals.words import WITHIN, Service

type Right = tuple[RecordClass, Part]


class Handed(Protocol):
    """Somebody handed on, by a group here or to one here. made_by: '' where nobody of the house made it."""

    country: str
    group: str
    within: str
    made_by: str


MAKES: Mapping[FieldClass, Right] = {
    FieldClass.CONTACT: (RecordClass.K2, Part.WHOLE),
    FieldClass.HEALTH: (RecordClass.K3, Part.WHOLE),
    FieldClass.SCREENING: (RecordClass.K4, Part.WHOLE),
    FieldClass.SEXUAL_VIOLENCE: (RecordClass.K4, Part.SEXUAL_VIOLENCE),
    FieldClass.LEGAL: (RecordClass.K5, Part.MINIMUM),
    FieldClass.TRACING: (RecordClass.K6, Part.WHOLE),
}
"""What somebody must be able to write who hands on to a help of that class."""
READS: Mapping[FieldClass, Right] = MAKES
"""What somebody must be able to read who sees such a referral."""
OFFERED = (
    Purpose.MEDICAL,
    Purpose.ASSIST,
    Purpose.RESCUE,
    Purpose.PROTECTION_CASE,
    Purpose.LEGAL_AID,
    Purpose.TRACING,
)
"""Purposes for which somebody is handed on."""


def may_refer(reader: Reader, service: Service, group: str) -> bool:
    """Tell whether the reader may hand on to a help, for the purpose of this request."""
    record_class, part = MAKES[WITHIN[service]]
    relation = relation_to(reader, country=reader.country, groups=[group] if group else [], is_case=True)
    return may(reader, record_class, Action.WRITE, relation, part)


def purpose_to_refer(reader: Reader, service: Service, group: str) -> Purpose | None:
    """Return a purpose for which the reader may, the own one first; None: for none at all."""
    purposes = [reader.purpose, *OFFERED] if reader.purpose else list(OFFERED)
    return next((one for one in purposes if may_refer(reader.with_purpose(one), service, group)), None)


def may_read(reader: Reader, row: Handed) -> bool:
    """Tell whether the reader sees what a referral is about, for the purpose of this request."""
    record_class, part = READS[FieldClass(row.within)]
    return may(reader, record_class, Action.READ, _relation(reader, row), part)


def may_follow(reader: Reader, row: Handed) -> bool:
    """Tell whether the reader may know how it goes: who sees it, and who sent it, also where that is all that may be known."""
    return may_read(reader, row) or _sent_it(reader, row)


def may_act(reader: Reader, row: Handed) -> bool:
    """Tell whether the reader may write what the receiver said, give new words, or recall it."""
    if not may_follow(reader, row):
        return False
    record_class, part = MAKES[FieldClass(row.within)]
    is_post_work = row.within == FieldClass.CONTACT and holds(reader.role, RecordClass.K1, Action.WRITE, Part.POST)
    return is_post_work or holds(reader.role, record_class, Action.WRITE, part)


def classes_read(reader: Reader) -> list[FieldClass]:
    """Return the classes of which the reader may see some referral, for the purpose of this request."""
    relation = {Scope.OWN_GROUP, Scope.CASE, Scope.COUNTRY}
    return [cls for cls, (kept, part) in READS.items() if may(reader, kept, Action.READ, relation, part)]


def purpose_to_read(reader: Reader, offered: Sequence[Purpose] = OFFERED) -> Purpose | None:
    """Return the purpose for which the reader sees most of the referrals; None: sees none."""
    found = max(offered, key=lambda one: len(classes_read(reader.with_purpose(one))))
    return found if classes_read(reader.with_purpose(found)) else None


def _sent_it(reader: Reader, row: Handed) -> bool:
    record_class, part = MAKES[FieldClass(row.within)]
    is_own = row.made_by == reader.account and row.country == reader.country and row.group == (reader.group or row.group)
    return is_own and holds(reader.role, record_class, Action.WRITE, part)


def _relation(reader: Reader, row: Handed) -> frozenset[Scope]:
    """Return how a referral stands to the reader: who made it works on it, and so does who protects for all of the own group."""
    is_protection = row.within in (FieldClass.SCREENING, FieldClass.SEXUAL_VIOLENCE) and reader.group == row.group
    is_case = row.made_by == reader.account or is_protection
    return relation_to(reader, country=row.country, groups=[row.group], is_case=is_case)
