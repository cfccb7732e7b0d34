"""Notices as they stand: those of a country, one, what waits; and one as it is told in a language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vereda.countries.door import pack
from vereda.guidance.door import Lacks, TopicTold, Written, languages, written_offered, written_one
from vereda.notices.models import DangerNotice
from vereda.notices.rules import notice as rules
from vereda.notices.words import CALLED, AreaBy, NoticeKind
from vereda.practice import is_practice


@dataclass(frozen=True)
class NoticeTold:
    """A notice in one language. told: its words with source, check and what they lack; where: as it is called.

    is_coming  it holds later: its day or its season is still to come
    """

    row: DangerNotice
    told: TopicTold
    where: str
    is_coming: bool

    @property
    def needs_band(self) -> bool:
        return self.told.needs_band

    @property
    def lacks(self) -> tuple[Lacks, ...]:
        return self.told.lacks


def notice(subject: UUID, country: str) -> DangerNotice | None:
    return DangerNotice.objects.filter(subject=subject, country=country).first()


def notices(country: str, now: datetime) -> list[DangerNotice]:
    """Return the notices that are not over, what holds now first, then the graver one, then the one that ends sooner."""
    rows = [row for row in DangerNotice.objects.filter(country=country, ends_at__gt=now) if _is_shown(row, now)]
    return sorted(rows, key=lambda row: (not rules.holds(row, now), *_order(row)))


def standing(country: str, now: datetime) -> list[DangerNotice]:
    """Return the notices that hold at an instant. now: in the clock of the place."""
    return [row for row in notices(country, now) if rules.holds(row, now)]


def over(country: str, now: datetime, most: int = 50) -> list[DangerNotice]:
    """Return the notices that hold no more, the latest first."""
    rows = DangerNotice.objects.filter(country=country).order_by("-ends_at", "subject")
    return [row for row in rows if rules.is_over(row, now)][:most]


def of_state(rows: Iterable[DangerNotice], states: Iterable[str]) -> list[DangerNotice]:
    """Return the notices that lie in one of some states."""
    wanted = set(states)
    return [row for row in rows if wanted & set(row.area["states"])]


def told_in(row: DangerNotice, language: str, now: datetime, *, publish: bool) -> NoticeTold | None:
    """Return a notice as it is told in a language; None: nobody may be told of it in it, or nobody wrote it.

    publish  only what a named person answers for; else the newest, with what it lacks
    """
    text = written_one(row.country, now.date(), rules.topic_of(row.subject), language)
    return told_as(row, text, now, publish=publish)


def told_all(
    rows: Sequence[DangerNotice], country: str, language: str, now: datetime, *, publish: bool
) -> list[NoticeTold | None]:
    """Return the same of several notices that are not over, asked for at once."""
    texts = texts_of(country, language, now) if rows else {}
    found = [(row, texts.get(rules.topic_of(row.subject))) for row in rows]
    return [told_as(row, text, now, publish=publish) if text else None for row, text in found]


def texts_of(country: str, language: str, now: datetime) -> dict[str, Written]:
    """Return the texts of the notices that are not over, in a language, by topic."""
    return {one.topic.code: one for one in written_offered(country, now.date(), language)}


def told_as(row: DangerNotice, text: Written, now: datetime, *, publish: bool) -> NoticeTold | None:
    """Return a notice with its text; None where nobody may be told of it, or nobody wrote it."""
    version = text.public if publish else text.newest
    if version is None:
        return None
    told = TopicTold(text.topic, text.language, text.told(version), text.lacks_of(version))
    return NoticeTold(row, told, where_said(row), rules.comes(row, now))


def lacking(country: str, now: datetime) -> list[tuple[DangerNotice, str, Sequence[Lacks]]]:
    """Return (notice, language, what it lacks) of each text of a notice that holds and may not be published."""
    rows = {rules.topic_of(row.subject): row for row in notices(country, now)}
    return [
        (rows[code], language, text.lacks)
        for language in languages(country)
        for code, text in texts_of(country, language, now).items()
        if code in rows and text.newest is not None and text.public is None
    ]


def where_said(row: DangerNotice, language: str = "es") -> str:
    """Return where a notice holds, in names that the pack publishes. A drawn area is told by the states it touches."""
    here, area = pack(row.country), row.area
    states = ", ".join(here.admin1[code].name if code in here.admin1 else code for code in area["states"])
    if area["told_by"] == AreaBy.MUNICIPALITIES:
        names = ", ".join(here.admin2[code].name if code in here.admin2 else code for code in area["municipalities"])
        return f"{names} ({states})"
    if area["told_by"] == AreaBy.CROSSING and area["crossing"] in here.crossing_points:
        return f"{here.crossing_points[area['crossing']].name} ({states})"
    if area["told_by"] == AreaBy.HAZARD and area["hazard"] in here.hazards:
        return f"{here.hazards[area['hazard']].place_in(language)} ({states})"
    if area["told_by"] == AreaBy.DRAWN:
        return f"Part of {states}" if language == "en" else f"Parte de {states}"
    return states


def called(row: DangerNotice, language: str = "es") -> str:
    """Return what a notice warns of in a word."""
    spanish, english, _symbol = CALLED[NoticeKind(row.danger)]
    return english if language == "en" else spanish


def symbol_of(row: DangerNotice) -> str:
    return CALLED[NoticeKind(row.danger)][2]


def _is_shown(row: DangerNotice, now: datetime) -> bool:
    return not is_practice(row.group) and (rules.holds(row, now) or rules.comes(row, now))


def _order(row: DangerNotice) -> tuple[int, datetime, str]:
    return [one.value for one in rules.LOUDEST].index(row.severity), row.ends_at, str(row.subject)
