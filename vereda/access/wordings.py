"""The sentences of the screens as the country says them: `wordings.csv` of its pack, laid over the catalogues."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import GNUTranslations

from django.conf import settings
from django.utils.translation import trans_real

from vereda.countries.door import Pack, say_as

FORMS = " ‖ "
"""Between the forms of a sentence that counts: of one, and of several."""


def say_on_screens(here: Pack) -> None:
    """Let every screen and table of this process say what the pack of its country says otherwise."""
    say_as(here)
    if here.wordings:
        for language, _name in settings.LANGUAGES:
            catalogue = trans_real.translation(language)
            catalogue.merge(_Said(catalogue, here, language))


def _entries(first: str, forms: list[str], *, is_counted: bool) -> Iterator[tuple[str | tuple[str, int], str]]:
    """Yield a sentence as catalogues keep it: one that counts is found by its first form and the number of the form."""
    yield from ((((first, number) if is_counted else first), form) for number, form in enumerate(forms))


class _Said(GNUTranslations):
    """The sentences of a pack in one language, as the catalogue that they are laid over counts its plurals."""

    def __init__(self, over: trans_real.DjangoTranslation, here: Pack, language: str) -> None:
        super().__init__()
        said = ((row.said.split(FORMS), getattr(row, language).split(FORMS)) for row in here.wordings)
        self._catalog = dict(entry for (first, *more), forms in said for entry in _entries(first, forms, is_counted=bool(more)))
        self.plural = over.plural
