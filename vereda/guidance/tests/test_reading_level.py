"""Syllables as the Academy parts them, and the formula with numbers worked by hand."""

from __future__ import annotations

import pytest

from vereda.guidance.rules.changes import Part, changes
from vereda.guidance.rules.reading_level import Ease, level_of, syllables
from vereda.guidance.rules.text import Said


@pytest.mark.parametrize(
    "parted",
    [
        # simple
        "me-sa", "si-lla", "ca-mi-sa", "ins-truc-ción", "obs-tá-cu-lo", "a-trac-ti-vo", "trans-por-te", "a-gua", "y", "rey",
        # diphthongs
        "pai-sa-je", "pei-ne", "an-droi-de", "pau-sa", "feu-do", "es-ta-dou-ni-den-se", "su-cia", "tie-rra", "pio-jo", "re-cua",
        "puer-ta", "re-si-duo", "ciu-dad", "bui-tre", "muy", "viu-da", "jau-rí-a",
        # hiatus
        "le-er", "a-é-re-o", "te-a-tro", "ca-o-ba", "pa-ís", "ba-úl", "o-ír", "rí-o", "fi-lo-so-fí-a", "chi-i-ta", "re-ú-ne",
        # triphthongs
        "U-ru-guay", "buey", "es-tu-diáis", "a-ve-ri-güéis",
        # letters that are not said
        "gue-rra", "que-so", "gui-tar-ra", "pin-güi-no", "ver-güen-za", "quí-mi-ca", "prohi-bir", "bú-ho", "al-co-hol", "ahu-mar",
        # consonant y
        "ya-te", "ma-yo", "a-yu-da", "pro-yec-to",
    ],
)  # fmt: skip
def test_syllables_are_counted_as_the_academy_parts_words(parted: str):
    wanted = parted.count("-") + 1
    assert syllables(parted.replace("-", "")) == wanted


def test_a_number_is_told_digit_by_digit():
    assert syllables("911") == 6  # nueve, uno, uno


def test_the_formula_with_counts_made_by_hand():
    # Lle-ve a-gua. Des-can-se a la som-bra. 6 words, 2 sentences; 2+2, 3+1+1+2 = 11 syllables
    found = level_of("Lleve agua. Descanse a la sombra.")
    assert found is not None
    assert (found.words, found.sentences, found.syllables) == (6, 2, 11)
    assert found.score == round(206.835 - 62.3 * 11 / 6 - 6 / 2, 1) == 89.6
    assert found.ease is Ease.VERY_EASY


@pytest.mark.parametrize(
    ("text", "ease"),
    [
        ("No te vayas solo. El sol es malo.", Ease.VERY_EASY),
        ("Presentada la solicitud no hay devolución, y no se avisa al consulado sin consentimiento expreso.", Ease.RATHER_HARD),
        (
            "La interposición extemporánea de la solicitud de reconocimiento determinará irremediablemente la improcedencia "
            "administrativa correspondiente.",
            Ease.VERY_HARD,
        ),
    ],
)
def test_easy_and_hard_texts_are_told_apart(text: str, ease: Ease):
    found = level_of(text)
    assert found is not None
    assert found.ease is ease, found


def test_a_text_without_a_word_has_no_level_and_one_without_a_full_stop_is_a_sentence():
    assert level_of(" … ") is None
    assert level_of("") is None
    found = level_of("sin punto")
    assert found is not None
    assert found.sentences == 1


def test_what_changed_is_told_word_by_word_and_what_did_not_is_left_out():
    before = Said("Lleve agua.", "Lleve agua.", "Lleve agua y sombra.", "x", "")
    after = Said("Lleve agua.", "Lleve mucha agua.", "Lleve agua y descanse.", "x", "")
    assert [one.field for one in changes(before, after)] == ["spoken", "full"]
    assert changes(before, after)[0].parts == ((Part.SAME, "Lleve "), (Part.NEW, "mucha "), (Part.SAME, "agua."))
    assert changes(before, after)[1].parts == ((Part.SAME, "Lleve agua y "), (Part.GONE, "sombra."), (Part.NEW, "descanse."))
    assert changes(before, before) == []
