"""Pairs are weighed as Splink weighs them; those of the day's records as in a run over all."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pytest

from bench.matching.first import write
from vereda.people.matching import Linked, columns, link, pairing, read_earlier, read_records, rows, stored_model
from vereda.people.matching.columns import linkage_table
from vereda.people.matching.compiled import Layout, _Writer
from vereda.people.matching.engine import against, fitted, linked, pairs
from vereda.people.matching.errors import LinkEarlierUnreadable
from vereda.people.matching.scoring import _without_denied
from vereda.people.matching.tokens import Tokens
from vereda.people.tests.matching.test_columns import KEY, table

BETO = {"given_names": "Beto", "surnames": "Pérez Xol", "sex": "M", "age": "40", "origin": "Cobán", "phone": "50255551234"}
SAID: tuple[Mapping[str, str], ...] = (
    {}, {"given_names": "Ana"}, {"given_names": "Anna Maria", "surnames": "Tzoc Crus"}, {"origin": "Solola", "age": "33"},
    {"surnames": "de la Cruz Tzoc", "date_of_birth": "1995-03-02"}, {"date_of_birth": "1995-02-03", "age": ""},
    BETO, {**BETO, "given_names": "Alberto", "surnames": "Peres"}, {**BETO, "phone": "50255551235", "sex": "F"},
    {**BETO, "given_names": "Pérez", "surnames": "Beto"}, {**BETO, "nationality": "", "card_code": "luna río casa pan"},
    {**BETO, "card_code": "luna rio casa pam", "date": "2026-03-10"}, {"given_names": "", "surnames": ""},
)  # fmt: skip


@pytest.fixture(scope="module")
def raw() -> pa.Table:
    made = table(*(one for at in range(20) for one in ({**said, "age": f"{30 + at}"} if at else said for said in SAID)))
    return made.append_column("record_id", pa.array([f"R{at}" for at in range(made.num_rows)]))


def test_a_pair_weighs_what_splink_says(raw):
    made, model = linkage_table(raw, Tokens(KEY)), stored_model()
    with linked(made, fitted(model, made.num_rows), threads=1) as linker:
        theirs = linker.inference.predict(threshold_match_weight=-6, warning_mode="never").as_dict()
    expected = {
        (left, right): weight
        for left, right, weight in zip(theirs["record_l"], theirs["record_r"], theirs["match_weight"], strict=True)
    }
    found = pairs(made, model, threads=1).to_pydict()
    got = dict(zip(zip(found["record_l"], found["record_r"], strict=True), found["weight"], strict=True))
    assert len(got) > 1000
    assert got == pytest.approx(expected, abs=1e-9)


def test_the_order_of_rows_puts_no_weight_beside_another_pair(tmp_path):
    """Thousands of pairs on two threads, whose answers come in an order of their own; the records shuffled, and the question."""
    raw, model, tokens = read_records(write(tmp_path, 1500, 7, cards=0.3)[0]), stored_model(), Tokens(KEY)
    random, made = np.random.default_rng(5), linkage_table(raw, tokens)
    other = random.permutation(raw.num_rows)
    found = pairs(made, model, threads=2)
    shuffled = pairs(linkage_table(raw.take(other), tokens), model, threads=2)
    assert by_pair(shuffled, other) == pytest.approx(by_pair(found, np.arange(raw.num_rows)), abs=1e-9)
    asked = found.take(random.permutation(found.num_rows))
    left, right = (asked[name].to_numpy() for name in ("record_l", "record_r"))
    bits = asked["against"].to_numpy()
    assert against(made, left, right, threads=2).tolist() == bits.tolist()
    assert found.num_rows > 2000
    assert np.count_nonzero(bits) > 5


def by_pair(found: pa.Table, record: np.ndarray) -> dict[tuple[int, int, int], float]:
    """Return the weight of each pair, by its records, as they were numbered before, and what contradicts."""
    left, right = (record[found[name].to_numpy()] for name in ("record_l", "record_r"))
    keys = zip(np.minimum(left, right).tolist(), np.maximum(left, right).tolist(), found["against"].to_pylist(), strict=True)
    return dict(zip(keys, found["weight"].to_pylist(), strict=True))


@pytest.mark.parametrize(
    ("condition", "may"),
    [
        ("list_has_any(a_l, b_r)", False),
        ("a_l = a_r and not list_has_any(a_l, b_r)", True),
        ("not coalesce(list_has_any(a_l, b_r) or len(list_intersect(c_l, d_r)) >= 2, false)", True),
        ("a_l is not null and not coalesce(a_l = b_r, false)", False),
    ],
)
def test_marks_never_deny_what_lists_may_not_hold(condition, may):
    assert ("true" in _without_denied(condition)) == may


def test_the_days_records_give_what_the_whole_run_gives(raw, tmp_path):
    model, first = stored_model(), raw.num_rows - 30
    before = link(raw.slice(0, first), model, threads=1)
    for table_, name in zip(rows(before, raw["record_id"].to_pylist()[:first]), ("pairs.csv", "clusters.csv"), strict=True):
        pacsv.write_csv(table_, tmp_path / name)
    earlier = read_earlier(tmp_path, raw["record_id"])
    assert earlier.is_new.tolist() == [False] * first + [True] * 30
    whole, day = (link(raw, model, threads=1, earlier=known) for known in (None, earlier))
    assert weights(day, first) == pytest.approx(weights(whole, first), abs=1e-9)
    assert len(weights(day, first)) > 100
    assert day.group.tolist() == whole.group.tolist()


def weights(found: Linked, first: int) -> dict[tuple[int, int], float]:
    """Return the weights of pairs with a new record."""
    every = zip(found.left.tolist(), found.right.tolist(), found.weight.tolist(), strict=True)
    return {(left, right): weight for left, right, weight in every if right >= first}


def test_a_folder_without_results_says_which_to_give(tmp_path):
    with pytest.raises(LinkEarlierUnreadable) as why:
        read_earlier(tmp_path, pa.chunked_array([["a"]]))
    assert "--known" in why.value.hint


def test_pairs_that_are_weighed_compiled_weigh_the_same_to_the_bit(tmp_path, monkeypatch):
    raw, model = read_records(write(tmp_path, 1500, 11, cards=0.3)[0]), stored_model()
    made = linkage_table(raw, Tokens(KEY))
    usual = pairs(made, model, threads=2)
    monkeypatch.setattr(pairing, "MANY", 1)
    assert pairs(made, model, threads=2).equals(usual)
    assert usual.num_rows > 2000
    assert pc.sum(pc.not_equal(usual["against"], 0)).as_py() > 5


@pytest.mark.parametrize("condition", ["a_l like 'x'", "a_l = 'x'", "a_l in (1, 2)", "sqrt(a_l) > 2"])
def test_what_cannot_be_compiled_is_said_and_not_left_out(condition):
    with pytest.raises(NotImplementedError):
        _Writer(Layout(["a"], [], ["a"]), []).comparison([{"sql_condition": condition}])


@pytest.mark.parametrize("condition", ["sqrt(record_l) > 5", "said_l = said_r"])
def test_what_cannot_be_compiled_is_weighed_by_duckdb(raw, monkeypatch, condition):
    made = linkage_table(raw, Tokens(KEY))
    made = made.append_column("said", pa.array(["ab"[at % 2] for at in range(made.num_rows)]))
    ready = fitted(stored_model(), made.num_rows)
    usual = pairing.paired(made, ready, {"odd": condition}, threads=1, memory="1GB", least=-6)
    assert 0 < pc.sum(usual["against"]).as_py() < usual.num_rows
    monkeypatch.setattr(pairing, "MANY", 1)
    assert pairing.paired(made, ready, {"odd": condition}, threads=1, memory="1GB", least=-6).equals(usual)


def test_records_that_other_processes_read_come_out_the_same(raw, monkeypatch):
    monkeypatch.setattr(columns, "MANY", 1)
    assert linkage_table(raw, Tokens(KEY, workers=2)).equals(linkage_table(raw, Tokens(KEY)))
