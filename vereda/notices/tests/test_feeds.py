"""Weather services as processes of their own on this machine: what fails is one sentence, and nothing is lost."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.house import REPOSITORY
from vereda.countries.door import pack
from vereda.logbook.tests.pens import author
from vereda.notices import consulting, door, errors, feeds
from vereda.notices.reading import feed, forecast
from vereda.notices.words import AreaBy, NoticeKind, Origin
from vereda.safety.door import CapSeverity
from vereda.safety.tests import cap_files
from vereda.safety.tests.cap_files import area, cap, info
from vereda.settings.environment import env

NOW = cap_files.NOW
LONE = [("MX-COA", 28.7, -100.5)]
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Avisos</title>{}</feed>'
RSS = '<rss version="2.0"><channel><title>Avisos</title>{}</channel></rss>'


@dataclass
class Service:
    url: str
    folder: Path

    def put(self, name: str, said: str | bytes) -> str:
        (self.folder / name).write_bytes(said.encode() if isinstance(said, str) else said)
        return f"{self.url}/{name}"


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("weather")
    told = [sys.executable, "-m", "vereda.notices.tests.weather_server", str(folder)]
    with subprocess.Popen(told, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield Service(f"http://127.0.0.1:{process.stdout.readline().strip()}", folder)
        process.terminate()


def entry(href: str) -> str:
    page = '<link rel="alternate" href="BASE/page.html"/>'
    return f'<entry><title>x</title>{page}<link type="application/cap+xml" href="{href}"/></entry>'


def told(read: feeds.Read) -> list[str]:
    return [consulting.said_of(one) for one in read.faults]


def test_a_list_of_warnings_is_read_and_a_dead_link_is_one_sentence(service: Service):
    service.put("a.xml", cap(info(), identifier="MET-1"))
    service.put("b.xml", cap(info(headline="Lluvia"), identifier="MET-2"))
    address = service.put("feed.xml", ATOM.format(entry("BASE/a.xml") + entry("gone.xml") + entry("b.xml")))
    found = feeds.read_feeds([address])
    assert [one.identifier for one in found.warnings] == ["MET-1", "MET-2"]
    assert len(told(found)) == 1
    assert "contestó con el error 404. Nada se perdió" in told(found)[0]


def test_rss_and_a_lone_file_are_read_too_and_the_same_warning_once(service: Service):
    service.put("a.xml", cap(info(), identifier="MET-1"))
    rss = service.put("rss.xml", RSS.format("<item><link>BASE/a.xml</link></item>"))
    found = feeds.read_feeds([rss, f"{service.url}/a.xml"])
    assert [one.identifier for one in found.warnings] == ["MET-1"]
    assert not found.faults


def test_a_link_to_another_machine_is_not_followed(service: Service):
    address = service.put("elsewhere.xml", ATOM.format(entry("http://127.0.0.1:9/a.xml") + entry("file:///etc/passwd")))
    found = feeds.read_feeds([address])
    assert found.warnings == []
    assert len(told(found)) == 2
    assert all("no se siguió" in one for one in told(found))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("moved.xml", "manda a otra dirección"),
        ("cut.xml", "no es una lista de avisos CAP"),
        ("endless.xml", "más de lo que un aviso necesita"),
        ("nothing.xml", "error 404"),
        ("page.html", "no es una lista de avisos CAP"),
        ("bomb.xml", "no es una lista de avisos CAP"),
    ],
)
def test_a_service_that_misbehaves_is_one_sentence_and_the_others_are_read(service: Service, path: str, said: str):
    service.put("page.html", "<html><body>hola</body></html>")
    service.put("bomb.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><feed xmlns="http://www.w3.org/2005/Atom">&a;</feed>')
    service.put("a.xml", cap(info(), identifier="MET-1"))
    found = feeds.read_feeds([f"{service.url}/{path}", f"{service.url}/a.xml"])
    assert [one.identifier for one in found.warnings] == ["MET-1"]
    assert [said in one for one in told(found)] == [True]


def test_an_answer_that_drips_is_given_up_and_so_is_a_list_of_such_files(service: Service, monkeypatch):
    def ask(address: str, most: int) -> bytes:
        """Ask, with little time for what drips and much for what a busy machine is slow to send."""
        monkeypatch.setattr(feeds, "WHOLE_S", 0.2 if "/drip" in address else 60)
        return feeds.ask(address, most)

    service.put("a.xml", cap(info(), identifier="MET-1"))
    drips = service.put("slow.xml", ATOM.format("".join(entry(f"BASE/drip{n}.xml") for n in range(20))))
    before = time.monotonic()
    found = feeds.read_feeds([f"{service.url}/drip.xml", drips, f"{service.url}/a.xml"], ask)
    assert time.monotonic() - before < 60
    assert [one.identifier for one in found.warnings] == ["MET-1"]
    assert ["No contesta" in one for one in told(found)] == [True] * (1 + feeds.DEAD_MOST)


def test_a_service_that_is_not_there_says_so_and_hides_what_an_address_may_hold():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = feeds.read_feeds([f"http://127.0.0.1:{port}/x?key=secreto"])
    assert "No contesta 127.0.0.1" in told(found)[0]
    assert "secreto" not in told(found)[0]


def test_a_faulty_file_of_a_list_says_what_is_wrong_with_it(service: Service):
    service.put("bad.xml", cap(info(severity="Bad")))
    address = service.put("feed2.xml", ATOM.format(entry("BASE/bad.xml")))
    assert "«severity» dice «Bad»" in told(feeds.read_feeds([address]))[0]


def test_a_list_of_something_else_is_refused():
    for raw in (b"", b"{}", b"<html/>", b"<feed/>", b"\xff\xfe"):
        with pytest.raises(errors.FeedNotRead):
            feed.links(raw, "https://example.org/feed")


# The forecast -----------------------------------------------------------------------------------------------------------------


def place(air=(30,), humidity=(20,), least=10, rain=0, gust=10, days: int = 1) -> dict:
    on = [date(2026, 11, 26) + timedelta(days=number) for number in range(days)]
    per = len(air) // days
    return {
        "latitude": 28.7,
        "hourly": {
            "time": [f"{day}T{hour:02d}:00" for day in on for hour in range(per)],
            "temperature_2m": list(air),
            "relative_humidity_2m": list(humidity) * (len(air) // len(humidity)),
        },
        "daily": {
            "time": [str(day) for day in on],
            "temperature_2m_min": [least] * days,
            "precipitation_sum": [rain] * days,
            "wind_gusts_10m_max": [gust] * days,
        },
    }


def read(*places: dict) -> list[forecast.Forecast]:
    states = [f"MX-{number}" for number in range(len(places))]
    return forecast.read(json.dumps(list(places) if len(places) > 1 else places[0]).encode(), states, "weather")


@pytest.mark.parametrize(
    ("changed", "danger", "severity"),
    [
        ({"air": (39.9,)}, None, None),
        ({"air": (40,)}, "heat", "severe"),
        ({"air": (45.2,)}, "heat", "extreme"),
        ({"air": (34,), "humidity": (60,)}, "heat", "severe"),  # heat index 42 °C
        ({"least": 0}, "cold", "moderate"),
        ({"least": -6}, "cold", "severe"),
        ({"rain": 49.9}, None, None),
        ({"rain": 50}, "flood", "moderate"),
        ({"rain": 80}, "flood", "severe"),
        ({"rain": 150}, "flood", "extreme"),
        ({"gust": 71}, "storm", "severe"),
        ({"air": (None,), "humidity": (None,), "rain": None, "gust": None, "least": None}, None, None),
    ],
)
def test_a_day_is_warned_of_from_the_printed_steps_on(changed, danger, severity):
    found = read(place(**changed))
    assert [(one.danger.value, one.severity.value) for one in found] == ([(danger, severity)] if danger else [])


def test_days_that_follow_each_other_are_one_warning_with_the_worst_of_them():
    found = read(place(air=(41, 46, 42), humidity=(5,), days=3))
    assert [(one.first, one.last, one.value, one.severity) for one in found] == [
        (date(2026, 11, 26), date(2026, 11, 28), 46, CapSeverity.EXTREME)
    ]
    apart = read(place(air=(41, 30, 42), days=3))
    assert [(one.first.day, one.last.day) for one in apart] == [(26, 26), (28, 28)]


def test_several_states_are_told_apart_in_the_order_they_were_asked():
    found = read(place(), place(rain=90), place(gust=90))
    assert [(one.state, one.danger.value) for one in found] == [("MX-1", "flood"), ("MX-2", "storm")]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"<html>", "JSON"),
        (b"[]", "1 lugares"),
        (b"{}", "hourly.time"),
        (json.dumps({**place(), "daily": {}}).encode(), "daily.time"),
        (json.dumps({**place(), "hourly": {**place()["hourly"], "temperature_2m": [1, 2]}}).encode(), "temperature_2m"),
        (json.dumps({**place(), "hourly": {**place()["hourly"], "temperature_2m": ["x"]}}).encode(), "temperature_2m"),
        (json.dumps({**place(), "hourly": {**place()["hourly"], "time": ["ayer"]}}).encode(), "time"),
    ],
)
def test_a_forecast_that_cannot_be_understood_says_what_is_missing(raw, said):
    with pytest.raises(errors.ForecastNotRead) as caught:
        forecast.read(raw, ["MX-COA"], "weather")
    assert said in str(caught.value)


def test_a_forecast_service_is_asked_states_and_nothing_else(service: Service):
    service.put("forecast.json", json.dumps(place(rain=90)))
    found = feeds.read_forecast(service.url, LONE)
    assert [(one.state, one.danger) for one in found] == [("MX-COA", NoticeKind.FLOOD)]
    asked = (service.folder / "asked.txt").read_text()
    assert "latitude=28.70&longitude=-100.50&hourly=temperature_2m,relative_humidity_2m" in asked
    service.put("forecast.json", json.dumps({"error": True, "reason": "no such variable"}))
    with pytest.raises(errors.ForecastSaidNo) as caught:
        feeds.read_forecast(service.url, LONE)
    assert "no such variable" in str(caught.value)


# Consulting -------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def here(monkeypatch, tmp_path, service: Service):
    def set_to(*cap_feeds: str, forecast_url: str = "") -> None:
        made = replace(env(), home=tmp_path, cap_feeds=tuple(cap_feeds), forecast_url=forecast_url)
        monkeypatch.setattr(consulting, "env", lambda: made)

    return set_to


def states(**of: dict) -> str:
    return json.dumps([of.get(code.replace("-", "_"), place()) for code in pack("mx").admin1])


@pytest.mark.django_db
def test_what_services_said_is_kept_until_it_is_over_and_a_service_that_is_away_loses_nothing(here, service: Service):
    service.put("a.xml", cap(info(event="Calor extremo", headline="Calor"), identifier="MET-1"))
    service.put("forecast.json", states(MX_SON=place(air=(46,))))
    here(f"{service.url}/a.xml", forecast_url=service.url)
    first = door.consult("mx", NOW)
    assert not first.faults
    keys = [one.key for one in door.proposals("mx", NOW) if one.origin in (Origin.FORECAST, Origin.WARNING)]
    assert keys == ["forecast:MX-SON.heat.20261126", "warning:MET-1"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        dead = f"http://127.0.0.1:{free.getsockname()[1]}"
    here(f"{dead}/a.xml", forecast_url=dead)
    second = door.consult("mx", NOW)
    assert len(second.faults) == 2
    assert all("Nada se perdió" in one for one in second.faults)
    assert [one.key for one in door.proposals("mx", NOW) if one.origin in (Origin.FORECAST, Origin.WARNING)] == keys
    later = NOW + timedelta(days=3)
    assert [one.key for one in door.proposals("mx", later) if one.origin in (Origin.FORECAST, Origin.WARNING)] == []


@pytest.mark.django_db
def test_an_exercise_is_no_proposal_and_what_was_cancelled_or_replaced_is_none_either(here, service: Service):
    def proposed() -> list[str]:
        door.consult("mx", NOW)
        return [one.key for one in door.proposals("mx", NOW) if one.origin is Origin.WARNING]

    def named(identifier: str) -> str:
        return f"smn@example.org,{identifier},{cap_files.at(-1)}"

    service.put("a.xml", cap(info(), identifier="MET-1"))
    service.put("b.xml", cap(info(), identifier="MET-2", status="Exercise"))
    service.put("c.xml", cap(info(expires=None), identifier="MET-3"))
    here(service.put("feed3.xml", ATOM.format("".join(entry(f"{one}.xml") for one in "abc"))))
    assert proposed() == ["warning:MET-1", "warning:MET-3"]
    service.put("c.xml", cap(info(), identifier="MET-4", message="Update", references=named("MET-3")))
    assert proposed() == ["warning:MET-1", "warning:MET-4"], "it is listed no more, and another one took its place"
    service.put("a.xml", cap(identifier="MET-5", message="Cancel", references=named("MET-1")))
    assert proposed() == ["warning:MET-4"]
    service.put("a.xml", cap(info(), identifier="MET-1"))
    assert proposed() == ["warning:MET-4"], "a list that still has it does not bring it back"
    later = NOW + timedelta(days=9)
    assert [one for one in door.proposals("mx", later) if one.origin is Origin.WARNING] == []


@pytest.mark.django_db
def test_who_may_warn_the_posts_gives_them_what_is_new_and_a_warning_fills_a_form(here, service: Service):
    from vereda.safety.models.warning import AuthorityWarning

    service.put("a.xml", cap(info(areas=area(said="Norte de Coahuila")), identifier="MET-7"))
    here(f"{service.url}/a.xml")
    assert door.consult("mx", NOW).new == 0
    assert not AuthorityWarning.objects.exists()
    both = [author("graciela", "desk", group=one) for one in ("piedras-negras", "tapachula")]
    assert door.consult("mx", NOW, bring=both).new == 2
    assert door.consult("mx", NOW, bring=both).new == 0
    one = door.proposal("mx", "warning:MET-7", NOW)
    assert one is not None
    assert (one.danger, one.states, one.drawn.splitlines()[0]) == (NoticeKind.COLD, ("MX-COA",), "28.40, -100.90")


@pytest.mark.django_db
def test_without_services_it_says_who_sets_them(here):
    here()
    with pytest.raises(errors.NoFeeds):
        door.consult("mx", NOW)


# Missions ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_missions_count_by_state_only_old_enough_and_five_at_least():
    from vereda.encounters.door import PlaceKind, Where
    from vereda.rescue import door as rescue
    from vereda.rescue.door import Told

    def mission(days: int, *, ended: int | None = None) -> None:
        by = author("ines")
        at = datetime.now(UTC) - timedelta(days=days)
        alert = rescue.receive_alert(
            Told(people=2, where=Where(kind=PlaceKind.POINT, lat=28.72, lon=-100.53)), by=by, at=at
        ).subject
        found = rescue.open_mission_for(alert=alert, by=by, at=at).subject
        if ended is not None:
            rescue.close_mission(mission=found, outcome="found", by=by, at=datetime.now(UTC) - timedelta(days=ended))

    now = datetime.now(ZoneInfo("America/Mexico_City"))

    def proposed() -> list[door.Proposal]:
        return [one for one in door.proposals("mx", now) if one.origin is Origin.MISSIONS]

    for _once in range(4):
        mission(60, ended=50)
    mission(40, ended=29)  # ended too lately
    mission(40)  # goes on
    mission(3, ended=2)
    assert proposed() == [], "four old ones are not enough, and no young one counts"
    mission(33, ended=32)
    [one] = proposed()
    assert (one.key, one.states, one.told_by, one.drawn, one.hazard) == ("missions:MX-COA", ("MX-COA",), "states", "", "")
    assert one.said == f"{pack('mx').admin1['MX-COA'].name}: cinco o más búsquedas en un año"
    for _once in range(6):
        mission(5, ended=1)
    assert proposed() == [one], "what is young changes nothing"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("where", "error"),
    [
        (door.Where(told_by=AreaBy.MUNICIPALITIES, municipalities=["05025"]), errors.MissionsFiner),
        (door.Where(told_by=AreaBy.DRAWN, drawn="29,-101\n29,-100\n28,-100\n28,-101"), errors.MissionsFiner),
        (door.Where(told_by=AreaBy.STATES, states=["MX-COA"]), None),
    ],
)
def test_a_notice_of_missions_is_never_finer_than_a_state(monkeypatch, where, error):
    monkeypatch.setattr("vereda.notices.lookups.proposals.missions_by_state", lambda *asked: {"MX-COA": 5})
    now = datetime.now(UTC)
    told = door.Told(
        danger=NoticeKind.SMUGGLER_ABANDONMENT, severity=CapSeverity.SEVERE, where=where, starts_at=now,
        ends_at=now + timedelta(days=9), source="Búsquedas", origin=Origin.MISSIONS, of="missions:MX-COA",
    )  # fmt: skip
    paola = author("paola", "desk", group="central")
    if error:
        with pytest.raises(error):
            door.set_notice(told, {}, by=paola, at=now)
        return
    subject = door.set_notice(told, {}, by=paola, at=now).subject
    finer = replace(told, where=door.Where(told_by=AreaBy.MUNICIPALITIES, municipalities=["05025"]))
    with pytest.raises(errors.MissionsFiner):
        door.change_notice(finer, notice=subject, by=paola, at=now)


@pytest.mark.django_db
@pytest.mark.parametrize("counted", [{}, {"MX-COA": 4}, {"MX-SON": 9}])
def test_a_notice_of_missions_needs_as_many_and_as_old_ones_as_its_proposal(monkeypatch, counted):
    """What a form carries along is not believed: of young missions no notice is written."""
    monkeypatch.setattr("vereda.notices.lookups.proposals.missions_by_state", lambda *asked: counted)
    now = datetime.now(UTC)
    told = door.Told(
        danger=NoticeKind.SMUGGLER_ABANDONMENT, severity=CapSeverity.SEVERE, starts_at=now, ends_at=now + timedelta(days=9),
        where=door.Where(told_by=AreaBy.STATES, states=["MX-COA"]), source="x", origin=Origin.MISSIONS, of="missions:MX-COA",
    )  # fmt: skip
    with pytest.raises(errors.MissionsFew):
        door.set_notice(told, {}, by=author("paola", "desk", group="central"), at=now)
