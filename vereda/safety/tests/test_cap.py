"""A CAP file as it comes in: read whole, or refused in one sentence; which ones stand, in any order of arrival. No database."""

from __future__ import annotations

import math
import time
from contextlib import suppress
from datetime import UTC, timedelta
from itertools import permutations
from random import Random

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from vereda.safety.entries.warning import WarningTold
from vereda.safety.errors import warning as errors
from vereda.safety.reading.cap import MOST_BYTES, read_cap
from vereda.safety.reading.cap_shapes import rings_of
from vereda.safety.rules import warning as rules
from vereda.safety.tests.cap_files import AROUND_THE_POST, FAR_AWAY, NOW, area, at, cap, info, names
from vereda.safety.tests.cap_schema import faults
from vereda.safety.words import CapCertainty, CapMessage, CapSeverity, CapStatus, CapUrgency

POST = (28.7, -100.52)


def test_a_warning_is_read_whole():
    told = read_cap(cap(info(more="<eventCode><valueName>SAME</valueName><value>FZW</value></eventCode>")))
    assert (told.sender, told.identifier, told.institution) == ("smn@example.org", "MET-1", "Servicio Meteorológico inventado")
    assert (told.status, told.message, told.sent) == (CapStatus.ACTUAL, CapMessage.ALERT, NOW - timedelta(hours=1))
    [one] = told.infos
    assert (one.severity, one.certainty, one.urgency) == (CapSeverity.SEVERE, CapCertainty.LIKELY, CapUrgency.EXPECTED)
    assert (one.onset, one.expires) == (NOW + timedelta(hours=1), NOW + timedelta(hours=12))
    assert (one.event, one.headline, one.instruction, one.is_cut) == (
        "Frente frío",
        "Frente frío con heladas",
        "Abríguese.",
        False,
    )
    assert one.areas[0].rings[0][:2] == [(28.4, -100.9), (28.4, -100.2)]


def test_the_same_with_a_prefix_another_offset_and_a_circle_is_read_alike():
    body = cap(
        info(
            areas=area(
                "", more="<circle>28.7,-100.5 12.5</circle><geocode><valueName>INEGI</valueName><value>05025</value></geocode>"
            )
        )
    )
    prefixed = body.decode().replace("<alert xmlns=", "<cap:alert xmlns:cap=").replace("</alert>", "</cap:alert>")
    for tag in ("identifier", "sender", "sent", "status", "msgType", "scope", "info", "language", "category", "event", "urgency",
                "severity", "certainty", "onset", "expires", "senderName", "headline", "description", "instruction", "area",
                "areaDesc", "circle", "geocode", "valueName", "value"):  # fmt: skip
        prefixed = prefixed.replace(f"<{tag}>", f"<cap:{tag}>").replace(f"</{tag}>", f"</cap:{tag}>")
    assert read_cap(prefixed.encode()) == read_cap(body)
    assert read_cap(body).infos[0].areas[0].circles == [(28.7, -100.5, 12.5)]
    assert read_cap(body).infos[0].areas[0].codes == ["INEGI=05025"]
    local = read_cap(cap(sent="2026-11-25T11:00:00-06:00"))
    assert local.sent == read_cap(cap(sent=at(-1))).sent
    assert rules.subject_of("mx", "piedras-negras", local) == rules.subject_of("mx", "piedras-negras", read_cap(cap()))


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><alert>&b;</alert>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert>&x;</alert>'
NOTHING = cap().replace(b"<severity>Severe</severity>", b"")


