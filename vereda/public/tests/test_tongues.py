"""The words around the texts in languages that are drafts: a file each, with the same names in it, and nobody who answers yet."""

from __future__ import annotations

import csv

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.words import gathered, names_in
from vereda.public.tongues import LOCALE, REVIEWS

TAGS = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())
STAFF = (
    "errors.py", "intake.py", "build.py", "referral.py", "referral.html", "certificate.py", "certificate.html",
    "open_data.py", "open_data.html", "open_data_edition.html", "open_data_frame.html", "openrosa.py",
)  # fmt: skip
"""What no reader on the move meets: the receiver's page is for hospitals and houses here, open data are for those who count, who
checks a certificate of training is an office, OpenRosa is for programs of our staff; all in the languages of the house."""


def drafted(tag: str) -> Catalog:
    with (LOCALE / tag / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


def of_public_pages() -> set[tuple[str | None, str]]:
    """Return the words that a reader of the public pages can meet."""
    places = [(one, [str(path) for path, _line in one.locations]) for one in gathered() if one.id]
    return {
        (one.context, str(one.id))
        for one, paths in places
        if any("vereda/public/" in path and not path.endswith(STAFF) for path in paths)
    }


@pytest.mark.parametrize("tag", TAGS)
def test_a_draft_asks_for_the_same_names_and_leaves_out_next_to_nothing(tag: str):
    """A sentence that was just changed stands in Spanish until somebody drafts it; a page half in Spanish is no draft."""
    catalogue, wanted = drafted(tag), of_public_pages()
    lines = [one for one in catalogue if one.id]
    assert [one.id for one in lines if names_in(str(one.string)) != names_in(str(one.id))] == []
    assert all(one.string for one in lines)
    missing = wanted - {(one.context, str(one.id)) for one in lines}
    assert len(missing) <= len(wanted) / 20, missing


def test_the_drafts_are_those_of_the_languages_that_have_texts_and_nobody_has_reviewed_them():
    assert TAGS == ["fr", "ht", "pt"]
    with REVIEWS.open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == []
