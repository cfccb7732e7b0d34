"""A cut file is continued to the byte, or left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from vereda.cli.pieces import continued
from vereda.statistics.door import feeding

PIECES = [b"a,b\n1,2\n", b"3,4\n", b"5,6\n"]
WHOLE = b"".join(PIECES)


def test_a_cut_file_is_continued_wherever_it_was_cut(tmp_path: Path) -> None:
    path, part = tmp_path / "x.csv", tmp_path / "x.csv.part"
    for at in range(len(WHOLE) + 1):
        part.write_bytes(WHOLE[:at])
        assert continued(path, PIECES, is_resumed=True) == 4
        assert (path.read_bytes(), part.exists()) == (WHOLE, False)


@pytest.mark.parametrize("there", [b"a,b\n1,9\n", WHOLE + b"7,8\n", b"\0\0"])
def test_what_is_another_file_is_refused_and_stays(tmp_path: Path, there: bytes) -> None:
    path, part = tmp_path / "x.csv", tmp_path / "x.csv.part"
    part.write_bytes(there)
    with pytest.raises(feeding.errors.CutFileOther):
        continued(path, PIECES, is_resumed=True)
    assert (path.exists(), part.read_bytes()) == (False, there)
    continued(path, PIECES)
    assert path.read_bytes() == WHOLE
