"""Finding articles and terms by what somebody types: without accents, in any case, with slips of the finger, in either language.

Every word must be found; where none of the library has them all, what has most of them is given, and said to be a part.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from vereda.legal.errors import QueryTooLong
from vereda.legal.rules.library import Article, Library, Term

MOST_SIGNS = 200
UNSEEN = frozenset({"Mn", "Cf", "Cc"})
#: How much a word counts by where it stands.
TITLE, CITED, TEXT, CALLED, ASIDE = 6.0, 4.0, 3.0, 2.5, 1.0
#: How much of that a word keeps when it only resembles.
STEM, BEGINNING, SLIP = 0.9, 0.75, 0.5
SLIP_FROM, BEGINNING_FROM, LONG_STEM = 4, 3, 5
SURE = 0.78
EMPTY_ES = (
    "a al con de del el en es hay la las le les lo los me mi nos o para por puede pueden que se si son su sus te tu un una y e"
)
EMPTY_EN = "the of and to for in on or an my is are be can if it"
CITING = "art arts articulo articulos fr fraccion article articles"
EMPTY = frozenset(word for line in (EMPTY_ES, EMPTY_EN, CITING) for word in line.split())


def plain(text: str) -> str:
    """Return a text without accents and signs that nobody sees, in small letters."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign) not in UNSEEN)
    return bare.casefold()


def words_of(text: str) -> list[str]:
    """Return the plain words and numbers of a text, in order."""
    return re.findall(r"[^\W_]+", plain(text))


def stem(word: str) -> str:
    """Return a word without the endings of number and gender: detenidas, detenido -> detenid."""
    for ending in ("es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] in "aeo" else word


@dataclass(frozen=True, slots=True)
class Leaf:
    """An article or term with the weight of each of its words."""

    item: Article | Term
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """words: each word of the library with the number of leaves that have it."""

    leaves: tuple[Leaf, ...]
    words: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found, and those of its words that were meant."""

    item: Article | Term
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search, best first.

    heard    typed word -> the word of the library that it was taken for
    missed   typed words that are nowhere
    is_part  no row has all the words; these have most of them
    """

    hits: tuple[Hit, ...] = ()
    heard: Mapping[str, str] | None = None
    missed: tuple[str, ...] = ()
    is_part: bool = False


def index_of(library: Library) -> Index:
    """Return what a library is searched by."""
    leaves = [_leaf_of_article(library, one) for one in library.articles]
    leaves += [_leaf_of_term(library, one) for one in library.terms]
    return Index(tuple(leaves), Counter(word for leaf in leaves for word in leaf.weights))


def search(index: Index, typed: str, country: str = "") -> Found:
    """Return what matches the words typed, in one country or in all. Nothing typed finds nothing. Raises QueryTooLong."""
    if len(typed) > MOST_SIGNS:
        raise QueryTooLong(most=MOST_SIGNS)
    asked = list(dict.fromkeys(words_of(typed)))
    asked = [word for word in asked if word not in EMPTY] or asked
    if not asked:
        return Found()
    taken = {word: _taken(word, index.words) for word in asked}
    heard = {word: one.heard for word, one in taken.items() if one.heard}
    missed = tuple(word for word, one in taken.items() if not one.meant)
    scored = [(_scores(leaf, taken), leaf) for leaf in index.leaves if not country or leaf.item.country == country]
    most = max((len(scores) for scores, _ in scored), default=0)
    if not most:
        return Found(heard=heard, missed=missed)
    best = sorted((one for one in scored if len(one[0]) == most), key=lambda one: -sum(one[0].values()))
    meant = {other for one in taken.values() for other in one.meant}
    hits = tuple(Hit(leaf.item, frozenset(meant & leaf.weights.keys())) for _, leaf in best)
    return Found(hits, heard, missed, most < len(asked))


@dataclass(frozen=True, slots=True)
class Taken:
    """What a typed word was taken for: words of the library with how much each keeps; `heard` where it was a slip."""

    meant: Mapping[str, float]
    heard: str = ""


def _taken(word: str, known: Mapping[str, int]) -> Taken:
    meant = {other: kept for other in known if (kept := _likeness(word, other))}
    if meant or len(word) < SLIP_FROM or any(map(str.isdigit, word)):
        return Taken(meant)
    close = get_close_matches(word, known, n=5, cutoff=SURE)
    close = [other for other in close if other[0] == word[0]] or close
    if not close:
        return Taken({})
    heard = max(close, key=lambda other: (round(SequenceMatcher(None, other, word).ratio(), 2), known[other]))
    return Taken({other: SLIP for other in known if stem(other) == stem(heard)}, heard)


def _likeness(word: str, other: str) -> float:
    """Return how much a word of the library keeps of its weight when this one was typed, 0 when it is another word."""
    if other == word:
        return 1.0
    if word.isdigit() or other.isdigit():
        return 0.0
    root = stem(word)
    if stem(other) == root and len(root) >= BEGINNING_FROM:
        return STEM
    if other.startswith(word) and len(word) >= BEGINNING_FROM:
        return BEGINNING
    return SLIP if len(root) >= LONG_STEM and other.startswith(root) else 0.0


def _scores(leaf: Leaf, taken: Mapping[str, Taken]) -> dict[str, float]:
    """Return how much each typed word counts that the leaf has."""
    found: dict[str, float] = {}
    for word, one in taken.items():
        here = [kept * leaf.weights[other] for other, kept in one.meant.items() if other in leaf.weights]
        if here:
            found[word] = max(here)
    return found


def _leaf_of_article(library: Library, one: Article) -> Leaf:
    law, right = one.law, one.right
    parts = (
        (TITLE, (right.label_es, right.label_en)),
        (CITED, (law.instrument, law.article, str(law.year or ""))),
        (TEXT, (law.right_es, law.right_en)),
        (CALLED, (right.code, *right.words)),
        (ASIDE, (law.covers_es, law.covers_en, law.note_es, law.note_en, *_country(library, one.country))),
    )
    return Leaf(one, _weights(parts))


def _leaf_of_term(library: Library, one: Term) -> Leaf:
    row = one.row
    parts = (
        (TITLE, (row.procedure_es, row.procedure_en)),
        (CITED, (row.legal_basis, row.article, row.code)),
        (TEXT, (row.trigger_es, row.trigger_en, row.consequence_es, row.consequence_en)),
        (CALLED, ("plazo", "término", "deadline", "time limit", str(row.amount or ""))),
        (ASIDE, (row.who_acts_es, row.who_acts_en, row.exceptions_es, row.exceptions_en, *_country(library, one.country))),
    )
    return Leaf(one, _weights(parts))


def _country(library: Library, iso: str) -> tuple[str, ...]:
    name = library.names[iso]
    return iso, name.es, name.en, name.demonym


def _weights(parts: Iterable[tuple[float, Iterable[str | None]]]) -> dict[str, float]:
    """Return how much each word counts: more where it stands in a name, and more where it stands in several places."""
    weights: dict[str, float] = {}
    for weight, texts in parts:
        for text in texts:
            for word in set(words_of(text or "")):
                weights[word] = weight + weights.get(word, 0.0)
    return weights
