"""What is done with a distribution or a reception: counted, taken back, moved, explained, closed, added late, opened again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vereda.access.door import NotForYou, Reader
from vereda.desk.frame import author, now, room, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import choices, gathering_forms, gathering_goods
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.desk.web.gatherings import again, done, row_of, shown
from vereda.desk.web.once import entry_for, kept, once
from vereda.desk.words.gatherings import LOST, MOVES
from vereda.errors import FieldError
from vereda.gatherings import door as gatherings
from vereda.gatherings.door import Gathering
from vereda.logbook.door import Receipt, in_turn, record_all
from vereda.supplies import door as supplies
from vereda.supplies.door import Moved, WrittenOffFor


@POST_WORK
@room
@require_POST
def count(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Add what a hand counted: of the desk's own lane, or of a sheet."""
    row, typed = row_of(reader, subject), _typed(request, reader)
    people, items = gathering_forms.read_counted(typed, [one["item"] for one in row.items])
    lane, entry = typed.text("lane", 20), entry_for(typed, reader)
    act = partial(
        gatherings.count, gathering=subject, by=author(reader), at=now(), lane=lane, people=people, items=items, entry=entry
    )
    return _kept(request, reader, row, "count", typed, entry, act, _("Sumado a la cuenta."))


@POST_WORK
@room
@require_POST
def take_back(request: HttpRequest, reader: Reader, subject: UUID, entry: UUID) -> HttpResponse:
    """Take a bundle of taps away again."""
    row, typed = row_of(reader, subject), _typed(request, reader)
    typed.values["takes_back"] = str(entry)  # all bundles of a page are sent with the token of that page
    form = entry_for(typed, reader)
    act = partial(gatherings.take_back, gathering=subject, entry=entry, by=author(reader), at=now(), form=form)
    attempt(request, reader, partial(once, form, act), _("Quitado de la cuenta."))
    return again(row)


@POST_WORK
@room
@require_POST
def take_lane(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note which lane, or which tokens, somebody has."""
    row, typed = row_of(reader, subject), _typed(request, reader)
    tokens, counter = gathering_forms.read_tokens(typed), typed.get("counter")
    if counter not in choices.staff(row.group, row.country):
        typed.wrong("counter", _("Elija a alguien del grupo."))
    act = partial(
        gatherings.take_lane,
        gathering=subject, counter=counter, lane=typed.text("own_lane", 20), tokens=tokens, by=author(reader), at=now(),
    )  # fmt: skip
    return _kept(request, reader, row, "lane", typed, None, act, _("Anotado quién cuenta dónde."))


@POST_WORK
@room
@require_POST
def move_goods(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note in the stock that goods left for the distribution, came back, or were lost there."""
    row, typed = row_of(reader, subject), _typed(request, reader)
    what, reason, lines = typed.get("move"), typed.get("reason"), gathering_forms.read_goods(typed)
    if what not in MOVES:
        typed.wrong("move", _("Elija de la lista."))
    if what == Moved.WRITTEN_OFF and reason not in LOST:
        typed.wrong("reason", _("Diga por qué se perdió."))
    if not lines and not typed.errors:
        typed.wrong("move", _("Escriba cuántas piezas."))
    if not typed.errors:
        why = WrittenOffFor(reason) if reason in LOST else WrittenOffFor.OTHER
        entry = entry_for(typed, reader)
        try:
            gathering_goods.move(row, Moved(what), lines, reason=why, by=author(reader), at=now(), entry=entry)
        except FieldError as error:
            if error.code != "supplies.already_noted":  # two taps: the first one noted it
                typed.refuse(error, gathering_forms.FIELDS)
    return shown(request, reader, row, {"goods": typed}) if typed.errors else done(request, row, _("Anotado en existencias."))


@POST_WORK
@room
@require_POST
def take_goods_back(request: HttpRequest, reader: Reader, subject: UUID, entry: UUID) -> HttpResponse:
    """Take a movement of this distribution out of the stock again."""
    row = row_of(reader, subject)
    if entry not in {one.entry for one in gathering_goods.movements(row)}:
        raise NotForYou
    act = partial(supplies.stock_actions.withdraw, entry, by=author(reader), at=now())
    attempt(request, reader, act, _("Quitado de las existencias. Queda en la historia."))
    return again(row)


@POST_WORK
@room
@require_POST
def explain(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note in words why goods do not add up."""
    row, typed = row_of(reader, subject), _typed(request, reader)
    words = typed.text("words", 4000)
    act = partial(gatherings.explain, gathering=subject, words=words, by=author(reader), at=now())
    return _kept(request, reader, row, "words", typed, None, act, _("Explicación guardada."))


@POST_WORK
@room
@require_POST
def close(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Close the count into an encounter, both in one block."""
    row, typed = row_of(reader, subject), _typed(request, reader)
    words, alone = typed.text("close_words", 4000), typed.number("alone", 100_000)

    def act() -> Receipt:
        told = gatherings.closing_of(subject, by=author(reader), at=now(), now=now(), words=words, unaccompanied_minors=alone)
        goods = gathering_goods.given_drafts(row, told.given, told.encounter, by=author(reader), at=now())
        return record_all([*told.drafts, *goods])[0]

    with in_turn("gathering", str(subject)):
        return _kept(request, reader, row, "close", typed, None, act, _("Cerrado. Lo contado ya es un encuentro."))


@POST_WORK
@room
@require_POST
def add_late(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Add to the encounter, and take out of the stock, what arrived after the closing; or take back what was taken back."""
    row = row_of(reader, subject)

    def act() -> None:
        told = gatherings.late_of(subject, by=author(reader), at=now())
        with transaction.atomic():
            if told.is_anew:
                gathering_goods.take_given_back(row, by=author(reader), at=now())
            record_all(
                [*told.drafts, *gathering_goods.given_drafts(row, told.given, told.encounter, by=author(reader), at=now())]
            )

    with in_turn("gathering", str(subject)):
        attempt(request, reader, act, _("Agregado al encuentro, como corrección."))
    return again(row)


@POST_WORK
@room
@require_POST
def reopen(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have a closed count go on; its encounter no longer counts until it is closed again."""
    row = row_of(reader, subject)

    def act() -> None:
        with transaction.atomic():
            record_all(gatherings.reopening_of(subject, by=author(reader), at=now()))
            gathering_goods.take_given_back(row, by=author(reader), at=now())

    with in_turn("gathering", str(subject)):
        attempt(request, reader, act, _("Abierto otra vez. El encuentro que hizo ya no cuenta; al cerrar se hace uno nuevo."))
    return again(row)


@POST_WORK
@room
@require_POST
def arrive(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that what was expected is here."""
    row = row_of(reader, subject)
    act = partial(gatherings.arrive, gathering=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado: ya llegó."))
    return again(row)


@POST_WORK
@room
@require_POST
def withdraw(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that it was opened by mistake, or never came."""
    row = row_of(reader, subject)
    act = partial(gatherings.withdraw, gathering=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Retirado: no cuenta. Queda en la historia."))
    return again(row)


def _typed(request: HttpRequest, reader: Reader) -> Typed:
    return Typed(request.POST, Labels(reader.country), zone_of(reader))


def _kept(
    request: HttpRequest,
    reader: Reader,
    row: Gathering,
    name: str,
    typed: Typed,
    entry: UUID | None,
    act: Callable[[], Receipt],
    said: str,
) -> HttpResponse:
    """Do it and go on, or show the page again with the form as it was typed."""
    if kept(typed, entry, act, gathering_forms.FIELDS) is None:
        return shown(request, reader, row, {name: typed})
    return done(request, row, said)
