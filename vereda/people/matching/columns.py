"""From what was written of people to the columns that are compared: whole numbers only, no name.

Each distinct value is read once: a million records hold a few thousand given names and some hundred thousand pairs of surnames.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from vereda.people.matching.birth import born, days
from vereda.people.matching.names import by_ear, canonical, key, nearby, words
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
    parts = [
        _spread(raw["given_names"], GIVEN, lambda name: given(name, tokens)),
        _spread(raw["surnames"], FAMILIES, lambda name: families(name, tokens)),
        _spread(_joined(raw, ("date_of_birth", "age", "date")), BIRTH, birth),
        _spread(raw["origin"], PLACE, lambda name: place(name, tokens)),
        _spread(raw["phone"], PHONE, lambda number: phone(number, tokens)),
        _spread(raw["sex"], ONE["sex"], lambda said: coded("sex", said, tokens)),
        _spread(raw["nationality"], ONE["nat"], lambda said: coded("nat", said, tokens)),
    ]
    if "card_code" in raw.column_names:
        parts.append(_spread(raw["card_code"], CARD, lambda code: card(code, tokens)))
    else:
        parts.append(CARD.empty_table().take(pa.nulls(raw.num_rows, pa.int32())))
    table = pa.table({"record": pa.array(range(raw.num_rows), pa.int32())})
    for part in parts:
        for name in part.column_names:
            table = table.append_column(name, part[name])
    return table.append_column("met", _told_apart(table["day"]))


def _told_apart(day: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the day of each record, none where one day stands for all: then it was not the day on which somebody was met."""
    most = pc.max(pc.struct_field(pc.value_counts(day), "counts")).as_py() or 0
    return pa.chunked_array([pa.nulls(len(day), day.type)]) if most > max(FEW_DAYS, len(day) / 2) else day


def given(name: str, tokens: Tokens) -> Row | None:
    """Return what is compared of the given names."""
    every = words(name)
    if not every:
        return None
    one, two = every[0], every[1] if len(every) > 1 else None
    first, second = _meant(one), _meant(two) if two else None
    return {
        "g1": tokens.of("given", first),
        "g2": tokens.of("given", second) if second else None,
        "g12": tokens.of("givens", f"{first} {second}") if second else None,
        "gp1": tokens.of("given sound", key(first)),
        "gp2": tokens.of("given sound", key(second)) if second else None,
        "gj": tokens.of("givens joined", key("".join(every))),
        "gx": tokens.of("name", key(first)),
        "gk": tokens.of("name by ear", by_ear(first)),
        "gs1": tokens.of_word("given", one, canonical),
        "gs": tokens.all_of("given", (may for word in every for may in canonical(word))),
        "gn1": tokens.of_word("given near", one, nearby),
        "gn2": tokens.of_word("given near", two, nearby) if two else None,
        "gxs": tokens.all_of("name", {key(word) for word in (first, *every)}),
    }


def _meant(word: str) -> str:
    """Return the one name that a given name stands for, itself where there are several."""
    others = [name for name in canonical(word) if name != word]
    return others[0] if len(others) == 1 else word


def families(name: str, tokens: Tokens) -> Row | None:
    """Return what is compared of the surnames: the first, and the last of two or more."""
    every = words(name)
    if not every:
        return None
    one, two = every[0], every[-1] if len(every) > 1 else None
    return {
        "s1": tokens.of("surname", one),
        "s2": tokens.of("surname", two) if two else None,
        "s12": tokens.of("surnames", f"{one} {two}") if two else None,
        "sp1": tokens.of("surname sound", key(one)),
        "sp2": tokens.of("surname sound", key(two)) if two else None,
        "sj": tokens.of("surnames joined", key("".join(every))),
        "sx": tokens.of("name", key(one)),
        "sk": tokens.of("name by ear", by_ear(one)),
        "ss": tokens.all_of("surname", every),
        "sn1": tokens.of_word("surname near", one, nearby),
        "sn2": tokens.of_word("surname near", two, nearby) if two else None,
        "sxs": tokens.all_of("name", map(key, every)),
    }


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
    parts = ["".join(_place_words(part)) for part in name.split(",")]
    every = _place_words(name)
    if not every or not parts[0] or " ".join(every) in UNSAID:
        return None
    return {
        "o": tokens.of("origin", "".join(every)),
        "o1": tokens.of("origin first", parts[0]),
        "ow": tokens.all_of("origin word", every),
        "o_near": tokens.of_word("origin near", parts[0], nearby),
    }


def _place_words(name: str) -> list[str]:
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


JOINT = "|"
SLICE = 20_000
"""So many texts are read at once: rows of Python take ten times the room of columns."""


def _joined(raw: pa.Table, names: Iterable[str]) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(*(raw[name] for name in names), JOINT)


def _spread(column: pa.ChunkedArray, schema: pa.Schema, make: Callable[[str], Row | None]) -> pa.Table:
    """Return the columns of `schema` for a column of text; `make` is called once a distinct text."""
    coded_column = pc.dictionary_encode(column).combine_chunks()
    if isinstance(coded_column, pa.ChunkedArray):
        coded_column = coded_column.chunk(0)
    texts = coded_column.dictionary
    made = [_rows(texts.slice(at, SLICE).to_pylist(), schema, make) for at in range(0, max(1, len(texts)), SLICE)]
    return pa.concat_tables(made).combine_chunks().take(coded_column.indices)


def _rows(texts: list[str], schema: pa.Schema, make: Callable[[str], Row | None]) -> pa.Table:
    made = pa.array([make(text) or {} for text in texts], pa.struct(list(schema)))
    return pa.Table.from_arrays(made.flatten(), schema=schema)
