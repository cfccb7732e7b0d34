"""Find a relative: how often is the person sought among the twenty that are shown? And how long does one search take?

    python -m bench.relative [--records 20000] [--sought 200] [--seed 7] [--home DIR] [--json FILE]

Records of the second generator stand in an installation of its own (SQLite), spread over the groups of the country; all may be
compared. A relative tells who is sought: names as the family says them, at times one of them or a pet name, written by ear by an
officer who never saw the record; an age that may be years off. `harder`: one given name and one surname alone. Beside it what was
compared before: as many names in common as there are, 300 of one group and 60 of each other, and a table of weights.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import batched
from math import log2
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from bench.figures import at_most, median
from bench.records.folk import Person
from bench.records.journeys import Record, journeys
from bench.records.posts import Post
from bench.records.telling import Told, told

if TYPE_CHECKING:
    from vereda.tracing.rules.candidates import Known

COUNTRY, TODAY = "mx", date(2026, 1, 10)
SHOWN, OPENED_HERE, OPENED_ELSEWHERE, PART = 20, 300, 60, 500
DESK = Post(
    on_paper=False, capitals=False, accents=0.8, second_asked=0.9, birth_asked=0.0, both_given=0.75, phone_asked=0.0,
    origin_asked=0.0, town_asked=0.0, care=(1.0,),
)  # fmt: skip
PARTICLES = frozenset({"de", "del", "la", "las", "los", "da", "do", "dos", "das", "san", "santa", "saint"})
BEFORE = {
    "given": {"same": (0.62, 0.010), "near": (0.26, 0.020), "differs": (0.12, 0.970)},
    "families": {"both": (0.48, 0.0005), "one": (0.34, 0.0295), "near": (0.10, 0.03), "differs": (0.08, 0.94)},
    "sex": {"same": (0.98, 0.50), "differs": (0.02, 0.50)},
    "age": {"same": (0.80, 0.15), "near": (0.14, 0.12), "differs": (0.06, 0.73)},
    "origin": {"same": (0.92, 0.25), "differs": (0.08, 0.75)},
}
"""The table of weights that the stored model took the place of."""


class Row(NamedTuple):
    """A record as it stands in the installation."""

    subject: UUID
    group: str
    person: int
    given: str
    families: tuple[str, ...]
    sex: str
    nationality: str
    born: tuple[int, int] | None
    on: date


@dataclass
class Tally:
    """How one way of asking did. by: found and asked by nationality of the person; work: of the processor [s]."""

    found: int = 0
    asked: int = 0
    seconds: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    by: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    def note(self, one: Person, *, is_found: bool, seconds: float, work: float) -> None:
        self.found, self.asked = self.found + is_found, self.asked + 1
        self.seconds.append(seconds)
        self.work.append(work)
        self.by[one.country][0] += is_found
        self.by[one.country][1] += 1

    def said(self, name: str) -> str:
        by = ", ".join(f"{nation} {found}/{asked}" for nation, (found, asked) in sorted(self.by.items()))
        slow, work = at_most(self.seconds, 0.95), median(self.work)
        took = f"{median(self.seconds):.2f} s, 95 of 100 under {slow:.2f} s, processor {work:.2f} s"
        return f"{name:18} {self.found / self.asked:.3f} of {self.asked} among {SHOWN}; {took}; {by}"


def drawn(records: int, seed: int) -> tuple[list[Record], dict[int, Person]]:
    """Return so many records, in no order, and who they are of."""
    rows, people = list[Record](), dict[int, Person]()
    for party, theirs in journeys(seed):
        rows += theirs
        people |= {one.number: one for one in party}
        if len(rows) >= records:
            break
    Random(f"mixed {seed}").shuffle(rows)
    return rows, people


def families(surnames: str) -> tuple[str, ...]:
    """Return surnames one by one; 'de la Cruz' is one."""
    found, held = list[str](), list[str]()
    for word in surnames.split():
        held.append(word)
        if word.lower() not in PARTICLES:
            found.append(" ".join(held))
            held = []
    return (*found, " ".join(held)) if held else tuple(found)


def born(one: Told, on: date) -> tuple[int, int] | None:
    return (on.year - int(one.age) - 1, on.year - int(one.age)) if one.age else None


def put_in(rows: Sequence[Record]) -> list[Row]:
    """Write the records into the installation, sealed as any; return them."""
    from vereda.countries.door import pack
    from vereda.logbook.door import Author, Draft, Plain, record_all
    from vereda.logbook.schema import FieldClass, uuid7
    from vereda.people.door import Identity, PersonMet
    from vereda.tracing.rules.ages import band_of

    groups, made = sorted(pack(COUNTRY).groups.values(), key=lambda one: one.code), list[Row]()
    for part in batched(enumerate(rows), PART):
        drafts = []
        for number, row in part:
            group, at = groups[number % len(groups)], datetime(row.on.year, row.on.month, row.on.day, 18, tzinfo=UTC)
            said, subject = row.told, uuid7(int(at.timestamp() * 1000) + number % 1000)
            years = born(said, row.on)
            named = Identity(
                given=said.given_names,
                families=list(families(said.surnames)),
                birth_year_from=years[0] if years else None,
                birth_year_to=years[1] if years else None,
            )
            met = PersonMet(
                nationality=said.nationality or "XX",
                sex=said.sex or "U",
                age_band=band_of(int(said.age), int(said.age)) if said.age else "U",
                purpose="assist",
            )
            by = Author(account="bench", group=group.code, country=COUNTRY, zone="UTC")
            box = Plain(cls=FieldClass.IDENTITY, fields=named.model_dump(exclude_defaults=True))
            drafts.append(Draft(payload=met, subject=subject, by=by, at=at, seen=(), boxes=[box]))
            made.append(
                Row(
                    subject,
                    group.code,
                    row.person,
                    said.given_names,
                    tuple(named.families),
                    met.sex,
                    met.nationality,
                    years,
                    row.on,
                )
            )
        record_all(drafts)
    return made


def harder(one: Told) -> Told:
    """Return who is sought by one given name and one surname alone."""
    return one._replace(given_names=one.given_names.split(" ")[0], surnames=(families(one.surnames) or ("",))[0])


def now(one: Told) -> list[UUID]:
    """Return who is shown for a person sought, as the program finds them."""
    from vereda.countries.door import pack
    from vereda.people.door import AlikeTo, alike
    from vereda.tracing.rules.ages import band_of

    sought = AlikeTo(
        given=one.given_names,
        families=families(one.surnames),
        called=(),
        telephones=(),
        born=born(one, TODAY),
        sex=one.sex or "U",
        nationality=one.nationality or "XX",
        age_band=band_of(int(one.age), int(one.age)) if one.age else "U",
    )
    found = alike(sought, sorted(pack(COUNTRY).groups), COUNTRY, lambda persons, _group: set(persons))
    best = sorted((each for each in found if each.weight > 0), key=lambda each: -each.weight)
    return [each.person.subject for each in best[:SHOWN]]


class Before:
    """What was compared until now, over the same records: names in common, then the table of weights."""

    def __init__(self, rows: Sequence[Row]) -> None:
        from vereda.people.rules.sounds import sound_tokens

        self.rows = {row.subject: row for row in rows}
        self.index = defaultdict[tuple[str, str], list[UUID]](list)
        for row in rows:
            for token in set(sound_tokens([row.given, *row.families])):
                self.index[row.group, token].append(row.subject)
        self.groups = sorted({row.group for row in rows})

    def __call__(self, one: Told) -> list[UUID]:
        from vereda.tracing.rules.candidates import compared

        sought = _known(one.given_names, families(one.surnames), one.sex, one.nationality, born(one, TODAY))
        weighed = []
        for subject in self._alike(one):
            row = self.rows[subject]
            other = _known(row.given, row.families, row.sex, row.nationality, row.born)
            levels = compared(sought, other, likeness=0.0).levels
            rates = (BEFORE[name][level] for name, level in levels.items() if level in BEFORE.get(name, {}))
            weighed.append((sum(log2(same / others) for same, others in rates), subject))
        best = sorted((each for each in weighed if each[0] > 0), key=lambda each: -each[0])
        return [subject for _, subject in best[:SHOWN]]

    def _alike(self, one: Told) -> Iterator[UUID]:
        from vereda.people.rules.sounds import sound_tokens

        tokens = set(sound_tokens([one.given_names, *families(one.surnames)]))
        for most, group in zip((OPENED_HERE, *[OPENED_ELSEWHERE] * len(self.groups)), self.groups, strict=False):
            shared = Counter(subject for token in tokens for subject in self.index.get((group, token), ()))
            yield from (subject for subject, _ in sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:most])


def _known(given: str, names: Sequence[str], sex: str, nationality: str, years: tuple[int, int] | None) -> Known:
    from vereda.tracing.rules.candidates import Known

    return Known(given=given, families=names, sex=sex or "U", nationality=nationality or "XX", born=years)


def measure(records: int, sought: int, seed: int) -> Iterator[tuple[str, Tally]]:
    """Yield each way of asking, and how it did."""
    rows, people = drawn(records, seed)
    began = time.perf_counter()
    made = put_in(rows)
    print(
        f"{len(made):,} records of {len(people):,} people put in, {time.perf_counter() - began:.0f} s",
        file=sys.stderr,
        flush=True,
    )
    of = defaultdict[int, set[UUID]](set)
    for row in made:
        of[row.person].add(row.subject)
    luck, before = Random(f"sought {seed}"), Before(made)
    asked = [(people[who], told(luck, people[who], DESK, 0, TODAY)) for who in luck.sample(sorted(of), min(sought, len(of)))]
    for name, questions in (("", asked), (", harder", [(one, harder(said)) for one, said in asked])):
        for way, find in (("before", before), ("now", now)):
            tally = Tally()
            for one, said in questions:
                began, worked = time.perf_counter(), time.process_time()
                found = find(said)
                took, work = time.perf_counter() - began, time.process_time() - worked
                tally.note(one, is_found=bool(of[one.number] & set(found)), seconds=took, work=work)
            yield f"{way}{name}", tally


def begin(home: Path) -> None:
    """Make an installation in a folder of its own, in this process."""
    os.environ |= {"VEREDA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "vereda.settings.django", "VEREDA_COUNTRY": COUNTRY}
    for name in ("DATABASE_URL", "KEYSTORE_URL"):
        os.environ.pop(name, None)
    import django

    django.setup()
    from vereda.cli.migrated import make_ready

    make_ready()


def main() -> int:
    words = argparse.ArgumentParser(prog="python -m bench.relative", description=__doc__)
    words.add_argument("--records", type=int, default=20_000)
    words.add_argument("--sought", type=int, default=200)
    words.add_argument("--seed", type=int, default=7)
    words.add_argument("--json", type=Path)
    asked = words.parse_args()
    told_: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="vereda-bench-") as folder:
        begin(Path(folder))
        for name, tally in measure(asked.records, asked.sought, asked.seed):
            print(tally.said(name), flush=True)
            told_[name] = {
                "found": tally.found,
                "asked": tally.asked,
                "seconds": tally.seconds,
                "work": tally.work,
                "by": tally.by,
            }
            if asked.json:
                asked.json.write_text(json.dumps(told_, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
