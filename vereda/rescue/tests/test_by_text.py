"""SOS by text: understood, sealed, one alert for one sender, a code that answers three words, an answer that promises nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine

from vereda.access.tests.cast import Cast
from vereda.logbook.door import Author, erase, history, open_box, whereabouts
from vereda.logbook.models import LogEntry
from vereda.logbook.schema import FieldClass
from vereda.rescue import door as rescue
from vereda.rescue.door import AlertOutcome, CallerState, Emergency
from vereda.rescue.models.alert import Alert
from vereda.rescue.models.code import CallerCode
from vereda.rescue.rules import code as rules
from vereda.rescue.rules.answers import DEMONSTRATION, answer_of

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
NUMBER = "+52 868 111 0000"
BY = Author(account="operator", group="piedras-negras", country="mx", zone="America/Matamoros")


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


class TestWords:
    """Without a database."""

    @pytest.mark.parametrize("text", ["SOS", "sos ayuda", " S.O.S. 28.7 -100.5", "¡SOS! somos 4", "Sos, agua"])
    def test_however_it_is_written_it_asks_for_help(self, text: str):
        assert rescue.is_sos(text)

    @pytest.mark.parametrize("text", ["", "ayuda SOS", "sosten", "sostenido", "mensaje", "PELIGRO"])
    def test_another_word_does_not(self, text: str):
        assert not rescue.is_sos(text)

    @pytest.mark.parametrize("has_point", [True, False])
    @pytest.mark.parametrize("emergency", [Emergency("911", True), Emergency("911", False), Emergency("", False)])
    def test_the_answer_gives_the_number_first_or_none_and_never_says_that_help_comes(
        self, emergency: Emergency, has_point: bool
    ):
        said = answer_of(emergency=emergency, code="4821-9077-3512", has_point=has_point)
        assert len(said) <= 160
        assert said.isascii()
        assert "4821-9077-3512" in said
        assert ("Falta el lugar" in said) is not has_point
        if emergency.is_verified:
            assert said.startswith("LLAME AL 911.")
        else:
            assert said.startswith(DEMONSTRATION)
            assert "911" not in said
        assert "no promete ayuda" in said
        promises = r"en camino|vamos|van a|llega|ya viene|pronto|ayuda va|recibido|leyo|enseguida|espere|tranquil"
        assert not re.search(promises, said, re.IGNORECASE)

    def test_a_code_has_twelve_digits_and_is_read_as_people_type_it(self):
        code = rules.code_of(bytes(15) + b"\x07")
        assert code == "000000000007"
        assert rules.said(code) == "0000-0000-0007"
        for text in ("0000-0000-0007", " 0000 0000 0007 ", "000000000007", "0000.0000.0007 gracias", "٠٠٠٠-٠٠٠٠-٠٠٠٧"):
            assert rules.typed(text) == code
        for text in ("", "0000-0000-000", "0000-0000-00071", "abc"):
            assert rules.typed(text) == ""

    def test_the_digest_is_of_key_and_code(self):
        key, other = "11" * 32, "22" * 32
        digest = rules.digest_of(key, "482190773512")
        assert rules.is_same(key, "482190773512", digest)
        assert not rules.is_same(other, "482190773512", digest)
        assert not rules.is_same(key, "482190773513", digest)


def sos(text: str, *, number: str = NUMBER, at: datetime = NOW) -> rescue.TextAlert:
    return rescue.alert_by_text(text=text, number=number, account="", by=BY, at=at)


def sealed(entry: UUID, cls: FieldClass) -> dict[str, object]:
    found = open_box(entry, cls)
    assert found
    return found


@pytest.mark.storage
@pytest.mark.django_db
class TestAtTheGateway:
    """With the logbook."""

    @pytest.mark.parametrize(
        ("text", "lat", "lon"),
        [
            ("SOS 28.7001 -100.5230 somos cuatro", 28.7001, -100.5230),
            ("SOS 28°42'0.4\"N 100°31'22.8\"O", 28.70011, -100.52300),
            ("sos N 28° 42.006' W 100° 31.38'", 28.7001, -100.5230),
            ("SOS lat 28.7001 lon -100.5230", 28.7001, -100.5230),
            ("SOS https://maps.google.com/?q=28.7001,-100.5230", 28.7001, -100.5230),
            ("SOS 14R 351193 3175676", 28.70, -100.52),
        ],
    )
    def test_coordinates_in_any_usual_writing_are_read_and_what_was_understood_is_kept(self, text, lat, lon):
        made = sos(text)
        assert made.has_point
        point = whereabouts([made.alert])[made.alert]
        assert (point.lat, point.lon) == (pytest.approx(lat, abs=0.02), pytest.approx(lon, abs=0.02))
        assert point.place in text
        row = Alert.objects.get()
        assert (row.came_by, row.group, row.state) == ("message", "piedras-negras", "MX-COA")

    @pytest.mark.parametrize("text", ["SOS dunas y una torre", "SOS -100.5230 28.7001", "SOS", "SOS 28.7 -100.5 o 25.1 -99.2"])
    def test_what_cannot_be_read_is_kept_as_sealed_text(self, text: str):
        made = sos(text)
        assert not made.has_point
        assert whereabouts([made.alert]) == {}
        assert sealed(made.entry, FieldClass.FREE_TEXT)["text"] == text
        assert sealed(made.entry, FieldClass.IDENTITY)["call_back"] == NUMBER
        for row in LogEntry.objects.all():
            assert b"dunas" not in bytes(row.body)
            assert b"868 111" not in bytes(row.body)
            assert b"8681110000" not in bytes(row.body)

    def test_one_sender_and_emergency_is_one_alert_and_one_code(self):
        first = sos("SOS somos cuatro")
        again = sos("28.7001 -100.5230", number="8681110000", at=NOW + timedelta(minutes=9))
        assert (again.alert, again.code) == (first.alert, "")
        assert again.has_point
        assert whereabouts([first.alert])[first.alert].lat == pytest.approx(28.7001)
        assert (Alert.objects.count(), CallerCode.objects.count()) == (1, 1)
        assert sos("SOS", number="+52 868 111 0001").alert != first.alert

    def test_a_closed_emergency_and_one_of_last_week_are_others(self):
        first = sos("SOS uno")
        assert sos("SOS dos", at=NOW + timedelta(hours=49)).alert != first.alert
        rescue.close_alert(alert=first.alert, outcome=AlertOutcome.FALSE_ALARM, by=BY, at=NOW)
        third = sos("SOS tres", at=NOW + timedelta(hours=1))
        assert third.alert != first.alert

    def test_while_the_mission_goes_on_it_is_the_same_emergency(self):
        first = sos("SOS uno")
        mission = rescue.open_mission_for(alert=first.alert, by=BY, at=NOW).subject
        assert sos("SOS ya no hay agua", at=NOW + timedelta(hours=1)).alert == first.alert
        rescue.close_mission(mission=mission, by=BY, at=NOW + timedelta(hours=2))
        assert sos("SOS otra vez", at=NOW + timedelta(hours=3)).alert != first.alert

    def test_at_a_gateway_of_nobody_the_nearest_post_gets_it(self):
        point = rescue.point_in("SOS 14.90 -92.26", "mx")
        assert rescue.nearest_group(point, "mx") == "tapachula"
        assert rescue.nearest_group(None, "mx") == ""


@pytest.mark.storage
@pytest.mark.django_db
class TestTheCode:
    """Open, searched, closed; a wrong one is nothing."""

    def state(self, code: str, at: datetime = NOW) -> CallerState | None:
        return rescue.state_of_code(rescue.typed_code(code), "mx", at)

    def test_it_follows_the_alert_into_its_mission(self):
        made = sos("SOS uno")
        assert self.state(made.code) == CallerState.OPEN
        mission = rescue.open_mission_for(alert=made.alert, by=BY, at=NOW).subject
        assert self.state(made.code) == CallerState.SEARCHED
        rescue.close_mission(mission=mission, by=BY, at=NOW)
        assert self.state(made.code) == CallerState.CLOSED

    def test_it_follows_the_alert_into_the_one_that_it_was_joined_to(self):
        made, other = sos("SOS uno"), sos("SOS dos", number="8681119999")
        rescue.close_alert(alert=made.alert, outcome=AlertOutcome.JOINED, into=other.alert, by=BY, at=NOW)
        assert self.state(made.code) == CallerState.OPEN
        rescue.close_alert(alert=other.alert, outcome=AlertOutcome.UNKNOWN, by=BY, at=NOW)
        assert self.state(made.code) == CallerState.CLOSED

    def test_no_part_of_it_is_kept_and_a_wrong_or_old_one_answers_nothing(self):
        made = sos("SOS uno")
        digits = rescue.typed_code(made.code)
        wrong = digits[:4] + f"{(int(digits[4:]) + 1) % 10**8:08}"
        assert self.state(wrong) is None
        assert self.state(made.code, NOW + timedelta(days=91)) is None
        for row in LogEntry.objects.all():
            assert digits.encode() not in bytes(row.body)
            assert made.code.encode() not in bytes(row.body)

    def test_it_ends_when_the_alert_is_erased(self, cast: Cast):
        made = sos("SOS uno")
        erase(made.alert, by=BY, at=NOW, second=str(cast.account("rafael").pk))
        assert self.state(made.code) is None

    def test_a_desk_gives_one_to_who_telephoned(self, cast: Cast):
        alert = rescue.receive_alert(rescue.Told(people=2), by=BY, at=NOW).subject
        assert not rescue.has_code(alert)
        assert self.state(rescue.give_code(alert=alert, by=BY, at=NOW)) == CallerState.OPEN
        assert rescue.has_code(alert)
        kinds = [one.kind for one in history(alert)]
        assert kinds == ["rescue.alert_received", "rescue.caller_code_given"]
