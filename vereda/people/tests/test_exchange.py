"""A count of several countries, without an installation: terms, keys, papers, tokens, what the unit refuses."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import numpy as np
import orjson
import pyarrow as pa
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from vereda.logbook.schema import der_of, sign_p1363
from vereda.people.exchange import errors, keys, papers, terms, tokens
from vereda.people.exchange.terms import Card, Terms
from vereda.people.exchange.tokens import Own
from vereda.people.exchange.unit import Unit, model_name, stored
from vereda.people.matching.columns import linkage_table
from vereda.people.matching.pairing import opened, order_by_sound
from vereda.people.matching.tokens import Tokens
from vereda.people.tests.matching.test_columns import table

TODAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
NAMES = ("gt", "hn", "mx", "sv")
SIGNING = {who: ec.derive_private_key(at + 1000, keys.P256) for at, who in enumerate((*NAMES, "unit"))}


def card(who: str) -> Card:
    return Card(who=who, signing=der_of(SIGNING[who].public_key()).hex())


def sign(who: str) -> Callable[[bytes], bytes]:
    return lambda message: sign_p1363(SIGNING[who], message)


def some_terms(**other: object) -> Terms:
    usual: dict[str, object] = {
        "run": UUID("018d56aa-0700-772b-a5c7-0d28118edad0"),
        "cells": ("nationality",),
        "from_on": date(2026, 7, 1),
        "to_on": date(2026, 9, 30),
        "model": model_name(stored()),
        "countries": tuple(card(who) for who in NAMES),
        "unit": card("unit"),
        "least": 3,
        "opened_on": TODAY,
        "expires_on": date(2026, 12, 20),
    }
    return Terms(**{**usual, **other})  # type: ignore[arg-type]  # fields by name


# Terms -------------------------------------------------------------------------------------------------------------------


def test_terms_of_three_months_with_four_countries_and_a_unit_are_good():
    terms.check(some_terms(), TODAY)


@pytest.mark.parametrize(
    "other",
    [
        {"purpose": "tracing"},
        {"queries": 2},
        {"cells": ("group",)},
        {"cells": ("sex", "nationality")},
        {"cells": ("nationality", "nationality")},
        {"from_on": date(2026, 10, 1)},
        {"to_on": date(2026, 11, 1)},
        {"countries": (card("mx"), card("gt"))},
        {"least": 2},
        {"least": 5},
        {"countries": (card("mx"), card("gt"), card("hn"), card("mx"))},
        {"unit": Card(who="unit", signing=card("mx").signing)},
        {"expires_on": TODAY},
        {"expires_on": date(2027, 2, 1)},
    ],
)
def test_nobody_may_agree_to_terms_that_give_away_more(other):
    with pytest.raises(errors.CountTermsWrong) as told:
        terms.check(some_terms(**other), TODAY)
    assert "{" not in str(told.value)


def test_terms_travel_as_they_are_and_anything_else_in_them_is_refused():
    one = some_terms()
    values = orjson.loads(orjson.dumps(terms.as_json(one)))
    assert terms.from_json(values) == one
    assert terms.from_json(values).digest == one.digest
    assert some_terms(cells=()).digest != one.digest
    for bad in ({**values, "note": "José"}, {**values, "least": "3"}, {name: values[name] for name in values if name != "run"}):
        with pytest.raises((ValueError, KeyError)):
            terms.from_json(bad)


# Keys --------------------------------------------------------------------------------------------------------------------


def test_the_key_of_a_run_needs_every_share_and_is_of_that_run_and_those_terms():
    shares = {who: bytes([at]) * 32 for at, who in enumerate(NAMES)}
    key = keys.run_key(some_terms(), shares)
    assert key == keys.run_key(some_terms(), dict(reversed(shares.items())))
    others = [
        keys.run_key(some_terms(), {**shares, "sv": b"!" * 32}),
        keys.run_key(some_terms(), {who: shares[who] for who in NAMES[:3]}),
        keys.run_key(some_terms(cells=()), shares),
        keys.run_key(some_terms(run=UUID(int=1)), shares),
    ]
    assert len({key, *others}) == 5
    assert keys.key_check(key) != keys.key_check(others[0])
    assert bytes.fromhex(keys.key_check(key)) not in key


def test_what_is_sealed_opens_for_its_reader_and_its_use_alone():
    mine, other = keys.pair_of(b"a" * 32), keys.pair_of(b"b" * 32)
    sealed = keys.sealed_to(keys.public_of(mine), b"a share", "share|x|mx|gt")
    assert keys.opened(mine, sealed, "share|x|mx|gt") == b"a share"
    assert keys.opened(other, sealed, "share|x|mx|gt") is None
    assert keys.opened(mine, sealed, "share|x|hn|gt") is None
    for at in range(len(sealed)):
        assert keys.opened(mine, sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], "share|x|mx|gt") is None


# Papers ------------------------------------------------------------------------------------------------------------------


def paper(folder: Path, kind: str, who: str, body: dict[str, object], of: Terms, name: str = "") -> papers.Paper:
    path = folder / (name or f"{kind}-{who}.json")
    path.write_bytes(papers.written(kind, who, body, sign(who), of))
    return papers.read(path)


def test_a_paper_is_believed_by_its_signature_for_its_run_and_its_author(tmp_path: Path):
    one = some_terms()
    good = paper(tmp_path, "agreement", "mx", {"sealing": "aa"}, one)
    assert papers.checked([good], one)["agreement"] == {"mx": {"sealing": "aa"}}
    for wrong, why in (
        (replace(good, body={"sealing": "ab"}), errors.CountSignatureWrong),
        (replace(good, kind="share"), errors.CountSignatureWrong),
        (replace(good, who="gt"), errors.CountSignatureWrong),
        (replace(good, who="br"), errors.CountFileOfAnotherRun),
        (replace(good, run=str(UUID(int=1))), errors.CountFileOfAnotherRun),
        (replace(good, terms="0" * 64), errors.CountFileOfAnotherRun),
    ):
        with pytest.raises(why):
            papers.checked([wrong], one)
    with pytest.raises(errors.CountFileTwice):
        papers.checked([good, good], one)


@given(st.data())
def test_a_changed_bit_of_a_file_is_never_believed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject):
    folder, one = tmp_path_factory.mktemp("paper"), some_terms()
    path = folder / "tokens.json"
    whole = papers.written("tokens", "mx", {"sealed": "00ff", "key_check": "11"}, sign("mx"), one)
    at = data.draw(st.integers(0, len(whole) - 2))
    path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << data.draw(st.integers(0, 6)))]) + whole[at + 1 :])
    try:
        told = papers.checked([papers.read(path)], one)
    except (errors.CountFileDamaged, errors.CountFileOfAnotherRun, errors.CountSignatureWrong):
        return
    # Hexadecimal of the other case, or another blank, says the same.
    assert told["tokens"] in ({"mx": {"sealed": "00ff", "key_check": "11"}}, {})


def test_a_destroyed_file_was_overwritten_first(tmp_path: Path):
    path, link = tmp_path / "tokens", tmp_path / "still-open"
    path.write_bytes(b"secret" * 1000)
    link.hardlink_to(path)
    assert papers.destroy(path)
    assert not path.exists()
    assert set(link.read_bytes()) == {0}
    assert not papers.destroy(path)


# Tokens ------------------------------------------------------------------------------------------------------------------


def people(count: int, seed: int = 1, nationality: str = "HN") -> list[Own]:
    chance = random.Random(seed)
    given, families = (
        ("Bandrekul", "Torilpim", "Fanulgul", "Gerunbro"),
        ("Dilantas", "Kunorvon", "Pilanrek", "Sorundri", "Vilorlum"),
    )
    return [
        Own(
            f"{chance.choice(given)} {chance.choice(given)}",
            f"{chance.choice(families)} {chance.choice(families)}",
            chance.choice("FM"),
            nationality,
            "18-29",
            (born := chance.randint(1985, 2005), born),
            date(2026, 8, 1),
        )
        for _ in range(count)
    ]


def made(own: Sequence[Own], key: bytes = b"k" * 32, seed: int = 1) -> tokens.Made:
    return tokens.made(own, key, random=np.random.default_rng(seed))


def test_what_travels_holds_no_word_of_a_name_no_day_and_no_order():
    own = people(60)
    table = made(own).table
    packed = tokens.packed(table)
    words = {word for one in own for word in f"{one.given} {one.surnames}".split()}
    assert not any(word.encode() in packed or word.lower().encode() in packed for word in words)
    assert table.schema == tokens.SCHEMA
    assert not {"day", "dob", "ph", "card", "record"} & set(table.column_names)
    assert set(table["b_first"].to_pylist()) <= {(date(year, 1, 1) - date(1900, 1, 1)).days for year in range(1985, 2006)}
    numbers = table["number"].to_pylist()
    assert len(set(numbers)) == 60
    assert numbers != made(own, seed=2).table["number"].to_pylist()
    assert table["g1"].to_pylist() != made(own, seed=2).table["g1"].to_pylist(), "rows stand in an order of chance"
    assert tokens.unpacked(packed).equals(table)


def test_another_key_or_another_nationality_gives_other_tokens():
    def of(own: Sequence[Own], key: bytes = b"k" * 32) -> set[int]:
        table = made(own, key).table
        return {token for name in tokens.TOKENS for token in table[name].to_pylist() if token is not None}

    own = people(60)
    here = of(own)
    assert here
    assert not here & of(own, b"K" * 32)
    assert not here & of([replace(one, nationality="GT") for one in own])


def test_a_name_that_fewer_than_three_bear_is_left_out_in_every_form():
    rare = replace(people(1)[0], given="Zirunfod Bandrekul", surnames="Zelanpim Dilantas")
    twice = [*people(60), rare, replace(rare, born=(1990, 1990))]
    hidden = Tokens(b"k" * 32, within="HN")
    never = {hidden.of(field, word) for field in ("given", "name", "surname") for word in ("zirunfod", "zelanpim")}
    every = made(twice)
    sent = {token for name in tokens.TOKENS for token in every.table[name].to_pylist()}
    sent |= {token for name in tokens.LISTS for row in every.table[name].to_pylist() for token in row or ()}
    assert not sent & never
    assert every.records == 62
    assert every.whole == 60
    thrice = made([*twice, replace(rare, born=(1991, 1991))]).table
    assert hidden.of("given", "zirunfod") in thrice["g1"].to_pylist()


def test_of_a_nationality_that_hardly_anybody_has_no_year_of_birth_travels():
    few, many = (made(people(count, nationality="CM")).table for count in (2, 3))
    assert few["b_mid"].null_count == few["b_first"].null_count == few["b_last"].null_count == 2
    assert many["b_mid"].null_count == 0


def test_two_names_as_one_travel_only_where_both_do():
    table = made([*people(60), replace(people(1)[0], surnames="Zelanpim Dilantas")]).table
    for row in table.to_pylist():
        assert (row["s12"] is not None) == (row["s1"] is not None and row["s2"] is not None)


def test_a_name_in_the_place_of_a_code_is_refused():
    table = made(people(10)).table
    for column in tokens.CELL_FIELDS:
        at = table.column_names.index(column)
        bad = table.set_column(at, table.schema.field(column), pa.array(["Bandrekul"] * 10))
        assert tokens.unpacked(tokens.packed(bad)) is None
    assert tokens.unpacked(b"no table") is None


# The unit ----------------------------------------------------------------------------------------------------------------


class Brought:
    """What four countries bring to a unit, all in one process."""

    def __init__(self, folder: Path, of: Terms | None = None, who: Sequence[str] = NAMES) -> None:
        self.folder = folder
        self.unit = Unit(folder / "unit")
        self.terms = of or some_terms(unit=self.unit.card)
        accepted = orjson.loads(self.unit.accept(self.terms, today=TODAY))
        self.sealing = accepted["body"]["sealing"]
        self.papers = [paper(folder, "agreement", one, {"sealing": "", "promise": ""}, self.terms) for one in who]
        self.papers += [self.tokens(one) for one in who]

    def tokens(self, who: str, key: bytes = b"k" * 32, content: bytes | None = None, name: str = "") -> papers.Paper:
        table = made(people(40, seed=NAMES.index(who)), key).table
        sealed = keys.sealed_to(self.sealing, content or tokens.packed(table), f"tokens|{self.terms.digest}|{who}")
        return paper(self.folder, "tokens", who, {"sealed": sealed.hex(), "key_check": keys.key_check(key)}, self.terms, name)

    def run(self, *instead: papers.Paper, cells: Sequence[str] = ("nationality",), today: date = TODAY) -> dict[str, object]:
        given_instead = {(one.kind, one.who) for one in instead}
        brought = [*instead, *(one for one in self.papers if (one.kind, one.who) not in given_instead)]
        answer: dict[str, object] = orjson.loads(self.unit.run(self.terms, brought, cells=cells, today=today, now=NOW))
        return answer


def test_the_unit_lives_in_no_home_of_records(tmp_path: Path):
    (tmp_path / "vereda.sqlite3").touch()
    with pytest.raises(errors.CountUnitHasRecords):
        Unit(tmp_path)


def test_the_unit_accepts_only_a_run_that_names_it_with_a_model_it_has_and_in_time(tmp_path: Path):
    unit = Unit(tmp_path / "unit")
    good = some_terms(unit=unit.card)
    unit.accept(good, today=TODAY)
    for other, why in (
        (some_terms(), errors.CountNotOurs),
        (some_terms(unit=unit.card, model="9:0000"), errors.CountModelUnknown),
        (some_terms(unit=unit.card, cells=()), errors.CountClosed),
    ):
        with pytest.raises(why):
            unit.accept(other, today=TODAY)
    with pytest.raises(errors.CountExpired):
        unit.run(good, [], cells=("nationality",), today=date(2026, 12, 21), now=NOW)


def test_the_unit_refuses_what_was_not_agreed_and_counts_nothing_then(tmp_path: Path):
    brought = Brought(tmp_path)
    few = [one for one in brought.papers if one.who in NAMES[:2]]
    with pytest.raises(errors.CountTooFewCountries):
        brought.unit.run(brought.terms, few, cells=("nationality",), today=TODAY, now=NOW)
    for cells in (("nationality", "sex"), ("sex",), ()):
        with pytest.raises(errors.CountCellsNotAgreed):
            brought.run(cells=cells)
    with pytest.raises(errors.CountKeysDiffer) as told:
        brought.run(brought.tokens("hn", b"K" * 32))
    assert told.value.details == {"who": "hn"}
    with pytest.raises(errors.CountTokensWrong):
        brought.run(brought.tokens("hn", content=b"a list of names"))
    for_another = keys.sealed_to(keys.public_of(keys.pair_of(b"x" * 32)), b"..", f"tokens|{brought.terms.digest}|hn")
    check = keys.key_check(b"k" * 32)
    with pytest.raises(errors.CountTokensWrong):
        brought.run(paper(tmp_path, "tokens", "hn", {"sealed": for_another.hex(), "key_check": check}, brought.terms))
    assert [row["counted_at"] for row in brought.unit.log()] == [""]


def test_the_unit_counts_once_signs_and_keeps_nothing_of_the_tokens(tmp_path: Path):
    brought = Brought(tmp_path)
    said = brought.run()
    found = papers.checked([papers.read(brought.unit.result_of(brought.terms))], brought.terms)["result"]["unit"]
    assert said["body"] == found
    assert set(found) == {
        "total",
        "cells",
        "hidden",
        "by",
        "countries",
        "from_on",
        "to_on",
        "method",
        "model",
        "speak",
        "counted_on",
    }
    with pytest.raises(errors.CountTokensUsed):
        brought.run()
    later = some_terms(unit=brought.unit.card, run=UUID(int=7), from_on=date(2026, 9, 1))
    with pytest.raises(errors.CountPeriodUsed):
        brought.unit.accept(later, today=TODAY)
    brought.unit.accept(
        some_terms(unit=brought.unit.card, run=UUID(int=8), from_on=date(2026, 10, 1), to_on=date(2026, 10, 30)), today=TODAY
    )
    brought.unit.close(brought.terms, today=TODAY, now=NOW, files=[tmp_path / f"tokens-{who}.json" for who in NAMES])
    assert not list(tmp_path.glob("tokens-*"))
    assert [path.name for path in sorted((tmp_path / "unit").rglob("*")) if path.is_file()] == [
        "count.sqlite3", f"{UUID(int=8)}.{brought.terms.expires_on}.key", "signing.pem", f"{brought.terms.run}.json",
    ]  # fmt: skip
    with pytest.raises(errors.CountClosed):
        brought.run()
    row = brought.unit.log()[0]
    assert row["countries"] == "gt hn mx sv"
    assert row["counted_at"]
    assert row["closed_at"]


def test_what_the_engine_spills_lies_in_the_home_of_the_unit(tmp_path: Path):
    unit = Unit(tmp_path / "unit")
    columns = linkage_table(table({}), Tokens(bytes(32)))
    with unit.working(), opened(columns, order_by_sound(columns), threads=1, memory="1GB") as base:
        (row,) = base.sql("select current_setting('temp_directory')").fetchall()
        assert Path(row[0]).parent == unit.home / "working" / str(os.getpid())
    assert not Path(row[0]).parent.exists()
    assert Path(tempfile.gettempdir()) != Path(row[0]).parent


def test_what_a_killed_count_left_and_keys_that_nobody_closed_in_time_go_with_the_next_step(tmp_path: Path):
    unit = Unit(tmp_path / "unit")
    agreed = some_terms(unit=unit.card)
    unit.accept(agreed, today=TODAY)
    left, at_work = unit.home / "working" / "4194305", unit.home / "working" / str(os.getpid())
    for folder in (left, at_work):
        folder.mkdir(parents=True)
        (folder / "spilt.tmp").write_bytes(b"tokens")
    (key,) = unit.home.glob("keys/*.key")
    unit.forget(agreed.expires_on)
    assert key.exists()
    assert not left.exists()
    assert (at_work / "spilt.tmp").exists(), "another count goes on"
    unit.forget(agreed.expires_on + timedelta(days=1))
    assert not key.exists()
