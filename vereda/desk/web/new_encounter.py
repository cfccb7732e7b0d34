"""The form of a new encounter, and its saving: what was typed comes back whole until it is saved, and is saved once."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from pydantic import ValidationError

from vereda.access.door import Purpose, Reader, RecordClass, for_signed_in, log_read
from vereda.countries.door import pack
from vereda.desk.frame import author, now, own_group, page, room, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import choices, meeting_form, naming
from vereda.desk.rooms.filled import blank, like
from vereda.desk.rooms.typed import FORM, Typed
from vereda.desk.web.acting import WRITES
from vereda.encounters.door import encounter, record_meeting
from vereda.errors import FieldError
from vereda.settings.environment import env

SENT = "desk_sent"  # in the session: form -> the encounter it became, so that a double tap saves once
KEPT_SENT = 20


@WRITES
@room
@require_http_methods(["GET", "POST"])
def new_encounter(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form, empty or like an earlier encounter; or save it and lead to the encounter."""
    ground = choices.ground(reader)
    labels = Labels(reader.country)
    if request.method == "GET":
        values = _first_values(request, reader, ground)
        return _form(request, reader, Typed(values, labels, zone_of(reader)), ground, status=200)
    token = request.POST.get("form", "")
    earlier = request.session.get(SENT, {}).get(token)
    if earlier:
        return HttpResponseRedirect(reverse("desk:encounter", args=[earlier]))
    typed = Typed(request.POST, labels, zone_of(reader))
    saved = _save(typed, reader, ground)
    if saved is None:
        return _form(request, reader, typed, ground, status=422)
    _remember(request, token, saved)
    messages.success(request, _("Guardado."))
    return HttpResponseRedirect(f"{reverse('desk:encounter', args=[saved])}?nuevo=1")


def _save(typed: Typed, reader: Reader, ground: meeting_form.Ground) -> UUID | None:
    """Record what was typed and return the encounter; or None with the errors beside their fields."""
    try:
        sent = meeting_form.read(typed, ground, now())
        if sent is None:
            return None
        meeting = naming.with_person(sent.meeting, typed)
        if typed.errors:
            return None
        receipt = record_meeting(meeting, by=author(reader), at=sent.at, channel=sent.channel, reported_by=sent.reported_by)
    except FieldError as error:
        typed.refuse(error, meeting_form.FIELDS)
        return None
    except ValidationError:  # a value that no page of ours offers
        typed.wrong(FORM, _("El formulario trae un dato que no está en la lista. Recargue la página."))
        return None
    return receipt.subject


def _first_values(request: HttpRequest, reader: Reader, ground: meeting_form.Ground) -> dict[str, str]:
    wanted = request.GET.get("como", "")
    values = blank(ground, now(), is_rescue=reader.purpose == Purpose.RESCUE)
    if wanted and _is_uuid(wanted):
        row = encounter(UUID(wanted), [own_group(reader)], reader.country)
        if row is not None:
            log_read(reader, RecordClass.K1, subject=row.subject)
            values |= like(row, ground)
    for name, asked, known in (("mission", "mision", ground.missions), ("patrol", "recorrido", ground.patrols)):
        if request.GET.get(asked) in known:
            values[name] = request.GET[asked]
    return values


def _form(request: HttpRequest, reader: Reader, typed: Typed, ground: meeting_form.Ground, *, status: int) -> HttpResponse:
    context: dict[str, Any] = {  # Any: what the page draws
        "form": typed,
        "token": typed.get("form") or uuid4().hex,
        "ground": ground,
        **choices.offered(reader, typed),
    }
    return page(request, "desk/encounter_form.html", context, here="encounters", status=status)


@for_signed_in(reason="names of municipalities are public")
@require_GET
def municipalities(request: HttpRequest) -> HttpResponse:
    """Return the municipalities of a state as options, when another state is chosen on a form."""
    state = request.GET.get("state", "")
    return render(request, "desk/municipalities.html", {"rows": choices.municipalities(pack(env().country), state)})


def _remember(request: HttpRequest, token: str, saved: UUID) -> None:
    sent = dict(request.session.get(SENT, {}))
    sent[token] = str(saved)
    request.session[SENT] = dict(list(sent.items())[-KEPT_SENT:])


def _is_uuid(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
