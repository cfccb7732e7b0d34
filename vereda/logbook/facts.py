"""The row in which a module tells what counts, without any person in it; written by facts.py of modules, read by statistics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FactRow:
    """One countable fact. Which rows answer which question: docs/engineer/bulletin.md.

    record       subject that the row comes from [hex]
    row          L joint line, M margin, S service to a part, C category to a part, T people counted once,
                 B bodies, P patrol, R reported total of a post without the system,
                 A asked when a group last helped: people by answer, beside the others and in no bulletin
    line         line id; "" where the row has none; T: "in_total" or "served"; R: "people" or "";
                 A: answer and k of one in k, "week:5"; k is 0 where nobody was due to be asked
    local_on     local day at the group's post
    group        code of the group in its country pack
    state        ISO 3166-2 of the place ('MX-COA'), else of the post
    nationality  ISO alpha-2; 'XX' unknown; '*' not recorded together with the rest of the row
    sex          F, M, X, U unknown, or '*'
    age_band     0-4, 5-11, 12-17, 0-17, 18-29, 30-59, 60+, 18+, U unknown, or '*'
    people       how many persons, bodies or patrols the row stands for
    services     codes of the catalogue; L: each of `people` got every one
    categories   official categories that the services map to on `local_on`; distinct
    aggregate    the count was given as a sum; left out of `encounters` counts and of matching
    """

    record: str
    row: str
    line: str
    local_on: date
    group: str
    state: str
    nationality: str
    sex: str
    age_band: str
    people: int
    services: Sequence[str] = ()
    categories: Sequence[str] = ()
    aggregate: bool = False
