"""Maps of tiles: read from both formats, every tile looked at, traps refused in one sentence, cut and read again. No database."""

from __future__ import annotations

import gzip
import sqlite3
import struct
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pmtiles.reader import MmapSource, Reader, all_tiles

from vereda.places.tests import tile_files as made
from vereda.places.tests.tile_files import POST, picture
from vereda.places.tiles import cutting, errors, mbtiles, taking
from vereda.places.tiles.grid import Box, Span, around, around_points, box_of, span, tile_at
from vereda.places.tiles.pictures import format_of
from vereda.places.tiles.pmtiles import PmtilesFile, rows_of


def take(path: Path, tmp_path: Path, **told) -> taking.MapTold:
    return taking.take_in(path, tmp_path / "own", post=POST, **told)


def kept(path: Path) -> dict[tuple[int, int, int], bytes]:
    """Return the tiles of a file of ours by zoom, column and row."""
    return {(one.z, one.x, one.y): one.data for one in mbtiles.MbtilesFile(path).tiles()}


WANTED = {(z, x, y): one for z, x, y, one in made.pictures()}

# The grid -------------------------------------------------------------------------------------------------------------------


def test_points_fall_into_the_tiles_of_the_usual_tables():
    # by hand: (24.9384 + 180) / 360 * 2^10 = 582.94; (1 - asinh(tan 60.1699) / pi) / 2 * 2^10 = 296.4
    assert tile_at(60.1699, 24.9384, 10) == (582, 296)
    assert tile_at(0.0001, 0.0001, 1) == (1, 0)
    assert tile_at(-0.0001, -0.0001, 1) == (0, 1)
    assert tile_at(90, 180, 3) == (7, 0)
    assert tile_at(-90, -180, 3) == (0, 7)


@given(st.floats(-84, 84), st.floats(-179.9, 179.9), st.integers(0, 18))
def test_a_tile_covers_the_points_that_fall_into_it(lat: float, lon: float, zoom: int):
    x, y = tile_at(lat, lon, zoom)
    box = box_of(Span(zoom, x, y, x, y))
    assert box.west - 1e-9 <= lon <= box.east + 1e-9
    assert box.south - 1e-9 <= lat <= box.north + 1e-9


def test_a_box_of_ten_kilometres_and_how_far_it_is():
    box = around(*POST, 10)
    assert box.km_from(*POST) == 0
    assert box.km_from(POST[0] + 1, POST[1]) == pytest.approx(111.195 - 10, abs=0.01)
    assert around_points([(28, -100), (29, -101)]) == Box(-101, 28, -100, 29)
    assert around_points([]) is None
    assert span(around(*POST, 0.001), 12) == (12, *tile_at(*POST, 12), *tile_at(*POST, 12))


# Taken in -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["png", "jpg", "webp"])
@pytest.mark.parametrize("make", [made.mbtiles, made.pmtiles])
def test_a_map_is_taken_in_tile_by_tile_from_both_formats(tmp_path: Path, make, kind: str):
    path = tmp_path / "carta.bin"  # what a file is called says nothing
    if make is made.pmtiles:
        make(path, kind)
    else:
        make(path, made.pictures(kind))
    told = take(path, tmp_path)
    assert (told.name, told.attribution, told.kind) == ("Carta de la zona", "Instituto inventado, CC BY", kind)
    assert (told.zoom_min, told.zoom_max, told.tiles) == (8, 12, len(WANTED))
    assert told.box.km_from(*POST) == 0
    assert kept(tmp_path / "own") == {(z, x, y): one for z, x, y, one in made.pictures(kind)}


def test_only_tiles_and_what_the_map_is_called_come_over(tmp_path: Path):
    path = made.mbtiles(tmp_path / "a")
    with closing(sqlite3.connect(path)) as data:
        data.execute("CREATE TABLE people (name TEXT)")
        data.execute("CREATE TRIGGER t AFTER INSERT ON tiles BEGIN DELETE FROM tiles; END")
        data.commit()
    take(path, tmp_path)
    with closing(sqlite3.connect(tmp_path / "own")) as data:
        assert {row[0] for row in data.execute("SELECT name FROM sqlite_master WHERE type != 'index'")} == {"metadata", "tiles"}


