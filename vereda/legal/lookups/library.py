"""Where the library is read from: the packs and the reference of `countries`, once a process."""

from __future__ import annotations

from functools import cache

from vereda.countries.door import law_countries, laws_of, pack, rights
from vereda.legal.rules.library import Library, Name, shelved
from vereda.legal.rules.searching import Found, Index, index_of, search


@cache
def library(home: str) -> Library:
    """Return the laws of every country that stands in the house, those of the own one first."""
    isos = law_countries()
    return shelved([laws_of(iso) for iso in isos], rights(), {iso: _name(home, iso) for iso in isos}, home)


def find(home: str, typed: str, country: str = "") -> Found:
    """Return the articles and terms that match what was typed. Raises QueryTooLong, UnknownCountry."""
    return search(_index(home), typed, library(home).country(country) if country else "")


@cache
def _index(home: str) -> Index:
    return index_of(library(home))


def _name(home: str, iso: str) -> Name:
    """Return how a country is called, from the list of nationalities of the own pack."""
    row = pack(home).nationalities[iso.upper()]
    return Name(row.label_es, row.label_en, row.demonym_es or "")
