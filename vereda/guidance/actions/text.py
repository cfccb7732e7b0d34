"""Writing a text, checking one as a second person, withdrawing one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.countries.door import REVIEW_DAYS, Named, length_of, named_in, pack
from vereda.guidance.entries.text import TextChecked, TextWithdrawn, TextWritten
from vereda.guidance.errors import text as errors
from vereda.guidance.lookups.library import Written, written_one
from vereda.guidance.lookups.numbers import fillings_on, numbers
from vereda.guidance.rules.effective import Fillings, filled
from vereda.guidance.rules.text import Said, Version, subject_of
from vereda.guidance.words import FULL_SIGNS, SHORT_SIGNS, SPOKEN_SIGNS
from vereda.logbook.door import Author, Draft, Receipt, in_turn, record, this_node
from vereda.practice import is_practice

MOST = {"title": 80, "short": SHORT_SIGNS, "spoken": SPOKEN_SIGNS, "full": FULL_SIGNS, "source": 2000, "article": 600}
LINES = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
NEEDED = ("short", "spoken", "full", "source")
TOLD = ("short", "spoken", "full")


def write_text(
    *,
    topic: str,
    language: str,
    said: Said,
    by: Author,
    at: datetime,
    seen: Sequence[UUID] | None = None,
    based_on: str | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Record a new version of a text, whole. Another language of the topic is another subject: it stays as it is.

    seen      entries of the text that its author had before him; None: all that are here
    based_on  version that its author had before him
    Raises TopicUnknown, LanguageUnknown, TextMissing, TextTooLong, ShortTooLong, NameUnknown, DigitsInText, TextUnchanged.
    """
    demand_here(by)
    known = written_one(by.country, _day(by, at), topic, language)
    said = trimmed(said)
    demand_sound(said, known.fillings, _digits(by, at))
    subject = subject_of(by.country, topic, language)
    with in_turn("guidance text", str(subject)):
        newest = written_one(by.country, _day(by, at), topic, language).newest
        if newest is not None and newest.id == said.version:
            raise errors.TextUnchanged
        payload = TextWritten(
            topic=topic,
            language=language,
            based_on=based_on or None,
            **{name: getattr(said, name) for name in MOST},
        )
        return record(payload, subject=subject, seen=seen, by=by, at=at, id=entry)


def text_draft(*, topic: str, language: str, said: Said, by: Author, at: datetime) -> Draft:
    """Return the first version of a text of a topic that is recorded in the same block. Raises what `write_text` raises."""
    demand_here(by)
    if language not in pack(by.country).languages:
        raise errors.LanguageUnknown(language=language)
    said = trimmed(said)
    demand_sound(said, fillings_on(by.country, _day(by, at)), _digits(by, at))
    payload = TextWritten(topic=topic, language=language, based_on=None, **{name: getattr(said, name) for name in MOST})
    return Draft(payload=payload, by=by, at=at, subject=subject_of(by.country, topic, language))


def trimmed(said: Said) -> Said:
    """Return a version as it is kept: without blanks around it, lines parted in one way, no signs of control.

    What is pasted from a word processor parts lines by such a sign, and no CAP file and no message can hold it. A sign that
    nobody sees could hide a number from who checks the text, or turn 112 into 211 on the screen alone.
    """
    parted = {name: LINES.sub("\n", str(getattr(said, name))) for name in MOST}
    return Said(**{name: CONTROLS.sub("", one).strip() for name, one in parted.items()})


def check_text(
    *,
    topic: str,
    language: str,
    version: str,
    reviewer: str,
    office: str,
    source_read_on: date,
    until: date,
    by: Author,
    at: datetime,
    entry: UUID | None = None,
) -> Receipt:
    """Record that somebody read the source and answers for a version until a day.

    Raises VersionGone, CheckOwn, ReviewerMissing, SourceDayWrong, UntilWrong.
    """
    demand_here(by)
    known = written_one(by.country, _day(by, at), topic, language)
    _demand_there(known, version)
    if by.account in known.authors.get(version, set()):
        raise errors.CheckOwn
    if not reviewer.strip() or not office.strip():
        raise errors.ReviewerMissing
    _demand_days(source_read_on, until, _day(by, at))
    payload = TextChecked(
        topic=topic,
        language=language,
        version_id=version,
        reviewer=reviewer,
        office=office,
        source_read_on=source_read_on,
        until=until,
    )
    return record(payload, subject=subject_of(by.country, topic, language), by=by, at=at, id=entry)


def withdraw_text(*, topic: str, language: str, reason: str, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record that nothing of a text is shown any more, from now on. Raises ReasonMissing, NothingToWithdraw."""
    demand_here(by)
    if not reason.strip():
        raise errors.ReasonMissing
    known = written_one(by.country, _day(by, at), topic, language)
    if known.newest is None:
        raise errors.NothingToWithdraw
    payload = TextWithdrawn(
        topic=topic, language=language, reason=reason.strip()[:500], versions=sorted({one.id for one in known.versions})
    )
    return record(payload, subject=subject_of(by.country, topic, language), by=by, at=at, id=entry)


def demand_sound(said: Said, fillings: Fillings, digits: Sequence[tuple[str, str]] = ()) -> None:
    """Raise what is wrong with a version before it is written.

    digits  (number as digits, its name in texts) of each number of the pack
    """
    for name, most in MOST.items():
        count = len(getattr(said, name))
        if not count and name in NEEDED:
            raise errors.TextMissing(field=name)
        if count > most:
            raise errors.TextTooLong(field=name, count=count, most=most)
    for found in named_in(*(getattr(said, name) for name in TOLD)):
        if not isinstance(found, Named) or f"{found.table}.{found.code}" not in fillings.given:
            raise errors.NameUnknown(name=str(found))
    _demand_codes(said, digits)
    length = length_of(filled(said.short, fillings))
    if not length.fits:
        raise errors.ShortTooLong(count=length.count, most=length.most)


def _demand_codes(said: Said, digits: Sequence[tuple[str, str]]) -> None:
    """Raise DigitsInText where a number of the pack is written out: 112 in '91124' is none."""
    text = " ".join(getattr(said, name) for name in TOLD)
    runs = set(_runs(text))
    for number, name in digits:
        if number in runs:
            raise errors.DigitsInText(number=number, name=name)


def _runs(text: str) -> list[str]:
    """Return the runs of digits of a text, blanks and hyphens between them left out: '800 715-2000' is one."""
    found, run = [], ""
    for letter in f"{text}.":
        if letter.isdigit() or (run and letter in " -"):
            run += letter if letter.isdigit() else ""
            continue
        if run:
            found.append(run)
        run = ""
    return found


def _digits(by: Author, at: datetime) -> list[tuple[str, str]]:
    rows = numbers(by.country, _day(by, at))
    return [("".join(one for one in row.number if one.isdigit()), f"{{hotline.{row.code}}}") for row in rows]


def demand_here(by: Author) -> None:
    if is_practice(by.group):
        raise errors.NotInPractice
    if this_node().is_post:
        raise errors.NotAtAPost


def _demand_there(known: Written, version: str) -> Version:
    found = next((one for one in known.versions if one.id == version), None)
    if found is None or found.is_withdrawn:
        raise errors.VersionGone
    return found


def _demand_days(read_on: date, until: date, today: date) -> None:
    most = read_on + timedelta(days=REVIEW_DAYS)
    if read_on > today or most < today:
        raise errors.SourceDayWrong
    if not today <= until <= most:
        raise errors.UntilWrong(most=most.isoformat())


def _day(by: Author, at: datetime) -> date:
    return at.astimezone(ZoneInfo(by.zone)).date()
