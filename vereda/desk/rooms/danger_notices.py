"""Danger notices at the desk: what holds, what waits, what one could be written of; the form; the board's line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.access.door import Reader
from vereda.countries.door import Pack, municipalities_on, pack
from vereda.desk.dates import shortday
from vereda.desk.rooms import guidance as guidance_room
from vereda.desk.rooms.guidance import May
from vereda.desk.rooms.noticed import Asked, Level, Notice
from vereda.desk.rooms.typed import Typed
from vereda.desk.words import guidance as guidance_words
from vereda.desk.words import notices as words
from vereda.guidance import door as guidance
from vereda.guidance.door import Written
from vereda.notices import door as notices
from vereda.notices.door import AreaBy, DangerNotice, NoticeKind, Proposal
from vereda.practice import real_of
from vereda.safety.door import CapSeverity

LOUD = (CapSeverity.EXTREME, CapSeverity.SEVERE)


@dataclass(frozen=True)
class Side:
    """The words of a notice in one language. said: how they stand, in a word; short: as they are read today, '' for none."""

    language: str
    own_name: str
    said: str
    short: str
    is_public: bool
    is_written: bool


@dataclass(frozen=True)
class Shown:
    """A notice for a list or its page. told: 'Calor · grave'; season: '' for all of its period; moved: see `moved_after`."""

    row: DangerNotice
    told: str
    where: str
    symbol: str
    until: str
    season: str
    is_loud: bool
    is_coming: bool
    is_over: bool
    sides: Sequence[Side]
    moved: str

    @property
    def is_public(self) -> bool:
        return any(one.is_public for one in self.sides)


def may_of(reader: Reader) -> May:
    return guidance_room.may_of(reader)


def all_shown(rows: Sequence[DangerNotice], country: str, now: datetime) -> list[Shown]:
    """Return notices in words; their texts are asked for at once, those of notices that are over not at all."""
    texts = [notices.texts_of(country, one, now) for one in guidance.languages(country)] if rows else []
    topics = [notices.topic_of(row.subject) for row in rows]
    return [shown(row, now, [found[topic] for found in texts if topic in found]) for row, topic in zip(rows, topics, strict=True)]


def shown(row: DangerNotice, now: datetime, texts: Sequence[Written] | None = None) -> Shown:
    """Return a notice in words. texts: in all languages; None: they are asked for."""
    if texts is None:
        topic, day = notices.topic_of(row.subject), now.date()
        texts = [guidance.written_one(row.country, day, topic, one) for one in guidance.languages(row.country)]
    return Shown(
        row=row,
        told=f"{words.KINDS[NoticeKind(row.danger)]} · {words.GRAVE[CapSeverity(row.severity)]}",
        where=notices.where_said(row, get_language() or "es"),
        symbol=notices.symbol_of(row),
        until=_day_and_hour(row.ends_at.astimezone(now.tzinfo)),
        season=season(row.months),
        is_loud=row.severity in LOUD,
        is_coming=notices.comes(row, now),
        is_over=notices.is_over(row, now),
        sides=[_side(row.country, one) for one in texts],
        moved=moved_after(row, texts),
    )


def season(months: Sequence[int]) -> str:
    """Return months in words."""
    names = str(words.MONTHS).split()
    return ", ".join(names[one - 1] for one in months)


def moved_after(row: DangerNotice, texts: Sequence[Written]) -> str:
    """Return when a notice was changed, where that was after its words were checked; '' where it was not.

    A check says that words are true; where and until when they are shown is changed without it, and a person looks again.
    """
    instants = [_checked_at(one) for one in texts if one.public]
    return _day_and_hour(timezone.localtime(row.set_at)) if any(at and at < row.set_at for at in instants) else ""


def _checked_at(one: Written) -> datetime | None:
    """Return when the words that are published were last checked by a second person; None: the pack says it, without an hour."""
    public = one.public
    if public is None:
        return None
    writers = one.authors.get(public.id, set())
    at = [check.at for check in public.checks if check.at and not check.is_void and check.by not in writers]
    return max((datetime.fromisoformat(one) for one in at), default=None)


def _side(country: str, one: Written) -> Side:
    version = one.public or one.newest
    return Side(
        language=one.language,
        own_name=guidance.own_name(country, one.language),
        said=str(guidance_words.KEPT[one.kept]),
        short=one.told(version).short if version else "",
        is_public=one.public is not None,
        is_written=bool(one.versions),
    )


def _day_and_hour(at: datetime) -> str:
    return f"{shortday(at)} {at:%H:%M}"


def proposals_shown(country: str, now: datetime) -> list[tuple[str, list[Proposal]]]:
    """Return (where they come from, what a notice could be written of), what the weather brings first."""
    found: dict[str, list[Proposal]] = {}
    for one in notices.proposals(country, now):
        found.setdefault(str(words.ORIGINS[one.origin]), []).append(one)
    return list(found.items())


def lines(asked: Asked) -> Iterator[Notice]:
    """Yield a line of the board for each notice that holds in the state of a post: it goes by itself at its hour."""
    group = pack(asked.country).groups.get(real_of(asked.group))
    if group is None:
        return
    rows = notices.of_state(notices.standing(asked.country, asked.now), [group.state])
    for row in rows:
        until = _day_and_hour(row.ends_at.astimezone(asked.now.tzinfo))
        said = _("Aviso de peligro: {what} en {where}, hasta {until}").format(
            what=words.KINDS[NoticeKind(row.danger)], where=notices.where_said(row, get_language() or "es"), until=until
        )
        level = Level.WARN if row.severity in LOUD else Level.NOTE
        yield Notice(level, said, reverse("desk:danger_notice", args=[row.subject]))


# The form -----------------------------------------------------------------------------------------------------------------


def offers(country: str, typed: Typed) -> dict[str, object]:
    """Return what the form offers."""
    here = pack(country)
    state = typed.get("m_state") or next(iter(sorted(here.admin1)))
    points = [(one.code, one.name) for one in here.crossing_points.values() if one.kind.startswith("formal")]
    hazards = [row for row in here.hazards.values() if row.is_verified and notices.states_of(country, row)]
    return {
        "kinds": sorted(((str(kind), str(said)) for kind, said in words.KINDS.items()), key=lambda one: one[1]),
        "severities": [(str(one), said) for one, said in words.SEVERITIES.items()],
        "areas": [(str(one), said) for one, said in words.AREAS.items()],
        "states": sorted(((row.code, row.name) for row in here.admin1.values()), key=lambda one: one[1]),
        "m_state": state,
        "towns": towns(here, state),
        "picked": [(code, here.admin2[code].name) for code in typed.get("municipalities").split() if code in here.admin2],
        "points": sorted(points, key=lambda one: one[1]),
        "hazards": [
            (row.code, f"{words.KINDS.get(row.kind, row.kind)}: {row.place_in(get_language() or 'es')}") for row in hazards
        ],
        "months": list(enumerate(str(words.MONTHS).split(), 1)),
    }


def towns(here: Pack, state: str) -> list[tuple[str, str]]:
    """Return the municipalities of a state by name."""
    rows = municipalities_on(here, timezone.localdate(), state)
    return sorted(((row.code, row.name) for row in rows), key=lambda one: one[1])


def marked_towns(country: str) -> list[tuple[float, float, str]]:
    """Return latitude, longitude, name of the towns of the posts: by them a person finds the way on a map of bare outlines."""
    return sorted({row.city: (row.lat, row.lon, row.city) for row in pack(country).groups.values()}.values())


def as_it_stands(row: DangerNotice, now: datetime) -> dict[str, str]:
    """Return a notice as the form has it."""
    area = row.area
    return {
        "danger": row.danger,
        "severity": row.severity,
        "starts": f"{row.starts_at.astimezone(now.tzinfo):%Y-%m-%dT%H:%M}",
        "ends": f"{row.ends_at.astimezone(now.tzinfo):%Y-%m-%dT%H:%M}",
        "source": row.source,
        "told_by": area["told_by"],
        **{f"state:{code}": "on" for code in area["states"] if area["told_by"] == AreaBy.STATES},
        **{f"month:{month}": "on" for month in row.months},
        "municipalities": " ".join(area["municipalities"]),
        "crossing": area["crossing"] or "",
        "hazard": area["hazard"] or "",
        "drawn": "\n".join(f"{lat:.2f}, {lon:.2f}" for lat, lon in area["ring"][:-1]),
    }


def as_proposed(one: Proposal) -> dict[str, str]:
    """Return what a form begins with that is made of a proposal."""
    advice = {f"{part}_{language}": said for language, said in one.advice for part in ("spoken", "full") if said}
    short = {f"short_{language}": said for language, said in one.advice if 0 < len(said) <= 160}
    return {
        "of": one.key,
        "danger": one.danger.value,
        "severity": one.severity.value,
        "starts": f"{one.starts:%Y-%m-%dT%H:%M}",
        "ends": f"{one.ends:%Y-%m-%dT%H:%M}",
        "source": one.source,
        "told_by": one.told_by.value,
        **{f"state:{code}": "on" for code in one.states if one.told_by is AreaBy.STATES},
        "hazard": one.hazard,
        "drawn": one.drawn,
        **advice,
        **short,
    }
