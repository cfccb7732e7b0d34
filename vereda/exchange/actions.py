"""Writing good practice: a draft, a text in one language, the review and the yes of others, who took it up.

All of it is written at headquarters' installation. Of a mission a draft keeps that it comes from one, and nothing of the mission.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from vereda.countries.door import pack
from vereda.exchange import errors, lookups
from vereda.exchange.entries import (
    Adopted,
    AdoptionTold,
    AdoptionWithdrawn,
    Card,
    Figure,
    PracticeDescribed,
    PracticeOpened,
    Reference,
    Said,
    TextPublished,
    TextReviewed,
    TextWithdrawn,
    TextWritten,
)
from vereda.exchange.models import Adoption
from vereda.exchange.rules.fold import text_subject
from vereda.exchange.words import NEEDED, PART_MOST, PARTS, TITLE_MOST, Origin, ReferenceStatus, Result, Topic
from vereda.logbook.door import Author, Draft, Receipt, in_turn, record, record_all, this_node
from vereda.practice import is_practice

LINES = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def said_of(written: dict[str, str]) -> Said:
    """Return a text as it is kept: lines parted in one way, no signs that nobody sees, no blanks around it.

    Raises TextMissing, TextTooLong.
    """
    kept = {name: CONTROLS.sub("", LINES.sub("\n", written.get(name, ""))).strip() for name in ("title", *PARTS)}
    for name, text in kept.items():
        most = TITLE_MOST if name == "title" else PART_MOST
        if not text and name in NEEDED:
            raise errors.TextMissing(field=name)
        if len(text) > most:
            raise errors.TextTooLong(field=name, count=len(text), most=most)
    return Said(**kept)


def draft_practice(
    *,
    origin: Origin,
    language: str,
    written: dict[str, str],
    topics: Sequence[Topic],
    by: Author,
    at: datetime,
    practised_in: Sequence[str] = (),
    office: str = "",
    references: Sequence[str] = (),
    entry: UUID | None = None,
) -> Receipt:
    """Record a new draft and return its receipt: from the desk, and from whoever closes a mission, a workshop or a visit.

    written     title, context, problem, done, took, evidence, limits, adapt: plain texts in `language`
    references  where its author read of it, as the report of a workshop; of a mission there is none
    Raises LanguageUnknown, TextMissing, TextTooLong.
    """
    demand_here(by)
    lookups.demand_language(by.country, language)
    said = said_of(written)
    read = [Reference(title=one, status=ReferenceStatus.READ) for one in references]
    card = Card(
        topics=list(dict.fromkeys(topics)), practised_in=list(practised_in) or [by.country], office=office, references=read
    )
    subject = uuid4()
    opened = PracticeOpened(origin=origin, language=language, card=card)
    text = TextWritten(practice=subject, language=language, said=said)
    receipts = record_all([
        Draft(payload=opened, by=by, at=at, subject=subject, id=entry),
        Draft(payload=text, by=by, at=at, subject=text_subject(subject, language)),
    ])  # fmt: skip
    return receipts[0]


def describe(subject: UUID, card: Card, *, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record anew what a practice is about, its references and contact; its figures stay. Raises PracticeUnknown."""
    demand_here(by)
    with in_turn("good practice", str(subject)):
        known = lookups.practice(subject, by.country)
        told = card.model_copy(update={"figures": known.card.figures})
        return record(PracticeDescribed(card=told), subject=subject, by=by, at=at, id=entry)


