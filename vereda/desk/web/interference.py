"""Injerencias: recorded by an agent, who reads nothing back; read by the coordination, by name, and given to the outside body."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, holds, log_read, reach_of, serves
from vereda.countries.door import pack
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import choices
from vereda.desk.rooms import interference as interference_room
from vereda.desk.rooms import interference_letter as letter_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, once
from vereda.desk.web.security import picked
from vereda.desk.words import ground as words
from vereda.errors import FieldError
from vereda.safety.door import Delivery, Interfered, Interference, Seen, WeDid, Within, Witness, interference_actions
from vereda.safety.door import interference_lookups as lookups

TELLS = serves(
    RecordClass.K7,
    action=Action.WRITE,
    purposes=(Purpose.ASSIST, Purpose.RESCUE, Purpose.PROTECTION_CASE),
    usual=Purpose.ASSIST,
)
"""The mark of recording: who may write it, and reads nothing of it."""
READS = serves(RecordClass.K7, action=Action.APPROVE, purposes=(Purpose.QUALITY_AUDIT,), usual=Purpose.QUALITY_AUDIT)
"""The mark of the coordination, of its own group."""

ACCOUNT_MOST = 4000
PEOPLE_MOST = 100_000
FIELDS = {
    "safety.act_missing": "acts",
    "safety.authority_unknown": "authority",
    "safety.place_of_interference_unknown": "municipality",
    "safety.nothing_added": "account",
    "safety.body_unknown": "body",
    "safety.delivered_in_the_future": "on",
}


def group_of(reader: Reader, action: Action) -> str:
    """Return the group whose records are served; raises NotForYou for who has none."""
    found = reach_of(reader, RecordClass.K7, action)
    if found.kind != "own_group":
        raise NotForYou
    return found.group


@TELLS
@room
@require_http_methods(["GET", "POST"])
def new_interference(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of a record, or keep it; it is not shown again to who wrote it."""
    group, country = group_of(reader, Action.WRITE), reader.country
    here, labels = pack(country).groups.get(group), Labels(country)
    state = here.state if here else ""
    if request.method == "POST":
        typed = Typed(request.POST, labels, zone_of(reader))
        if _record(typed, reader, state):
            said = _("Anotado. Lo leen la coordinación y la central, y queda el nombre de quien lo lee; nadie puede retirarlo.")
            messages.success(request, said)
            return to("security")
    else:
        first = {"municipality": here.municipality if here else "", "within": Within.SIGHT.value, "witness": Witness.AGENT.value}
        typed = Typed(first, labels, zone_of(reader))
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "authorities": choices.authorities(pack(country)),
        "acts": list(words.INTERFERED.items()),
        "within": list(words.WITHIN.items()),
        "witnesses": list(words.WITNESSES.items()),
        "we_did": list(words.WE_DID.items()),
        "points": interference_room.points(country, state),
        "municipalities": choices.municipalities(pack(country), state),
    }
    return page(request, "desk/interference_form.html", context, here="post", status=422 if typed.errors else 200)


def _record(typed: Typed, reader: Reader, state: str) -> bool:
    at, entry = typed.instant("at") or now(), entry_for(typed, reader)
    acts = picked(typed, "act:", Interfered, words.INTERFERED)
    people, detained = typed.number_or_none("people", PEOPLE_MOST), typed.number_or_none("detained", PEOPLE_MOST)
    account, within, witness = typed.text("account", ACCOUNT_MOST), typed.get("within"), typed.get("witness")
    if not acts:
        typed.wrong("acts", _("Diga qué hizo la autoridad: toque al menos una."))
    if not typed.get("authority"):
        typed.wrong("authority", _("Diga qué autoridad fue; si no se sabe, elija «No se sabe cuál»."))
    if detained and Interfered.DETAINED not in acts:
        typed.wrong("detained", _("Dijo cuántas personas detuvo: toque también «Detuvo a personas»."))
    if people is not None and detained is not None and detained > people:
        typed.wrong("people", _("Las detenidas son más que las afectadas. Revise las cifras."))
    if at > now():
        typed.wrong("at", _("La hora está en el futuro. Revísela."))
    if typed.errors:
        return False
    seen = Seen(
        authority=typed.get("authority"),
        acts=acts,
        within=Within(within) if within in words.WITHIN else Within.SIGHT,
        witness=Witness(witness) if witness in words.WITNESSES else Witness.AGENT,
        people=people,
        detained=detained,
        we_did=picked(typed, "we:", WeDid, words.WE_DID),
        service_point=typed.get("service_point"),
        state=state,
        municipality="" if typed.get("service_point") else typed.get("municipality"),
        account=account,
    )
    try:
        once(entry, partial(interference_actions.record_interference, seen, by=author(reader), at=at, entry=entry))
    except FieldError as error:
        typed.refuse(error, FIELDS)
    return not typed.errors


# The coordination -----------------------------------------------------------------------------------------------------------


