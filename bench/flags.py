"""How often a month is called odd that is not, and how often one that is: `python -m bench.flags mx 2023-07 2025-12`.

Read from the installation of VEREDA_HOME, which holds invented years. Each (group, category or total, month) is judged as it is:
what rings there is a false alarm, since nothing was planted. Then each is judged again with its number multiplied.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime

TIMES = (0.1, 0.25, 0.5, 2, 3, 4)


def main(country: str, first: str, last: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vereda.settings.django")
    import django

    django.setup()
    from vereda.statistics.odd import LEAST_MONTHS, MOST_MONTHS, odd

    judged: dict[str, int] = defaultdict(int)
    rang: dict[tuple[str, float], int] = defaultdict(int)
    for what, counts, months in series(country):
        kind = "total" if what == "TOTAL" else "category"
        for at in range(LEAST_MONTHS, len(months)):
            if not first <= f"{months[at]:%Y-%m}" <= last:
                continue
            before = [counts.get(one, 0) for one in months[max(0, at - MOST_MONTHS) : at]]
            year = counts.get(months[at - 12], 0) if at >= 12 else None
            number = counts.get(months[at], 0)
            if number < 30:
                continue
            judged[kind] += 1
            for times in (1, *TIMES):
                rang[kind, times] += odd(round(number * times), before, year) is not None
    for kind, number in judged.items():
        told = ", ".join(f"x{times:g}: {100 * rang[kind, times] / number:.0f} %" for times in TIMES)
        print(f"{kind}: {number} judged, {rang[kind, 1]} false alarms ({100 * rang[kind, 1] / number:.2f} %); found {told}")


def series(country: str) -> Iterator[tuple[str, dict[date, int], list[date]]]:
    """Yield (TOTAL or category, count by month, all months) of each group."""
    from vereda.statistics import door as statistics

    begins = statistics.first_month(country)
    if begins is None:
        raise SystemExit("nothing is counted in this installation")
    asked = statistics.question(
        country=country, from_on=begins, to_on=datetime.now(UTC).date(), by=["group", "month", "category"], count="services"
    )
    found: dict[tuple[str, str], dict[date, int]] = defaultdict(dict)
    months: set[date] = set()
    for (group, month, category), value in statistics.bulletin(asked).rows:
        on = date.fromisoformat(f"{month}-01")
        months.add(on)
        for what in (category, "TOTAL"):
            counts = found[group, what]
            counts[on] = counts.get(on, 0) + value
    for (_, what), counts in sorted(found.items()):
        yield what, counts, sorted(months)


if __name__ == "__main__":
    main(*sys.argv[1:4])
