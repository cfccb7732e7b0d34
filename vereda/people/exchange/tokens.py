"""From a country's own records to what it sends: keyed tokens by field and nationality, years of birth, sex, nationality. Pure.

What is rare among the country's own people is left out, the year of birth of a nationality of few too; so are telephone, card,
document, exact birthday, the day of the record and its id, which would each point at one person. Rows are in an order of chance
and bear a number of chance.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from vereda.people.matching.birth import days
from vereda.people.matching.columns import linkage_table
from vereda.people.matching.tokens import RARE, Tokens

NAMES = ("given_names", "surnames", "sex", "age", "date", "date_of_birth", "nationality", "origin", "phone", "card_code")
PAIRS: Mapping[str, tuple[str, str]] = {"g12": ("g1", "g2"), "s12": ("s1", "s2")}
"""Two names as one: whoever has both tokens can put them together, so that nothing more is told."""
TOKENS = ("g1", "g2", "gp1", "gp2", "gx", "s1", "s2", "sp1", "sp2", "sx", "o", "o1")
LISTS = ("gs1", "gs", "ow")
BIRTH = ("b_first", "b_last", "b_mid")
SEX: Mapping[str, int] = {"F": 1, "M": 2, "X": 3}
CELL_FIELDS = ("nationality", "sex_code", "age_band")
RECORD_NUMBER = "number"
LETTERS = 26


@dataclass(frozen=True)
class Own:
    """A record that its person allowed to be linked across countries.

    given, surnames  as they are written;  nationality: ISO 3166-1 alpha-2, capital; XX: unknown
    born             first and last year of birth, None: unknown;  seen_on: local day on which the name was written
    """

    given: str
    surnames: str
    sex: str
    nationality: str
    age_band: str
    born: tuple[int, int] | None
    seen_on: date


@dataclass(frozen=True)
class Made:
    """A table of tokens, and what was left out of it. whole: records that keep a given name and a surname [records]."""

    table: pa.Table
    records: int
    whole: int


def made(own: Sequence[Own], key: bytes, *, random: np.random.Generator, held: Sequence[Own] = ()) -> Made:
    """Return the tokens of records under the key of a run. Who has neither given name nor surname is not in it.

    random  for order and numbers; seeded from the machine's own randomness outside of tests
    held    other records of this country whose names count when it is asked whether one is rare; they do not travel
    """
    kept = [one for one in own if one.given.strip() or one.surnames.strip()]
    kept = [kept[at] for at in random.permutation(len(kept))]
    codes = sorted({one.nationality for one in (*kept, *held)})
    every = [_Nation(_of(kept, code), _of(held, code), key, code) for code in codes]
    often = sum((one.borne() for one in every), Counter[Name]())
    whole = pa.concat_tables([SCHEMA.empty_table().drop([RECORD_NUMBER]), *(one.sent(often) for one in every)])
    whole = whole.take(random.permutation(len(kept)))
    table = whole.append_column(RECORD_NUMBER, pa.array(_numbers(len(kept), random), pa.int64()))
    named = pc.and_(pc.is_valid(table["g1"]), pc.is_valid(table["s1"]))
    return Made(table, table.num_rows, int(pc.sum(named).as_py() or 0))


def _of(own: Sequence[Own], nationality: str) -> list[Own]:
    return [one for one in own if one.nationality == nationality]


def _numbers(count: int, random: np.random.Generator) -> NDArray[np.int64]:
    """Return so many different numbers of chance."""
    found = np.unique(random.integers(1 << 62, size=count + 64))
    return random.permutation(found)[:count]


type Name = tuple[str, str]
"""A field and a value: ('surname', 'caal'), whether it is borne as the first or the second."""


class _Nation:
    """The records of one nationality under their tokens; those that are `held` are behind those that travel."""

    def __init__(self, own: Sequence[Own], held: Sequence[Own], key: bytes, code: str) -> None:
        self.own = own
        tokens = Tokens(key, within=code)
        table = linkage_table(_raw([*own, *held]), tokens)
        self.columns: dict[str, list[Any]] = {name: table[name].to_pylist() for name in (*TOKENS, *LISTS, *PAIRS)}  # Any: tokens
        self.meant = tokens.meant()

    def borne(self) -> Counter[Name]:
        """Return how many records bear each name, in whatever place."""
        rows = zip(*(self.columns[name] for name in (*TOKENS, *LISTS)), strict=True)
        return Counter(self.meant[token] for row in rows for token in {one for cell in row for one in _several(cell)})

    def sent(self, often: Mapping[Name, int]) -> pa.Table:
        """Return the table of those that travel, without the names that fewer than RARE records bear."""
        rare = {token for token, name in self.meant.items() if often.get(name, 0) < RARE}
        columns = {name: self.columns[name][: len(self.own)] for name in self.columns}
        for name in TOKENS:
            columns[name] = [None if token in rare else token for token in columns[name]]
        for name in LISTS:
            columns[name] = [[token for token in row or () if token not in rare] or None for row in columns[name]]
        for name, (one, other) in PAIRS.items():
            rows = zip(columns[name], columns[one], columns[other], strict=True)
            columns[name] = [token if first is not None and second is not None else None for token, first, second in rows]
        is_few = len(self.columns["g1"]) < RARE  # of a nationality that hardly anybody has, a year of birth tells who it is
        births = [None if is_few else _born(one) for one in self.own]
        columns |= {name: [born and born[at] for born in births] for at, name in enumerate(BIRTH)}
        columns["nationality"] = [one.nationality for one in self.own]
        columns["sex_code"] = [one.sex for one in self.own]
        columns["age_band"] = [one.age_band for one in self.own]
        return pa.table(
            {field.name: pa.array(columns[field.name], field.type) for field in SCHEMA if field.name != RECORD_NUMBER}
        )


def _several(cell: Any) -> Sequence[int]:  # Any: a token, a list of them, or None
    return cell if isinstance(cell, list) else () if cell is None else (cell,)


def _raw(own: Sequence[Own]) -> pa.Table:
    """Return records as `linkage_table` reads them; the age is that in the middle of the years of birth."""
    rows = {name: [""] * len(own) for name in NAMES}
    rows["given_names"] = [one.given for one in own]
    rows["surnames"] = [one.surnames for one in own]
    rows["date"] = [one.seen_on.isoformat() for one in own]
    rows["age"] = [str(max(0, one.seen_on.year - sum(one.born) // 2)) if one.born else "" for one in own]
    return pa.table({name: pa.array(values, pa.string()) for name, values in rows.items()})


def _born(one: Own) -> tuple[int, int, int] | None:
    """Return the first and last day of birth by whole years, and the year between as `columns.py` counts it."""
    if one.born is None:
        return None
    first, last = days(date(one.born[0], 1, 1)), days(date(one.born[1], 12, 31))
    return first, last, (first + last) // 2 // 365


SCHEMA = pa.schema(
    [(name, pa.int64()) for name in (*TOKENS, *PAIRS)]
    + [(name, pa.list_(pa.int64())) for name in LISTS]
    + [(name, pa.int32()) for name in BIRTH]
    + [(name, pa.string()) for name in CELL_FIELDS]
    + [(RECORD_NUMBER, pa.int64())]
)
"""What travels, and nothing else: a table of another shape is refused by the unit."""


# On the way ---------------------------------------------------------------------------------------------------------------


def packed(table: pa.Table) -> bytes:
    """Return a table as bytes."""
    out = io.BytesIO()
    with pa.ipc.new_file(out, SCHEMA, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    return out.getvalue()


def unpacked(content: bytes) -> pa.Table | None:
    """Return the table, None where the bytes hold none of this shape, or codes that no cell has."""
    try:
        table = pa.ipc.open_file(pa.BufferReader(content)).read_all()
    except (pa.ArrowInvalid, OSError, pa.ArrowNotImplementedError):
        return None
    if not table.schema.equals(SCHEMA) or not _are_codes(table):
        return None
    return table


def _are_codes(table: pa.Table) -> bool:
    """Tell whether what is told in clear is codes alone: a name in the place of one stops here."""
    shapes = {"nationality": "^[A-Z]{2}$", "sex_code": "^[FMXU]$", "age_band": "^([0-9]{1,2}(-[0-9]{1,2}|[+])|U)$"}
    return all(
        pc.all(pc.match_substring_regex(table[name], shape)).as_py() is not False for name, shape in shapes.items()
    ) and all(table[name].null_count == 0 for name in (*shapes, RECORD_NUMBER))


def to_link(tables: Sequence[pa.Table]) -> pa.Table:
    """Return what the model compares, a row a record in the order of the tables; what did not travel is unknown."""
    table = pa.concat_tables(tables)
    rows = table.num_rows
    columns = {name: table[name] for name in SCHEMA.names if name not in (*CELL_FIELDS, RECORD_NUMBER)}
    columns["b_mid"] = table["b_mid"].cast(pa.int16())
    columns["sex"] = pa.array([SEX.get(code) for code in table["sex_code"].to_pylist()], pa.int64())
    columns["nat"] = pa.array([_nation(code) for code in table["nationality"].to_pylist()], pa.int64())
    for name in NEAR:
        columns[name] = pa.array([[]] * rows, pa.list_(pa.int64()))
    for name in UNMARKED:
        columns[name] = pa.array([False] * rows, pa.bool_())
    shape = linkage_table(_raw([NOBODY]), Tokens(bytes(32))).schema
    columns |= {field.name: pa.nulls(rows, field.type) for field in shape if field.name not in (*columns, "record")}
    return pa.table({"record": pa.array(range(rows), pa.int32()), **columns})


def _nation(code: str) -> int | None:
    return None if code == "XX" else (ord(code[0]) - 65) * LETTERS + ord(code[1]) - 65


NOBODY = Own("", "", "", "", "", None, date(2000, 1, 1))
NEAR = ("gn1", "gn2", "sn1", "sn2", "o_near")
"""What a name becomes by a slip does not travel: how many there are tells how long it is. A slip is rare, and out anyway."""
UNMARKED = ("heaped", "adult")
"""Of a stated age; what travels is years of birth."""
