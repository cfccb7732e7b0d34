"""What somebody asks of an OData feed: the system query options, read strictly. Pure.

OASIS OData 4.0, part 2 (URL conventions), section 5.1. What is not understood is refused: an answer that left a condition out
would look like an answer to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from vereda.statistics.feeds.errors import (
    ChangedMeanwhile,
    LiteralOfOtherType,
    OptionNotUnderstood,
    OptionTwice,
    OptionUnknown,
    PropertyUnknown,
)

COMPARED = ("eq", "ne", "gt", "ge", "lt", "le")
OPTIONS = ("$filter", "$select", "$orderby", "$top", "$skip", "$count", "$skiptoken", "$format")
TOKEN = re.compile(r"\s*(?:([()=,])|('(?:[^']|'')*')|(\d{4}-\d\d-\d\d)(?![\w-])|(-?\d{1,18})(?![\w.-])|([A-Za-z_]\w*))", re.ASCII)
TYPES = {str: "Edm.String", int: "Edm.Int32", date: "Edm.Date"}
DEEPEST = 20
LONGEST = 4_000  # [characters]

type Value = str | int | date | None


class Comparison(NamedTuple):
    """One condition. value None: null, for eq and ne alone."""

    name: str
    how: str
    value: Value


@dataclass(frozen=True)
class Joined:
    """Conditions that hold together, or of which one holds."""

    how: Literal["and", "or"]
    parts: tuple[Condition, ...]


type Condition = Comparison | Joined


@dataclass(frozen=True)
class Query:
    """Options as they were understood. skip, top: None: not said. done: rows that earlier pages sent, after `skip`."""

    where: Condition | None = None
    select: tuple[str, ...] = ()
    orderby: tuple[tuple[str, bool], ...] = ()
    """Property, and whether it falls."""
    top: int | None = None
    skip: int = 0
    count: bool = False
    done: int = 0
    said: Mapping[str, str] = field(default_factory=dict)


def read(options: Iterable[tuple[str, str]], columns: Mapping[str, type], state: str) -> Query:
    """Return what the options of an address ask for.

    columns  the properties of the set, each with its type
    state    of the feed: a page that was begun in another one is not continued
    Raises OptionUnknown, OptionTwice, OptionNotUnderstood, PropertyUnknown, LiteralOfOtherType, ChangedMeanwhile.
    """
    said: dict[str, str] = {}
    for name, value in options:
        if name not in OPTIONS:
            raise OptionUnknown(option=name, known=", ".join(OPTIONS))
        if name in said:
            raise OptionTwice(option=name)
        said[name] = value
    return Query(
        where=condition(said["$filter"], columns) if "$filter" in said else None,
        select=_select(said.get("$select", "*"), columns),
        orderby=tuple(_order(said["$orderby"], columns)) if "$orderby" in said else (),
        top=_number("$top", said["$top"]) if "$top" in said else None,
        skip=_number("$skip", said.get("$skip", "0")),
        count=_is_true("$count", said.get("$count", "false")),
        done=_done(said["$skiptoken"], state) if "$skiptoken" in said else 0,
        said=said,
    )


def next_token(state: str, done: int) -> str:
    """Return what names the next page."""
    return f"{state}-{done}"


def _done(said: str, state: str) -> int:
    token, _, done = said.rpartition("-")
    if not re.fullmatch(r"[0-9a-f]+", token):
        raise OptionNotUnderstood(option="$skiptoken", found=said)
    if token != state:
        raise ChangedMeanwhile
    return _number("$skiptoken", done)


def _number(option: str, said: str) -> int:
    if not re.fullmatch(r"\d{1,9}", said, re.ASCII):
        raise OptionNotUnderstood(option=option, found=said)
    return int(said)


def _is_true(option: str, said: str) -> bool:
    if said not in ("true", "false"):
        raise OptionNotUnderstood(option=option, found=said)
    return said == "true"


def _select(said: str, columns: Mapping[str, type]) -> tuple[str, ...]:
    names = [name.strip() for name in said.split(",")]
    if names == ["*"]:
        return tuple(columns)
    return tuple(dict.fromkeys(_known(name, columns) for name in names))


def _order(said: str, columns: Mapping[str, type]) -> Iterable[tuple[str, bool]]:
    for part in said.split(","):
        name, *way = part.split()[:3] or [""]
        if way not in ([], ["asc"], ["desc"]):
            raise OptionNotUnderstood(option="$orderby", found=part.strip())
        yield _known(name, columns), way == ["desc"]


def _known(name: str, columns: Mapping[str, type]) -> str:
    if name not in columns:
        raise PropertyUnknown(value=name, known=", ".join(columns))
    return name


# Conditions ---------------------------------------------------------------------------------------------------------


def condition(said: str, columns: Mapping[str, type]) -> Condition:
    """Return a `$filter`: comparisons joined by `and` and `or` (`and` binds closer) and brackets."""
    reading = _Reading(said, "$filter", columns)
    found = reading.any_of(0)
    reading.end()
    return found


def key(said: str, names: Sequence[str], columns: Mapping[str, type]) -> Condition:
    """Return the condition of a key in brackets: `'2011-12'`, or `edition='2011-12',revision=1,place=3`."""
    reading = _Reading(said, "key", columns)
    found = reading.key(names)
    reading.end()
    return Joined("and", found)


class _Reading:
    """What is left of a condition to be read."""

    def __init__(self, said: str, option: str, columns: Mapping[str, type]) -> None:
        self.said, self.option, self.columns, self.at = said[:LONGEST], option, columns, 0
        if len(said) > LONGEST:
            raise self.refused()

    def refused(self) -> OptionNotUnderstood:
        return OptionNotUnderstood(option=self.option, found=self.said[self.at :][:40].strip() or self.said[:40])

    def end(self) -> None:
        if self.said[self.at :].strip():
            raise self.refused()

    def peek(self) -> str:
        found = TOKEN.match(self.said, self.at)
        return found[0].strip() if found else ""

    def take(self, *wanted: str) -> str:
        """Take the next word, which must be one of these where any are named."""
        found = TOKEN.match(self.said, self.at)
        if not found or (wanted and found[0].strip() not in wanted):
            raise self.refused()
        self.at = found.end()
        return found[0].strip()

    def any_of(self, depth: int) -> Condition:
        return self.joined("or", lambda: self.joined("and", lambda: self.one(depth)))

    def joined(self, how: Literal["and", "or"], part: Callable[[], Condition]) -> Condition:
        parts = [part()]
        while self.peek() == how:
            self.take()
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(how, tuple(parts))

    def one(self, depth: int) -> Condition:
        if self.peek() == "(":
            if depth >= DEEPEST:
                raise self.refused()
            self.take()
            found = self.any_of(depth + 1)
            self.take(")")
            return found
        name = self.name()
        how = self.take(*COMPARED)
        value = self.value(name)
        if value is None and how not in ("eq", "ne"):
            raise self.refused()
        return Comparison(name, how, value)

    def key(self, names: Sequence[str]) -> tuple[Condition, ...]:
        if len(names) == 1 and "=" not in self.said:
            return (Comparison(names[0], "eq", self.value(names[0])),)
        found: dict[str, Condition] = {}
        while True:
            name = self.name()
            if name not in names or name in found:
                raise self.refused()
            self.take("=")
            found[name] = Comparison(name, "eq", self.value(name))
            if len(found) == len(names):
                return tuple(found.values())
            self.take(",")

    def name(self) -> str:
        name = self.peek()
        if not name.isidentifier():
            raise self.refused()
        self.take()
        return _known(name, self.columns)

    def value(self, name: str) -> Value:
        written = self.take()
        value = _value(written, self)
        kind = self.columns[name]
        if value is not None and type(value) is not kind:
            raise LiteralOfOtherType(found=written, value=name, kind=TYPES[kind])
        return value


def _value(written: str, reading: _Reading) -> Value:
    if written == "null":
        return None
    if written.startswith("'"):
        return written[1:-1].replace("''", "'")
    try:
        return int(written) if re.fullmatch(r"-?\d+", written) else date.fromisoformat(written)
    except ValueError:
        raise reading.refused() from None
