"""What the other days of the month were: encounters as a group types them into a file, drawn from the seed."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

NATIONALITIES, SHARES = ("HN", "GT", "SV", "NI", "VE", "EC"), (30, 25, 20, 10, 10, 5)
GIVEN = ("WATER", "WATER;FOOD", "ORIENT_RIGHTS", "FIRST_AID;WATER", "RESCUE;WATER")
SEXES, BANDS = ("F", "M"), ("0-17", "18-29", "30-59")
COLUMNS = ("encounter_id", "on", "group", "services", "nationality", "sex", "age_band", "count")


def write(path: Path, *, group: str, month: str, meetings: int, seed: int) -> int:
    """Write so many encounters of a month (2026-09) of 30 days; return how many people were met."""
    chance, met = Random(f"{seed} {group}"), 0
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS)
        for number in range(meetings):
            on, given = f"{month}-{chance.randint(1, 30):02}", chance.choice(GIVEN)
            nationality = chance.choices(NATIONALITIES, SHARES)[0]
            for sex in SEXES:
                people = chance.randint(1, 9)
                met += people
                out.writerow((f"{group}-{number}", on, group, given, nationality, sex, chance.choice(BANDS), people))
    return met
