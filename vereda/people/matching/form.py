"""What a run compares: which columns are made of the records, how they are compared, and what contradicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from vereda.people.matching.columns import linkage_table
from vereda.people.matching.settings import contradictions, settings
from vereda.people.matching.tokens import Tokens


@dataclass(frozen=True)
class Form:
    """One way of comparing; that of the house is `TOKENS`.

    columns         records and tokens to the columns that are compared, numbered from 0 in `record`
    settings        engine and number of records to untrained settings of Splink
    contradictions  engine to what forbids taking two records as one person without asking, in SQL, by name
    """

    columns: Callable[[pa.Table, Tokens], pa.Table]
    settings: Callable[[str, int], dict[str, Any]]  # Any: what Splink reads
    contradictions: Callable[[str], Mapping[str, str]]


TOKENS = Form(linkage_table, lambda engine, records: settings(engine, records=records), contradictions)
