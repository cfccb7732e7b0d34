"""Keeping numbers, queueing and sending messages, taking in what comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from vereda.logbook.door import Author, Plain, Receipt, record
from vereda.logbook.schema import Channel, FieldClass
from vereda.messages import lookups
from vereda.messages.entries import NumberKept, NumberWithdrawn, TextHandled, TextReceived
from vereda.messages.errors import GatewayFailed, NoGateway, NumberGone, NumberNeedsSomebody, TextGone, TooManyCame
from vereda.messages.gateways.chosen import gateway
from vereda.messages.gateways.gateway import Came, Gateway
from vereda.messages.marks import mark_of_day, name_of
from vereda.messages.models import CameIn, OutText, StaffNumber
from vereda.messages.reading.parts import cut
from vereda.messages.rules import can_be_answered, fitting, next_try, number_of, writable
from vereda.messages.talking import May, may_answer
from vereda.messages.understanding import Understood, understood
from vereda.messages.words import CAME_OF_ONE_MOST, CAME_PER_MINUTE_MOST, OutState, Trouble, Warned
from vereda.practice import is_practice
from vereda.settings.environment import env

SAME_WITHIN = timedelta(days=3)  # gateways bring a message again for so long
STUCK = timedelta(minutes=2)  # a sender that died in the middle: the message goes once more rather than never
IN_A_ROW = 3
TEXT_MOST = 1600


def keep_number(
    *, number: str, account: str, name: str, warned: Sequence[Warned], by: Author, at: datetime, entry: UUID | None = None
) -> Receipt:
    """Keep a number of ours, sealed. Raises NumberWrong, NumberNeedsSomebody.

    entry  id of the entry, where the same form sent twice must be one number
    """
    if not account and not name.strip():
        raise NumberNeedsSomebody
    told = {"number": number_of(number), "name": "" if account else name.strip()}
    boxes = [Plain(cls=FieldClass.IDENTITY, fields={key: value for key, value in told.items() if value})]
    return record(NumberKept(account=account, warned=list(warned)), by=by, at=at, boxes=boxes, id=entry)


def withdraw_number(*, number: UUID, by: Author, at: datetime) -> Receipt:
    """Take a number off. Raises NumberGone."""
    if lookups.number_row(number, by.group, by.country) is None:
        raise NumberGone
    return record(NumberWithdrawn(), subject=number, by=by, at=at)


def handle_text(*, text: UUID, by: Author, at: datetime) -> Receipt:
    """Note that somebody read a text and dealt with it. Raises TextGone."""
    found = lookups.received_text(text, by.group, by.country)
    if found is None or found.handled_at:
        raise TextGone
    return record(TextHandled(), subject=text, by=by, at=at)


# Out ----------------------------------------------------------------------------------------------------------------------


def is_set() -> bool:
    """Tell whether this installation has a gateway at all."""
    return gateway() is not None


def queue(numbers: Sequence[StaffNumber], text: str, *, key: str, now: datetime) -> int:
    """Queue a message to some numbers, each once for one key; return for how many. None where there is no gateway."""
    if not is_set():
        return 0
    rows = [
        OutText(
            key=f"{key}:{one.subject}", country=one.country, group=one.group, number=one.entry, words=fitting(text), made_at=now,
            next_at=now,
        )
        for one in numbers
        if not is_practice(one.group)  # what is practised is never sent out
    ]  # fmt: skip
    OutText.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def queue_answer(text: str, *, entry: UUID, key: str, by: Author, now: datetime) -> bool:
    """Queue one answer, of three parts at most, to somebody who is none of ours; return whether there is a gateway for it.

    entry  whose identity box holds the number; key: what makes it the same answer
    """
    if not is_set() or is_practice(by.group):
        return False
    row = OutText(
        key=f"answer:{key}", country=by.country, group=by.group, number=entry, is_answer=True, words=cut(text), made_at=now,
        next_at=now,
    )  # fmt: skip
    OutText.objects.bulk_create([row], ignore_conflicts=True)
    return True


def queue_test(*, number: UUID, text: str, by: Author, now: datetime) -> None:
    """Queue a test message to a number of the group. Raises NoGateway, NumberGone."""
    if not is_set():
        raise NoGateway
    row = lookups.number_row(number, by.group, by.country)
    if row is None:
        raise NumberGone
    queue([row], text, key=f"test:{now:%Y%m%d%H%M}", now=now)


def send_waiting(*, now: datetime, through: Gateway | None = None) -> int:
    """Send what is due, alarms of ours first, then the oldest, and return how many went; called by the clock of `serve`.

    Where three in a row fail the gateway is down, and the rest waits for the next round. A message is taken before it is sent,
    so that two processes do not send it twice; one that died in between is tried again.
    """
    way = through or gateway()
    _free_stuck(now)
    if way is None:
        return 0
    went = failed = 0
    for row in OutText.objects.filter(state=OutState.QUEUED, next_at__lte=now).order_by("is_answer", "next_at", "id")[:50]:
        if OutText.objects.filter(pk=row.pk, state=OutState.QUEUED).update(state=OutState.SENDING, next_at=now):
            is_sent = _send(row, way, now)
            went, failed = went + is_sent, 0 if is_sent else failed + 1
        if failed == IN_A_ROW:
            break
    return went


def _send(row: OutText, way: Gateway, now: datetime) -> bool:
    number = lookups.number_of_sender(row.number) if row.is_answer else lookups.number_of_entry(row.number)
    if not number:
        _give_up(row, Trouble.NUMBER_GONE, now)
    elif _is_too_many(row, now):
        _again(row, Trouble.TOO_MANY, now + timedelta(minutes=5))
    else:
        try:
            way.send(number, row.words)
        except GatewayFailed:
            row.attempts += 1
            _again(row, Trouble.UNREACHABLE, next_try(row.attempts, now))
        else:
            OutText.objects.filter(pk=row.pk).update(
                state=OutState.SENT, words="", done_at=now, attempts=row.attempts + 1, trouble="", next_at=None
            )
            return True
    return False


def _again(row: OutText, why: Trouble, at: datetime | None) -> None:
    if at is None:
        _give_up(row, why, row.made_at)
    else:
        OutText.objects.filter(pk=row.pk).update(state=OutState.QUEUED, next_at=at, attempts=row.attempts, trouble=why)


def _give_up(row: OutText, why: Trouble, now: datetime) -> None:
    OutText.objects.filter(pk=row.pk).update(
        state=OutState.FAILED, words="", trouble=why, done_at=now, next_at=None, attempts=row.attempts
    )


def _free_stuck(now: datetime) -> None:
    OutText.objects.filter(state=OutState.SENDING, next_at__lt=now - STUCK).update(state=OutState.QUEUED)


def _is_too_many(row: OutText, now: datetime) -> bool:
    sent, most = OutText.objects.filter(state=OutState.SENT, done_at__gt=now - timedelta(hours=1)), env().sms_per_hour
    # Half is for answers, so that those to strangers leave room for alarms of ours.
    return sent.count() >= most or (row.is_answer and sent.filter(is_answer=True).count() >= most // 2)


# In -----------------------------------------------------------------------------------------------------------------------


def is_new(came: Came, *, now: datetime) -> bool:
    """Note that a message came and tell whether it is the first time. Raises TooManyCame: in all, or of one number.

    Without an id of its own, the same words from the same number within the same minute are the same message.
    """
    number = mark_of_day(came.number, now)
    if CameIn.objects.filter(came_at__gt=now - timedelta(minutes=1)).count() >= CAME_PER_MINUTE_MOST:
        raise TooManyCame
    if CameIn.objects.filter(number=number, came_at__gt=now - timedelta(hours=1)).count() >= CAME_OF_ONE_MOST:
        raise TooManyCame
    key = name_of(came.number, came.text, came.id or f"{now:%Y%m%d%H%M}")
    CameIn.objects.filter(came_at__lt=now - SAME_WITHIN).delete()
    with transaction.atomic():
        _row, is_first = CameIn.objects.get_or_create(key=key, defaults={"came_at": now, "number": number})
    return is_first


def receive_text(came: Came, *, account: str, by: Author, at: datetime, told: Understood | None = None) -> Receipt:
    """Keep a text that raised no alarm, number and words sealed. What is understood of a text of ours is done and answered.

    A text of which everything was understood waits for nobody.

    told  what was understood of it already, and what is answered
    """
    told = (understood(came, account, by.country, at) if account else None) or told
    number = came.number.strip()[:20].ljust(4, "?")
    words = writable(came.text).strip()[:TEXT_MOST]
    boxes = [Plain(cls=FieldClass.IDENTITY, fields={"number": number})]
    boxes += [Plain(cls=FieldClass.FREE_TEXT, fields={"text": words})] if words else []
    receipt = record(
        TextReceived(account=account), by=by, at=at, boxes=boxes, channel=Channel.SMS, reported_by=account or by.account
    )
    if told and told.is_settled:
        record(TextHandled(), subject=receipt.subject, by=by, at=at)
    if told and told.answer:
        _answer(came, told, receipt, by, at)
    return receipt


def _answer(came: Came, told: Understood, receipt: Receipt, by: Author, at: datetime) -> None:
    """Queue an answer: to a number of ours as it is, to another one only while it did not write too often."""
    own = lookups.staff_by_number(came.number, by.country)
    if own is not None:
        queue([own], told.answer, key=f"answer:{receipt.subject}", now=at)
        return
    may = may_answer(came.number, by.country, told.answer, now=at) if can_be_answered(came.number) else May.NO
    text = {May.YES: told.answer, May.LAST: told.last, May.NO: ""}[may]
    if text:
        queue_answer(text, entry=receipt.entry, key=str(receipt.subject), by=by, now=at)
