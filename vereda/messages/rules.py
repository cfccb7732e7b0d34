"""Numbers as they are compared, texts as they fit, when a message is tried again; and the folds. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from vereda.logbook.schema import Entry, FieldClass, State, reach, write
from vereda.messages.entries import NumberKept, NumberWithdrawn, TextHandled, TextReceived
from vereda.messages.errors import NumberWrong
from vereda.messages.gateways.gateway import Came
from vereda.messages.words import ATTEMPTS_MOST, SIGNS_MOST

COMPARED = 10  # last digits, at most: gateways write one number with and without the country's code, or with a 1 behind it
FEWEST, MOST = 7, 15  # digits of a number that can be rung (E.164 allows fifteen)


def number_of(written: str) -> str:
    """Return a number as it is sent: digits, with a leading + where it was written. Raises NumberWrong."""
    digits = "".join(one for one in written if one.isascii() and one.isdigit())
    others = {one for one in written.strip() if not one.isdigit()} - set("+ ()-.\u00a0")
    if others or not FEWEST <= len(digits) <= MOST:
        raise NumberWrong
    return ("+" if written.strip().startswith("+") else "") + digits


def is_same_number(one: str, other: str) -> bool:
    """Tell whether two writings are one number; short codes of services are compared whole."""
    first, second = (_digits(number) for number in (one, other))
    shorter = min(len(first), len(second), COMPARED)
    if shorter < FEWEST:
        return bool(first) and first == second
    return first[-shorter:] == second[-shorter:]


def can_be_answered(number: str) -> bool:
    """Tell whether a number is one that a person writes from: to a short code or a name of a service nobody answers."""
    try:
        number_of(number)
    except NumberWrong:
        return False
    return True


def writable(text: str) -> str:
    """Return a text without what no entry can hold: signs of control, and halves of signs."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(one for one in whole if one in "\n\t" or unicodedata.category(one) != "Cc")


def readable(came: Came) -> Came:
    """Return a message that came without what no entry can hold."""
    return replace(came, number=writable(came.number), text=writable(came.text), id=writable(came.id))


def fitting(text: str) -> str:
    """Return a text as one message in plain letters: accents would halve what fits, and some old telephones show none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(plain.split())[:SIGNS_MOST]


def next_try(attempts: int, now: datetime) -> datetime | None:
    """Return when a message that failed so many times is tried again: after 15 s, doubled, at most 15 minutes; None: never."""
    if attempts >= ATTEMPTS_MOST:
        return None
    return now + timedelta(seconds=min(15 * 2 ** max(attempts - 1, 0), 900))


def instant_said(said: str) -> datetime | None:
    """Return when a service says that a message was sent: seconds or milliseconds since 1970, or ISO 8601 with its offset.

    None for anything else: an hour without its offset may be of any zone. In an address the + of an offset comes as a blank.
    """
    if said.isascii() and said.isdigit():
        return datetime.fromtimestamp(int(said[:10]), UTC) if len(said) in (10, 13) else None
    for written in (said, "+".join(said.rsplit(" ", 1))):
        try:
            found = datetime.fromisoformat(written)
            return found.astimezone(UTC) if found.tzinfo else None
        except (ValueError, OverflowError):
            continue
    return None


def start() -> State:
    """Return a number or a text of which nothing is known."""
    return {"fields": {}}


def number_step(state: State, entry: Entry) -> State:
    """Return a number after one more entry; what was taken off stays off."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, NumberKept):
        told = payload.model_dump(mode="json")
        write(fields, "kept", [told["account"], sorted(set(told["warned"]))], entry)
        if any(box.cls == FieldClass.IDENTITY for box in entry.boxes):
            write(fields, "number", entry.id, entry)
    elif isinstance(payload, NumberWithdrawn):
        reach(fields, "withdrawn", True, entry)
    return state


def text_step(state: State, entry: Entry) -> State:
    """Return a text that came in after one more entry. Who dealt with it first stands, and two are no conflict."""
    fields, payload, at = state["fields"], entry.payload, entry.occurred_at.isoformat()
    if isinstance(payload, TextReceived):
        write(fields, "came", [at, payload.account, entry.id], entry)
    elif isinstance(payload, TextHandled):
        told = [at, entry.author]
        state["handled"] = min(
            state.get("handled", told), told, key=lambda one: (datetime.fromisoformat(one[0]).timestamp(), one[1])
        )
    return state


def _digits(number: str) -> str:
    return "".join(one for one in number if one.isascii() and one.isdigit())
