"""Closed words of the library of laws."""

from __future__ import annotations

from enum import StrEnum


class When(StrEnum):
    """Whether an article held on a day, as far as the library can tell."""

    HOLDS = "holds"  # its days are stated, and the day lies within them
    NOT_STATED = "not_stated"  # nothing speaks against it, and no source states its days
    NOT_YET = "not_yet"
    ENDED = "ended"


STANDING = frozenset({When.HOLDS, When.NOT_STATED})


class Gap(StrEnum):
    """Why a country has nothing beside a right on a day."""

    NO_ROW = "no_row"  # the library holds no article: it does not say that there is no right
    NOT_THEN = "not_then"  # the articles that it holds did not hold on that day


class Change(StrEnum):
    """What happened to an article between two days."""

    BEGAN = "began"
    ENDED = "ended"


class Show(StrEnum):
    """Which lines of a comparison are shown."""

    ALL = "all"
    GAPS = "gaps"
    CHANGES = "changes"


# cases ------------------------------------------------------------------------------------------------------------


class CaseKind(StrEnum):
    """What a case is about. What it is called, and which terms run in it, says the pack."""

    REFUGE = "refuge"
    HUMANITARIAN_VISA = "humanitarian_visa"
    RIGHTS_COMPLAINT = "rights_complaint"
    CRIME_REPORT = "crime_report"
    HABEAS = "habeas"
    CONSULAR = "consular"
    RETURN = "return"
    OTHER = "other"


class Answer(StrEnum):
    """What somebody said when asked. Unknown: nobody asked yet."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Step(StrEnum):
    """What was done in a case, or happened in it."""

    ADVISED = "advised"
    DRAFTED = "drafted"
    FILED = "filed"
    STAMPED = "stamped"  # the body gave a receipt
    ACCOMPANIED = "accompanied"
    HEARING = "hearing"
    NOTIFIED = "notified"
    DECIDED = "decided"
    CONSULATE_TOLD = "consulate_told"
    OTHER = "other"


class TermEnd(StrEnum):
    """How a term ended."""

    MET = "met"
    MISSED = "missed"
    NOT_NEEDED = "not_needed"


class CaseEnd(StrEnum):
    """How a case ended."""

    GRANTED = "granted"
    REFUSED = "refused"
    GIVEN_UP = "given_up"  # the person does not go on
    PASSED_ON = "passed_on"  # another lawyer has it
    LOST_CONTACT = "lost_contact"
    MISTAKE = "mistake"


class TermRing(StrEnum):
    """Whom a term has rung, in this order."""

    ADVISER = "adviser"
    COORDINATOR = "coordinator"
    HEADQUARTERS = "headquarters"
