"""The form of a new encounter, and its saving: what was typed comes back whole until it is saved, and is saved once."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from pydantic import ValidationError

from vereda.access.door import Purpose, Reader, RecordClass, for_signed_in, log_read
from vereda.countries.door import pack
from vereda.desk.frame import author, now, own_group, page, room, zone_of
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import choices, meeting_form, naming, spots
from vereda.desk.rooms.filled import blank, like
from vereda.desk.rooms.typed import FORM, Typed
from vereda.desk.web.acting import WRITES
from vereda.encounters.door import encounter, record_meeting, reported_totals
from vereda.errors import FieldError
from vereda.logbook.door import subject_of_entry
from vereda.logbook.schema import uuid7, uuid8
from vereda.settings.environment import env

SENT = "desk_sent"  # in the session: form -> the encounter it became, and the digest of what was sent
KEPT_SENT = 20
FORM_MOST = timedelta(days=30)  # a form that stood open for longer gets a fresh entry
UNTOLD = {"csrfmiddlewaretoken", "form", "purpose"}  # fields that say nothing of the meeting


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
    token, typed = request.POST.get("form", ""), Typed(request.POST, labels, zone_of(reader))
    earlier, sent = request.session.get(SENT, {}).get(token) or ("", "")
    if earlier and sent == _digest(typed):
        return HttpResponseRedirect(reverse("desk:encounter", args=[earlier]))
    if earlier:  # gone back in the browser, and other things typed: neither lost nor saved over its author's head
        typed.wrong(FORM, _said_before(UUID(earlier)))
        typed.values["form"] = fresh_token()
        return _form(request, reader, typed, ground, status=422)
    saved = _save(typed, reader, ground, entry_of(token, reader))
    if saved is None:
        return _form(request, reader, typed, ground, status=422)
    _remember(request, token, [str(saved), _digest(typed)])
    messages.success(request, _("Guardado."))
    row = encounter(saved, [reader.group], reader.country)
    if row is not None and reported_totals(row.group, row.country, row.local_on, row.local_on):
        messages.warning(
            request,
            _("Para ese día ya hay un total reportado: si este encuentro está en él, cuenta dos veces. Revíselo en «Totales»."),
        )
    return HttpResponseRedirect(f"{reverse('desk:encounter', args=[saved])}?nuevo=1")


def _said_before(earlier: UUID) -> str:
    return _(
        "Este formulario ya se guardó, como {folio}. Si es otro encuentro, guarde otra vez; "
        "si es el mismo, ábralo en la lista y corríjalo ahí."
    ).format(folio=folio(earlier))


def fresh_token() -> str:
    """Return the name of a form that is about to be drawn: sent twice, it makes one entry."""
    return uuid7(int(now().timestamp() * 1000)).hex


def entry_of(token: str, reader: Reader) -> UUID | None:
    """Return the id of the entry that a form of ours makes, however often and from wherever it is sent; else None."""
    try:
        made = UUID(hex=token)
    except ValueError:
        return None
    ms = made.int >> 80
    if made.version != 7 or abs(now().timestamp() * 1000 - ms) > FORM_MOST / timedelta(milliseconds=1):
        return None
    return uuid8(ms, sha256(f"{reader.account}|{made.hex}".encode()).digest())


def _digest(typed: Typed) -> str:
    """Return the SHA-256 of what was typed of the meeting."""
    told = sorted((name, value) for name, value in typed.values.items() if value and name not in UNTOLD)
    return sha256(repr(told).encode()).hexdigest()


def _save(typed: Typed, reader: Reader, ground: meeting_form.Ground, entry: UUID | None) -> UUID | None:
    """Record what was typed and return the encounter; or None with the errors beside their fields."""
    try:
        sent = meeting_form.read(typed, ground, now())
        if sent is None:
            return None
        meeting = naming.with_person(sent.meeting, typed)
        if typed.errors:
            return None
        receipt = record_meeting(
            meeting, by=author(reader), at=sent.at, channel=sent.channel, reported_by=sent.reported_by, entry=entry
        )
    except IntegrityError:  # the same form, sent twice at once: the other one wrote it
        there = subject_of_entry(entry) if entry else None
        if there is None:
            raise
        return there
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
    walked = {**ground.patrols, **ground.back}
    for name, asked, known in (("mission", "mision", ground.missions), ("patrol", "recorrido", walked)):
        if request.GET.get(asked) in known:
            values[name] = request.GET[asked]
    return values


def _form(request: HttpRequest, reader: Reader, typed: Typed, ground: meeting_form.Ground, *, status: int) -> HttpResponse:
    context: dict[str, Any] = {  # Any: what the page draws
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "ground": ground,
        "offers": spots.offered(typed, ground.group, reader.country),
        **choices.offered(reader, typed),
    }
    return page(request, "desk/encounter_form.html", context, here="encounters", status=status)


@for_signed_in(reason="names of municipalities are public")
@require_GET
def municipalities(request: HttpRequest) -> HttpResponse:
    """Return the municipalities of a state as options, when another state is chosen on a form."""
    state = request.GET.get("state", "")
    return render(request, "desk/municipalities.html", {"rows": choices.municipalities(pack(env().country), state)})


def _remember(request: HttpRequest, token: str, saved: list[str]) -> None:
    sent = dict(request.session.get(SENT, {}))
    sent[token] = saved
    request.session[SENT] = dict(list(sent.items())[-KEPT_SENT:])


def _is_uuid(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
