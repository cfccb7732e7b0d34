"""An alert is handed over to others, by voice: nothing flows. What they say comes back late or never, and is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vereda.countries.door import is_enforcement, pack
from vereda.logbook.door import Author, Plain, Receipt, record
from vereda.logbook.schema import FieldClass
from vereda.rescue.entries.passing import (
    AlertPassed,
    Handed,
    OutcomeAsked,
    OutcomeTold,
    PassOutcome,
    PassReason,
    PassReceipted,
    ToldBefore,
)
from vereda.rescue.errors.alert import AlertNotOpen
from vereda.rescue.errors.passing import (
    NothingHanded,
    OutcomeNotDue,
    PassingGone,
    PassOnlyForLife,
    PassToUnknown,
    ReceiptEmpty,
    ToldBeforeMissing,
)
from vereda.rescue.lookups import alerts
from vereda.rescue.lookups.passing import passing, step_due
from vereda.rescue.models.passing import Passing
from vereda.rescue.rules.passing import is_allowed

RECEIPT_MOST = 80


@dataclass(frozen=True, kw_only=True)
class Pass:
    """A hand-over as it was made. to: institution of the pack; told_caller, told_person None: nobody said."""

    to: str
    reason: PassReason
    handed: Sequence[Handed]
    told_caller: ToldBefore | None
    told_person: ToldBefore | None


def pass_alert(made: Pass, *, alert: UUID, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record a hand-over. Raises AlertNotOpen, PassToUnknown, PassOnlyForLife, NothingHanded, ToldBeforeMissing.

    entry  id of the entry, where the same form sent twice must be one hand-over
    """
    if alerts.alert(alert, by.group, by.country) is None:
        raise AlertNotOpen
    to = pack(by.country).institutions.get(made.to)
    if to is None or not to.holds_on(at.date()):
        raise PassToUnknown
    if not is_allowed(is_enforcement=is_enforcement(to.role), reason=made.reason):
        raise PassOnlyForLife
    if not made.handed:
        raise NothingHanded
    if made.told_caller is None or made.told_person is None:
        raise ToldBeforeMissing
    payload = AlertPassed(
        to=to.code,
        role=to.role.value,
        reason=made.reason,
        handed=sorted(set(made.handed)),
        told_caller=made.told_caller,
        told_person=made.told_person,
    )
    return record(payload, subject=alert, by=by, at=at, id=entry)


def note_receipt(*, alert: UUID, handover: UUID, receipt: str, by: Author, at: datetime) -> Receipt:
    """Record who took it, or under which number. Raises PassingGone, ReceiptEmpty."""
    _passing(handover, alert, by)
    if not receipt.strip():
        raise ReceiptEmpty
    boxes = [Plain(cls=FieldClass.CONTACT, fields={"receipt": receipt.strip()[:RECEIPT_MOST]})]
    return record(PassReceipted(handover=handover), subject=alert, by=by, at=at, boxes=boxes)


def note_asked(*, alert: UUID, handover: UUID, by: Author, at: datetime) -> Receipt:
    """Record that the outcome was asked for and is not known yet. Raises PassingGone, OutcomeNotDue."""
    due = step_due(_passing(handover, alert, by), at)
    if due is None:
        raise OutcomeNotDue
    return record(OutcomeAsked(handover=handover, step=due), subject=alert, by=by, at=at)


def note_outcome(
    *, alert: UUID, handover: UUID, outcome: PassOutcome, by: Author, at: datetime, people: int | None = None
) -> Receipt:
    """Record what the other side says became of them; a later word corrects an earlier one. Raises PassingGone."""
    _passing(handover, alert, by)
    return record(OutcomeTold(handover=handover, outcome=outcome, people=people), subject=alert, by=by, at=at)


def _passing(handover: UUID, alert: UUID, by: Author) -> Passing:
    found = passing(handover, alert, by.group, by.country)
    if found is None:
        raise PassingGone
    return found
