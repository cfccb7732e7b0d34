"""Writing the register: each act looks at the request as it stands, refuses what cannot be, and records one fact.

The words of an answer are typed; its figures never are. They are read from the edition at the moment of answering.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vereda.countries.door import Deadline
from vereda.logbook.door import Author, Plain, Receipt, in_turn, record
from vereda.logbook.schema import FieldClass
from vereda.statistics import door as statistics
from vereda.statistics.door import EditionUnknown
from vereda.transparency import entries as of
from vereda.transparency import errors, lookups
from vereda.transparency.entries import EditionAt, GivenCell, Part
from vereda.transparency.rules import answering, terms
from vereda.transparency.rules.fold import Request
from vereda.transparency.words import CHOSEN, Basis, Ground, Outcome, Outside, TermFrom, Way


@dataclass(frozen=True, kw_only=True)
class Came:
    """What came. text: as it was asked, without names; due_on: last day as the receipt says it, where somebody read it there."""

    basis: Basis
    way: Way
    received_on: date
    text: str
    lang: str = "es"
    due_on: date | None = None
    name: str = ""
    contact: str = ""
    receipt: str = ""


def receive(came: Came, *, today: date, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Enter a request in the register. Raises ReceivedAhead, TextMissing, DueBefore, HolidayTableEnds."""
    if came.received_on > today:
        raise errors.ReceivedAhead
    row = lookups.term(by.country, terms.ANSWER) if came.basis is Basis.LAW else None
    term, code, due = _due(came.received_on, came.due_on, row, by.country)
    asker = of.Asker(name=came.name.strip(), contact=came.contact.strip(), receipt=came.receipt.strip())
    boxes = [*_said(came.text, came.lang)]
    if asker != of.Asker():
        boxes.append(Plain(cls=FieldClass.IDENTITY, fields=asker.model_dump(exclude_defaults=True)))
    with in_turn("transparency", by.country):
        payload = of.RequestReceived(
            number=lookups.next_number(by.country, came.received_on.year),
            basis=came.basis,
            way=came.way,
            received_on=came.received_on,
            lang=came.lang,
            term=term,
            deadline=code,
            due_on=due,
        )
        return record(payload, by=by, at=at, boxes=boxes, id=entry)


def set_question(
    subject: UUID, *, parts: Sequence[Part], outside: Outside | None, month: str = "", by: Author, at: datetime
) -> Receipt:
    """Say in codes what is asked; it may be said anew until it is answered. Raises AnsweredAlready, CellUnknown, TooMuchAsked."""
    _not_answered(lookups.request(subject, by.country))
    if len(parts) > of.PARTS_MOST or any(len(one.cells) > of.CELLS_MOST for one in parts):
        raise errors.TooMuchAsked(cells=of.CELLS_MOST, parts=of.PARTS_MOST)
    for part in parts:
        _cells(part, by.country)
    payload = of.QuestionSet(parts=list(parts), outside=outside, of=month if outside else "")
    return record(payload, subject=subject, by=by, at=at)


def ask_back(subject: UUID, *, on: date, text: str, by: Author, at: datetime) -> Receipt:
    """Record that somebody was asked back. Raises AnsweredAlready, TextMissing."""
    _not_answered(lookups.request(subject, by.country))
    return record(of.ClarificationAsked(on=on), subject=subject, by=by, at=at, boxes=_said(text))


def clarify(subject: UUID, *, on: date, text: str, due_on: date | None, by: Author, at: datetime) -> Receipt:
    """Record what they said, and the new last day where there is one. Raises AnsweredAlready, TextMissing, DueBefore."""
    _not_answered(lookups.request(subject, by.country))
    if due_on and due_on < on:
        raise errors.DueBefore(due=due_on, than=on)
    return record(of.Clarified(on=on, due_on=due_on), subject=subject, by=by, at=at, boxes=_said(text))


