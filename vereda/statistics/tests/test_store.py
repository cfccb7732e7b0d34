"""Month files: whole or not at all, and no change is lost, whoever refreshes, marks or is killed meanwhile."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from uuid import UUID, uuid4

import pyarrow.parquet as pq
import pytest

from vereda.logbook.schema import FactRow
from vereda.statistics import store
from vereda.statistics.columns import SCHEMA, table_of
from vereda.statistics.errors import CodeWithSeparator, FactOutOfMonth
from vereda.statistics.reading import facts_in
from vereda.statistics.store import Store
from vereda.statistics.tests.worlds import SECRET, row

JANUARY, FEBRUARY = date(2024, 1, 1), date(2024, 2, 1)


class Logbook:
    """A source and its marks in memory: what is recorded marks its month, as the logbook does."""

    def __init__(self) -> None:
        self.facts: dict[date, list[FactRow]] = {}
        self.marked: dict[date, UUID] = {}
        self.head = 0
        self.folder = "this database"

    def record(self, *rows: FactRow) -> None:
        self.head += 1
        for fact in rows:
            month = fact.local_on.replace(day=1)
            self.facts.setdefault(month, []).append(fact)
            self.mark("mx", [month])

    def block(self) -> tuple[int, date | None]:
        return self.head, JANUARY

    def months(self, country: str) -> Iterable[date]:
        return list(self.facts)

    def rows(self, country: str, month: date) -> Iterator[FactRow]:
        yield from list(self.facts.get(month, ()))

    def token(self, country: str) -> str:
        return self.folder

    def of(self, country: str) -> dict[date, UUID]:
        return dict(self.marked)

    def mark(self, country: str, months: Iterable[date]) -> None:
        self.marked.update({month: uuid4() for month in months})

    def clean(self, country: str, month: date, mark: UUID) -> bool:
        return self.marked.get(month) == mark and self.marked.pop(month) is not None


@pytest.fixture
def files(tmp_path: Path) -> Store:
    return Store(tmp_path / "facts")


def refresh(files: Store, logbook: Logbook, source: Logbook | None = None, **options) -> list[date]:
    """Refresh, and return the months that were written."""
    written: list[date] = []
    store.refresh(
        "mx",
        store=files,
        source=source or logbook,
        marks=logbook,
        pack_hash=options.pop("pack", "p1"),
        secret=SECRET,
        told=written.append,
        **options,
    )
    return written


def people(files: Store, *months: date) -> int:
    facts = facts_in(files.paths("mx", months or [JANUARY, FEBRUARY]))
    return facts.filter(facts.row == "L").people.sum().to_pyarrow().as_py() or 0


def test_a_month_is_written_once_and_again_only_when_it_changed(files: Store):
    logbook = Logbook()
    logbook.record(row("L", 3), row("L", 4, record="b", on=FEBRUARY))
    assert refresh(files, logbook) == [JANUARY, FEBRUARY]
    assert refresh(files, logbook) == []
    logbook.record(row("L", 5, record="c"))
    assert refresh(files, logbook) == [JANUARY]
    assert people(files) == 12


def test_only_the_months_that_are_read_are_written(files: Store):
    logbook = Logbook()
    logbook.record(row("L", 3), row("L", 4, record="b", on=FEBRUARY))
    assert refresh(files, logbook, months=[JANUARY]) == [JANUARY]
    assert list(logbook.marked) == [FEBRUARY]
    assert refresh(files, logbook) == [FEBRUARY]


def test_what_is_written_says_whether_it_is_current_and_changes_with_the_facts_of_its_months_alone(files: Store):
    logbook = Logbook()
    logbook.record(row("L", 3), row("L", 4, record="b", on=FEBRUARY))

    def written(*months: date) -> store.Written:
        return store.written("mx", store=files, source=logbook, marks=logbook, pack_hash="p1", months=months)

    assert not written(JANUARY).is_current, "nothing was ever written"
    refresh(files, logbook)
    january, both = written(JANUARY), written(JANUARY, FEBRUARY)
    assert january.is_current
    assert both.is_current
    logbook.record(row("L", 5, record="c", on=FEBRUARY))
    assert written(JANUARY) == january
    assert not written(JANUARY, FEBRUARY).is_current
    assert written(JANUARY, FEBRUARY).state == both.state, "asking writes nothing"
    refresh(files, logbook)
    assert written(JANUARY) == january
    assert written(JANUARY, FEBRUARY).state != both.state
    logbook.folder = "another database"
    assert not written(JANUARY).is_current


def test_a_month_that_lost_all_its_facts_is_empty_and_not_what_it_was(files: Store):
    logbook = Logbook()
    logbook.record(row("L", 3))
    refresh(files, logbook)
    logbook.facts.clear()
    logbook.mark("mx", [JANUARY])
    refresh(files, logbook)
    assert people(files) == 0


def test_the_footer_says_block_pack_and_version(files: Store):
    logbook = Logbook()
    logbook.record(row("L", 3))
    refresh(files, logbook)
    assert files.footer("mx", JANUARY) == (1, "p1", store.SCHEMA_VERSION)
    assert (files.path("mx", JANUARY).stat().st_mode & 0o777, files.path("mx", JANUARY).parent.stat().st_mode & 0o77) == (
        0o600,
        0,
    )


def test_another_pack_another_version_half_a_file_and_a_lost_file_are_written_again(files: Store, monkeypatch):
    logbook = Logbook()
    logbook.record(row("L", 3), row("L", 4, record="b", on=FEBRUARY))
    refresh(files, logbook)
    assert refresh(files, logbook, pack="p2") == [JANUARY, FEBRUARY]
    path = files.path("mx", JANUARY)
    path.write_bytes(path.read_bytes()[:-20])
    assert refresh(files, logbook, pack="p2") == [JANUARY]
    path.unlink()
    assert refresh(files, logbook, pack="p2") == [JANUARY]
    monkeypatch.setattr(store, "SCHEMA_VERSION", 99)
    assert refresh(files, logbook, pack="p2") == [JANUARY, FEBRUARY]
    assert people(files) == 7


def test_a_folder_of_another_database_or_from_before_a_restore_is_not_believed(files: Store):
    old = Logbook()
    old.record(row("L", 3), row("L", 4, record="b", on=FEBRUARY))
    refresh(files, old)
    new = Logbook()
    new.folder = "another database"
    new.record(row("L", 1))
    assert refresh(files, new) == [JANUARY, FEBRUARY]
    assert people(files) == 1
    restored = Logbook()
    restored.folder = "another database"
    assert refresh(files, restored) == [JANUARY, FEBRUARY]
    assert people(files) == 0


def test_forget_writes_everything_again(files: Store):
    logbook = Logbook()
    logbook.record(row("L", 3))
    refresh(files, logbook)
    files.forget()
    assert refresh(files, logbook) == [JANUARY]


def test_a_mark_set_while_the_month_is_written_stays(files: Store):
    logbook = Logbook()
    logbook.record(row("L", 3))

    class Slow(Logbook):
        def rows(self, country: str, month: date) -> Iterator[FactRow]:
            yield from list(logbook.facts[month])
            logbook.record(row("L", 4, record="late"))

    refresh(files, logbook, source=Slow())
    assert list(logbook.marked) == [JANUARY]
    assert people(files) == 3
    assert refresh(files, logbook) == [JANUARY]
    assert people(files) == 7


def test_two_refreshes_at_once_end_with_the_newer_facts(files: Store):
    """The first has read the old facts when something new is recorded; the second may not overtake it."""
    logbook = Logbook()
    logbook.record(row("L", 3))
    has_read, may_write = threading.Event(), threading.Event()

    class Waiting(Logbook):
        def rows(self, country: str, month: date) -> Iterator[FactRow]:
            old = list(logbook.facts[month])
            has_read.set()
            may_write.wait(60)
            yield from old

    waiting = Waiting()
    first = threading.Thread(target=refresh, args=(files, logbook, waiting))
    first.start()
    assert has_read.wait(60)
    logbook.record(row("L", 4, record="late"))
    second = threading.Thread(target=refresh, args=(files, logbook))
    second.start()
    second.join(0.2)
    assert second.is_alive(), "the second waits for the first"
    may_write.set()
    first.join(60)
    second.join(60)
    assert (people(files), logbook.marked) == (7, {})


def _refresh_and_die(root: str) -> None:
    logbook = Logbook()
    logbook.record(row("L", 3))

    class Dying(Logbook):
        def rows(self, country: str, month: date) -> Iterator[FactRow]:
            (Path(root) / "mx" / "2024-01.parquet.dead.tmp").write_bytes(b"half")
            os.kill(os.getpid(), signal.SIGKILL)
            yield from ()

    refresh(Store(Path(root)), logbook, source=Dying())


def test_a_refresh_that_is_killed_leaves_its_mark_and_no_lock(files: Store):
    logbook = Logbook()
    logbook.record(row("L", 3))
    process = get_context("spawn").Process(target=_refresh_and_die, args=(str(files.root),))
    process.start()
    process.join(300)
    assert process.exitcode == -signal.SIGKILL
    assert people(files) == 0
    assert refresh(files, logbook) == [JANUARY]
    assert people(files) == 3
    assert list(files.root.rglob("*.tmp")) == []


def test_a_fact_of_another_month_is_refused_and_the_old_file_stays(files: Store):
    logbook = Logbook()
    logbook.record(row("L", 3))
    refresh(files, logbook)
    with pytest.raises(FactOutOfMonth) as wrong:
        files.write_month("mx", JANUARY, [row("L", 9, record="b", on=FEBRUARY)], 2, "p1", secret=SECRET)
    assert wrong.value.details == {"record": "b", "local_on": FEBRUARY, "month": "2024-01"}
    assert people(files) == 3
    assert list(files.root.rglob("*.tmp")) == []


def test_a_code_with_a_separator_is_refused():
    with pytest.raises(CodeWithSeparator):
        table_of([row("L", 1, categories=["A;B"])], secret=SECRET)


def test_records_are_numbered_and_codes_joined():
    rows = [row("L", 1, record="b", services=["water", "food"]), row("L", 2, record="a"), row("M", 1, record="b")]
    table = table_of(rows, secret=SECRET)
    assert table.schema.names == SCHEMA.names
    by_record = dict(zip(table["record"].to_pylist(), table["record_no"].to_pylist(), strict=True))
    assert sorted(by_record.values()) == [0, 1]
    assert sorted(set(table["services"].to_pylist())) == ["", "food;water"]
    assert set(table["month"].to_pylist()) == {202401}


def test_texts_are_stored_by_dictionary(files: Store):
    files.write_month("mx", JANUARY, [row("L", 1, services=["water"])], 1, "p", secret=SECRET)
    group = pq.read_metadata(files.path("mx", JANUARY)).row_group(0)
    encodings = {group.column(at).path_in_schema: group.column(at).encodings for at in range(group.num_columns)}
    assert all("RLE_DICTIONARY" in encodings[name] for name in ("row", "services", "categories", "nationality"))
