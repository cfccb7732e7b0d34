"""Avisos del puesto: a danger of the land or the way told to others as a CAP file, in closed words; changed, ended."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Reader, RecordClass, log_read, serves
from vereda.countries.door import pack
from vereda.desk.frame import LOOKING, Purpose, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import choices
from vereda.desk.rooms import warnings as warnings_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import DECIDES, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.words import warnings as words
from vereda.practice import real_of
from vereda.safety.door import (
    CapCertainty,
    CapSeverity,
    CapUrgency,
    GivenFor,
    GivenWarning,
    PublicDanger,
    WarningGiven,
    cap_out,
    closed_lookups,
    warning_actions,
)
from vereda.safety.door import warning_lookups as lookups
from vereda.settings.environment import ON_THIS_MACHINE, env

SEES = serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
USUAL_HOURS = 12
FIELDS = {"safety.given_area_unknown": "municipality", "safety.given_until_wrong": "expires"}


@DECIDES
@room
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of a warning, or give it out."""
    own_group(reader)
    labels = Labels(reader.country)
    if request.method == "GET":
        return _form(request, reader, Typed(_first(request.GET.get("zona", ""), reader), labels, zone_of(reader)), None)
    typed = Typed(request.POST, labels, zone_of(reader))
    entry, danger = entry_for(typed, reader), _danger(typed)
    made = None
    if danger is not None:
        act = partial(warning_actions.give, danger, sender=sender_of(reader), by=author(reader), at=now(), entry=entry)
        made = kept(typed, entry, act, FIELDS)
    if made is None:
        return _form(request, reader, typed, None)
    messages.success(request, _("Aviso hecho. Baje el archivo y entréguelo a quien lo publica."))
    return to("given_warning", subject=made)


