"""The names of training that faces may use.

plan(Plan(course="rights", begins_on=day, ends_on=day, group=group), by=sergio, at=now)
attend(session, [account], by=rafael, at=now); close(session, today=today, by=rafael, at=now)
certify(session, account, name="...", until_on=None, today=today, by=sergio, at=now)
"""

from __future__ import annotations

from vereda.training.actions import (
    BEHAVIOUR_AFTER,
    Plan,
    Visitor,
    answer,
    attend,
    attend_guest,
    behave,
    cancel,
    certify,
    check_in,
    close,
    course_of,
    plan,
    react,
    result,
    revoke,
    score,
    strike,
    take_course,
)
from vereda.training.carrying import checked, course_abroad, courses_abroad, given, review_course, take
from vereda.training.errors import CertificateUnknown, CourseUnknown, KeysUnreadable, SessionUnknown
from vereda.training.lookups import (
    Guest,
    Kept,
    Staff,
    attended_by,
    certificate,
    certificates,
    code_of_day,
    counts,
    guests,
    held,
    is_there,
    issuer,
    may_do,
    names,
    own_session,
    printed_name,
    published_keys,
    result_text,
    session,
    sessions,
    staff,
    trained_between,
    years,
)
from vereda.training.models import CertificateRow
from vereda.training.past import Past, import_past, preview
from vereda.training.printing import badge_file, badge_signed, pdf, square, text_of

__all__ = [
    "BEHAVIOUR_AFTER", "CertificateRow", "CertificateUnknown", "CourseUnknown", "Guest", "Kept", "KeysUnreadable", "Past",
    "Plan", "SessionUnknown", "Staff", "Visitor", "answer", "attend", "attend_guest", "attended_by", "badge_file",
    "badge_signed", "behave", "cancel", "certificate", "certificates", "certify", "check_in", "checked", "close", "code_of_day",
    "counts", "course_abroad", "course_of", "courses_abroad", "given", "guests", "held", "import_past", "is_there", "issuer",
    "may_do", "names", "own_session", "pdf", "plan", "preview", "printed_name", "published_keys", "react", "result",
    "result_text", "review_course", "revoke", "score", "session", "sessions", "square", "staff", "strike", "take",
    "take_course", "text_of", "trained_between", "years",
]  # fmt: skip
