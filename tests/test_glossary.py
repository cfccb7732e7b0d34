"""A word that is not in the glossary is not yet a name: modules, entry kinds, roles and purposes are there; none that is gone."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from tests.house import REPOSITORY, sources
from vereda.access.web.labels import PURPOSES, ROLES
from vereda.access.words import Purpose, Role
from vereda.logbook import registry

PAGE = REPOSITORY / "docs" / "glossary.md"
ROW = re.compile(r"\| `([\w.]+)` \| (.+) \| (.+) \|")


def section(title: str) -> dict[str, tuple[str, str]]:
    """Return the words of one table of the page: code -> (Spanish, English)."""
    text = PAGE.read_text(encoding="utf-8")
    found = re.search(rf"^## {title} ·.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, title
    return {code: (spanish, english) for code, spanish, english in ROW.findall(found[0])}


def test_the_glossary_has_every_module_and_none_that_is_gone():
    assert set(section("Módulos")) == {source.module for source in sources() if source.module}


def test_the_glossary_has_every_entry_kind_and_none_that_is_gone():
    assert set(section("Registros")) == {kind.kind for kind in registry.kinds()}


@pytest.mark.parametrize(("title", "words", "labels"), [("Funciones", Role, ROLES), ("Motivos", Purpose, PURPOSES)])
def test_the_glossary_calls_roles_and_purposes_as_the_screens_do(title, words, labels):
    rows = section(title)
    assert set(rows) == {word.value for word in words}
    for language, column in (("es", 0), ("en", 1)):
        with translation.override(language):
            assert {code: row[column] for code, row in rows.items()} == {word.value: str(labels[word]) for word in words}
