"""Protección: the reader's cases and what waits, a case, and what is shared with an adviser.

A case is there for the accounts that carry it and for nobody else; to all others it answers as one that never was. Whoever asks
at a post sends it and cannot read it back; a coordinator sees numbers (matrix.csv, K4).
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, Scope, log_read, may, serves
from vereda.desk.frame import now, page, room, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import protection as protection_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.words import protection as words
from vereda.protection import door as protection
from vereda.protection.door import ProtectionCase, cases, sealed

K4 = RecordClass.K4
CASE = Purpose.PROTECTION_CASE
LISTS = serves(K4, purposes=(CASE, Purpose.QUALITY_AUDIT), usual=CASE, part=Part.COUNTS)
READS = serves(K4, purposes=(CASE,), usual=CASE)
WRITES = serves(K4, action=Action.WRITE, purposes=(CASE,), usual=CASE)
SENDS = serves(K4, action=Action.WRITE, purposes=(Purpose.ASSIST, Purpose.RESCUE, CASE), usual=Purpose.ASSIST, part=Part.MINIMUM)
"""The mark of what a post sends and cannot read back, and of taking in what waits."""
SHARED = serves(K4, purposes=(Purpose.LEGAL_AID,), usual=Purpose.LEGAL_AID, part=Part.CONSENTED)


@LISTS
@room
@require_GET
def cases_list(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the reader's cases and what waits in the group; to a coordinator numbers alone."""
    carries = may(reader, K4, Action.READ, [Scope.CASE])
    mine = (
        [row for row in cases.cases_of(reader.account, reader.country) if protection_room.carries(reader, row)] if carries else []
    )
    waits = cases.waiting_cases(reader.group, reader.country) if protection_room.sees_waiting(reader) else []
    log_read(reader, K4, subjects=[row.subject for row in (*mine, *waits)])
    today = timezone.localdate()
    context = {
        "carries": carries,
        "mine": protection_room.listed(reader, mine, today),
        "waits": protection_room.waiting(waits),
        "sees_waiting": protection_room.sees_waiting(reader),
        "counts": cases.counts(reader.group, reader.country, now(), today) if protection_room.sees_counts(reader) else None,
        "trained_until": cases.trained_until(reader.account) if carries else None,
        "is_on": protection.note_actions.screening_is_on(today),
    }
    return page(request, "desk/protection_cases.html", context, here="protection")


@READS
@room
@require_GET
def case(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show a case: what presses, what was done, what was seen, with whom it is shared."""
    return shown(request, reader, protection_room.row_of(reader, subject), Typed({}, Labels(reader.country), zone_of(reader)))


def shown(request: HttpRequest, reader: Reader, row: ProtectionCase, form: Typed) -> HttpResponse:
    """Return the page of a case. form: what was typed for an act that was refused."""
    log_read(reader, K4, subject=row.subject)
    writes, today = protection_room.can_write(reader, row) and not row.closed_at, timezone.localdate()
    survivor_said, plan = protection_room.survivor_of(reader, row), sealed.safety_plan(row)
    context = {
        "row": row,
        "form": form,
        "asked": protection_room.noticed(row),
        "persons": protection_room.persons(reader, row),
        "met": protection_room.met_of(row),
        "to_add": protection_room.to_add(reader, row) if writes else [],
        "met_too": protection_room.met_lately(row, now()) if writes else [],
        "events": protection_room.timeline(row),
        "workers": list(protection_room.who(row.workers).items()),
        "others": protection_room.others(row) if writes else [],
        "picture": protection_room.picture(row),
        "difficulty": protection_room.difficulty(row),
        "hours": protection_room.hours(row, survivor_said.event_at, now()) if survivor_said else None,
        "survivor": survivor_said,
        "torture": protection_room.torture_of(reader, row),
        "plan": plan,
        "plan_words": list(words.PLAN.items()),
        "talks": protection_room.talks(row),
        "shares": protection_room.shares(row),
        "advisers": protection_room.advisers(row.country) if writes else [],
        "consents": cases.consents_for(row) if writes else [],
        "writes": writes,
        "writes_survivor": writes and protection_room.can_write(reader, row, Part.SEXUAL_VIOLENCE),
        "writes_torture": writes and protection_room.can_write(reader, row, Part.TORTURE),
        "can_reopen": protection_room.can_write(reader, row) and row.closed_at is not None,
        "steps": list(words.CASE_STEPS.items()),
        "ends": list(words.CASE_ENDS.items()),
        "wanted": words.WANTED,
        "today": today,
        "look_on": today + protection.FIRST_LOOK,
        "is_late": row.next_on is not None and row.next_on < today,
        "is_on": protection.note_actions.screening_is_on(today),
        "is_trained": protection.note_actions.may_screen(reader.account, today),
        "unsigned": words.UNSIGNED,
        "unsigned_hours": words.UNSIGNED_HOURS,
        "in_tongue": protection_room.in_tongue,
        "token": fresh_token(),
    }
    return page(request, "desk/protection_case.html", context, here="protection", status=422 if form.errors else 200)


@SHARED
@room
@require_GET
def shared(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show to a legal adviser the words of cases that persons allowed to be told, while their yes holds."""
    if not may(reader, K4, Action.READ, [Scope.CASE], Part.CONSENTED):
        raise NotForYou
    rows = cases.shared_with(reader.account, reader.country)
    log_read(reader, K4, subjects=[row.subject for row in rows])
    labels = Labels(reader.country)
    found = [
        (row, labels.group(row.group), list(protection_room.who(row.workers).values()), said.words)
        for row in rows
        for _line, _account, _consent, entry in cases.standing_shares(row, reader.account)
        if (said := sealed.shared(row, entry))
    ]
    return page(request, "desk/protection_shared.html", {"rows": found}, here="protection_shared")
