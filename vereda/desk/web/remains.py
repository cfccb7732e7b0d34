"""People who were found dead: the list, one file with an act at a time, its sheets. Who may not open the words sees the codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, holds, log_read, reach_of, serves
from vereda.desk.frame import author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import duty as duty_room
from vereda.desk.rooms import history as history_room
from vereda.desk.rooms import remains as remains_room
from vereda.desk.rooms import remains_acts, remains_form, remains_print
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.words import remains as words
from vereda.logbook import door as logbook
from vereda.logbook.door import Receipt
from vereda.rescue.door import Remains, RemainsStep, belongings_actions, remains_actions, remains_steps
from vereda.rescue.door import remains_lookups as lookups

PURPOSES = (Purpose.RESCUE, Purpose.ASSIST)
SEES = serves(RecordClass.K1, purposes=PURPOSES, usual=Purpose.RESCUE)
ACTS = serves(RecordClass.K1, action=Action.WRITE, part=Part.POST, purposes=PURPOSES, usual=Purpose.RESCUE)
FORENSIC = serves(RecordClass.K6, purposes=(Purpose.TRACING,), on_post=Action.READ)
"""The mark of the note for the forensic service: the class of tracing, for tracing alone. The coordination holds it."""
NOTES = serves(
    RecordClass.K6,
    action=Action.WRITE,
    part=Part.ALERT_TEXT,
    purposes=(Purpose.RESCUE, Purpose.TRACING),
    usual=Purpose.RESCUE,
)
"""The mark of writing that note, and of reading nothing of it: whoever is on duty."""
ENDED = timedelta(days=30)


@SEES
@room
@require_GET
def remains_list(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the open files, and those of the last 30 days that are done or withdrawn."""
    group, labels = own_group(reader), Labels(reader.country)
    opened = lookups.open_remains(group, reader.country)
    there = {row.subject for row in opened}
    ended = [row for row in lookups.remains_since(group, reader.country, now() - ENDED) if row.subject not in there]
    log_read(reader, RecordClass.K1, subjects=[row.subject for row in (*opened, *ended)])
    context = {
        "opened": remains_room.described(opened, now(), labels),
        "ended": remains_room.described(ended, now(), labels),
    }
    return page(request, "desk/remains_list.html", context, here="post")


