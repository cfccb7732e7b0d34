"""Rights of several countries side by side on a day: what stands, what does not hold then, and where there is nothing.

A missing article is a gap of the library, never a statement that the right does not exist there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vereda.countries.door import Law, Right
from vereda.legal.errors import BeforeIsLater, NothingToCompareWith
from vereda.legal.rules.library import Article, Library
from vereda.legal.words import STANDING, Change, Gap, Show, When


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared.

    countries  in any order; none: all
    on         day on which articles must hold [local date]
    before     an earlier day, to see what changed since; None: no second day
    rights     codes; none: all
    """

    on: date
    countries: tuple[str, ...] = ()
    before: date | None = None
    rights: tuple[str, ...] = ()
    theme: str = ""
    show: Show = Show.ALL


@dataclass(frozen=True, slots=True)
class Dated:
    """An article and whether it holds on the day; what changed since the earlier day, where one was asked for."""

    article: Article
    when: When
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one country has beside one right: what stands on the day, and what the library holds of other days."""

    country: str
    standing: tuple[Dated, ...]
    others: tuple[Dated, ...]

    @property
    def gap(self) -> Gap | None:
        if self.standing:
            return None
        return Gap.NOT_THEN if self.others else Gap.NO_ROW

    @property
    def is_unverified(self) -> bool:
        """Say whether nothing of what stands here was read at its source."""
        return bool(self.standing) and not any(one.article.law.is_verified for one in self.standing)

    @property
    def has_changed(self) -> bool:
        return any(one.change for one in (*self.standing, *self.others))


@dataclass(frozen=True, slots=True)
class Line:
    right: Right
    cells: tuple[Cell, ...]

    @property
    def is_complete(self) -> bool:
        return not any(cell.gap for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the compared rights a country has, lacks, and has only unverified; before lines are left out."""

    has: int
    gaps: int
    unverified: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Lines in the order of the rights; `tallies` counts all that was compared, also lines that are not shown.

    articles, dated  how many articles were compared, and of how many a source states a day on which they began or ended
    """

    asked: Asked
    countries: tuple[str, ...]
    lines: tuple[Line, ...]
    tallies: dict[str, Tally]
    articles: int
    dated: int

    @property
    def shown(self) -> tuple[Article, ...]:
        """Return the articles that stand in the lines."""
        return tuple(one.article for line in self.lines for cell in line.cells for one in (*cell.standing, *cell.others))


def when(law: Law, on: date) -> When:
    """Return whether an article held on a day.

    The year of a law says only when it cannot have held yet: an article may be younger than its law, so without days that a
    source states, 'not stated' is all that can be said.
    """
    if law.valid_to is not None and law.valid_to < on:
        return When.ENDED
    if law.valid_from is not None:
        return When.HOLDS if law.valid_from <= on else When.NOT_YET
    if law.year is not None and law.year > on.year:
        return When.NOT_YET
    return When.NOT_STATED


def change(law: Law, before: date | None, on: date) -> Change | None:
    """Return what happened to an article between two days; None where no earlier day is asked for, or nothing is known."""
    if before is None:
        return None
    then, now = when(law, before), when(law, on)
    if now is When.ENDED and then is not When.ENDED:
        return Change.ENDED
    return Change.BEGAN if then is When.NOT_YET and now in STANDING else None


def compare(library: Library, asked: Asked) -> Comparison:
    """Lay rights side by side. Raises UnknownCountry, UnknownRight, BeforeIsLater, NothingToCompareWith."""
    if asked.before is not None and asked.before >= asked.on:
        raise BeforeIsLater(on=asked.on.isoformat())
    if asked.show is Show.CHANGES and asked.before is None:
        raise NothingToCompareWith
    chosen = {library.country(iso) for iso in asked.countries} or set(library.countries)
    countries = tuple(iso for iso in library.countries if iso in chosen)
    rights = [library.right(code) for code in asked.rights] or list(library.rights.values())
    filed = _filed(library.articles, asked)
    lines = [
        Line(right, tuple(filed.get((right.code, iso)) or Cell(iso, (), ()) for iso in countries))
        for right in rights
        if not asked.theme or right.theme == asked.theme
    ]
    tallies = {iso: _tally([line.cells[at] for line in lines]) for at, iso in enumerate(countries)}
    laws = [one.article.law for line in lines for cell in line.cells for one in (*cell.standing, *cell.others)]
    dated = sum(law.valid_from is not None or law.valid_to is not None for law in laws)
    shown = tuple(line for line in lines if _is_shown(line, asked.show))
    return Comparison(asked, countries, shown, tallies, len(laws), dated)


def _filed(articles: Iterable[Article], asked: Asked) -> dict[tuple[str, str], Cell]:
    """Return the cell of each right and country that has any article, articles in the order of their file."""
    dated: dict[tuple[str, str], list[Dated]] = {}
    for article in articles:
        law = article.law
        one = Dated(article, when(law, asked.on), change(law, asked.before, asked.on))
        dated.setdefault((article.right.code, article.country), []).append(one)
    return {
        (code, iso): Cell(
            iso,
            tuple(one for one in found if one.when in STANDING),
            tuple(one for one in found if one.when not in STANDING),
        )
        for (code, iso), found in dated.items()
    }


def _tally(cells: Sequence[Cell]) -> Tally:
    return Tally(
        has=sum(cell.gap is None for cell in cells),
        gaps=sum(cell.gap is not None for cell in cells),
        unverified=sum(cell.is_unverified for cell in cells),
    )


def _is_shown(line: Line, show: Show) -> bool:
    if show is Show.GAPS:
        return not line.is_complete
    return show is not Show.CHANGES or any(cell.has_changed for cell in line.cells)
