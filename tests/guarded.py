"""Which kinds of fact the pages write, and for which right each page asks: found by walking from each view through what it calls.

A walk over names: what a function names and this house holds is taken as called. It goes through pages, rooms, doors and actions,
and counts a kind as written where an action names it. It may find a page too many for a kind, and with it a right too low.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import CodeType, FunctionType, ModuleType
from typing import Any

from django.urls import get_resolver

from vereda.access.door import Action
from vereda.access.web.marks import Serves, mark_of
from vereda.desk.web.central import demand_country
from vereda.logbook.entries import Payload
from vereda.logbook.words import Demand

READING = {"lookups", "rules", "tables", "models", "facts", "folding"}
WRITES = {Action.WRITE, Action.APPROVE}
DEEP = 3  # containers within containers: tables of what a page can do


@functools.cache
def rights_by_kind() -> Mapping[str, set[Demand]]:
    """Return of each kind that a page of a group writes the rights for which those pages ask; not those of headquarters' duty.

    Where some page asks for a right to write, the pages that only look are left out: they name what an action offers to read.
    """
    found: dict[str, set[Demand]] = defaultdict(set)
    for view in _views(get_resolver()):
        mark = mark_of(view, "POST")
        if isinstance(mark, Serves):
            kinds, is_of_country = _written_behind(view)
            for kind in () if is_of_country else kinds:
                found[kind].add(Demand(mark.record_class, mark.on_post or mark.action, mark.part))
    return {kind: {one for one in asked if one.action in WRITES} or asked for kind, asked in found.items()}


def _views(resolver: Any) -> Iterator[Any]:  # Any: resolvers and patterns of Django
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _views(pattern)
        else:
            yield pattern.callback


def _written_behind(view: Any) -> tuple[set[str], bool]:  # Any: whatever a URL pattern holds
    """Return the kinds that are written behind a view, and whether it asks that the reader's right reaches over the country."""
    kinds: set[str] = set()
    seen: set[Any] = {view}
    waiting = [view]
    while waiting:
        here = waiting.pop()
        for one in _named_by(here):
            if isinstance(one, type) and issubclass(one, Payload):
                kinds |= {one.kind} if "actions" in here.__module__.split(".") and hasattr(one, "kind") else set()
            elif one not in seen:
                seen.add(one)
                waiting += [one] if _is_walked(one) else []
    return kinds, demand_country in seen


def _is_walked(one: Any) -> bool:  # Any: whatever a name stands for
    place = getattr(one, "__module__", "") if isinstance(one, FunctionType) else ""
    return place.startswith("vereda.") and not READING & set(place.split("."))


def _named_by(function: Any) -> Iterator[Any]:  # Any: functions, and what their names stand for
    """Yield functions and classes that a function names, also through a module, a closure or a table."""
    known = getattr(function, "__globals__", {})
    for code in _codes(function.__code__) if hasattr(function, "__code__") else ():
        for value in [known[name] for name in code.co_names if name in known]:
            yield from _flat(value)
            if isinstance(value, ModuleType):
                for name in code.co_names:
                    yield from _flat(getattr(value, name, None))
    for cell in getattr(function, "__closure__", None) or ():
        yield from _flat(cell.cell_contents)
    yield from _flat(getattr(function, "__wrapped__", None))


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _codes(one)


def _flat(value: Any, deep: int = 0) -> Iterator[Any]:  # Any: as above
    if isinstance(value, functools.partial):
        yield from _flat([value.func, *value.args, *value.keywords.values()], deep)
    elif isinstance(value, Mapping) and deep < DEEP:
        for one in value.values():
            yield from _flat(one, deep + 1)
    elif isinstance(value, list | tuple | set | frozenset) and deep < DEEP:
        for one in value:
            yield from _flat(one, deep + 1)
    elif isinstance(value, type) and value.__module__.startswith("vereda.") and not issubclass(value, Payload):
        yield from (one for one in vars(value).values() if isinstance(one, FunctionType))
    elif isinstance(value, type | FunctionType):
        yield value