def test_a_map_in_a_view_over_pictures_is_read(tmp_path: Path):
    path = tmp_path / "vista"
    with closing(sqlite3.connect(made.mbtiles(path))) as data:
        data.execute("ALTER TABLE tiles RENAME TO pictures")
        data.execute("CREATE VIEW tiles AS SELECT * FROM pictures")
        data.commit()
    assert take(path, tmp_path).tiles == len(WANTED)


def test_what_a_file_says_of_itself_holds_no_mark_however_it_is_written(tmp_path: Path):
    says = {
        "name": "&lt;img src=x onerror=a()&gt;Carta",
        "attribution": "<p>INEGI<br>1:50 000</p> &amp; <script>x</script> a > b",
    }
    told = take(made.mbtiles(tmp_path / "a", says=says), tmp_path)
    assert (told.name, told.attribution) == ("Carta", "INEGI 1:50 000 & x a b")


def test_who_made_it_is_asked_for_where_the_file_does_not_say(tmp_path: Path):
    path = made.mbtiles(tmp_path / "a", says={})
    with pytest.raises(errors.MapWithoutSource):
        take(path, tmp_path)
    told = take(path, tmp_path, attribution="INEGI, 1:50 000", name="Carta")
    assert (told.name, told.attribution) == ("Carta", "INEGI, 1:50 000")


# Refused --------------------------------------------------------------------------------------------------------------------

PLACE = made.places()[-1]
WHOLE = picture()
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 8, i, 0, x'00' FROM n WHERE i < 0"
HUGE = "SELECT 8, 56, 148, zeroblob(900000000)"
DEEP = [(19, 1, 1, WHOLE)]


def view(path: Path, said: str) -> Path:
    with closing(sqlite3.connect(path)) as data:
        data.execute(f"CREATE VIEW tiles AS {said}")
        data.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        data.execute("INSERT INTO metadata VALUES ('attribution', 'x')")
        data.commit()
    return path


@pytest.mark.parametrize(
    ("tiles", "error", "said"),
    [
        ([], errors.MapEmpty, "ninguna tesela"),
        ([(*PLACE, gzip.compress(b"lines"))], errors.MapOfVectors, "vectores"),
        ([(*PLACE, b"\x1a\x05abcde")], errors.MapOfVectors, "vectores"),
        ([(*PLACE, b"GIF89a" + bytes(40))], errors.MapFormatUnknown, "PNG, JPG ni WebP"),
        ([(*PLACE, WHOLE[:-20])], errors.TileBroken, f"nivel {PLACE[0]}, columna {PLACE[1]}, fila {PLACE[2]}"),
        ([(*PLACE, WHOLE[:60] + bytes(20) + WHOLE[80:])], errors.TileBroken, "dañada"),
        ([(*PLACE, picture(side=300))], errors.TileBroken, "dañada"),
        ([(*PLACE, WHOLE), (PLACE[0], PLACE[1], PLACE[2] - 1, picture("jpg"))], errors.TileBroken, "dañada"),
        ([(*PLACE, WHOLE), (*PLACE, WHOLE)], errors.TileTwice, "dos veces"),
        ([(3, 9, 1, WHOLE)], errors.TileBroken, "nivel 3, columna 9"),
        ([(3, 1, -2, WHOLE)], errors.TileBroken, "dañada"),
        (DEEP, errors.MapTooDeep, "nivel 19"),
        ([(63, 1, 1, WHOLE)], errors.MapTooDeep, "nivel 63"),
        ([(8, 10, 10, WHOLE)], errors.MapElsewhere, "no es de la zona del puesto"),
        ([(*PLACE, "text")], errors.MapUnreadable, "cortado"),
        ([(*PLACE, b"\x89PNG\r\n\x1a\n" + bytes(700_000))], errors.TileBroken, "dañada"),
    ],
)
def test_a_map_that_is_wrong_is_refused_in_one_sentence(tmp_path: Path, tiles, error, said: str):
    with pytest.raises(errors.MapRefused) as refused:
        take(made.mbtiles(tmp_path / "a", tiles), tmp_path)
    assert type(refused.value) is error
    assert said in str(refused.value)


