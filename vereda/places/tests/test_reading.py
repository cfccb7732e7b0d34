"""Points as they are written, said on the radio, sent as a link: read without a network, and nothing else taken for a point."""

from __future__ import annotations

import mgrs
import pytest
import utm
from hypothesis import given, settings
from hypothesis import strategies as st
from openlocationcode import openlocationcode as plus_codes

from vereda.places.door import CoordinatesSwapped, PointHidden, PointNotRead, PointsDiffer, SignMissing, Writing, read_point
from vereda.places.reading.reader import hides_its_point, read

POST = (28.7, -100.52)
HERE = (28.7001, -100.523)


def degrees_of(value: float, letters: str) -> str:
    """Write an angle in degrees, minutes and seconds, by arithmetic of its own."""
    thousandths = round(abs(value) * 3_600_000)
    whole, rest = divmod(thousandths, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{whole}°{minutes}'{rest / 1000:.3f}\"{letters[value < 0]}"


@pytest.mark.parametrize(
    ("text", "writing"),
    [
        ("28.7001, -100.523", Writing.DEGREES),
        ("28.7001 -100.523", Writing.DEGREES),
        ("28.7001;-100.523", Writing.DEGREES),
        ("28,7001 -100,523", Writing.DEGREES),
        ("28,7001; -100,523", Writing.DEGREES),
        ("28,7001, -100,523", Writing.DEGREES),
        ("  28.7001 ,−100.523 ", Writing.DEGREES),
        ("28.7001° -100.523°", Writing.DEGREES),
        ("28.7001 N 100.523 W", Writing.DEGREES),
        ("28.7001N, 100.523O", Writing.DEGREES),
        ("N 28.7001 W 100.523", Writing.DEGREES),
        ("100.523 W 28.7001 N", Writing.DEGREES),
        ("lat 28.7001 lon -100.523", Writing.DEGREES),
        ("Latitud: 28.7001 Longitud: -100.523", Writing.DEGREES),
        ("28.7001,-100.523,120", Writing.DEGREES),
        ("28° 42.006' N, 100° 31.38' W", Writing.MINUTES),
        ("28 42.006 -100 31.380", Writing.MINUTES),
        ("28 42,006, -100 31,38", Writing.MINUTES),
        ("N28 42.006 W100 31.380", Writing.MINUTES),
        ("n 28 42.006 o 100 31.38", Writing.MINUTES),
        ("28 42.006 N, 100 31.380 W", Writing.MINUTES),
        ("somos 5 en 28 42.006 -100 31.38 sin agua", Writing.MINUTES),
        ("28°42.006 N 100°31.38 O", Writing.MINUTES),
        ("28°42'0.36\"N 100°31'22.8\"O", Writing.SECONDS),
        ("28 42 0.36 N 100 31 22.8 W", Writing.SECONDS),
        ("estamos en N 28 42 0,36, O 100 31 22,8. Somos 5", Writing.SECONDS),
        ("N28°42'0.36\" W100°31'22.8\"", Writing.SECONDS),
        ("28°42'0.36\" -100°31'22.8\"", Writing.SECONDS),
        ("28º42´0.36´´ N, 100º31´22.8´´ O", Writing.SECONDS),
        ("28 grados 42 minutos 0.36 segundos norte, 100 grados 31 minutos 22.8 segundos oeste", Writing.SECONDS),
        ("geo:28.7001,-100.523?z=16", Writing.LINK),
        ("https://maps.example.org/?q=28.7001,-100.523", Writing.LINK),
        ("https://maps.example.org/maps?q=28.7001%2C-100.523&z=17", Writing.LINK),
        ("https://maps.example.org/place/@28.7001,-100.523,15z", Writing.LINK),
        ("ubicación: https://maps.google.com/?q=28.7001,-100.523", Writing.LINK),
        ("https://www.google.com/maps/place/28%C2%B042'00.4%22N+100%C2%B031'22.8%22W", Writing.LINK),
        ("https://www.google.com/maps/place/X/@28.60,-100.6,17z/data=!3m1!8m2!3d28.7001!4d-100.523", Writing.LINK),
        ("https://www.openstreetmap.org/?mlat=28.7001&mlon=-100.523#map=12/28.60/-100.60", Writing.LINK),
        ("https://www.openstreetmap.org/#map=15/28.7001/-100.5230", Writing.LINK),
        ("https://maps.apple.com/?ll=28.7001,-100.523&z=10", Writing.LINK),
        ("https://ul.waze.com/ul?ll=28.7001%2C-100.523&navigate=yes", Writing.LINK),
        ("14R 351224 3175710", Writing.UTM),
        ("UTM 14 R 351224 E 3175710 N", Writing.UTM),
        ("zona 14 351224 3175710", Writing.UTM),
        ("14RLS5122475710", Writing.MGRS),
        ("14R LS 51224 75710", Writing.MGRS),
        ("SOS 28.7001,-100.523 somos 5 y una niña, sin agua, tel 878 123 4567", Writing.DEGREES),
        ("estamos por la torre en 28.7001 -100.523 ayuda", Writing.DEGREES),
        ("28.7001,-100.523. Somos 14, tel 8781112233", Writing.DEGREES),
        ("estamos en 28,7001 -100,523, somos 5", Writing.DEGREES),
    ],
)
def test_one_point_written_in_many_ways(text, writing):
    [found] = read(text)
    assert found.writing == writing
    assert (found.lat, found.lon) == pytest.approx(HERE, abs=3e-5)
    assert not found.completed


@pytest.mark.parametrize(
    ("text", "lat", "lon", "abs_deg"),
    [
        ("31U 448251 5411932", 48.858222, 2.2945, 1e-4),  # the Eiffel tower, as the text book of the utm package has it
        ("849VCWC8+R9", 37.4220625, -122.0840625, 1e-9),  # the example of the plus code specification
        ("18SUJ2337506479", 38.889494, -77.035222, 2e-3),  # the Washington monument, of the MGRS pages
        ("40°26'46\"N 79°58'56\"W", 40.446111, -79.982222, 1e-6),
    ],
)
def test_points_of_others(text, lat, lon, abs_deg):
    [found] = read(text, (40.0, -79.0))
    assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=abs_deg)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "al norte del puente",
        "28.7",
        "28.7001 N 100.523 N",
        "a,b",
        "878 123 4567",
        "5 personas, 28.7 y 100.5",
        "+52 878 123 4567",
        "km 57+300",
        "torre 114",
        "28°70'0\"N 100°31'0\"O",
        "28.5°30'N 100°31'O",
        "28 72.006 -100 31.38",
        "28 42 100 31",
        "28.7001 -100.523.5",
        "28,7001 -100,523,5",
        "28 72 0.36 N 100 31 22.8 W",
        "28 42.006 100 31.38.5",
        "5.28 42.006 100 31.38",
        "tel 878 12.5 30 12.5 11.2",
        "14RLS512247571",
        "dunas y una torre a las 12.30, 5.0",
        "https://maps.app.goo.gl/AbCdEf12345",
        "somos 12 desde el 28 de enero",
        "811234 5678901",
    ],
)
def test_what_is_no_point_is_not_taken_for_one(text):
    assert read(text, POST) == ()


