"""Working out a tree of `expressions` over the answers so far, as XPath does: texts, numbers, yes or no; nothing is ''. Pure."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from vereda.surveys.rules.expressions import Tree
from vereda.surveys.rules.patterns import TEXT_MOST

EPOCH = date(1970, 1, 1)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
PATTERN_MOST = 200  # [signs] of a pattern
PLACES_MOST = 10

type Frame = dict[str, Any]  # Any: answers by name


@dataclass(frozen=True)
class Here:
    """Where an expression is worked out.

    frames   answers, the outermost first, then one frame for each repeat around
    repeats  names of the repeats around, the outermost first; one fewer than frames
    around   repeats around each name of the form
    own      the value of the question itself ('.')
    choice   columns of the choice that a filter looks at
    nth      number of this time in the innermost repeat, from 1
    now      instant of answering, local
    """

    frames: Sequence[Frame]
    repeats: Sequence[str]
    around: Mapping[str, tuple[str, ...]]
    now: datetime
    own: Any = ""  # Any: an answer
    choice: Mapping[str, str] = field(default_factory=dict)
    nth: int = 1

    def values(self, name: str) -> list[Any]:  # Any: answers
        """Return the answers of a name seen from here: one, or those of each time of the repeats that are not around here."""
        way, depth = self.around.get(name, ()), 0
        while depth < min(len(way), len(self.repeats)) and way[depth] == self.repeats[depth]:
            depth += 1
        found: list[Frame] = [self.frames[depth]]
        for repeat in way[depth:]:
            found = [one for frame in found for one in frame.get(repeat, [])]
        return [frame.get(name, "") for frame in found]


def worked(tree: Tree, here: Here) -> Any:  # Any: text, number, yes or no
    """Return what a tree is worth."""
    match tree[0]:
        case "num" | "str":
            return tree[1]
        case "self":
            return plain(here.own)
        case "up":
            return ""
        case "col":
            return here.choice.get(tree[1], "")
        case "ref":
            values = here.values(tree[1])
            return plain(values[0]) if values else ""
        case "neg":
            return -number(worked(tree[1], here))
        case "op":
            return _operation(tree[1], tree[2], tree[3], here)
    if tree[1] in OVER_TREES:
        return OVER_TREES[tree[1]](tree[2:], here)
    return OVER_VALUES[tree[1]](*(worked(one, here) for one in tree[2:]))


def is_true(value: Any) -> bool:  # Any: text, number, yes or no
    """Tell whether a value is worth yes: a text that is not empty, a number that is not 0."""
    return value if isinstance(value, bool) else bool(value) and not (isinstance(value, float) and math.isnan(value))


def number(value: Any) -> float:  # Any: text, number, yes or no
    """Return a value as a number; a day is the number of days since 1970-01-01; what is none is NaN."""
    if isinstance(value, bool | int | float):
        return float(value)
    text = str(value).strip()
    try:
        if DAY.match(text):
            return float((date.fromisoformat(text[:10]) - EPOCH).days)
    except ValueError:
        return math.nan
    return float(text) if NUMBER.fullmatch(text) else math.nan


def text_of(value: Any) -> str:  # Any: text, number, yes or no
    """Return a value as a text; whole numbers without a point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "NaN" if math.isnan(value) else str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def plain(value: Any) -> Any:  # Any: an answer
    """Return an answer as expressions see it: several codes are one text with blanks between them."""
    if isinstance(value, list):
        return " ".join(str(one) for one in value)
    if isinstance(value, dict):
        return f"{value.get('lat', '')} {value.get('lon', '')}".strip()
    return value


def _operation(sign: str, first: Tree, second: Tree, here: Here) -> Any:  # Any: number, yes or no
    left = worked(first, here)
    if sign in ("and", "or"):
        return is_true(left) if is_true(left) == (sign == "or") else is_true(worked(second, here))
    right = worked(second, here)
    if sign in ("=", "!="):
        return _same(left, right) == (sign == "=")
    return SIGNS[sign](number(left), number(right))


SIGNS: Mapping[str, Callable[[float, float], bool | float]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": lambda a, b: a / b if b else math.nan,
    "mod": lambda a, b: math.fmod(a, b) if b and math.isfinite(a) else math.nan,
}


