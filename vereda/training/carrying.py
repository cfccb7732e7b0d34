"""A course on its way to another country and back: words, questions and right answers; nobody who took it, no result.

What carries it asks who sent it and whether they are trusted. What comes is a draft, marked with its country, until somebody who
knows the subject has read it here; a course that is ours word for word (the same release) is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, ValidationError

from vereda.logbook.door import Author, Draft, Receipt, in_turn, record, record_all
from vereda.logbook.schema import Strict
from vereda.training import errors
from vereda.training.course import Neutral, Text
from vereda.training.entries import CourseCame, CourseReviewed, CourseTextCame
from vereda.training.models import AbroadRow, AbroadTextRow
from vereda.training.rules import abroad, catalogue
from vereda.training.rules.abroad import Abroad

type Json = dict[str, Any]  # Any: JSON


class Carried(Strict):
    """A course as it travels."""

    country: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    of: Neutral
    texts: Annotated[dict[Annotated[str, Field(pattern=r"^[a-z]{2}$")], Text], Field(min_length=1, max_length=60)]


def given(country: str) -> list[Json]:
    """Return our own courses as they travel; one that another country sent is not passed on under our name."""
    return [
        Carried(country=country, of=_bare(one.of), texts=dict(one.texts)).model_dump(mode="json")
        for one in catalogue.courses().values()
    ]


def _bare(of: Neutral) -> Neutral:
    """Return it without who reviewed it: that is a name, and no review of the country that receives it."""
    return of.model_copy(update={"reviewed_by": "", "reviewed_on": ""})


def checked(told: Json) -> Json:
    """Return a course as its schema reads it, each language whole. Raises ValueError."""
    return _read(told).model_dump(mode="json")


def _read(told: Json) -> Carried:
    carried = Carried.model_validate(told)
    for language, text in carried.texts.items():
        catalogue.check_whole(carried.of, text, language)
    return carried.model_copy(update={"of": _bare(carried.of)})


def take(told: Json, *, sender: str, by: Author, at: datetime) -> list[Receipt]:
    """Record a course that a country sent; nothing where all of it is here. Raises CourseFaulty.

    sender  country whose seal it bore: a course in another one's name is refused
    """
    try:
        carried = _read(told)
    except ValidationError as error:
        raise errors.CourseFaulty(part=".".join(map(str, error.errors()[0]["loc"]))) from None
    except ValueError as error:
        raise errors.CourseFaulty(part=str(error)[:80]) from None
    if carried.country != sender or sender == by.country:
        raise errors.CourseFaulty(part="country")
    subject = abroad.course_subject(by.country, sender, carried.of.code)
    with in_turn("course_abroad", str(subject)):
        drafts = list(_new(carried, subject, by, at))
        return record_all(drafts) if drafts else []


def _new(carried: Carried, subject: UUID, by: Author, at: datetime) -> Iterator[Draft]:
    """Yield what is not here yet: neither as a draft, nor word for word as a course of ours."""
    known = next(iter(courses_abroad(by.country, subject)), None)
    if known is not None and carried.of.version < known.of.version:
        return
    texts = {
        language: text
        for language, text in carried.texts.items()
        if not _is_ours(carried.of, language, text)
        and (known is None or language not in known.texts or known.texts[language].text != text)
    }
    if known is None and not texts:
        return
    if known is None or known.of != carried.of:
        yield Draft(payload=CourseCame(sender=carried.country, of=carried.of), by=by, at=at, subject=subject)
    for language, text in texts.items():
        told = CourseTextCame(course=subject, language=language, revision=carried.of.version, text=text)
        yield Draft(payload=told, by=by, at=at, subject=abroad.text_subject(subject, language))


def _is_ours(of: Neutral, language: str, text: Text) -> bool:
    own = catalogue.courses().get(of.code)
    return own is not None and _bare(own.of) == _bare(of) and own.texts.get(language) == text


def courses_abroad(country: str, subject: UUID | None = None) -> list[Abroad]:
    """Return the courses that other countries sent, by country and code."""
    rows = AbroadRow.objects.filter(country=country).order_by("sender", "code")
    texts: dict[UUID, dict[str, abroad.AbroadText]] = {}
    for row in AbroadTextRow.objects.filter(country=country).order_by("language"):
        if one := abroad.text_of(row.state):
            texts.setdefault(row.course, {})[row.language] = one
    return [
        Abroad(row.subject, row.sender, Neutral.model_validate(row.state["came"]["of"]), texts.get(row.subject, {}))
        for row in (rows.filter(subject=subject) if subject else rows)
    ]


def course_abroad(subject: UUID, country: str) -> Abroad:
    """Return one of them. Raises CourseUnknown."""
    found = next(iter(courses_abroad(country, subject)), None)
    if found is None:
        raise errors.CourseUnknown
    return found


def review_course(
    subject: UUID,
    language: str,
    *,
    text_id: str,
    reviewer: str,
    office: str,
    fits: bool,
    today: date,
    by: Author,
    at: datetime,
    why: str = "",
    entry: UUID | None = None,
) -> Receipt:
    """Record what somebody who knows the subject says of a course of another country, for this one.

    text_id  of the words that were read (`rules.abroad.text_id`)
    Raises CourseUnknown, CourseMoved where other words came meanwhile, ReviewerNeeded, WhyNeeded.
    """
    one = course_abroad(subject, by.country)
    if language not in one.texts:
        raise errors.CourseUnknown
    if abroad.text_id(one.of, one.texts[language].text) != text_id:
        raise errors.CourseMoved
    if not reviewer.strip() or not office.strip():
        raise errors.ReviewerNeeded
    if not fits and not why.strip():
        raise errors.WhyNeeded
    told = CourseReviewed(language=language, text_id=text_id, reviewer=reviewer, office=office, fits=fits, why=why, on=today)
    return record(told, subject=abroad.text_subject(subject, language), by=by, at=at, id=entry)
