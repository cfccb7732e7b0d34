"""Cifras publicadas: what the press printed, as editions with their revisions, and what of it does not fit; ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from vereda.statistics.schema import Figure, Finding, Press, PressEdition, Rule, Side, phrases


@dataclass(frozen=True)
class Number:
    """One of two numbers that clash: how much, what of it, who printed it and where to read it."""

    value: str
    told: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class Clash:
    """A contradiction. sides: the two numbers; said: what is wrong with them."""

    periods: str
    sides: Sequence[Number]
    said: str
    is_swapped: str


@dataclass(frozen=True)
class ByRule:
    code: str
    name: str
    is_odd: bool
    clashes: Sequence[Clash]


@dataclass(frozen=True)
class Revision:
    """One page that printed something of a period. url: '' where the address is none that a browser opens."""

    number: int
    host: str
    url: str
    when: str
    changes: Sequence[tuple[str, bool]]
    digest: str


@dataclass(frozen=True)
class Line:
    """A figure that stands now."""

    what: str
    value: str
    days: str
    host: str
    is_total: bool


@dataclass(frozen=True)
class Shown:
    """The edition of a period: its revisions, and what stands after the last."""

    period: str
    revisions: Sequence[Revision]
    tables: Sequence[tuple[str, Sequence[Line]]]
    clashes: int


def language() -> str:
    """Return the language in which documents of the house speak."""
    return "en" if (get_language() or "es").startswith("en") else "es"


def rules(house: Press) -> list[tuple[str, str]]:
    """Return the rules that found something, as a filter offers them."""
    found = {one.rule for one in house.findings}
    return [(rule.value, phrases.rule(language(), rule)) for rule in Rule if rule in found]


def periods(house: Press) -> list[str]:
    """Return the periods of which anything was printed that is shown, the latest first."""
    return sorted({one.period for one in house.editions} | {name for one in house.findings for name in one.periods}, reverse=True)


def by_rule(house: Press, period: str, rule: str) -> list[ByRule]:
    """Return the contradictions of a period and rule ('' all), what cannot be true before what is only asked about."""
    lang = language()
    chosen = [one for one in house.findings if period in ("", *one.periods) and rule in ("", one.rule.value)]
    found = [
        ByRule(one.value, phrases.rule(lang, one), some[0].is_odd, [_clash(lang, each) for each in some])
        for one in Rule
        if (some := [each for each in chosen if each.rule is one])
    ]
    return sorted(found, key=lambda one: one.is_odd)


def _clash(lang: str, one: Finding) -> Clash:
    swapped = phrases.SWAPPED[lang] if one.is_swapped else ""
    return Clash(
        ", ".join(sorted(one.periods)),
        [_number(lang, side) for side in (one.left, one.right)],
        phrases.why(lang, one.rule),
        swapped,
    )


def _number(lang: str, side: Side) -> Number:
    told = {}
    for one in side.figures:
        of_sum = f"{phrases.number(one.value)} " if len(side.figures) > 1 else ""
        told[one.line] = (f"{of_sum}{phrases.what(lang, one)}, {phrases.days(lang, one)}", one.host, url_of(one))
    first = side.figures[0] if len(side.figures) == 1 else None
    return Number(phrases.value(lang, first) if first else phrases.number(side.value), list(told.values()))


def url_of(one: Figure) -> str:
    """Return the page of a figure, '' where its address is none that a browser opens."""
    return one.source if one.source.startswith(("https://", "http://")) else ""


def shown(house: Press, period: str) -> list[Shown]:
    """Return the editions of a period ('' all), the latest first."""
    names = sorted({one.period for one in house.editions if period in ("", one.period)}, reverse=True)
    return [_shown(house, name) for name in names]


def _shown(house: Press, period: str) -> Shown:
    lang = language()
    editions = [one for one in house.editions if one.period == period]
    tables = [(phrases.unit(lang, table.unit), [_line(lang, one) for one in table.figures]) for table in editions[-1].tables]
    clashes = sum(period in one.periods for one in house.findings)
    return Shown(period, [_revision(lang, one) for one in editions], tables, clashes)


def _revision(lang: str, one: PressEdition) -> Revision:
    revised = one.revised
    told = [(phrases.change(lang, change), change in revised) for change in one.changes]
    figure = one.changes[0].figure
    return Revision(one.number, figure.host, url_of(figure), phrases.printed(lang, one.printed), told, one.digest)


def _line(lang: str, one: Figure) -> Line:
    is_total = one.heading.skipped is not None
    return Line(phrases.what(lang, one), phrases.number(one.value), phrases.days(lang, one), one.host, is_total)
