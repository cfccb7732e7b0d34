"""Two people who write a field without knowing of each other lose nothing: the later stands, both are shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from vereda.logbook.rules.fields import Fields, conflicts, reach, reopen, resolve, value_of, write, written_by


@dataclass
class Hand:
    id: str
    seen: set[str] = field(default_factory=set)

    def has_seen(self, other: str) -> bool:
        return other in self.seen


def test_a_correction_replaces_what_its_author_saw() -> None:
    fields: Fields = {}
    write(fields, "people", 3, Hand("a"))
    write(fields, "people", 4, Hand("b", {"a"}))
    assert value_of(fields, "people") == 4
    assert not list(conflicts("s", fields))


def test_two_authors_apart_open_a_conflict_and_the_later_stands() -> None:
    fields: Fields = {}
    write(fields, "people", 3, Hand("a"))
    write(fields, "people", 4, Hand("b", {"a"}))
    write(fields, "people", 5, Hand("c", {"a"}))
    (conflict,) = conflicts("s", fields)
    assert value_of(fields, "people") == 5
    assert written_by(fields, "people") == "c"
    assert conflict.writes == (("b", 4), ("c", 5))


def test_two_authors_apart_who_agree_open_none() -> None:
    fields: Fields = {}
    write(fields, "people", 4, Hand("b"))
    write(fields, "people", 4, Hand("c"))
    assert not list(conflicts("s", fields))


def test_different_fields_merge_silently() -> None:
    fields: Fields = {}
    write(fields, "people", 4, Hand("b"))
    write(fields, "language", "es", Hand("c"))
    assert not list(conflicts("s", fields))


def test_the_first_milestone_stands_and_the_second_opens_a_conflict() -> None:
    fields: Fields = {}
    reach(fields, "closed", "found", Hand("a"))
    reach(fields, "closed", "not found", Hand("b"))
    assert value_of(fields, "closed") == "found"
    assert [conflict.field for conflict in conflicts("s", fields)] == ["!closed"]


def test_reopening_takes_back_only_what_its_author_saw() -> None:
    fields: Fields = {}
    reach(fields, "closed", "found", Hand("a"))
    reach(fields, "closed", "not found", Hand("b"))
    reopen(fields, "closed", Hand("c", {"a"}))
    assert value_of(fields, "closed") == "not found"
    reopen(fields, "closed", Hand("d", {"a", "b", "c"}))
    assert value_of(fields, "closed") is None


def test_a_resolution_closes_the_conflict_and_names_the_same_item_again() -> None:
    fields: Fields = {}
    write(fields, "people", 4, Hand("b"))
    write(fields, "people", 5, Hand("c"))
    before = [conflict.id for conflict in conflicts("s", fields)]
    assert before == [conflict.id for conflict in conflicts("s", fields)]
    resolve(fields, "people", "b", Hand("d", {"b", "c"}))
    assert value_of(fields, "people") == 4
    assert not list(conflicts("s", fields))


def test_a_resolution_that_had_not_seen_a_third_value_leaves_the_conflict_open() -> None:
    fields: Fields = {}
    for name, value in (("b", 4), ("c", 5), ("e", 6)):
        write(fields, "people", value, Hand(name))
    resolve(fields, "people", "b", Hand("d", {"b", "c"}))
    assert value_of(fields, "people") == 4
    assert len(list(conflicts("s", fields))) == 1


def test_a_resolution_of_a_milestone_stands_first() -> None:
    fields: Fields = {}
    reach(fields, "closed", "found", Hand("a"))
    reach(fields, "closed", "dead", Hand("b"))
    resolve(fields, "!closed", "b", Hand("c", {"a", "b"}))
    assert value_of(fields, "closed") == "dead"
