"""Alerts at the desk: taken, read, closed, opened again, and the mission that begins with one."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import ALERT_OUTCOMES, TERRAINS, Labels, by_name, folio
from vereda.desk.rooms import alert_ground as ground_room
from vereda.desk.rooms import alerts as alerts_room
from vereda.desk.rooms import encounter as told_room
from vereda.desk.rooms import history as history_room
from vereda.desk.rooms import layouts, spots
from vereda.desk.rooms.choices import municipalities, post_ground
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, once
from vereda.errors import FieldError
from vereda.logbook import door as logbook
from vereda.logbook.door import Receipt
from vereda.rescue import door as rescue
from vereda.rescue.door import Alert, AlertOutcome
from vereda.tracing import door as tracing

CHOSEN = ("handed_over", "false_alarm", "unknown")
"""Outcomes that need nothing besides; a mission and another alert have buttons of their own."""


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def new_alert(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of an alert, or save it and lead to it."""
    labels = Labels(reader.country)
    if request.method == "GET":
        values = alerts_room.blank(post_ground(reader), now()) | _from_number(request)
        return _form(request, reader, Typed(values, labels, zone_of(reader)), status=200)
    typed = Typed(request.POST, labels, zone_of(reader))
    saved = _save(typed, reader)
    if saved is None:
        return _form(request, reader, typed, status=422)
    messages.success(request, _("Alerta guardada. Está en el tablero hasta que alguien la cierre."))
    return to("alert", subject=saved)


def _save(typed: Typed, reader: Reader) -> UUID | None:
    entry = entry_for(typed, reader)
    try:
        sent = alerts_room.read(typed, post_ground(reader), now())
        if sent is None:
            return None
        told, at = sent
        return once(entry, lambda: rescue.receive_alert(told, by=author(reader), at=at, entry=entry))
    except FieldError as error:
        typed.refuse(error, alerts_room.FIELDS)
        return None


def _from_number(request: HttpRequest) -> dict[str, str]:
    """Return what the page of a beacon or the table of towers leads here with: an id, and never a place."""
    asked = {"from_point": request.GET.get("punto", ""), "reference": request.GET.get("referencia", "")}
    return {name: value for name, value in asked.items() if value}


def _form(request: HttpRequest, reader: Reader, typed: Typed, *, status: int) -> HttpResponse:
    known, ground = typed.labels.pack, post_ground(reader)
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "parts": layouts.parts("alert", known),
        "ground": ground,
        "callers": spots.callers(ground.group, reader.country, typed.labels),
        "offers": spots.offered(typed, ground.group, reader.country),
        "states": sorted(((row.code, row.name) for row in known.admin1.values()), key=by_name),
        "municipalities": municipalities(known, typed.get("state")),
    }
    return page(request, "desk/alert_form.html", context, here="board", status=status)


@serves(RecordClass.K1, purposes=(Purpose.RESCUE, *LOOKING), usual=Purpose.RESCUE)
@room
@require_GET
def alert(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show what is known of an alert; from here the purpose is rescue."""
    group, labels = own_group(reader), Labels(reader.country)
    row, found = _row(subject, group, reader), logbook.subject(subject)
    if found is None:
        raise NotForYou
    log_read(reader, RecordClass.K1, subject=subject)
    steps, others = history_room.steps(logbook.history(subject), group, labels)
    spot = told_room.spot(reader, subject)
    context = {
        "row": row,
        "told": next(iter(alerts_room.described([row], now(), labels))),
        "ground": ground_room.described(rescue.lies(row, _point(spot), now().date()), labels),
        "helps": alerts_room.that_helps(row, labels),
        "sealed": alerts_room.sealed(reader, found, row),
        "spot": spot,
        "mission": rescue.mission(row.mission, group, reader.country) if row.mission else None,
        "likely": [pair for pair in alerts_room.likely(reader, group) if subject in (pair.main.subject, pair.other.subject)],
        "main": _main(row),
        "sought": tracing.of_alert(subject, group, reader.country),
        "joined": alerts_room.described(rescue.joined_to(subject, group, reader.country), now(), labels),
        "others_open": [one for one in alerts_room.loud(group, reader.country, now(), labels) if one.row.subject != subject],
        "terrains": list(TERRAINS.items()),
        "outcomes": [(code, ALERT_OUTCOMES[code]) for code in CHOSEN],
        "disputes": logbook.disputes_of(subject),
        "steps": steps,
        "others": others,
    }
    return page(request, "desk/alert.html", context, here="board")


@POST_WORK
@room
@require_POST
def read_alert(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that the reader saw it; the first one stands."""
    attempt(request, reader, partial(rescue.read_alert, alert=subject, by=author(reader), at=now()), _("Anotado: usted la vio."))
    return to("alert", subject=subject)


@POST_WORK
@room
@require_POST
def open_mission_for(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Open a mission for the alert, which ends with it."""
    terrain = request.POST.get("terrain", "")
    opened: list[Receipt] = []

    def act() -> None:
        ground = terrain if terrain in TERRAINS else None
        opened.append(rescue.open_mission_for(alert=subject, by=author(reader), at=now(), terrain=ground))

    if not attempt(request, reader, act, _("Misión abierta. La alerta queda ligada a ella.")):
        return to("alert", subject=subject)
    return to("mission", subject=opened[0].subject)


@POST_WORK
@room
@require_POST
def close_alert(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Close an alert with what became of it."""
    given, into = request.POST.get("outcome", ""), request.POST.get("into", "")
    outcome = AlertOutcome(given) if given in (*CHOSEN, AlertOutcome.JOINED) else AlertOutcome.UNKNOWN
    try:
        other = UUID(into) if into else None
    except ValueError:
        raise NotForYou from None
    act = partial(rescue.close_alert, alert=subject, outcome=outcome, into=other, by=author(reader), at=now())
    if outcome == AlertOutcome.JOINED:
        is_done = attempt(request, reader, act, _("Unidas: siguen en esta página. Si eran dos, se separan abajo."))
        return to("alert", subject=other if is_done else subject)
    attempt(request, reader, act, _("Alerta cerrada."))
    return to("alert", subject=subject)


@POST_WORK
@room
@require_POST
def reopen_alert(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have a closed alert on the board again."""
    was_joined = _row(subject, own_group(reader), reader).outcome == AlertOutcome.JOINED
    act = partial(rescue.reopen_alert, alert=subject, by=author(reader), at=now())
    said = _("Separadas: esta alerta está abierta otra vez, por sí misma.") if was_joined else _("Alerta reabierta.")
    attempt(request, reader, act, said)
    return to("alert", subject=subject)


def _point(spot: told_room.Spot | None) -> tuple[float, float] | None:
    return (spot.lat, spot.lon) if spot and spot.lat is not None and spot.lon is not None else None


def _main(row: Alert) -> dict[str, object] | None:
    """Return which alert this one was joined to, for its page."""
    main = rescue.main_of(row)
    return None if main.subject == row.subject else {"subject": main.subject, "folio": folio(main.subject)}


def _row(subject: UUID, group: str, reader: Reader) -> Alert:
    found = rescue.alert(subject, group, reader.country)
    if found is None:
        raise NotForYou
    return found