def test_a_picture_that_unpacks_to_a_wall_is_measured_and_not_opened(tmp_path: Path):
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 60_000, 60_000, 8, 2, 0, 0, 0)
    wall = head + bytes(4) + b"\0\0\0\0IEND\xaeB`\x82"
    with pytest.raises(errors.TileBroken):
        take(made.mbtiles(tmp_path / "a", [(*PLACE, wall)]), tmp_path)


@pytest.mark.parametrize(
    "said", [ENDLESS, HUGE, "SELECT 1, 2", "SELECT * FROM sqlite_master", "SELECT 8, 1, 1, load_extension('x')"]
)
def test_a_view_that_works_without_end_or_is_no_table_of_tiles_is_given_up(tmp_path: Path, said: str, monkeypatch):
    monkeypatch.setattr(mbtiles, "LOOKS_MOST", 5)
    with pytest.raises(errors.MapUnreadable):
        take(view(tmp_path / "a", said), tmp_path)


@pytest.mark.parametrize(
    "raw", [b"", b"PK\x03\x04" + bytes(500), b"PMTiles", b"PMTiles\x02" + bytes(200), mbtiles.MAGIC + bytes(9)]
)
def test_another_file_is_told_apart_by_what_it_begins_with(tmp_path: Path, raw: bytes):
    path = tmp_path / "a.mbtiles"
    path.write_bytes(raw)
    with pytest.raises(errors.MapUnreadable):
        take(path, tmp_path)


def test_more_tiles_or_bytes_than_a_post_keeps_are_refused(tmp_path: Path, monkeypatch):
    path = made.mbtiles(tmp_path / "a")
    monkeypatch.setattr(taking, "MOST_TILES", 3)
    with pytest.raises(errors.MapTooLarge):
        take(path, tmp_path)
    monkeypatch.setattr(taking, "MOST_BYTES", 1000)
    with pytest.raises(errors.MapTooLarge):
        taking.take_in(path, tmp_path / "other", post=POST)


# PMTiles --------------------------------------------------------------------------------------------------------------------


def changed(path: Path, place: int, put: bytes) -> Path:
    raw = bytearray(path.read_bytes())
    raw[place : place + len(put)] = put
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    ("place", "put", "error"),
    [
        (99, b"\x01", errors.MapOfVectors),
        (99, b"\x06", errors.MapOfVectors),
        (99, b"\x05", errors.MapFormatUnknown),
        (99, b"\x00", errors.MapFormatUnknown),
        (98, b"\x02", errors.MapFormatUnknown),
        (97, b"\x03", errors.MapFormatUnknown),
        (97, b"\x63", errors.MapUnreadable),
        (8, b"\xff" * 8, errors.MapUnreadable),
        (16, b"\xff" * 8, errors.MapUnreadable),
        (56, b"\xff" * 8, errors.MapUnreadable),
    ],
)
def test_a_header_that_lies_is_refused(tmp_path: Path, place: int, put: bytes, error):
    path = changed(made.pmtiles(tmp_path / "a"), place, put)
    with pytest.raises(errors.MapRefused) as refused:
        take(path, tmp_path)
    assert type(refused.value) is error


def varints(*numbers: int) -> bytes:
    made = bytearray()
    for number in numbers:
        while number > 0x7F:
            made.append(number & 0x7F | 0x80)
            number >>= 7
        made.append(number)
    return bytes(made)


def forged(path: Path, directory: bytes) -> Path:
    """Put another root directory at the end of a file, which its leaves start at too."""
    raw = bytearray(path.read_bytes())
    for place, number in ((8, len(raw)), (16, len(directory)), (40, len(raw)), (48, len(directory))):
        raw[place : place + 8] = number.to_bytes(8, "little")
    path.write_bytes(bytes(raw) + directory)
    return path


BOMBS = {
    "one that unpacks to gigabytes": gzip.compress(bytes(40 * 1024 * 1024)),
    "one that leads to itself": None,
    "one picture for a thousand million places": gzip.compress(varints(1, 5, 10**9, 10, 1)),
    "a row beyond the file": gzip.compress(varints(1, 5, 1, 10, 10**12)),
    "a count that is not there": gzip.compress(varints(10**6, 1, 1)),
    "a number without an end": gzip.compress(b"\x01" + b"\xff" * 30),
    "a first row without a place": gzip.compress(varints(1, 5, 1, 10, 0)),
    "beyond all zooms": gzip.compress(varints(1, 2**66, 1, 10, 1)),
}


