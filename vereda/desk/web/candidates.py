"""Candidatas: records of ours that fit who is sought, for the coordination of the group and for who traces for the country.

Nothing of it reaches who seeks. A file of others, and one that is not there, answer alike.
"""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import author, now, page, room, to
from vereda.desk.labels import Labels
from vereda.desk.rooms import candidates as candidates_room
from vereda.desk.rooms import missing as missing_room
from vereda.desk.rooms.typed import word_of
from vereda.desk.told import told
from vereda.desk.web.acting import attempt
from vereda.desk.words import missing as words
from vereda.tracing import door as tracing
from vereda.tracing.door import Looks

K6 = RecordClass.K6
SEEKING = (Purpose.RESCUE, Purpose.TRACING)
COMPARES = serves(K6, purposes=SEEKING, usual=Purpose.RESCUE)
"""The mark of looking at candidates: the whole of a file, of the own group or given to the reader."""
LOOKS = serves(K6, action=Action.WRITE, purposes=SEEKING, usual=Purpose.RESCUE)
"""The mark of saying that two are one, and of giving a file to somebody else."""


@COMPARES
@room
@require_GET
def candidates(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show who fits a file, with evidence field by field; a person decides, and a second one."""
    row, labels = candidates_room.row_of(subject, reader), Labels(reader.country)
    log_read(reader, K6, subject=subject)
    name = missing_room.name_of(row)
    if name:
        log_read(reader, RecordClass.K2, subject=row.person)
    found, wait = list[candidates_room.Shown](), ""
    try:
        found = candidates_room.shown(reader, row, now())
    except tracing.SearchedTooOften as refused:
        wait = told(refused, labels)
    context = {
        **candidates_room.file_context(reader, row, labels),
        "row": row,
        "name": name,
        "who": missing_room.who(row, labels),
        "is_open": not row.close_reason and not row.into and not row.located_at,
        "found": found,
        "wait": wait,
        "may_look": list(words.LOOKS.items()),
        "given": candidates_room.given_to(row, reader.country),
        "tracers": candidates_room.tracers(row, reader.country) if reader.group == row.group else [],
        "sources": candidates_room.sources(),
    }
    return page(request, "desk/missing_candidates.html", context, here="post" if reader.group else "given_files")


@LOOKS
@room
@require_POST
def look(request: HttpRequest, reader: Reader, subject: UUID, person: UUID) -> HttpResponse:
    """Note what the reader thinks of a candidate. Nobody is asked by it, and nothing is counted."""
    candidates_room.row_of(subject, reader, Action.WRITE)
    says = word_of(Looks, request.POST.get("says", ""))
    if says is None:
        messages.warning(request, _("Elija si parece la misma persona, si no, o si no está segura."))
        return to("missing_candidates", subject=subject)
    done = partial(tracing.look, file=subject, person=person, says=says, by=author(reader), at=now())
    attempt(request, reader, done, _("Anotado lo que usted ve. A quien busca no se le dice nada."))
    return to("missing_candidates", subject=subject)


@LOOKS
@room
@require_POST
def assign(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Give a file of the group to somebody who traces for the country, or take it back."""
    missing_room.row_of(subject, missing_room.sees(reader), reader)
    account, is_on = request.POST.get("account", "")[:64], request.POST.get("on") == "1"
    said = _("Encargado: compara también con quienes dijeron que sí en otros grupos.") if is_on else _("Ya no lo lleva.")
    done = partial(tracing.assign, file=subject, account=account, is_on=is_on, by=author(reader), at=now())
    attempt(request, reader, done, said)
    return to("missing_candidates", subject=subject)


@serves(K6, purposes=(Purpose.TRACING,), usual=Purpose.TRACING)
@room
@require_GET
def given(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the files that were given to the reader, of whatever group: folio, group and how long they wait."""
    rows = tracing.files_of_account(reader.account, reader.country)
    log_read(reader, K6, subjects=[row.subject for row in rows])
    labels = Labels(reader.country)
    listed = [(row, missing_room.who(row, labels), candidates_room.group_name(row.group, reader.country)) for row in rows]
    return page(request, "desk/missing_given.html", {"rows": listed}, here="given_files")
