"""What stands in public, for programs that asked to be told of it: editions, texts, danger notices; good practice of the library.

Each is told by codes alone. Nothing is read here but what the public pages read, and only what may be published: in a
demonstration, where the pages show drafts under a band, drafts are told to nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from vereda.countries.door import pack
from vereda.exchange import door as exchange
from vereda.exchange.schema import Origin as PracticeOrigin
from vereda.public import open_data
from vereda.public.guide.site import Site
from vereda.webhooks.door import offer
from vereda.webhooks.schema import Family, Public


def offer_all() -> None:
    """Offer what stands in public."""
    offer(Family.EDITION, editions)
    offer(Family.TEXT, texts)
    offer(Family.NOTICE, notices)
    offer(Family.PRACTICE, practices)


def editions(country: str, now: datetime) -> Iterator[Public]:
    """Yield each revision that stands, ours and those of figures that others printed."""
    for row in open_data.stands(country):
        for one in row.revisions:
            at = datetime.fromisoformat(one["at"])
            yield Public(Family.EDITION, row.period, one["content"], number=one["revision"], series=row.series, at=at)


def texts(country: str, now: datetime) -> Iterator[Public]:
    """Yield each text of the guide that may be published today, by language."""
    site = _site(country, now)
    for language in site.languages:
        for one in site.library(language).topics:
            yield Public(Family.TEXT, one.topic.code, one.text.version, language)


def notices(country: str, now: datetime) -> Iterator[Public]:
    """Yield each danger notice that is not over, in each language in which it may be told."""
    site = _site(country, now)
    for language in site.languages:
        for one in site.notices(language):
            if one.told.language == language:
                yield Public(Family.NOTICE, one.row.subject.hex, one.told.text.version, language)


def practices(country: str, now: datetime) -> Iterator[Public]:
    """Yield each published practice of ours in each language; what came from another country is told by that country."""
    for one in exchange.practices(country):
        if one.origin is PracticeOrigin.ABROAD:
            continue
        for language, text in one.texts.items():
            if (stands := text.published) is not None:
                at = datetime.fromisoformat(stands.at)
                yield Public(Family.PRACTICE, one.subject.hex, stands.version, language, stands.revision, at=at)


def _site(country: str, now: datetime) -> Site:
    here = now.astimezone(ZoneInfo(pack(country).country.default_zone))
    return Site(country, here.date(), publish=True, at=here)
