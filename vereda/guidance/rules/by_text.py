"""What is answered to a text message: the short text of a topic, or a list of them by number. Pure.

Everything that nobody reviewed begins with the band, and so does a list with one such title. Nothing in an answer says that
help is coming or that somebody read the message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vereda.band import band_in
from vereda.countries.door import REVIEW_DAYS, Asks, Says, SmsLanguage, length_of, named_in
from vereda.guidance.rules.effective import Fillings, filled

LIST_SIGNS = 290  # letters of a list in plain letters, the band included: two parts
LIST_SIGNS_WIDE = 125
KINDS = {
    Asks.RIGHTS: ("right", "procedure"),
    Asks.DANGERS: ("danger",),
    Asks.HELP: ("number",),
    Asks.SHELTER: ("service",),
}
HEADS = {
    Asks.RIGHTS: Says.RIGHTS,
    Asks.DANGERS: Says.DANGERS,
    Asks.HELP: Says.HELP,
    Asks.SHELTER: Says.SHELTER,
    Asks.LANGUAGE: Says.LANGUAGE,
}
MENU = (Asks.RIGHTS, Asks.DANGERS, Asks.HELP, Asks.SHELTER, Asks.LANGUAGE)
"""What the numbers of the menu stand for, in their order."""


@dataclass(frozen=True)
class Item:
    """A line of a list. code: what its number stands for ('topic:heat', 'language:eng')."""

    code: str
    title: str
    needs_band: bool


@dataclass(frozen=True)
class Sentences:
    """The sentences of a language on a day, with their numbers written out. code: the language (ISO 639-3)."""

    code: str
    language: SmsLanguage
    fillings: Fillings
    on: date

    def says(self, what: Says) -> str:
        return filled(self.language.says[what], self.fillings)

    def needs_band(self, *whats: Says) -> bool:
        """Tell whether nobody answers for these sentences today, or one of them names a number that may not be given."""
        return not self._is_reviewed() or self.names_refused(*whats)

    def names_refused(self, *whats: Says) -> bool:
        """Tell whether one of these sentences names a number that may not be given."""
        named = {one for what in whats for one in named_in(self.language.says[what])}
        return any(f"{one.table}.{one.code}" in self.fillings.refused for one in named if not isinstance(one, str))

    def banded(self, text: str, *, needs_band: bool) -> str:
        return f"{band_in(self.code)}. {text}" if needs_band else text

    def said(self, *whats: Says) -> str:
        """Return some sentences one after the other, with the band where they need it."""
        return self.banded(" ".join(self.says(one) for one in whats), needs_band=self.needs_band(*whats))

    def _is_reviewed(self) -> bool:
        one = self.language
        if not (one.is_verified and one.reviewed_by and one.reviewed_on):
            return False
        last = one.reviewed_on + timedelta(days=REVIEW_DAYS)
        return one.reviewed_on <= self.on <= min(last, one.valid_until or last)


def listed(sentences: Sentences, head: Says, items: Sequence[Item], begin: int = 0) -> tuple[str, int]:
    """Return a list from an item on, as much of it as two parts hold, and how many items were shown by then.

    Numbers go on from page to page, so that each stands for one thing.
    """
    needs_band = sentences.needs_band(head, Says.MORE) or any(one.needs_band for one in items[begin:])
    text, shown = sentences.says(head) if begin == 0 else "", begin
    for number, one in enumerate(items[begin:], start=begin + 1):
        longer = f"{text}\n{number} {one.title}".strip()
        rest = f"\n{sentences.says(Says.MORE)}" if number < len(items) else ""
        if shown > begin and not _fits(sentences.banded(longer + rest, needs_band=needs_band)):
            return sentences.banded(f"{text}\n{sentences.says(Says.MORE)}", needs_band=needs_band), shown
        text, shown = longer, number
    return sentences.banded(text, needs_band=needs_band), shown


def named_first(items: Sequence[Item], said: Sequence[str], words: Sequence[Sequence[str]]) -> list[Item]:
    """Return items with those first that a word of the text names: 'PELIGRO Reynosa'. words: of each item's title."""
    wanted = {word for word in said if len(word) > 3}
    pairs = sorted(zip(items, words, strict=True), key=lambda pair: not wanted & set(pair[1]))
    return [item for item, _ in pairs]


def _fits(text: str) -> bool:
    length = length_of(text)
    return length.count <= (LIST_SIGNS_WIDE if length.is_wide else LIST_SIGNS)
