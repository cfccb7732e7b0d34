"""The files of a run: who says what, signed, bound to the terms. What is damaged, of another run, or played back is refused.

A paper is JSON. Its kinds: card, terms, agreement, share, accepted (by the unit), tokens, result, closed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from vereda.logbook.schema import public_key_of, verify_p1363
from vereda.people.exchange import errors
from vereda.people.exchange.terms import Card, Terms, card_of, from_json
from vereda.said import Said, noop

FORM = "vereda/count/1"
MOST_BYTES = 2_000_000_000
KINDS: Mapping[str, str] = {
    "card": noop("tarjeta"),
    "terms": noop("términos"),
    "agreement": noop("acuerdo"),
    "share": noop("parte de la llave"),
    "accepted": noop("aceptación de la unidad"),
    "tokens": noop("marcas"),
    "result": noop("resultado"),
    "closed": noop("cierre"),
}

type Sign = Callable[[bytes], bytes]
type Body = Mapping[str, Any]  # Any: JSON


@dataclass(frozen=True)
class Paper:
    """A file as it was read; what it says counts only once `checked` knew the signature. terms: digest, '' on a card."""

    kind: str
    who: str
    run: str
    terms: str
    body: Body
    signature: bytes
    file: str

    @property
    def signed(self) -> bytes:
        """The bytes under the signature."""
        return _signed(self.kind, self.who, self.run, self.terms, self.body)


def written(kind: str, who: str, body: Body, sign: Sign, terms: Terms | None = None) -> bytes:
    """Return a paper as it travels."""
    run, digest = (str(terms.run), terms.digest) if terms else ("", "")
    signature = sign(_signed(kind, who, run, digest, body))
    whole = {"vereda": FORM, "kind": kind, "who": who, "run": run, "terms": digest, "body": body, "signature": signature.hex()}
    return orjson.dumps(whole, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def _signed(kind: str, who: str, run: str, terms: str, body: Body) -> bytes:
    return orjson.dumps([FORM, kind, who, run, terms, body], option=orjson.OPT_SORT_KEYS)


def read(path: Path) -> Paper:
    """Return what a file says, or raise CountFileDamaged. Nothing is believed yet."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError("too large")
        values = orjson.loads(path.read_bytes())
        if values["vereda"] != FORM or values["kind"] not in KINDS or not isinstance(values["body"], dict):
            raise ValueError("another form")
        kind, who, run, terms = (str(values[name]) for name in ("kind", "who", "run", "terms"))
        return Paper(kind, who, run, terms, values["body"], bytes.fromhex(values["signature"]), path.name)
    except (OSError, ValueError, KeyError, TypeError):
        raise errors.CountFileDamaged(file=path.name) from None


def card_in(paper: Paper) -> Card:
    """Return the card that a paper holds; it is signed by itself. Raises CountFileDamaged, CountSignatureWrong."""
    try:
        if paper.kind != "card":
            raise ValueError("no card")
        card = card_of(paper.body)
    except (KeyError, ValueError, TypeError):
        raise errors.CountFileDamaged(file=paper.file) from None
    _demand_signature(paper, card)
    return card


def terms_in(paper: Paper) -> Terms:
    """Return the terms of a paper, signed by one of its countries. Raises CountFileDamaged, CountSignatureWrong."""
    try:
        if paper.kind != "terms":
            raise ValueError("no terms")
        terms = from_json(paper.body)
    except (KeyError, ValueError, TypeError):
        raise errors.CountFileDamaged(file=paper.file) from None
    author = terms.card(paper.who)
    if author is None or author == terms.unit or paper.terms != terms.digest:
        raise errors.CountFileDamaged(file=paper.file)
    _demand_signature(paper, author)
    return terms


def checked(papers: Iterable[Paper], terms: Terms) -> dict[str, dict[str, Body]]:
    """Return what the papers of a run say, by kind and author; terms themselves and cards are left out.

    Raises CountFileOfAnotherRun, CountSignatureWrong, CountFileTwice.
    """
    found: dict[str, dict[str, Body]] = {kind: {} for kind in KINDS}
    for one in papers:
        if one.kind in ("card", "terms") and one.run in ("", str(terms.run)) and one.terms in ("", terms.digest):
            continue
        author = terms.card(one.who)
        if one.run != str(terms.run) or one.terms != terms.digest or author is None:
            raise errors.CountFileOfAnotherRun(file=one.file, run=str(terms.run)[:8])
        _demand_signature(one, author)
        if one.who in found[one.kind]:
            raise errors.CountFileTwice(what=Said(KINDS[one.kind]), who=one.who)
        found[one.kind][one.who] = one.body
    return found


def demand(found: Mapping[str, Mapping[str, Body]], kind: str, who: Iterable[str]) -> None:
    """Raise CountFileMissing for the first of these authors whose paper of a kind is not there."""
    for one in who:
        if one not in found[kind]:
            raise errors.CountFileMissing(what=Said(KINDS[kind]), who=one)


def _demand_signature(paper: Paper, author: Card) -> None:
    try:
        holds = verify_p1363(public_key_of(bytes.fromhex(author.signing)), paper.signature, paper.signed)
    except ValueError:
        holds = False
    if not holds or paper.who != author.who:
        raise errors.CountSignatureWrong(file=paper.file, who=paper.who)


# Files ---------------------------------------------------------------------------------------------------------------------


def save(path: Path, content: bytes) -> None:
    """Write a whole file or none, for its owner alone. Raises CountFileUnwritten."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except OSError as why:
        draft.unlink(missing_ok=True)
        raise errors.CountFileUnwritten(path=path, reason=why.strerror) from None


def destroy(path: Path) -> bool:
    """Overwrite a file with zeros, then remove it; tell whether it was there.

    A disk that writes elsewhere each time (flash, copy-on-write) may keep the old bytes: they are closed by a key that is gone.
    """
    if not path.is_file():
        return False
    size = path.stat().st_size
    with path.open("r+b") as file:
        for start in range(0, size, 1 << 20):
            file.write(b"\0" * min(1 << 20, size - start))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    return True
