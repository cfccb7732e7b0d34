"""The number of a sheet: a misread one is told from a right one, and names the same records on every machine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereda.countries.door import installed, pack
from vereda.paper.errors import CheckWrong, SerialNotUnderstood, SheetOfOtherGroup
from vereda.paper.rules.serials import DIGITS, SIGNS, Serial, mark_of, understood
from vereda.paper.words import LETTERS, Form

GROUPS = tuple(pack("mx").groups)
HOME = "piedras-negras"
SERIALS = st.builds(Serial, st.just("mx"), st.just(HOME), st.sampled_from(Form), st.integers(1, 99_999))


def read(text: str, group: str = HOME) -> Serial:
    return understood(text, country="mx", group=group, groups=GROUPS)


@pytest.mark.parametrize("country", installed())
def test_no_two_groups_of_a_country_have_the_same_letters(country: str):
    groups = pack(country).groups
    marks = {mark_of(group).translate(str.maketrans("OIL", "011")) for group in groups}
    assert len(marks) == len(groups)


def test_the_letters_of_forms_are_not_taken_for_digits():
    assert not set(LETTERS.values()) & set("OILU0123456789")
    assert len(set(LETTERS.values())) == len(Form)


@given(SERIALS)
def test_a_serial_is_read_whole_short_in_small_letters_and_without_dashes(serial: Serial):
    short = f"{serial.form.letter}{serial.number}{serial.check}"
    for text in (str(serial), str(serial).lower(), serial.short, short, f" {short} ", str(serial).replace("-", " ")):
        assert read(text) == serial


@given(SERIALS, st.integers(0, DIGITS - 1), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_seen(serial: Serial, place: int, digit: str):
    digits = f"{serial.number:0{DIGITS}}"
    other = digits[:place] + digit + digits[place + 1 :]
    if other == digits:
        return
    with pytest.raises((CheckWrong, SerialNotUnderstood)):
        read(f"{serial.form.letter}{other}{serial.check}")


@given(SERIALS, st.integers(0, DIGITS - 2))
def test_two_digits_in_the_wrong_order_are_seen(serial: Serial, place: int):
    digits = list(f"{serial.number:0{DIGITS}}")
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    if "".join(digits) == f"{serial.number:0{DIGITS}}":
        return
    with pytest.raises(CheckWrong):
        read(f"{serial.form.letter}{''.join(digits)}{serial.check}")


@given(SERIALS, st.sampled_from(list(LETTERS.values())), st.sampled_from(SIGNS))
def test_another_form_or_another_sign_is_seen(serial: Serial, letter: str, sign: str):
    for text in (f"{letter}{serial.number:05}{serial.check}", f"{serial.form.letter}{serial.number:05}{sign}"):
        if text != f"{serial.form.letter}{serial.number:05}{serial.check}":
            with pytest.raises(CheckWrong):
                read(text)


@pytest.mark.parametrize("text", ["", "hola", "E", "E42", "X42B", "PNE-E-0004200000-K", "<script>", "E٤٢B", "E42B" * 20, "\0"])
def test_what_is_no_serial_is_said(text: str):
    with pytest.raises((SerialNotUnderstood, CheckWrong)):
        read(text)


def test_a_sheet_of_another_group_is_named_and_its_digits_do_not_pass_as_ones_own():
    other = Serial("mx", "tapachula", Form.ENCOUNTER, 42)
    with pytest.raises(SheetOfOtherGroup):
        read(str(other))
    own = [Serial("mx", HOME, Form.ENCOUNTER, number) for number in range(1, 200)]
    passing = [one for one in own if one.check == Serial("mx", "tapachula", one.form, one.number).check]
    assert not passing


@given(SERIALS, SERIALS)
def test_a_serial_names_one_record_and_another_serial_another(one: Serial, other: Serial):
    again = Serial(one.country, one.group, one.form, one.number)
    assert (one.record, one.sheet) == (again.record, again.sheet)
    assert one.record.version == 8
    ids = {one.record, one.sheet, one.entry("typed", "node", 0), one.entry("typed", "node", 1), one.entry("typed", "other", 0)}
    assert len(ids) == 5
    assert one == other or one.record != other.record
