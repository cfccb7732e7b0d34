"""One cell: text in, value out, or the RowError that says what to write instead. Pure; the pack says which codes there are."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from functools import cached_property, lru_cache

from vereda.countries.door import CountedFrom, Pack, category_counted_from
from vereda.encounters.importing.errors import (
    AgeBandTurnedDate,
    AgeBandUnknown,
    BodiesAlone,
    CategoryWithoutService,
    CellUnreadable,
    CoordinateNotANumber,
    CountNotANumber,
    CountOutOfRange,
    DayNotUnderstood,
    GroupLikely,
    GroupUnknown,
    NationalityLikely,
    NationalityUnknown,
    OffsetMissing,
    PatrolsApart,
    ServiceLikely,
    ServiceUnknown,
    SexUnknown,
    TextTooLong,
    TimeNotUnderstood,
    TooManyServices,
)
from vereda.encounters.words import COUNT_MOST, UNKNOWN, AgeBand, Attribute, Sex
from vereda.practice import is_practice

SERVICES_MOST = 40
SEXES, BANDS = frozenset(Sex), frozenset(AgeBand)
INTEGER = re.compile(r"[0-9]{1,9}")
DEGREES = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,15})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(DAY.pattern + r"[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,6})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?")
MONTHS = ("ene jan", "feb", "mar", "abr apr", "may", "jun", "jul", "ago aug", "sep", "oct", "nov", "dic dec")
MONTH_OF = {word: number for number, words in enumerate(MONTHS, start=1) for word in words.split()}
OFFSET_MOST = timedelta(hours=14)
LOST = "\ufffd"  # what programs write where they could not read a character


def text(value: str, most: int) -> str:
    """Return a text without blanks around it, in one spelling (NFC), or raise CellUnreadable, TextTooLong."""
    if not value.isprintable():
        value = value.replace("\r\n", "\n").replace("\r", "\n")
        if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in value):
            raise CellUnreadable
    if LOST in value:
        raise CellUnreadable
    found = value if value.isascii() else unicodedata.normalize("NFC", value)
    found = found.strip()
    if len(found) > most:
        raise TextTooLong(length=len(found), most=most)
    return found


def name(value: str, most: int) -> str:
    """Return a text of one line."""
    found = text(value, most)
    if "\n" in found or "\t" in found:
        raise CellUnreadable
    return found


def instant(value: str) -> datetime:
    """Return an instant with its offset."""
    if not INSTANT.fullmatch(value):
        raise TimeNotUnderstood
    try:
        at = datetime.fromisoformat(value)
        offset = at.utcoffset()
    except ValueError:
        raise TimeNotUnderstood from None
    if offset is None:
        raise OffsetMissing(example=f"{at.isoformat(timespec='minutes')}-06:00")
    if abs(offset) > OFFSET_MOST:
        raise TimeNotUnderstood
    return at


def day(value: str) -> date:
    """Return a day."""
    try:
        return date.fromisoformat(value if DAY.fullmatch(value) else "")
    except ValueError:
        raise DayNotUnderstood from None


def sex(value: str) -> str:
    if value and value not in SEXES:
        raise SexUnknown
    return value or UNKNOWN[Attribute.SEX]


def age_band(value: str) -> str:
    """Return an age band. A sheet that took 5-11 for the fifth of November is told so."""
    if value and value not in BANDS:
        likely = _turned_date(value)
        raise AgeBandTurnedDate(likely=likely) if likely else AgeBandUnknown(known=", ".join(AgeBand))
    return value or UNKNOWN[Attribute.AGE_BAND]


def _turned_date(value: str) -> str:
    numbers = [str(MONTH_OF.get(part[:3].lower(), part)).lstrip("0") for part in re.split(r"[-/ .]+", value)]
    spelled = {"-".join(pair) for pair in (numbers[:2], numbers[:2][::-1], numbers[1:3], numbers[1:3][::-1])}
    return next((band for band in AgeBand if band in spelled), "")


def count(value: str) -> int:
    """Return how many; an empty cell is one."""
    if not value:
        return 1
    if not INTEGER.fullmatch(value):
        raise CountNotANumber
    if not 1 <= int(value) <= COUNT_MOST:
        raise CountOutOfRange(most=f"{COUNT_MOST:,}")
    return int(value)


def degrees(value: str) -> float | None:
    if not value:
        return None
    if not DEGREES.fullmatch(value):
        with_point = value.replace(",", ".")
        raise CoordinateNotANumber(example=with_point if DEGREES.fullmatch(with_point) else "28.7001")
    return float(value) + 0.0  # -0.0 and 0.0 are one place


class Codes:
    """The codes of a country. Answers are kept: a file has few different cells of codes and many rows."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.body = category_counted_from(pack, CountedFrom.BODY)
        self.patrol = category_counted_from(pack, CountedFrom.PATROL)
        self._services: dict[str, tuple[str, ...]] = {}
        # A wrong code is usually wrong in a hundred thousand rows, and a guess takes a millisecond.
        self._likely_group, self._likely_service = lru_cache(1000)(self._guess_group), lru_cache(1000)(self._guess_service)

    def group(self, value: str) -> str:
        if value in self.pack.groups and not is_practice(value):
            return value
        likely = self._likely_group(value)
        raise GroupLikely(likely=likely) if likely else GroupUnknown(example=next(iter(self.pack.groups)))

    def nationality(self, value: str) -> str:
        found = value or UNKNOWN[Attribute.NATIONALITY]
        if found in self.pack.nationalities:
            return found
        likely = self._spellings.get(_plain(found))
        raise NationalityLikely(likely=likely) if likely else NationalityUnknown(unknown=UNKNOWN[Attribute.NATIONALITY])

    @cached_property
    def _spellings(self) -> dict[str, str]:
        """Return what people write in place of a code of a country: small letters, three letters, its name."""
        rows = self.pack.nationalities.values()
        return {_plain(word): row.code for row in rows for word in (row.label_en, row.label_es, row.alpha3, row.code) if word}

    def services(self, value: str) -> tuple[str, ...]:
        """Return the services of a cell, sorted, each once; (BODY,) for a row of bodies."""
        found = self._services.get(value)
        if found is None:
            found = self._read_services(value)
            if len(self._services) < 10_000:
                self._services[value] = found
        return found

    def _read_services(self, value: str) -> tuple[str, ...]:
        codes = sorted({part.strip() for part in value.split(";")} - {""})
        if len(codes) > SERVICES_MOST:
            raise TooManyServices(count=len(codes), most=SERVICES_MOST)
        if self.body in codes and len(codes) > 1:
            raise BodiesAlone(body=self.body)
        for code in codes:
            self._check_service(code)
        return tuple(codes)

    def _check_service(self, code: str) -> None:
        if code in self.pack.services or code == self.body:
            return
        if code == self.patrol:
            raise PatrolsApart
        if code in self.pack.categories:
            raise CategoryWithoutService
        likely = self._likely_service(code)
        raise ServiceLikely(likely=likely) if likely else ServiceUnknown(example=";".join(list(self.pack.services)[:2]))

    def _guess_group(self, value: str) -> str:
        names = {_plain(row.city): code for code, row in self.pack.groups.items()} | {code: code for code in self.pack.groups}
        return next((names[one] for one in get_close_matches(_plain(value), names, 1, 0.8)), "")

    def _guess_service(self, code: str) -> str:
        known = [*self.pack.services, *([self.body] if self.body else [])]
        return next(iter(get_close_matches(code.upper(), known, 1, 0.75)), "")


def _plain(value: str) -> str:
    """Return a name as codes are written: small letters without accents, hyphens for blanks."""
    bare = "".join(c for c in unicodedata.normalize("NFD", value.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
