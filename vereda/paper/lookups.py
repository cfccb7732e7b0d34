"""What the desk asks of sheets: which are out, which are missing, which are typed and still lie there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from itertools import batched
from operator import or_
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from vereda.paper.models import Sheet, SheetBatch
from vereda.paper.rules.serials import Serial
from vereda.paper.words import Form

MISSING_DAYS = 7
"""A sheet that went out and is not typed after so many days is looked for."""
KEPT_DAYS = 2
"""A typed sheet that lies there longer than this should have been destroyed."""
RANGES_MOST = 100  # in one question


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


def batches(group: str, country: str, most: int) -> list[SheetBatch]:
    """Return what was printed last for a group, the latest first."""
    return list(SheetBatch.objects.filter(group=group, country=country).order_by("-printed_at", "subject")[:most])


def batch(subject: UUID, group: str, country: str) -> SheetBatch | None:
    """Return one printing of a group."""
    return SheetBatch.objects.filter(subject=subject, group=group, country=country).first()


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
    open_ = _not_all_done(group, country)
    done = _done(group, country, open_)
    found = [one for row in open_ for one in _out_of(row, done)]
    return sorted((one for one in found if one.waiting), key=lambda one: (one.since, one.form, one.first))


def missing(
    group: str, country: str, now: datetime, days: int = MISSING_DAYS, found: Sequence[Out] | None = None
) -> list[tuple[Serial, Out]]:
    """Return each sheet that went out more than so many days ago and was neither typed nor cancelled nor brought back.

    found  what is out, where it was asked for already
    """
    late = [one for one in (out(group, country) if found is None else found) if one.since < now - timedelta(days=days)]
    return [(Serial(country, group, one.form, number), one) for one in late for number in one.waiting]


def typed_not_destroyed(group: str, country: str) -> list[Sheet]:
    """Return the typed sheets of which nobody said that the paper is gone, the oldest first."""
    rows = Sheet.objects.filter(group=group, country=country, typed_at__isnull=False, destroyed_at__isnull=True)
    return list(rows.order_by("typed_at", "form", "number"))


def printed_twice(group: str, country: str) -> list[tuple[Form, int, int]]:
    """Return (form, first, last) of numbers that two machines gave, each not knowing of the other."""
    found: list[tuple[Form, int, int]] = []
    upto: dict[str, int] = {}
    rows = SheetBatch.objects.filter(group=group, country=country).order_by("form", "first", "subject")
    for form, first, last in rows.values_list("form", "first", "last"):  # who has which sheet is long, and not asked for here
        if first <= upto.get(form, 0):
            found.append((Form(form), first, min(last, upto[form])))
        upto[form] = max(last, upto.get(form, 0))
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


_DONE = Q(typed_at__isnull=False) | ~Q(cancelled_for="")
"""Of sheets that nobody waits for: typed or cancelled."""


def _not_all_done(group: str, country: str) -> list[SheetBatch]:
    """Return the printings of which some sheet is not done: of ten years of paper nearly all is, and is not opened."""
    within = Sheet.objects.filter(
        _DONE, group=group, country=country, form=OuterRef("form"), number__range=(OuterRef("first"), OuterRef("last"))
    )
    # order_by(): an order would become part of the grouping
    done = within.order_by().values("form").annotate(count=Count("number")).values("count")
    rows = SheetBatch.objects.filter(group=group, country=country).annotate(done=Coalesce(Subquery(done), 0))
    return list(rows.filter(done__lte=F("last") - F("first")).order_by("-printed_at", "subject"))


def _done(group: str, country: str, rows: Sequence[SheetBatch]) -> set[tuple[str, int]]:
    """Return (form, number) of the sheets of some printings that nobody waits for."""
    sheets, found = Sheet.objects.filter(_DONE, group=group, country=country), set[tuple[str, int]]()
    for part in batched(rows, RANGES_MOST):
        spans = (Q(form=row.form, number__range=(row.first, row.last)) for row in part)
        found |= set(sheets.filter(reduce(or_, spans)).values_list("form", "number"))
    return found
