"""Setting a danger notice, changing it, ending it before its hour, giving it out as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_bytes
from uuid import UUID

from vereda.countries.door import CrossingPoint, Pack, pack
from vereda.guidance.door import Said, TopicTold, demand_here, languages, text_draft
from vereda.logbook.door import Author, Draft, Receipt, in_turn, record, record_all
from vereda.logbook.schema import uuid8
from vereda.notices.entries import NoticeArea, NoticeEnded, NoticeGiven, NoticeSet
from vereda.notices.errors import (
    AreaManyTowns,
    AreaMissing,
    AreaUnknown,
    EndReasonMissing,
    MissionsFew,
    MissionsFiner,
    NothingToGive,
    NoticeNotThere,
    SourceMissing,
)
from vereda.notices.lookups import notices as lookups
from vereda.notices.lookups.ahead import states_of
from vereda.notices.lookups.proposals import missions_stand
from vereda.notices.models import DangerNotice
from vereda.notices.rules import area as area_rules
from vereda.notices.rules.cap_out import CATEGORY, LANGUAGE, cap_file, identifier_of
from vereda.notices.rules.notice import demand_period, is_over, topic_of
from vereda.notices.words import MUNICIPALITIES_MOST, AreaBy, NoticeKind, Origin
from vereda.places.door import check_point, states_in
from vereda.safety.schema import (
    CapCertainty,
    CapMessage,
    CapReference,
    CapSeverity,
    CapStatus,
    CapUrgency,
    WarnedArea,
    WarningInfo,
)


@dataclass(frozen=True, kw_only=True)
class Where:
    """The area of a notice as somebody told it; one of them counts, by `told_by`. drawn: corners, one a line."""

    told_by: AreaBy
    states: Sequence[str] = ()
    municipalities: Sequence[str] = ()
    crossing: str = ""
    hazard: str = ""
    drawn: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a notice says beside its words. months: its season, empty for all of the period; of: what gave rise to it."""

    danger: NoticeKind
    severity: CapSeverity
    where: Where
    starts_at: datetime
    ends_at: datetime
    source: str
    months: Sequence[int] = ()
    certainty: CapCertainty = CapCertainty.LIKELY
    urgency: CapUrgency = CapUrgency.FUTURE
    origin: Origin = Origin.OWN
    of: str = ""


