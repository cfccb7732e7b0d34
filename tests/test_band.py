"""One wording of the band for each language, wherever it stands: pages, paper, pictures, voices, messages, phone, help."""

from __future__ import annotations

import json
import re

from tests.house import PACKAGE, REPOSITORY
from vereda.band import BANDS, MAIN, SHORT, band_in
from vereda.rescue.rules.answers import DEMONSTRATION

KINDS = ("py", "html", "js", "json", "toml", "typ", "md", "po")
BEGUN = re.compile(r"\b(D[eé]mon?stra\w+\s?[,:]\s?(?:no|do not|ne|n[aã]o|pa) [^.»”\"'<*\n]+)", re.IGNORECASE)


def test_a_language_that_nobody_wrote_has_the_main_one():
    assert band_in("quc") == band_in("") == BANDS[MAIN]
    assert {band_in(short) for short in SHORT} == set(BANDS.values())


def test_no_file_says_it_in_other_words():
    known, found = {*BANDS.values(), DEMONSTRATION.rstrip(".")}, list[tuple[str, str]]()
    for folder in (PACKAGE, REPOSITORY / "docs"):
        for path in (path for kind in KINDS for path in folder.rglob(f"*.{kind}")):
            written = path.read_text(encoding="utf-8").replace('"\n"', "")
            found += [(path.name, said.strip()) for said in BEGUN.findall(written)]
    assert [one for one in found if one[1] not in known] == []
    assert {name for name, _said in found} >= {"band.py", "es.json", "en.json"}, "the search sees the places that it must"


def test_the_phone_says_the_same():
    for short in ("es", "en"):
        words = json.loads((PACKAGE / "client" / "app" / "words" / f"{short}.json").read_text(encoding="utf-8"))
        assert words["demo_band"] == band_in(short)
