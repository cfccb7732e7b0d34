"""FEBRL, a list of another kind: what agreement says in it is learned from it, by tokens, without knowing who is who."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from bench import febrl
from vereda.people import matching
from vereda.people.matching import elsewhere
from vereda.people.matching.errors import LinkTeachesNothing
from vereda.people.matching.form import TOKENS
from vereda.people.matching.reading import read_records, read_truth
from vereda.people.matching.tokens import Tokens

PEOPLE = 260
FLOOR = 0.99  # the whole of FEBRL 4 reaches 0.996: docs/engineer/second-opinion.md


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> tuple[pa.Table, list[str]]:
    """Read an original and a duplicate each of some hundred people of FEBRL 4."""
    made = febrl.write(4, tmp_path_factory.mktemp("febrl"))
    records = read_records(made.records)
    person = read_truth(made.truth, records)
    rows = [at for at, one in enumerate(person) if int(one) < PEOPLE]
    return records.take(rows), [person[at] for at in rows]


def test_febrl_is_linked_by_what_it_teaches(some):
    records, person = some
    model, form = matching.model_for(records, threads=1)
    assert model["version"] == "learned"
    found = matching.link(records, model, threads=1, form=form)
    got = matching.evaluated(found.left, found.right, found.weight, found.group, person, found.automatic, {})
    assert got["true_pairs"] == PEOPLE
    assert got["at_automatic"]["f1"] >= FLOOR
    assert got["at_automatic"]["precision"] >= FLOOR
    assert got["largest_cluster"] == 2
    assert found.people.low < PEOPLE < found.people.high


def test_a_list_from_elsewhere_is_compared_as_numbers_too(some):
    made = elsewhere.columns(some[0], Tokens(b"k" * 32))
    assert not [field.name for field in made.schema if "string" in str(field.type)]


def test_a_field_posts_file_is_weighed_by_the_stored_model(some):
    records, _ = some
    blank, empty = pa.array([""] * records.num_rows), records.column_names.index("date_of_birth")
    few = pc.if_else(pc.equal(pa.array([at % 10 < 3 for at in range(records.num_rows)]), True), records["date_of_birth"], blank)
    assert matching.model_for(records.set_column(empty, "date_of_birth", few)) == (matching.stored_model(), TOKENS)
    countries = pa.array(["HN", "GT"] * (records.num_rows // 2))
    at = records.column_names.index("nationality")
    assert matching.model_for(records.set_column(at, "nationality", countries)) == (matching.stored_model(), TOKENS)
    assert matching.model_for(records, "stored") == (matching.stored_model(), TOKENS)


def test_too_few_records_teach_nothing_and_are_told_so(some):
    with pytest.raises(LinkTeachesNothing, match="500"):
        matching.model_for(some[0].slice(0, 40), "learned")


def test_pairs_of_one_person_are_taken_out_of_blind_draws():
    found = {
        "comparison_levels": [{"is_null_level": True}, {"label_for_charts": "same", "m_probability": 0.9, "u_probability": 3e-4}]
    }
    assert elsewhere._levels(found, 1e-4, 1e-8) == {"same": (0.9, pytest.approx(2.1e-4))}
    assert elsewhere._levels(found, 1e-3, 1e-8) == {"same": (0.9, 1e-8)}


def test_no_file_of_the_matching_compares_clear_text():
    """Edit distances need the names themselves. They are in `bench/matching/clear.py`, which measures what tokens lose."""
    sql = "".join(path.read_text(encoding="utf-8").lower() for path in Path(matching.__file__).parent.glob("*.py"))
    assert not [
        word for word in ("jaro", "levenshtein", "damerau", "jaccard", "bench") if f"{word}_" in sql or f" {word}." in sql
    ]