def cite(subject: UUID, figures: Sequence[Figure], *, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record which cells of published editions tell how it went, instead of those before.

    Raises PracticeUnknown, FigureUnknown for a cell of ours that does not stand as it says.
    """
    demand_here(by)
    with in_turn("good practice", str(subject)):
        known = lookups.practice(subject, by.country)
        for one in figures:
            if one not in known.card.figures and lookups.standing_value(one, one.revision) != one.value:
                raise errors.FigureUnknown
        told = known.card.model_copy(update={"figures": list(figures)})
        return record(PracticeDescribed(card=told), subject=subject, by=by, at=at, id=entry)


def write_text(
    subject: UUID,
    language: str,
    *,
    written: dict[str, str],
    by: Author,
    at: datetime,
    based_on: str | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Record a text of one language, whole; every other language of the practice is another subject and stays as it is.

    based_on  version that its author had before him, '' where there was none; None: what stands
    Raises PracticeUnknown, LanguageUnknown, TextMissing, TextTooLong, TextUnchanged, TextMoved.
    """
    demand_here(by)
    lookups.demand_language(by.country, language)
    said = said_of(written)
    of = text_subject(subject, language)
    with in_turn("practice text", str(of)):
        known = lookups.practice(subject, by.country)
        newest = known.text(language).newest
        here = newest.version if newest else ""
        if newest is not None and newest.version == said.version:
            raise errors.TextUnchanged
        if based_on is not None and based_on != here:
            raise errors.TextMoved
        first = known.first.newest
        translates = first.version if first and language != known.language else ""
        told = TextWritten(practice=subject, language=language, said=said, translates=translates)
        return record(told, subject=of, by=by, at=at, id=entry)


def review_text(
    subject: UUID, language: str, *, version: str, reviewer: str, office: str, by: Author, at: datetime, entry: UUID | None = None
) -> Receipt:
    """Record that somebody who knows the work read a text and answers for it.

    Raises PracticeUnknown, VersionGone, OwnText, ReviewerMissing.
    """
    demand_here(by)
    text = lookups.practice(subject, by.country).text(language)
    if text.newest is None or text.newest.version != version:
        raise errors.VersionGone
    if text.wrote(by.account):
        raise errors.OwnText
    if not reviewer.strip() or not office.strip():
        raise errors.ReviewerMissing
    told = TextReviewed(practice=subject, language=language, version_id=version, reviewer=reviewer, office=office)
    return record(told, subject=text_subject(subject, language), by=by, at=at, id=entry)


def publish_text(subject: UUID, language: str, *, version: str, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Publish a reviewed text, word for word, with the card as it is; other languages stay as they are.

    Raises PracticeUnknown, VersionGone, OwnText, NotReviewed.
    """
    demand_here(by)
    of = text_subject(subject, language)
    with in_turn("practice text", str(of)):
        known = lookups.practice(subject, by.country)
        text = known.text(language)
        if text.newest is None or text.newest.version != version:
            raise errors.VersionGone
        if text.wrote(by.account):
            raise errors.OwnText
        if text.review is None:
            raise errors.NotReviewed
        told = TextPublished(
            practice=subject, language=language, revision=len(text.revisions) + 1, version_id=version, said=text.newest,
            card=known.card,
        )  # fmt: skip
        return record(told, subject=of, by=by, at=at, id=entry)


def withdraw_text(subject: UUID, language: str, *, reason: str, by: Author, at: datetime) -> Receipt:
    """Take a published text off, at once; other languages stay. Raises PracticeUnknown, NotPublished, ReasonMissing."""
    demand_here(by)
    if lookups.practice(subject, by.country).text(language).published is None:
        raise errors.NotPublished
    if not reason.strip():
        raise errors.ReasonMissing
    told = TextWithdrawn(practice=subject, language=language, reason=reason)
    return record(told, subject=text_subject(subject, language), by=by, at=at)


def adopt(
    subject: UUID,
    *,
    who: str,
    on: date,
    language: str,
    by: Author,
    at: datetime,
    in_country: str = "",
    changed: str = "",
    entry: UUID | None = None,
) -> Receipt:
    """Record that somebody took a practice up; changed: what they did another way. Raises PracticeUnknown, DayWrong."""
    demand_here(by)
    known = lookups.practice(subject, by.country)
    lookups.demand_language(by.country, language)
    _demand_past(on, by, at)
    first = known.first.published or known.first.newest
    told = Adopted(
        practice=subject, who=who, in_country=in_country or by.country, on=on, language=language, changed=changed.strip(),
        version_id=first.version if first else "",
    )  # fmt: skip
    return record(told, by=by, at=at, id=entry)


def tell_result(
    adoption: UUID,
    *,
    result: Result,
    on: date,
    language: str,
    words: str = "",
    by: Author,
    at: datetime,
    entry: UUID | None = None,
) -> Receipt:
    """Record how it went where a practice was taken up. Raises AdoptionUnknown, DayWrong."""
    demand_here(by)
    _demand_adoption(adoption, by)
    lookups.demand_language(by.country, language)
    _demand_past(on, by, at)
    told = AdoptionTold(result=result, on=on, language=language, words=words.strip())
    return record(told, subject=adoption, by=by, at=at, id=entry)


def withdraw_adoption(adoption: UUID, *, reason: str, by: Author, at: datetime) -> Receipt:
    """Record that an adoption was noted by mistake. Raises AdoptionUnknown, ReasonMissing."""
    demand_here(by)
    _demand_adoption(adoption, by)
    if not reason.strip():
        raise errors.ReasonMissing
    return record(AdoptionWithdrawn(reason=reason), subject=adoption, by=by, at=at)


def _demand_adoption(adoption: UUID, by: Author) -> None:
    if not Adoption.objects.filter(subject=adoption, country=by.country).exists():
        raise errors.AdoptionUnknown


def _demand_past(on: date, by: Author, at: datetime) -> None:
    if on > at.astimezone(ZoneInfo(pack(by.country).country.default_zone)).date():
        raise errors.DayWrong


def demand_here(by: Author) -> None:
    if is_practice(by.group):
        raise errors.NotInPractice
    if this_node().is_post:
        raise errors.NotAtAPost
