"""The talk on signs of trafficking, in a closed room, by who was trained; and the mark of training.

Before a question shows, who asks confirms that the room is closed and nobody else hears. It is off until a specialist has signed
the table as it stands. What follows is one of three words and the rows that led there; it leaves the case nowhere.
"""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vereda.access.door import Action, Part, Purpose, Reader, RecordClass, Role, everybody, log_read, serves
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import protection as protection_room
from vereda.desk.rooms.typed import Typed, word_of
from vereda.desk.told import told
from vereda.desk.web.acting import attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.web.protection_notes import marked, writable
from vereda.desk.words import protection as words
from vereda.errors import FieldError
from vereda.protection.door import Heard, Profile, ProtectionCase, cases, note_actions, trafficking, training_actions

COURSES = serves(
    RecordClass.K10,
    on_post=Action.WRITE,
    part=Part.COURSES,
    purposes=(Purpose.TRAINING,),
    usual=Purpose.TRAINING,
)
"""The mark of who keeps the marks of training."""

FIELDS = {
    "protection.nothing_asked": "heard",
    "protection.row_not_known": "heard",
    "protection.not_a_child": "age",
    "protection.not_an_adult": "age",
}


@marked
def screening(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Say first what must hold; show the questions once each point was confirmed; keep what follows."""
    row = writable(reader, subject)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    confirmed = [code for code, _name in typed.named("held:")]
    stands, questions = _stands_in_the_way(confirmed, reader), False
    if not stands:
        questions = True
        if typed.get("form") and _screened(typed, row, reader, confirmed):
            messages.success(request, _("Sellado. Esto es lo que sigue; no es una conclusión sobre la persona."))
            return to("protection_case", subject=subject)
    context = {
        "row": row,
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "precautions": protection_room.precautions(),
        "confirmed": confirmed,
        "questions": _questions() if questions else [],
        "stands": stands if request.method == "POST" or not _could(reader) else "",
        "could": _could(reader),
        "profiles": list(words.PROFILES.items()),
        "heard": list(words.HEARD.items()),
        "rule": trafficking.RULE,
    }
    is_wrong = bool(typed.errors) or (request.method == "POST" and bool(stands))
    return page(request, "desk/screening.html", context, here="protection", status=422 if is_wrong else 200)


def _could(reader: Reader) -> bool:
    """Tell whether this reader could ask today at all: the table is signed, and the training holds."""
    today = now().date()
    return note_actions.screening_is_on(today) and note_actions.may_screen(reader.account, today)


def _stands_in_the_way(confirmed: list[str], reader: Reader) -> str:
    """Return why no question shows, '' where nothing stands in the way."""
    try:
        note_actions.check_room(confirmed, author(reader), now().date())
    except FieldError as error:
        return told(error, Labels(reader.country))
    return ""


def _questions() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return the rows by dimension, as (dimension, [(code, words, what is open about it)])."""
    known = list(trafficking.indicators().values())
    named = [(one.code, protection_room.in_tongue(one)) for one in trafficking.dimensions()]
    groups = [(said, [one for one in known if one.dimension == code]) for code, said in named]
    groups.append((_("Otras señales"), [one for one in known if not one.dimension]))
    return [(said, [(one.code, protection_room.in_tongue(one), one.doubt) for one in found]) for said, found in groups if found]


def _screened(typed: Typed, row: ProtectionCase, reader: Reader, confirmed: list[str]) -> bool:
    heard = {code: found for code, name in typed.named("q:") if (found := word_of(Heard, typed.get(name)))}
    profile = word_of(Profile, typed.get("profile"))
    if profile is None:
        typed.wrong("profile", _("Diga si es persona adulta o menor de 18 años."))
        return False
    entry = entry_for(typed, reader)
    act = partial(
        note_actions.screen,
        heard,
        profile,
        confirmed=confirmed,
        case=row.subject,
        by=author(reader),
        at=now(),
        age=typed.number_or_none("age", 120),
        entry=entry,
    )
    return kept(typed, entry, act, FIELDS) is not None


@COURSES
@room
@require_http_methods(["GET", "POST"])
def trained(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show who works on cases and may screen, and until when; give or take the mark."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _marked(request, typed, reader):
        return to("screeners")
    log_read(reader, RecordClass.K10)
    context = {"form": typed, "workers": _workers(reader), "longest": training_actions.LONGEST.days}
    return page(request, "desk/screening_trained.html", context, here="screeners", status=422 if typed.errors else 200)


def _marked(request: HttpRequest, typed: Typed, reader: Reader) -> bool:
    account, until_on = typed.get("account"), typed.day("until_on")
    if typed.get("how") == "stop":
        act = partial(training_actions.stop_screener, account, by=author(reader), at=now())
        return attempt(request, reader, act, _("Ya no puede hacer el cuestionario."))
    if until_on is None:
        typed.wrong("until_on", _("Escriba hasta qué día vale."))
    if typed.errors or until_on is None:
        return False
    act = partial(training_actions.note_trained, account, until_on=until_on, by=author(reader), at=now())
    return attempt(request, reader, act, _("Capacitación anotada."))


def _workers(reader: Reader) -> list[tuple[str, str, str, Any]]:  # Any: a day, or None
    labels = Labels(reader.country)
    held = [(account, row) for account, row, _worth in everybody(reader.country) if row.role == Role.CASE_WORKER]
    found = {str(account.pk): (account.display_name, labels.group(row.group)) for account, row in held}
    return [(account, name, group, cases.trained_until(account)) for account, (name, group) in found.items()]
