"""Keys of fact rows: the same members have the same sum, whatever else is there; and no person leaves with a row."""

from __future__ import annotations

import hmac
from collections import Counter
from dataclasses import replace
from datetime import date

from vereda.logbook.facts import MANY, FactRow, first_members, keyed

SECRET = b"a secret of the test"
PERSON = "person:018d56aa-0700-772b-a5c7-0d28118edaff"
ROW = FactRow("0a", "L", "1", date(2024, 1, 31), "nogales", "MX-SON", "HN", "F", "18+", 3, members=(("line:1", 3),))


def key(**changes) -> int | None:
    return keyed(replace(ROW, **changes), SECRET).key


def byte(said: str, ordinal: int = 0) -> int:
    return hmac.digest(SECRET, said.encode(), "sha256")[ordinal]


def test_a_row_has_the_sum_of_its_members_keys_and_loses_their_names():
    told = keyed(replace(ROW, members=((PERSON, 1), ("line:1", 2))), SECRET)
    assert told.key == (byte(PERSON) + byte("0a|line:1|0") + byte("0a|line:1|0", 1)) % 256
    assert told.members == ()
    assert PERSON.removeprefix("person:") not in repr(told)


def test_forty_members_take_two_digests():
    both = sum(byte("0a|line:1|0", at) for at in range(32)) + sum(byte("0a|line:1|1", at) for at in range(8))
    assert key(people=40, members=(("line:1", 40),)) == both % 256


def test_a_person_has_one_key_in_every_record_and_a_line_in_its_own():
    assert key(members=((PERSON, 1),)) == key(members=((PERSON, 1),), record="0b")
    assert key() != key(record="0b")


def test_a_corrected_attribute_keeps_the_key_and_another_secret_does_not():
    assert key() == key(nationality="GT", state="MX-COA", services=("WATER",), local_on=date(2024, 1, 1))
    assert keyed(ROW, b"another").key != key()


def test_what_has_a_key_keeps_it_also_where_the_secret_is_another():
    told = keyed(ROW, SECRET)
    assert keyed(told, b"another") == told


def test_a_sum_and_a_crowd_have_one_key_that_differs_with_their_number():
    many = [key(people=count, members=(("line:1", count),)) for count in (MANY + 1, 1_000_000)]
    assert many == [byte(f"0a|line:1|of {count}") for count in (MANY + 1, 1_000_000)]
    assert key(aggregate=True) == byte("0a|line:1|of 3")


def test_keys_of_sums_are_any_of_256_with_about_equal_chance():
    found = Counter(key(aggregate=True, members=(("line:1", count),)) for count in range(1, 5121))
    assert len(found) == 256
    assert max(found.values()) < 45  # twenty each on the average


def test_rows_that_name_nobody_are_told_apart():
    rows = [{"row": "R", "categories": (code,)} for code in ("RESCUE", "SOCIAL")] + [{"row": "B"}, {"row": "M", "line": "sex:F"}]
    assert len({key(members=(), aggregate=True, **changes) for changes in rows}) == 4


def test_the_first_of_some_members():
    members = ((PERSON, 1), ("line:1", 3), ("line:2", 5))
    assert first_members(members, 2) == ((PERSON, 1), ("line:1", 1))
    assert first_members(members, 9) == members == first_members(members, 12)
    assert first_members(members, 0) == ()
