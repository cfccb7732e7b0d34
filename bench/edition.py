"""How long it takes to draw a month's edition: `python -m bench.edition [ATTENTIONS ...]`, usually a month and a year's worth.

Invented facts of one month with the codes of the pack of Mexico, in a Parquet file; every table of the catalogue is counted and
put together, all are protected, and the files are made. Not measured: writing the month's facts (docs/engineer/bulletin.md), and
recording the entry. Budget: a few seconds, since a page waits for it.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from vereda.logbook.schema import FactRow

USUAL = (23_000, 280_000)
MONTH, DAYS = date(2011, 12, 1), 31
GIVEN = (("WATER", "FOOD"), ("WATER",), ("ORIENT_RIGHTS",), ("FIRST_AID", "RESCUE", "WATER"), ("LEGAL_ADVICE", "ORIENT_RIGHTS"))
CATEGORY_OF = {"WATER": "SOCIAL", "FOOD": "SOCIAL", "ORIENT_RIGHTS": "ORIENT", "FIRST_AID": "INJURED", "LEGAL_ADVICE": "LEGAL"}
NATIONALITIES = ("HN", "GT", "SV", "MX", "NI", "EC", "VE", "CU", "HT", "CO", "BR", "XX")
SHARES = (34, 27, 15, 8, 5, 3, 3, 2, 1, 1, 1, 1)
SEXES, BANDS = ("F", "M", "M", "M", "U"), ("0-4", "5-11", "12-17", "18-29", "18-29", "30-59", "60+", "U")


def main() -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vereda.settings.django")
    os.environ.setdefault("VEREDA_HOME", tempfile.mkdtemp(prefix="vereda-edition-"))
    django.setup()
    for asked in sys.argv[1:] or USUAL:
        print(measured(int(asked)), flush=True)
    return 0


def measured(attentions: int) -> str:
    """Return one line: how long counting and protecting took, what came out, and the highest memory so far."""
    import pyarrow.parquet as pq

    from vereda.countries.door import pack
    from vereda.statistics import drawing, editions, lookups, mapping
    from vereda.statistics.cells import Margins, cells
    from vereda.statistics.columns import table_of
    from vereda.statistics.public_tables import public_tables, put_together
    from vereda.statistics.reading import facts_in
    from vereda.statistics.rules import Question

    catalogue, last = lookups.catalogue("mx"), editions.last_day(MONTH)
    states = sorted({one.state for one in pack("mx").groups.values()})
    with tempfile.TemporaryDirectory(prefix="vereda-edition-") as folder:
        file = Path(folder) / "month.parquet"
        pq.write_table(table_of(rows(attentions, states), secret=b"bench"), file)
        facts, row_of = facts_in([file]), put_together(catalogue, states)
        known: Margins = {}
        began = time.perf_counter()
        processor = time.process_time()
        exact = {
            table.code: drawing.together(
                cells(Question("mx", MONTH, last, table.by, table.count), facts, catalogue, sensitive=table.marked, known=known),
                table.by,
                row_of,
            )
            for table in public_tables()
        }
        counted = time.perf_counter()
        kept = drawing.protected(exact, None, mapping.alone(mapping.in_month(catalogue, MONTH, last)))
        sheets = [drawing.sheet(code, some) for code, some in kept.items()]
        size = len(drawing.exact_bytes(kept)) + sum(len(editions.csv_text(one)) for one in sheets)
        ended, processor = time.perf_counter(), time.process_time() - processor
    total = next(one.cell.count for one in kept["services-category-state"] if set(one.cell.codes) == {"TOTAL"})
    listed, held = sum(len(one.rows) for one in sheets), sum(one.withheld.total() for one in sheets)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{total:,} attentions: {counted - began:.1f} s counting {len(sheets)} tables, {ended - counted:.1f} s protecting, "
        f"{processor:.1f} s of processor in all; "
        f"{listed:,} rows, {held:,} withheld, {size / 1024:,.0f} kB, {memory:,.0f} MB"
    )


def rows(attentions: int, states: list[str]) -> Iterator[FactRow]:
    """Yield what is known of encounters, one line each, until so many attentions were given, and who got anything."""
    dice, number, given = Random(7), 0, 0
    while given < attentions:
        number += 1
        services, people = tuple(sorted(dice.choice(GIVEN))), min(40, int(dice.paretovariate(1.1)))
        categories = tuple(sorted({CATEGORY_OF.get(one, one) for one in services}))
        line = FactRow(
            record=f"{number:032x}",
            row="L",
            line="1",
            local_on=MONTH + timedelta(days=dice.randrange(DAYS)),
            people=people,
            services=services,
            categories=categories,
            group="piedras-negras",
            state=dice.choice(states),
            nationality=dice.choices(NATIONALITIES, SHARES)[0],
            sex=dice.choice(SEXES),
            age_band=dice.choice(BANDS),
        )
        yield line
        for counted in ("in_total", "served"):
            yield replace(line, row="T", line=counted, nationality="*", sex="*", age_band="*")
        given += people * len(categories)


if __name__ == "__main__":
    sys.exit(main())
