"""Signs of possible trafficking, by the operational indicators: what to do next and which rows led there. Never a verdict.

For a trained case worker in a closed room, off until a specialist has signed the table. Nothing is added up into a number: the
published conditions say when a dimension is positive, and that is all. That the signs of vulnerability alone (D3, D6: 'economic
need', 'family circumstances') do not refer by themselves is a proposal of the program, since nearly everybody on the road has
them: they ask for another talk. The published combination of dimensions into a finding is left out on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from vereda.protection.errors import NothingAsked, RowNotKnown, ScreeningIsOff
from vereda.protection.rules.registered import Rule, rows, rule
from vereda.protection.words import Heard, Next, Profile, Strength

RULE = "TRAFFICKING"


@dataclass(frozen=True)
class Indicator:
    """A row. dimension: '' in lists without strengths, whose rows only ever ask for another talk.

    adult, child   how strong it is; None: it does not count for them.  doubt: what is open about that, '' for nothing
    """

    code: str
    framework: str
    dimension: str
    label_es: str
    label_en: str
    adult: Strength | None
    child: Strength | None
    doubt: str
    status: str
    source: str

    def strength(self, profile: Profile) -> Strength | None:
        return self.child if profile is Profile.CHILD else self.adult


@dataclass(frozen=True)
class Dimension:
    """refers: whether it refers by itself when it is positive."""

    code: str
    label_es: str
    label_en: str
    refers: bool


@dataclass(frozen=True)
class Screened:
    """What to do next.

    led             codes of the rows that led there, in the order of the table; empty: no signs today
    positive        dimensions that are positive, in the order of the table
    tell_supervisor a strong row stands alone in its dimension: a supervisor looks at it, whatever comes next
    rule            which table, in which version
    """

    next: Next
    led: Sequence[str]
    positive: Sequence[str]
    tell_supervisor: bool
    rule: str


def is_positive(*, strong: int, medium: int, weak: int) -> bool:
    """Tell whether a dimension is positive, from how many of its indicators are there.

    Two strong; one strong and one medium or weak; three medium; or two medium and one weak.
    Source: ILO/EC 2009 Delphi list, at second hand (background notes of the program, 2.2).
    """
    return strong >= 2 or (strong == 1 and medium + weak >= 1) or medium >= 3 or (medium == 2 and weak >= 1)


def screen(heard: Mapping[str, Heard], profile: Profile, *, on: date, signed: Rule | None = None) -> Screened:
    """Return what to do next.

    heard    what was said of each row that was talked about, by code; a row that is missing was not asked
    profile  adult or child: strengths differ;  on: local date of the talk
    signed   the rule as it stands; left out: the one of the table

    An unsure answer asks for another talk, and never makes a dimension positive.
    Raises ScreeningIsOff, NothingAsked, RowNotKnown.
    """
    found = signed or rule(RULE)
    if not found.is_in_force(on):
        raise ScreeningIsOff
    known = indicators()
    if not heard:
        raise NothingAsked
    if not known.keys() >= heard.keys():
        raise RowNotKnown
    there = [one for one in known.values() if heard.get(one.code) is Heard.YES]
    positive = [one.code for one in dimensions() if _is_positive(there, one.code, profile)]
    refers = [one.code for one in dimensions() if one.refers and one.code in positive]
    return Screened(
        next=_next(refers, heard),
        led=[one.code for one in (_within(there, refers, profile) if refers else _to_ask(known.values(), heard))],
        positive=positive,
        tell_supervisor=any(one.strength(profile) is Strength.STRONG and one.dimension not in positive for one in there),
        rule=found.named,
    )


@cache
def indicators() -> Mapping[str, Indicator]:
    """Return every row by its code, in the order of the table."""
    return {row["code"]: _indicator(row) for row in rows("indicators")}


@cache
def dimensions() -> Sequence[Dimension]:
    """Return the dimensions, in the order of the table."""
    return [Dimension(row["code"], row["label_es"], row["label_en"], row["refers"] == "true") for row in rows("dimensions")]


def precautions() -> Sequence[tuple[str, str, str]]:
    """Return what the form says before its first question, as (code, Spanish, English)."""
    return [(row["code"], row["label_es"], row["label_en"]) for row in rows("precautions")]


def _next(refers: Sequence[str], heard: Mapping[str, Heard]) -> Next:
    if refers:
        return Next.REFER_NOW
    return Next.TALK_AGAIN if set(heard.values()) & {Heard.YES, Heard.UNSURE} else Next.NO_SIGNS_TODAY


def _is_positive(there: Iterable[Indicator], dimension: str, profile: Profile) -> bool:
    counted = [one.strength(profile) for one in there if one.dimension == dimension]
    return is_positive(**{strength.value: counted.count(strength) for strength in Strength})


def _within(there: Iterable[Indicator], refers: Sequence[str], profile: Profile) -> list[Indicator]:
    return [one for one in there if one.dimension in refers and one.strength(profile)]


def _to_ask(known: Iterable[Indicator], heard: Mapping[str, Heard]) -> list[Indicator]:
    return [one for one in known if heard.get(one.code) in (Heard.YES, Heard.UNSURE)]


def _indicator(row: Mapping[str, str]) -> Indicator:
    told = {name: row[name] for name in Indicator.__dataclass_fields__ if name not in {"adult", "child"}}
    adult, child = (Strength(row[name]) if row[name] else None for name in ("adult", "child"))
    return Indicator(**told, adult=adult, child=child)
