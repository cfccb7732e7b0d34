"""The words of the screens: gathered from code, pages and errors, and brought into the catalogues. `make words`

Spanish is what stands in the code; `vereda/locale/en` is to hold every word in English. What is new is added empty, what is
gone is dropped, and nothing is guessed: a translation that only resembles is worse than none.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from tests import errors
from tests.house import PACKAGE

ENGLISH = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, Any] = {  # Any: Babel's own notation of which argument is the text
    **DEFAULT_KEYWORDS,
    "lazy": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "noop": None,
    "say": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
METHODS = [("**/tests/**", "ignore"), ("**/migrations/**", "ignore"), ("**.py", "python"), ("**/jinja2/**.*", "jinja2")]
OPTIONS = {"**/jinja2/**.*": {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "trimmed": "true", "silent": "false"}}


def gathered() -> Catalog:
    """Return every text that can reach a screen."""
    catalogue = Catalog(domain="django", project="Vereda", charset="utf-8", header_comment="# English words of Vereda.")
    for name, line, text, comments, context in extract_from_dir(
        str(PACKAGE),
        method_map=METHODS,
        options_map=OPTIONS,
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    ):
        if text:
            catalogue.add(text, locations=[(f"vereda/{name}", line)], auto_comments=comments, context=context)
    for error in errors.known():
        if error.hint:
            path, _, number = error.where.partition(":")
            catalogue.add(error.hint, locations=[(path, int(number))])
    return catalogue


def english(path: Path = ENGLISH) -> Catalog:
    """Return the English catalogue as it is kept."""
    if not path.exists():
        return Catalog(locale="en", domain="django")
    with path.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def missing() -> list[str]:
    """Return the texts without English."""
    kept = english()
    found = []
    for message in gathered():
        other = kept.get(message.id, message.context) if message.id else None
        texts = other.string if other and isinstance(other.string, tuple) else (other.string if other else "",)
        if message.id and (other is None or other.fuzzy or not all(texts)):
            found.append(message.id if isinstance(message.id, str) else message.id[0])
    return sorted(found)


def names_in(text: str) -> set[str]:
    """Return the names that a text leaves to be filled in."""
    return set(re.findall(r"%\((\w+)\)|(?<!\{)\{(\w+)", text))


def update() -> None:
    """Bring the catalogue to what the code says now."""
    kept = english()
    kept.update(gathered(), no_fuzzy_matching=True)
    kept.obsolete.clear()
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        write_po(file, kept, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False, omit_header=False)


if __name__ == "__main__":
    update()
    left = missing()
    print(f"{len(left)} texts without English", *left[:20], sep="\n  ", file=sys.stderr)