def extend(subject: UUID, *, on: date, text: str, due_on: date | None, by: Author, at: datetime) -> Receipt:
    """Make the term longer, once, with its reason.

    due_on  the new last day as somebody read it; None: by the country's row, counted from the last day that holds
    Raises AnsweredAlready, ExtendedAlready, DueMissing, DueBefore, TextMissing, HolidayTableEnds.
    """
    seen = _not_answered(lookups.request(subject, by.country))
    if seen.extended:
        raise errors.ExtendedAlready
    row = lookups.term(by.country, terms.EXTENSION) if seen.received.basis is Basis.LAW else None
    if due_on is None and (row is None or seen.due_on is None):
        raise errors.DueMissing
    term, code, due = _due(seen.due_on or on, due_on, row, by.country)
    assert due is not None
    payload = of.TermExtended(on=on, term=term, deadline=code, due_on=due)
    return record(payload, subject=subject, by=by, at=at, boxes=_said(text))


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is answered beside the cells. outcome: None where the cells say it; words: in the language of who asked."""

    on: date
    words: str
    outcome: Outcome | None = None
    to: str = ""
    ground: Ground | None = None
    law: str = ""


@dataclass(frozen=True)
class Drawn:
    """An answer as it would be recorded, before anybody says yes to it."""

    payload: of.Answered
    before: Sequence[lookups.Kept]


def drawn(subject: UUID, told: Told, *, country: str) -> Drawn:
    """Return the answer that would be given: its cells come from the latest revision of each edition.

    Raises AnsweredAlready, QuestionNotSet, OutcomeWithoutQuestion, ReceiverMissing, GroundMissing, TextMissing, FigureNotChosen,
    CellUnknown, DifferentAnswer.
    """
    seen = _not_answered(lookups.request(subject, country))
    question = seen.question
    if question is None or not (question.parts or question.outside):
        raise errors.QuestionNotSet
    if told.on < seen.received.received_on:
        raise errors.DueBefore(due=told.on, than=seen.received.received_on)
    at, cells, held, shown = _given(question.parts, country)
    outcome = _outcome(told, question, answering.outcome_of(cells, held, shown))
    values = [one.value for one in cells if one.value is not None] if outcome not in CHOSEN else []
    if figure := answering.foreign_figure(told.words, values, [one.period for one in at]):
        raise errors.FigureNotChosen(figure=figure)
    payload = of.Answered(
        on=told.on,
        outcome=outcome,
        question=seen.key,
        at=at,
        cells=cells if outcome not in CHOSEN else [],
        to=told.to if outcome is Outcome.TRANSFERRED else "",
        ground=told.ground if outcome is Outcome.REFUSED else None,
        law=told.law if outcome is Outcome.REFUSED else "",
    )
    before = lookups.answered_before(subject, country, seen.key)
    for kept in before:
        if kept.one.answered and differs(kept.one.answered, payload):
            raise errors.DifferentAnswer(folio=kept.one.folio)
    return Drawn(payload, before)


def differs(before: of.Answered, now: of.Answered) -> bool:
    """Tell whether the same question gets another answer though the editions are the same."""
    if _stand(before.at) != _stand(now.at):
        return False
    return (before.outcome, before.cells, before.to, before.ground) != (now.outcome, now.cells, now.to, now.ground)


def answer(subject: UUID, told: Told, *, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Answer a request. Raises what `drawn` raises, and TextMissing."""
    with in_turn("transparency", by.country):
        made = drawn(subject, told, country=by.country)
        lang = lookups.request(subject, by.country).received.lang
        boxes = _said(told.words, lang) if told.words.strip() else []
        return record(made.payload, subject=subject, by=by, at=at, boxes=boxes, id=entry)


def appeal(subject: UUID, *, on: date, to: str, by: Author, at: datetime) -> Receipt:
    """Note an appeal against the answer. Raises NotAnswered."""
    if lookups.request(subject, by.country).answered is None:
        raise errors.NotAnswered
    return record(of.Appealed(on=on, to=to), subject=subject, by=by, at=at)


