"""A word is understood as people write it on the way; what is no word of ours is not guessed."""

from __future__ import annotations

import pytest

from vereda.countries.door import Asks, pack
from vereda.messages.reading.keywords import EXACT_ONLY, Asked, asked, folded

MX = pack("mx")
NAMES = {
    code: [MX.own_names.get(code, row.label_es), row.label_es, row.label_en]
    for code, row in MX.languages.items()
    if code != "mam"
}


def of(text: str, *preferred: str) -> Asked:
    return asked(text, MX.sms, NAMES, preferred or ("spa",))


@pytest.mark.parametrize("language", list(MX.sms))
def test_every_word_of_every_language_is_understood_in_capitals_without_accents_and_with_signs(language: str) -> None:
    for what, words in MX.sms[language].words.items():
        for word in words:
            for written in (word, word.lower(), f"  {word.title()}!! 🙏", f"«{word}».\n"):
                found = of(written, language)
                assert (found.what, found.is_whole) == (what, True), written


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("derehos", Asks.RIGHTS), ("DERECHOSS", Asks.RIGHTS), ("dercehos", Asks.RIGHTS), ("Peligo", Asks.DANGERS),
        ("aydua", Asks.HELP), ("Ayúda", Asks.HELP), ("albege", Asks.SHELTER), ("alvergue", Asks.SHELTER),
        ("idiomas", Asks.LANGUAGE),
        ("kiero saber mis derechos porfa", Asks.RIGHTS), ("AYUDA no tengo agua", Asks.HELP), ("menú", Asks.MENU),
    ],
)  # fmt: skip
def test_slips_and_words_around_are_forgiven(text: str, what: Asks) -> None:
    assert of(text).what == what


def slips(word: str) -> set[str]:
    """Return a word with one letter left out, doubled, or swapped with the next; the first one is hit by everybody."""
    pairs = range(len(word) - 1)
    out = {word[:at] + word[at + 1 :] for at in range(1, len(word))} | {
        word[:at] + word[at] + word[at:] for at in range(len(word))
    }
    return out | {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in pairs}


@pytest.mark.parametrize("language", list(MX.sms))
def test_one_slip_in_any_longer_word_of_any_language_is_forgiven(language: str) -> None:
    for what, words in MX.sms[language].words.items():
        for word in (" ".join(folded(one)) for one in words):
            if what not in EXACT_ONLY and len(word) > 4:
                assert {one for one in slips(word) if of(one, language, "spa").what is not what} == set(), word


@pytest.mark.parametrize(
    ("text", "number"), [("1", 1), (" 12. ", 12), ("1️⃣", 1), ("No. 3", 3), ("número 4", 4), ("0", 0), ("١", 1)]
)
def test_a_number_of_a_menu_is_read(text: str, number: int) -> None:
    assert (of(text).number, of(text).is_whole) == (number, True)


@pytest.mark.parametrize("text", ["8781112233", "28.7 -100.5", "somos 4", "2024"])
def test_other_numbers_are_none_of_a_menu(text: str) -> None:
    assert of(text).number is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("English", "eng"), ("ingles", "eng"), ("ESPAÑOL", "spa"), ("espanol", "spa"), ("kreyol", "hat"),
        ("Kreyòl ayisyen", "hat"),
        ("francais", "fra"), ("portugues", "por"), ("K'iche'", "quc"), ("kiche", "quc"), ("q’eqchi’", "kek"),
    ],
)  # fmt: skip
def test_a_language_is_chosen_by_its_own_name(text: str, language: str) -> None:
    names = NAMES | {"hat": ["Kreyòl ayisyen", "Kreyòl", "Criollo haitiano"]}
    assert asked(text, MX.sms, names, ("spa",)) == Asked(Asks.LANGUAGE, language, is_whole=True, is_name=True)


def test_a_word_of_another_language_says_which() -> None:
    assert (of("RIGHTS").what, of("RIGHTS").language) == (Asks.RIGHTS, "eng")
    assert of("droits").language == "fra"
    assert of("ASILO", "por").language == "por", "the language of the conversation goes first"


@pytest.mark.parametrize("text", ["ALTO riesgo aquí nos asaltan", "no me digan stop", "altas temperaturas", "ya para esto"])
def test_a_text_that_only_begins_like_an_end_asks_for_none(text: str) -> None:
    assert of(text).what is not Asks.STOP


def test_near_words_do_not_stop_start_or_call_for_help() -> None:
    assert of("alta").what == Asks.START
    for near in ("altu", "socor", "auxili"):
        assert of(near).what not in (Asks.STOP, Asks.START, Asks.SOS), near


def test_help_is_called_for_at_the_beginning() -> None:
    for text in ("AUXILIO nos persiguen", "help me please", "ANMWE", "au secours, on est 3", "estamos en peligro 28.7 -100.5"):
        assert of(text).what == Asks.SOS, text
    assert of("vi un letrero de auxilio vial").what is None


@pytest.mark.parametrize("text", ["", "   ", "🙏😭", "\u200b", "...", "\0"])
def test_what_holds_no_word_is_empty(text: str) -> None:
    assert of(text) == Asked(is_empty=True)


@pytest.mark.parametrize("text", ["x" * 1000, "mi hermano no contesta", "مرحبا", "你好", "a " * 3000])
def test_what_is_no_word_of_ours_is_not_guessed(text: str) -> None:
    assert of(text) == Asked()
