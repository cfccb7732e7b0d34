"""The names of the register of requests that faces may use.

receive(Came(basis=Basis.LAW, way=Way.PLATFORM, received_on=day, text="..."), today=today, by=julia, at=now)
set_question(one, parts=[Part(period="2011-12", table="people-sex-age", cells=[["F", "18+"]])], outside=None, by=julia, at=now)
answer(one, Told(on=today, words="..."), by=julia, at=now)      # the figures come from the edition, never from the words
"""

from __future__ import annotations

from vereda.transparency.actions import (
    Came,
    Drawn,
    Told,
    answer,
    appeal,
    ask_back,
    clarify,
    close,
    drawn,
    extend,
    receive,
    set_question,
)
from vereda.transparency.errors import RequestUnknown
from vereda.transparency.lookups import (
    Kept,
    answered_before,
    asker,
    calendar,
    counts,
    has_asker,
    public_csv,
    request,
    requests_of,
    term,
    texts,
    years,
)
from vereda.transparency.rules.terms import ANSWER, EXTENSION, days_left, days_taken

__all__ = [
    "ANSWER", "EXTENSION", "Came", "Drawn", "Kept", "RequestUnknown", "Told", "answer", "answered_before", "appeal", "ask_back",
    "asker", "calendar", "clarify", "close", "counts", "days_left", "days_taken", "drawn", "extend", "has_asker", "public_csv",
    "receive", "request", "requests_of", "set_question", "term", "texts", "years",
]  # fmt: skip