@ACTS
@room
@require_http_methods(["GET", "POST"])
def new_remains(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of a finding, or keep it together with the encounter that counts it."""
    labels, zone = Labels(reader.country), zone_of(reader)
    own_group(reader, Action.WRITE, Part.POST)
    if request.method == "GET":
        given = {
            name: request.GET.get(word, "")
            for name, word in (("mission", "mision"), ("patrol", "recorrido"), ("encounter", "encuentro"))
        }
        return _form(request, reader, Typed(remains_form.first(reader, now(), given), labels, zone), None)
    typed = Typed(request.POST, labels, zone)
    at, entry = typed.instant("at") or now(), entry_for(typed, reader)
    finding = remains_form.read(typed, reader, now())
    act = finding and partial(remains_actions.find_remains, finding, by=author(reader), at=at, now=now(), entry=entry)
    made = kept(typed, entry, act, remains_form.FIELDS) if act else None
    if made is None:
        return _form(request, reader, typed, None)
    messages.success(request, _("Ficha abierta. Lo que sigue: avisar a la fiscalía."))
    return to("remains", subject=made)


@ACTS
@room
@require_http_methods(["GET", "POST"])
def correct_remains(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show a file as it was told, or keep what is corrected of it."""
    row, labels, zone = row_of(reader, subject), Labels(reader.country), zone_of(reader)
    was = remains_form.values_of(row, remains_room.sealed(reader, row), timezone.localtime(row.found_at))
    if request.method == "GET":
        return _form(request, reader, Typed(was, labels, zone), row)
    typed = Typed(request.POST, labels, zone)
    entry, told = entry_for(typed, reader), remains_form.read_changes(typed, was, row, reader)
    act = told and partial(remains_actions.correct_remains, subject, by=author(reader), at=now(), now=now(), entry=entry, **told)
    if not act or kept(typed, entry, act, remains_form.FIELDS) is None:
        return _form(request, reader, typed, row)
    messages.success(request, _("Corregido."))
    return to("remains", subject=subject)


def _form(request: HttpRequest, reader: Reader, typed: Typed, row: Remains | None) -> HttpResponse:
    offered = remains_form.offered(reader, now())
    context = {"form": typed, "token": typed.get("form") or fresh_token(), "row": row, **offered}
    return page(request, "desk/remains_form.html", context, here="post", status=422 if typed.errors else 200)


@SEES
@room
@require_GET
def remains(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one file: what is owed, what is known, the next act, the list, what happened."""
    row = row_of(reader, subject)
    return _shown(request, reader, row, "", Typed({}, Labels(reader.country), zone_of(reader)))


def _shown(request: HttpRequest, reader: Reader, row: Remains, act: str, typed: Typed) -> HttpResponse:
    """Return the page of a file. act, typed: the act that was refused, and what was typed for it."""
    log_read(reader, RecordClass.K1, subject=row.subject)
    with_note = remains_room.may_read_note(reader, row)
    usual = Typed({"at": now().strftime(remains_form.TYPED)}, typed.labels, typed.zone)
    members = duty_room.members(row.group, row.country)
    context = {
        "row": row,
        "one": remains_room.described([row], now(), typed.labels)[0],
        "sealed": remains_room.sealed(reader, row),
        "act": act,
        "typed": typed,
        "usual": usual,
        "token": typed.get("form") or fresh_token(),
        "prosecutors": remains_acts.prosecutors(row.country, now()),
        "told_bys": list(words.TOLD_BY.items()),
        "withdrawn_for": list(words.WITHDRAWN.items()),
        "members": list(members.items()),
        "rows": range(remains_acts.ROWS),
        "undo": [(one.value, str(words.UNDO[one])) for one in remains_acts.undoable(row)],
        "may_sign": reader.account not in belongings_actions.writers_of(row),
        "disagrees": remains_room.disagrees(row),
        "with_note": with_note,
        "may_note": holds(reader.role, RecordClass.K6, Action.WRITE, Part.ALERT_TEXT),
        "disputes": logbook.disputes_of(row.subject),
        "lines": remains_room.timeline(logbook.history(row.subject), row, with_note=with_note),
        "official_said": remains_room.official_said,
        "folio_of": folio,
    }
    return page(request, "desk/remains.html", context, here="post", status=422 if typed.errors else 200)


@ACTS
@room
@require_POST
def act_on_remains(request: HttpRequest, reader: Reader, subject: UUID, what: str) -> HttpResponse:
    """Note one thing: told, came, number, who stays, belongings, handed over. What was typed comes back where it is refused."""
    if what not in ACTS_BY_WORD:
        raise NotForYou
    return _acted(request, reader, subject, what)


@NOTES
@room
@require_POST
def note_match(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Seal a note for the forensic service."""
    return _acted(request, reader, subject, NOTE)


def _acted(request: HttpRequest, reader: Reader, subject: UUID, what: str) -> HttpResponse:
    row, (read, said) = row_of(reader, subject), {**ACTS_BY_WORD, **NOTE_BY_WORD}[what]
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    entry = entry_for(typed, reader)
    act = read(typed, row, typed.instant("at") or now())
    done = act and partial(act, remains=subject, by=author(reader), entry=entry)
    if not done or kept(typed, entry, done, remains_form.FIELDS) is None:
        return _shown(request, reader, row_of(reader, subject), what, typed)
    messages.success(request, str(said))
    return to("remains", subject=subject)


type Reads = Callable[[Typed, Remains, datetime], Callable[..., Receipt] | None]

ACTS_BY_WORD: Mapping[str, tuple[Reads, str | Promise]] = {
    "avisada": (remains_acts.told, lazy("Anotado: se avisó. Si nadie llega, la ficha lo recuerda.")),
    "llegada": (remains_acts.came, lazy("Anotado: llegó la autoridad.")),
    "carpeta": (remains_acts.case, lazy("Número de carpeta guardado.")),
    "acompana": (remains_acts.staying, lazy("Anotado quién acompaña.")),
    "entregada": (remains_acts.handed, lazy("Anotado: se entregó a la autoridad.")),
    "pertenencias": (remains_acts.listed, lazy("Lista guardada. Falta que otra persona la contrafirme.")),
    "ninguna": (remains_acts.nothing, lazy("Anotado: no hay pertenencias a la vista. Falta que otra persona lo contrafirme.")),
    "recibidas": (remains_acts.received, lazy("Anotado: la autoridad firmó las pertenencias.")),
    "retirar": (remains_acts.withdrawn, lazy("Ficha anulada: ya no entra en los totales.")),
}
"""What somebody can note of a file: by the word in the address."""
NOTE = "forense"
NOTE_BY_WORD: Mapping[str, tuple[Reads, str | Promise]] = {
    NOTE: (remains_acts.match, lazy("Nota sellada. La imprime la coordinación, solo para el servicio forense.")),
}


@ACTS
@room
@require_POST
def countersign(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that the reader read the list and found it right."""
    row_of(reader, subject)
    version = request.POST.get("version", "").replace("\0", "")[:16]
    act = partial(belongings_actions.countersign, remains=subject, version=version, by=author(reader), at=now())
    attempt(request, reader, act, _("Contrafirmado."))
    return to("remains", subject=subject)


@ACTS
@room
@require_POST
def withdraw_belonging(request: HttpRequest, reader: Reader, subject: UUID, line: UUID) -> HttpResponse:
    """Take a line away that was a mistake."""
    row_of(reader, subject)
    act = partial(belongings_actions.withdraw_belonging, remains=subject, line=line, by=author(reader), at=now())
    attempt(request, reader, act, _("Renglón quitado."))
    return to("remains", subject=subject)


@ACTS
@room
@require_POST
def undo(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take a step back that was noted by mistake, or put a withdrawn file back."""
    row, given = row_of(reader, subject), request.POST.get("step", "")
    act: Callable[[], object]
    if row.is_withdrawn:
        act = partial(remains_actions.reinstate_remains, remains=subject, by=author(reader), at=now())
    elif given in set(RemainsStep):
        act = partial(remains_steps.undo_step, remains=subject, step=RemainsStep(given), by=author(reader), at=now())
    else:
        raise NotForYou
    attempt(request, reader, act, _("Deshecho."))
    return to("remains", subject=subject)


@SEES
@room
@require_GET
def sheet(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the file on one sheet for the official to sign: the place, the whole list, room for signatures. No note."""
    row = row_of(reader, subject)
    if not remains_room.may_open(reader, row):
        raise NotForYou
    log_read(reader, RecordClass.K2, Action.EXPORT, subject=subject)
    opened, one = remains_room.opened(row), remains_room.described([row], now(), Labels(reader.country))[0]
    context = {"row": row, "one": one, "printed": remains_print.printed(one, opened), "by": _name(reader)}
    return page(request, "desk/remains_sheet.html", context, here="post")


@FORENSIC
@room
@require_GET
def forensic(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the note on a sheet of its own, for the forensic service alone."""
    row = _row_of_note(reader, subject)
    log_read(reader, RecordClass.K6, Action.EXPORT, subject=subject)
    opened, one = remains_room.opened(row), remains_room.described([row], now(), Labels(reader.country))[0]
    notes = lookups.matches_of(row)
    names = history_room.names_of({account for *_rest, account in notes})
    context = {
        "row": row,
        "one": one,
        "sealed": opened,
        "notes": [(report, text, at, history_room.who_is(account, names)) for report, text, at, account in notes],
        "usual": Typed({"at": now().strftime(remains_form.TYPED)}, Labels(reader.country), zone_of(reader)),
        "by": _name(reader),
        "official_said": remains_room.official_said,
    }
    return page(request, "desk/remains_forensic.html", context, here="post")


@FORENSIC
@room
@require_POST
def give_note(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note who took it at the forensic service."""
    _row_of_note(reader, subject)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    at, who = typed.instant("at") or now(), typed.text("official", remains_acts.NAME_MOST)
    if typed.errors:
        messages.warning(request, next(iter(typed.errors.values())))
        return to("remains_forensic", subject=subject)
    act = partial(remains_steps.give_match, remains=subject, to=who, by=author(reader), at=at, now=now())
    attempt(request, reader, act, _("Anotado: el servicio forense tiene la nota."))
    return to("remains_forensic", subject=subject)


def row_of(reader: Reader, subject: UUID) -> Remains:
    """Return a file of the reader's group; raises NotForYou for any other."""
    found = lookups.remains(subject, own_group(reader), reader.country)
    if found is None:
        raise NotForYou
    return found


def _row_of_note(reader: Reader, subject: UUID) -> Remains:
    reach = reach_of(reader, RecordClass.K6, Action.READ)
    found = lookups.remains(subject, reach.group, reader.country) if reach.kind == "own_group" else None
    if found is None or not found.matches:
        raise NotForYou
    return found


def _name(reader: Reader) -> str:
    return history_room.who_is(reader.account, history_room.names_of([reader.account]))
