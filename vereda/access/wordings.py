"""The sentences of the screens as the country says them: `wordings.csv` of its pack, laid over the catalogues."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import GNUTranslations

from django.conf import settings
from django.utils.translation import trans_real

from vereda.countries.door import Pack, say_as

FORMS = " ‖ "
"""Between the forms of a sentence that counts: of one, and of several."""
MOST_FORMS = 3
"""Spanish has one for millions too."""


def say_on_screens(here: Pack) -> None:
    """Let every screen and table of this process say what the pack of its country says otherwise."""
    say_as(here)
    if here.wordings:
        for language, _name in settings.LANGUAGES:
            catalogue = trans_real.translation(language)
            catalogue.merge(_Said(catalogue, here, language))


def _entries(first: str, forms: list[str], *, is_counted: bool) -> Iterator[tuple[str | tuple[str, int], str]]:
    """Yield a sentence as catalogues keep it; one that counts by each form that may be asked for, all but the first alike."""
    if not is_counted:
        yield first, forms[0]
        return
    yield from (((first, number), forms[min(number, len(forms) - 1)]) for number in range(MOST_FORMS))


class _Said(GNUTranslations):
    """The sentences of a pack in one language, as the catalogue that they are laid over counts its plurals."""

    def __init__(self, over: trans_real.DjangoTranslation, here: Pack, language: str) -> None:
        super().__init__()
        said = ((row.said.split(FORMS), getattr(row, language).split(FORMS)) for row in here.wordings)
        self._catalog = dict(entry for (first, *more), forms in said for entry in _entries(first, forms, is_counted=bool(more)))
        self.plural = over.plural
