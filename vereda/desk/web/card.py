"""A contact card at an encounter: given or read, answered with 'noted' and nothing else, whoever's it is; and cards to print.

Words come in the body of a request and go into a sealed box: never an address, a log, a message or a name of a file.
"""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from vereda.access.door import Action, NotForYou, Reader, RecordClass, log_read
from vereda.desk.frame import author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms.typed import FORM, Typed
from vereda.desk.web.acting import WRITES
from vereda.desk.web.new_encounter import entry_of, fresh_token
from vereda.desk.web.once import kept
from vereda.desk.words import card as words
from vereda.encounters import door as encounters
from vereda.errors import FieldError
from vereda.handouts import door as handouts
from vereda.logbook.door import subject as subject_of
from vereda.people.door import CardAct, fresh_code, note_card
from vereda.people.schema import CARRIERS_MOST, card_typed

NEW = "new"


@WRITES
@room
@require_http_methods(["GET", "POST"])
def card(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show how a card is given and read, or note one. New words are drawn for this answer and kept nowhere."""
    row = encounters.encounter(subject, [own_group(reader, Action.WRITE)], reader.country)
    found = subject_of(subject) if row is not None else None
    if row is None or found is None or found.is_erased:
        raise NotForYou
    log_read(reader, RecordClass.K1, subject=subject)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    typed.values.setdefault("carriers", "1")
    met = list(encounters.people_by_nationality(found.folded.state))
    proposed: tuple[str, ...] = ()
    if meant := card_typed(typed.get("meant")).code:
        typed.values["words"] = meant
    elif request.method == "POST" and typed.get("act") != NEW:
        proposed = _check(typed)
        if _noted(typed, reader, met[0] if len(met) == 1 else "XX"):
            messages.success(request, words.NOTED)
            return to("card", subject=subject)
    code = fresh_code() if typed.get("act") == NEW else ""
    context = {
        "form": typed,
        "folio": folio(subject),
        "subject": subject,
        "say": words.SAY,
        "code": code,
        "picture": handouts.code_of(code) if code else "",
        "proposed": proposed,
        "most": CARRIERS_MOST,
        "token": fresh_token(),
    }
    return page(request, "desk/card.html", context, here="encounters", status=422 if typed.errors else 200)


def _check(typed: Typed) -> tuple[str, ...]:
    """Say what is wrong with the words, of themselves alone; return which may be meant."""
    read = card_typed(typed.get("words"))
    if read.wrong:
        typed.wrong("words", str(words.WRONG[read.wrong]))
    if typed.get("act") not in set(CardAct):
        raise NotForYou
    return read.proposed


def _noted(typed: Typed, reader: Reader, nationality: str) -> bool:
    entry, carriers = entry_of(typed.get("form"), reader), typed.number("carriers", CARRIERS_MOST) or 1
    code = card_typed(typed.get("words")).code
    act = partial(
        note_card,
        code,
        CardAct(typed.get("act")),
        by=author(reader),
        at=now(),
        carriers=carriers,
        nationality=nationality,
        entry=entry,
    )
    return kept(typed, entry, act, {}) is not None


@WRITES
@room
@require_http_methods(["GET", "POST"])
def to_print(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show how many sheets can be made, or return them as PDF: other words each time, and none of them is kept."""
    own_group(reader, Action.WRITE)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    typed.values.setdefault("sheets", "1")
    there = list(handouts.texts_of_card())
    if request.method == "POST":
        sheets = typed.number("sheets", handouts.SHEETS_MOST) or 1
        languages = [one for one in there if typed.is_on(f"lang:{one}")] or there[:2]
        content = _sheets(typed, sheets, languages) if not typed.errors else None
        if content is not None:
            log_read(reader, RecordClass.K0, Action.EXPORT, subjects=["tarjetas.pdf"])
            answer = HttpResponse(content, content_type="application/pdf")
            answer["Content-Disposition"] = 'attachment; filename="tarjetas.pdf"'
            answer["Cache-Control"] = "no-store"
            return answer
    names = [(one, typed.labels.language(one)) for one in there]
    context = {"form": typed, "languages": names, "most": handouts.SHEETS_MOST, "each": handouts.A_SHEET}
    return page(request, "desk/cards.html", context, here="encounters", status=422 if typed.errors else 200)


def _sheets(typed: Typed, sheets: int, languages: list[str]) -> bytes | None:
    try:
        return handouts.contact_cards([fresh_code() for _card in range(sheets * handouts.A_SHEET)], languages)
    except FieldError as error:
        typed.refuse(error, {"handouts.text_of_card_missing": FORM})
    return None
