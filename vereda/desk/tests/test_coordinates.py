"""Coordinates as they are written, said on the radio, or sent as a link."""

from __future__ import annotations

import pytest

from vereda.desk.coordinates import NotUnderstood, parsed


@pytest.mark.parametrize(
    "text",
    [
        "28.7001, -100.523",
        "28.7001 -100.523",
        "28.7001;-100.523",
        "28,7001 -100,523",
        "28,7001; -100,523",
        "  28.7001 ,−100.523 ",
        "28.7001 N 100.523 W",
        "28.7001N, 100.523O",
        "N 28.7001 W 100.523",
        "28°42'0.36\"N 100°31'22.8\"O",
        "28° 42.006' N, 100° 31.38' W",
        "N28°42'0.36\" W100°31'22.8\"",
        "geo:28.7001,-100.523?z=16",
        "https://maps.example.org/?q=28.7001,-100.523",
        "https://maps.example.org/maps?q=28.7001%2C-100.523&z=17",
        "https://maps.example.org/place/@28.7001,-100.523,15z",
    ],
)
def test_one_point_written_in_many_ways(text):
    lat, lon = parsed(text)
    assert (round(lat, 4), round(lon, 4)) == (28.7001, -100.523)


@pytest.mark.parametrize("text", ["", "al norte del puente", "28.7", "28.7001, -100.523, 12", "28.7001 N 100.523 N", "a,b"])
def test_what_is_no_point_is_said(text):
    with pytest.raises(NotUnderstood):
        parsed(text)
