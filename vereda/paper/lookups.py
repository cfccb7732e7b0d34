"""What the desk asks of sheets: which are out, which are missing, which are typed and still lie there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from vereda.paper.models import Sheet, SheetBatch
from vereda.paper.rules.serials import Serial
from vereda.paper.words import Form

MISSING_DAYS = 7
"""A sheet that went out and is not typed after so many days is looked for."""
KEPT_DAYS = 2
"""A typed sheet that lies there longer than this should have been destroyed."""


@dataclass(frozen=True)
class Out:
    """Sheets of one form with consecutive numbers that one person has. done: of them, typed or cancelled."""

    form: Form
    first: int
    last: int
    account: str
    since: datetime
    waiting: Sequence[int]
    done: int


def batches(group: str, country: str) -> list[SheetBatch]:
    """Return what was printed for a group, the latest first."""
    return list(SheetBatch.objects.filter(group=group, country=country).order_by("-printed_at", "subject"))


def batch_with(serial: Serial) -> SheetBatch | None:
    """Return the printing that a sheet is of; of several (two machines gave the number), the first."""
    rows = SheetBatch.objects.filter(
        group=serial.group, country=serial.country, form=serial.form, first__lte=serial.number, last__gte=serial.number
    )
    return rows.order_by("printed_at", "subject").first()


def last_number(group: str, country: str, form: Form, most: int, least: int) -> int:
    """Return the highest number between two that was printed; the one before `least` when there is none."""
    rows = SheetBatch.objects.filter(group=group, country=country, form=form, last__gte=least, last__lte=most)
    return rows.order_by("-last").values_list("last", flat=True).first() or least - 1


def sheet(serial: Serial) -> Sheet | None:
    """Return what is known of a sheet beside its printing."""
    return Sheet.objects.filter(subject=serial.sheet).first()


def out(group: str, country: str) -> list[Out]:
    """Return the sheets that are with somebody and not all done, the longest out first."""
    done = _done(group, country)
    found = [one for batch in batches(group, country) for one in _out_of(batch, done)]
    return sorted((one for one in found if one.waiting), key=lambda one: (one.since, one.form, one.first))


def missing(group: str, country: str, now: datetime, days: int = MISSING_DAYS) -> list[tuple[Serial, Out]]:
    """Return each sheet that went out more than so many days ago and was neither typed nor cancelled nor brought back."""
    late = [one for one in out(group, country) if one.since < now - timedelta(days=days)]
    return [(Serial(country, group, one.form, number), one) for one in late for number in one.waiting]


def typed_not_destroyed(group: str, country: str) -> list[Sheet]:
    """Return the typed sheets of which nobody said that the paper is gone, the oldest first."""
    rows = Sheet.objects.filter(group=group, country=country, typed_at__isnull=False, destroyed_at__isnull=True)
    return list(rows.order_by("typed_at", "form", "number"))


def printed_twice(group: str, country: str) -> list[tuple[Form, int, int]]:
    """Return (form, first, last) of numbers that two machines gave, each not knowing of the other."""
    found: list[tuple[Form, int, int]] = []
    upto: dict[str, int] = {}
    for row in SheetBatch.objects.filter(group=group, country=country).order_by("form", "first", "subject"):
        if row.first <= upto.get(row.form, 0):
            found.append((Form(row.form), row.first, min(row.last, upto[row.form])))
        upto[row.form] = max(row.last, upto.get(row.form, 0))
    return found


def _out_of(batch: SheetBatch, done: set[tuple[str, int]]) -> Iterator[Out]:
    numbers = sorted(int(number) for number in batch.out)
    for run in _runs(numbers, batch.out):
        account, since = batch.out[str(run[0])]
        waiting = [number for number in run if (batch.form, number) not in done]
        yield Out(Form(batch.form), run[0], run[-1], account, datetime.fromisoformat(since), waiting, len(run) - len(waiting))


def _runs(numbers: Iterable[int], held: dict[str, list[str]]) -> Iterator[list[int]]:
    """Yield runs of consecutive numbers that the same person has since the same moment."""
    run: list[int] = []
    for number in numbers:
        if run and (number != run[-1] + 1 or held[str(number)] != held[str(run[-1])]):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _done(group: str, country: str) -> set[tuple[str, int]]:
    """Return (form, number) of the sheets that nobody waits for: typed or cancelled. One question for all printings."""
    rows = Sheet.objects.filter(Q(typed_at__isnull=False) | ~Q(cancelled_for=""), group=group, country=country)
    return set(rows.values_list("form", "number"))
