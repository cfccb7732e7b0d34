"""Whether printed parts make the printed whole: by heading, by nationality, by place, and by several of these at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import permutations

from vereda.statistics.figures.finding import Finding, Side
from vereda.statistics.figures.printed import Figure, Heading, is_people_within, is_place_within, is_single, is_within
from vereda.statistics.figures.words import ALL, FOREIGN, OTHER, UNKNOWN, Measure, Rule

REGION, STATE, REST = "region", "state", "REST"
SHARES = Decimal(100)
ROUNDED = Decimal("0.1")  # each share is rounded to a tenth

type Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Division:
    """Figures that count nobody twice. is_whole: nothing is missing among them, so they must make the whole."""

    figures: tuple[Figure, ...]
    is_whole: bool


def findings(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Yield sums that do not fit their whole, single parts above it, and shares that do not make a hundred."""
    counts = [one for one in figures if one.heading.measure is not Measure.SHARE]
    seen: set[tuple[int, str]] = set()
    for finding in (*_of_one_page(counts), *_of_several_pages(counts)):
        key = (finding.right.figures[0].line, " ".join(sorted({one.heading.code + one.universe for one in finding.left.figures})))
        if key not in seen:  # what one page says of itself is not said again with another page's help
            seen.add(key)
            yield finding
    yield from _single(counts)
    yield from _shares([one for one in figures if one.heading.measure is Measure.SHARE])


def _of_one_page(figures: Iterable[Figure]) -> Iterator[Finding]:
    pages: dict[tuple[str, Days], list[Figure]] = defaultdict(list)
    for one in figures:
        pages[one.source, (one.from_on, one.to_on)].append(one)
    for page in pages.values():
        for whole in page:
            for found in _divisions(whole, page):
                yield from _held_against(found, whole, found.is_whole)


def _of_several_pages(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Yield parts of the same days that add up to more than a whole of at least those days, whoever printed them."""
    by_days: dict[Days, dict[tuple[str, str, str], Figure]] = defaultdict(dict)
    for one in figures:
        least = by_days[one.from_on, one.to_on].setdefault(one.cell, one)
        if one.value < least.value:
            by_days[one.from_on, one.to_on][one.cell] = one
    for whole in figures:
        for (from_on, to_on), cells in by_days.items():
            if whole.from_on <= from_on and to_on <= whole.to_on:
                for found in _divisions(whole, list(cells.values())):
                    yield from _held_against(found, whole, is_whole=False)


def _held_against(found: Division, whole: Figure, is_whole: bool) -> Iterator[Finding]:
    if not found.figures:
        return
    left = Side.of(*found.figures)
    if is_whole and left.value != whole.value:
        yield Finding(Rule.PARTS, left, Side.of(whole))
    elif left.value > whole.value and len(found.figures) > 1:
        yield Finding(Rule.PART_ABOVE, left, Side.of(whole))


def _divisions(whole: Figure, among: Sequence[Figure]) -> Iterator[Division]:
    """Yield the ways in which a whole is divided among some figures: by heading, by people, by both, by place."""
    here = [one for one in among if one.universe == whole.universe and one.line != whole.line]
    for codes, is_every_heading in (({whole.heading.code}, True), *_splits(whole.heading, here)):
        some = [one for one in here if one.heading.code in codes]
        if whole.heading.code not in codes:
            yield Division(tuple(one for one in some if one.nationality == whole.nationality), is_every_heading)
        yield from _by_people(whole, some, len(codes), is_every_heading)
    yield from _by_place(whole, among)


def _splits(heading: Heading, here: Iterable[Figure]) -> Iterator[tuple[set[str], bool]]:
    """Yield headings that divide one, and whether none of them is missing."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for one in here:
        if one.heading.part_of == heading.code and one.heading.split:
            found[one.heading.split, one.heading.split_size].add(one.heading.code)
    for (_, size), codes in found.items():
        yield codes, len(codes) == size


def _by_people(whole: Figure, some: Iterable[Figure], headings: int, is_every_heading: bool) -> Iterator[Division]:
    country = whole.country
    parts = [
        one
        for one in some
        if is_single(one.nationality)
        and one.nationality != whole.nationality
        and is_people_within(one.nationality, whole.nationality, country)
    ]
    codes = {one.nationality for one in parts}
    if codes:
        has_all = (
            bool(codes & {OTHER, UNKNOWN}) if whole.nationality in (ALL, FOREIGN) else codes == set(whole.nationality.split("+"))
        )
        yield Division(tuple(parts), is_every_heading and has_all and len(parts) == headings * len(codes))


def _by_place(whole: Figure, among: Iterable[Figure]) -> Iterator[Division]:
    kinds: dict[str, list[Figure]] = defaultdict(list)
    for one in among:
        is_part = one.universe != whole.universe and is_place_within(one.universe, whole.universe, whole.country)
        if is_part and (one.heading.code, one.nationality) == (whole.heading.code, whole.nationality):
            kinds[kind_of_place(one)].append(one)
    for kind, parts in kinds.items():
        # Regions are the two halves of the country; of states, groups and rivers some may not be told.
        yield Division(tuple(parts), (kind == REGION and len(parts) > 1) or _has_rest(parts))


def kind_of_place(figure: Figure) -> str:
    """Return what kind of place a figure is of: of one kind, no two hold the same people."""
    kind, is_named, name = figure.universe.partition(":")
    return f"{kind}{'/' * name.count('/')}" if is_named else STATE


def _has_rest(parts: Iterable[Figure]) -> bool:
    return any(one.universe == f"{one.country}-{REST}" for one in parts)


def _single(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Yield a part that is larger than its whole of the same days or more."""
    for part, whole in permutations(figures, 2):
        is_one_thing = part.cell == whole.cell and part.from_on == whole.from_on  # that falls, or was printed twice
        is_part = part.heading.code == whole.heading.code or part.heading.part_of == whole.heading.code
        if part.value > whole.value and is_part and not is_one_thing and is_within(part, whole):
            yield Finding(Rule.PART_ABOVE, Side.of(part), Side.of(whole))


def _shares(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Yield shares of one page that should make a hundred and do not, beyond what rounding explains."""
    by_heading: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    by_place: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for one in figures:
        page = (one.source, one.from_on, one.to_on, one.nationality)
        by_heading[*page, one.universe, one.heading.split].append(one)
        by_place[*page, kind_of_place(one), one.heading.code].append(one)
    whole = [some for some in by_heading.values() if len(some) == some[0].heading.split_size]
    whole += [some for some in by_place.values() if _has_rest(some)]
    for some in whole:
        left = Side.of(*some)
        if abs(left.value - SHARES) > ROUNDED * len(some):
            yield Finding(Rule.PARTS, left, Side(SHARES, ()))
