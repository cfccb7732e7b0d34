"""A file in place of the line: what a post has not yet brought up, closed to headquarters; or a phone's own queue, as it is.

One line an envelope, JSON, after a first line that says what the file is. From a post the whole is encrypted with age: a stick
that is lost tells nobody which phones wrote, or how much. Imported once, however often it is brought.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pyrage
from django.utils import timezone

from vereda.logbook.door import identity, waiting
from vereda.relay.errors import FileDamaged, FileNotKnown, FileNotOurs, NothingToCarry
from vereda.relay.post import is_post, this_post

AGE = b"age-encryption.org/v1"
MOST_BYTES = 200 * 1024 * 1024
UNPACKED_MOST = 1024 * 1024 * 1024
SHRINKS = 8  # times at most: what is sealed shrinks by a quarter; whoever knows our public key could send a gigabyte of nothing
BATCH = 50
BUNDLE = "vereda/bundle/1"


@dataclass
class Brought:
    """What became of a file: how many envelopes it held, by answer; lines that are no envelope; which devices wrote."""

    count: int = 0
    by_answer: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    damaged_lines: list[int] = field(default_factory=list)
    devices: set[str] = field(default_factory=set)

    @property
    def fresh(self) -> int:
        """How many were not here before."""
        return sum(count for status, count in self.by_answer.items() if status not in ("known", "refused", "later"))


type Take = Callable[[Sequence[dict[str, Any]]], list[dict[str, Any]]]  # Any: JSON
"""Envelopes in, answers out."""


# Writing ------------------------------------------------------------------------------------------------------------------


def write_bundle(path: Path, *, now: datetime | None = None, seal: Callable[[], object] = lambda: None) -> int:
    """Write all that headquarters has not answered for into one file that it alone opens; return how many envelopes.

    seal  puts entries of the own desk into envelopes first
    At once or not at all. Raises NotAPost, NothingToCarry.
    """
    here = this_post()
    seal()
    envelopes = waiting(first_of=here.device, most=1_000_000)
    if not envelopes:
        raise NothingToCarry
    made_at = (now or timezone.now()).isoformat()
    about = {"vereda": BUNDLE, "device": here.device, "group": here.group, "made_at": made_at, "count": len(envelopes)}
    plain = gzip.compress(b"\n".join([orjson.dumps(about), *envelopes]) + b"\n", mtime=0)
    sealed = pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(here.headquarters.age)])
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(sealed)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
    return len(envelopes)


# Reading ------------------------------------------------------------------------------------------------------------------


def read_file(content: bytes, take: Take) -> Brought:
    """Take in a file of a post or of a phone: each envelope once, whoever brings it and however often.

    A post's file that is damaged is refused whole. Of a phone's, every line stands by itself: what is whole is taken, and the
    others are named. Raises FileDamaged, FileNotOurs, FileNotKnown.
    """
    if content.startswith(AGE):
        lines, is_whole = _opened(content), True
    else:
        lines, is_whole = content.splitlines(), False
    told, good = Brought(), list[dict[str, Any]]()  # Any: JSON
    for number, line in enumerate(lines, start=1):
        envelope = _envelope(line)
        if envelope is not None:
            good.append(envelope)
        elif line.strip() and not _is_heading(line, number):
            told.damaged_lines.append(number)
    if not good and (told.damaged_lines or not lines):
        raise FileNotKnown
    if is_whole and told.damaged_lines:
        raise FileDamaged(what=f"línea {told.damaged_lines[0]}")
    for start in range(0, len(good), BATCH):
        _count(told, good[start : start + BATCH], take)
    return told


def _opened(content: bytes) -> list[bytes]:
    if is_post():
        raise FileNotOurs
    try:
        packed = pyrage.decrypt(content, [identity()])
    except pyrage.DecryptError as why:
        # A file for another recipient and one with a damaged head look alike to who cannot open either.
        raise (FileNotOurs if "No matching keys" in str(why) else FileDamaged(what="age")) from None
    try:
        unpacker = zlib.decompressobj(31)
        plain = unpacker.decompress(packed, min(UNPACKED_MOST, SHRINKS * len(packed)))
    except zlib.error:
        raise FileDamaged(what="gzip") from None
    if not unpacker.eof:
        raise FileDamaged(what="gzip")
    lines = plain.splitlines()
    about = _heading(lines)
    if about.get("vereda") != BUNDLE or about.get("count") != len(lines) - 1:
        raise FileDamaged(what=BUNDLE)
    return lines


def _heading(lines: Sequence[bytes]) -> dict[str, Any]:  # Any: JSON
    try:
        about = orjson.loads(lines[0])
    except (IndexError, orjson.JSONDecodeError):
        return {}
    return about if isinstance(about, dict) else {}


def _envelope(line: bytes) -> dict[str, Any] | None:  # Any: JSON
    """Return a line as an envelope as far as it looks like one; what it is worth is for the logbook to say."""
    try:
        values = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return values if isinstance(values, dict) and "sealed" in values and "signature" in values else None


def _is_heading(line: bytes, number: int) -> bool:
    return number == 1 and bool(_heading([line]))


def _count(told: Brought, batch: Sequence[dict[str, Any]], take: Take) -> None:  # Any: JSON
    for one, answer in zip(batch, take(batch), strict=True):
        told.count += 1
        told.by_answer[answer["status"]] = told.by_answer.get(answer["status"], 0) + 1
        if answer.get("code"):
            told.codes[answer["code"]] = told.codes.get(answer["code"], 0) + 1
        told.devices.add(str(one.get("device", ""))[:36])
