"""English is complete, and a translation asks for nothing that the text does not give."""

from __future__ import annotations

from datetime import date

from django.utils import formats, translation

from tests.words import english, missing, names_in


def test_every_text_of_the_screens_has_english():
    assert missing() == [], "make words, then vereda/locale/en/LC_MESSAGES/django.po"


def forms(text: object) -> list[str]:
    """Return singular and plural of a text, or the text alone."""
    return [form or "" for form in text] if isinstance(text, list | tuple) else [str(text or "")]


def test_a_translation_fills_in_the_same_names():
    wrong = []
    for message in english():
        if message.id:
            wanted = set.union(*(names_in(text) for text in forms(message.id)))
            wrong += [text for text in forms(message.string) if names_in(text) - wanted]
    assert wrong == []


def test_the_catalogue_compiles_without_a_complaint():
    """'40 % antes' reads as a place for a number: the machine that sets itself up would say so, and keep the old catalogue."""
    assert [(message.id, list(map(str, why))) for message, why in english().check() if why] == []


def test_a_day_in_english_names_its_month():
    """Django asks our catalogue for its own 'mar' too: a Tuesday of ours would stand in every date of March."""
    with translation.override("en"):
        said = [formats.date_format(date(2026, month, 3), "j b").lower() for month in range(1, 13)]
    assert said == [f"3 {date(2026, month, 3):%b}".lower() for month in range(1, 13)]