def close(subject: UUID, *, on: date, by: Author, at: datetime) -> Receipt:
    """Close a request that was answered. Raises NotAnswered."""
    if lookups.request(subject, by.country).answered is None:
        raise errors.NotAnswered
    return record(of.Closed(on=on), subject=subject, by=by, at=at)


def _not_answered(seen: Request) -> Request:
    if seen.answered:
        raise errors.AnsweredAlready
    return seen


def _said(text: str, lang: str = "es") -> list[Plain]:
    if not text.strip():
        raise errors.TextMissing
    return [Plain(cls=FieldClass.FREE_TEXT, fields={"text": text.strip(), "lang": lang})]


def _due(begins_on: date, told: date | None, row: Deadline | None, country: str) -> tuple[TermFrom, str, date | None]:
    """Return where the last day comes from, the code of its row, and the day; what somebody read goes before the table."""
    if told is not None:
        if told < begins_on:
            raise errors.DueBefore(due=told, than=begins_on)
        return TermFrom.TOLD, "", told
    if row is None:
        return TermFrom.NONE, "", None
    return TermFrom.PACK, row.code, terms.last_day(begins_on, row, lookups.calendar(country))


def _outcome(told: Told, question: of.QuestionSet, from_cells: Outcome) -> Outcome:
    """Return the outcome, where it belongs to this question."""
    if told.outcome is None:
        if not question.parts:
            raise errors.OutcomeWithoutQuestion
        return Outcome.PARTLY if question.outside and from_cells is Outcome.GIVEN else from_cells
    is_outside = bool(question.outside) and not question.parts
    if told.outcome not in CHOSEN or (told.outcome in (Outcome.NOT_HELD, Outcome.NOT_IN_CATALOGUE) and not is_outside):
        raise errors.OutcomeWithoutQuestion
    if told.outcome is Outcome.TRANSFERRED and not told.to.strip():
        raise errors.ReceiverMissing
    if told.outcome is Outcome.REFUSED and not (told.ground and told.law.strip()):
        raise errors.GroundMissing
    return told.outcome


def _given(parts: Sequence[Part], country: str) -> tuple[list[EditionAt], list[GivenCell], int, int]:
    """Return editions and chosen cells of a question, and of whole tables how many cells are held back and how many are shown."""
    at: dict[tuple[str, str], EditionAt] = {}
    cells: list[GivenCell] = []
    held = shown = 0
    for part in parts:
        edition, rows = _cells(part, country)
        at[part.series, part.period] = edition
        if part.cells:
            cells += [
                GivenCell(
                    series=part.series, period=part.period, table=part.table, codes=list(row.codes), value=row.value, why=row.why
                )
                for row in rows
            ]
        else:
            held += sum(row.value is None for row in rows)
            shown += sum(row.value is not None for row in rows)
    return list(at.values()), cells, held, shown


def _cells(part: Part, country: str) -> tuple[EditionAt, list[statistics.Row]]:
    """Return the rows that a part of a question names, from the latest revision of its edition. Raises CellUnknown."""
    try:
        row = statistics.standing(country, part.period, part.series)
    except EditionUnknown:
        raise errors.CellUnknown from None
    last = row.revisions[-1]
    sheet = statistics.kept(row).sheet(part.table)
    known = {one.codes: one for one in sheet.rows} if sheet else {}
    wanted = [tuple(cell) for cell in part.cells] or list(known)
    if not wanted or any(codes not in known for codes in wanted):
        raise errors.CellUnknown
    at = EditionAt(series=part.series, period=part.period, revision=last["revision"], content=last["content"])
    return at, [known[codes] for codes in wanted]


def _stand(at: Sequence[EditionAt]) -> set[tuple[str, str, int]]:
    return {(one.series, one.period, one.revision) for one in at}