@pytest.mark.parametrize(
    ("raw", "error", "said"),
    [
        (BOMB, errors.CapUnsafe, "DTD"),
        (OUTSIDE, errors.CapUnsafe, "DTD"),
        (b"<" * 100, errors.CapNotXml, "cortado"),
        (cap()[:-30], errors.CapNotXml, "cortado"),
        (b"PK\x03\x04" + bytes(200), errors.CapNotXml, "XML"),
        (b"", errors.CapNotXml, "XML"),
        (b" " * (MOST_BYTES + 1), errors.CapTooLarge, "1 MB"),
        (cap("<info/>" * 25_000), errors.CapTooLarge, "1 MB"),
        (b"<rss><channel/></rss>", errors.CapNotAlert, "CAP 1.2"),
        (cap(space="urn:oasis:names:tc:emergency:cap:1.1"), errors.CapOtherVersion, "CAP 1.1"),
        (cap(space="http://www.incident.com/cap/1.0"), errors.CapOtherVersion, "CAP 1.0"),
        (NOTHING, errors.CapMissing, "«severity»"),
        (cap(info(areas="<area><polygon>1,1 1,2 2,2 1,1</polygon></area>")), errors.CapMissing, "«areaDesc»"),
        (cap(message="Update"), errors.CapMissing, "«references»"),
        (cap().replace(b"<info>", b"<infos>").replace(b"</info>", b"</infos>"), errors.CapMissing, "«info»"),
        (cap(identifier=""), errors.CapMissing, "«identifier»"),
        (cap(identifier="MET 1"), errors.CapWord, "«identifier»"),
        (cap(status="Real"), errors.CapWord, "«Real»"),
        (cap(info(severity="severe")), errors.CapWord, "«severe»"),
        (cap(info(category="Weather")), errors.CapWord, "«Weather»"),
        (cap(message="Update", references="MET-0"), errors.CapWord, "«references»"),
        (cap(message="Update", references=f"smn&amp;x,MET-0,{at(-1)}"), errors.CapWord, "«smn&x»"),
        (cap(message="Update", references=f"smn,MET&lt;0,{at(-1)}"), errors.CapWord, "«MET<0»"),
        (cap(message="Update", references=f"{'s' * 201},MET-0,{at(-1)}"), errors.CapWord, "«references»"),
        (cap(info(lang="e")), errors.CapWord, "«language»"),
        (cap(status="Draft"), errors.CapNotForUs, "Draft"),
        (cap(status="System"), errors.CapNotForUs, "System"),
        (cap(message="Ack"), errors.CapNotForUs, "Ack"),
        (cap(scope="Restricted"), errors.CapNotPublic, "no es público"),
        (cap(sent="2026-11-25 17:00"), errors.CapDate, "«sent»"),
        (cap(sent="2026-11-25T17:00:00"), errors.CapDate, "«sent»"),
        (cap(sent="2026-13-25T17:00:00-06:00"), errors.CapDate, "«sent»"),
        (cap(info(expires="mañana")), errors.CapDate, "«expires»"),
        (cap(info(areas=area("-100.9,28.4 -100.2,28.4 -100.2,29.0 -100.9,28.4"))), errors.CapShape, "latitud,longitud"),
        (cap(info(areas=area("28.4,-100.9 28.4,-100.2"))), errors.CapShape, "polygon"),
        (cap(info(areas=area("28.4 -100.9"))), errors.CapShape, "polygon"),
        (cap(info(areas=area("nan,nan nan,nan nan,nan"))), errors.CapShape, "polygon"),
        (cap(info(areas=area("", more="<circle>28.4,-100.9</circle>"))), errors.CapShape, "circle"),
        (cap(info(areas=area("", more="<circle>28.4,-100.9 -3</circle>"))), errors.CapShape, "circle"),
        (cap(info(category="Security")), errors.CapOfPersons, "personas"),
        (cap(info(category="Rescue")), errors.CapOfPersons, "personas"),
        (cap(info(more="<eventCode><valueName>SAME</valueName><value>CAE</value></eventCode>")), errors.CapOfPersons, "personas"),
        (cap(info(more="<headline>dos</headline>")), errors.CapTwice, "«headline»"),
        (cap().replace(b"<status>Actual</status>", b"<status>Test</status><status>Actual</status>"), errors.CapTwice, "«status»"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_in_one_sentence(raw: bytes, error: type[errors.CapUnreadable], said: str):
    began = time.process_time()
    with pytest.raises(errors.CapUnreadable) as refused:
        read_cap(raw)
    assert type(refused.value) is error
    assert said in str(refused.value)
    assert time.process_time() - began < 5


def test_nested_a_hundred_thousand_deep_it_is_refused_and_nothing_breaks():
    with pytest.raises(errors.CapUnreadable):
        read_cap(b"<a>" * 100_000 + b"</a>" * 100_000)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(cap()) - 1), st.binary(min_size=0, max_size=6))
def test_whatever_byte_is_wrong_it_is_a_warning_or_a_refusal(place: int, put: bytes):
    raw = cap()
    with suppress(errors.CapUnreadable):  # any other exception fails
        assert read_cap(raw[:place] + put + raw[place + len(put) :]).infos


def test_a_tangle_of_corners_is_read_at_once_as_the_hull_around_it():
    """A thousand lines that cross each other were followed for half a minute: one file of 15 kB stopped the machine."""
    random, before = Random(1), time.process_time()
    tangle = [(random.uniform(15, 30), random.uniform(-115, -90)) for _ in range(4000)]
    turns = [(22 + (5 if n % 2 else 0.5) * math.sin(math.tau * n / 4000), n) for n in range(4000)]
    star = [(lat, -100 + (5 if n % 2 else 0.5) * math.cos(math.tau * n / 4000)) for lat, n in turns]
    for points in (tangle, star):
        (ring,) = rings_of([" ".join(f"{lat:.4f},{lon:.4f}" for lat, lon in points)])
        assert shapely.Polygon(ring).buffer(1e-4).covers(shapely.MultiPoint(points))
    assert time.process_time() - before < 3


def test_an_open_polygon_is_closed_and_one_of_too_many_points_never_gets_smaller():
    [ring] = read_cap(cap(info(areas=area("28.4,-100.9 28.4,-100.2 29.0,-100.2")))).infos[0].areas[0].rings
    assert (len(ring), ring[0]) == (4, ring[-1])
    points = [(28.7 + (0.5 + 0.05 * (n % 2)) * math.sin(n / 100), -100.5 + 0.5 * math.cos(n / 100)) for n in range(628)]
    said = " ".join(f"{lat:.5f},{lon:.5f}" for lat, lon in points)
    [ring] = read_cap(cap(info(areas=area(said)))).infos[0].areas[0].rings
    assert len(ring) <= 120
    drawn, told = shapely.Polygon(ring), shapely.Polygon(points).buffer(0)
    assert drawn.buffer(0.0002).covers(told)
    assert drawn.area < told.area * 1.3


def test_a_long_text_is_cut_and_says_so():
    raw = cap().replace(b"Baja a -4 grados.", b"x" * 5000)
    [one] = read_cap(raw).infos
    assert (len(one.description), one.description[-1], one.is_cut) == (2000, "…", True)


# In whose language ----------------------------------------------------------------------------------------------------------


def test_each_reader_gets_the_own_language_where_it_is_there():
    told = read_cap(cap(info(lang="es-MX", event="Helada"), info(lang="en-US", event="Freeze"), info(lang=None, event="Wind")))
    assert [one.event for one in rules.infos_for(told.infos, "es")] == ["Helada"]
    assert [one.event for one in rules.infos_for(told.infos, "en")] == ["Freeze", "Wind"]
    french = read_cap(cap(info(lang="fr-CA", event="Gel")))
    assert [one.event for one in rules.infos_for(french.infos, "en")] == ["Gel"]


def test_the_part_that_is_over_is_not_shown():
    told = read_cap(cap(info(event="Lluvia", expires=at(1)), info(event="Creciente", expires=at(20))))
    assert [one.event for one in rules.infos_for(told.infos, "es", NOW + timedelta(hours=2))] == ["Creciente"]


# How far --------------------------------------------------------------------------------------------------------------------


def test_how_far_a_warning_is_from_the_post():
    assert rules.km_away(read_cap(cap()).infos, *POST) == 0
    # 14.5..15.2 N is 13.5 degrees south of the post: 1,501 km, and some more to the east
    far = rules.km_away(read_cap(cap(info(areas=area(FAR_AWAY)))).infos, *POST)
    assert far is not None
    assert 1500 < far < 1800
    assert not rules.is_near(far)
    # a circle of 10 km whose middle is half a degree north: 55.6 - 10
    circle = rules.km_away(read_cap(cap(info(areas=area("", more="<circle>29.2,-100.52 10</circle>")))).infos, *POST)
    assert circle == pytest.approx(45.6, abs=0.1)


def test_what_is_told_in_words_alone_is_taken_for_near():
    both = info(areas=area(FAR_AWAY) + area("", said="Todo Coahuila"))
    assert rules.km_away(read_cap(cap(both)).infos, *POST) is None
    assert rules.is_near(None)


# Which ones stand -----------------------------------------------------------------------------------------------------------


class Row:
    """A warning as the table has it."""

    def __init__(self, told: WarningTold) -> None:
        self.sender, self.identifier, self.sent_at, self.status, self.message = (
            told.sender, told.identifier, told.sent, told.status.value, told.message.value,
        )  # fmt: skip
        self.references = [rules.name_of(one.sender, one.identifier, one.sent) for one in told.references]
        self.ends_at = rules.ends_at(told.sent, (one.expires for one in told.infos))


FIRST = cap()
SECOND = cap(identifier="MET-2", sent=at(0), message="Update", references=names())
THIRD = cap(identifier="MET-3", sent=at(1), message="Update", references=f"{names()} {names('MET-2', at(0))}")
ENDED = cap(identifier="MET-4", sent=at(2), message="Cancel", references=names("MET-3", at(1)))


@pytest.mark.parametrize(
    ("files", "left"),
    [
        ([FIRST], ["MET-1"]),
        ([FIRST, SECOND], ["MET-2"]),
        ([FIRST, THIRD], ["MET-3"]),
        ([FIRST, SECOND, THIRD], ["MET-3"]),
        ([FIRST, SECOND, THIRD, ENDED], []),
        ([THIRD, ENDED], []),
        ([FIRST, ENDED], ["MET-1"]),  # what it ends never came
    ],
)
def test_an_update_replaces_and_a_cancel_ends_in_any_order_of_arrival(files: list[bytes], left: list[str]):
    rows = [Row(read_cap(raw)) for raw in files]
    for order in permutations(rows):
        assert [row.identifier for row in rules.standing(list(order), NOW + timedelta(hours=3))] == left


def test_an_exercise_or_another_sender_takes_nothing_real_back():
    exercise = cap(identifier="EX-1", sent=at(0), status="Exercise", message="Cancel", references=names())
    foreign = cap(identifier="Z-1", sent=at(0), sender="otro@example.org", message="Cancel", references=names())
    rows = [Row(read_cap(raw)) for raw in (FIRST, exercise, foreign)]
    assert [row.identifier for row in rules.standing(rows, NOW)] == ["MET-1"]


def test_a_warning_leaves_by_itself_at_its_hour_and_without_one_after_a_day():
    row = Row(read_cap(FIRST))
    assert rules.standing([row], NOW + timedelta(hours=12) - timedelta(seconds=1)) == [row]
    assert rules.standing([row], NOW + timedelta(hours=12)) == []
    endless = Row(read_cap(cap(info(expires=None))))
    assert endless.ends_at == NOW + timedelta(hours=23)


def test_the_hand_made_files_are_what_the_schema_allows():
    from xml.etree.ElementTree import fromstring

    assert faults(fromstring(FIRST)) == []
    assert faults(fromstring(THIRD)) == []
    assert faults(fromstring(NOTHING)) == ["info: severity stands 0 times"]
    assert len(AROUND_THE_POST.split()) == 5
    assert NOW.tzinfo is UTC
