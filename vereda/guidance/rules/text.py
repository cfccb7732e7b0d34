"""What a text is after its entries. Pure; any order of arrival gives the same.

Two who wrote without having seen each other are a conflict of the field `guidance_text`: both are kept and shown to a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson

from vereda.countries.door import TopicText
from vereda.guidance.entries.text import TextChecked, TextWithdrawn, TextWritten
from vereda.logbook.schema import Entry, State, uuid8, value_of, write

START_MS = 1_700_000_000_000  # of derived ids: a subject that belongs to no instant
OF_PACK = ""


@dataclass(frozen=True)
class Said:
    """What a version says. Its name follows from this alone."""

    short: str
    spoken: str
    full: str
    source: str
    article: str
    title: str = ""

    @property
    def version(self) -> str:
        told = [self.title, self.short, self.spoken, self.full, self.source, self.article]
        return sha256(orjson.dumps(told)).hexdigest()[:16]


@dataclass(frozen=True)
class Check:
    """That somebody answers for a version. by: account of who wrote the check, '' where the pack says it.

    at       instant of the check [ISO 8601], '' where the pack says it
    is_void  the words were written again since, after others or a withdrawal: who did so needs a second person again
    """

    reviewer: str
    office: str
    checked_on: date
    source_read_on: date | None
    until: date
    by: str
    at: str = ""
    is_void: bool = False


@dataclass(frozen=True)
class Version:
    """One version of a text. entry, author: '' where it stands in the pack.

    is_sourced    a text of the pack whose source was read; one written on the desk is sourced by its check
    is_withdrawn  taken back, and not written again since
    """

    said: Said
    entry: str
    author: str
    written_at: str
    based_on: str
    checks: tuple[Check, ...]
    source_read_on: date | None = None
    is_sourced: bool = True
    status: str = ""
    is_withdrawn: bool = False

    @property
    def id(self) -> str:
        return self.said.version


def subject_of(country: str, topic: str, language: str) -> UUID:
    """Return the subject of a text: the same at every desk."""
    return uuid8(START_MS, sha256(f"guidance_text|{country}|{topic}|{language}".encode()).digest())


def start() -> State:
    """Return a text of which nothing is known."""
    return {"fields": {}, "written": {}, "checks": {}, "withdrawn": {}}


def step(state: State, entry: Entry) -> State:
    """Return the text after one more entry."""
    payload = entry.payload
    if isinstance(payload, TextWritten):
        state["of"] = [payload.topic, payload.language]
        said = payload.model_dump(mode="json", exclude={"topic", "language", "based_on"})
        write(state["fields"], "guidance_text", said, entry)
        state["written"][entry.id] = [said, entry.author, entry.occurred_at.isoformat(), payload.based_on or ""]
        _revive(state, Said(**said).version, entry)
    elif isinstance(payload, TextChecked):
        state["of"] = [payload.topic, payload.language]
        told = payload.model_dump(mode="json", exclude={"topic", "language"})
        knew = sorted(id_ for id_ in state["written"] if entry.has_seen(id_))
        stamp = {"checked_on": entry.local_on.isoformat(), "by": entry.author, "at": entry.occurred_at.isoformat(), "knew": knew}
        state["checks"][entry.id] = {**told, **stamp}
    elif isinstance(payload, TextWithdrawn):
        state["of"] = [payload.topic, payload.language]
        known = [Said(**said).version for id_, (said, *_) in state["written"].items() if entry.has_seen(id_)]
        versions = sorted({*payload.versions, *known})
        state["withdrawn"][entry.id] = [versions, payload.reason, entry.author, entry.occurred_at.isoformat()]
    return state


def _revive(state: State, version: str, entry: Entry) -> None:
    """Let words that were withdrawn stand again: whoever wrote them anew knew of it. What was checked before is void by that."""
    known = [told for id_, told in state["withdrawn"].items() if entry.has_seen(id_) and version in told[0]]
    for told in known:
        told[0] = [one for one in told[0] if one != version]


def versions(state: State | None, of_pack: TopicText | None) -> list[Version]:
    """Return all versions of a text, the newest first; that of the pack stands last, unless the desk wrote the same words.

    Of two that were written apart, the one stands first that the fold, or whoever chose, lets stand.
    """
    found: dict[str, Version] = {}
    gone = {version for told in state["withdrawn"].values() for version in told[0]} if state else set()
    for said, author, at, based_on, entry in _written(state):
        one = Said(**said)
        found[one.version] = Version(
            one, entry, author, at, based_on, _checks(state, one.version), is_withdrawn=one.version in gone
        )
    if of_pack is not None:
        mine = _of_pack(of_pack, state, gone)
        found.setdefault(mine.id, mine)
    return list(found.values())


def writers(state: State | None, version: str) -> set[str]:
    """Return the accounts that wrote a version: none of them can be its second person."""
    return {author for said, author, *_ in _written(state) if Said(**said).version == version}


def withdrawals(state: State | None) -> list[tuple[str, str, str]]:
    """Return (reason, account, instant) of each withdrawal, the latest first."""
    rows = state["withdrawn"].values() if state else ()
    return [(reason, who, at) for _versions, reason, who, at in reversed(list(rows))]


def _written(state: State | None) -> list[list[Any]]:  # Any: JSON
    """Return [said, author, instant, based on, entry], the one that stands first, then the newest first."""
    if not state:
        return []
    rows = [[*told, entry] for entry, told in state["written"].items()][::-1]
    stands = value_of(state["fields"], "guidance_text")
    return sorted(rows, key=lambda row: row[0] != stands)


def _checks(state: State | None, version: str) -> tuple[Check, ...]:
    if not state:
        return ()
    # A check counts for who had seen every writing of its words. Else one person alone could publish again what another one took
    # off, or put older words back in the place of better ones.
    writings = {id_ for id_, (said, *_) in state["written"].items() if Said(**said).version == version}
    mine: Iterable[dict[str, Any]] = (one for one in state["checks"].values() if one["version_id"] == version)  # Any: JSON
    return tuple(
        Check(
            one["reviewer"],
            one["office"],
            date.fromisoformat(one["checked_on"]),
            date.fromisoformat(one["source_read_on"]),
            date.fromisoformat(one["until"]),
            one["by"],
            one.get("at", ""),
            is_void=not writings <= {*one.get("knew", ())},
        )
        for one in mine
    )


def _of_pack(text: TopicText, state: State | None, gone: set[str]) -> Version:
    said = Said(text.short, text.spoken, text.full, text.source, text.article or "", text.title or "")
    signed: tuple[Check, ...] = ()
    if text.reviewed_by and text.reviewed_on:
        until = text.valid_until or date.max
        signed = (Check(text.reviewed_by, text.office or "", text.reviewed_on, text.source_read_on, until, OF_PACK),)
    return Version(
        said,
        entry="",
        author="",
        written_at="",
        based_on="",
        checks=(*signed, *_checks(state, said.version)),
        source_read_on=text.source_read_on,
        is_sourced=text.is_verified,
        status=text.status,
        is_withdrawn=said.version in gone,
    )
