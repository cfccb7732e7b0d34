"""From what was written of people to the columns that are compared: whole numbers only, no name.

Each distinct value is read once: a million records hold a few thousand given names and some hundred thousand pairs of surnames.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from vereda.people.matching.birth import born, days
from vereda.people.matching.names import by_ear, canonical, heard, key, nearby, words
from vereda.people.matching.tokens import Tokens
from vereda.people.rules.person import folded
from vereda.people.rules.sounds import phone_end

Row = dict[str, Any]  # Any: whole numbers, lists of them, or None; the fields below say which
NUMBER, NUMBERS = pa.int64(), pa.list_(pa.int64())
UNSAID = frozenset({"", "x", "u", "unknown", "desconocido", "no sabe", "ns", "nd", "otro", "other", "none", "null", "nan", "na"})
PLACE_PARTICLES = frozenset(["de", "del", "la", "las", "los", "el", "y"])

GIVEN = pa.schema(
    dict.fromkeys(("g1", "g2", "g12", "gp1", "gp2", "gj", "gx", "gk"), NUMBER)
    | dict.fromkeys(("gs1", "gs", "gn1", "gn2", "gxs"), NUMBERS)
)
"""First and second given name, both as one, how they sound, all as one word, the first as a word of any name and as a stranger
hears it; all names that the first and that any of them may stand for; what each becomes by a slip; all as words of any name."""
FAMILIES = pa.schema(
    dict.fromkeys(("s1", "s2", "s12", "sp1", "sp2", "sj", "sx", "sk"), NUMBER)
    | dict.fromkeys(("ss", "sn1", "sn2", "sxs"), NUMBERS)
)
"""The first and the last surname, as above; `ss` are all of them."""
BIRTH = pa.schema(
    dict.fromkeys(("b_first", "b_last", "b_year", "b_month", "b_day", "dob", "b_mid", "day"), pa.int32())
    | dict.fromkeys(("heaped", "adult"), pa.bool_())
)
"""`b_mid` is the year in the middle, by which records are brought together; `day` that of the record, `met` the same where days
tell records apart."""
FEW_DAYS = 20
"""Up to so many records of one day are no sign that days were not written down."""
PLACE = pa.schema([("o", NUMBER), ("o1", NUMBER), ("ow", NUMBERS), ("o_near", NUMBERS)])
"""The whole, what stands before the first comma, its words, and what the former becomes by a slip."""
PHONE = pa.schema([("ph", NUMBER), ("phn", NUMBERS)])
CARD = pa.schema([("card", NUMBER), ("cardw", NUMBERS)])
ONE = {name: pa.schema([(name, NUMBER)]) for name in ("sex", "nat")}


def linkage_table(raw: pa.Table, tokens: Tokens) -> pa.Table:
    """Return the columns that are compared, a row a record in the same order; `record` numbers them from 0.

    raw  columns of text: given_names, surnames, sex, age, date, date_of_birth, nationality, origin, phone, and card_code or not;
         already read by `reading.py`, so that each date is one. A household is not looked at.
    """
    columns = {"birth": _joined(raw, BIRTHS), **{name: raw[name] for name in PARTS if name in raw.column_names}}
    coded_columns = {name: _coded(columns[name]) for name in PARTS if name in columns}
    slices = [(name, texts) for name, one in coded_columns.items() for texts in _slices(one.dictionary)]
    made: dict[str, list[pa.Table]] = {}
    with _reading(tokens, tokens.workers if raw.num_rows >= MANY else 1) as read:
        for (name, _), part in zip(slices, read(slices), strict=True):
            made.setdefault(name, []).append(part)
    table = pa.table({"record": pa.array(range(raw.num_rows), pa.int32())})
    for name, schema in PARTS.items():
        if name in made:
            part = pa.concat_tables(made.pop(name)).combine_chunks().take(coded_columns[name].indices)
        else:
            part = schema.empty_table().take(pa.nulls(raw.num_rows, pa.int32()))
        for column in part.column_names:
            table = table.append_column(column, part[column])
    return table.append_column("met", _told_apart(table["day"]))


def _told_apart(day: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the day of each record, none where one day stands for all: then it was not the day on which somebody was met."""
    most = pc.max(pc.struct_field(pc.value_counts(day), "counts")).as_py() or 0
    return pa.chunked_array([pa.nulls(len(day), day.type)]) if most > max(FEW_DAYS, len(day) / 2) else day