def set_notice(told: Told, texts: Mapping[str, Said], *, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record a new notice with its first texts, by language, in one block: all or nothing. Nobody has checked them yet.

    Raises what is wrong with area, period, source or a text, and writes nothing then.
    """
    demand_here(by)
    if told.origin is Origin.MISSIONS and not missions_stand(by.country, told.of, at):
        raise MissionsFew
    payload, subject = _payload(told, by, at), entry or uuid8(int(at.timestamp() * 1000), token_bytes(10))
    first = Draft(payload=payload, by=by, at=at, subject=subject, id=entry)
    words = [text_draft(topic=topic_of(subject), language=one, said=said, by=by, at=at) for one, said in texts.items()]
    return record_all([first, *words])[0]


def change_notice(
    told: Told, *, notice: UUID, by: Author, at: datetime, seen: Sequence[UUID] | None = None, entry: UUID | None = None
) -> Receipt:
    """Record what a notice says from now on; its words are changed as all texts are. Raises as `set_notice`, NoticeNotThere.

    seen  entries of the notice that its author had before him; None: all that are here
    """
    demand_here(by)
    with in_turn("danger notice", str(notice)):
        _standing(notice, by, at)
        return record(_payload(told, by, at), subject=notice, seen=seen, by=by, at=at, id=entry)


def end_notice(*, notice: UUID, reason: str, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record that a notice holds no more, at once. Raises EndReasonMissing, NoticeNotThere."""
    demand_here(by)
    if not reason.strip():
        raise EndReasonMissing
    with in_turn("danger notice", str(notice)):
        _standing(notice, by, at)
        return record(NoticeEnded(reason=reason.strip()[:500]), subject=notice, by=by, at=at, id=entry)


def give_notice(*, notice: UUID, sender: str, sender_name: str, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record a message of a notice as it goes out: the first one, an update, or for one that was ended the cancel.

    Raises NoticeNotThere; NothingToGive where no text of it may be published.
    """
    demand_here(by)
    with in_turn("danger notice", str(notice)):
        row = lookups.notice(notice, by.country)
        if row is None or (is_over(row, at) and not (row.is_ended and row.given)):
            raise NoticeNotThere
        payload = message(row, sender, sender_name, at)
        return record(payload, subject=notice, by=by, at=at.replace(microsecond=0), id=entry)


def message(row: DangerNotice, sender: str, sender_name: str, now: datetime, *, publish: bool = True) -> NoticeGiven:
    """Return what a file of a notice says now. Raises NothingToGive. publish: False for a preview, which nobody may act on."""
    earlier = _earlier(row)
    if row.is_ended and row.given:
        last = NoticeGiven.model_validate(row.given[-1][3])
        return last.model_copy(update={"message": CapMessage.CANCEL, "references": earlier})
    infos = [_info(row, told) for told in _told(row, now, publish=publish)]
    if not infos:
        raise NothingToGive(lacks="nadie ha escrito o revisado su texto." if publish else "nadie ha escrito su texto.")
    return NoticeGiven(
        sender=sender,
        sender_name=sender_name,
        status=CapStatus.ACTUAL,
        message=CapMessage.UPDATE if earlier else CapMessage.ALERT,
        references=earlier,
        infos=infos,
    )


def preview_file(row: DangerNotice, sender: str, sender_name: str, now: datetime) -> bytes:
    """Return a file to look at, of whatever is written: with the status 'Draft' and the band. Raises NothingToGive."""
    told = message(row, sender, sender_name, now, publish=False)
    return cap_file(told, entry=str(row.subject), sent=now.replace(microsecond=0), is_draft=True)


def area_of(where: Where, country: str) -> NoticeArea:
    """Return an area as it is recorded, with the states it lies in. Raises AreaMissing, AreaUnknown and what `closed` raises."""
    here = pack(country)
    if where.told_by is AreaBy.DRAWN:
        return _drawn(where.drawn, country)
    if where.told_by is AreaBy.CROSSING:
        point = here.crossing_points.get(where.crossing)
        return _named(where.told_by, _states_of_crossing(here, point), crossing=where.crossing)
    if where.told_by is AreaBy.HAZARD:
        hazard = here.hazards.get(where.hazard)
        return _named(where.told_by, states_of(country, hazard) if hazard and hazard.is_verified else [], hazard=where.hazard)
    codes, known = (where.municipalities, here.admin2) if where.told_by is AreaBy.MUNICIPALITIES else (where.states, here.admin1)
    chosen = list(dict.fromkeys(codes))
    if not chosen:
        raise AreaMissing
    if not all(code in known for code in chosen):
        raise AreaUnknown
    if where.told_by is AreaBy.STATES:
        return _named(where.told_by, chosen)
    if len(chosen) > MUNICIPALITIES_MOST:
        raise AreaManyTowns(count=len(chosen), most=MUNICIPALITIES_MOST)
    return _named(where.told_by, sorted({here.admin2[code].state for code in chosen}), municipalities=chosen)


def _named(told_by: AreaBy, states: Sequence[str], **told: object) -> NoticeArea:
    if not states:
        raise AreaUnknown
    return NoticeArea(told_by=told_by, states=list(states), **told)


def _drawn(said: str, country: str) -> NoticeArea:
    points = area_rules.corners(said)
    if not points:
        raise AreaMissing
    for lat, lon in points:
        check_point(country, lat, lon)
    ring = area_rules.closed(points)
    return _named(AreaBy.DRAWN, states_in(country, ring), ring=ring)


def _states_of_crossing(here: Pack, point: CrossingPoint | None) -> list[str]:
    """Return the own state of a crossing point that may be named: a formal one, that is open. An informal one never."""
    if point is None or not point.kind.startswith("formal"):
        return []
    return [state for state in (point.state_a, point.state_b) if state in here.admin1]


def _payload(told: Told, by: Author, at: datetime) -> NoticeSet:
    if not told.source.strip():
        raise SourceMissing
    if told.origin is Origin.MISSIONS and told.where.told_by is not AreaBy.STATES:
        raise MissionsFiner
    area = area_of(told.where, by.country)
    demand_period(told.starts_at, told.ends_at, at)
    return NoticeSet(
        danger=told.danger,
        severity=told.severity,
        certainty=told.certainty,
        urgency=told.urgency,
        area=area,
        starts_at=told.starts_at.replace(microsecond=0),
        ends_at=told.ends_at.replace(microsecond=0),
        months=[] if len(set(told.months)) == 12 else sorted(set(told.months)),
        origin=told.origin,
        of=told.of,
        source=told.source,
    )


def _standing(notice: UUID, by: Author, at: datetime) -> DangerNotice:
    row = lookups.notice(notice, by.country)
    if row is None or is_over(row, at):
        raise NoticeNotThere
    return row


def _earlier(row: DangerNotice) -> list[CapReference]:
    return [
        CapReference(sender=told["sender"], identifier=identifier_of(entry), sent=datetime.fromisoformat(sent))
        for entry, sent, _who, told in row.given
    ][-60:]


def _told(row: DangerNotice, now: datetime, *, publish: bool) -> list[TopicTold]:
    found = [lookups.told_in(row, language, now, publish=publish) for language in languages(row.country)]
    return [one.told for one in found if one]


def _info(row: DangerNotice, told: TopicTold) -> WarningInfo:
    screen = "en" if told.language == "eng" else "es"
    event, where = lookups.called(row, screen), lookups.where_said(row, screen)
    return WarningInfo(
        lang=LANGUAGE.get(told.language, told.language),
        event=event,
        headline=f"{event}: {where}"[:300],
        severity=row.severity,
        certainty=row.certainty,
        urgency=row.urgency,
        categories=[CATEGORY.get(NoticeKind(row.danger), "Safety")],
        onset=row.starts_at,
        expires=row.ends_at,
        description=told.text.full[:2000],
        instruction=told.text.short[:2000],
        areas=[_area(row, where)],
    )


def _area(row: DangerNotice, where: str) -> WarnedArea:
    codes = [f"ISO3166-2={code}" for code in row.area["states"]]
    codes += [f"municipality={code}" for code in row.area["municipalities"]]
    rings = [[tuple(point) for point in row.area["ring"]]] if row.area["ring"] else []
    return WarnedArea(said=where[:300], rings=rings, codes=codes)
