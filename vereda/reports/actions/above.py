"""The state office sums its posts and signs; headquarters asks it back, corrects, sums the states and signs the country's day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from vereda.logbook.door import Author, Receipt, in_turn, record
from vereda.reports import lookups, rules
from vereda.reports.actions.daily import check_said, is_asked, known, words
from vereda.reports.entries import (
    NationalSigned,
    Passed,
    PostRow,
    StateAnswered,
    StateAsked,
    StateCorrected,
    StateRow,
    StateSigned,
)
from vereda.reports.errors import NotBelow, NothingChanged, QuestionNotOpen, ReplyMissing, TextMissing, WindowOpen
from vereda.reports.lookups import Said
from vereda.reports.models import DailyReport
from vereda.reports.words import TOTAL, About, Reply, Why


def sign_state(*, state: str, on: date, by: Author, at: datetime, entry: UUID | None = None, remark: str = "") -> Receipt:
    """Sum the posts of a state as they stand, and sign. Who sent nothing is in it by name. Raises NotBelow, WindowOpen."""
    groups = posts_of(state, by.country)
    _closed(by.country, groups, on, at)
    subject = rules.subject_of("state", by.country, state, on)
    with in_turn("state_report", str(subject)):
        rows = lookups.dailies(by.country, groups, on, on)
        inside = lookups.in_total(by.country)
        posts = [_post_row(group, rows.get((group, on)), inside) for group in groups]
        return record(StateSigned(on=on, state=state, posts=posts), subject=subject, by=by, at=at, boxes=words(remark), id=entry)


def ask_state(
    *, state: str, on: date, about: About, text: str, by: Author, at: datetime, category: str = "", group: str = ""
) -> Receipt:
    """Ask a state office back, perhaps about one of its posts. Raises TextMissing, NotBelow, UnknownCategory."""
    if not text.strip():
        raise TextMissing
    known(category or TOTAL, by.country)
    if group and group not in posts_of(state, by.country):
        raise NotBelow
    payload = StateAsked(on=on, state=state, group=group or None, category=category or None, about=about)
    return record(payload, subject=_of(state, on, by), by=by, at=at, boxes=words(text))


def answer_state(*, state: str, on: date, question: UUID, reply: Reply | None, text: str, by: Author, at: datetime) -> Receipt:
    """Answer a question of headquarters. Raises QuestionNotOpen, ReplyMissing."""
    row = lookups.state_report(state, by.country, on)
    if row is None or not is_asked(row.questions, question):
        raise QuestionNotOpen
    if reply is None:
        raise ReplyMissing
    payload = StateAnswered(on=on, state=state, question=question, reply=reply)
    return record(payload, subject=row.subject, by=by, at=at, boxes=words(text))


def correct_state(
    *, state: str, on: date, category: str, said: int | None, why: Why | None, by: Author, at: datetime, text: str = ""
) -> Receipt:
    """Say another number for a state; what it said stays.

    Raises NotBelow, UnknownCategory, WhyMissing, SaidWrong, NothingChanged.
    """
    posts_of(state, by.country)
    known(category, by.country)
    check_said(said, why, category)
    assert said is not None
    assert why is not None
    row, inside = lookups.state_report(state, by.country, on), lookups.in_total(by.country)
    stands = lookups.national_said(row, inside)
    if stands is not None and stands.get(category, 0) == said:
        raise NothingChanged
    was = lookups.signed_by_state(row, inside)
    before = None if was is None else was.get(category, 0)
    payload = StateCorrected(on=on, state=state, category=category, was=before, said=said, why=why)
    return record(payload, subject=_of(state, on, by), by=by, at=at, boxes=words(text))


def sign_national(*, on: date, by: Author, at: datetime, entry: UUID | None = None, remark: str = "") -> Receipt:
    """Sum the states as they stand, and sign the day of the country. Raises WindowOpen."""
    states = lookups.posts_by_state(by.country)
    _closed(by.country, [group for groups in states.values() for group in groups], on, at)
    subject = rules.subject_of("national", by.country, by.country, on)
    with in_turn("national_report", str(subject)):
        found, inside = lookups.state_reports(by.country, on, on), lookups.in_total(by.country)
        rows = []
        for state, groups in states.items():
            row = found.get((state, on))
            below, said = lookups.signed_by_state(row, inside), lookups.national_said(row, inside)
            statement = UUID(row.statements[-1]["id"]) if row and row.statements else None
            silent = (
                [one["group"] for one in row.statements[-1]["posts"] if not one["statement"]] if statement and row else groups
            )
            rows.append(StateRow(state=state, statement=statement, silent=silent, figures=_passed(below, said)))
        return record(NationalSigned(on=on, states=rows), subject=subject, by=by, at=at, boxes=words(remark), id=entry)


def posts_of(state: str, country: str) -> list[str]:
    """Return the posts of a state, or raise NotBelow where it has none."""
    found = lookups.posts_by_state(country).get(state)
    if not found:
        raise NotBelow
    return found


def _post_row(group: str, row: DailyReport | None, inside: Sequence[str]) -> PostRow:
    statement = UUID(row.statements[-1]["id"]) if row and row.statements else None
    return PostRow(group=group, statement=statement, figures=_passed(lookups.post_said(row), lookups.state_said(row, inside)))


def _passed(below: Said | None, said: Said | None) -> list[Passed]:
    if said is None:
        return []
    return [
        Passed(category=code, below=None if below is None else below.get(code, 0), said=number)
        for code, number in sorted(said.items())
        if number or (below or {}).get(code)
    ]


def _closed(country: str, groups: Iterable[str], on: date, at: datetime) -> None:
    until = lookups.is_open_by(country, groups, on, at)
    if until:
        raise WindowOpen(until=f"{until:%d/%m %H:%M}")


def _of(state: str, on: date, by: Author) -> UUID:
    posts_of(state, by.country)
    return rules.subject_of("state", by.country, state, on)
