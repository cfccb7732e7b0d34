"""Dangers ahead, by where somebody is or plans to be: one function for page, text message, voice, picture and phone.

States in, notices and topics out. Who asks is not a parameter and nothing of the question is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from vereda.countries.door import Hazard, TopicKind, pack
from vereda.guidance.door import TopicTold, library
from vereda.notices.lookups.notices import NoticeTold, notices, of_state, told_all
from vereda.places.door import locate


@dataclass(frozen=True)
class Ahead:
    """What is told of the dangers of some states at an instant, in the order in which it is read: graver first.

    notices  those that hold, then those whose season is to come; only in the language that was asked for
    other    notices that have no text in that language, in the main language of the country: better than silence, and marked
    topics   dangers of the library that lie there, or anywhere
    """

    country: str
    at: datetime
    language: str
    states: Sequence[str]
    notices: Sequence[NoticeTold]
    other: Sequence[NoticeTold]
    topics: Sequence[TopicTold]

    @property
    def needs_band(self) -> bool:
        """Return whether 'Demostración: no se fíe de esto' stands over it."""
        told = any(one.needs_band for one in (*self.notices, *self.other))
        return told or any(one.needs_band for one in self.topics)


def dangers_ahead(country: str, now: datetime, language: str, *, states: Iterable[str] = (), publish: bool) -> Ahead:
    """Return what lies ahead in some states. Raises LanguageUnknown.

    now      in the clock of the place
    states   codes of the pack, where somebody is and where the way leads; empty: the whole country; unknown ones are passed over
    publish  only what a migrant may rely on; else everything, and what lacks something says so (`needs_band`)
    """
    here = pack(country)
    wanted = [code for code in dict.fromkeys(states) if code in here.admin1]
    asked = library(country, now.date(), language, publish=publish)
    rows = of_state(notices(country, now), wanted or here.admin1)
    mine = told_all(rows, country, language, now, publish=publish)
    main = here.country.main_language
    silent = [row for row, told in zip(rows, mine, strict=True) if told is None and language != main]
    other = told_all(silent, country, main, now, publish=publish)
    return Ahead(
        country=country,
        at=now,
        language=language,
        states=wanted,
        notices=[one for one in mine if one],
        other=[one for one in other if one],
        topics=[one for one in asked.topics if one.topic.kind == TopicKind.DANGER and _lies_in(country, one, wanted)],
    )


def states_of(country: str, hazard: Hazard) -> list[str]:
    """Return the states in which a hazard of the pack lies, as far as its place is known."""
    if hazard.lat is None or hazard.lon is None:
        return []
    state = locate(country, hazard.lat, hazard.lon).state
    return [state] if state else []


def _lies_in(country: str, one: TopicTold, wanted: Sequence[str]) -> bool:
    """Tell whether a topic is shown for some states; what could lie anywhere is shown everywhere."""
    if not wanted:
        return True
    if one.topic.states:
        return bool(set(one.topic.states) & set(wanted))
    rows = [pack(country).hazards[code] for code in one.topic.hazards if code in pack(country).hazards]
    known = [states_of(country, row) for row in rows]
    return one.topic.safety_core or not rows or not all(known) or any(set(found) & set(wanted) for found in known)