def given(names: list[str], tokens: Tokens) -> pa.Table:
    """Return what is compared of given names."""
    every = [words(name) for name in names]
    one, two = [some[0] if some else None for some in every], [some[1] if len(some) > 1 else None for some in every]
    both = [f"{_meant(first)} {_meant(second)}" if first and second else None for first, second in zip(one, two, strict=True)]
    return pa.table(
        {
            "g1": _each(one, lambda word: tokens.of("given", _meant(word))),
            "g2": _each(two, lambda word: tokens.of("given", _meant(word))),
            "g12": _each(both, lambda names: tokens.of("givens", names)),
            "gp1": _each(one, lambda word: tokens.of("given sound", key(_meant(word)))),
            "gp2": _each(two, lambda word: tokens.of("given sound", key(_meant(word)))),
            "gj": _each(_as_one(every), lambda name: tokens.of("givens joined", heard(name))),
            "gx": _each(one, lambda word: tokens.of("name", key(_meant(word)))),
            "gk": _each(one, lambda word: tokens.of("name by ear", by_ear(_meant(word)))),
            "gs1": _each(one, lambda word: tokens.of_word("given", word, canonical), NUMBERS),
            "gs": _sets(every, lambda word: tokens.of_word("given", word, canonical)),
            "gn1": _each(one, lambda word: tokens.of_word("given near", word, nearby), NUMBERS),
            "gn2": _each(two, lambda word: tokens.of_word("given near", word, nearby), NUMBERS),
            "gxs": _sets(
                [(_meant(some[0]), *some) if some else () for some in every], lambda word: (tokens.of("name", key(word)),)
            ),
        },
        GIVEN,
    )


def _meant(word: str) -> str:
    """Return the one name that a given name stands for, itself where there are several."""
    others = [name for name in canonical(word) if name != word]
    return others[0] if len(others) == 1 else word


def families(names: list[str], tokens: Tokens) -> pa.Table:
    """Return what is compared of surnames: the first, and the last of two or more."""
    every = [words(name) for name in names]
    one, two = [some[0] if some else None for some in every], [some[-1] if len(some) > 1 else None for some in every]
    both = [f"{first} {second}" if first and second else None for first, second in zip(one, two, strict=True)]
    return pa.table(
        {
            "s1": _each(one, lambda word: tokens.of("surname", word)),
            "s2": _each(two, lambda word: tokens.of("surname", word)),
            "s12": _each(both, lambda names: tokens.of("surnames", names)),
            "sp1": _each(one, lambda word: tokens.of("surname sound", key(word))),
            "sp2": _each(two, lambda word: tokens.of("surname sound", key(word))),
            "sj": _each(_as_one(every), lambda name: tokens.of("surnames joined", heard(name))),
            "sx": _each(one, lambda word: tokens.of("name", key(word))),
            "sk": _each(one, lambda word: tokens.of("name by ear", by_ear(word))),
            "ss": _sets(every, lambda word: (tokens.of("surname", word),)),
            "sn1": _each(one, lambda word: tokens.of_word("surname near", word, nearby), NUMBERS),
            "sn2": _each(two, lambda word: tokens.of_word("surname near", word, nearby), NUMBERS),
            "sxs": _sets(every, lambda word: (tokens.of("name", key(word)),)),
        },
        FAMILIES,
    )


def _as_one(every: list[tuple[str, ...]]) -> list[str | None]:
    return ["".join(some) or None for some in every]


def _each(values: list[str | None], make: Callable[[str], int | list[int]], kind: pa.DataType = NUMBER) -> pa.Array:
    """Return what is made of each value, none of none; `make` is called once a distinct value."""
    coded_values = pa.array(values, pa.string()).dictionary_encode()
    return pa.array([make(one) for one in coded_values.dictionary.to_pylist()], kind).take(coded_values.indices)


def _sets(every: list[tuple[str, ...]], make: Callable[[str], Iterable[int]]) -> pa.Array:
    """Return all that is made of the words of each row, sorted, each once; none where there is no word."""
    held = {word: make(word) for word in {word for some in every for word in some}}
    rows = [sorted({one for word in some for one in held[word]}) if some else None for some in every]
    return pa.array(rows, NUMBERS)


def birth(said: str) -> Row:
    """Return what is compared of a birth: 'birthday|age|day of the record', the first two empty where not told."""
    birthday, age, day = said.split(JOINT)
    seen_on = date.fromisoformat(day)
    found = born(date.fromisoformat(birthday) if birthday else None, int(age) if age else None, seen_on)
    if found is None:
        return {"day": days(seen_on)}
    return {
        "b_first": found.first, "b_last": found.last, "b_mid": (found.first + found.last) // 2 // 365,
        "b_year": found.year, "b_month": found.month, "b_day": found.day,
        "dob": found.first if found.year else None, "heaped": found.is_heaped, "adult": found.says_adult, "day": days(seen_on),
    }  # fmt: skip


