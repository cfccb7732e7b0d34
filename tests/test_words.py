"""English is complete, and a translation asks for nothing that the text does not give."""

from __future__ import annotations

from tests.words import english, missing, names_in


def test_every_text_of_the_screens_has_english():
    assert missing() == [], "make words, then vereda/locale/en/LC_MESSAGES/django.po"


def test_a_translation_fills_in_the_same_names():
    wrong = []
    for message in english():
        originals, texts = (value if isinstance(value, tuple) else (value,) for value in (message.id, message.string))
        wanted = set.union(*(names_in(text) for text in originals)) if message.id else set()
        wrong += [text for text in texts if message.id and text and names_in(text) - wanted]
    assert wrong == []
