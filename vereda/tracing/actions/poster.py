"""A poster with the name of who seeks, never of who is sought: by a consent of its own, after a risk check, until a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from vereda.logbook.door import Author, Receipt, record
from vereda.people.door import ConsentFor as Purpose
from vereda.people.door import consents
from vereda.tracing.actions.keeping import open_file, own_file
from vereda.tracing.actions.report import standing_report
from vereda.tracing.entries.report import PosterEnded, PosterMade
from vereda.tracing.errors.found import RiskAgainst, RiskNotChecked, SeekerWithdrew
from vereda.tracing.errors.match import PosterDayWrong, PosterNotAgreed, PosterTextMissing
from vereda.tracing.lookups import sealed
from vereda.tracing.lookups.posters import may_hang
from vereda.tracing.models import MissingFile, MissingReport
from vereda.tracing.words import POSTER_MOST_DAYS, ConsentFor, Verdict

LANGUAGE = "spa"


def make_poster(*, file: UUID, until: date, by: Author, at: datetime, language: str = LANGUAGE) -> Receipt:
    """Record that the name of who seeks may hang on a poster until a day.

    The person sought is named nowhere: who knows the seeker's name decides alone whether to call. Who seeks may still be whom
    somebody fled; therefore the risk is weighed before.
    Raises SeekerWithdrew, PosterNotAgreed, RiskNotChecked, RiskAgainst, PosterDayWrong, PosterTextMissing.
    """
    row = open_file(file, by)
    report = _agreed(row)
    verdicts = sealed.verdicts(row)
    if not verdicts:
        raise RiskNotChecked
    if any(one is not Verdict.MAY_TELL for one in verdicts):
        raise RiskAgainst
    if not at.date() <= until <= at.date() + timedelta(days=POSTER_MOST_DAYS):
        raise PosterDayWrong(most=POSTER_MOST_DAYS)
    text = consents.texts(language).get(Purpose.PUBLISH)
    if text is None:
        raise PosterTextMissing
    payload = PosterMade(until=until, text_version=text.version, language=language)
    return record(payload, subject=report.subject, by=by, at=at)


def end_poster(*, file: UUID, by: Author, at: datetime) -> Receipt:
    """Record that the posters come down. Raises PosterNotAgreed where there is none."""
    report = standing_report(own_file(file, by))
    if report is None or report.poster_until is None:
        raise PosterNotAgreed
    return record(PosterEnded(), subject=report.subject, by=by, at=at)


def poster_of(row: MissingFile, on: date) -> MissingReport | None:
    """Return the report whose poster may hang on a day: agreed to, not taken back, not over, and the risk allows it still."""
    report = standing_report(row)
    if report is None or not may_hang(report, on):
        return None
    verdicts = sealed.verdicts(row)
    return report if verdicts and all(one is Verdict.MAY_TELL for one in verdicts) else None


def has_poster(row: MissingFile) -> bool:
    """Tell whether a poster was made and nobody noted that it came down."""
    report = standing_report(row)
    return report is not None and report.poster_until is not None


def _agreed(row: MissingFile) -> MissingReport:
    report = standing_report(row)
    if report is None or report.withdrawn_at:
        raise SeekerWithdrew
    if ConsentFor.PUBLISH not in report.consent:
        raise PosterNotAgreed
    return report
