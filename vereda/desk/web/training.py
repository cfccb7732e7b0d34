"""Capacitación: sessions and their lists, who on this shift may do what, a year by group.

Who trains sees the country; who coordinates a group sees its sessions, and of those for several groups its own people.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from markupsafe import Markup

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, holds, log_read, reach_of, serves
from vereda.countries.door import pack
from vereda.desk.frame import now, page, room, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import programme_asks
from vereda.desk.rooms import training as training_room
from vereda.desk.rooms.typed import YEARS, Typed
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.words import training as words
from vereda.practice import is_practice
from vereda.training import door as training
from vereda.training.door import Kept, SessionUnknown
from vereda.training.schema import VALID_MONTHS, Mode, courses, holds_until

K10 = RecordClass.K10
READS = serves(K10, part=Part.SESSIONS, purposes=(Purpose.TRAINING,), usual=Purpose.TRAINING)
WRITES = serves(K10, action=Action.WRITE, part=Part.SESSIONS, purposes=(Purpose.TRAINING,), usual=Purpose.TRAINING)
SIGNS = serves(K10, action=Action.WRITE, part=Part.COURSES, purposes=(Purpose.TRAINING,), usual=Purpose.TRAINING)
"""The mark of who gives certificates."""
HERE = "training"


def scope(reader: Reader) -> str | None:
    """Return the group that the reader answers for; None: the whole country. Raises NotForYou, also in a practice."""
    found = reach_of(reader, K10, Action.READ, Part.SESSIONS)
    if is_practice(reader.group) or found.kind not in ("country", "own_group"):
        raise NotForYou
    return None if found.kind == "country" else reader.group


def seen(reader: Reader, subject: UUID) -> tuple[Kept, str | None]:
    """Return a session that the reader may see, and their group. Raises NotForYou, also where there is none."""
    group = scope(reader)
    try:
        kept = Kept(subject, training.session(subject, reader.country))
    except SessionUnknown:
        raise NotForYou from None
    if not training_room.seen(kept, group):
        raise NotForYou
    return kept, group


def own(reader: Reader, subject: UUID) -> Kept:
    """Return a session whose list the reader keeps. Raises NotForYou."""
    kept, group = seen(reader, subject)
    if not training_room.keeps(kept.one, group):
        raise NotForYou
    return kept


@READS
@room
@require_GET
def sessions(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what is planned, what is going on, what is over."""
    group = scope(reader)
    log_read(reader, K10, subjects=["training"])
    context = {
        "lists": training_room.lists(reader.country, group, timezone.localdate()),
        "passed": training_room.passed(reader.country, group),
        "may_review": holds(reader.role, K10, Action.WRITE, Part.COURSES),
    }
    return page(request, "desk/training.html", context, here=HERE)


