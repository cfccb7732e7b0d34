"""Against an oracle that counts person by person: any question over any encounters, known together or apart."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations, groupby

import ibis
from hypothesis import given, settings
from hypothesis import strategies as st

from vereda.logbook.schema import FactRow
from vereda.statistics.cells import cells
from vereda.statistics.columns import table_of
from vereda.statistics.rules import Question
from vereda.statistics.tests.worlds import CATALOGUE, CATEGORY_OF, SECRET, answer, row
from vereda.statistics.words import AGE_BANDS, ATTRIBUTES, NOT_TOGETHER, SEXES, TOTAL, Count

NATIONALITIES = ("HN", "GT", "XX")
GROUPS = (("piedras-negras", "MX-COA"), ("nogales", "MX-SON"))


@dataclass
class Person:
    """attributes as known; services that this person got on a line, so that it is known who."""

    nationality: str
    sex: str
    age_band: str
    services: frozenset[str]
    key: int = 0


@dataclass
class Encounter:
    """apart: attributes known only as margins; parts: service -> how many got it, nobody knows who."""

    people: list[Person]
    apart: frozenset[str]
    parts: dict[str, int]
    place: tuple[str, str]
    aggregate: bool
    record: str = ""
    taken: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        on_lines = {CATEGORY_OF[s] for p in self.people for s in p.services}
        self.parts = {s: min(n, len(self.people)) for s, n in self.parts.items() if CATEGORY_OF[s] not in on_lines}
        self.taken = frozenset(on_lines)

    @property
    def is_uniform(self) -> bool:
        return len({p.services for p in self.people}) == 1

    @property
    def part_categories(self) -> dict[str, int]:
        most: dict[str, int] = {}
        for service, number in self.parts.items():
            most[CATEGORY_OF[service]] = max(most.get(CATEGORY_OF[service], 0), number)
        return most


people = st.builds(
    Person,
    nationality=st.sampled_from(NATIONALITIES),
    sex=st.sampled_from(SEXES[:3]),
    age_band=st.sampled_from(AGE_BANDS[:4]),
    services=st.frozensets(st.sampled_from(["rescue", "water", "food", "leaflet"]), max_size=3),
    key=st.integers(0, 255),
)
same = st.frozensets(st.sampled_from(["rescue", "water", "food", "leaflet"]), max_size=3)


@st.composite
def encounters(draw: st.DrawFn) -> Encounter:
    found = draw(st.lists(people, min_size=1, max_size=5))
    if draw(st.booleans()):
        services = draw(same)
        found = [replace(p, services=services) for p in found]
    return Encounter(
        people=found,
        apart=draw(st.frozensets(st.sampled_from([str(a) for a in ATTRIBUTES]))),
        parts=draw(st.dictionaries(st.sampled_from(["water", "food", "first_aid", "leaflet"]), st.integers(1, 5), max_size=2)),
        place=draw(st.sampled_from(GROUPS)),
        aggregate=draw(st.integers(0, 5)) == 0,
    )


def rows_of(met: Encounter) -> Iterator[FactRow]:
    """Yield the fact rows that the contract of rows asks for, each with the keys of whom it counts."""
    share = {"record": met.record, "group": met.place[0], "state": met.place[1], "aggregate": met.aggregate}

    def told(person: Person) -> tuple:
        return (*(NOT_TOGETHER if a in met.apart else getattr(person, a) for a in ATTRIBUTES), tuple(sorted(person.services)))

    def of(kind: str, persons: Iterable[Person], **known) -> FactRow:
        counted = list(persons)
        return replace(row(kind, len(counted), **known, **share), key=keys_of(counted))

    for known, same_line in groupby(sorted(met.people, key=told), key=told):
        nationality, sex, age_band, services = known
        yield of("L", same_line, nationality=nationality, sex=sex, age_band=age_band, services=services)
    for attribute in met.apart:
        services = tuple(sorted(met.people[0].services)) if met.is_uniform else ()
        for value in {getattr(p, attribute) for p in met.people}:
            of_value = [p for p in met.people if getattr(p, attribute) == value]
            yield of("M", of_value, services=services, **{attribute: value})
    for service, number in met.parts.items():
        yield of("S", met.people[:number], services=[service])
    for category, number in met.part_categories.items():
        yield of("C", met.people[:number], categories=[category])
    yield of("T", once(met, inside=True), line="in_total")
    yield of("T", once(met, inside=False), line="served")


def once(met: Encounter, *, inside: bool) -> list[Person]:
    """Return who got anything (in the total), each once: those on lines, then the first others if a part was larger."""
    counted = CATALOGUE.in_total if inside else {*CATEGORY_OF.values()}
    served = [p for p in met.people if any(CATEGORY_OF[s] in counted for s in p.services)]
    parts = [n for c, n in met.part_categories.items() if c in counted]
    others = [p for p in met.people if p not in served]
    return (served + others)[: max([len(served), *parts])]


def keys_of(persons: Iterable[Person]) -> int:
    return sum(p.key for p in persons) % 256


def key_of(met: Encounter) -> int:
    return hmac.digest(SECRET, f"{met.record}|E||*|*|*|0".encode(), "sha256")[0]


def expected(worlds: list[Encounter], by: tuple[str, ...], count: str) -> dict[tuple[str, ...], int]:
    return {place: number for place, (number, _) in counted(worlds, by, count).items()}


def counted(worlds: list[Encounter], by: tuple[str, ...], count: str) -> dict[tuple[str, ...], tuple[int, int]]:
    """Return the cells and their keys, counted one person, part or encounter at a time."""
    cells: Counter[tuple[str, ...]] = Counter()
    keys: Counter[tuple[str, ...]] = Counter()
    for met in worlds:
        if count == "encounters" and met.aggregate:
            continue
        told: Counter[tuple[str, ...]] = Counter()
        told_keys: Counter[tuple[str, ...]] = Counter()
        for person in met.people:
            for label in labels(person.services, by, count):
                place = key(met, person, label, by, labelled=bool(label))
                told[place] += 1
                told_keys[place] += person.key
        for label, number in part_labels(met, by, count):
            place = key(met, None, label, by, labelled=True)
            told[place] += number
            told_keys[place] += keys_of(met.people[:number])
        cells.update(Counter(dict.fromkeys(told, 1)) if count == "encounters" else told)
        keys.update(Counter(dict.fromkeys(told, key_of(met))) if count == "encounters" else told_keys)
    return {k: (v, keys[k] % 256) for k, v in cells.items() if v}


def labels(services: frozenset[str], by: tuple[str, ...], count: str) -> list[dict[str, str]]:
    categories = sorted({CATEGORY_OF[s] for s in services} & CATALOGUE.in_total)
    if "category" in by and "service" in by:
        return [{"category": CATEGORY_OF[s], "service": s} for s in services if CATEGORY_OF[s] in CATALOGUE.in_total]
    if "service" in by:
        return [{"service": s} for s in services]
    if "category" in by or count == "services":
        return [{"category": c} for c in categories]
    return [{}]


def part_labels(met: Encounter, by: tuple[str, ...], count: str) -> Iterator[tuple[dict[str, str], int]]:
    if "service" in by:
        for service, number in met.parts.items():
            for label in labels(frozenset([service]), by, count):
                yield label, number
    elif "category" in by or count == "services":
        for category, number in met.part_categories.items():
            if category in CATALOGUE.in_total:
                yield {"category": category}, number


def key(met: Encounter, person: Person | None, label: dict[str, str], by: tuple[str, ...], *, labelled: bool) -> tuple[str, ...]:
    """Return the cell. What is known apart helps a table by that attribute alone, and with help only if all got the same."""
    attributes = [a for a in by if a in ATTRIBUTES]
    fixed = {**label, "group": met.place[0], "state": met.place[1], "month": "2024-01"}

    def value(name: str) -> str:
        if name not in ATTRIBUTES:
            return fixed[name]
        joint = name not in met.apart
        if person is None or not (joint or (len(attributes) == 1 and (met.is_uniform or not labelled))):
            return NOT_TOGETHER
        return str(getattr(person, name))

    return tuple(value(name) for name in by)


dimensions = st.lists(
    st.sampled_from(["category", "service", "nationality", "sex", "age_band", "group", "state", "month"]),
    min_size=1,
    max_size=4,
    unique=True,
).map(tuple)
worlds_of = st.lists(encounters(), max_size=5)


def numbered(worlds: list[Encounter]) -> list[Encounter]:
    for number, met in enumerate(worlds):
        met.record = f"{number:032x}"
    return worlds


@settings(max_examples=150, deadline=None)
@given(worlds=worlds_of, by=dimensions, count=st.sampled_from(["services", "people", "encounters"]))
def test_any_question_is_answered_as_if_counted_one_by_one(worlds: list[Encounter], by: tuple[str, ...], count: str):
    table = answer([fact for met in numbered(worlds) for fact in rows_of(met)], *by, count=count)
    assert dict(table.rows) == expected(worlds, by, count)


@settings(max_examples=100, deadline=None)
@given(worlds=worlds_of, by=dimensions, count=st.sampled_from(["services", "people"]))
def test_cells_sum_to_the_total_where_nothing_overlaps(worlds: list[Encounter], by: tuple[str, ...], count: str):
    table = answer([fact for met in numbered(worlds) for fact in rows_of(met)], *by, count=count)
    in_several = count == "people" and ("category" in by or "service" in by)
    added = sum(value for _, value in table.rows)
    assert added >= table.total if in_several else added == table.total


@settings(max_examples=50, deadline=None)
@given(worlds=worlds_of, by=dimensions, other=dimensions)
def test_people_and_encounters_do_not_depend_on_how_a_table_is_split(
    worlds: list[Encounter], by: tuple[str, ...], other: tuple[str, ...]
):
    rows = [fact for met in numbered(worlds) for fact in rows_of(met)]
    splits = [tuple(d for d in one if d not in ("category", "service")) or ("month",) for one in (by, other)]
    for count in ("people", "encounters"):
        first, second = (answer(rows, *split, count=count).total for split in splits)
        assert first == second


LABELS = {"category", "service"}


def margin(worlds: list[Encounter], by: tuple[str, ...], kept: tuple[str, ...], count: str):
    """Return a margin counted one by one; None where the rows cannot tell it."""
    dropped = LABELS & (set(by) - set(kept))
    if not dropped:
        return counted(worlds, kept, count)
    whole = LABELS & set(by)
    if count == "services" and len(whole) == 1:
        found: dict[tuple[str, ...], tuple[int, int]] = {}
        for place, (number, keys) in counted(worlds, (*kept, *whole), count).items():
            before = found.get(place[:-1], (0, 0))
            found[place[:-1]] = before[0] + number, (before[1] + keys) % 256
        return found
    if dropped != whole or set(kept) & set(ATTRIBUTES) or len(whole) > 1:
        return None
    found = {}
    for met in worlds:
        place = key(met, None, {}, kept, labelled=False)
        persons = once(met, inside="category" in whole)
        if not persons or (count == "encounters" and met.aggregate):
            continue
        more = (1, key_of(met)) if count == "encounters" else (len(persons), keys_of(persons))
        before = found.get(place, (0, 0))
        found[place] = before[0] + more[0], (before[1] + more[1]) % 256
    return found


@settings(max_examples=25, deadline=None)
@given(worlds=worlds_of, by=dimensions, count=st.sampled_from(["services", "people", "encounters"]))
def test_cells_and_margins_have_the_number_and_the_keys_of_whom_they_count(
    worlds: list[Encounter], by: tuple[str, ...], count: str
):
    by = by[:3]
    rows = [fact for met in numbered(worlds) for fact in rows_of(met)]
    asked = Question("mx", date(2024, 1, 1), date(2024, 1, 31), by, Count(count))
    found = {one.codes: one for one in cells(asked, ibis.memtable(table_of(rows, secret=SECRET)), CATALOGUE, sensitive=["HN"])}
    for kept in (kept for number in range(len(by) + 1) for kept in combinations(by, number)):
        whole = margin(worlds, by, kept, count)
        of_margin = {codes: one for codes, one in found.items() if [c != TOTAL for c in codes] == [dim in kept for dim in by]}
        assert (whole is None) >= (not of_margin)
        if whole is not None:
            told = {tuple(c for c in codes if c != TOTAL): (one.count, one.key) for codes, one in of_margin.items()}
            assert {place: one for place, one in told.items() if one[0]} == whole
            assert all(one.key == 0 for one in of_margin.values() if not one.count)
    assert all(one.is_sensitive == ("HN" in one.codes) for one in found.values())
    assert "sex" not in by or {codes[by.index("sex")] for codes in found} == {*SEXES, TOTAL}
