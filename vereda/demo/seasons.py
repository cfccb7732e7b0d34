"""When people move and when teams are out: weights of months, days and hours. Hours are those of the clock at the post."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from vereda.demo.draws import Draw

WEEKEND = 0.88
QUIET_DAYS = {(12, 24): 0.5, (12, 25): 0.35, (12, 31): 0.5, (1, 1): 0.35}

# Weights of the hours 0 to 23.
HOURS: dict[str, tuple[int, ...]] = {
    "day": (1, 1, 1, 1, 2, 5, 9, 11, 12, 11, 9, 8, 7, 6, 7, 9, 10, 11, 10, 8, 5, 3, 2, 1),
    "office": (0, 0, 0, 0, 0, 0, 1, 4, 9, 12, 13, 12, 10, 7, 8, 10, 10, 8, 5, 3, 1, 0, 0, 0),
    "evening": (0, 0, 0, 0, 0, 0, 1, 2, 2, 3, 4, 4, 3, 2, 3, 5, 8, 11, 13, 12, 7, 2, 1, 0),
    "train": (6, 6, 5, 5, 6, 7, 7, 6, 5, 4, 4, 4, 3, 3, 3, 4, 4, 5, 6, 7, 8, 8, 7, 7),
    "night": (9, 9, 8, 8, 8, 7, 4, 3, 2, 2, 2, 2, 2, 2, 2, 3, 3, 4, 5, 7, 8, 9, 10, 10),
    "round": (4, 4, 4, 4, 4, 5, 5, 5, 5, 4, 4, 4, 4, 4, 5, 5, 5, 6, 6, 6, 5, 5, 5, 4),
    "departure": (1, 0, 0, 0, 1, 4, 12, 14, 9, 5, 2, 1, 1, 3, 10, 12, 7, 3, 2, 4, 6, 5, 3, 2),
}
DRAWS = {name: Draw(dict(enumerate(weights))) for name, weights in HOURS.items()}


def days(from_on: date, to_on: date) -> list[date]:
    """Return every day from one to the other, both included."""
    return [from_on + timedelta(days=number) for number in range((to_on - from_on).days + 1)]


def day_weight(day: date, months: Sequence[float]) -> float:
    """Return how much happens on a day beside other days. months: weights of January to December."""
    weekday = WEEKEND if day.weekday() >= 5 else 1.0
    return months[day.month - 1] * weekday * QUIET_DAYS.get((day.month, day.day), 1.0)


def instant(day: date, hours: str, zone: ZoneInfo, rng: random.Random) -> datetime:
    """Return an instant of a local day, by a pattern of hours; an hour that a clock change skips becomes the next one."""
    local = datetime(day.year, day.month, day.day, DRAWS[hours](rng), rng.randrange(60), tzinfo=zone)
    return local.astimezone(UTC).astimezone(zone)
