"""What a reading allows after its entries, and the code that takes it back. Pure; randomness comes in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import sha256
from hmac import compare_digest, new

from vereda.logbook.schema import Entry, State, value_of, write
from vereda.people.entries.consent import ConsentGiven, ConsentRefused, ConsentWithdrawn, ForChild
from vereda.people.errors import AdultNotChecked, ChildNotAsked, ChildReasonMissing, ChildSaidNo, OfficeNotSaid
from vereda.people.words import ChildView, SaidBy

DIGITS, BEGINS = 8, 4
ADULT_YEARS = 18


def start() -> State:
    """Return a reading of which nothing is known."""
    return {"kept": {}, "said": {}, "withdrawn": {}}


def step(state: State, entry: Entry) -> State:
    """Return the reading after one more entry.

    Answers of two authors unaware of each other all stand, and one no among them is a no: no conflict item lets somebody choose
    the yes. What was taken back stays so, whatever the clock says and in whatever order the entries arrive.
    """
    payload = entry.payload
    if isinstance(payload, ConsentGiven | ConsentRefused):
        _asked(state, payload, entry)
    if isinstance(payload, ConsentGiven):
        _given(state, payload, entry)
    elif isinstance(payload, ConsentWithdrawn):
        for purpose in payload.purposes or ("*",):
            state["withdrawn"].setdefault(str(purpose), {})[entry.id] = [entry.occurred_at.isoformat(), payload.by.value]
    return state


def _asked(state: State, payload: ConsentGiven | ConsentRefused, entry: Entry) -> None:
    write(state["kept"], "asked", [entry.occurred_at.isoformat(), entry.local_on.isoformat(), entry.author], entry)
    for name in ("person", "encounter"):
        if found := getattr(payload, name):
            write(state["kept"], name, str(found), entry)
    is_yes = isinstance(payload, ConsentGiven)
    for one in payload.purposes:
        write(state["said"], one.purpose.value, [is_yes, one.version, payload.language], entry)


def _given(state: State, payload: ConsentGiven, entry: Entry) -> None:
    write(state["kept"], "mode", payload.mode.value, entry)
    if entry.boxes:
        write(state["kept"], "boxes", entry.id, entry)
    if payload.digest and payload.begins:
        state.setdefault("codes", {})[entry.id] = [payload.begins, payload.digest]


def allowed(state: State) -> list[str]:
    """Return the purposes that are allowed now: every answer that stands says yes, and it was not taken back."""
    gone = state["withdrawn"]
    said = {purpose for purpose, writes in state["said"].items() if all(answer[0] for _entry, answer in writes)}
    return [] if "*" in gone else sorted(said - set(gone))


def refused(state: State) -> list[str]:
    """Return the purposes to which somebody wrote a no."""
    return sorted(purpose for purpose, writes in state["said"].items() if not all(answer[0] for _entry, answer in writes))


def read_texts(state: State) -> list[list[str | int]]:
    """Return [purpose, version, language] of the texts that were read."""
    return [[purpose, *value_of(state["said"], purpose)[1:]] for purpose in sorted(state["said"])]


def withdrawn_at(state: State) -> str | None:
    """Return when something of it was taken back first, by what the entries say."""
    return min((at for entries in state["withdrawn"].values() for at, _by in entries.values()), default=None)


def persons_of(state: State) -> list[str]:
    """Return whose it is: with that person, and with that encounter, all that is sealed here goes."""
    return sorted({one[1] for name in ("person", "encounter") for one in state["kept"].get(name, ())})


def is_child(age_band: str) -> bool:
    """Tell whether a band of ages is of somebody under 18; an age that nobody knows is not."""
    years = age_band.partition("-")[0].rstrip("+")
    return years.isdecimal() and int(years) < ADULT_YEARS


def check_child(told: ForChild | None) -> None:
    """Raise what is lacking of a yes for somebody under 18 (SEC-047).

    An adult whom nobody checked never says it alone, and no adult alone says it against the child's word.
    Raises ChildNotAsked, AdultNotChecked, OfficeNotSaid, ChildReasonMissing, ChildSaidNo.
    """
    if told is None:
        raise ChildNotAsked
    if told.said_by is SaidBy.ADULT and (told.relation is None or told.checked is None):
        raise AdultNotChecked
    if told.said_by is SaidBy.OFFICE and not told.office:
        raise OfficeNotSaid
    if told.view is ChildView.NO and (told.said_by is SaidBy.ADULT or not told.reason.strip()):
        raise ChildSaidNo
    if told.said_by is SaidBy.BEST_INTERESTS and not told.reason.strip():
        raise ChildReasonMissing


def code_of(random: bytes) -> str:
    """Return a code of eight digits. random: at least 16 bytes."""
    return f"{int.from_bytes(random, 'big') % 10**DIGITS:0{DIGITS}}"


def said(code: str) -> str:
    """Return a code as it is printed and read aloud."""
    return f"{code[:4]} {code[4:]}"


def digest_of(key: str, code: str) -> str:
    """Return the keyed digest of a code. key: 32 bytes [hexadecimal]."""
    return new(bytes.fromhex(key), code.encode(), sha256).hexdigest()


def is_same(key: str, code: str, digest: str) -> bool:
    """Tell whether a digest is that of the code, in a time that says nothing about how much of it is right."""
    return compare_digest(digest_of(key, code), digest)


def typed(text: str) -> str:
    """Return the eight digits of what somebody typed, in any script and with anything between them; '' where it is no code."""
    digits = _digits(text)
    return digits if len(digits) == DIGITS else ""


def code_in(said_words: Sequence[str], words: Iterable[str]) -> str | None:
    """Return the code of a text that takes consent back, '' where its digits are no code; None: it says no such thing.

    said_words  the text, folded;  words: that take back, in every language of the pack, folded
    The word comes first, digits follow. One letter of it may be wrong, missing, too much or in its neighbour's place, and blanks
    may be missing. Without a digit it is a sentence, for a person to read.
    """
    text = " ".join(said_words)
    first = "".join(one for one in said_words[0] if one.isalpha()) if said_words else ""
    if not _digits(text) or not any(is_near(first, word) for word in words):
        return None
    return typed(text)


def is_near(said_word: str, word: str) -> bool:
    """Tell whether a word is another but for one slip."""
    if abs(len(said_word) - len(word)) > 1 or len(word) < 4:
        return said_word == word
    at = next(
        (n for n, (one, two) in enumerate(zip(said_word, word, strict=False)) if one != two), min(len(said_word), len(word))
    )
    rest, other = said_word[at:], word[at:]
    swapped = rest[:2] == other[:2][::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other or rest == other[1:] or rest[1:] == other[1:]


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(sign)) for sign in text[:200] if unicodedata.decimal(sign, None) is not None)
