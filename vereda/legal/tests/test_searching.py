"""Search as people type: without accents, in any case, with slips, in Spanish or English, words that people use."""

from __future__ import annotations

import pytest

from vereda.legal.errors import QueryTooLong, UnknownCountry
from vereda.legal.lookups.library import find
from vereda.legal.rules.library import Article, Term, day_of
from vereda.legal.rules.searching import Found, index_of, search, stem
from vereda.legal.tests.shelf import law, library, term


def rows(found: Found) -> list[str]:
    return [
        f"{hit.item.country} {hit.item.law.article}" if isinstance(hit.item, Article) else hit.item.row.code for hit in found.hits
    ]


def rights(found: Found) -> set[str]:
    return {hit.item.right.code for hit in found.hits if isinstance(hit.item, Article)}


@pytest.mark.parametrize(
    "typed", ["intérprete", "interprete", "INTÉRPRETE", "  Interprete ", "interpetre", "intérpretes", "inter\u200bprete"]
)
def test_accents_case_and_slips_find_the_same(typed: str):
    assert rights(find("mx", typed)) == {"interpreter"}


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("refujio", "asylum"),
        ("asylum", "asylum"),
        ("lawyer", "legal_aid"),
        ("abogada", "legal_aid"),
        ("amapro", "amparo"),
        ("deportar", "non_refoulement"),
        ("no me pueden devolver", "non_refoulement"),
        ("niños detenidos", "no_detention_of_children"),
        ("habeas", "habeas_corpus"),
        ("policia papeles", "status_check_only_by_authority"),
        ("consulado", "consular_access"),
        ("mi bebe necesita acta de nacimiento", "birth_registration"),
    ],
)
def test_the_words_that_people_use_lead_to_the_right(typed: str, right: str):
    found = find("mx", typed)
    assert right in {hit.item.right.code for hit in found.hits[:6] if isinstance(hit.item, Article)}


def test_what_a_slip_was_taken_for_is_said():
    assert find("mx", "dtencion").heard == {"dtencion": "detencion"}
    assert find("mx", "detención").heard == {}


def test_an_article_is_found_by_its_law_and_number_and_by_no_number_like_it():
    found = find("mx", "artículo 109 Ley de Migración")
    assert rows(found) == ["mx 109"] * 5
    assert rows(find("mx", "Ley de Migración 9")) == ["mx 9"]  # neither 92 nor 99


def test_a_country_narrows_by_word_or_by_choice():
    assert {hit.item.country for hit in find("mx", "refugio", "sv").hits} == {"sv"}
    assert {hit.item.country for hit in find("mx", "refugio", "SV").hits} == {"sv"}
    assert find("mx", "refugio honduras").hits[0].item.country == "hn"


def test_terms_are_found_beside_articles():
    found = find("mx", "plazo refugio el salvador")
    assert "SV-REF-APPLY" in rows(found)
    assert any(isinstance(hit.item, Term) for hit in found.hits)


def test_every_word_must_be_there_else_what_has_most_of_them_is_given_as_a_part():
    there = index_of(library(aa=(law(article="7"), law("education", article="8", right_es="Hay escuela.", right_en="School."))))
    whole = search(there, "refugio artículo 7")
    assert (rows(whole), whole.is_part) == (["aa 7"], False)
    part = search(there, "refugio escuela xqxqx")
    assert (sorted(rows(part)), part.is_part, part.missed) == (["aa 7", "aa 8"], True, ("xqxqx",))


def test_the_name_of_a_right_counts_more_than_an_aside():
    aside = law("education", article="8", right_es="Hay escuela.", right_en="School.", note_es="refugio", note_en="refuge")
    assert rows(search(index_of(library(aa=(aside, law(article="7")))), "refugio")) == ["aa 7", "aa 8"]


def test_found_words_are_those_of_the_row_so_that_they_can_be_marked():
    hit = find("mx", "medicos").hits[0]
    assert hit.words & {"medica", "medico"}


@pytest.mark.parametrize("typed", ["", "   ", "¿?", "…", "\u202e", "\0"])
def test_nothing_typed_finds_nothing(typed: str):
    assert find("mx", typed).hits == ()


def test_empty_words_alone_are_searched_for_all_the_same():
    assert find("mx", "por la ley").hits
    assert find("mx", "de la").hits


@pytest.mark.parametrize("typed", ["<script>x</script>", "' OR 1=1;--", "{{7*7}}", "%s%n", "[[[[", "１２", "ñ" * 200, "١٢٣"])
def test_nonsense_is_answered(typed: str):
    find("mx", typed)


def test_too_much_is_refused_with_what_to_do():
    with pytest.raises(QueryTooLong, match="200"):
        find("mx", "a" * 201)


def test_an_unknown_country_names_those_that_are_there():
    with pytest.raises(UnknownCountry, match=r"«zz».*México \(mx\), El Salvador \(sv\), Guatemala \(gt\), Honduras \(hn\)"):
        find("mx", "refugio", "zz")


@pytest.mark.parametrize(
    "words",
    [
        ("detenida", "detenidas", "detenido", "detenidos"),
        ("niño", "niña", "niños"),
        ("detencion", "detenciones"),
        ("case", "cases"),
    ],
)
def test_endings_of_number_and_gender_do_not_count(words: tuple[str, ...]):
    assert len({stem(word.replace("ñ", "n")) for word in words}) == 1


def test_terms_and_laws_of_a_made_up_library_are_found_by_any_language():
    there = index_of(library(aa=(law(),), terms=(term(),)))
    assert sorted(rows(search(there, "seek"))) == ["AA-1", "aa 1"]
    assert rows(search(there, "highsea 30")) == ["AA-1"]


@pytest.mark.parametrize("written", ["", "ayer", "2024-13-01", "2024-02-30", "29/01/2024", "99999-01-01"])
def test_a_date_that_is_none_is_told_how_to_write_it(written: str):
    with pytest.raises(Exception, match="2024-01-29"):
        day_of(written)
