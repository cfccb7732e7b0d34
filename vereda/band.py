"""The band over everything that no named reviewer answers for, in one wording for each language. Pure, and known to all.

It stands on pages, cards, pictures, voice messages, text messages and the phone. These few words were not reviewed by a speaker
of each language either: a language that is not here has the Spanish ones, for none is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Mapping

MAIN = "spa"
BANDS: Mapping[str, str] = {
    MAIN: "Demostración: no se fíe de esto",
    "eng": "Demonstration, do not rely on this",
    "fra": "Démonstration : ne vous y fiez pas",
    "por": "Demonstração: não confie nisto",
    "hat": "Demonstrasyon: pa konte sou sa",
}
SHORT = {"es": MAIN, "en": "eng", "fr": "fra", "pt": "por", "ht": "hat"}
"""How screens and browsers call these languages."""


def band_in(language: str) -> str:
    """Return the band in a language (ISO 639-3, or as screens call it), without a stop at its end."""
    return BANDS.get(SHORT.get(language, language)) or BANDS[MAIN]
