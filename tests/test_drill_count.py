"""The drill of a count of four countries, short: `make drill-count` runs it long."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest

from tests.count import searching
from tests.count.story import Story


@pytest.mark.timeout(600)
def test_four_countries_count_people_and_neither_names_nor_keys_are_found_anywhere(tmp_path: Path):
    """Done-when 4 of the issue on people: the interval holds the truth; memory and disk of the unit hold no name and no key."""
    assert Story(tmp_path, people=360, seed=4, looks=2).tell().startswith("drill-count: held")


def test_the_search_sees_a_needle_in_any_case_and_across_a_seam_of_chunks(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(searching, "CHUNK", 16)
    needles = searching.names(["bandrekulpim"])
    assert needles.found_in(b"x" * 10 + b"BandrEKulpim" + b"x" * 9) == {b"bandrekulpim"}
    assert needles.found_in("..BANDREKULPIM".encode("utf-16-le")) == {"bandrekulpim".encode("utf-16-le")}
    assert not needles.found_in(b"bandrekulpi" + b"bandrekulp!m")


def test_a_key_is_found_as_bytes_in_hexadecimal_and_in_base64():
    key = bytes(range(200, 232))
    needles = searching.secrets([key])
    for form in (key, key.hex().encode(), key.hex().upper().encode(), b64encode(key)):
        assert needles.found_in(b"...." + form + b"....") == {form}
    assert not needles.found_in(key[:-1] + b"!")
