"""Texts of the library as a phone keeps them: one part a language, shown and read aloud without a network.

The signed reference names each part by its hash, so that a part needs no signature of its own and comes after the phone can work.
What is in a part comes from `guidance.door.library` and from nowhere else: what may be published as it is, all else marked.
"""

from __future__ import annotations

import gzip
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from mimetypes import guess_type
from typing import Any
from urllib.parse import urlsplit

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from vereda.access.door import device, local_day, open_to_all
from vereda.band import band_in
from vereda.client.packed import packed
from vereda.countries.door import Pack, pack
from vereda.guidance.door import Number, TopicTold, languages, library, library_digest, numbers, own_name
from vereda.handouts.door import Recording, recording_of

VOICE_MOST = 250_000  # [bytes] of a recording that goes to a phone: a minute, as it is forwarded
SITES_MOST = 3
"""So many sources by their site's name; the whole addresses are at the desk."""

type Json = dict[str, Any]  # Any: JSON


@dataclass(frozen=True)
class Part:
    """The texts of one language. hash: SHA-256 of `text`; size: [bytes, compressed]."""

    language: str
    name: str
    hash: str
    text: str
    size: int


class Whole(Schema):
    """A part; '' in both where the language has none."""

    hash: str
    text: str


class Voice(Schema):
    """A recording, base64; '' where there is none."""

    hash: str
    kind: str
    data: str


router = Router()


@router.get("/guidance", response=Whole)
@open_to_all(reason="a device proves itself by its token; texts that are told to anybody, nothing of a person or a group")
def get_part(request: HttpRequest, language: str = "") -> HttpResponse:
    """Return the texts of a language; the phone takes them when their hash is the one that its reference names."""
    found = next((one for one in _parts_for(request) if one.language == language), None)
    return packed(request, {"hash": found.hash if found else "", "text": found.text if found else ""})


@router.get("/voice", response=Voice)
@open_to_all(reason="a device proves itself by its token; a recording of a text that is told to anybody")
def get_voice(request: HttpRequest, language: str = "", topic: str = "") -> HttpResponse:
    """Return the recording of a text as it is told today."""
    country, state, on = _where(request)
    told = next((one for one in _told(country, language, on, state) if one.topic.code == topic), None)
    found = _voice(country, told, on) if told else None
    if found is None:
        return packed(request, {"hash": "", "kind": "", "data": ""})
    content, (kind, _coding) = found.path.read_bytes(), guess_type(found.path.name)
    return packed(request, {"hash": sha256(content).hexdigest(), "kind": kind or "", "data": b64encode(content).decode()})


def _where(request: HttpRequest) -> tuple[str, str, date]:
    """Return country, state and local day of a phone's group."""
    row = device(str(request.auth))  # type: ignore[attr-defined]  # set by ninja's DeviceToken
    assert row is not None  # the token is a device's
    return row.country, pack(row.country).groups[row.group].state, local_day(row.country, row.group)


def _parts_for(request: HttpRequest) -> tuple[Part, ...]:
    country, state, on = _where(request)
    return parts_of(pack(country), state, on, tuple(numbers(country, on)))


def parts_of(chosen: Pack, state: str, on: date, given: tuple[Number, ...]) -> tuple[Part, ...]:
    """Return the parts of a state on a day, that of the country's main language first; a language without any text has none."""
    return _composed(chosen, state, on, given, library_digest(chosen.iso))


@lru_cache(maxsize=64)
def _composed(chosen: Pack, state: str, on: date, _given: tuple[Number, ...], _digest: str) -> tuple[Part, ...]:
    """Compose them once a day and for each change of numbers or texts."""
    return tuple(one for language in languages(chosen.iso) if (one := _part(chosen.iso, language, on, state)))


def _part(country: str, language: str, on: date, state: str) -> Part | None:
    rows = [_row(country, one, on) for one in _told(country, language, on, state)]
    if not rows:
        return None
    name = own_name(country, language)
    content = {"language": language, "name": name, "band": band_in(language), "topics": rows}
    text = orjson.dumps(content)
    return Part(language, name, sha256(text).hexdigest(), text.decode(), len(gzip.compress(text, 9, mtime=0)))


def _told(country: str, language: str, on: date, state: str) -> Sequence[TopicTold]:
    """Return each topic as it may be relied on, else the newest of it, in the order in which it is read."""
    if language not in languages(country):
        return []
    public = {one.topic.code: one for one in library(country, on, language, publish=True, state=state).topics}
    newest = library(country, on, language, publish=False, state=state).topics
    return [public.get(one.topic.code, one) for one in newest]


def _row(country: str, one: TopicTold, on: date) -> Json:
    """Return a topic as a phone has it. lasts: the last day without the band; not there: it has the band."""
    text, topic = one.text, one.topic
    voice = _voice(country, one, on)
    more = {
        "article": text.article,
        "read_on": text.source_read_on,
        "checked_on": text.checked_on,
        "lasts": None if one.needs_band else text.lasts,
        "core": topic.safety_core,
        "voice": _named(voice) if voice else None,
    }
    return {
        "code": topic.code,
        "kind": topic.kind,
        "icon": topic.symbol,
        "es": topic.label_es,
        "en": topic.label_en,
        "counts_as": topic.counts_as,
        "version": text.version,
        "title": text.title,
        "short": text.short,
        "spoken": text.spoken,
        "full": text.full,
        "source": sites(text.source),
        **{name: value for name, value in more.items() if value},
    }


def _voice(country: str, one: TopicTold, on: date) -> Recording | None:
    """Return the recording of a text, where it may be played and a slow line can carry it."""
    found = recording_of(country, one)
    if found is None or found.path.stat().st_size > VOICE_MOST:
        return None
    is_heard = found.until is not None and found.until >= on
    return found if is_heard or one.needs_band else None


def _named(found: Recording) -> Json:
    """Return how a recording is asked for. until: the last day on which it is played; None: beside the band alone."""
    content = found.path.read_bytes()
    until = {"until": found.until} if found.until else {}
    return {"hash": sha256(content).hexdigest(), "bytes": len(content), **until}


def sites(source: str) -> str:
    """Return sources as they fit on a small screen: an address by its site's name, each once, the first three."""
    named = [urlsplit(one).hostname or one for one in (part.strip() for part in source.split(" ; ")) if one]
    return ", ".join(list(dict.fromkeys(one.removeprefix("www.") for one in named))[:SITES_MOST])