def test_what_is_not_written_is_taken_from_what_is_near_and_that_is_said():
    for text in ("351224 3175710", "PF2G+2Q Piedras Negras"):
        assert read(text) == ()
        [found] = read(text, POST)
        assert (found.lat, found.lon) == pytest.approx(HERE, abs=1e-4)
        assert found.completed


def test_how_coarse_a_writing_is_is_half_its_last_step():
    coarse = [read(text)[0].coarse_m for text in ("28.7001, -100.5230", "28.70, -100.52", "14R LS 51224 75710", "14R LS 512 757")]
    assert coarse == pytest.approx([5.56, 556, 0.5, 50], rel=0.01)


def test_the_same_place_twice_is_one_and_two_places_are_two():
    assert len(read("28.7001,-100.523 https://maps.google.com/?q=28.7001,-100.523")) == 1
    assert len(read("28.7001,-100.523 o 28.9001,-100.523")) == 2


def test_a_link_that_holds_no_point_is_known():
    assert hides_its_point("mira https://maps.app.goo.gl/AbCdEf12345")
    assert hides_its_point("///lentes.mesa.perro")
    assert not hides_its_point("https://maps.google.com/?q=28.7001,-100.523")


POINTS = st.tuples(st.floats(14.6, 32.6), st.floats(-117, -86.8))


@settings(deadline=None)
@given(POINTS)
def test_every_point_of_the_country_comes_back_from_every_grid(point):
    lat, lon = point
    east, north, number, band = utm.from_latlon(lat, lon)
    for text, metres in (
        (f"{number}{band} {east:.0f} {north:.0f}", 1.5),
        (mgrs.MGRS().toMGRS(lat, lon), 1.5),
        (plus_codes.encode(lat, lon), 14.0),
        (f"{lat:.6f}, {lon:.6f}", 0.2),
        (f"{degrees_of(lat, 'NS')} {degrees_of(lon, 'EO')}", 0.2),
    ):
        [found] = read(text, point)
        assert (found.lat, found.lon) == pytest.approx(point, abs=metres / 90_000), text


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    for found in read(text, POST):
        assert abs(found.lat) <= 180
        assert abs(found.lon) <= 180


def test_a_point_that_cannot_be_meant_is_said_with_what_may_be_meant():
    assert read_point("mx", "28.7001, -100.523").writing == Writing.DEGREES
    with pytest.raises(CoordinatesSwapped) as swapped:
        read_point("mx", "-100.523, 28.7001")
    assert swapped.value.suggestion == HERE
    with pytest.raises(SignMissing):
        read_point("mx", "28.7001, 100.523")
    with pytest.raises(SignMissing) as asked:
        read_point("mx", "28 42.006 100 31.38")
    assert asked.value.suggestion == pytest.approx(HERE, abs=3e-5), "west, as it can be here, and asked: not taken for granted"
    with pytest.raises(PointsDiffer):
        read_point("mx", "28.7001,-100.523 o 28.9001,-100.523")
    with pytest.raises(PointHidden):
        read_point("mx", "https://maps.app.goo.gl/AbCdEf12345")
    with pytest.raises(PointNotRead):
        read_point("mx", "al norte del puente")
