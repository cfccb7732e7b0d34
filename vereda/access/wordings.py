"""The sentences of the screens as the country says them: `wordings.csv` of its pack, laid over the catalogues."""

from __future__ import annotations

from gettext import GNUTranslations

from django.conf import settings
from django.utils.translation import trans_real

from vereda.countries.door import Pack, say_as


def say_on_screens(here: Pack) -> None:
    """Let every screen and table of this process say what the pack of its country says otherwise."""
    say_as(here)
    if here.wordings:
        for language, _name in settings.LANGUAGES:
            catalogue = trans_real.translation(language)
            catalogue.merge(_Said(catalogue, here, language))


class _Said(GNUTranslations):
    """The sentences of a pack in one language, as the catalogue that they are laid over counts its plurals."""

    def __init__(self, over: trans_real.DjangoTranslation, here: Pack, language: str) -> None:
        super().__init__()
        self._catalog = {row.said: getattr(row, language) for row in here.wordings}
        self.plural = over.plural
