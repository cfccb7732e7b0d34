"""Waiting times in words: of the own group by help and by receiver, of the country by group; nothing of fewer than ten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise

from vereda.access.door import Action, NotForYou, Reader, RecordClass, holds, log_read, reach_of
from vereda.countries.door import pack
from vereda.desk.dates import lasting
from vereda.logbook.schema import FieldClass
from vereda.referrals import door as referrals
from vereda.referrals.door import Referral, Spread


@dataclass(frozen=True)
class Line:
    """Waiting times of one help, receiver or group."""

    name: str | Promise
    answered: int
    median: str
    low: str
    high: str


@dataclass(frozen=True)
class Late:
    """A referral whose answer is late."""

    row: Referral
    waiting: str


def classes_of(reader: Reader) -> list[FieldClass]:
    """Return the classes that the reader holds for some purpose; a closed one that she does not hold is not counted either."""
    held = {cls for purpose in referrals.rights.OFFERED for cls in referrals.rights.classes_read(reader.with_purpose(purpose))}
    return [cls for cls in FieldClass if cls in held]


def of_group(reader: Reader, now: datetime) -> dict[str, Sequence[Line] | Sequence[Late]]:
    """Return what a coordinator sees of the own group, logged as one list."""
    if not (reader.group and holds(reader.role, RecordClass.K1, Action.APPROVE)):
        raise NotForYou
    classes = classes_of(reader)
    waits = referrals.waiting.waits_of(reader.group, reader.country, classes, now)
    late = referrals.waiting.unanswered(reader.group, reader.country, classes, now)
    log_read(reader, RecordClass.K8, subjects=[*waits.read, *(row.subject for row in late)])
    return {
        "services": lines({referrals.labels.SERVICES[code]: told for code, told in waits.services.items()}),
        "receivers": lines(waits.receivers),
        "late": [Late(row, lasting(now - row.made_at)) for row in late],
    }


def of_country(reader: Reader, now: datetime) -> dict[str, object]:
    """Return what headquarters sees: by group, of what is no closed matter, from clear fields."""
    reach = reach_of(reader, RecordClass.K8)
    groups = pack(reader.country).groups
    within = [
        code for code, row in groups.items() if reach.kind == "country" or (reach.kind == "state" and row.state == reach.state)
    ]
    if not within:
        raise NotForYou
    log_read(reader, RecordClass.K8)
    waits = referrals.waiting.waits_by_group(reader.country, within, now)
    late = referrals.waiting.unanswered_by_group(reader.country, within, now)
    return {
        "groups": lines({groups[code].name: told for code, told in waits.items()}),
        "late_groups": sorted((groups[code].name, count) for code, count in late.items()),
    }


def lines(found: Mapping[str, Spread] | Mapping[str | Promise, Spread]) -> list[Line]:
    """Return waiting times in words, the longest first."""
    told = sorted(found.items(), key=lambda one: (-one[1].median, str(one[0])))
    return [Line(name, one.answered, _said(one.median), _said(one.low), _said(one.high)) for name, one in told]


def _said(minutes: int) -> str:
    return lasting(timedelta(minutes=minutes))
