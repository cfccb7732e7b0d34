"""Numbers are compared as people write them; a message fits; it is tried again, ever later, and not for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from vereda.logbook.folding import read_entry
from vereda.logbook.rules.fold import fold_all
from vereda.logbook.schema import value_of
from vereda.logbook.tests.pens import Pen, subject_number
from vereda.messages.entries import NumberKept, NumberWithdrawn, TextHandled, TextReceived
from vereda.messages.errors import NumberWrong
from vereda.messages.rules import fitting, instant_said, is_same_number, next_try, number_of, number_step, start, text_step

NOW = datetime(2024, 1, 29, 19, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "sent"),
    [("+52 878 111-2233", "+528781112233"), ("878 111 2233", "8781112233"), ("(878) 111.22.33", "8781112233")],
)
def test_a_number_is_kept_as_digits(written: str, sent: str) -> None:
    assert number_of(written) == sent


@pytest.mark.parametrize(
    "said",
    [
        "2024-01-29T13:20:00-06:00", "2024-01-29T19:20:00Z", "2024-01-29T19:20:00 00:00", "2024-01-29 19:20:00+00:00",
        "1706556000", "1706556000000",
    ],
)  # fmt: skip
def test_the_hour_of_sending_is_read_as_services_write_it(said: str) -> None:
    assert instant_said(said) == NOW


@pytest.mark.parametrize(
    "said", ["", "ayer", "2024-01-29T19:20:00", "2024-01-29 19:20", "20240129", "20240129192000", "-1706556000", "٢٠٢٤", "9" * 40]
)
def test_an_hour_without_its_offset_or_of_another_form_is_none(said: str) -> None:
    assert instant_said(said) is None


@pytest.mark.parametrize("written", ["", "12345", "878 111 2233 ext 4", "1" * 16, "Lobo 2", "٨٧٨١١١٢٢٣٣"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(NumberWrong):
        number_of(written)


def test_the_country_code_makes_no_other_number_and_short_codes_are_whole() -> None:
    assert is_same_number("+528781112233", "8781112233")
    assert is_same_number("5218781112233", "+52 878 111 2233"), "old Mexican mobiles had a 1 between"
    assert is_same_number("+502 5555 1234", "55551234"), "a country of eight digits"
    assert not is_same_number("8781112233", "8781112234")
    assert not is_same_number("2233", "8781112233")
    assert not is_same_number("", "")


def test_a_text_is_one_message_in_plain_letters() -> None:
    assert fitting("Agente en peligro, Inés, Río Bravo\n 14:02") == "Agente en peligro, Ines, Rio Bravo 14:02"
    assert len(fitting("x" * 400)) == 160


def test_a_failed_message_is_tried_again_ever_later_and_not_for_ever() -> None:
    waits = [next_try(attempts, NOW) for attempts in range(1, 31)]
    assert [one - NOW for one in waits[:3] if one] == [timedelta(seconds=15), timedelta(seconds=30), timedelta(seconds=60)]
    assert waits[6] == NOW + timedelta(minutes=15)
    assert waits[28] == NOW + timedelta(minutes=15)
    assert waits[29] is None


def test_a_number_and_a_text_are_the_same_in_any_order() -> None:
    pen, number, text = Pen("desk-1"), subject_number(4), subject_number(5)
    kept = [
        pen.write(NumberKept(account="ines", warned=["post"]), number),
        pen.write(NumberKept(account="ines", warned=["headquarters", "post"]), number, minutes=1),
        pen.write(NumberWithdrawn(), number, minutes=2),
    ]
    for order in permutations([*kept, kept[1]]):
        fields = fold_all([read_entry(one.raw) for one in order], start, number_step).state["fields"]
        assert (value_of(fields, "kept"), value_of(fields, "withdrawn")) == (["ines", ["headquarters", "post"]], True)
    other = Pen("desk-2")
    came = pen.write(TextReceived(), text)
    other.learn(pen)
    answers = [other.write(TextHandled(), text, minutes=4), pen.write(TextHandled(), text, minutes=3)]
    for order in permutations([came, *answers]):
        state = fold_all([read_entry(one.raw) for one in order], start, text_step).state
        assert state["handled"][1] == "desk-1"
