"""May this role do this with that record, for this purpose? The only source is matrix.csv; what it does not say is no."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from vereda.access.errors import MatrixWrong
from vereda.access.words import APART, CASE_CLASSES, Action, Decision, Part, Purpose, Reader, Reason, RecordClass, Role, Scope
from vereda.practice import is_practice

MATRIX = Path(__file__).parents[1] / "matrix.csv"
RECORD_CLASSES, ACTIONS, PARTS, PURPOSES = frozenset(RecordClass), frozenset(Action), frozenset(Part), frozenset(Purpose)
WHOLE_GROUPS = frozenset({Scope.OWN_GROUP, Scope.COUNTRY, Scope.EVERYONE})
"""Scopes that hold every record of a group; the others reach to records that name the reader, or to an office's state."""


@dataclass(frozen=True)
class Right:
    """One line of the matrix."""

    role: Role
    record_class: RecordClass
    action: Action
    scope: Scope
    part: Part
    purposes: frozenset[Purpose]  # empty: no case data, and so no purpose is asked


class Matrix:
    """All rights, found by role and class."""

    def __init__(self, rights: Iterable[Right]) -> None:
        self.rights = tuple(rights)
        self._of: dict[tuple[str, str], list[Right]] = {}
        for right in self.rights:
            self._of.setdefault((right.role, right.record_class), []).append(right)

    def of(self, role: str, record_class: str) -> list[Right]:
        """Return what a role holds over a class; nothing for an unknown word."""
        return self._of.get((role, record_class), [])


def read_matrix(lines: Iterable[str]) -> Matrix:
    """Return the matrix written in CSV lines. Raises MatrixWrong at the first unknown word."""
    return Matrix(_right(number, row) for number, row in enumerate(csv.DictReader(lines), start=2))


@cache
def matrix() -> Matrix:
    """Return the matrix of the house, read once."""
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return read_matrix(file)


def _right(line: int, row: Mapping[str, str]) -> Right:
    def word[W: StrEnum](words: type[W], value: str) -> W:
        try:
            return words(value)
        except ValueError:
            raise MatrixWrong(line=line, value=value) from None

    return Right(
        role=word(Role, row["role"]),
        record_class=word(RecordClass, row["record_class"]),
        action=word(Action, row["action"]),
        scope=word(Scope, row["scope"]),
        part=word(Part, row["part"]),
        purposes=frozenset(word(Purpose, value) for value in row["purposes"].split()),
    )


def decide(
    reader: Reader,
    record_class: str,
    action: str,
    purpose: str | None,
    relation: Collection[str] = (),
    part: str = Part.WHOLE,
    *,
    table: Matrix | None = None,
) -> Decision:
    """Return whether the reader may do this with a record, and why.

    relation  how the record stands to the reader, from `relation_to`; all that hold are given
    part      the piece that will be shown; a right to the whole covers each part but those of `APART`, a right to a
              part only that one

    Anything unknown is refused, also an unknown purpose where none is needed.
    """
    if not _known(record_class, action, purpose, part):
        return Decision(False, Reason.UNKNOWN_WORD)
    held = (table or matrix()).of(reader.role, record_class)
    if not held:
        return Decision(False, Reason.CLASS_NOT_HELD)
    held = [right for right in held if right.action == action]
    if not held:
        return Decision(False, Reason.ACTION_NOT_HELD)
    held = [right for right in held if _covers(right, part)]
    if not held:
        return Decision(False, Reason.PART_NOT_HELD)
    if purpose is None and all(right.purposes for right in held):
        return Decision(False, Reason.PURPOSE_MISSING)
    held = [right for right in held if not right.purposes or purpose in right.purposes]
    if not held:
        return Decision(False, Reason.PURPOSE_NOT_HELD)
    if not any(right.scope == Scope.EVERYONE or right.scope in relation for right in held):
        return Decision(False, Reason.OUT_OF_SCOPE)
    return Decision(True, Reason.ALLOWED)


