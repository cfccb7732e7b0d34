"""What pages and commands ask of complaints: number, month, standing; what is sealed, as it came; the key of today."""

from __future__ import annotations

from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max

from vereda.complaints.demo import demo_keys
from vereda.complaints.entries import BodySaid, ComplaintCame
from vereda.complaints.models import Complaint
from vereda.complaints.reading import Carried
from vereda.complaints.sealing import BodyKeys, keys_of
from vereda.complaints.words import Lacks
from vereda.countries.door import Institution, OutsideBodyKey, pack
from vereda.logbook.door import history, this_node

HELD_BACK_DAYS = 30
"""Of a month nothing is published until it is over for so long (rules.md, section 1)."""


def complaints_of(country: str) -> list[Complaint]:
    """Return all, by number."""
    return list(Complaint.objects.filter(country=country).order_by("number", "subject"))


def complaint(subject: UUID, country: str) -> Complaint | None:
    """Return one; only who has the receipt, and the body, know its id."""
    return Complaint.objects.filter(subject=subject, country=country).first()


def last_number(country: str) -> int:
    """Return the highest number that was given: whoever sends one without a name waits for no walk over all."""
    found: int | None = Complaint.objects.filter(country=country).aggregate(last=Max("number"))["last"]
    return found or 0


@dataclass(frozen=True)
class Month:
    """How many came in a month. month: '2026-11'."""

    month: str
    count: int


def by_month(country: str, on: date) -> list[Month]:
    """Return how many came, by month, the latest first: only months that are over for thirty days."""
    counts = Counter(row.month for row in complaints_of(country))
    return [Month(month, counts[month]) for month in sorted(counts, reverse=True) if _is_old(month, on)]


def _is_old(month: str, on: date) -> bool:
    after = (date.fromisoformat(f"{month}-01") + timedelta(days=31)).replace(day=1)
    return on >= after + timedelta(days=HELD_BACK_DAYS)


def came(row: Complaint) -> ComplaintCame | None:
    """Return the entry with what only the body opens."""
    found = (one.payload for one in history(row.subject) if not one.held)
    return next((payload for payload in found if isinstance(payload, ComplaintCame)), None)


def said(row: Complaint) -> list[BodySaid]:
    """Return what the body said of one, in the order in which it came."""
    return [one.payload for one in history(row.subject) if not one.held and isinstance(one.payload, BodySaid)]


def answers(row: Complaint) -> list[str]:
    """Return the sealed answers [base64]: who has the receipt opens them in the browser."""
    return [one.sealed for one in said(row) if one.sealed]


def carried(country: str) -> Iterator[Carried]:
    """Yield every complaint as it lies here, for the body."""
    for row in complaints_of(country):
        if payload := came(row):
            yield Carried(
                subject=row.subject,
                number=payload.number,
                month=payload.month,
                key=payload.key,
                sealed=b64decode(payload.sealed),
            )


def body(country: str) -> Institution:
    """Return the outside body."""
    here = pack(country)
    return here.institutions[here.country.outside_body]


def key_today(country: str, on: date) -> BodyKeys | None:
    """Return the keys that hold on a day; of a demonstration without one those that it made for itself. None: nobody gave any."""
    row = next((one for one in _rows(country) if one.holds_on(on)), None)
    return _keys(row) if row else demo_keys()


def key_with(country: str, fingerprint: str) -> BodyKeys | None:
    """Return the keys of a fingerprint, also when they ended: what was sealed to them is answered with them."""
    known = [*(_keys(row) for row in _rows(country)), demo_keys()]
    return next((keys for keys in known if keys and keys.fingerprint == fingerprint), None)


def lacks(country: str, on: date) -> Lacks | None:
    """Return why none can be written on this machine."""
    if this_node().is_post:
        return Lacks.HEADQUARTERS
    return None if key_today(country, on) else Lacks.KEY


def _rows(country: str) -> tuple[OutsideBodyKey, ...]:
    return pack(country).outside_body_keys


def _keys(row: OutsideBodyKey) -> BodyKeys:
    return keys_of(row.sealing_key, row.signing_key)
