"""What of the library waits for somebody: texts and numbers without a check, checks that end, and what keeps it unpublished."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vereda.guidance.lookups.library import Written, languages, written, written_offered
from vereda.guidance.lookups.numbers import numbers
from vereda.guidance.rules.effective import ends_on, ends_soon
from vereda.guidance.rules.number import Number
from vereda.guidance.rules.text import Version
from vereda.guidance.words import Lacks


@dataclass(frozen=True)
class Lacking:
    """A text that may not be published, and why."""

    topic: str
    language: str
    lacks: tuple[Lacks, ...]


@dataclass(frozen=True)
class Ending:
    """A published text whose check ends within 30 days."""

    written: Written
    until: date


def lacking(country: str, on: date, wanted: Iterable[str] | None = None) -> list[Lacking]:
    """Return each text that was begun and may not be published, by language: what a publication refuses for.

    wanted  languages; None: all. A topic that nobody wrote in a language is no fault: it is not shown in it.
    """
    return [
        Lacking(one.topic.code, language, one.lacks)
        for language in (languages(country) if wanted is None else wanted)
        for one in written(country, on, language)
        if one.versions and one.public is None
    ]


def numbers_lacking(country: str, on: date) -> list[Number]:
    """Return the numbers that may not be given."""
    return [one for one in numbers(country, on) if one.lacks]


def waiting(country: str, on: date) -> list[Written]:
    """Return the texts whose newest version waits for a second person, what life may depend on first."""
    found = [one for one in _every(country, on) if _waits(one)]
    return sorted(found, key=lambda one: (not one.topic.safety_core, one.topic.order))


def ending(country: str, on: date) -> list[Ending]:
    """Return the published texts whose check ends within 30 days, the one that ends first first."""
    found = []
    for one in _every(country, on):
        public = one.public
        check = one.check_of(public) if public else None
        if check and ends_soon(check, on):
            found.append(Ending(one, ends_on(check)))
    return sorted(found, key=lambda one: (one.until, one.written.topic.order))


def texts_naming(country: str, on: date, hotline: str) -> list[Written]:
    """Return the texts whose newest version names a number by its code: what a correction changes."""
    named = f"{{hotline.{hotline}}}"
    found = [one for one in _every(country, on) if one.newest is not None]
    return [one for one in found if one.newest and any(named in told for told in _words(one.newest))]


def _words(version: Version) -> tuple[str, str, str]:
    return version.said.short, version.said.spoken, version.said.full


def _every(country: str, on: date) -> Sequence[Written]:
    """Return all texts: of the pack, and of topics that other modules offer."""
    return [one for language in languages(country) for of in (written, written_offered) for one in of(country, on, language)]


def _waits(one: Written) -> bool:
    return one.newest is not None and bool({Lacks.SOURCE, Lacks.REVIEWER, Lacks.EXPIRED} & set(one.lacks))
