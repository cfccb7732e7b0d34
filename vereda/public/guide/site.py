"""The public pages of a country on a day: which there are, and each drawn. Served pages and the site as files are the same.

All pages lie beside each other and name each other by file, so that a page works under any address and from a memory card.
Nothing about the reader comes in here: a page is the same for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from vereda.band import BANDS, MAIN, band_in
from vereda.countries.door import REVIEW_DAYS, RUNG_DAYS, TopicKind, pack
from vereda.guidance import door as guidance
from vereda.guidance.door import Helper, Library, Number, TopicTold
from vereda.handouts.door import playable
from vereda.notices import door as notices
from vereda.notices.door import NoticeTold
from vereda.public.guide import parts, shown
from vereda.public.guide.neutral import months
from vereda.public.guide.shown import Warned
from vereda.public.tongues import has_words, is_of_house, is_reviewed, tag_of

INDEX, NEUTRAL, POSTER = "index.html", "calendar.html", "poster.html"
RIGHTS, DANGERS, HELP, NUMBERS, CALL, KEPT, SOS = "rights", "dangers", "help", "numbers", "call", "kept", "sos"
TOPIC, AUDIO = "t-", "audio"
TEMPLATES = {
    INDEX: "public/guide/index.html",
    POSTER: "public/guide/poster.html",
    RIGHTS: "public/guide/rights.html",
    DANGERS: "public/guide/dangers.html",
    HELP: "public/guide/help.html",
    NUMBERS: "public/guide/numbers.html",
    CALL: "public/guide/call.html",
    KEPT: "public/guide/kept.html",
    SOS: "public/guide/sos.html",
}
PAGE = re.compile(r"([a-z]{3})(?:-([\w-]+))?\.html")
NEAR_KB = 400
"""What keeping one language on a telephone brings over the line at most; `test_site.py` holds the pages to it."""


@dataclass(frozen=True)
class Site:
    """The pages of a country.

    publish  only what a migrant may rely on; False: all that is drafted, with the band on each page
    demo     an installation in which all is invented: the band stands whatever was reviewed
    only     languages; empty: all in which something is told
    address  where it can be reached, for the poster; '': there is no poster
    form     address of the page where a call for help can be written, seen from the pages; '': there is none
    complaint  so of the page where a complaint about our own people is closed to the outside body
    at       instant of which danger notices are told, in the clock of the place; None: noon of the day
    """

    country: str
    on: date
    publish: bool
    demo: bool = False
    only: tuple[str, ...] = ()
    address: str = ""
    form: str = ""
    complaint: str = ""
    at: datetime | None = None

    def notices(self, language: str) -> list[NoticeTold]:
        """Return the danger notices that are not over: in a language, else in the main one, which is better than silence."""
        found, main = list[NoticeTold](), pack(self.country).country.main_language
        for row in notices.notices(self.country, self.now):
            told = notices.told_in(row, language, self.now, publish=self.publish)
            told = told or notices.told_in(row, main, self.now, publish=self.publish)
            found += [told] if told else []
        return found

    @property
    def now(self) -> datetime:
        return self.at or datetime.combine(self.on, time(12), ZoneInfo(pack(self.country).country.default_zone))

    def library(self, language: str) -> Library:
        """Return what is told in a language, read once."""
        if language not in self._libraries:
            self._libraries[language] = guidance.library(self.country, self.on, language, publish=self.publish)
        return self._libraries[language]

    @cached_property
    def _libraries(self) -> dict[str, Library]:
        return {}

    @cached_property
    def languages(self) -> list[str]:
        """Return the languages in which something is told; the main one also when there is nothing, for the emergency number."""
        return [code for code in guidance.languages(self.country) if self.has(code)]

    @cached_property
    def helpers(self) -> list[Helper]:
        return guidance.helpers_to_show(self.country, self.on, publish=self.publish)

    @property
    def dangers(self) -> tuple[str, ...]:
        """Return the dangers of some states that may be told today in at least one language."""
        told = {one.topic.code for language in self.languages for one in self.library(language).topics}
        rows = pack(self.country).topics.values()
        return tuple(row.code for row in rows if row.code in told and row.states and row.kind == TopicKind.DANGER)

    @cached_property
    def emergency(self) -> Number | None:
        """Return the number that stands first on each page, also while nobody rang it: then the band stands above it."""
        return emergency(self.country, self.on)

    def names(self) -> Iterator[str]:
        """Yield the name of every page."""
        yield INDEX
        yield NEUTRAL
        if self.address:
            yield POSTER
        for language in self.languages:
            yield from self.names_of(language)

    def names_of(self, language: str) -> Iterator[str]:
        """Yield the name of every page of one language."""
        told = self.library(language)
        yield f"{language}.html"
        yield from (f"{language}-{section}.html" for section in self.sections(told))
        yield from (f"{language}-{TOPIC}{one.topic.code}.html" for one in told.topics)

    def sections(self, told: Library) -> list[str]:
        """Return the parts that a language has: none that would be empty, or hold no more than the first page."""
        there = {
            RIGHTS: shown.beyond_core(told, TopicKind.RIGHT, TopicKind.PROCEDURE),
            DANGERS: shown.beyond_core(told, TopicKind.DANGER) or self.notices(told.language),
            HELP: self.helpers or shown.of_kinds(told, TopicKind.SERVICE),
            NUMBERS: told.numbers,
            CALL: shown.of_kinds(told, TopicKind.CALL),
            KEPT: shown.of_kinds(told, TopicKind.KEPT),
        }
        return [SOS, *(section for section, rows in there.items() if rows)]

    def has(self, language: str) -> bool:
        """Tell whether a language has pages today; any word may be asked for."""
        if language not in guidance.languages(self.country) or (self.only and language not in self.only):
            return False
        return language == pack(self.country).country.main_language or bool(self.library(language).topics)

    def tag(self, language: str) -> str:
        return tag_of(self.country, language)

    def words(self, language: str) -> str:
        """Return the language of the few words of the frame: that of the text where they may stand, else that of the house."""
        tag = self.tag(language)
        may = is_of_house(tag) or (has_words(tag) and (not self.publish or is_reviewed(tag, self.on)))
        return tag if may else settings.LANGUAGE_CODE

    def draw(self, name: str) -> str | None:
        """Return a page by its name; None: there is no such page today."""
        if name == NEUTRAL:
            return drawn(
                "public/guide/neutral.html",
                {"months": months(self.on), "style": parts.style(), "year": self.on.year},
            )
        if name in (INDEX, POSTER):
            return self._without_language(name)
        found = PAGE.fullmatch(name)
        if found is None or not self.has(found[1]):
            return None
        language, told = found[1], self.library(found[1])
        with translation.override(self.words(language)):
            return self._page(told, found[2] or "")

    def _page(self, told: Library, rest: str) -> str | None:
        frame = self._frame(told, f"{told.language}{'-' if rest else ''}{rest}.html")
        if not rest:
            return drawn(
                "public/guide/home.html", {**frame, "core": shown.core(told), "sections": self.sections(told), "near_kb": NEAR_KB}
            )
        if rest.startswith(TOPIC):
            one = told.topic(rest.removeprefix(TOPIC))
            return self._topic(told, one, frame) if one else None
        if rest not in self.sections(told):
            return None
        return drawn(TEMPLATES[rest], {**frame, **self._section(told, rest)})

    def _section(self, told: Library, section: str) -> dict[str, Any]:  # Any: what a page shows
        kinds = {RIGHTS: (TopicKind.RIGHT, TopicKind.PROCEDURE), CALL: (TopicKind.CALL,), KEPT: (TopicKind.KEPT,)}
        if section in kinds:
            rows = shown.of_kinds(told, *kinds[section])
            return {"topics": rows, "listen": [self._listen(one) for one in rows]}
        if section == DANGERS:
            warned = [self._warned(one, self.words(told.language)) for one in self.notices(told.language)]
            return {"places": shown.places(told, self.helpers), "warned": warned}
        if section == HELP:
            of_place = {one.topic.service: one for one in told.topics}
            return {
                "places": shown.places(told, self.helpers),
                "of_place": of_place,
                "complaint": self._in(self.complaint, told.language),
            }
        if section == NUMBERS:
            return {"dials": shown.dials(told)}
        first = [one for one in told.topics if one.topic.hotline and self.emergency and one.topic.hotline == self.emergency.code]
        return {"form": self._in(self.form, told.language), "topics": first, "group_numbers": ()}

    def _in(self, address: str, language: str) -> str:
        """Return the address of a page in a language, '' where there is no such page."""
        is_main = language == pack(self.country).country.main_language
        return address if is_main or not address else f"{address}{language}/"

    def _warned(self, one: NoticeTold, words: str) -> Warned:
        return Warned(
            title=one.told.text.title,
            text=one.told.text.full,
            tag=self.tag(one.told.language),
            symbol=notices.symbol_of(one.row),
            where=notices.where_said(one.row, words),
            until=one.row.ends_at.astimezone(self.now.tzinfo).date(),
            is_coming=one.is_coming,
        )

    def _topic(self, told: Library, one: TopicTold, frame: dict[str, Any]) -> str:  # Any: what a page shows
        return drawn(
            "public/guide/topic.html",
            {
                **frame,
                "style": parts.style(is_list=False),
                "one": one,
                "dials": shown.called_in(told, one.text.full),
                "where": shown.towns_of(self.country, one.topic.states),
                "listen": [self._listen(one)],
                "back": self._shelf(told, one),
            },
        )

    def _shelf(self, told: Library, one: TopicTold) -> str:
        """Return the section in which a topic stands, to go back to; '' where its language has none."""
        shelf = {
            TopicKind.RIGHT: RIGHTS,
            TopicKind.PROCEDURE: RIGHTS,
            TopicKind.DANGER: DANGERS,
            TopicKind.SERVICE: HELP,
            TopicKind.NUMBER: NUMBERS,
            TopicKind.CALL: CALL,
            TopicKind.KEPT: KEPT,
        }[one.topic.kind]
        return shelf if shelf in self.sections(told) else ""

    def recordings(self, language: str) -> dict[str, Path]:
        """Return the recordings of what is told in a language, by the name under which pages play them."""
        found = {one.topic.code: self._recorded(one) for one in self.library(language).topics}
        return {f"{language}-{path.name}": path for path in found.values() if path}

    def _recorded(self, one: TopicTold) -> Path | None:
        """Return the voice of a person who says these very words."""
        return playable(self.country, one, self.on, publish=self.publish)

    def _listen(self, one: TopicTold) -> dict[str, str]:
        """Return how a text is heard: from a recording, else by the browser's own voice."""
        path = self._recorded(one)
        return {"file": f"{AUDIO}/{one.language}-{path.name}" if path else "", "say": one.text.spoken}

    def _without_language(self, name: str) -> str | None:
        """Return the page on which a language is chosen, or the poster that leads to it."""
        if name == POSTER and not self.address:
            return None
        told = self.library(self.languages[0])
        tongues = [(code, guidance.own_name(self.country, code), self.tag(code)) for code in self.languages]
        shows = {"address": self.address, "qr": parts.square_code(self.address)} if name == POSTER else {}
        with translation.override(self.words(told.language)):
            return drawn(TEMPLATES[name], {**self._frame(told, name), "tongues": tongues, **shows})

    def _frame(self, told: Library, name: str) -> dict[str, Any]:  # Any: what every page shows
        code = self.words(told.language)
        number = self.emergency
        return {
            "name": name,
            "home": f"{told.language}.html",
            "has_call": name in (INDEX, POSTER, f"{told.language}.html", f"{told.language}-{SOS}.html"),
            "language": told.language,
            "own_name": told.own_name,
            "tag": self.tag(told.language),
            "words": code,
            "is_own_words": code == self.tag(told.language),
            "bands": self._bands(told, name) if self.demo or not self.publish or (number and number.lacks) else {},
            "emergency": shown.dial(told, number) if number else None,
            "on": self.on,
            "until": self._until(told),
            "neutral": NEUTRAL,
            "style": parts.style(),
            "returned": parts.RETURNED,
        }

    def _bands(self, told: Library, name: str) -> dict[str, str]:
        """Return the band by language tag: in the page's own language, and in English beside a draft or where languages meet."""
        is_own = is_of_house(self.tag(told.language)) and name not in (INDEX, POSTER)
        codes = [told.language] if is_own else [told.language, "eng"]
        return {self.tag(code): band_in(code) for code in (code if code in BANDS else MAIN for code in codes)}

    def _until(self, told: Library) -> date | None:
        """Return the last day on which a language may be relied on; None: it is a preview, of which nothing may."""
        if not self.publish:
            return None
        ends = [_last_day(one) for one in told.topics]
        ends += [one.rung_on + timedelta(days=RUNG_DAYS) for one in told.numbers if one.rung_on]
        ends += [one.until for one in self.helpers]
        return min((end for end in ends if end), default=None)


def _last_day(one: TopicTold) -> date | None:
    """Return the last day of a published text: what its check says, at most 12 months after it and after its source was read."""
    text, first = one.text, [day for day in (one.text.checked_on, one.text.source_read_on) if day]
    return min([*([text.until] if text.until else []), *(day + timedelta(days=REVIEW_DAYS) for day in first)], default=None)


def emergency(country: str, on: date) -> Number | None:
    """Return the number of the country's own emergency service as it was corrected last, one that lacks nothing first."""
    own = pack(country).country.iso
    known = (one for one in guidance.numbers(country, on) if one.is_dialable)
    found = [one for one in known if one.kind == "emergency" and one.country == own]
    return min(found, key=lambda one: (len(one.lacks), one.code), default=None)


def drawn(template: str, context: Mapping[str, Any]) -> str:  # Any: what a page shows
    """Return a page from its template."""
    tools = {"symbol": parts.symbol, "day_said": shown.day_said, "kind_said": shown.kind_said, "sentences": shown.sentences}
    return parts.once(render_to_string(template, {**tools, **context}))
