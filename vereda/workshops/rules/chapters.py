"""Chapters of a report, 6, 12 and 24 months later: what is due, what it says, who is to read it. Pure.

A chapter is worked out from dated facts as of its day, so that it can be worked out again. The first one that was kept stands;
what arrived later is said beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vereda.workshops.entries.chapter import AdoptedIn, ChapterKept, ChapterRead, Reached, Stood
from vereda.workshops.rules.following import reaches
from vereda.workshops.rules.told import Workshop
from vereda.workshops.words import Standing


@dataclass(frozen=True)
class Facts:
    """What the logbook tells of a country between the last day of a workshop and another day.

    reached  every milestone by then, with its day;  adopted: practices taken up between the two days, by country
    trained, attendances  between the two days; None: this installation keeps no training
    """

    reached: Mapping[str, date] = field(default_factory=dict)
    adopted: Mapping[str, int] = field(default_factory=dict)
    trained: int | None = None
    attendances: int | None = None


def due(seen: Workshop, today: date) -> list[tuple[int, date]]:
    """Return (months, day) of the chapters whose day has come; none while the workshop has no days, or was not held."""
    return [(one.months, one.on) for one in reaches(seen, today) if one.on <= today] if seen.held else []


def chapter(seen: Workshop, months: int, on: date, facts: Facts, *, country: str, kept_on: date) -> ChapterKept:
    """Return a chapter as the facts make it."""
    since = seen.scheduled.until_on if seen.scheduled else on
    reached = [Reached(code=code, on=day) for code, day in facts.reached.items() if since < day <= on]
    return ChapterKept.model_validate({
        "months": months, "on": on, "kept_on": kept_on, "country": country, "reached": reached,
        "before": sum(day <= since for day in facts.reached.values()),
        "adopted": [AdoptedIn(country=iso, count=count) for iso, count in sorted(facts.adopted.items()) if count],
        "trained": facts.trained, "attendances": facts.attendances,
        "stood": [_stood(seen, code, on) for code in seen.promised],
    })  # fmt: skip


def _stood(seen: Workshop, code: str, on: date) -> Stood:
    looks = [one for one in seen.followed.get(code, ()) if one.on <= on]
    if not looks:
        return Stood(commitment=code, standing=Standing.OPEN)
    last, was = looks[-1], seen.promised[code].as_was
    return Stood(
        commitment=code, standing=last.standing, changed=bool(was and last.as_is and last.as_is != was), document=last.document,
        said=last.said,
    )  # fmt: skip


def differs(kept: ChapterKept, now: ChapterKept) -> bool:
    """Tell whether a chapter would say something else today than it did when it was kept."""
    return kept.model_copy(update={"kept_on": now.kept_on}) != now


def readers(seen: Workshop, lang: str = "es") -> dict[str, str]:
    """Return who is to read a chapter, named in a language: who organised, who pays, the offices that answer for promises.

    An organiser is known by its first name, which is kept; the others have one.
    """
    organised = {one.name.es: one.name.of(lang) for one in seen.organisers.values()}
    paid = {seen.funded.donor: seen.funded.donor} if seen.funded else {}
    return organised | paid | {one.owner: one.owner for one in seen.promised.values() if one.owner not in organised}


def unread(seen: Workshop, months: int, lang: str = "es") -> dict[str, str]:
    """Return who has not read a chapter yet."""
    have = {one.who for one in read_by(seen, months)}
    return {who: name for who, name in readers(seen, lang).items() if who not in have}


def read_by(seen: Workshop, months: int) -> list[ChapterRead]:
    """Return who read a chapter, the first one first."""
    return [one for one in seen.read if one.months == months]
