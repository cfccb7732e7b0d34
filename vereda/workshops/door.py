"""The names of workshops that other modules may use.

subject = propose(Proposed(...), by=by, at=at).subject; seen = workshop(subject, country); report_of(subject, country, ...)
"""

from __future__ import annotations

from vereda.workshops import marks, printing
from vereda.workshops.actions import (
    FOLLOWED_AFTER,
    attend,
    correct,
    engage,
    evaluate,
    follow,
    fund,
    hold,
    invite,
    keep_chapter,
    let_go,
    list_expert,
    name_guest,
    promise,
    propose,
    rate,
    read_chapter,
    reply,
    schedule,
    set_delegation,
    set_interpreting,
    set_line,
    set_material,
    set_organiser,
    set_session,
    take_back,
    write_minutes,
)
from vereda.workshops.errors import ExpertUnknown, GuestUnknown, PhotoUnknown, VisitUnknown, WorkshopUnknown
from vereda.workshops.lookups import (
    Engagement,
    Look,
    engagements,
    expert,
    experts,
    guest,
    guests,
    history_of,
    names,
    points_seen,
    roles_now,
    visit,
    visitable,
    visits,
    workshop,
    workshops,
)
from vereda.workshops.models import PhotoRow
from vereda.workshops.photographs import bring_photo, confirm_photo, photo, photos, picture, take_photo_away
from vereda.workshops.reporting import given, named_in, report_of
from vereda.workshops.visiting import (
    check_morning,
    end_visit,
    follow_up,
    note_briefing,
    note_place,
    plan_visit,
    report_point,
    set_visitor,
)

__all__ = [
    "FOLLOWED_AFTER", "Engagement", "ExpertUnknown", "GuestUnknown", "Look", "PhotoRow", "PhotoUnknown", "VisitUnknown",
    "WorkshopUnknown", "attend", "bring_photo", "check_morning", "confirm_photo", "correct", "end_visit", "engage", "engagements",
    "evaluate", "expert", "experts", "follow", "follow_up", "fund", "given", "guest", "guests", "history_of", "hold", "invite",
    "keep_chapter", "let_go", "list_expert", "marks", "name_guest", "named_in", "names", "note_briefing", "note_place", "photo",
    "photos", "picture", "plan_visit", "points_seen", "printing", "promise", "propose", "rate", "read_chapter", "reply",
    "report_of", "report_point", "roles_now", "schedule", "set_delegation", "set_interpreting", "set_line", "set_material",
    "set_organiser", "set_session", "set_visitor", "take_back", "take_photo_away", "visit", "visitable", "visits", "workshop",
    "workshops", "write_minutes",
]  # fmt: skip
