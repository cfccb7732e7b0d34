"""What keyed tokens lose against clear text, on few records; on 20,000: `python -m bench.tokens`."""

from pathlib import Path

import pyarrow as pa
import pytest

from bench.matching.clear import CLEAR, with_alike
from bench.records import files
from bench.tokens import MOST, scores
from vereda.people.matching import Linked, link, stored_model
from vereda.people.matching.form import TOKENS
from vereda.people.matching.reading import read_records, read_truth
from vereda.people.tests.matching.test_columns import STRANGER, table

RECORDS = 1_500


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[pa.Table, list[str]]:
    written = files.write(Path(tmp_path_factory.mktemp("second")), seed=5, at_least=RECORDS)
    records = read_records(written.records)
    return records, read_truth(written.truth, records)


def test_tokens_lose_hardly_anything_against_clear_text(judged):
    tokens = scores(*judged, stored_model(), TOKENS)
    clear = scores(*judged, with_alike(stored_model()), CLEAR)
    for said in ("at_automatic", "at_best"):
        assert tokens[said]["f1"] > 0.85
        assert abs(clear[said]["f1"] - tokens[said]["f1"]) <= 2 * MOST  # so few records have more chance in them


def test_clear_text_sees_what_tokens_cannot():
    """Else the comparison above would compare tokens with tokens."""
    written = ({"given_names": "Maximiliana"}, {"given_names": "Maximilestra", "date": "2026-05-02"})
    raw = table(*written, *({**STRANGER, "age": str(20 + at), "date": f"2026-01-{1 + at % 28:02}"} for at in range(20)))

    def weight(found: Linked) -> float:
        pairs = zip(found.left.tolist(), found.right.tolist(), found.weight.tolist(), strict=True)
        return next((weight for left, right, weight in pairs if (left, right) == (0, 1)), -6.0)

    tokens = link(raw, stored_model(), threads=1)
    assert weight(link(raw, with_alike(stored_model()), threads=1, form=CLEAR)) > weight(tokens) + 1
