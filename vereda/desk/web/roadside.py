"""Six things to notice and one act: an agent's note to who carries protection, sent sealed and never read back."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vereda.access.door import NotForYou, Reader
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import protection as protection_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.web.protection import SENDS
from vereda.desk.words import protection as words
from vereda.protection.door import AskedFor, case_actions
from vereda.protection.door import roadside as signs

FIELDS = {
    "protection.nothing_to_look_at": "noticed",
    "protection.row_not_known": "noticed",
    "protection.met_unknown": "person",
}
MOST = 2000


@SENDS
@room
@require_http_methods(["GET", "POST"])
def roadside(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what to notice and what to do, or send the note; of what was sent nothing is shown again."""
    if not protection_room.sends(reader):
        raise NotForYou
    asked = request.POST.get("encounter") or request.GET.get("encuentro") or ""
    encounter, persons = protection_room.met(asked, reader)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _sent(typed, reader, encounter, persons):
        messages.success(request, _("Enviado y sellado. Lo ve quien lleva protección; aquí no queda a la vista."))
        return to("encounter", subject=encounter) if encounter else to("board")
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "things": [(one.code, protection_room.in_tongue(one)) for one in signs.things()],
        "act": protection_room.in_tongue(signs.act()),
        "is_signed": protection_room.is_signed(signs.RULE, now().date()),
        "unsigned": words.UNSIGNED,
        "encounter": encounter,
        "persons": persons,
    }
    return page(request, "desk/roadside.html", context, here="board", status=422 if typed.errors else 200)


def _sent(typed: Typed, reader: Reader, encounter: UUID | None, persons: list[tuple[str, str]]) -> bool:
    person = typed.get("person")
    if person and person not in dict(persons):
        typed.wrong("person", _("Elija a la persona de la lista, o siga sin nombre."))
        return False
    noticed = [code for code, _name in typed.named("noticed:")]
    why = AskedFor(noticed=noticed[:40], presses=typed.is_on("presses"), words=typed.text("words", MOST)[:MOST])
    entry = entry_for(typed, reader)
    act = partial(
        case_actions.ask,
        why,
        by=author(reader),
        at=now(),
        encounter=encounter,
        person=UUID(person) if person else None,
        takes=protection_room.sees_waiting(reader),
        entry=entry,
    )
    return kept(typed, entry, act, FIELDS) is not None
