"""Sentences of pure code, which knows no reader's language: it says Spanish, and keeps what is needed to say it otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

type Word = Callable[[str], str]  # a text of the catalogues in the language of the reader


def noop(text: str) -> str:
    """Mark a text for the catalogues; it is translated where it is shown."""
    return text


class Said(str):
    """A Spanish sentence that remembers its text, with {named} places, and the values in them; values may be sentences too."""

    text: str
    values: Mapping[str, Any]  # Any: numbers, names, sentences

    def __new__(cls, text: str, **values: Any) -> Said:  # Any: as above
        self = super().__new__(cls, text.format(**values))
        self.text, self.values = text, values
        return self

    def by(self, word: Word) -> str:
        """Return it in the language of `word`."""
        return word(self.text).format(**{name: spoken(value, word) for name, value in self.values.items()})


def joined(parts: Iterable[str], between: str) -> Said:
    """Return several sentences or words as one."""
    told = {f"p{at}": part for at, part in enumerate(parts)}
    return Said(between.join(f"{{{name}}}" for name in told) or "—", **told)


def spoken(told: Any, word: Word) -> Any:  # Any: JSON with sentences in it
    """Return the same with every sentence in the language of `word`; what is no sentence stays as it is."""
    if isinstance(told, Said):
        return told.by(word)
    if isinstance(told, Mapping):
        return {name: spoken(value, word) for name, value in told.items()}
    if isinstance(told, list | tuple):
        return [spoken(value, word) for value in told]
    return told
