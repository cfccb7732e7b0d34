"""What of the library ends or has ended, in numbers and cheaply: the board of a post asks for it every few seconds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vereda.countries.door import TopicText, pack
from vereda.guidance.lookups.numbers import numbers
from vereda.guidance.models.text import GuidanceText
from vereda.guidance.rules import text as rules
from vereda.guidance.rules.effective import check_of, ends_soon
from vereda.guidance.rules.text import Version
from vereda.logbook.schema import State


@dataclass(frozen=True)
class Alarms:
    """How many texts end within 30 days (ending) or have ended (over); unrung: the emergency number where it may not be given.

    A library of which nobody has checked anything has no alarms: all of it waits, and its queue says so.
    """

    ending: int
    over: int
    unrung: str


NONE = Alarms(0, 0, "")


def alarms(country: str, on: date) -> Alarms:
    """Return what somebody must see to."""
    checked = [(state, found) for state, found in _versions(country) if any(one.checks for one in found)]
    if not checked:
        return NONE
    best = [_best(state, found, on) for state, found in checked if any(not one.is_withdrawn for one in found)]
    emergency = next((one for one in numbers(country, on) if one.kind == "emergency"), None)
    return Alarms(
        ending=sum(one == _ENDING for one in best),
        over=sum(one == _OVER for one in best),
        unrung=emergency.number if emergency and emergency.lacks else "",
    )


_GOOD, _ENDING, _OVER = "good", "ending", "over"


def _best(state: State | None, found: list[Version], on: date) -> str:
    """Return how the text with the longest check stands."""
    standing = [one for one in found if not one.is_withdrawn]
    checks = [check for one in standing if (check := check_of(one, rules.writers(state, one.id), on))]
    if not checks:
        return _OVER
    return _GOOD if any(not ends_soon(one, on) for one in checks) else _ENDING


def _versions(country: str) -> Iterator[tuple[State | None, list[Version]]]:
    """Yield the texts of which the desk wrote anything, and those of the pack that somebody signed."""
    signed: dict[tuple[str, str], TopicText] = {
        (topic, language): text for language, texts in pack(country).texts.items() for topic, text in texts.items()
    }
    for row in GuidanceText.objects.filter(country=country).order_by("subject"):
        of_pack = signed.pop((row.topic, row.language), None)
        yield row.state, rules.versions(row.state, of_pack)
    for text in signed.values():
        if text.reviewed_by:
            yield None, rules.versions(None, text)
