"""Lay made-up facts into an installation as if its logbook had written them, in the installation's own process.

python -m bench.export_fill ROWS
"""

from __future__ import annotations

import sys

import django
import pyarrow.parquet as pq
from django.core.management import call_command

from bench.bulletin import FIRST, LAST, make_large


def main(rows: int) -> None:
    """Write the files of 120 months, each with the footer and all with the index that the program looks for."""
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from vereda.countries.door import pack
    from vereda.statistics import lookups
    from vereda.statistics.columns import SCHEMA, SCHEMA_VERSION
    from vereda.statistics.rules import months
    from vereda.statistics.store import Index

    store = lookups.here()
    store.root.mkdir(mode=0o700)
    made = make_large(store.root / "mx", rows)[1]
    footer = {"as_of_block": "0", "pack": pack("mx").hash, "schema_version": str(SCHEMA_VERSION)}
    for path in sorted((store.root / "mx").glob("*.parquet")):
        pq.write_table(pq.read_table(path).cast(SCHEMA).replace_schema_metadata(footer), path, compression="zstd")
    written = [month.isoformat() for month in months(FIRST, LAST)]
    store.write_index("mx", Index(lookups.DatabaseMarks().token("mx"), 0, written))
    print(made)


if __name__ == "__main__":
    main(int(sys.argv[1]))
