"""Points and numbered places of a group: sealed, of nobody else, practised apart, and a table comes in whole or not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from vereda.access.tests.cast import Cast
from vereda.logbook.door import Author, block_of, history, rebuild
from vereda.logbook.models import LogEntry
from vereda.places.door import BadPoint
from vereda.practice import shadow_of
from vereda.safety.actions import points, references
from vereda.safety.actions.points import Told
from vereda.safety.door import Numbered
from vereda.safety.errors.points import (
    PointKindUnknown,
    PointNotThere,
    PointThere,
    PointUnnamed,
    ReferenceNotThere,
    ReferenceThere,
    ReferenceUnnamed,
    TableFaulty,
)
from vereda.safety.lookups import points as lookups
from vereda.safety.lookups.points import Stands
from vereda.safety.models.points import AssistPoint, PositionReference
from vereda.safety.words import PointState

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
HERE, THERE = "piedras-negras", "tapachula"
ZONES = {HERE: "America/Matamoros", THERE: "America/Mexico_City"}
POOL = Stands(28.7123, -100.5234, "bajo el mezquite grande")
TABLE = "series,number,lat,lon,source\nTorre,113,28.71,-100.52,Recorrido\nTorre,114,28.72,-100.53,Recorrido\n"


def by(cast: Cast, name: str, group: str = HERE) -> Author:
    return Author(account=str(cast.account(name).pk), group=group, country="mx", zone=ZONES[group.removeprefix("practice.")])


def now() -> datetime:
    return datetime.now(UTC)


def put(cast: Cast, group: str = HERE, stands: Stands | None = POOL, **told) -> UUID:
    told = {"what": "water", "number": "3", **told}
    return points.set_point(Told(**told), by=by(cast, "rafael", group), at=now(), stands=stands).subject


def test_where_a_point_stands_is_in_no_clear_payload_and_opens_for_its_group(cast: Cast):
    row = lookups.point(put(cast), HERE, "mx")
    assert row
    body = bytes(LogEntry.objects.get(kind="safety.point_set").body)
    assert b"28.71" not in body
    assert b"mezquite" not in body
    assert lookups.where_it_stands(row) == POOL
    assert not {name for name in (field.name for field in AssistPoint._meta.fields) if name in {"lat", "lon", "h3_5"}}


def test_a_change_without_a_place_leaves_the_place_and_one_with_a_place_moves_it(cast: Cast):
    subject = put(cast)
    points.set_point(Told(what="water", number="3", every_days=2), by=by(cast, "rafael"), at=now(), point=subject)
    row = lookups.point(subject, HERE, "mx")
    assert (lookups.every_days(row), lookups.where_it_stands(row)) == (2, POOL)
    moved = Stands(28.8, -100.6)
    points.set_point(Told(what="water", number="3"), by=by(cast, "rafael"), at=now(), point=subject, stands=moved)
    row = lookups.point(subject, HERE, "mx")
    assert (lookups.every_days(row), lookups.where_it_stands(row)) == (7, moved)


def test_what_was_found_last_stands_and_the_notes_open(cast: Cast):
    subject = put(cast)
    first = now() - timedelta(hours=2)
    points.look_at_point(point=subject, found=PointState.BROKEN, by=by(cast, "ines"), at=first, note="la llave")
    points.look_at_point(point=subject, found=PointState.REPAIRED, by=by(cast, "ines"), at=now())
    row = lookups.point(subject, HERE, "mx")
    assert (row.found, [visit[4] for visit in row.visits]) == ("repaired", ["repaired", "broken"])
    assert lookups.note_of(row, row.visits[1][0]) == "la llave"
    assert b"llave" not in b"".join(bytes(one.body) for one in LogEntry.objects.all())


def test_what_cannot_be_told_apart_is_refused(cast: Cast):
    put(cast)
    for told, error in (
        (Told(what="water", number="03"), PointThere),
        (Told(what="water"), PointUnnamed),
        (Told(what="oasis", number="9"), PointKindUnknown),
    ):
        with pytest.raises(error):
            points.set_point(told, by=by(cast, "rafael"), at=now())
    with pytest.raises(BadPoint):
        points.set_point(Told(what="sign", number="1"), by=by(cast, "rafael"), at=now(), stands=Stands(-100.5, 28.7))
    assert AssistPoint.objects.count() == 1
    put(cast, what="sign", number="3")
    assert AssistPoint.objects.count() == 2


def test_what_was_taken_away_is_gone_and_refuses_to_be_looked_at(cast: Cast):
    subject = put(cast)
    points.take_point_away(point=subject, by=by(cast, "rafael"), at=now())
    assert lookups.points(HERE, "mx") == []
    for act in (points.take_point_away, lambda **told: points.look_at_point(found=PointState.FINE, **told)):
        with pytest.raises(PointNotThere):
            act(point=subject, by=by(cast, "rafael"), at=now())
    assert put(cast) != subject


def test_nadia_of_another_group_sees_and_changes_nothing(cast: Cast):
    subject, nadia = put(cast), by(cast, "nadia", THERE)
    references.read_in_references(TABLE, by=by(cast, "rafael"), at=now())
    place = PositionReference.objects.first().subject
    assert lookups.points(THERE, "mx") == lookups.callers(THERE, "mx") == []
    assert lookups.point(subject, THERE, "mx") is None
    assert lookups.find_references("torre 114", THERE, "mx").places == ()
    assert lookups.reference(place, THERE, "mx") is None
    with pytest.raises(PointNotThere):
        points.look_at_point(point=subject, found=PointState.EMPTY, by=nadia, at=now())
    with pytest.raises(PointNotThere):
        points.set_point(Told(what="water", number="3"), by=nadia, at=now(), point=subject)
    with pytest.raises(ReferenceNotThere):
        references.withdraw_reference(reference=place, by=nadia, at=now())
    with pytest.raises(ReferenceNotThere):
        references.withdraw_series(series="Torre", by=nadia, at=now())
    assert len(history(subject)) == 1


def test_a_practice_has_points_of_its_own_and_finds_real_towers_without_writing_there(cast: Cast):
    shadow = shadow_of(HERE)
    real = put(cast)
    practised = put(cast, shadow)
    assert [row.subject for row in lookups.points(HERE, "mx")] == [real]
    assert [row.subject for row in lookups.points(shadow, "mx")] == [practised]
    references.read_in_references(TABLE, by=by(cast, "rafael"), at=now())
    found = lookups.find_references("torre 114", shadow, "mx").places
    assert [one.number for one in found] == ["114"]
    with pytest.raises(ReferenceNotThere):
        references.withdraw_reference(reference=found[0].subject, by=by(cast, "rafael", shadow), at=now())
    invented = Numbered("Torre", "900", 28.7, -100.5)
    references.add_reference(invented, by=by(cast, "rafael", shadow), at=now())
    assert lookups.find_references("torre 900", HERE, "mx").places == ()
    assert [one.number for one in lookups.find_references("torre 900", shadow, "mx").places] == ["900"]


def test_only_beacons_buttons_and_towers_call(cast: Cast):
    for what in ("water", "beacon", "button", "tower", "sign"):
        put(cast, what=what, number="1")
    assert [row.what for row in lookups.callers(HERE, "mx")] == ["beacon", "button", "tower"]


def test_a_table_read_in_twice_is_there_once_and_what_changed_is_changed(cast: Cast):
    rafael = by(cast, "rafael")
    assert references.read_in_references(TABLE, by=rafael, at=now()) == references.ReadIn(2, 0, 0)
    before = LogEntry.objects.count()
    assert references.read_in_references(TABLE, by=rafael, at=now()) == references.ReadIn(0, 0, 2)
    assert LogEntry.objects.count() == before
    changed = TABLE.replace("28.72", "28.73") + "Torre,115,28.74,-100.54,Recorrido\n"
    assert references.read_in_references(changed, by=rafael, at=now()) == references.ReadIn(1, 1, 1)
    assert [(row.number, row.lat) for row in lookups.references(HERE, "mx")] == [("113", 28.71), ("114", 28.73), ("115", 28.74)]


def test_a_large_table_goes_in_several_blocks_and_one_that_was_cut_off_is_finished(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(references, "BLOCK_MOST", 3)
    rows = [f"Torre,{n},28.7,-100.5,\n" for n in range(1, 9)]
    head, rafael = TABLE.splitlines(keepends=True)[0], by(cast, "rafael")
    references.read_in_references(head + "".join(rows[:3]), by=rafael, at=now())
    assert references.read_in_references(head + "".join(rows), by=rafael, at=now()) == references.ReadIn(5, 0, 3)
    blocks = [block_of(one.id) for one in LogEntry.objects.filter(kind="safety.reference_set")]
    assert sorted(blocks.count(one) for one in set(blocks)) == [2, 3, 3]
    assert references.withdraw_series(series="Torre", by=rafael, at=now()) == 8
    assert lookups.references(HERE, "mx") == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Torre,115,-87.5,20.5,", (4, "coordinates_swapped")),
        ("Torre,115,-100.52,28.71,", (4, "lat_wrong")),
        ("Torre,115,28.71,100.52,", (4, "sign_missing")),
        ("Torre,115,0,0,", (4, "empty_point")),
        ("Torre,115,veintiocho,-100.5,", (4, "lat_wrong")),
    ],
)
def test_one_wrong_line_and_nothing_of_the_table_is_taken(cast: Cast, line, fault):
    with pytest.raises(TableFaulty) as refused:
        references.read_in_references(f"{TABLE}{line}\n", by=by(cast, "rafael"), at=now())
    assert [(one.line, one.what) for one in refused.value.faults] == [fault]
    assert PositionReference.objects.count() == LogEntry.objects.filter(kind="safety.reference_set").count() == 0


def test_a_table_without_a_row_is_refused(cast: Cast):
    with pytest.raises(TableFaulty) as refused:
        references.read_in_references("series,number,lat,lon\n", by=by(cast, "rafael"), at=now())
    assert [one.what for one in refused.value.faults] == ["no_rows"]


def test_one_number_is_added_by_hand_once_taken_out_and_added_again_elsewhere(cast: Cast):
    rafael, tower = by(cast, "rafael"), Numbered("Torre", "7", 28.7, -100.5)
    added = references.add_reference(tower, by=rafael, at=now()).subject
    with pytest.raises(ReferenceThere):
        references.add_reference(Numbered("torre", "07", 28.9, -100.9), by=rafael, at=now())
    with pytest.raises(ReferenceUnnamed):
        references.add_reference(Numbered("Torre", "-", 28.7, -100.5), by=rafael, at=now())
    references.withdraw_reference(reference=added, by=rafael, at=now())
    assert lookups.find_references("torre 7", HERE, "mx").places == ()
    assert references.add_reference(Numbered("Torre", "7", 28.9, -100.9), by=rafael, at=now()).subject == added
    assert lookups.reference(added, HERE, "mx").lat == 28.9


def test_a_series_read_in_by_mistake_goes_at_once(cast: Cast):
    rafael = by(cast, "rafael")
    references.read_in_references(TABLE + "Poste,1,28.7,-100.5,\n", by=rafael, at=now())
    assert lookups.series(HERE, "mx") == [("Poste", 1), ("Torre", 2)]
    assert references.withdraw_series(series="Torre", by=rafael, at=now()) == 2
    assert lookups.series(HERE, "mx") == [("Poste", 1)]
    with pytest.raises(ReferenceNotThere):
        references.withdraw_series(series="Torre", by=rafael, at=now())


def test_a_rebuild_gives_the_same_points_and_places(cast: Cast):
    subject = put(cast)
    points.look_at_point(point=subject, found=PointState.EMPTY, by=by(cast, "ines"), at=now(), note="seco")
    references.read_in_references(TABLE, by=by(cast, "rafael"), at=now())
    references.withdraw_series(series="Torre", by=by(cast, "rafael"), at=now())
    references.read_in_references(TABLE, by=by(cast, "rafael"), at=now())
    before = [list(model.objects.order_by("subject").values()) for model in (AssistPoint, PositionReference)]
    rebuild()
    assert [list(model.objects.order_by("subject").values()) for model in (AssistPoint, PositionReference)] == before
    assert [len(one) for one in before] == [1, 2]
