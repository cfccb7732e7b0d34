"""The register added up, and as rows that may be published: nobody who asked, and no words of theirs, is in either."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from vereda.countries.door import Calendar
from vereda.transparency.entries import Part
from vereda.transparency.rules.fold import Request
from vereda.transparency.rules.terms import days_taken
from vereda.transparency.words import Basis, Outcome, Standing

HEAD = ("folio", "basis", "received", "question", "table", "answered", "working_days", "in_term", "outcome", "appealed")
OPEN = (Standing.RECEIVED, Standing.CLARIFYING)


@dataclass(frozen=True)
class Counted:
    """A year of the register.

    in_term, late  answered by their last day, and after it; without_term: answered, and nobody knew a last day
    middle_days    median of the working days that an answer took; None: none was answered
    """

    received: int
    open: int
    overdue: int
    in_term: int
    late: int
    without_term: int
    outcomes: Counter[Outcome]
    middle_days: float | None


def counted(requests: Iterable[Request], today: date, calendar: Calendar) -> Counted:
    """Return the register added up."""
    some = list(requests)
    done = [one for one in some if one.answered]
    taken = [days_taken(one.received.received_on, one.answered.on, calendar) for one in done if one.answered]
    return Counted(
        received=len(some),
        open=len(some) - len(done),
        overdue=sum(one.answered is None and one.due_on is not None and one.due_on < today for one in some),
        in_term=sum(one.in_term is True for one in done),
        late=sum(one.in_term is False for one in done),
        without_term=sum(one.in_term is None for one in done),
        outcomes=Counter(one.answered.outcome for one in done if one.answered),
        middle_days=median(taken) if taken else None,
    )


def register_csv(requests: Iterable[Request], calendar: Calendar) -> str:
    """Return the register as CSV, in the order of folios: codes and days, and no requester."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(HEAD)
    for one in sorted(requests, key=lambda one: one.folio):
        out.writerow(_row(one, calendar))
    return text.getvalue()


def _row(one: Request, calendar: Calendar) -> Sequence[str]:
    question, answered = one.question, one.answered
    parts = question.parts if question else []
    asked = [part_text(part) for part in parts]
    if question and question.outside:
        asked.append(f"{question.outside.value} {question.of}".strip())
    in_term = {True: "yes", False: "no", None: ""}[one.in_term]
    return (
        one.folio,
        one.received.basis.value,
        one.received.received_on.isoformat(),
        "; ".join(asked),
        ";".join(dict.fromkeys(part.table for part in parts)),
        answered.on.isoformat() if answered else "",
        str(days_taken(one.received.received_on, answered.on, calendar)) if answered else "",
        in_term if one.received.basis is Basis.LAW else "",
        answered.outcome.value if answered else "",
        "yes" if one.appealed else "",
    )


def part_text(part: Part) -> str:
    """Return a part of a question in codes: 'people-sex-age 2026-09 F/18+ M/18+'."""
    cells = " ".join("/".join(cell) for cell in part.cells)
    return " ".join(text for text in (part.table, part.series, part.period, cells) if text)
