"""A post signs its day; the state office asks it back and corrects; the post answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from vereda.countries.door import official_categories, pack
from vereda.logbook.door import Author, Plain, Receipt, in_turn, record
from vereda.logbook.schema import FieldClass
from vereda.reports import lookups, rules
from vereda.reports.entries import (
    MOST,
    TEXT_MOST,
    Counted,
    DailySigned,
    Figure,
    Happened,
    PostAnswered,
    PostAsked,
    PostCorrected,
)
from vereda.reports.errors import (
    NotBelow,
    NothingChanged,
    QuestionNotOpen,
    ReplyMissing,
    SaidWrong,
    TextMissing,
    TextTooLong,
    UnknownCategory,
    WhyMissing,
    WindowOpen,
)
from vereda.reports.words import TOTAL, About, Reply, Why


@dataclass(frozen=True, kw_only=True)
class Day:
    """A post's day as it is signed. happened: code -> how often within the hours of the report."""

    on: date
    figures: Sequence[Figure]
    next_figures: Sequence[Counted] = ()
    happened: Sequence[Happened] = ()
    remark: str = ""


def sign_daily(day: Day, *, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record what a post says of its day. Raises WindowOpen, UnknownCategory, WhyMissing, SaidWrong.

    A day that was signed may be signed again: another version, and the first stays. entry: id of the entry, where the same form
    sent twice must be the same entry.
    """
    from_at, until_at = rules.window(day.on, lookups.zone_of(by.country, by.group))
    if at < until_at:
        raise WindowOpen(until=f"{until_at:%d/%m %H:%M}")
    _check(day.figures, by.country)
    payload = DailySigned(
        on=day.on,
        from_at=from_at,
        until_at=until_at,
        figures=list(day.figures),
        next_figures=list(day.next_figures),
        happened=list(day.happened),
    )
    subject = rules.subject_of("daily", by.country, by.group, day.on)
    with in_turn("daily_report", str(subject)):
        return record(payload, subject=subject, by=by, at=at, boxes=words(day.remark), id=entry)


def ask_post(*, group: str, on: date, about: About, text: str, by: Author, at: datetime, category: str = "") -> Receipt:
    """Ask a post back. Raises TextMissing, NotBelow, UnknownCategory."""
    if not text.strip():
        raise TextMissing
    known(category or TOTAL, by.country)
    payload = PostAsked(on=on, category=category or None, about=about)
    return record(payload, subject=_of(group, on, by), by=for_post(by, group), at=at, boxes=words(text))


def answer_post(*, on: date, question: UUID, reply: Reply | None, text: str, by: Author, at: datetime) -> Receipt:
    """Answer a question of the state office. Raises QuestionNotOpen, ReplyMissing."""
    row = lookups.daily(by.group, by.country, on)
    if row is None or not is_asked(row.questions, question):
        raise QuestionNotOpen
    if reply is None:
        raise ReplyMissing
    payload = PostAnswered(on=on, question=question, reply=reply)
    return record(payload, subject=row.subject, by=by, at=at, boxes=words(text))


def correct_post(
    *, group: str, on: date, category: str, said: int | None, why: Why | None, by: Author, at: datetime, text: str = ""
) -> Receipt:
    """Say another number for a post; what it said stays.

    Raises NotBelow, UnknownCategory, WhyMissing, SaidWrong, NothingChanged.
    """
    known(category, by.country)
    check_said(said, why, category)
    assert said is not None
    assert why is not None
    row = lookups.daily(group, by.country, on)
    stands = lookups.state_said(row, lookups.in_total(by.country))
    if stands is not None and stands.get(category, 0) == said:
        raise NothingChanged
    was = lookups.post_said(row)
    payload = PostCorrected(on=on, category=category, was=None if was is None else was.get(category, 0), said=said, why=why)
    return record(payload, subject=_of(group, on, by), by=for_post(by, group), at=at, boxes=words(text))


def for_post(by: Author, group: str) -> Author:
    """Return an office as the author of an entry in a post's record: so it is the post's, and goes down to it."""
    if group not in pack(by.country).groups:
        raise NotBelow
    return replace(by, group=group, zone=lookups.zone_of(by.country, group).key)


def words(text: str) -> list[Plain]:
    """Return the box of what was written beside a number; raises TextTooLong, nothing is cut."""
    told = text.replace("\r\n", "\n").strip()  # a browser counts the end of a line once and sends two signs
    if len(told) > TEXT_MOST:
        raise TextTooLong(most=TEXT_MOST)
    return [Plain(cls=FieldClass.CONTACT, fields={"text": told})] if told else []


def known(category: str, country: str) -> None:
    """Raise UnknownCategory for a code that is not official."""
    if category != TOTAL and category not in {row.code for row in official_categories(pack(country))}:
        raise UnknownCategory(value=category)


def check_said(said: int | None, why: Why | None, category: str) -> None:
    """Raise SaidWrong, WhyMissing."""
    if said is None or not 0 <= said <= MOST:
        raise SaidWrong
    if why is None:
        raise WhyMissing(category=category)


def is_asked(questions: Sequence[dict[str, object]], question: UUID) -> bool:
    """Return whether a question is there and waits."""
    return any(one["id"] == str(question) and not one["answers"] for one in questions)


def _of(group: str, on: date, by: Author) -> UUID:
    return rules.subject_of("daily", by.country, group, on)


def _check(figures: Sequence[Figure], country: str) -> None:
    for one in figures:
        known(one.category, country)
        if one.said != one.counted and one.why is None:
            raise WhyMissing(category=one.category)