def place(name: str, tokens: Tokens) -> Row | None:
    """Return what is compared of where somebody comes from."""
    parts = ["".join(place_words(part)) for part in name.split(",")]
    every = place_words(name)
    if not every or not parts[0] or " ".join(every) in UNSAID:
        return None
    return {
        "o": tokens.of("origin", "".join(every)),
        "o1": tokens.of("origin first", parts[0]),
        "ow": tokens.all_of("origin word", every),
        "o_near": tokens.of_word("origin near", parts[0], nearby),
    }


def place_words(name: str) -> list[str]:
    """Return the words of a place without those that any place has."""
    return [word for word in folded(name).split() if word not in PLACE_PARTICLES]


def phone(number: str, tokens: Tokens) -> Row | None:
    """Return what is compared of a telephone: its last digits, with and without the code of the country."""
    end = phone_end(number)
    if not end:
        return None
    return {"ph": tokens.of("phone", end), "phn": tokens.all_of("phone near", nearby(end))}


def card(code: str, tokens: Tokens) -> Row | None:
    """Return what is compared of a contact card: the code, and its words, one of which may be written wrongly."""
    every = folded(code).split()
    if not every:
        return None
    return {
        "card": tokens.of("card", " ".join(every)),
        "cardw": tokens.all_of("card near", nearby(" ".join(every))),
    }


def coded(name: str, said: str, tokens: Tokens) -> Row | None:
    """Return the token of a closed word, None where it says that nobody knows."""
    word = folded(said)
    return None if word in UNSAID else {name: tokens.of(name, word)}


BIRTHS, JOINT = ("date_of_birth", "age", "date"), "|"
PARTS = {
    "given_names": GIVEN, "surnames": FAMILIES, "birth": BIRTH, "origin": PLACE, "phone": PHONE,
    "sex": ONE["sex"], "nationality": ONE["nat"], "card_code": CARD,
}  # fmt: skip
"""What is made of each column of text; of a birth, of three."""
SLICE = 20_000
"""So many texts are read at once: rows of Python take ten times the room of columns."""
MANY = 100_000
"""From so many records on, other processes are worth the second in which they start."""


def read_texts(name: str, texts: list[str], tokens: Tokens) -> pa.Table:
    """Return what is compared of some texts of a column."""
    match name:
        case "given_names":
            return given(texts, tokens)
        case "surnames":
            return families(texts, tokens)
        case "birth":
            return _rows(BIRTH, texts, birth)
        case "origin":
            return _rows(PLACE, texts, lambda said: place(said, tokens))
        case "phone":
            return _rows(PHONE, texts, lambda number: phone(number, tokens))
        case "card_code":
            return _rows(CARD, texts, lambda code: card(code, tokens))
    (short,) = PARTS[name].names
    return _rows(PARTS[name], texts, lambda said: coded(short, said, tokens))


def _rows(schema: pa.Schema, texts: list[str], make: Callable[[str], Row | None]) -> pa.Table:
    made = pa.array([make(text) or {} for text in texts], pa.struct(list(schema)))
    return pa.Table.from_arrays(made.flatten(), schema=schema)


def _joined(raw: pa.Table, names: Iterable[str]) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(*(raw[name] for name in names), JOINT)


def _coded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """Return a column as numbers of its distinct texts: each is read once."""
    made = pc.dictionary_encode(column).combine_chunks()
    return made.chunk(0) if isinstance(made, pa.ChunkedArray) else made


def _slices(texts: pa.Array) -> list[list[str]]:
    return [texts.slice(at, SLICE).to_pylist() for at in range(0, max(1, len(texts)), SLICE)]


type Slice = tuple[str, list[str]]


@contextmanager
def _reading(tokens: Tokens, workers: int) -> Iterator[Callable[[list[Slice]], Iterable[pa.Table]]]:
    """Give what reads slices of columns, in their order: here, or in processes of their own, which end with the key."""
    if workers < 2:
        yield lambda slices: (read_texts(name, texts, tokens) for name, texts in slices)
        return
    context = get_context("spawn")  # a copy of this process would hold its locks, and no thread that could open them
    with ProcessPoolExecutor(workers, context, _Worker.begin, (tokens.key, tokens.within)) as pool:
        yield lambda slices: pool.map(_Worker.read, slices)


class _Worker:
    """What a process of its own keeps from slice to slice."""

    tokens: Tokens

    @classmethod
    def begin(cls, key: bytes, within: str) -> None:
        gc.disable()
        cls.tokens = Tokens(key, within)

    @classmethod
    def read(cls, some: Slice) -> pa.Table:
        return read_texts(*some, cls.tokens)
