"""Posibles coincidencias: records that may be one person, side by side, for the identity review of the country and nobody else.

An answer is saved by itself, one key each; what somebody else said meanwhile is shown, and never written over.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import author, now, page, room, to
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import pairs as pairs_room
from vereda.desk.rooms.typed import word_of
from vereda.desk.told import told
from vereda.desk.web.acting import attempt
from vereda.desk.web.new_encounter import entry_of, fresh_token
from vereda.desk.words import pairs as words
from vereda.errors import FieldError
from vereda.logbook.door import Receipt
from vereda.logbook.schema import uuid8
from vereda.people import door as people
from vereda.people.door import LinkSays, UndoneFor

K2 = RecordClass.K2
REVIEWING = (Purpose.QUALITY_AUDIT,)
COMPARES = serves(K2, part=Part.PAIR, purposes=REVIEWING, usual=Purpose.QUALITY_AUDIT)
"""The mark of seeing two records side by side."""
DECIDES = serves(K2, action=Action.APPROVE, part=Part.PAIR, purposes=REVIEWING, usual=Purpose.QUALITY_AUDIT)
"""The mark of saying whether they are one person, and of taking it back."""
SKIPPED = 400
"""So many pairs may be passed over in one sitting."""


@COMPARES
@room
@require_GET
def pairs(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the next pair that waits, what the reader said last, and what asks for another look."""
    country = pairs_room.country_of(reader)
    odd, recent = pairs_room.odd(reader), pairs_room.recent(reader)
    listed = [(row.left, row.right) for row in odd] + [(row.left, row.right) for row in recent]
    log_read(reader, K2, subjects=[one for both in listed for one in both])
    following = pairs_room.next_pair(reader, ())
    context = {
        "pair": following,
        "waiting": pairs_room.waiting(country) if following else pairs_room.waiting_said(0),
        "recent": recent,
        "odd": odd,
        **_answers(),
    }
    return page(request, "desk/pairs.html", context, here="pairs")


@COMPARES
@room
@require_GET
def next_pair(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Return the pair after those that the browser holds already; 204 when none is left."""
    pairs_room.country_of(reader)
    pair = pairs_room.next_pair(reader, _ids(request.GET.get("sin", "")))
    if pair is None:
        return HttpResponse(status=204)
    return page(request, "desk/pair.html", {"pair": pair, **_answers()})


@COMPARES
@room
@require_GET
def pair(request: HttpRequest, reader: Reader, left: UUID, right: UUID) -> HttpResponse:
    """Show two records of which something was said, or that the matching found."""
    country = pairs_room.country_of(reader)
    found = pairs_room.one_pair(reader, left, right)
    if request.GET.get("parte"):
        return page(request, "desk/pair.html", {"pair": found, **_answers()})
    context = {"pair": found, "waiting": pairs_room.waiting(country), "recent": [], "odd": [], **_answers()}
    return page(request, "desk/pairs.html", context, here="pairs")


@DECIDES
@room
@require_POST
def decide(request: HttpRequest, reader: Reader, left: UUID, right: UUID) -> HttpResponse:
    """Save what the reader says of two records."""
    pairs_room.country_of(reader)
    if not pairs_room.is_there(reader, left, right):
        raise NotForYou
    says = word_of(LinkSays, request.POST.get("says", ""))
    if says is None:
        return _refused(request, _("Elija: es la misma persona, son dos, o no se puede saber."), left, right)
    act = partial(
        people.decide_link, left, right, says, because=pairs_room.reasons(request.POST.get("because", "")),
        known=_ids(request.POST.get("known", "")), by=author(reader), at=now(),
        entry=_entry(request.POST.get("entry", ""), reader, left, right),
    )  # fmt: skip
    return _done(request, reader, act, str(words.SAYS[says]), to("pair", left=left, right=right))


@DECIDES
@room
@require_POST
def undo(request: HttpRequest, reader: Reader, link: UUID) -> HttpResponse:
    """Take back what was said of two records, at any later time."""
    country = pairs_room.country_of(reader)
    row = people.links.link_with(link, country)
    if row is None:
        raise NotForYou
    reason = word_of(UndoneFor, request.POST.get("reason", "")) or UndoneFor.SLIP
    entries = _ids(request.POST.get("entries", ""))
    act = partial(people.undo_link, link, entries, reason=reason, by=author(reader), at=now())
    said = _("Deshecho: {one} y {other} quedan como antes.").format(one=folio(row.left), other=folio(row.right))
    return _done(request, reader, act, said, to("pairs"))


@COMPARES
@room
@require_GET
def person(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show which records are one person, who put them together and when, and the way to take it back."""
    pairs_room.country_of(reader)
    records, tied = pairs_room.person(reader, subject)
    context = {"records": records, "tied": tied, "reasons": list(words.UNDONE.items())}
    return page(request, "desk/pair_person.html", context, here="pairs")


def _answers() -> dict[str, object]:
    answers = [(says.value, words.SAYS[says], words.KEYS[says]) for says in LinkSays]
    return {"answers": answers, "undo_for": UndoneFor.SLIP.value, "zero": pairs_room.waiting_said(0)}


def _entry(token: str, reader: Reader, left: UUID, right: UUID) -> UUID | None:
    """Return the id of the entry that an answer to this pair makes, however often it is sent; it is nobody else's entry."""
    made = entry_of(token, reader)
    return uuid8(made.int >> 80, sha256(made.bytes + left.bytes + right.bytes).digest()) if made else None


def _ids(text: str) -> list[UUID]:
    """Return the ids of a list with commas; what is no id is passed over."""
    found = []
    for one in text[: 37 * SKIPPED].split(","):
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _done(request: HttpRequest, reader: Reader, act: Callable[[], Receipt], said: str, refused: HttpResponse) -> HttpResponse:
    """Answer a key with what was saved, and a form by going on to the next pair; refused: where a form goes then."""
    if not _wants_json(request):
        is_done = attempt(request, reader, act, said)
        from_person = next(iter(_ids(request.POST.get("person", ""))), None)
        if from_person:
            return to("pair_person", subject=from_person)
        return to("pairs") if is_done else refused
    try:
        receipt = act()
    except FieldError as error:
        return JsonResponse({"code": error.code, "said": told(error, Labels(reader.country))}, status=409)
    told_back = {"said": said, "waiting": pairs_room.waiting(reader.country), "following": fresh_token()}
    return JsonResponse(told_back | {"entry": str(receipt.entry), "link": str(receipt.subject)})


def _refused(request: HttpRequest, said: str, left: UUID, right: UUID) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"code": "", "said": said}, status=400)
    messages.warning(request, said)
    return to("pair", left=left, right=right)
