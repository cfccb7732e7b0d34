"""What of the library may be shown, and what each text lacks. Pure: versions, numbers and the day come in.

Published: the newest version that a second person checked, whose source and check are not older than 12 months and whose numbers
may all be given. Preview: the newest version, always with the band. What was withdrawn is neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from vereda.countries.door import REVIEW_DAYS, Named, named_in
from vereda.guidance.rules.text import Check, Version
from vereda.guidance.words import ENDS_SOON_DAYS, Kept, Lacks

GAP = "(…)"


@dataclass(frozen=True)
class Fillings:
    """What stands behind the codes in texts on a day: by 'hotline.code' and 'service.code'.

    given    as it is written out; what may be shown to nobody (no source, no consent) is not there
    refused  those that the pack has and that may not be given to a migrant
    ends     the last day on which each of the others may be given
    """

    given: Mapping[str, str]
    refused: frozenset[str]
    ends: Mapping[str, date] = field(default_factory=dict)


def filled(text: str, fillings: Fillings) -> str:
    """Return a text with its numbers and helpers written out, and a gap for what may not be shown: such a text has its band."""
    for named in named_in(text):
        key = _key(named) if isinstance(named, Named) else ""
        text = text.replace(str(named), fillings.given.get(key, GAP))
    return text


def check_of(version: Version, authors: set[str], on: date) -> Check | None:
    """Return the check by which a version may be published on a day, the one that lasts longest; None: there is none."""
    good = [one for one in version.checks if lasts(one, on) and one.by not in authors]
    return max(good, key=lambda one: (ends_on(one), one.reviewer), default=None)


def lasts(check: Check, on: date) -> bool:
    """Tell whether a check is good on a day: by a named person, from the day it was made to the last one, and not void."""
    return bool(check.reviewer and check.source_read_on and not check.is_void) and check.checked_on <= on <= ends_on(check)


def ends_on(check: Check) -> date:
    """Return the last day of a check: what it says, at most 12 months after it and after its source was read."""
    first = min(check.checked_on, check.source_read_on or check.checked_on)
    return min(check.until, first + timedelta(days=REVIEW_DAYS))


def lasts_until(version: Version, check: Check, fillings: Fillings) -> date:
    """Return the last day on which a version may be shown as it stands: that of its check, or of the first number in it."""
    named = named_in(version.said.short, version.said.spoken, version.said.full)
    keys = [_key(one) for one in named if isinstance(one, Named)]
    return min([ends_on(check), *(fillings.ends[key] for key in keys if key in fillings.ends)])


def lacks(version: Version | None, authors: set[str], fillings: Fillings, on: date) -> tuple[Lacks, ...]:
    """Return what a version needs before it may be published; empty: nothing.

    authors  accounts that wrote it
    """
    if version is None:
        return (Lacks.TEXT,)
    if version.is_withdrawn:
        return (Lacks.WITHDRAWN,)
    found = [*_unsigned(version, authors, on), *_unfilled(version, fillings)]
    return tuple(one for one in Lacks if one in found)


def _unsigned(version: Version, authors: set[str], on: date) -> list[Lacks]:
    found = check_of(version, authors, on)
    is_told_by_desk = found is not None and found.by != ""
    missing = [] if is_told_by_desk or (version.is_sourced and _read(version, found, on)) else [Lacks.SOURCE]
    if found is None:
        second = [one for one in version.checks if one.by not in authors and one.reviewer and not one.is_void]
        if not any(one.checked_on <= on <= ends_on(one) for one in second):
            missing.append(Lacks.EXPIRED if any(ends_on(one) < on for one in second) else Lacks.REVIEWER)
    return missing


def _read(version: Version, found: Check | None, on: date) -> bool:
    read_on = (found.source_read_on if found else None) or version.source_read_on
    return read_on is not None and timedelta(0) <= on - read_on <= timedelta(days=REVIEW_DAYS)


def _unfilled(version: Version, fillings: Fillings) -> list[Lacks]:
    found = []
    for named in named_in(version.said.short, version.said.spoken, version.said.full):
        if isinstance(named, Named) and _key(named) in fillings.refused:
            found.append(Lacks.NUMBER if named.table == "hotline" else Lacks.PLACE)
        elif isinstance(named, str) or _key(named) not in fillings.given:
            found.append(Lacks.NAME)
    return found


def published(versions: Sequence[Version], authors: Mapping[str, set[str]], fillings: Fillings, on: date) -> Version | None:
    """Return the newest version that lacks nothing; None: no language is better than a wrong one.

    versions  the newest first; authors: accounts that wrote each, by version
    """
    return next((one for one in versions if not lacks(one, authors.get(one.id, set()), fillings, on)), None)


def preview(versions: Sequence[Version]) -> Version | None:
    """Return the newest version that was not withdrawn."""
    return next((one for one in versions if not one.is_withdrawn), None)


def kept(versions: Sequence[Version], public: Version | None) -> Kept:
    """Return in one word how a text stands in a language."""
    if not versions:
        return Kept.MISSING
    newest = preview(versions)
    if newest is None:
        return Kept.WITHDRAWN
    if public is None:
        return Kept.PREVIEW
    return Kept.PUBLISHED if public.id == newest.id else Kept.OLDER


def ends_soon(check: Check, on: date) -> bool:
    """Tell whether a check that is good today ends within 30 days."""
    return lasts(check, on) and ends_on(check) <= on + timedelta(days=ENDS_SOON_DAYS)


def _key(named: Named) -> str:
    return f"{named.table}.{named.code}"
