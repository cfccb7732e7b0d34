"""In which languages the words around the texts stand, and who answers for them. A language is added as files, never as code.

Words lie in `locale/<tag>/LC_MESSAGES/django.po` here; Spanish and English are those of the house. `locale/reviews.csv` names who
read and corrected a language: until then it stands on previews alone, with the band.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings

from vereda.countries.door import REVIEW_DAYS, pack
from vereda.guidance import door as guidance

LOCALE = Path(__file__).parent / "locale"
REVIEWS = LOCALE / "reviews.csv"


@dataclass(frozen=True)
class Tongue:
    """A language in which a page can be drawn. code: of the library; tag: as browsers call it; needs_band: nobody reviewed it."""

    code: str
    tag: str
    own_name: str
    needs_band: bool


def tongues(country: str, on: date, *, demo: bool) -> list[Tongue]:
    """Return the languages of the SOS form on a day, main one first: those that somebody reviewed, in a demonstration all."""
    here = pack(country)
    main = here.country.main_language
    told = [main, *(code for code in sorted(here.texts) if code != main and here.texts[code])]
    found = [
        Tongue(code, tag_of(country, code), guidance.own_name(country, code), not is_reviewed(tag_of(country, code), on))
        for code in told
    ]
    return [one for one in found if one.code == main or (has_words(one.tag) and (demo or not one.needs_band))]


def tag_of(country: str, language: str) -> str:
    """Return how browsers and voices call a language: 'es' for Spanish, the long code where there is no short one."""
    return pack(country).languages[language].iso639_1 or language


def has_words(tag: str) -> bool:
    """Tell whether somebody wrote the words of the frame in a language."""
    return is_of_house(tag) or (LOCALE / tag / "LC_MESSAGES" / "django.po").exists()


def is_of_house(tag: str) -> bool:
    return tag in dict(settings.LANGUAGES)


def is_reviewed(tag: str, on: date) -> bool:
    """Tell whether a named person answers for the words in a language on a day; the house's own language needs none."""
    if tag == settings.LANGUAGE_CODE:
        return True
    row = _reviews(REVIEWS).get(tag)
    if row is None or not row["reviewer"]:
        return False
    checked = date.fromisoformat(row["reviewed_on"])
    last = checked + timedelta(days=REVIEW_DAYS)
    return checked <= on <= min(last, date.fromisoformat(row["valid_until"] or last.isoformat()))


@cache
def _reviews(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["tag"]: row for row in csv.DictReader(file)}
