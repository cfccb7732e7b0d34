"""Records that fit somebody who is sought, for a search for a relative. Who may be compared is said by who calls.

Three steps, each of fewer: the blind index of each group gives whose names sound alike; codes in clear put them in order; some
hundred are opened, compared by the stored model, and closed again. Nothing is stored, and no index of the country is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from uuid import UUID

from vereda.logbook.door import borne_by, find_weighed
from vereda.people.entries.person import Identity
from vereda.people.lookups.person import identities
from vereda.people.matching.birth import SAID_ADULT
from vereda.people.matching.engine import Model, stored_model
from vereda.people.matching.sought import Told, weights
from vereda.people.models import Person
from vereda.people.rules import alike as rules
from vereda.people.rules.sounds import SOUND, sound, sound_tokens

FOUND, OPENED = 2_000, 600
"""So many whose names share most are found in each group; so many of all that may be compared are opened."""

type May = Callable[[Sequence[UUID], str], set[UUID]]
"""Of some persons of a group, those who may be compared."""


@dataclass(frozen=True)
class Alike:
    """One record that was opened. weight: what speaks for it less what speaks against [bits]; for the order alone."""

    person: Person
    identity: Identity
    weight: float


@dataclass(frozen=True, kw_only=True)
class AlikeTo:
    """Who is sought. called: other names that they go by; born: years between which, both inclusive; codes as of a person."""

    given: str
    families: Sequence[str]
    called: Sequence[str]
    telephones: Sequence[str]
    born: tuple[int, int] | None
    sex: str
    nationality: str
    age_band: str


def alike(sought: AlikeTo, groups: Collection[str], country: str, may: May, *, but: Collection[UUID] = ()) -> list[Alike]:
    """Return the records of some groups that fit who is sought, each opened, in no order.

    may  which may be compared: asked before any is opened
    but  records that are known to be the person's own
    """
    tokens = sorted(set(sound_tokens([sought.given, *sought.families, *sought.called], sought.telephones)))
    borne, among = _borne(tokens, groups)
    rows = [row for group in groups for row in _found(tokens, borne, among, group, country, may, but, sought)]
    best = [row for _, row in sorted(rows, key=lambda one: (-one[0], one[1].subject))[:OPENED]]
    told = identities(best)
    opened = [(row, told[row.subject]) for row in best if row.subject in told]
    return _weighed(sought, opened, lambda word: rules.share(borne[f"{SOUND}{sound(word)}"], among))


def _borne(tokens: Sequence[str], groups: Iterable[str]) -> tuple[Counter[str], int]:
    """Return how many persons of the groups bear each token, and how many there are."""
    borne = Counter[str]()
    for group in groups:
        borne.update(borne_by(tokens, group))
    return borne, Person.objects.filter(group__in=list(groups), identity_entry__isnull=False).count()


def _found(
    tokens: Sequence[str],
    borne: Counter[str],
    among: int,
    group: str,
    country: str,
    may: May,
    but: Collection[UUID],
    sought: AlikeTo,
) -> list[tuple[float, Person]]:
    """Return who of a group sounds alike and may be compared, with how much speaks for opening them."""
    shared = find_weighed({token: rules.rarity(borne[token], among) for token in tokens if borne[token]}, group, FOUND)
    allowed = may([one for one in shared if one not in but], group) if shared else set()
    rows = Person.objects.filter(subject__among=list(allowed), group=group, country=country)
    codes = (sought.nationality, sought.sex, sought.age_band)
    return [(shared[row.subject] + rules.by_codes(codes, (row.nationality, row.sex, row.age_band)), row) for row in rows]


def _weighed(sought: AlikeTo, opened: Sequence[tuple[Person, Identity]], often: Callable[[str], float]) -> list[Alike]:
    """Return the records with their weight: by each name that either side goes by, the best counts."""
    told = [(at, one) for at, (row, said) in enumerate(opened) for one in _told(row, said)]
    found = weights(_variants(sought), [one for _, one in told], _model(), often)
    best = [float("-inf")] * len(opened)
    for (at, _), weight in zip(told, found.tolist(), strict=True):
        best[at] = max(best[at], weight)
    return [Alike(row, said, best[at]) for at, (row, said) in enumerate(opened)]


def _variants(sought: AlikeTo) -> list[Told]:
    return [
        Told(
            given=given,
            surnames=" ".join(sought.families),
            sex=sought.sex,
            nationality=sought.nationality,
            born=sought.born,
        )
        for given in _names(sought.given, sought.called)
    ]


def _told(row: Person, said: Identity) -> list[Told]:
    years = [year for year in (said.birth_year_from, said.birth_year_to) if year is not None]
    born = (min(years), max(years)) if years else None
    surnames = " ".join(said.families)
    return [
        Told(
            given=given,
            surnames=surnames,
            sex=row.sex,
            nationality=row.nationality,
            born=born,
            is_said_adult=bool(born and row.identity_entry and _year(row.identity_entry) - born[1] in SAID_ADULT),
        )
        for given in _names(said.given, [said.nickname])
    ]


def _names(given: str, called: Iterable[str]) -> list[str]:
    """Return by which given names somebody goes; one without any is compared by all else."""
    return [name for name in (given, *called) if name.strip()] or [""]


def _year(entry: UUID) -> int:
    """Return the year of an entry: the first 48 bits of its id are its milliseconds."""
    return datetime.fromtimestamp((entry.int >> 80) / 1000, UTC).year


@cache
def _model() -> Model:
    return stored_model()
