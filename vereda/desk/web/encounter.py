"""The page of one encounter, and what is done there: withdraw, reinstate, strike, join, separate."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Reader, RecordClass, holds, log_read, serves
from vereda.desk.frame import LOOKING, author, now, own_group, page, rights, room, to
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import encounter as told_room
from vereda.desk.rooms import guidance_told, last_help, referral_form
from vereda.desk.rooms import history as history_room
from vereda.desk.rooms import referrals as referrals_room
from vereda.desk.rooms import surveys as surveys_room
from vereda.desk.rooms.typed import word_of
from vereda.desk.web.acting import DECIDES, WRITES, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.encounters import door as encounters
from vereda.encounters.door import Encounter, WithdrawnFor
from vereda.groups import door as groups
from vereda.logbook import door as logbook
from vereda.protection import door as protection
from vereda.rescue import door as rescue


@serves(RecordClass.K1, purposes=LOOKING)
@room
@require_GET
def encounter(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show exactly what was written, its history, and what may be done."""
    group = own_group(reader)
    found = logbook.subject(subject)
    if found is None or (found.ref.kind, found.ref.group, found.ref.country) != ("encounter", group, reader.country):
        raise NotForYou
    log_read(reader, RecordClass.K1, subject=subject)
    if found.is_erased:
        return page(request, "desk/erased.html", {"folio": folio(subject)}, here="encounters")
    row = _row(reader, subject)
    labels = Labels(reader.country)
    steps, others = history_room.steps(logbook.history(subject), group, labels)
    can = rights(reader)
    similar = encounters.likely_same(row) if can.approve and not row.is_withdrawn and row.joined_into is None else []
    if similar:
        log_read(reader, RecordClass.K1, subjects=[other.subject for other in similar])
    context = {
        "row": row,
        "told": told_room.told(found, row, labels),
        "note": told_room.note(reader, found, row),
        "may_names": told_room.may_read_names(reader, row),
        "spot": told_room.spot(reader, subject),
        "cell": told_room.cell_label(row),
        "steps": steps,
        "others": others,
        "mission": rescue.mission(row.mission, group, reader.country) if row.mission else None,
        "patrol": groups.patrol(row.patrol, group, reader.country) if row.patrol else None,
        "path": protection.path_of(subject, group, reader.country) if row.unaccompanied_minors else None,
        "disputes": logbook.disputes_of(subject),
        "similar": similar,
        "is_author": can.write and encounters.is_written_by(subject, reader.account),
        "last_help": last_help.question(reader, row, found.folded.state, labels),
        "last_help_words": last_help.words,
        "token": fresh_token(),
        "tellings": guidance_told.tellings(subject, group, reader.country),
        "first_aid": bool(reader.group) and holds(reader.role, RecordClass.K3, Action.WRITE) and _takes_first_aid(row),
        "refer_at": referral_form.way_in(reader) if not (row.is_struck or row.is_withdrawn) else "",
        "referrals": referrals_room.of_encounter(reader, subject, now()),
        "forms": surveys_room.beside(subject, group, reader.country),
        "is_new": "nuevo" in request.GET,
        "folio_of": folio,
        "reasons": list(WithdrawnFor),
    }
    return page(request, "desk/encounter.html", context, here="encounters")


@WRITES
@room
@require_POST
def withdraw(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take an encounter out of the counts, with a reason."""
    _row(reader, subject)
    chosen = word_of(WithdrawnFor, request.POST.get("reason", "")) or WithdrawnFor.MISTAKE
    act = partial(encounters.withdraw_meeting, subject, reason=chosen, by=author(reader), at=now())
    attempt(request, reader, act, _("Retirado: ya no cuenta. Queda en su historia."))
    return to("encounter", subject=subject)


@WRITES
@room
@require_POST
def reinstate(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have a withdrawn encounter count again."""
    _row(reader, subject)
    act = partial(encounters.reinstate_meeting, subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Vuelve a contar."))
    return to("encounter", subject=subject)


@WRITES
@room
@require_POST
def strike(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Erase at once what the person asked to strike: note, names and place are gone, the tally stays. Its author alone may."""
    _row(reader, subject)
    act = partial(encounters.strike_meeting, subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Tachado. La cuenta se conserva; lo demás se borró."))
    return to("encounter", subject=subject)


@DECIDES
@room
@require_POST
def join(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Say that two records tell of one meeting; the other one counts for both."""
    _row(reader, subject)
    into = request.POST.get("into", "")
    try:
        kept = UUID(into)
    except ValueError:
        raise NotForYou from None
    _row(reader, kept)
    act = partial(encounters.join_meetings, subject, into=kept, by=author(reader), at=now())
    attempt(request, reader, act, _("Unidos: cuentan una vez. Se puede deshacer aquí."))
    return to("encounter", subject=subject)


@DECIDES
@room
@require_POST
def separate(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Say that they were two meetings after all."""
    _row(reader, subject)
    act = partial(encounters.separate_meeting, subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Separados: cada uno cuenta."))
    return to("encounter", subject=subject)


def _takes_first_aid(row: Encounter) -> bool:
    """Tell whether first aid can be noted at an encounter; the button says nothing of whether some was."""
    return not (row.is_struck or row.is_withdrawn or row.joined_into or row.is_aggregate)


def _row(reader: Reader, subject: UUID) -> Encounter:
    """Return an encounter of the reader's group; another group's is not there."""
    row = encounters.encounter(subject, [reader.group], reader.country) if reader.group else None
    if row is None:
        raise NotForYou
    return row
