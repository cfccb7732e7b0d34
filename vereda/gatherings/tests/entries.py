"""Entries of a count for tests of its rules: numbered, so that the order of their clocks is that of their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from vereda.logbook.entries import Payload
from vereda.logbook.rules.fold import BoxRef, Entry, Folded, fold_all, fold_one
from vereda.logbook.words import FieldClass

SUBJECT = "018d56aa-0700-772b-a5c7-0d28118edad0"
BEGIN = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def name(number: int) -> str:
    """Return the id of an entry by its number."""
    return f"018d56aa-0700-772b-a5c7-{number:012d}"


def entry(
    number: int,
    payload: Payload,
    *,
    author: str = "ines",
    device: str = "phone-1",
    seen: Sequence[int] = (),
    note: bool = False,
) -> Entry:
    at = BEGIN + timedelta(minutes=number)
    boxes = [BoxRef(SUBJECT, FieldClass.FREE_TEXT, 1, "0" * 64)] if note else []
    return Entry(
        id=name(number),
        kind=payload.kind,
        payload=payload,
        subject=SUBJECT,
        seen=[name(one) for one in seen],
        clock=f"{number:016x}",
        group="piedras-negras",
        country="mx",
        author=author,
        reported_by=author,
        channel="phone",
        device=device,
        occurred_at=at,
        local_on=at.date(),
        boxes=boxes,
    )


def stepwise(entries: Iterable[Entry], rules) -> Folded:
    """Return the state as a server folds it: one step where an entry fits, from zero where it does not."""
    folded, here = Folded(rules.start()), list[Entry]()
    for one in entries:
        if any(other.id == one.id for other in here):
            continue
        here.append(one)
        folded = fold_one(folded, one, rules.step) if folded.fits(one) else fold_all(here, rules.start, rules.step)
    return folded