def _same(left: Any, right: Any) -> bool:  # Any: text, number, yes or no
    if isinstance(left, bool) or isinstance(right, bool):
        return is_true(left) == is_true(right)
    if isinstance(left, int | float) or isinstance(right, int | float):
        return number(left) == number(right)
    return str(left) == str(right)


def _all(tree: Tree, here: Here) -> list[Any]:  # Any: answers
    return [plain(one) for one in here.values(tree[1])] if tree[0] == "ref" else [worked(tree, here)]


def _texts(trees: Sequence[Tree], here: Here) -> list[str]:
    return [text_of(one) for tree in trees for one in _all(tree, here)]


def _numbers(trees: Sequence[Tree], here: Here) -> list[float]:
    return [number(one) for tree in trees for one in _all(tree, here) if one != ""]


OVER_TREES: Mapping[str, Callable[[Sequence[Tree], Here], Any]] = {  # Any: text, number, yes or no
    "today": lambda _, here: here.now.date().isoformat(),
    "now": lambda _, here: here.now.isoformat(timespec="seconds"),
    "true": lambda _, here: True,
    "false": lambda _, here: False,
    "if": lambda given, here: worked(given[1] if is_true(worked(given[0], here)) else given[2], here),
    "coalesce": lambda given, here: next((one for tree in given if (one := worked(tree, here)) != ""), ""),
    "position": lambda _, here: here.nth,
    "once": lambda given, here: here.own if here.own != "" else worked(given[0], here),
    "count": lambda given, here: len(_all(given[0], here)),
    "count-non-empty": lambda given, here: sum(one != "" for one in _all(given[0], here)),
    "sum": lambda given, here: sum(_numbers(given, here)),
    "min": lambda given, here: min(_numbers(given, here), default=math.nan),
    "max": lambda given, here: max(_numbers(given, here), default=math.nan),
    "join": lambda given, here: text_of(worked(given[0], here)).join(_texts(given[1:], here)),
    "concat": lambda given, here: "".join(_texts(given, here)),
}
"""Functions that look at the answers themselves, or at only some of what they are given."""


def _selected_at(codes: Any, at: Any) -> str:  # Any: text, number
    every, place = text_of(codes).split(), number(at)
    return every[int(place)] if 0 <= place < len(every) else ""


def _matches(text: Any, pattern: Any) -> bool:  # Any: text
    return len(text_of(pattern)) <= PATTERN_MOST and re.fullmatch(text_of(pattern), text_of(text)[:TEXT_MOST]) is not None


def _rounded(value: Any, places: Any = 0) -> float:  # Any: text, number
    told, many = number(value), number(places)
    shift = 10 ** int(many) if 0 <= many <= PLACES_MOST else math.nan
    return math.floor(told * shift + 0.5) / shift if math.isfinite(told * shift) else math.nan


def _whole(value: Any) -> float:  # Any: text, number
    told = number(value)
    return math.trunc(told) if math.isfinite(told) else math.nan


def _piece(text: Any, begin: Any, end: Any = math.inf) -> str:  # Any: text, number
    whole, since, until = text_of(text), number(begin), number(end)
    if not math.isfinite(since):
        return ""
    return whole[int(since) : int(until) if math.isfinite(until) else None]


OVER_VALUES: Mapping[str, Callable[..., Any]] = {  # Any: text, number, yes or no
    "selected": lambda codes, code: text_of(code) in text_of(codes).split(),
    "selected-at": _selected_at,
    "count-selected": lambda codes: len(text_of(codes).split()),
    "string-length": lambda text: len(text_of(text)),
    "regex": _matches,
    "number": number,
    "int": _whole,
    "round": _rounded,
    "abs": lambda value: abs(number(value)),
    "string": text_of,
    "not": lambda value: not is_true(value),
    "boolean": lambda value: is_true(value),
    "boolean-from-string": lambda text: text_of(text) in ("true", "1"),
    "contains": lambda text, piece: text_of(piece) in text_of(text),
    "starts-with": lambda text, piece: text_of(text).startswith(text_of(piece)),
    "ends-with": lambda text, piece: text_of(text).endswith(text_of(piece)),
    "normalize-space": lambda text: " ".join(text_of(text).split()),
    "substr": _piece,
    "date": lambda value: text_of(value)[:10],
}
