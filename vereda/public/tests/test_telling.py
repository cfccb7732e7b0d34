"""What programs are told stands on the public pages: every link opens, and planted names and places reach no message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
import pytest
import time_machine
from django.test import Client

from vereda.access.door import Holding, author_of
from vereda.countries.door import ENFORCEMENT, pack
from vereda.encounters.door import Line, Meeting, PlaceKind, Service, Where, record_meeting
from vereda.exchange import door as exchange
from vereda.exchange.schema import Origin, Topic
from vereda.guidance import door as guidance
from vereda.guidance.door import Said
from vereda.logbook import registry
from vereda.notices import door as notices
from vereda.notices.door import AreaBy, NoticeKind
from vereda.public import telling
from vereda.safety.door import CapSeverity
from vereda.statistics import drawing
from vereda.statistics.publishing import PressTable, propose, publish, publish_press
from vereda.statistics.tests.test_editions import ADRIANA, JULIA, MONTH, SOME, december
from vereda.webhooks import door as webhooks
from vereda.webhooks.door import Asked, Message, ReadingKey
from vereda.webhooks.institutions import body
from vereda.webhooks.schema import USES, Family, Kind, Use
from vereda.webhooks.sending import look

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 10, 18, 0, tzinfo=UTC)
DAY = timedelta(days=1)
NAMES = ("Xóchitl", "Metik", "Soyaló", "calle 5", "Vado del Coyote", "878 123 4567")
PLANTED = f"{NAMES[0]} {NAMES[1]} cruzó por el {NAMES[4]}, duerme en la {NAMES[3]} de {NAMES[2]}, tel. {NAMES[5]}."
SHORT = PLANTED[:60].strip()
SAID = Said(short=SHORT, spoken=PLANTED, full=PLANTED, source="https://example.org/calor", article="")


@pytest.fixture(autouse=True)
def _then(home, monkeypatch):
    monkeypatch.setattr(registry, "_authority", [])
    monkeypatch.setattr(drawing, "public_tables", lambda: SOME)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def by(cast):
    return {name: author_of(cast.reader(name)) for name in ("alma", "hector", "esteban", "sergio")}


def text(by: Any) -> None:
    """Publish a text of the guide that says a name and a place."""
    guidance.write_text(topic="heat", language="spa", said=SAID, by=by["esteban"], at=NOW)
    check("heat", by)


def check(topic: str, by: Any) -> None:
    guidance.check_text(
        topic=topic, language="spa", version=SAID.version, reviewer="Ana Ejemplo", office="SMN", source_read_on=date(2026, 7, 10),
        until=date(2026, 9, 10), by=by["hector"], at=NOW,
    )  # fmt: skip


def notice(by: Any) -> None:
    """Give a danger notice whose words say a name and a place."""
    where = notices.Where(told_by=AreaBy.STATES, states=["MX-SON"])
    told = notices.Told(
        danger=NoticeKind.HEAT, severity=CapSeverity.SEVERE, where=where, starts_at=NOW - DAY, ends_at=NOW + 3 * DAY,
        source="https://example.org/smn",
    )  # fmt: skip
    made = notices.set_notice(told, {"spa": SAID}, by=by["esteban"], at=NOW)
    check(notices.topic_of(made.subject), by)


def practice(by: Any) -> Any:
    """Publish a practice that says a name and a place in each of its parts."""
    said = dict.fromkeys(("title", "context", "problem", "done", "limits"), PLANTED[:100].strip())
    told = {"origin": Origin.MISSION, "language": "spa", "written": said, "topics": [Topic.RESCUE]}
    made = exchange.draft_practice(**told, by=by["esteban"], at=NOW)
    newest = exchange.practice(made.subject, "mx").text("spa").newest
    assert newest is not None
    exchange.review_text(
        made.subject, "spa", version=newest.version, reviewer=NAMES[0], office=NAMES[2], by=by["sergio"], at=NOW
    )  # fmt: skip
    exchange.publish_text(made.subject, "spa", version=newest.version, by=by["hector"], at=NOW)
    return made.subject


def editions() -> None:
    """Publish a month of ours, and a year that others printed; who signed and where it was printed are names."""
    december()
    propose(MONTH, by=JULIA, at=NOW)
    publish(MONTH, by=ADRIANA, at=NOW)
    table = PressTable(code="annual", title_es=SHORT, title_en="People", by=("category",), rows=[(("RESCUE",), 6019)])
    publish_press(period="2010", series="beta", tables=[table], printed_in=SHORT, by=JULIA, at=NOW)


def looked(now: datetime = NOW) -> list[dict[str, Any]]:
    look("mx", now)
    return [orjson.loads(bytes(one.body)) for one in Message.objects.order_by("found_at", "id")]


def key(cast: Any, use: Use, kinds: Sequence[Kind] = (), languages: Sequence[str] = (), days: int = 30) -> tuple[ReadingKey, str]:
    asked = Asked("acnur", use, kinds or USES[use], languages)
    return webhooks.give_key(asked, days=days, by=cast.reader("alma"), at=NOW)


def fetched(token: str, path: str = "/api/v1/events", **asked: Any) -> Any:
    return Client().get(path, asked, headers={"Authorization": f"Bearer {token}"})


def test_every_family_is_told_without_any_name_or_place_and_every_link_opens(cast, by):
    before = looked()
    editions()
    text(by)
    notice(by)
    practice(by)
    told = [one for one in looked() if one not in before]
    assert {one["type"] for one in told} == {"edition.published", "text.published", "notice.published", "practice.published"}
    everything = b" ".join(bytes(one.body) for one in Message.objects.all())
    for name in (*NAMES, "Sonora", "MX-SON", "Ana", "julia", "adriana", "SMN", "severe"):
        assert name.lower().encode() not in everything.lower(), name
    _row, token = key(cast, Use.LEARNING)
    for one in told:
        link = one["data"]["link"]
        answer = fetched(token, link) if one["type"].startswith("practice.") else Client().get(link)
        assert answer.status_code == 200, link
    said = {one["type"]: Client().get(one["data"]["link"]).content.decode() for one in told if "text" in one["type"]}
    assert NAMES[0] in said["text.published"], "planted: the page says it, the message does not"


def test_an_encounter_of_today_a_draft_and_what_is_only_proposed_change_nothing(cast, by):
    december()
    propose(MONTH, by=JULIA, at=NOW)
    guidance.write_text(topic="heat", language="spa", said=SAID, by=by["esteban"], at=NOW)
    before = [(family, list(source("mx", NOW))) for family, source in SOURCES.items()]
    lines = [Line(line_id="HN-M-18p", nationality="HN", sex="M", age_band="18+", count=3)]
    where = Where(kind=PlaceKind.POINT, lat=28.72, lon=-100.53, accuracy_m=8, place=NAMES[4])
    meeting = Meeting(people_met=3, lines=lines, services=[Service(service="WATER")], where=where, note=PLANTED)
    record_meeting(meeting, by=author_of(cast.reader("ines", "assist")), at=NOW)
    assert [(family, list(source("mx", NOW))) for family, source in SOURCES.items()] == before
    assert "heat" not in {one.subject for one in before[1][1]}, "a draft is nothing public"


SOURCES = {
    Family.EDITION: telling.editions,
    Family.TEXT: telling.texts,
    Family.NOTICE: telling.notices,
    Family.PRACTICE: telling.practices,
}


def test_what_lapses_or_ends_by_itself_is_told_though_nobody_wrote_anything(by):
    text(by)
    notice(by)
    looked()
    later = looked(NOW + 4 * DAY)
    assert [(one["type"], one["timestamp"]) for one in later if one["type"].endswith("ended")] == [
        ("notice.ended", "2026-07-14T18:00:00Z")
    ]
    assert not [one for one in later if one["type"] == "text.withdrawn"]
    gone = [one for one in looked(NOW + 70 * DAY) if one["type"] == "text.withdrawn"]
    assert [one["data"]["topic"] for one in gone] == ["heat"], "nobody answers for it any more"


def test_a_key_reads_its_kinds_and_languages_and_is_refused_everything_else(cast, by):
    text(by)
    subject = practice(by)
    looked()
    _row, figures = key(cast, Use.FIGURES)
    _row, english = key(cast, Use.TELLING, languages=("eng",))
    _row, spanish = key(cast, Use.TELLING, [Kind.TEXT_PUBLISHED], ("spa",))
    assert fetched(figures).json()["events"] == []
    assert fetched(english).json()["events"] == []
    events = fetched(spanish).json()
    assert [one["type"] for one in events["events"]] == ["text.published"]
    assert fetched(spanish, after=events["next"]).json() == {"events": [], "next": events["next"]}
    assert fetched(spanish, type="text.published").json() == events
    assert fetched(spanish, type="text.withdrawn").status_code == 403, "of its use, and yet not its own"
    assert fetched(spanish, type="edition.published").status_code == 403
    assert fetched(spanish, type="encounter.recorded").status_code == 422
    assert fetched(spanish, after="msg_none").status_code == 403
    path = f"/api/v1/practices/{subject}"
    assert fetched(spanish, path).status_code == 403
    _row, learning = key(cast, Use.LEARNING, languages=("eng",))
    assert fetched(learning, path).status_code == 404, "not in its language"
    for address in ("/api/v1/alerts", "/openrosa/formList", "/hoy/", "/encuentros/", "/avisos-a-programas/", "/sync/v1/entries"):
        assert fetched(spanish, address).status_code in (302, 401, 403, 404, 405), address
    assert Client().get("/api/v1/events").status_code == 401
    assert fetched("vkey_wrong").status_code == 401
    assert Client().post("/api/v1/events", headers={"Authorization": f"Bearer {spanish}"}).status_code == 405


def test_a_key_ends_by_its_day_by_hand_and_by_the_role_of_who_holds_it(cast, monkeypatch):
    row, token = key(cast, Use.FIGURES, days=30)
    assert fetched(token).status_code == 200
    assert ReadingKey.objects.get().used_at == NOW
    with time_machine.travel(NOW + 30 * DAY, tick=False):
        assert fetched(token).status_code == 401
    known = pack("mx").institutions
    changed = {**known, "acnur": known["acnur"].model_copy(update={"role": next(iter(ENFORCEMENT))})}
    with monkeypatch.context() as other:
        other.setattr(type(pack("mx")), "institutions", property(lambda _self: changed), raising=False)
        assert body("acnur", "mx", Holding.TOKEN, NOW) is None
        assert fetched(token).status_code == 401
    assert fetched(token).status_code == 200
    webhooks.end_key(row.pk, by=cast.reader("alma"), at=NOW)
    assert fetched(token).status_code == 401
    for name in ("rafael", "julia", "adriana"):
        with pytest.raises(Exception, match="access"):
            webhooks.give_key(Asked("acnur", Use.FIGURES, USES[Use.FIGURES]), days=9, by=cast.reader(name), at=NOW)
