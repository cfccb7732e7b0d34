"""From a country's own records to what it sends: keyed tokens by field and nationality, years of birth, sex, nationality. Pure.

What is rare among the country's own people of a nationality is left out; so are telephone, card, document, exact birthday, the
day of the record and its id, which would each point at one person. Rows are in an order of chance and bear a number of chance.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

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


def made(own: Sequence[Own], key: bytes, *, random: np.random.Generator) -> Made:
    """Return the tokens of records under the key of a run. Who has neither given name nor surname is not in it.

    random  for order and numbers; seeded from the machine's own randomness outside of tests
    """
    kept = [one for one in own if one.given.strip() or one.surnames.strip()]
    order = random.permutation(len(kept))
    parts = []
    for nationality in sorted({one.nationality for one in kept}):
        mine = [kept[at] for at in order if kept[at].nationality == nationality]
        parts.append(_of_one_nationality(mine, Tokens(key, within=nationality)))
    whole = pa.concat_tables(parts).take(random.permutation(len(kept))) if parts else SCHEMA.empty_table()
    numbers = (
        random.choice(np.int64(1) << np.int64(52), len(kept), replace=False) if len(kept) < 1000 else _numbers(len(kept), random)
    )
    table = whole.append_column(RECORD_NUMBER, pa.array(numbers, pa.int64())).select(SCHEMA.names).cast(SCHEMA)
    named = pc.and_(pc.is_valid(table["g1"]), pc.is_valid(table["s1"]))
    return Made(table, table.num_rows, int(pc.sum(named).as_py() or 0))


def _numbers(count: int, random: np.random.Generator) -> np.ndarray:
    """Return so many different numbers of chance."""
    found = np.unique(random.integers(1 << 62, size=count + 64))
    return random.permutation(found)[:count]


def _of_one_nationality(own: Sequence[Own], tokens: Tokens) -> pa.Table:
    table = linkage_table(_raw(own), tokens)
    columns = {name: _without_rare(table[name]) for name in TOKENS if name in table.column_names}
    columns |= {name: _lists_without_rare(table[name]) for name in LISTS if name in table.column_names}
    for name, parts in PAIRS.items():
        columns[name] = _where(table[name], [columns[part] for part in parts])
    births = [_born(one) for one in own]
    columns |= {name: pa.array([born and born[at] for born in births]) for at, name in enumerate(BIRTH)}
    columns["nationality"] = pa.array([one.nationality for one in own])
    columns["sex_code"] = pa.array([one.sex for one in own])
    columns["age_band"] = pa.array([one.age_band for one in own])
    return pa.table({name: pa.array(_plain(columns[name]), SCHEMA.field(name).type) for name in SCHEMA.names if name in columns})


def _plain(column: pa.Array | pa.ChunkedArray) -> list[object]:
    found: list[object] = column.to_pylist()
    return found


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


def _without_rare(column: pa.ChunkedArray) -> pa.Array:
    """Return a column of tokens without those that fewer than RARE records hold."""
    counts = pc.value_counts(column.drop_null())
    often = counts.field("values").filter(pc.greater_equal(counts.field("counts"), RARE))
    return _one(pc.if_else(pc.is_in(column, value_set=often), column, pa.scalar(None, column.type)))


def _lists_without_rare(column: pa.ChunkedArray) -> pa.Array:
    """Return lists of tokens without those that stand in the lists of fewer than RARE records; an empty list is none."""
    rows = column.to_pylist()
    every = np.array([token for row in rows for token in row or ()], np.int64)
    tokens, counts = np.unique(every, return_counts=True)
    often = set(tokens[counts >= RARE].tolist())
    kept = [[token for token in row if token in often] if row else None for row in rows]
    return pa.array([row or None for row in kept], pa.list_(pa.int64()))


def _where(column: pa.ChunkedArray, parts: Sequence[pa.Array]) -> pa.Array:
    there = pc.and_(*(pc.is_valid(part) for part in parts))
    return _one(pc.if_else(there, column, pa.scalar(None, column.type)))


def _one(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


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
    for name, kind in ABSENT.items():
        columns[name] = pa.nulls(rows, kind)
    for name in NEAR:
        columns[name] = pa.array([[]] * rows, pa.list_(pa.int64()))
    for name in UNMARKED:
        columns[name] = pa.array([False] * rows, pa.bool_())
    return pa.table({"record": pa.array(range(rows), pa.int32()), **columns})


def _nation(code: str) -> int | None:
    return None if code == "XX" else (ord(code[0]) - 65) * LETTERS + ord(code[1]) - 65


ABSENT: Mapping[str, pa.DataType] = {
    "b_year": pa.int16(), "b_month": pa.int8(), "b_day": pa.int8(), "dob": pa.int32(), "day": pa.int32(),
    "ph": pa.int64(), "phn": pa.list_(pa.int64()), "card": pa.int64(), "cardw": pa.list_(pa.int64()),
}  # fmt: skip

NEAR = ("gn1", "gn2", "sn1", "sn2", "o_near")
"""What a name becomes by a slip does not travel: how many there are tells how long it is. A slip is rare, and out anyway."""
UNMARKED = ("heaped", "adult")
"""Of a stated age; what travels is years of birth."""
