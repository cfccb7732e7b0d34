"""La radio: one tap for a team that reports, the calls of the day, and the plan of call signs and channels."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import choices
from vereda.desk.rooms import missions as missions_room
from vereda.desk.rooms import radio as radio_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import DECIDES, POST_WORK, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept, once
from vereda.desk.words import safety as words
from vereda.groups import door as groups
from vereda.safety import door as safety
from vereda.safety.door import Bearer, RadioWord

SEES = serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
FIELDS = {
    "safety.caller_missing": "sign",
    "safety.sign_missing": "sign",
    "safety.bearer_missing": "bearer",
}


@SEES
@room
@require_GET
def radio(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the teams that are out with their buttons, the form of a call, and the last calls."""
    return _page(request, reader, Typed({}, Labels(reader.country), zone_of(reader)))


def _page(request: HttpRequest, reader: Reader, typed: Typed) -> HttpResponse:
    group = own_group(reader)
    teams = radio_room.teams(group, reader.country, now())
    calls = radio_room.calls(group, reader.country, reader)
    log_read(reader, RecordClass.K1, subjects=[*(one.out.row.subject for one in teams), *(one.row.subject for one in calls)])
    signs, channels = radio_room.plan_lines(group, reader.country)
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "fresh": fresh_token,  # each team has a form of its own: two teams heard on one page are two calls
        "teams": teams,
        "missions": missions_room.on_board(group, reader.country, now(), Labels(reader.country)),
        "calls": calls,
        "signs": [line["row"].sign for line in signs],
        "channels": [(row.name, f"{row.name} · {row.use}" if row.use else row.name) for row in channels],
        "whats": list(words.CALLS.items()),
    }
    return page(request, "desk/radio.html", context, here="post", status=422 if typed.errors else 200)


@POST_WORK
@room
@require_POST
def heard(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note in one tap that a team that is out reported by radio that it is well."""
    found = groups.patrol(subject, own_group(reader), reader.country)
    if found is None:
        raise NotForYou
    what = RadioWord.CHECK_IN if request.POST.get("what") != RadioWord.POSITION else RadioWord.POSITION
    # All teams of a page are sent with the token of that page: who goes back to it and taps another one notes another call.
    typed = Typed({**request.POST.dict(), "team": str(subject)}, Labels(reader.country), zone_of(reader))
    entry = entry_for(typed, reader)
    act = partial(
        radio_room.note_call,
        what=what,
        by=author(reader),
        at=now(),
        patrol=subject,
        entry=entry,
    )
    attempt(request, reader, partial(once, entry, act), _("Anotado: {route} se reportó.").format(route=found.route))
    return to("radio")


@POST_WORK
@room
@require_POST
def call(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Note a call, or show the form again with what is missing."""
    own_group(reader)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    given, entry = typed.get("what"), entry_for(typed, reader)
    sign, channel, note = typed.text("sign", 20), typed.get("channel")[:20], typed.text("note", 4000)
    at = typed.instant("at") or now()
    if given not in words.CALLS:
        typed.wrong("what", _("Diga para qué llamó."))
    if at > now():
        typed.wrong("at", _("La hora está en el futuro. Revísela."))
    what = RadioWord(given) if given in words.CALLS else RadioWord.OTHER
    act = partial(radio_room.note_call, what=what, sign=sign, channel=channel, note=note, by=author(reader), at=at, entry=entry)
    if kept(typed, entry, act, FIELDS) is None:
        return _page(request, reader, typed)
    if what is RadioWord.RELAY:
        messages.success(request, _("Llamada anotada. Anote ahora la alerta que pasó."))
        return to("new_alert")
    messages.success(request, _("Llamada anotada."))
    return to("radio")


@POST_WORK
@room
@require_POST
def withdraw_call(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take back a call that was noted by mistake."""
    own_group(reader)
    act = partial(safety.withdraw_call, call=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Llamada quitada. Si se anotó que un equipo se reportó, eso sigue: vuelva a llamarlo."))
    return to("radio")


# The plan ---------------------------------------------------------------------------------------------------------------


@SEES
@room
@require_GET
def radio_plan(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show who is called how, and which channel is for what."""
    return _plan(request, reader, Typed({}, Labels(reader.country), zone_of(reader)))


def _plan(request: HttpRequest, reader: Reader, typed: Typed) -> HttpResponse:
    group = own_group(reader)
    signs, channels = radio_room.plan_lines(group, reader.country)
    people = sorted(choices.staff(group, reader.country).items(), key=lambda one: one[1])
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "signs": signs,
        "channels": channels,
        "people": people,
        "bearers": list(words.BEARERS.items()),
    }
    return page(request, "desk/radio_plan.html", context, here="post", status=422 if typed.errors else 200)


@DECIDES
@room
@require_POST
def give_sign(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Put a call sign into the plan."""
    group = own_group(reader)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    account, given = typed.get("account"), typed.get("bearer")
    bearer = Bearer(given) if given in words.BEARERS else Bearer.PERSON
    sign, vehicle, entry = typed.text("sign", 20), typed.text("vehicle", 80), entry_for(typed, reader)
    act = partial(
        safety.give_sign,
        sign=sign,
        bearer=bearer,
        account=account if account in choices.staff(group, reader.country) else "",
        vehicle=vehicle,
        by=author(reader),
        at=now(),
        entry=entry,
    )
    return to("radio_plan") if kept(typed, entry, act, FIELDS) else _plan(request, reader, typed)


@DECIDES
@room
@require_POST
def set_channel(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Put a channel into the plan."""
    own_group(reader)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    name, use, entry = typed.text("name", 20), typed.text("use", 80), entry_for(typed, reader)
    if not name:
        typed.wrong("name", _("Escriba el nombre o el número del canal."))
    act = partial(safety.set_channel, name=name, use=use, by=author(reader), at=now(), entry=entry)
    return to("radio_plan") if kept(typed, entry, act, FIELDS) else _plan(request, reader, typed)


@DECIDES
@room
@require_POST
def withdraw_sign(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take a call sign out of the plan."""
    own_group(reader)
    attempt(request, reader, partial(safety.withdraw_sign, sign=subject, by=author(reader), at=now()), _("Indicativo quitado."))
    return to("radio_plan")


@DECIDES
@room
@require_POST
def withdraw_channel(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take a channel out of the plan."""
    own_group(reader)
    attempt(request, reader, partial(safety.withdraw_channel, channel=subject, by=author(reader), at=now()), _("Canal quitado."))
    return to("radio_plan")
