"""REL-049: a file with random damage is refused with reasons or imported whole, never half. And large bad files stay small."""

from __future__ import annotations

import random
import tracemalloc
from pathlib import Path

import pytest

from vereda.encounters.actions.importing import Asked, Heard, import_file
from vereda.encounters.errors import FileUnreadable, HeadingRefused, ImportRefused
from vereda.encounters.importing.problems import Problem
from vereda.encounters.tests.files import NOW, met, row, sheet
from vereda.logbook import door as logbook
from vereda.logbook.models import LogEntry

pytestmark = pytest.mark.django_db

GOOD = sheet(
    *[
        row(
            encounter_id=f"A{n // 3}", at=f"2024-01-{10 + n // 3}T22:15-06:00", services="RESCUE;WATER", nationality="HN",
            sex="FMU"[n % 3], count=n + 1, lat="28.7001", lon="-100.5235", place="Río Bravo", note='dijo: "gracias"; siguió',
        )
        for n in range(12)
    ]
).encode()  # fmt: skip


def damaged(seed: int) -> bytes:
    """Return the good file with one to four random wounds: bytes changed, lost, doubled, a part moved, an end cut off."""
    chance, content = random.Random(seed), bytearray(GOOD)
    for _ in range(chance.randint(1, 4)):
        a = chance.randrange(len(content))
        b = min(len(content), a + chance.randint(1, 40))
        wound = chance.randrange(6)
        if wound == 0:
            content[a] = chance.randrange(256)
        elif wound == 1:
            del content[a:b]
        elif wound == 2:
            content[a:a] = content[a:b]
        elif wound == 3:
            content[a:b] = bytes(chance.randrange(256) for _ in range(b - a))
        elif wound == 4:
            content[a:a] = chance.choice([b'"', b"\n", b",", b";", b"\x00", b"\xff\xfe", b"\r"])
        else:
            del content[max(a, 1) :]
    return bytes(content)


@pytest.mark.storage
@pytest.mark.parametrize("part", range(8))
def test_a_damaged_file_is_refused_with_reasons_or_imported_whole(tmp_path: Path, part: int):
    path = tmp_path / "a.csv"
    for seed in range(part * 40, part * 40 + 40):
        path.write_bytes(damaged(seed))
        before, entries = logbook.head(), LogEntry.objects.count()
        told: list[Problem] = []
        try:
            done = import_file(path, Asked(country="mx"), now=NOW, heard=Heard(problem=told.append))
        except (ImportRefused, HeadingRefused):
            assert told, seed
            assert all(one.line >= 1 and one.what_to_do(str) for one in told)
        except FileUnreadable:
            assert not told
        else:
            assert LogEntry.objects.count() - entries == (done.new + 2 if done.batch else 0)
            continue
        assert (logbook.head(), LogEntry.objects.count()) == (before, entries), seed


def test_a_hundred_thousand_bad_rows_take_no_more_memory_than_a_thousand(tmp_path: Path):
    def peak(rows: int) -> int:
        path = tmp_path / f"{rows}.csv"
        with path.open("w", encoding="utf-8") as file:
            file.write("on,group,services,sex,count\n")
            file.writelines(f"2024-01-29,nowhere,WATER,F,-{n}\n" for n in range(rows))
        count = 0

        def tell(problem: Problem) -> None:
            nonlocal count
            count += 1

        tracemalloc.start()
        with pytest.raises(ImportRefused) as refused:
            import_file(path, Asked(country="mx"), now=NOW, heard=Heard(problem=tell))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert (refused.value.details, count) == ({"bad": rows, "rows": rows}, 2 * rows)
        return most

    assert peak(100_000) < peak(1_000) + 4_000_000
    assert met() == (0, 0, 0)