@DECIDES
@room
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the form with what the warning says, or put another message in its place."""
    row, labels = _row(reader, subject), Labels(reader.country)
    if request.method == "GET":
        return _form(request, reader, Typed(_again(row, reader), labels, zone_of(reader)), row)
    typed = Typed({**request.POST.dict(), "closed_area": str(row.closed_area or "")}, labels, zone_of(reader))
    entry, danger = entry_for(typed, reader), _danger(typed)
    made = None
    if danger is not None:
        told = partial(warning_actions.change, given=subject, danger=danger, sender=sender_of(reader))
        made = kept(typed, entry, partial(told, by=author(reader), at=now(), entry=entry), FIELDS)
    if made is None:
        return _form(request, reader, typed, row)
    messages.success(request, _("Aviso cambiado. El archivo nuevo toma el lugar del anterior."))
    return to("given_warning", subject=subject)


def _form(request: HttpRequest, reader: Reader, typed: Typed, row: GivenWarning | None) -> HttpResponse:
    here = pack(reader.country)
    area = here.admin2.get(typed.get("municipality"))
    state = area.state if area else here.groups[real_of(reader.group)].state
    points = [(one.code, one.name) for one in here.crossing_points.values() if warning_actions.is_published(one, state)]
    context = {
        "form": typed,
        "row": row,
        "token": typed.get("form") or fresh_token(),
        "hazards": list(words.HAZARDS.items()),
        "severities": list(words.SEVERITIES.items())[:4],
        "certainties": list(words.CERTAINTIES.items())[:3],
        "urgencies": list(words.URGENCIES.items())[:3],
        "municipalities": choices.municipalities(here, state),
        "points": points,
    }
    return page(request, "desk/given_warning_form.html", context, here="post", status=422 if typed.errors else 200)


def _first(zone: str, reader: Reader) -> dict[str, str]:
    """Return what a form begins with: of a closed area its danger, its municipality and its last day."""
    begins, here = now(), pack(reader.country).groups[real_of(reader.group)]
    told = {
        "municipality": here.municipality,
        "severity": CapSeverity.SEVERE.value,
        "certainty": CapCertainty.OBSERVED.value,
        "urgency": CapUrgency.IMMEDIATE.value,
        "onset": _hour(begins),
        "expires": _hour(begins + timedelta(hours=USUAL_HOURS)),
    }
    area = closed_lookups.closed_area(UUID(zone), reader.group, reader.country) if _is_id(zone) else None
    if area is None or area.reason not in cap_out.OF_CLOSED:
        return told
    ends = min(timedelta(days=(area.until_on - begins.date()).days + 1), timedelta(days=7))
    last = (begins + ends).replace(hour=0, minute=0) if ends < timedelta(days=7) else begins + ends
    return told | {
        "closed_area": zone,
        "hazard": next(given.value for closed, given in cap_out.OF_CLOSED.items() if closed == area.reason),
        "municipality": area.municipality or here.municipality,
        "expires": _hour(max(last, begins + timedelta(hours=1))),
    }


def _again(row: GivenWarning, reader: Reader) -> dict[str, str]:
    last = WarningGiven.model_validate(row.messages[-1][3])
    zone, points = zone_of(reader), pack(reader.country).crossing_points.values()
    named = next((one for one in points if last.area_said.startswith(f"{one.name} (")), None)
    return {
        "hazard": last.hazard.value,
        "municipality": last.municipality,
        "point": named.code if named else "",
        "severity": last.severity.value,
        "certainty": last.certainty.value,
        "urgency": last.urgency.value,
        "onset": _hour(last.onset.astimezone(zone)),
        "expires": _hour(last.expires.astimezone(zone)),
        "closed_area": str(row.closed_area or ""),
    }


def _danger(typed: Typed) -> PublicDanger | None:
    """Return what a form warns of; None with what is wrong beside its field."""
    onset, expires, zone = typed.instant("onset") or now(), typed.instant("expires"), typed.get("closed_area")
    for name, known, said in (
        ("hazard", words.HAZARDS, _("Diga de qué avisa: elija uno de la lista.")),
        ("severity", words.SEVERITIES, _("Diga qué tan grave es.")),
        ("certainty", words.CERTAINTIES, _("Diga qué tan probable es.")),
        ("urgency", words.URGENCIES, _("Diga qué tan pronto hay que actuar.")),
    ):
        if typed.get(name) not in known:
            typed.wrong(name, said)
    if expires is None:
        typed.wrong("expires", _("Diga hasta cuándo vale."))
    if typed.errors or expires is None:
        return None
    return PublicDanger(
        hazard=GivenFor(typed.get("hazard")),
        municipality=typed.get("municipality"),
        point=typed.get("point"),
        urgency=CapUrgency(typed.get("urgency")),
        severity=CapSeverity(typed.get("severity")),
        certainty=CapCertainty(typed.get("certainty")),
        onset=onset,
        expires=expires,
        closed_area=UUID(zone) if _is_id(zone) else None,
    )


def sender_of(reader: Reader) -> str:
    """Return how this installation is called in a file: its name in public and the post, never a person and no telephone."""
    named = next((host for host in env().hosts if host not in ON_THIS_MACHINE), "vereda")
    return f"{named}:{reader.country}:{real_of(reader.group)}"


@SEES
@room
@require_GET
def given(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show a warning of the post, word by word as it goes out, with the file of each message."""
    row = _row(reader, subject)
    log_read(reader, RecordClass.K1, subject=subject)
    told = warnings_room.messages_of(row)
    is_over = row.is_cancelled or row.expires_at <= now()
    context = {"row": row, "messages_of": told, "last": told[-1], "is_over": is_over, "said": warnings_room.given_said(row)}
    return page(request, "desk/given_warning.html", context, here="post")


@DECIDES
@room
@require_POST
def cancel(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """End a warning before its hour."""
    _row(reader, subject)
    act = partial(warning_actions.cancel, given=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Aviso cancelado. Entregue también el archivo que lo cancela."))
    return to("given_warning", subject=subject)


@SEES
@room
@require_GET
def cap_file(request: HttpRequest, reader: Reader, subject: UUID, entry: UUID) -> HttpResponse:
    """Give the file of one message: the same bytes however often."""
    row = _row(reader, subject)
    found = next((one for one in warnings_room.messages_of(row) if one.entry == str(entry)), None)
    if found is None:
        raise NotForYou
    log_read(reader, RecordClass.K1, Action.EXPORT, subject=subject)
    raw = cap_out.cap_file(found.told, entry=found.entry, sent=found.at)
    answer = HttpResponse(raw, content_type="application/cap+xml")
    answer["Content-Disposition"] = f'attachment; filename="{cap_out.identifier_of(found.entry)}.cap.xml"'
    return answer


def _row(reader: Reader, subject: UUID) -> GivenWarning:
    row = lookups.given(subject, own_group(reader), reader.country)
    if row is None:
        raise NotForYou
    return row


def _hour(at: object) -> str:
    return f"{at:%Y-%m-%dT%H:%M}"


def _is_id(said: str) -> bool:
    try:
        return bool(UUID(said))
    except ValueError:
        return False
