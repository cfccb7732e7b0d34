"""Servicios: the directory, one place, and what it says by telephone; Lugares: the free places of the houses."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import NotForYou, Part, Purpose, Reader, RecordClass, Role, log_read, serves
from vereda.countries.door import DirectoryEntry
from vereda.desk.frame import author, now, page, rights, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import directory as directory_room
from vereda.desk.rooms import directory_form
from vereda.desk.rooms.typed import Typed, word_of
from vereda.desk.web.acting import POST_WORK
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.words import directory as words
from vereda.logbook.door import Receipt
from vereda.referrals import door as referrals
from vereda.referrals.door import ForWhom, Service, Way

READS = serves(RecordClass.K0)
BEDS = serves(
    RecordClass.K1,
    part=Part.POST,
    purposes=(Purpose.ASSIST, Purpose.RESCUE, Purpose.MEDICAL, Purpose.PROTECTION_CASE),
    usual=Purpose.ASSIST,
)
"""The mark of who sees how much room the houses have: who works at a post, and who answers for all of them."""
SAID_BY = (Way.TELEPHONE, Way.IN_PERSON)


@READS
@room
@require_GET
def directory(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show who helps, near the post or everywhere, by need and whether they are open now."""
    _not_for_partners(reader)
    service = word_of(Service, request.GET.get("need", ""))
    is_all, is_open_now = bool(request.GET.get("all")), bool(request.GET.get("open"))
    rows = directory_room.listed(reader, directory_room.chosen(reader, service, is_all), now())
    unsaid = [one for one in rows if one.is_open is None]
    context = {
        "rows": [one for one in rows if one.is_open] if is_open_now else rows,
        "unsaid": unsaid if is_open_now else [],
        "need": service or "",
        "needs": list(referrals.labels.SERVICES.items()),
        "is_all": is_all,
        "is_open_now": is_open_now,
        "own_post": directory_room.post_of(reader),
        "with_beds": directory_room.may_see_beds(reader),
    }
    return page(request, "desk/directory.html", context, here="post" if reader.group else "directory")


@READS
@room
@require_GET
def place(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    """Show one place, and the forms to write down what it said by telephone."""
    typed = Typed(directory_room.typed_of(reader.country, code, reader.group), Labels(reader.country), zone_of(reader))
    return _place(request, reader, _found(reader, code), typed)


def _place(request: HttpRequest, reader: Reader, entry: DirectoryEntry, typed: Typed) -> HttpResponse:
    can = rights(reader).post
    context = {
        "one": directory_room.listed_one(reader, entry, now()),
        "address": directory_room.address_of(entry),
        "form": typed,
        "can": can,
        "for_whom": list(words.FOR_WHOM.items()),
        "days": words.DAYS,
        "seen": list(words.SEEN.items()),
        "ways": [(way, words.WAYS[way]) for way in SAID_BY],
        "languages": directory_room.languages(reader.country),
        "sleeps": entry.kind in referrals.SLEEPS,
        "past": directory_room.history(reader, entry.code) if can else [],
        "token": typed.get("form") or fresh_token(),
    }
    return page(request, "desk/directory_place.html", context, here="post", status=422 if typed.errors else 200)


@POST_WORK
@room
@require_POST
def say_capacity(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    """Note the free places that a house said."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    free, way, entry = directory_form.free_in(typed), _way(typed), _found(reader, code)

    def act() -> Receipt:
        return referrals.say_capacity(
            place=code, free=free, way=way, by=author(reader), at=now(), now=now(), entry=entry_for(typed, reader)
        )

    fields = {"referrals.capacity_missing": f"free:{ForWhom.WOMEN}"}
    if kept(typed, entry_for(typed, reader), act, fields) is None:
        return _place(request, reader, entry, typed)
    messages.success(request, _("Anotado. Vale hasta mañana a esta hora; después hay que contar otra vez."))
    return to("place", code=code)


@POST_WORK
@room
@require_POST
def tell_place(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    """Note whom a place serves and when."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    told, entry = directory_form.told_in(typed, reader.country), _found(reader, code)
    act = partial(
        referrals.tell_place,
        place=code,
        **vars(told),
        way=_way(typed),
        by=author(reader),
        at=now(),
        entry=entry_for(typed, reader),
    )
    if kept(typed, entry_for(typed, reader), act, {}) is None:
        return _place(request, reader, entry, typed)
    messages.success(request, _("Anotado lo que dijo de sí."))
    return to("place", code=code)


@BEDS
@room
@require_GET
def beds(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the free places of the houses, those counted today first."""
    post, is_all = directory_room.post_of(reader), bool(request.GET.get("all"))
    houses = referrals.places.shelters(reader.country)
    if post and not is_all:
        houses = [row for row in houses if directory_room.is_near(row, post)]
    rows = directory_room.listed(reader, houses, now())
    said = referrals.places.places(reader.country, reader.group)
    log_read(reader, RecordClass.K1, subjects=[said[one.entry.code].subject for one in rows if one.entry.code in said])
    context = {
        "today": [one for one in rows if one.beds and one.beds.is_todays],
        "old": [one for one in rows if not (one.beds and one.beds.is_todays)],
        "is_all": is_all,
        "own_post": post,
        "can": rights(reader).post,
    }
    return page(request, "desk/beds.html", context, here="post" if reader.group else "beds")


def _way(typed: Typed) -> Way:
    return Way.IN_PERSON if typed.get("way") == Way.IN_PERSON else Way.TELEPHONE


def _found(reader: Reader, code: str) -> DirectoryEntry:
    _not_for_partners(reader)
    entry = referrals.places.in_directory(reader.country, code)
    if entry is None:
        raise NotForYou
    return entry


def _not_for_partners(reader: Reader) -> None:
    """Refuse a partner: it sees its own referrals and its own house, and nothing else of ours."""
    if reader.role == Role.PARTNER:
        raise NotForYou
