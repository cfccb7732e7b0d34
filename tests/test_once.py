"""What several parts of a page ask for is looked up once, and outside of a reading each time: vereda/once.py."""

from __future__ import annotations

from threading import Thread

import pytest

from vereda.once import once, reading

times: list[tuple[object, ...]] = []


@once
def rows(group: str, *, retired: bool = False) -> list[str]:
    times.append((group, retired))
    return [group, "row"]


@once
def number_of(group: str) -> list[str]:
    times.append((group,))
    return ["number"]


@pytest.fixture(autouse=True)
def nothing_asked() -> None:
    times.clear()


def test_outside_of_a_reading_each_is_asked():
    assert rows("a") == rows("a")
    assert len(times) == 2


def test_in_a_reading_the_same_is_asked_once_and_another_is_another():
    with reading():
        assert rows("a") == rows("a") == ["a", "row"]
        assert rows("b") == ["b", "row"]
        assert rows("a", retired=True) == ["a", "row"]
        assert number_of("a") == ["number"]
    assert times == [("a", False), ("b", False), ("a", True), ("a",)]


def test_what_one_part_does_to_its_list_no_other_sees():
    with reading():
        rows("a").clear()
        assert rows("a") == ["a", "row"]


def test_a_reading_within_a_reading_is_the_same_and_the_next_one_begins_anew():
    with reading():
        rows("a")
        with reading():
            rows("a")
        rows("a")
    with reading():
        rows("a")
    assert len(times) == 2


def test_a_reading_that_fails_keeps_nothing():
    with pytest.raises(ZeroDivisionError), reading():
        [rows("a"), 1 / 0]
    rows("a")
    rows("a")
    assert len(times) == 3


def test_what_fails_is_asked_again():
    asked = []

    @once
    def fails() -> list[str]:
        asked.append(1)
        raise KeyError

    with reading():
        for _ in range(2):
            with pytest.raises(KeyError):
                fails()
    assert len(asked) == 2


def test_another_thread_reads_for_itself():
    with reading():
        rows("a")
        other = Thread(target=rows, args=("a",))
        other.start()
        other.join()
    assert len(times) == 2