@READS
@room
@require_GET
def session(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one session: its list, what was learned, what came of it."""
    kept, group = seen(reader, subject)
    log_read(reader, K10, subject=subject)
    return page(request, "desk/training_session.html", shown(request, reader, kept, group), here=HERE)


def shown(
    request: HttpRequest, reader: Reader, kept: Kept, group: str | None, typed: Typed | None = None
) -> dict[str, Any]:  # Any: what is drawn
    """Return what the page of a session draws."""
    one, country, today = kept.one, reader.country, timezone.localdate()
    keeps = training_room.keeps(one, group)
    asked = request.GET.get("grupo", "") or one.plan.group or reader.group
    is_today = one.is_open and one.plan.begins_on <= today <= one.plan.ends_on
    course = courses().get(one.plan.course)
    return {
        "subject": kept.subject,
        "one": one,
        "title": training_room.title(one),
        "topics": training_room.topic_words(one.plan.topics),
        "mode": words.MODES[one.plan.mode],
        "people": training_room.people(kept.subject, one, country, group),
        "gain": training_room.learned(one),
        "reactions": training_room.reactions(one),
        "items": list(words.ITEMS.items()),
        "changed": list(words.CHANGED.items()),
        "result": words.CHANGED[one.result] if one.result else "",
        "result_text": training.result_text(kept.subject) if one.result else "",
        "changes": training_room.changes(one, country),
        "trainer": training.names(country).get(one.plan.trainer, "") if one.plan.trainer else "",
        "expected": training_room.expected(one, country, group),
        "not_known": training_room.not_known(one, country, group) if keeps else [],
        "to_expect": training_room.to_expect(one, country, asked) if keeps and one.is_open else [],
        "day_code": training.code_of_day(kept.subject, today) if keeps and is_today else "",
        "keeps": keeps,
        "has_begun": one.plan.begins_on <= today,
        "to_add": training_room.to_add(one, country, asked) if keeps and one.is_open else [],
        "groups": [] if group else [(code, row.name) for code, row in pack(country).groups.items()],
        "asked": asked,
        "guests": training.guests(country) if keeps and one.is_open else [],
        "countries": programme_asks.countries() if keeps and one.is_open else [],
        "picked": request.POST.getlist("who"),
        "code": Markup(training.square(_arriving(request, kept.subject))) if keeps and is_today else "",  # noqa: S704  drawn from modules
        "course": course,
        "is_in_review": course is not None and not course.is_reviewed,
        "form": typed or Typed({}, Labels(country), zone_of(reader)),
        "token": fresh_token(),
    }


def _arriving(request: HttpRequest, subject: UUID) -> str:
    """Return the address that the picture of the day holds."""
    code = training.code_of_day(subject, timezone.localdate())
    return request.build_absolute_uri(f"{reverse('desk:training_arrived', args=[subject])}?c={code}")


@READS
@room
@require_GET
def person(request: HttpRequest, reader: Reader, subject: UUID, who: str) -> HttpResponse:
    """Show one person of a session: tests, what was seen later, the certificate."""
    kept, group = seen(reader, subject)
    log_read(reader, K10, subject=subject)
    return page(request, "desk/training_person.html", shown_person(reader, kept, group, who), here=HERE)


def shown_person(
    reader: Reader, kept: Kept, group: str | None, who: str, typed: Typed | None = None
) -> dict[str, Any]:  # Any: drawn
    """Return what the page of a person in a session draws. Raises NotForYou."""
    one, today = kept.one, timezone.localdate()
    found = next((row for row in training_room.people(kept.subject, one, reader.country, group) if row.who == who), None)
    if found is None:
        raise NotForYou
    course = courses().get(one.plan.course)
    months = course.of.valid_months if course else VALID_MONTHS
    later = one.plan.ends_on + training.BEHAVIOUR_AFTER
    values = {
        "name": found.name,
        "until_on": holds_until(today, months).isoformat(),
        "asked": str(len(course.of.questions)) if course else "10",
    }
    form = typed or Typed({}, Labels(reader.country), zone_of(reader))
    form.values = values | form.values
    return {
        "subject": kept.subject,
        "one": one,
        "title": training_room.title(one),
        "person": found,
        "keeps": training_room.keeps(one, group),
        "moments": list(words.MOMENTS.items()),
        "applied": list(words.APPLIED.items()),
        "revoked": list(words.REVOKED.items()),
        "later_on": later,
        "is_later": today >= later,
        "may_sign": holds(reader.role, K10, Action.WRITE, Part.COURSES),
        "form": form,
        "has_to_close": one.closed_on is None and one.plan.mode is not Mode.OWN_PACE,
    }


@READS
@room
@require_GET
def able(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show who of a group may do what: first those on the shift, then all; what is missing, and which session brings it."""
    group, country = scope(reader), reader.country
    chosen = group or request.GET.get("grupo", "")
    chosen = chosen if chosen in pack(country).groups else next(iter(pack(country).groups))
    log_read(reader, K10, subjects=[f"training/{chosen}"])
    context = {
        "group": training_room.able(chosen, country, now()),
        "name": pack(country).groups[chosen].name,
        "chosen": chosen,
        "groups": [] if group else [(code, row.name) for code, row in pack(country).groups.items()],
        "duties": words.DUTIES,
        "today": timezone.localdate(),
    }
    return page(request, "desk/training_able.html", context, here=HERE)


@READS
@room
@require_GET
def year(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show a year by group: people once each, attendances, on trafficking and on human rights."""
    group, today = scope(reader), timezone.localdate()
    asked = request.GET.get("anio", "")
    of = int(asked) if asked.isdecimal() and len(asked) == 4 and int(asked) in YEARS else today.year
    log_read(reader, K10, subjects=["training"])
    context = {
        "year": of,
        "years": sorted({*training.years(reader.country), today.year}, reverse=True),
        "tables": training_room.year(reader.country, of, today, group),
    }
    return page(request, "desk/training_year.html", context, here=HERE)