@pytest.mark.parametrize("name", list(BOMBS))
def test_a_directory_that_is_a_trap_is_refused(tmp_path: Path, name: str):
    trap = BOMBS[name]
    if trap is None:  # length of itself: found by trying, as gzip of so little varies by a few bytes
        length = next(n for n in range(20, 60) if len(gzip.compress(varints(2, 1, 1, 0, 0, n, n, 1, 1), mtime=0)) == n)
        trap = gzip.compress(varints(2, 1, 1, 0, 0, length, length, 1, 1), mtime=0)
    with pytest.raises((errors.MapUnreadable, errors.MapTooLarge)):
        take(forged(made.pmtiles(tmp_path / "a"), trap), tmp_path)


def test_a_large_map_with_leaves_is_read_as_the_library_reads_it(tmp_path: Path):
    tiles = [(z, x, y, picture(shade=x * 7919 % 1009 * (y * 104729 % 997) % 97)) for z, x, y in made.places(range(8, 18), 18)]
    path = made.pmtiles(tmp_path / "a", tiles=tiles)
    with path.open("rb") as file:
        source = MmapSource(file)
        assert Reader(source).header()["leaf_directory_length"] > 0
        assert {one[:3]: one.data for one in PmtilesFile(path).tiles()} == dict(all_tiles(source))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_whatever_byte_of_the_head_is_wrong_it_is_a_map_or_a_refusal(tmp_path: Path, place: int, put: bytes):
    path = changed(made.pmtiles(tmp_path / "a"), place, put)
    (tmp_path / "own").unlink(missing_ok=True)
    with suppress(errors.MapRefused):  # any other exception fails
        assert take(path, tmp_path).tiles


def test_rows_of_a_directory_by_hand():
    assert rows_of(varints(2, 5, 3, 1, 1, 10, 20, 1, 0)) == [(5, 1, 10, 0), (8, 1, 20, 10)]


# Cut ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", cutting.FORMATS)
def test_a_cut_weighs_what_was_said_holds_tiles_alone_and_is_read_again(tmp_path: Path, form: str):
    told, own, out = take(made.mbtiles(tmp_path / "a"), tmp_path), tmp_path / "own", tmp_path / "cut"
    piece = cutting.weigh(own, told, around(*POST, 4), (9, 11))
    cutting.cut(own, told, piece, form, out)
    again = taking.take_in(out, tmp_path / "again", post=POST)
    assert (again.tiles, again.bytes, again.kind) == (piece.tiles, piece.bytes, "png")
    assert (again.name, again.attribution, again.zoom_min, again.zoom_max) == (told.name, told.attribution, 9, 11)
    tiles = kept(tmp_path / "again")
    assert tiles == {place: one for place, one in WANTED.items() if place in tiles}
    assert 0 < len(tiles) < len(WANTED)
    assert again.box.km_from(*POST) == 0
    if form == "pmtiles":
        with out.open("rb") as file:
            head = Reader(MmapSource(file)).header()
        assert (head["min_zoom"], head["max_zoom"], head["clustered"]) == (9, 11, True)


def test_a_cut_of_nothing_and_one_too_large_are_refused(tmp_path: Path, monkeypatch):
    told, own = take(made.mbtiles(tmp_path / "a"), tmp_path), tmp_path / "own"
    for box, zooms in (
        (around(10, 10, 5), (8, 12)),
        (Box(1, 1, 0, 0), (8, 12)),
        (around(*POST, 5), (13, 18)),
        (around(*POST, 5), (9, -1)),
    ):
        with pytest.raises(errors.CutWrong):
            cutting.weigh(own, told, box, zooms)
    monkeypatch.setattr(cutting, "CUT_MOST", 100)
    with pytest.raises(errors.CutTooLarge):
        cutting.weigh(own, told, around(*POST, 5), (8, 12))


def test_a_tile_is_told_by_what_it_begins_with():
    assert [format_of(picture(kind)) for kind in ("png", "jpg", "webp")] == ["png", "jpg", "webp"]
    assert format_of(b"") == format_of(b"hola") == ""
