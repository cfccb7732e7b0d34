"""What an earlier run found, so that the records of a day are held against all, and not all against all again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
from numpy.typing import NDArray

from vereda.people.matching import errors


@dataclass(frozen=True, eq=False)
class Earlier:
    """Which records an earlier run knew, and the pairs that it found.

    is_new       of each record, whether the run did not know it
    left, right  numbers of records; of a pair whose record is gone, nothing is left
    """

    is_new: NDArray[np.bool_]
    left: NDArray[np.int32]
    right: NDArray[np.int32]

    def numbered(self, order: NDArray[np.int32]) -> Earlier:
        """Return the same of records that were put into another order. order: the record that stands at each place."""
        place = np.empty_like(order)
        place[order] = np.arange(len(order), dtype=order.dtype)
        return Earlier(self.is_new[order], place[self.left], place[self.right])

    def keys(self) -> NDArray[np.int64]:
        """Return each pair as one number, the smaller record in the upper half."""
        low, high = np.minimum(self.left, self.right), np.maximum(self.left, self.right)
        return low.astype(np.int64) << 32 | high


def read_earlier(folder: Path, ids: pa.ChunkedArray) -> Earlier:
    """Return what `people link` wrote into a folder, for these records. Raises LinkEarlierUnreadable."""
    try:
        known = _read(folder / "clusters.csv", ["record_id"])["record_id"]
        pairs = _read(folder / "pairs.csv", ["record_id_l", "record_id_r"])
    except (OSError, pa.ArrowInvalid, KeyError):
        raise errors.LinkEarlierUnreadable(folder=folder) from None
    place = ids.combine_chunks()
    left, right = (pc.index_in(pairs[name], value_set=place) for name in ("record_id_l", "record_id_r"))
    there = pc.and_(left.is_valid(), right.is_valid())
    sides = (np.asarray(side.filter(there)).astype(np.int32) for side in (left, right))
    return Earlier(~np.asarray(pc.is_in(ids, value_set=known.combine_chunks())), *sides)


def _read(path: Path, columns: list[str]) -> pa.Table:
    text = dict.fromkeys(columns, pa.string())
    return pacsv.read_csv(path, convert_options=pacsv.ConvertOptions(column_types=text, include_columns=columns))
