"""The words of a contact card: distinct, checked, forgiving; and nothing in them of a person, a group or a day."""

from __future__ import annotations

import random
import re
from itertools import combinations, permutations

import pytest

from vereda.people.rules import card
from vereda.people.rules.card import Wrong
from vereda.people.rules.sounds import sound

RANDOM = random.Random(8)


def codes(many: int = 50) -> list[str]:
    return [card.fresh(RANDOM.randrange) for _code in range(many)]


def test_the_list_is_prime_and_every_word_is_plain() -> None:
    words = card.words()
    many = len(words)
    assert all(many % one for one in range(2, int(many**0.5) + 1))
    assert list(words) == sorted(words)
    assert all(re.fullmatch("[a-z]{4,8}", word) for word in words)
    assert many**card.DRAWN > 2**41


def test_words_are_told_apart_by_their_beginning_by_ear_and_by_one_slip() -> None:
    words = card.words()
    assert len({word[: card.BEGINS] for word in words}) == len(words)
    assert len({sound(word) for word in words}) == len(words)
    slips = [(slip, word) for word in words for slip in {word[:at] + "_" + word[at + 1 :] for at in range(len(word))}]
    assert len({slip for slip, _word in slips}) == len(slips)  # no two differ by one letter
    there = set(words)
    for word in words:
        assert not there & {word[:at] + word[at + 1 :] for at in range(len(word))}  # nor by one that is missing
        swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)} - {word}
        assert not there & swapped


def test_words_that_hurt_or_frighten_are_not_there() -> None:
    hurts = (
        "muerte migra policia frontera muro cartel pistola droga perra puta coger pollero coyote desierto hielo norte negro indio"
    )
    assert not set(hurts.split()) & set(card.words())


def test_one_wrong_word_is_always_noticed() -> None:
    words = card.words()
    for code in codes(3):
        right = [words.index(word) for word in code.split()]
        for at in range(card.WORDS):
            others = [(*right[:at], other, *right[at + 1 :]) for other in range(len(words))]
            assert [other for other in others if card.fits(other)] == [tuple(right)]
    typed = code.split()
    wrong = next(word for word in words if word not in typed)
    assert card.typed(" ".join([wrong, *typed[1:]])).wrong is Wrong.CHECK


def test_two_words_in_each_others_place_are_always_noticed() -> None:
    for code in codes():
        for one, two in combinations(range(card.WORDS), 2):
            typed = code.split()
            typed[one], typed[two] = typed[two], typed[one]
            read = card.typed(" ".join(typed))
            assert read.wrong is Wrong.CHECK
            assert code in read.proposed or not read.proposed


def test_of_all_orders_of_the_words_nearly_only_the_right_one_is_a_code() -> None:
    right = [sum(not card.typed(" ".join(order)).wrong for order in permutations(code.split())) for code in codes(20)]
    assert min(right) == 1
    assert sum(right) <= 24


@pytest.mark.parametrize(
    "write",
    [
        str.upper,
        str.title,
        lambda code: code.replace(" ", "-"),
        lambda code: code.replace(" ", ", "),
        lambda code: f"  {code}.\n",
        lambda code: code.replace("a", "á").replace("o", "ó"),
        lambda code: " ".join(word[:4] for word in code.split()),
    ],
)
def test_it_is_read_however_it_is_written(write: object) -> None:
    for code in codes(10):
        assert card.typed(write(code)).code == code  # type: ignore[operator]  # the functions above


def test_a_slip_proposes_the_code_that_was_meant() -> None:
    found = 0
    for code in codes(40):
        words = code.split()
        slipped = "x" + words[1][1:]
        read = card.typed(" ".join([words[0], slipped, *words[2:]]))
        assert not read.code
        found += read.proposed == (code,)
    assert found >= 38


def test_what_sounds_the_same_is_proposed() -> None:
    assert [card.words()[place] for place in card.near("cavallo")] == ["caballo"]
    assert "zapato" in [card.words()[place] for place in card.near("sapato")]


@pytest.mark.parametrize(
    ("text", "wrong"), [("", Wrong.FEW), ("abeja abrigo", Wrong.FEW), ("1234 5678", Wrong.FEW), ("a b c d e f", Wrong.MANY)]
)
def test_what_is_no_code_says_why_by_its_words_alone(text: str, wrong: Wrong) -> None:
    assert card.typed(text).wrong is wrong


def test_numbers_are_all_as_long_and_each_code_has_its_own() -> None:
    made = codes(300)
    numbers = {card.number_of(code) for code in made}
    assert len(numbers) == len(set(made))
    assert {len(number) for number in numbers} == {card.DIGITS}
    assert all(card.is_number(number) for number in numbers)
    assert not card.is_number("9" * card.DIGITS)
    with pytest.raises(ValueError, match="no code"):
        card.number_of("abeja abrigo abuela acacia academia")


def test_of_another_year_a_card_has_another_digest() -> None:
    number = card.number_of(codes(1)[0])
    this, other = (card.digest_of(key * 32, number) for key in (b"1", b"2"))
    assert this != other
    assert len(this) == 16
    assert card.digest_of(b"1" * 32, number) == this


def test_a_word_is_completed_from_its_beginning() -> None:
    assert card.completions("Abé", 3) == ["abedul", "abeja", "abeto"]
    assert card.completions("", 3) == []
