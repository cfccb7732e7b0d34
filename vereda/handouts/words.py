"""The closed words of handouts: what is made, in which ink, and the few phrases that stand on it in each language.

The phrases say nothing of rights and dangers, so no reviewer answers for them. A language that is not here gets the Spanish ones:
they stand beside a text of its own, and no phrase is better than a wrong one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vereda.band import MAIN, band_in


class Handout(StrEnum):
    """What is printed."""

    CARD = "card"  # one A4, folded to eight panels
    POSTER = "poster"
    TALKING = "talking"  # what the agent holds while speaking


class Ink(StrEnum):
    """With what it is printed."""

    COLOUR = "colour"
    ONE = "one"  # black on white, no grey: a copier draws grey as dirt


CARD_PANELS = 6
"""Topics on a card: eight panels, less the cover and the numbers. A poster has as many."""

PICTURE_WIDTH, PICTURE_HEIGHT, PICTURE_BYTES = 1080, 1350, 150_000
AUDIO_SECONDS, AUDIO_BYTES = 60, 250_000


@dataclass(frozen=True)
class Phrases:
    """What stands on a handout beside the texts. made, until: with a place for the day; lang: of ISO 639-1, for dates."""

    lang: str
    made: str
    until: str
    unchecked: str
    more: str
    title: str
    numbers: str

    @property
    def band(self) -> str:
        return band_in(self.lang)


_PHRASES = {
    "spa": Phrases(
        lang="es",
        made="Hecho el {day}.",
        until="Vale hasta el {day}.",
        unchecked="Nadie lo ha revisado.",
        more="Lo más nuevo está aquí:",
        title="Derechos, peligros, números",
        numbers="Números",
    ),
    "eng": Phrases(
        lang="en",
        made="Made on {day}.",
        until="Valid until {day}.",
        unchecked="Nobody has reviewed it.",
        more="The newest is here:",
        title="Rights, dangers, numbers",
        numbers="Numbers",
    ),
    "fra": Phrases(
        lang="fr",
        made="Fait le {day}.",
        until="Valable jusqu’au {day}.",
        unchecked="Personne ne l’a vérifié.",
        more="La dernière version est ici :",
        title="Droits, dangers, numéros",
        numbers="Numéros",
    ),
    "por": Phrases(
        lang="pt",
        made="Feito em {day}.",
        until="Vale até {day}.",
        unchecked="Ninguém o revisou.",
        more="O mais novo está aqui:",
        title="Direitos, perigos, números",
        numbers="Números",
    ),
    "hat": Phrases(
        lang="ht",
        made="Fèt {day}.",
        until="Li bon jiska {day}.",
        unchecked="Pèsonn poko verifye li.",
        more="Sa ki pi nouvo a la a:",
        title="Dwa, danje, nimewo",
        numbers="Nimewo",
    ),
}


def phrases(language: str) -> Phrases:
    """Return what stands on a handout in a language; in Spanish where nobody wrote it."""
    return _PHRASES.get(language) or _PHRASES[MAIN]


def band(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the band in some languages, each once; never without the Spanish one, which who hands it out reads."""
    return tuple(dict.fromkeys(phrases(one).band for one in (*languages, MAIN)))
