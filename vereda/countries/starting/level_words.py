"""How the screens name the areas of a new country: sentences of the house with 'provincia' or 'cantón' where another pack says
'departamento', and the gender that goes with it. A proposal: whoever speaks the country's Spanish reads them over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import read_mo

from ..loader import DATA, pack
from ..naming import names_of, pattern
from ..words import Status
from .taking import Cells

ENGLISH = Path(__file__).parents[2] / "locale" / "en" / "LC_MESSAGES" / "django.mo"
FORMS = " ‖ "
"""Between the two forms of a sentence that counts."""
OF = {
    "provincia": "provincial", "región": "regional", "distrito": "distrital", "estado": "estatal", "parroquia": "parroquial",
    "departamento": "departamental", "cantón": "cantonal", "municipio": "municipal", "comuna": "comunal",
}  # fmt: skip
"""What belongs to such an area; another word is left to who fills the pack in."""
HOUSE = ("estado", "municipio")
"""What the sentences of the code say already."""
ONE, SEVERAL = "\x01", "\x02"
"""Stand for the word while what goes with it is put right."""
TURNED = (
    ("del \x01", "de la \x01"), ("Del \x01", "De la \x01"), ("\x01 no va sellado", "\x01 no va sellada"),
    ("odo el \x01", "oda la \x01"), ("el \x01", "la \x01"), ("El \x01", "La \x01"),
    ("\x01 entero", "\x01 entera"), ("un \x01", "una \x01"), ("un solo \x01", "una sola \x01"), ("se \x01", "sa \x01"),
    ("otro \x01", "otra \x01"), ("otros \x02", "otras \x02"), ("los \x02", "las \x02"), ("Los \x02", "Las \x02"),
    ("; los demás juntos", "; las demás juntas"), ("entre los «otros»", "entre las «otras»"),
)  # fmt: skip
"""What goes with a word of the other gender: an article, what stands before or behind."""


def wordings(first: tuple[str, str], second: tuple[str, str]) -> list[Cells]:
    """Return the rows of wordings.csv; first, second: what areas of both levels are called, Spanish and English.

    [] where the program's catalogues were not compiled, or the words are those of the house.
    """
    model = max((pack(folder.name) for folder in sorted(DATA.iterdir())), key=lambda one: len(one.wordings))
    its = {level.level: (level.label_es, level.label_en) for level in model.country.level}
    names = pattern(names_of(model))
    source = f"the wordings of pack {model.iso}, with the words of this country; to be read over by who speaks its Spanish"
    found: dict[str, tuple[str, str]] = {}
    if first[0] in OF and first[0] != HOUSE[0]:
        rows = ((row.said, row.es.replace(" paso", " cruce"), row.en) for row in model.wordings if not names.search(row.es))
        found |= {said: (_put(es, its[1][0], first[0]), _put_english(en, its[1][1], first[1])) for said, es, en in rows}
        words = (first[0], _several(first[0]), OF[first[0]])
        found = {said: told for said, told in found.items() if any(word in told[0].lower() for word in words)}
    if second[0] in OF and second[0] != HOUSE[1]:
        every = dict(_of_house(HOUSE[1])) | {said: told for said, told in found.items() if HOUSE[1] in told[0].lower()}
        found |= {
            said: (_put(es, HOUSE[1], second[0]), _put_english(en, "municipality", second[1])) for said, (es, en) in every.items()
        }
    own = {"status": Status.PROPOSAL.value, "source": source}
    return [{"said": said, "es": es, "en": en, **own} for said, (es, en) in sorted(found.items())]


def _of_house(word: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the sentences of the code that speak of an area of the second level, in Spanish and English."""
    if not ENGLISH.is_file():
        return
    with ENGLISH.open("rb") as file:
        for message in read_mo(file):
            ids, strings = (tuple([one] if isinstance(one, str) else one or ()) for one in (message.id, message.string))
            said, english = FORMS.join(ids), FORMS.join(strings)
            if re.search(rf"\b{word}s?\b", said, re.IGNORECASE) and not message.context:
                yield said, (said, english)


def _put(text: str, old: str, new: str) -> str:
    """Return a Spanish sentence with another word put in for a masculine one, and what belongs to it."""
    marked = re.sub(rf"\b{OF[old]}\b", OF[new], text)
    begins = marked.startswith((old.capitalize(), OF[old].capitalize()))
    marked = re.sub(rf"\b{old}s\b", SEVERAL, marked, flags=re.IGNORECASE)
    marked = re.sub(rf"\b{old}\b", ONE, marked, flags=re.IGNORECASE)
    if new.endswith(("a", "ión")):
        for masculine, feminine in TURNED:
            marked = marked.replace(masculine, feminine)
    told = marked.replace(SEVERAL, _several(new)).replace(ONE, new)
    return told[:1].upper() + told[1:] if begins else told


def _several(word: str) -> str:
    """Return the plural of a Spanish word: provincias, cantones, regiones."""
    return word.removesuffix("ón") + "ones" if word.endswith("ón") else word + "s"


def _put_english(text: str, old: str, new: str) -> str:
    for one, other in ((_some(old), _some(new)), (old, new)):
        text = re.sub(rf"\b{one}\b", other, text)
        text = re.sub(rf"\b{one.capitalize()}\b", other.capitalize(), text)
    return text


def _some(word: str) -> str:
    return word.removesuffix("y") + "ies" if word.endswith("y") else word + "s"
