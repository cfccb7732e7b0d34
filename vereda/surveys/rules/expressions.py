"""Expressions of XLSForm, read into trees that desk and phone work out alike: a part of XPath, and nothing beside it.

A tree is a list: ["num", 3], ["str", "x"], ["ref", "name"], ["self"], ["col", "name"] (column of a choice), ["neg", tree],
["op", sign, tree, tree], ["call", name, *trees]. What is not understood is refused when a form is imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

type Tree = list[Any]  # Any: a name, then trees, texts or numbers

FUNCTIONS: dict[str, tuple[int, int]] = {
    "selected": (2, 2), "selected-at": (2, 2), "count-selected": (1, 1), "string-length": (1, 1), "regex": (2, 2),
    "today": (0, 0), "now": (0, 0), "number": (1, 1), "int": (1, 1), "string": (1, 1), "round": (1, 2), "abs": (1, 1),
    "if": (3, 3), "coalesce": (2, 2), "count": (1, 1), "count-non-empty": (1, 1), "sum": (1, 1), "min": (1, 9), "max": (1, 9),
    "not": (1, 1), "true": (0, 0), "false": (0, 0), "boolean": (1, 1), "concat": (1, 20), "join": (2, 20), "substr": (2, 3),
    "contains": (2, 2), "starts-with": (2, 2), "ends-with": (2, 2), "normalize-space": (1, 1), "date": (1, 1),
    "boolean-from-string": (1, 1), "once": (1, 1), "position": (1, 1),
}  # fmt: skip
"""Functions that are understood, with the fewest and the most that they take."""

BINDING = {"or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "div": 6, "mod": 6}
TOKENS = re.compile(
    r"""\s*(?:(?P<num>\d+\.?\d*|\.\d+)|(?P<str>"[^"]*"|'[^']*')|\$\{\s*(?P<ref>[A-Za-z_][\w.-]*)\s*\}|(?P<up>\.\.)|(?P<self>\.)"""
    r"""|(?P<sign><=|>=|!=|[=<>+*(),-])|(?P<word>[A-Za-z_][\w-]*(?::[A-Za-z_][\w-]*)?))"""
)


class NotUnderstood(ValueError):
    """An expression holds what is not understood. Its text is the piece where reading stopped."""


@lru_cache(maxsize=4096)
def parsed(text: str, *, in_choices: bool = False) -> Tree:
    """Return the tree of an expression. Raises NotUnderstood.

    in_choices  whether it is a choice filter, where a plain word is a column of the choice
    """
    reader = _Reader(list(_tokens(text)), in_choices)
    tree = reader.expression(0)
    if reader.kind != "end":
        raise NotUnderstood(reader.value)
    return tree


def names_in(tree: Tree) -> Iterator[str]:
    """Yield the questions that a tree refers to."""
    if tree[0] == "ref":
        yield tree[1]
    for one in tree[1:]:
        if isinstance(one, list):
            yield from names_in(one)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while text[at:].strip():
        found = TOKENS.match(text, at)
        if found is None or found.lastgroup is None:
            raise NotUnderstood(text[at:].strip()[:40])
        yield found.lastgroup, found.group(found.lastgroup)
        at = found.end()
    yield "end", ""


NESTED_MOST = 30


class _Reader:
    """Reads tokens by how strongly their signs bind."""

    def __init__(self, tokens: list[tuple[str, str]], in_choices: bool) -> None:
        self.tokens, self.at, self.in_choices, self.depth = tokens, 0, in_choices, 0

    @property
    def kind(self) -> str:
        return self.tokens[self.at][0]

    @property
    def value(self) -> str:
        return self.tokens[self.at][1]

    def take(self, expected: str = "") -> str:
        kind, value = self.tokens[self.at]
        if (expected and value != expected) or kind == "end":
            raise NotUnderstood(value or expected)
        self.at += 1
        return value

    def expression(self, least: int) -> Tree:
        self.depth += 1
        if self.depth > NESTED_MOST:  # deeper, reading it and working it out would run out of stack
            raise NotUnderstood(self.value)
        left = self.one()
        while (self.kind in ("sign", "word")) and BINDING.get(self.value, 0) > least:
            sign = self.take()
            left = ["op", sign, left, self.expression(BINDING[sign])]
        self.depth -= 1
        return left

    def one(self) -> Tree:
        kind = self.kind
        if kind == "sign" and self.value == "-":
            self.take()
            return ["neg", self.expression(BINDING["*"])]
        if kind == "sign" and self.value == "(":
            self.take()
            inner = self.expression(0)
            self.take(")")
            return inner
        value = self.take()
        match kind:
            case "num":
                return ["num", float(value) if "." in value else int(value)]
            case "str":
                return ["str", value[1:-1]]
            case "ref":
                return ["ref", value]
            case "self":
                return ["self"]
            case "up":
                return ["up"]
            case "word":
                return self.word(value)
        raise NotUnderstood(value)

    def word(self, value: str) -> Tree:
        if self.kind == "sign" and self.value == "(":
            return self.call(value)
        if not self.in_choices or value in ("and", "or", "div", "mod"):
            raise NotUnderstood(value)
        return ["col", value]

    def call(self, name: str) -> Tree:
        if name not in FUNCTIONS:
            raise NotUnderstood(f"{name}()")
        self.take("(")
        given: list[Tree] = []
        while self.value != ")" or self.kind == "str":
            given.append(self.expression(0))
            if self.value == "," and self.kind == "sign":
                self.take()
                if self.value == ")" and self.kind == "sign":
                    raise NotUnderstood(f"{name}()")
        self.take(")")
        least, most = FUNCTIONS[name]
        if not least <= len(given) <= most:
            raise NotUnderstood(f"{name}()")
        return ["call", name, *given]
