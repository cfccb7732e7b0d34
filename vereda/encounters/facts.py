"""What an encounter or a reported total counts for: rows without persons. Which rows answer what: docs/engineer/bulletin.md.

Nothing is invented: what is known apart stays apart ('*'), what is unknown stays unknown, and where several services of one
category went to parts of the people, the category counts the largest part, a floor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from vereda.countries.door import Pack, categories_of, pack
from vereda.encounters import asking, rules
from vereda.encounters.words import APART, UNKNOWN, Attribute
from vereda.logbook.schema import PERSON, FactRow, Members, State, first_members, value_of


class Ref(Protocol):
    """Where a subject belongs."""

    @property
    def group(self) -> str: ...
    @property
    def country(self) -> str: ...


@dataclass(frozen=True)
class Ground:
    """What all rows of one encounter share."""

    pack: Pack
    row: FactRow

    def categories(self, services: Iterable[str]) -> tuple[str, ...]:
        return categories_of(self.pack, services, self.row.local_on)

    def in_total(self, categories: Iterable[str]) -> bool:
        return any(self.pack.categories[code].in_total for code in categories)


def facts(subject: str, state: State, ref: Ref) -> Iterator[FactRow]:
    """Yield the fact rows of one encounter; none when it was withdrawn or joined to another."""
    if not rules.is_counted(state) or "at" not in state["fields"]:
        return
    ground = _ground(subject, state, ref)
    lists = rules.lists_of(state)
    everybody = sorted(code for code, people in lists.services.items() if people is None)
    apart = {code: people for code, people in lists.services.items() if people is not None}
    margins, people = lists.margins, rules.people_of(state, lists)
    joint = list(_joint(ground, lists.lines, everybody, margins, people))
    yield from joint
    yield from _margin_rows(ground, joint, margins, people)
    yield from _apart(ground, joint, apart, people)
    yield from _once(ground, joint, apart, people)
    bodies = rules.bodies_of(state, lists)
    if bodies:
        yield replace(ground.row, row="B", people=bodies)
    yield from _asked(ground, UUID(subject), state, lists)


def _asked(ground: Ground, encounter: UUID, state: State, lists: rules.Lists) -> Iterator[FactRow]:
    """Yield A rows: people of a party that was due to be asked, or was asked, by answer; people of one that is never asked."""
    of_pack = ground.pack.country.asking
    rule = asking.rule_at(of_pack, encounter)
    if rule is None:
        return
    if not asking.may_be_asked(state, rule.not_with, lists):
        said = [asking.Said(asking.OUTSIDE, *met) for met in asking.people_by_nationality(state, lists).items()]
        every = 0
    elif asking.answers_of(state):
        said, every = asking.answered(state, lists), asking.asked_in(encounter, ground.row.group, state, of_pack)
    elif asking.is_chosen(encounter, ground.row.group, rule.every):
        said, every = asking.answered(state, lists), rule.every
    else:
        return
    for answer, nationality, people in said:
        told = f"{answer or asking.NOT_ASKED}:{every}"
        if answer or every:
            yield replace(ground.row, row="A", line=told, nationality=nationality, people=people)


def local_day(state: State) -> date | None:
    """Return the local day at the post on which the encounter counts."""
    at = value_of(state["fields"], "at")
    return date.fromisoformat(at[1]) if at else None


def total_facts(subject: str, state: State, ref: Ref) -> Iterator[FactRow]:
    """Yield the fact rows of a reported total, under the last day of its period: it is not known on which day what was done."""
    report = value_of(state["fields"], "report")
    if report is None or value_of(state["fields"], "withdrawn") is not None:
        return
    chosen = pack(ref.country)
    base = _empty(subject, date.fromisoformat(report["to_on"]), ref.group, report.get("state") or chosen.groups[ref.group].state)
    for count in report["counts"]:
        category = count.get("category", "")
        known = {name.value: count.get(name, UNKNOWN[name]) for name in Attribute}
        filled = _with(replace(base, row="R", people=count["count"], aggregate=True), known)
        yield replace(filled, categories=(category,)) if category else replace(filled, line="people")


def total_day(state: State) -> date | None:
    """Return the day under which a reported total counts: the last of its period."""
    report = value_of(state["fields"], "report")
    return date.fromisoformat(report["to_on"]) if report else None


def _with(row: FactRow, known: Mapping[str, str]) -> FactRow:
    """Return a row with some of its attributes known."""
    return replace(
        row,
        nationality=known.get(Attribute.NATIONALITY, row.nationality),
        sex=known.get(Attribute.SEX, row.sex),
        age_band=known.get(Attribute.AGE_BAND, row.age_band),
    )


def _ground(subject: str, state: State, ref: Ref) -> Ground:
    chosen, fields = pack(ref.country), state["fields"]
    place = value_of(fields, "place") or {}
    group = chosen.groups.get(ref.group)
    where = place.get("state") or (group.state if group else "")
    day = local_day(state)
    assert day is not None
    row = _empty(subject, day, ref.group, where)
    return Ground(chosen, replace(row, aggregate=bool(state.get("aggregate"))))


def _empty(subject: str, day: date, group: str, state: str) -> FactRow:
    return FactRow(
        record=subject.replace("-", ""),
        row="",
        line="",
        local_on=day,
        group=group,
        state=state,
        nationality=APART,
        sex=APART,
        age_band=APART,
        people=0,
    )


def _joint(
    ground: Ground,
    lines: dict[str, dict[str, Any]],  # Any: JSON of a line
    everybody: list[str],
    margins: dict[str, dict[str, int]],
    people: int,
) -> Iterator[FactRow]:
    """Yield L rows: one a line, and one for the people of whom no line tells."""
    left = people
    for line_id, line in lines.items():
        count = line.get("count", 1)
        left -= count
        yield _line_row(ground, line_id, line, everybody, margins, count)
    if left > 0:
        yield _line_row(ground, "rest", {}, everybody, margins, left)


def _line_row(
    ground: Ground,
    line_id: str,
    line: dict[str, Any],  # Any: JSON of a line
    everybody: list[str],
    margins: dict[str, dict[str, int]],
    count: int,
) -> FactRow:
    known = {name.value: APART if name in margins else line.get(name, UNKNOWN[name]) for name in Attribute}
    services = sorted({*everybody, *line.get("services", ())})
    categories = ground.categories(services)
    row = replace(ground.row, row="L", line=line_id, people=count, services=tuple(services), categories=categories)
    return replace(_with(row, known), members=_members(line_id, line, count))


def _members(line_id: str, line: dict[str, Any], count: int) -> Members:  # Any: JSON of a line
    """Return who stands on a line: its named persons, and the others by their place on it."""
    persons = line.get("persons", ())[:count]
    others = count - len(persons)
    return (*((f"{PERSON}{person}", 1) for person in persons), *(((f"line:{line_id}", others),) if others else ()))


def _everybody(rows: Iterable[FactRow]) -> list[tuple[str, int]]:
    return [member for row in rows for member in row.members]


def _margin_rows(ground: Ground, joint: list[FactRow], margins: dict[str, dict[str, int]], people: int) -> Iterator[FactRow]:
    """Yield M rows: what is known apart of one attribute, and the rest as unknown."""
    given = {(row.services, row.categories) for row in joint}
    services, categories = given.pop() if len(given) == 1 else ((), ())
    for name in Attribute:
        counts = dict(margins.get(name, {}))
        if not counts:
            continue
        rest = people - sum(counts.values())
        if rest > 0:
            counts[UNKNOWN[name]] = counts.get(UNKNOWN[name], 0) + rest
        for value, count in sorted(counts.items()):
            told = f"{name}:{value}"
            members = _everybody(joint) if count == people else [(told, count)]
            row = replace(ground.row, row="M", line=told, people=count, services=services, categories=categories)
            row = replace(row, members=tuple(members))
            yield _with(row, {name.value: value})


def _apart(ground: Ground, joint: list[FactRow], apart: dict[str, int], people: int) -> Iterator[FactRow]:
    """Yield S and C rows: services and categories that went to a part of the people."""
    base = _with(ground.row, _only(joint))
    for service, count in sorted(apart.items()):
        members = first_members(_everybody(joint), count)
        yield replace(base, row="S", line=service, people=min(count, people), services=(service,), members=members)
    for category, count in sorted(_parts(ground, joint, apart, people).items()):
        members = first_members(_everybody(row for row in joint if category not in row.categories), count)
        yield replace(base, row="C", line=category, people=count, categories=(category,), members=members)


def _parts(ground: Ground, joint: list[FactRow], apart: dict[str, int], people: int) -> dict[str, int]:
    """Return category -> people who got it apart from the lines: the largest part, less those whose line has it already."""
    largest: dict[str, int] = defaultdict(int)
    for service, count in apart.items():
        for category in ground.categories([service]):
            largest[category] = max(largest[category], min(count, people))
    on_lines = {code: sum(row.people for row in joint if code in row.categories) for code in largest}
    return {code: count - on_lines[code] for code, count in largest.items() if count > on_lines[code]}


def _only(joint: list[FactRow]) -> dict[str, str]:
    """Return the attributes of everybody, where one line tells of all; else nothing is known together."""
    if len(joint) != 1:
        return {}
    return {name.value: getattr(joint[0], name) for name in Attribute}


def _once(ground: Ground, joint: list[FactRow], apart: dict[str, int], people: int) -> Iterator[FactRow]:
    """Yield T rows: people counted once who got anything inside the official total, and anything at all."""
    parts = _parts(ground, joint, apart, people)
    inside = [row for row in joint if ground.in_total(row.categories)]
    inside_parts = max((count for code, count in parts.items() if ground.in_total([code])), default=0)
    served = [row for row in joint if row.services]
    for line, on_lines, apart_most in (
        ("in_total", inside, inside_parts),
        ("served", served, max(apart.values(), default=0)),
    ):
        count = min(people, max(sum(row.people for row in on_lines), apart_most))
        if count:
            then_others = sorted(joint, key=lambda row: row not in on_lines)
            members = first_members(_everybody(then_others), count)
            yield replace(ground.row, row="T", line=line, people=count, members=members)
