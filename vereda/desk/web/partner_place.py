"""Aliada: the partner's own house. Free places today, and what it says of itself."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, log_read, serves
from vereda.countries.door import DirectoryEntry
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import directory as directory_room
from vereda.desk.rooms import directory_form
from vereda.desk.rooms import partner as partner_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.web.partner import PURPOSES, SAYS
from vereda.desk.words import directory as words
from vereda.logbook.door import Receipt
from vereda.referrals import door as referrals
from vereda.referrals.door import ForWhom, Place, Way

BOTH = serves(RecordClass.K2, on_post=Action.WRITE, purposes=PURPOSES, usual=Purpose.ASSIST, part=Part.MINIMUM)


@BOTH
@room
@require_http_methods(["GET", "POST"])
def beds(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the house's own count, and take a new one."""
    house = _house(reader)
    row = referrals.places.place(reader.country, house.code)
    typed = Typed(request.POST if request.method == "POST" else {}, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _counted(typed, reader, house):
        messages.success(request, _("Anotado. Vale hasta mañana a esta hora; después hay que contar otra vez."))
        return to("partner_beds")
    log_read(reader, RecordClass.K2, subjects=[row.subject] if row else [])
    is_todays = referrals.places.has_count_of_today(row, now())
    context = {
        "house": house,
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "free": _free(row) if is_todays else [],
        "said": directory_room.said_when(row),
        "is_todays": is_todays,
        "for_whom": list(words.FOR_WHOM.items()),
    }
    return page(request, "desk/partner_beds.html", context, here="partner_beds", status=422 if typed.errors else 200)


def _counted(typed: Typed, reader: Reader, house: DirectoryEntry) -> bool:
    free = directory_form.free_in(typed)

    def act() -> Receipt:
        return referrals.say_capacity(
            place=house.code, free=free, way=Way.ACCOUNT, by=author(reader), at=now(), now=now(), entry=entry_for(typed, reader)
        )

    fields = {"referrals.capacity_missing": f"free:{ForWhom.WOMEN}"}
    return kept(typed, entry_for(typed, reader), act, fields) is not None


def _free(row: Place | None) -> list[tuple[ForWhom, object, int]]:
    free = referrals.free_of(row.free or {}) if row else {}
    return [(who, words.FOR_WHOM[who], count) for who, count in free.items()]


@SAYS
@room
@require_POST
def change(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Add or take one place since the count."""
    house, who, added = _house(reader), request.POST.get("who", ""), {"more": 1, "less": -1}.get(request.POST.get("what", ""))
    if who not in set(ForWhom) or added is None:
        raise NotForYou
    act = partial(
        referrals.change_capacity,
        place=house.code,
        for_whom=ForWhom(who),
        added=added,
        way=Way.ACCOUNT,
        by=author(reader),
        at=now(),
    )
    attempt(request, reader, act, "")
    return to("partner_beds")


@BOTH
@room
@require_http_methods(["GET", "POST"])
def data(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what the institution says of itself, and take it anew."""
    place = partner_room.institution_of(reader)
    told = request.POST if request.method == "POST" else directory_room.typed_of(reader.country, place.code, "")
    typed = Typed(told, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _told(typed, reader, place):
        messages.success(request, _("Guardado. Los grupos ya lo ven."))
        return to("partner_data")
    context = {
        "house": place,
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "for_whom": list(words.FOR_WHOM.items()),
        "days": words.DAYS,
        "seen": list(words.SEEN.items()),
        "languages": directory_room.languages(reader.country),
        "sleeps": place.kind in referrals.SLEEPS,
    }
    return page(request, "desk/partner_data.html", context, here="partner_data", status=422 if typed.errors else 200)


def _told(typed: Typed, reader: Reader, place: DirectoryEntry) -> bool:
    told = directory_form.told_in(typed, reader.country)
    act = partial(
        referrals.tell_place,
        place=place.code,
        **vars(told),
        way=Way.ACCOUNT,
        by=author(reader),
        at=now(),
        entry=entry_for(typed, reader),
    )
    return kept(typed, entry_for(typed, reader), act, {}) is not None


def _house(reader: Reader) -> DirectoryEntry:
    """Return the partner's own house; raise NotForYou where nobody sleeps there."""
    place = partner_room.institution_of(reader)
    if place.kind not in referrals.SLEEPS:
        raise NotForYou
    return place
