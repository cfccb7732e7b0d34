"""Noting at the desk what a party answered when it was asked when a group last helped it; one tap, or a number each."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vereda.access.door import Action, NotForYou, Reader, RecordClass, log_read
from vereda.desk.frame import author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import last_help as room_of
from vereda.desk.rooms.typed import FORM, Typed, word_of
from vereda.desk.web.acting import WRITES
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.encounters import door as encounters
from vereda.logbook.door import subject as subject_of
from vereda.people.schema import LastHelp


@WRITES
@room
@require_http_methods(["GET", "POST"])
def last_help(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the answers of a party by nationality, to be written or corrected; or record them."""
    row = encounters.encounter(subject, [own_group(reader, Action.WRITE)], reader.country)
    found = subject_of(subject) if row is not None else None
    if row is None or found is None or found.is_erased:
        raise NotForYou
    log_read(reader, RecordClass.K1, subject=subject)
    labels, state = Labels(reader.country), found.folded.state
    if room_of.question(reader, row, state, labels) is None:
        messages.warning(request, _("A este grupo no le toca la pregunta: el programa dice a cuáles."))
        return to("encounter", subject=subject)
    typed = Typed(request.POST or room_of.stands(state), labels, zone_of(reader))
    if request.method == "POST" and _noted(typed, reader, subject):
        messages.success(request, _("Anotado. Gracias."))
        return to("encounter", subject=subject)
    context = {
        "form": typed,
        "row": row,
        "folio": folio(subject),
        "question": room_of.words.QUESTION,
        "answers": room_of.choices(),
        "columns": room_of.columns(state, labels),
        "prefix": room_of.PREFIX,
        "token": typed.get("form") or fresh_token(),
    }
    return page(request, "desk/last_help.html", context, here="encounters", status=422 if typed.errors else 200)


def _noted(typed: Typed, reader: Reader, subject: UUID) -> bool:
    found = subject_of(subject)
    assert found is not None
    one = word_of(LastHelp, typed.get("answer"))
    answers = room_of.of_all(found.folded.state, one) if one else room_of.typed_answers(typed, found.folded.state, typed.labels)
    entry = entry_for(typed, reader)
    act = partial(encounters.answer_last_help, subject, answers, by=author(reader), at=now(), entry=entry)
    if not one and not any(answers.values()) and not encounters.answers_of(found.folded.state):
        typed.wrong(FORM, _("Escriba de cuántas personas es cada respuesta, o use «Sin respuesta»."))
    return kept(typed, entry, act, {}) is not None