@READS
@room
@require_GET
def interferences(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the records of the own group, those that are due first, and from where the help should move."""
    group, labels = group_of(reader, Action.APPROVE), Labels(reader.country)
    rows = lookups.interferences(reader.country, group)
    log_read(reader, RecordClass.K7, subjects=[row.subject for row in rows])
    context = {
        "rows": interference_room.described(rows, now(), labels),
        "to_move": interference_room.to_move(reader.country, group, now().date(), labels),
        "is_central": False,
        "quarters": [],
        "may_tell": holds(reader.role, RecordClass.K7, Action.WRITE),
        "way": "desk:interference",
    }
    return page(request, "desk/interferences.html", context, here="post")


@READS
@room
@require_GET
def interference(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one record: its codes to the coordination, its account to who said to read it."""
    row = _row(subject, reader)
    return shown(request, reader, row, Typed({}, Labels(reader.country), zone_of(reader)))


def _row(subject: UUID, reader: Reader) -> Interference:
    row = lookups.interference(subject, reader.country, group_of(reader, Action.APPROVE))
    if row is None:
        raise NotForYou
    return row


@READS
@room
@require_POST
def read_interference(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note by name that the reader reads the account."""
    _row(subject, reader)
    read(request, reader, subject)
    return to("interference", subject=subject)


@READS
@room
@require_POST
def add_interference(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note what more is known, beside what was written."""
    row, typed = _row(subject, reader), Typed(request.POST, Labels(reader.country), zone_of(reader))
    people, detained = typed.number_or_none("people", PEOPLE_MOST), typed.number_or_none("detained", PEOPLE_MOST)
    account, entry = typed.text("account", ACCOUNT_MOST), entry_for(typed, reader)
    if not typed.errors:
        told: dict[str, Any] = {"people": people, "detained": detained, "account": account}  # Any: arguments by name
        act = partial(interference_actions.add_to_interference, interference=subject, **told)
        try:
            once(entry, partial(act, by=author(reader), at=now(), entry=entry))
        except FieldError as error:
            typed.refuse(error, FIELDS)
    if typed.errors:
        return shown(request, reader, row, typed)
    messages.success(request, _("Agregado al registro."))
    return to("interference", subject=subject)


@READS
@room
@require_POST
def deliver_interference(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that it reached the outside body."""
    row, typed = _row(subject, reader), Typed(request.POST, Labels(reader.country), zone_of(reader))
    if deliver(request, reader, subject, typed):
        return to("interference", subject=subject)
    return shown(request, reader, row, typed)


@READS
@room
@require_GET
def interference_letter(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Return the letter to the outside body as PDF, for who read the record."""
    return letter(request, reader, _row(subject, reader))


# What coordination and headquarters do alike --------------------------------------------------------------------------------


def has_read(reader: Reader, row: Interference) -> bool:
    return any(account == reader.account for _at, account, _group in row.read)


def shown(
    request: HttpRequest, reader: Reader, row: Interference, typed: Typed, acts: str = "desk:", here: str = "post"
) -> HttpResponse:
    """Return the page of a record. acts: beginning of the names of the routes that act on it."""
    is_open = has_read(reader, row)
    log_read(reader, RecordClass.K7, subject=row.subject)
    first = {"on": now().date().isoformat()}
    context = {
        "form": typed,
        "given": typed if typed.get("body") else Typed(first, typed.labels, typed.zone),
        "token": typed.get("form") or fresh_token(),
        "row": row,
        "one": interference_room.described([row], now(), typed.labels)[0],
        "accounts": interference_room.accounts(row) if is_open else [],
        "number": len(row.accounts),
        "is_open": is_open,
        "bodies": interference_room.bodies(reader.country),
        "ways": list(words.DELIVERIES.items()),
        "acts": acts,
    }
    return page(request, "desk/interference.html", context, here=here, status=422 if typed.errors else 200)


def read(request: HttpRequest, reader: Reader, subject: UUID, *, everywhere: bool = False) -> None:
    """Note by name that the reader reads it."""
    act = partial(
        interference_actions.read_interference, interference=subject, by=author(reader), at=now(), everywhere=everywhere
    )
    attempt(request, reader, act, _("Quedó escrito que usted lo leyó."))


def deliver(request: HttpRequest, reader: Reader, subject: UUID, typed: Typed, *, everywhere: bool = False) -> bool:
    """Note a delivery; False with the errors beside their fields."""
    on, receipt, way, entry = typed.day("on"), typed.text("receipt", 40), typed.get("way"), entry_for(typed, reader)
    if on is None:
        typed.wrong("on", _("Diga qué día se entregó."))
    if way not in words.DELIVERIES:
        typed.wrong("way", _("Diga cómo se entregó."))
    if typed.errors or on is None:
        return False
    act = partial(
        interference_actions.deliver_interference,
        interference=subject,
        body=typed.get("body"),
        way=Delivery(way),
        on=on,
        receipt=receipt,
        by=author(reader),
        at=now(),
        everywhere=everywhere,
        entry=entry,
    )
    try:
        once(entry, act)
    except FieldError as error:
        typed.refuse(error, FIELDS)
        return False
    messages.success(request, _("Entrega anotada."))
    return True


def letter(request: HttpRequest, reader: Reader, row: Interference) -> HttpResponse:
    """Return the letter, with the account or without; raises NotForYou for who did not say to read the record."""
    if not has_read(reader, row):
        raise NotForYou
    log_read(reader, RecordClass.K7, Action.EXPORT, subject=row.subject)
    answer = HttpResponse(
        letter_room.letter(row, now(), with_account=request.GET.get("relato") != "no"), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'attachment; filename="oficio-{row.subject.hex[-6:].upper()}.pdf"'
    return answer
