"""The practices of the files say in each language the same references, and each number in their text leads to one."""

from __future__ import annotations

import re

import pytest

from vereda.exchange.rules import search
from vereda.exchange.seeds import seeds
from vereda.exchange.words import NEEDED, PARTS, ReferenceStatus

SEEDS = {one.code: one for one in seeds()}


def cited(said) -> set[str]:
    return set(re.findall(r"\[(\d+)\]", " ".join(getattr(said, name) for name in PARTS)))


@pytest.mark.parametrize("code", SEEDS)
def test_each_has_both_languages_whole_and_every_reference_is_cited(code):
    one = SEEDS[code]
    assert one.language in one.texts
    assert set(one.texts) >= {"spa", "eng"}
    numbers = {str(number) for number in range(1, len(one.card.references) + 1)}
    for language, said in one.texts.items():
        assert all(getattr(said, name) for name in NEEDED), language
        assert cited(said) == numbers, language
    assert all(ref.address or ref.status is not ReferenceStatus.READ for ref in one.card.references)


def test_codes_are_named_once_and_no_text_stands_under_two():
    assert len(SEEDS) == len(seeds()) >= 6
    versions = [said.version for one in seeds() for said in one.texts.values()]
    assert len(versions) == len(set(versions))


def test_words_are_found_without_accents_in_any_language_and_all_of_them_are_asked_for():
    texts = SEEDS["second-attempt-other-means"].texts.values()
    assert search.weight(search.asked("AEROBOTE maleza"), texts)
    assert search.weight(search.asked("airboat"), texts)
    assert not search.weight(search.asked("airboat desierto"), texts)
    assert search.weight(search.asked("bote"), texts) > search.weight(search.asked("chaleco"), texts), "a title weighs more"
    assert search.plain("Niñez ÁRBOL") == "niñez arbol"
