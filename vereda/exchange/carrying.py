"""A practice on its way to another country and back: what is published goes, what comes is a draft until it is published here.

What carries it (a file, a line) asks who sent it and whether they are trusted; this says what a practice is in there. Twice is
once: the subject here follows from the sender and the practice, and words that are here already write nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, Field, ValidationError

from vereda.countries.door import pack
from vereda.exchange import errors, lookups
from vereda.exchange.actions import CONTROLS, demand_here
from vereda.exchange.entries import Card, Iso, Language, PracticeDescribed, PracticeOpened, Revision, Said, TextWritten
from vereda.exchange.rules.fold import subject_from_abroad, text_subject
from vereda.exchange.words import Origin
from vereda.logbook.door import Author, Draft, Receipt, in_turn, record_all
from vereda.logbook.schema import Strict


def _without_unseen(said: Said) -> Said:
    if any(CONTROLS.search(text) for text in said.model_dump().values()):
        raise ValueError("a sign that nobody sees")
    return said


class CarriedText(Strict):
    """A text as it travels; signs that nobody sees, or that turn a line around, are in none of ours."""

    language: Language
    revision: Revision
    said: Annotated[Said, AfterValidator(_without_unseen)]


class Carried(Strict):
    """A practice as it travels. subject: its id where it was written; language: in which it was written first."""

    subject: UUID
    country: Iso
    language: Language
    card: Card
    texts: Annotated[list[CarriedText], Field(min_length=1, max_length=60)]


def given(country: str) -> list[dict[str, Any]]:  # Any: JSON
    """Return every published practice of ours as it travels; what came from elsewhere is not passed on under our name."""
    return [
        made.model_dump(mode="json")
        for one in lookups.practices(country)
        if one.origin is not Origin.ABROAD and (made := _carried(one, country)) is not None
    ]


def _carried(one: lookups.Practice, country: str) -> Carried | None:
    stand = [(code, text.published) for code, text in one.texts.items() if text.published]
    if not stand:
        return None
    latest = max((found for _code, found in stand), key=lambda found: found.at)
    texts = [CarriedText(language=code, revision=found.revision, said=found.said) for code, found in stand]
    return Carried(subject=one.subject, country=country, language=one.language, card=latest.card, texts=texts)


def checked(told: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
    """Return a practice as its schema reads it. Raises ValueError."""
    return Carried.model_validate(told).model_dump(mode="json")


def take(told: dict[str, Any], *, sender: str, by: Author, at: datetime) -> list[Receipt]:  # Any: JSON that came
    """Record a practice that a country sent; nothing where all of it is here. Raises CarriedFaulty.

    sender  country whose seal it bore: a practice in another one's name is refused
    Languages that this country's pack does not have stay away. An older revision than one that is here writes nothing.
    """
    demand_here(by)
    try:
        carried = Carried.model_validate(told)
    except ValidationError as error:
        raise errors.CarriedFaulty(part=".".join(map(str, error.errors()[0]["loc"]))) from None
    if carried.country != sender or sender == by.country:
        raise errors.CarriedFaulty(part="country")
    subject = subject_from_abroad(by.country, sender, carried.subject)
    with in_turn("good practice", str(subject)):
        drafts = list(_new(carried, subject, by, at))
        return record_all(drafts) if drafts else []


def _new(carried: Carried, subject: UUID, by: Author, at: datetime) -> Iterator[Draft]:
    """Yield what is not here yet."""
    try:
        known = lookups.practice(subject, by.country)
    except errors.PracticeUnknown:
        known = None
    texts = [one for one in carried.texts if one.language in pack(by.country).languages]
    if known is None and texts:
        first = carried.language if carried.language in {one.language for one in texts} else texts[0].language
        opened = PracticeOpened(origin=Origin.ABROAD, language=first, came_from=carried.country, card=carried.card)
        yield Draft(payload=opened, by=by, at=at, subject=subject)
    newer = [one for one in texts if known is None or one.revision > known.text(one.language).revision_abroad]
    if known is not None and newer and known.card != carried.card:
        yield Draft(payload=PracticeDescribed(card=carried.card), by=by, at=at, subject=subject)
    for one in newer:
        text = TextWritten(practice=subject, language=one.language, said=one.said, revision_abroad=one.revision)
        yield Draft(payload=text, by=by, at=at, subject=text_subject(subject, one.language))