def _covers(right: Right, part: str) -> bool:
    return right.part == part or (right.part is Part.WHOLE and part not in APART)


def _known(record_class: str, action: str, purpose: str | None, part: str) -> bool:
    return record_class in RECORD_CLASSES and action in ACTIONS and part in PARTS and (purpose is None or purpose in PURPOSES)


def relation_to(
    reader: Reader,
    *,
    country: str,
    groups: Collection[str] = (),
    states: Collection[str] = (),
    is_case: bool = False,
    is_request: bool = False,
    is_referral: bool = False,
    is_break_glass: bool = False,
) -> frozenset[Scope]:
    """Return how a record stands to its reader.

    groups   pack codes of the owning group and of the groups that hold a grant
    states   ISO 3166-2 of those groups' posts
    is_...   the case is the reader's, the record is in a request's file, in an accepted referral, opened in an emergency

    A record of another country stands in no relation, whatever else is said: one installation serves one country. What was
    practised is there for who is in that practice, and for nobody else.
    """
    if not country or country != reader.country:
        return frozenset()
    if reader.group not in groups and any(is_practice(group) for group in groups):
        return frozenset()
    holds = {
        Scope.COUNTRY: True,
        Scope.OWN_GROUP: bool(reader.group) and reader.group in groups,
        Scope.STATE: bool(reader.state) and reader.state in states,
        Scope.CASE: is_case,
        Scope.REQUEST: is_request,
        Scope.REFERRAL: is_referral,
        Scope.BREAK_GLASS: is_break_glass,
    }
    return frozenset(scope for scope, is_true in holds.items() if is_true)


def scopes(role: str, record_class: str, action: str, purpose: str | None, part: str = Part.WHOLE) -> frozenset[Scope]:
    """Return how far the role reaches for this purpose, to narrow a list before it is read; empty: not at all."""
    if not _known(record_class, action, purpose, part):
        return frozenset()
    return frozenset(
        right.scope
        for right in matrix().of(role, record_class)
        if right.action == action and _covers(right, part) and (not right.purposes or purpose in right.purposes)
    )


def purposes_for(
    role: str, record_class: str, action: str, offered: Iterable[Purpose], part: str = Part.WHOLE
) -> tuple[Purpose, ...]:
    """Return those of the offered purposes for which the role holds the right, in the order offered."""
    return tuple(purpose for purpose in offered if scopes(role, record_class, action, purpose, part))


def holds(role: str, record_class: str, action: str, part: str = Part.WHOLE) -> bool:
    """Return whether the role holds this right for any purpose: for menus, never for opening."""
    return any(right.action == action and _covers(right, part) for right in matrix().of(role, record_class))


def breaks_glass(role: str) -> bool:
    """Return whether the role may open some record in an emergency, for any purpose."""
    return any(right.role == role and right.scope is Scope.BREAK_GLASS for right in matrix().rights)


def holds_over_group(role: str, record_class: str, action: str, part: str = Part.WHOLE) -> bool:
    """Return whether the role holds this right, for any purpose, over every record of a group that it belongs to."""
    return any(
        right.action == action and _covers(right, part) and right.scope in WHOLE_GROUPS
        for right in matrix().of(role, record_class)
    )


def opens_case_data(role: str) -> bool:
    """Return whether the role reads or writes anything about the people we met."""
    return any(right.role == role and right.record_class in CASE_CLASSES for right in matrix().rights)


def reads_more(role: str, than: str) -> bool:
    """Return whether a role reads the whole of some class of data about people we met, and the other role does not."""
    return any(holds_whole(role, one) and not holds_whole(than, one) for one in CASE_CLASSES)


def holds_whole(role: str, record_class: str) -> bool:
    """Return whether the role reads a class in whole, for any purpose."""
    return any(right.action == Action.READ and right.part == Part.WHOLE for right in matrix().of(role, record_class))
