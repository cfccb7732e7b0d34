"""A list of alerts that was typed elsewhere comes in whole or not at all, and once however often it is sent."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vereda.access.door import author_of
from vereda.countries.door import pack
from vereda.logbook.door import open_box
from vereda.logbook.models import LogEntry
from vereda.logbook.schema import FieldClass
from vereda.rescue import door
from vereda.rescue.door import AlertTableFaulty
from vereda.rescue.models.alert import Alert
from vereda.rescue.rules.alert_table import COLUMNS, read_table

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LIST = """at,came_by,people,urgent,needs,point,place,note,call_back,water_left,guide_left,language,outcome,ref
2026-11-01T22:15-06:00,telephone,4,,Sin agua|lost,"28.72, -100.53",torre 14,"dunas, torre",878 111 2233,Unos tragos,sí,quc,,A1
2026-11-02T03:40-06:00,En persona,,bleeding,,,,,,,,,false_alarm,A2
2026-11-05T10:00Z,,12,,,,,,,,,,handed_over,
"""


def faults(text: str) -> list[tuple[int, str, str]]:
    return [(one.line, one.column, one.what) for one in read_table(text, pack("mx"), NOW)[1]]


def test_rows_are_read_by_code_and_by_word():
    rows, wrong = read_table(LIST, pack("mx"), NOW)
    assert wrong == []
    first = rows[0]
    assert first.told == {
        "came_by": "telephone",
        "people": 4,
        "needs": ("no_water", "lost"),
        "note": "dunas, torre",
        "call_back": "878 111 2233",
        "water_left": "water_sips",
        "guide_left": True,
        "language": "quc",
    }
    assert (first.line, first.point, first.place, first.ref) == (2, (28.72, -100.53), "torre 14", "A1")
    assert [row.outcome for row in rows] == ["", "false_alarm", "handed_over"]


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ("at,people\n2026-11-01T22:15,4", (2, "at", "offset_missing")),
        ("at,people\n1/11/2026,4", (2, "at", "at_wrong")),
        ("at,people\n2027-01-01T00:00Z,4", (2, "at", "in_the_future")),
        ("at,people\n,4", (2, "at", "empty")),
        ("at,people\n2026-11-01T22:15Z,cuatro", (2, "people", "number_wrong")),
        ("at,people\n2026-11-01T22:15Z,0", (2, "people", "number_wrong")),
        ("at,battery_pct\n2026-11-01T22:15Z,101", (2, "battery_pct", "number_wrong")),
        ("at,needs\n2026-11-01T22:15Z,sed", (2, "needs", "word_unknown")),
        ("at,needs\n2026-11-01T22:15Z,unconscious", (2, "needs", "word_unknown")),
        ("at,guide_left\n2026-11-01T22:15Z,quizá", (2, "guide_left", "yes_no_wrong")),
        ('at,point\n2026-11-01T22:15Z,"-100.53, 28.72"', (2, "point", "coordinates_swapped")),
        ("at,point\n2026-11-01T22:15Z,dunas", (2, "point", "point_not_read")),
        ("at,municipality\n2026-11-01T22:15Z,Atlantis", (2, "municipality", "word_unknown")),
        ("at,outcome\n2026-11-01T22:15Z,joined", (2, "outcome", "word_unknown")),
        ("at,people\n2026-11-01T22:15Z,4,5", (2, "", "cells")),
        ('at,note\n2026-11-01T22:15Z,"abierta', (2, "", "unreadable")),
        ("at,people\n2026-11-01T22:15Z,4\n\n2026-11-01T22:15Z,4", (4, "", "twice")),
        ("at,nombre\n", (1, "nombre", "column_unknown")),
        ("people\n4", (1, "at", "column_missing")),
        ("at,people,people\n2026-11-01T22:15Z,4,4", (1, "people", "column_twice")),
        ("at,people\n", (1, "", "no_rows")),
        ("", (1, "at", "column_missing")),
    ],
)
def test_what_is_wrong_is_said_with_its_line(cells: str, fault: tuple[int, str, str]):
    assert fault in faults(cells)


def test_everything_that_is_wrong_is_said_at_once():
    assert faults("at;people;needs\nayer;x;sed\n2026-11-01T22:15Z;4;lost\nhoy;y;lost") == [
        (2, "at", "at_wrong"),
        (2, "people", "number_wrong"),
        (2, "needs", "word_unknown"),
        (4, "at", "at_wrong"),
        (4, "people", "number_wrong"),
    ]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300), st.booleans())
def test_no_text_breaks_it(text: str, has_heading: bool):
    rows, wrong = read_table(("at,people,point\n" if has_heading else "") + text, pack("mx"), NOW)
    assert rows or wrong


def test_every_fault_has_its_words_and_every_column_its_place():
    from vereda.desk.words.alerts import FAULTS

    here = Path(__file__).parent.parent / "rules" / "alert_table.py"
    text = here.read_text()
    for what in FAULTS:
        assert f'"{what}"' in text or what in ("changed", "nothing_told") or what in _places(), what
    assert len(set(COLUMNS)) == len(COLUMNS)


def _places() -> set[str]:
    from vereda.places import errors

    return {kind.code.partition(".")[2] for kind in errors.BadPoint.__subclasses__()}


@pytest.mark.storage
@pytest.mark.django_db
class TestAtThePost:
    """With the cast."""

    @pytest.fixture
    def by(self, cast):
        return author_of(cast.reader("ines"))

    @pytest.fixture
    def now(self):
        """After every row of the list, whatever day it is."""
        return max(timezone.now(), NOW)

    def test_a_list_comes_in_and_what_has_an_outcome_is_closed(self, by, now):
        done = door.read_in_alerts(LIST, by=by, at=now)
        assert (done.new, done.same) == (3, 0)
        rows = {row.people: row for row in Alert.objects.all()}
        assert rows[4].needs == ["no_water", "lost"]
        assert (rows[4].outcome, rows[None].outcome, rows[12].outcome) == ("", "false_alarm", "handed_over")
        assert all(row.read_at for row in rows.values()), "who typed it read it: it rings nobody"
        entry = LogEntry.objects.get(subject=rows[4].subject, kind="rescue.alert_received")
        assert b"878 111" not in bytes(entry.body)
        assert open_box(entry.id, FieldClass.IDENTITY, rows[4].subject) == {"call_back": "878 111 2233"}
        assert str(rows[4].local_on) == "2026-11-01"

    def test_twice_is_once_also_in_another_order_and_with_one_row_more(self, by, now):
        door.read_in_alerts(LIST, by=by, at=now)
        head, *lines = LIST.strip().split("\n")
        before = LogEntry.objects.count()
        assert door.read_in_alerts("\n".join([head, *lines[::-1]]), by=by, at=now).new == 0
        assert LogEntry.objects.count() == before
        more = "2026-11-06T10:00Z,,3,,,,,,,,,,,"
        again = door.read_in_alerts("\n".join([head, *lines, more]), by=by, at=now)
        assert (again.new, again.same) == (1, 3)

    def test_one_bad_row_and_nothing_is_written(self, by, now):
        for bad in ("ayer,,3,,,,,,,,,,,", "2026-11-06T10:00Z,telephone,,,,,,,,,,,,"):
            with pytest.raises(AlertTableFaulty) as refused:
                door.read_in_alerts(LIST + bad, by=by, at=now)
            assert [one.line for one in refused.value.faults] == [5]
        assert Alert.objects.count() == 0

    def test_a_row_that_changed_under_its_ref_is_refused_and_the_first_one_stands(self, by, now):
        door.read_in_alerts(LIST, by=by, at=now)
        with pytest.raises(AlertTableFaulty) as refused:
            door.read_in_alerts(LIST.replace(",telephone,4,", ",telephone,5,"), by=by, at=now)
        assert [(one.line, one.what, one.value) for one in refused.value.faults] == [(2, "changed", "A1")]
        assert sorted(Alert.objects.filter(people__isnull=False).values_list("people", flat=True)) == [4, 12]

    def test_the_same_list_of_another_group_is_of_that_group(self, by, now, cast):
        door.read_in_alerts(LIST, by=by, at=now)
        nadia = author_of(cast.reader("nadia"))
        assert door.read_in_alerts(LIST, by=nadia, at=now).new == 3
        assert set(Alert.objects.values_list("group", flat=True)) == {by.group, nadia.group}
