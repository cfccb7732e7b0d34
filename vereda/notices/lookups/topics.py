"""The topics under which the words of notices, and of the risk map, stand in the library of texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from vereda.countries.door import Status, Topic, TopicKind, pack
from vereda.notices.models import DangerNotice
from vereda.notices.reading.deaths import digest
from vereda.notices.rules.notice import subject_of, topic_of
from vereda.notices.words import CALLED, NoticeKind

COUNTS_AS = "ORIENT_DANGERS"


def topics(country: str, code: str) -> Mapping[str, Topic]:
    """Return by code a topic for each notice, and one for the risk map as its figures are now. code: that one, '' for all."""
    rows = DangerNotice.objects.filter(country=country).order_by("subject")
    if code:
        subject = subject_of(code)
        rows = rows.filter(subject=subject) if subject else rows.none()
    zone = ZoneInfo(pack(country).country.default_zone)
    found = {topic_of(row.subject): _of_notice(row, zone) for row in rows}
    return {**found, map_topic(): _of_map()} if code in ("", map_topic()) else found


def map_topic() -> str:
    """Return the code of the topic of the risk map: with other figures it is another one, and what was checked is void."""
    return f"risk-map-{digest()}"


def _of_notice(row: DangerNotice, zone: ZoneInfo) -> Topic:
    label_es, label_en, symbol = CALLED[NoticeKind(row.danger)]
    return Topic(
        code=topic_of(row.subject),
        kind=TopicKind.DANGER,
        label_es=label_es,
        label_en=label_en,
        symbol=symbol,
        order=0,
        safety_core=row.severity in ("extreme", "severe"),
        **({"hazards": (row.area["hazard"],)} if row.area.get("hazard") else {}),
        counts_as=COUNTS_AS,
        covers_es="quien va o está por ahí",
        covers_en="whoever is or goes there",
        states=tuple(row.area["states"]),
        # Before its first hour it is written and checked already; a day more, since its last one is not everywhere the same.
        valid_to=date.min if row.is_ended else row.ends_at.astimezone(zone).date() + timedelta(days=1),
        status=Status.SOURCE_READ,
        source=row.source,
    )


def _of_map() -> Topic:
    return Topic(
        code=map_topic(),
        kind=TopicKind.DANGER,
        label_es="Mapa de riesgo",
        label_en="Risk map",
        symbol="map",
        order=1,
        safety_core=False,
        counts_as=COUNTS_AS,
        covers_es="toda persona en camino",
        covers_en="everybody on the way",
        status=Status.SOURCE_READ,
        source="IOM Missing Migrants Project, CC BY 4.0",
    )
