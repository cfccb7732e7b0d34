"""The alerts of a month at the desk, and their three counts in words: alerts, people, outcomes. They are never added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.desk.labels import Labels
from vereda.rescue.door import MISSION_OUT, OPEN, OUTCOME_OF_MISSION, AlertCounts

OWN = {OPEN: lazy("Abiertas todavía"), MISSION_OUT: lazy("Con misión que sigue fuera")}


@dataclass(frozen=True)
class Counts:
    """The counts of a month as the page draws them. outcomes: (words, number)."""

    first: date
    counts: AlertCounts
    outcomes: Sequence[tuple[str, int]]


def described(first: date, counts: AlertCounts, labels: Labels) -> Counts:
    """Return the counts in words, the most frequent outcome first."""
    rows = sorted(counts.outcomes.items(), key=lambda row: (-row[1], row[0]))
    return Counts(first, counts, [(_outcome(code, labels), number) for code, number in rows])


def _outcome(code: str, labels: Labels) -> str:
    if code.startswith(OUTCOME_OF_MISSION):
        return _("Misión terminada: {outcome}").format(outcome=labels.outcome(code.removeprefix(OUTCOME_OF_MISSION)).lower())
    return str(OWN[code]) if code in OWN else labels.alert_outcome(code)
