"""What a request is after its entries. It comes, is answered and is closed once; what is asked in codes may be set anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vereda.logbook.schema import Entry, State, reach, value_of, write
from vereda.transparency import entries as of
from vereda.transparency.rules.answering import key_of
from vereda.transparency.words import Standing

ONCE: dict[type[of.OfRequests], str] = {
    of.RequestReceived: "received",
    of.TermExtended: "extended",
    of.Answered: "answered",
    of.Appealed: "appealed",
    of.Closed: "closed",
}
BACK_AND_FORTH: dict[type[of.OfRequests], str] = {of.ClarificationAsked: "asked", of.Clarified: "clarified"}


@dataclass(frozen=True)
class Request:
    """A request as it stands. asked, clarified: in the order in which they came."""

    received: of.RequestReceived
    question: of.QuestionSet | None
    asked: Sequence[of.ClarificationAsked]
    clarified: Sequence[of.Clarified]
    extended: of.TermExtended | None
    answered: of.Answered | None
    appealed: of.Appealed | None
    closed: of.Closed | None

    @property
    def due_on(self) -> date | None:
        """Return the last day to answer: each thing that gives one only makes it later."""
        told = [self.received.due_on, *(one.due_on for one in self.clarified), self.extended.due_on if self.extended else None]
        return max((one for one in told if one), default=None)

    @property
    def standing(self) -> Standing:
        if self.closed:
            return Standing.CLOSED
        if self.appealed:
            return Standing.APPEALED
        if self.answered:
            return Standing.DECIDED
        return Standing.CLARIFYING if len(self.asked) > len(self.clarified) else Standing.RECEIVED

    @property
    def key(self) -> str:
        """Return the SHA-256 of the question, '' while nobody has said what it is."""
        one = self.question
        return key_of(one.parts, one.outside, one.of) if one else ""

    @property
    def folio(self) -> str:
        return f"{self.received.received_on:%Y}-{self.received.number:03}"

    @property
    def in_term(self) -> bool | None:
        """Tell whether it was answered by its last day; None where it has none, or no answer yet."""
        due = self.due_on
        return None if self.answered is None or due is None else self.answered.on <= due


def start() -> State:
    """Return a request of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the request after one more entry; what comes a second time opens a difference, and the first stands."""
    payload = entry.payload
    if isinstance(payload, of.OfRequests):
        told, fields = payload.model_dump(mode="json", exclude_defaults=True), state["fields"]
        if name := ONCE.get(type(payload)):
            reach(fields, name, told, entry)
        elif kind := BACK_AND_FORTH.get(type(payload)):
            write(fields, f"{kind}:{entry.id}", told, entry)
        else:
            write(fields, "question", told, entry)
    return state


def told(fields: State) -> Request | None:
    """Return a request from its folded fields; None while only later entries of it have arrived."""
    if value_of(fields, "received") is None:
        return None

    def one[P: of.OfRequests](kind: type[P], name: str) -> P | None:
        value = value_of(fields, name)
        return None if value is None else kind.model_validate(value)

    def some[P: of.OfRequests](kind: type[P], name: str) -> list[P]:
        names = sorted(
            (field for field in fields if field.startswith(f"{name}:")), key=lambda field: UUID(field.partition(":")[2]).int
        )
        return [kind.model_validate(value_of(fields, field)) for field in names]

    received = one(of.RequestReceived, "received")
    assert received is not None
    return Request(
        received=received,
        question=one(of.QuestionSet, "question"),
        asked=some(of.ClarificationAsked, "asked"),
        clarified=some(of.Clarified, "clarified"),
        extended=one(of.TermExtended, "extended"),
        answered=one(of.Answered, "answered"),
        appealed=one(of.Appealed, "appealed"),
        closed=one(of.Closed, "closed"),
    )
