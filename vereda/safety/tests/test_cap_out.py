"""A warning of the post as a file: by the schema of CAP 1.2, readable by our own reader, and never a word that somebody typed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import product
from xml.etree.ElementTree import fromstring

import pytest

from vereda.safety.entries.warning import CapReference, WarningGiven
from vereda.safety.reading.cap import read_cap
from vereda.safety.rules import cap_out
from vereda.safety.tests.cap_schema import SPACE, faults
from vereda.safety.words import CapCertainty, CapMessage, CapSeverity, CapStatus, CapUrgency, ClosedFor, GivenFor

SENT = datetime(2026, 11, 25, 18, tzinfo=UTC)
ENTRY = "018d56aa-0700-772b-a5c7-0d28118edad0"


def told(**changed) -> WarningGiven:
    usual = {
        "sender": "vereda.example.org:piedras-negras",
        "sender_name": "Grupo Beta Piedras Negras",
        "status": CapStatus.ACTUAL,
        "message": CapMessage.ALERT,
        "hazard": GivenFor.FLOOD,
        "urgency": CapUrgency.IMMEDIATE,
        "severity": CapSeverity.SEVERE,
        "certainty": CapCertainty.OBSERVED,
        "onset": SENT,
        "expires": SENT + timedelta(hours=6),
        "state": "MX-COA",
        "municipality": "05025",
        "area_said": "Piedras Negras, Coahuila",
    }
    return WarningGiven(**usual | changed)


REFERENCE = CapReference(sender="vereda.example.org:piedras-negras", identifier="vereda-1", sent=SENT - timedelta(hours=1))


@pytest.mark.parametrize(
    ("hazard", "message", "status"), list(product(GivenFor, CapMessage, (CapStatus.ACTUAL, CapStatus.EXERCISE)))
)
def test_every_file_is_by_the_schema_and_is_read_back(hazard: GivenFor, message: CapMessage, status: CapStatus):
    references = [] if message is CapMessage.ALERT else [REFERENCE]
    given = told(hazard=hazard, message=message, status=status, references=references)
    raw = cap_out.cap_file(given, entry=ENTRY, sent=SENT)
    alert = fromstring(raw)
    assert faults(alert) == []
    assert [one.text for one in alert.iter(f"{SPACE}language")] == ["es", "en"]
    back = read_cap(raw)
    assert (back.sender, back.identifier, back.sent) == (given.sender, f"vereda-{ENTRY}", SENT)
    assert (back.status, back.message, back.references) == (status, message, references)
    assert back.institution == "Grupo Beta Piedras Negras"
    assert {one.expires for one in back.infos} == {given.expires}
    assert all(given.area_said in one.headline for one in back.infos)
    assert [one.codes for info in back.infos for one in info.areas] == [["ISO3166-2=MX-COA", "municipality=05025"]] * 2


def test_the_same_message_is_the_same_bytes_for_ever():
    first = cap_out.cap_file(told(), entry=ENTRY, sent=SENT)
    assert first == cap_out.cap_file(told(), entry=ENTRY, sent=SENT)
    assert first.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    assert "Creciente o inundación: Piedras Negras, Coahuila".encode() in first


def test_no_place_finer_than_a_municipality_stands_in_a_file():
    alert = fromstring(cap_out.cap_file(told(), entry=ENTRY, sent=SENT))
    assert [
        one.tag for one in alert.iter() if one.tag.removeprefix(SPACE) in ("polygon", "circle", "altitude", "description")
    ] == []


def test_an_instant_is_written_as_the_standard_wants_it():
    assert cap_out.written(SENT) == "2026-11-25T18:00:00-00:00"
    assert cap_out.written(SENT.astimezone(timezone(timedelta(hours=-6)))) == "2026-11-25T12:00:00-06:00"


def test_shots_threats_roadblocks_and_waiting_authorities_never_go_out():
    assert set(cap_out.OF_CLOSED) == {ClosedFor.FLOOD, ClosedFor.FIRE, ClosedFor.ROAD}


def test_an_ending_says_so_and_asks_for_nothing():
    raw = cap_out.cap_file(told(message=CapMessage.CANCEL, references=[REFERENCE]), entry=ENTRY, sent=SENT)
    [spanish, english] = read_cap(raw).infos
    assert (
        spanish.headline
        == "Se retira este aviso. No quiere decir que ya no haya peligro. Creciente o inundación: Piedras Negras, Coahuila"
    )
    assert english.headline.startswith("This warning is withdrawn")
    assert {spanish.urgency, english.urgency} == {CapUrgency.PAST}
    assert {spanish.instruction, english.instruction} == {""}
