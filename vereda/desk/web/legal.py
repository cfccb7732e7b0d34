"""Casos legales: the list with the next term, a case, its terms with how each was counted, asking for help, the receipt.

A case is there for the accounts that work on it and for nobody else; to all others it answers as one that never was. Whoever asks
for help at a post sends it and cannot read it back (matrix.csv, K5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial, wraps
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vereda.access.door import (
    Action,
    NotForYou,
    Part,
    Purpose,
    Reader,
    RecordClass,
    Scope,
    log_read,
    may,
    relation_to,
    serves,
    wait_for_codes,
    wrong_code,
)
from vereda.countries.door import pack
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import legal as legal_room
from vereda.desk.rooms import legal_draft
from vereda.desk.rooms.typed import Typed
from vereda.desk.told import told
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.words import legal as words
from vereda.encounters.door import encounter as encounter_row
from vereda.encounters.door import persons_of
from vereda.errors import FieldError
from vereda.legal import door as legal
from vereda.legal.door import Answer, CaseKind, LegalCase, Opening
from vereda.logbook import door as logbook
from vereda.people import door as people

K5 = RecordClass.K5
HELPING = (Purpose.LEGAL_AID, Purpose.PROTECTION_CASE)
SENDING = (Purpose.LEGAL_AID, Purpose.ASSIST, Purpose.RESCUE, Purpose.PROTECTION_CASE)
LISTS = serves(K5, purposes=(*HELPING, Purpose.QUALITY_AUDIT), usual=Purpose.LEGAL_AID, part=Part.COUNTS)
READS = serves(K5, purposes=HELPING, usual=Purpose.LEGAL_AID)
WRITES = serves(K5, action=Action.WRITE, purposes=(Purpose.LEGAL_AID,), usual=Purpose.LEGAL_AID)
SENDS = serves(K5, action=Action.WRITE, purposes=SENDING, usual=Purpose.ASSIST, part=Part.MINIMUM)
"""The mark of what a post sends and cannot read back, and of taking in what waits."""

FIELDS = {
    "legal.case_kind_unknown": "what",
    "legal.nobody_named": "what",
    "legal.person_unknown": "person",
    "legal.in_future": "detained_at",
    "legal.consulate_needs_consent": "consents",
    "legal.consulate_never": "what",
    "legal.term_unknown": "code",
    "legal.term_starts_later": "started_at",
    "legal.term_not_then": "started_at",
    "legal.suspension_not_counted": "stood_from",
    "legal.suspension_reversed": "stood_to",
}


@LISTS
@room
@require_GET
def cases(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the reader's cases and what waits for an adviser; to coordination and headquarters' duty how many terms press."""
    own = legal.cases.cases_of(reader.account, reader.country) if may(reader, K5, Action.READ, [Scope.CASE]) else []
    mine = [row for row in own if may(reader, K5, Action.READ, legal_room.relation(reader, row))]
    counts = may(reader, K5, Action.READ, relation_to(reader, country=reader.country, groups=[reader.group]), Part.COUNTS)
    sees = legal_room.sees_waiting(reader)
    untaken = legal.cases.waiting_cases(reader.country) if sees or counts else []
    waits = untaken if sees else []
    presses = legal.cases.pressing_counts(reader.country, now()) if counts else None
    listed = legal_room.listed(reader, waits, now(), with_names=False)
    log_read(reader, K5, subjects=[row.subject for row in (*mine, *waits)])
    context = {
        "mine": legal_room.listed(reader, mine, now()),
        "waits": sorted(listed, key=lambda one: not one.is_held),  # whoever is held first: hours run against them
        "untaken": sum(reader.group in ("", row.group) for row in untaken) if counts else 0,
        "sees_waiting": sees,
        "pressing": presses[reader.group] if presses is not None and reader.group else None,
        "everywhere": None if presses is None or reader.group else legal_room.by_group(reader.country, presses),
        "sends": bool(_sending(reader)),
        "unsigned": legal_room.unsigned(reader.country, now().date()),
    }
    return page(request, "desk/legal_cases.html", context, here="legal_cases")


def _sending(reader: Reader) -> bool:
    return legal_room.sends(reader) or legal_room.sees_waiting(reader)


@SENDS
@room
@require_http_methods(["GET", "POST"])
def new_case(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Ask for legal help, from an encounter or without; the receipt is shown once, on the answer to the form."""
    asked = request.POST.get("encounter") or request.GET.get("encuentro") or ""
    encounter, persons = _met(asked, reader)
    typed = Typed(request.POST if request.method == "POST" else {}, Labels(reader.country), zone_of(reader))
    if request.method == "GET":
        return _new_form(request, reader, typed, encounter, persons)
    opening, person = _opening(typed), _id(typed.get("person"))
    if person and str(person) not in dict(persons):
        typed.wrong("person", _("Elija a la persona de la lista, o siga sin nombre."))
    made: list[legal.Opened] = []

    def act() -> Any:  # Any: a receipt, as `once` wants it
        made.append(
            legal.open_case(
                opening,
                person=person,
                encounter=encounter,
                with_receipt=typed.is_on("receipt"),
                takes=legal_room.sees_waiting(reader),
                by=author(reader),
                at=now(),
                entry=entry_for(typed, reader),
            )
        )
        return made[0].receipt

    subject = kept(typed, entry_for(typed, reader), act, FIELDS)
    if subject is None:
        return _new_form(request, reader, typed, encounter, persons, status=422)
    code = made[0].code if made else ""
    row = legal.cases.case(subject, reader.country)
    if not code and row and reader.account in row.advisers:
        return to("legal_case", subject=subject)
    context = {"folio": row.folio if row else "", "code": code, "lost": typed.is_on("receipt") and not code}
    return page(request, "desk/legal_sent.html", context, here="legal_cases")


def _new_form(
    request: HttpRequest,
    reader: Reader,
    typed: Typed,
    encounter: UUID | None,
    persons: list[tuple[str, str]],
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "kinds": [(one.code, legal.labels.said(one, "label")) for one in legal_room.kinds(reader.country, now().date())],
        "answers": list(words.ANSWERS.items()),
        "unsigned": legal_room.unsigned(reader.country, now().date(), legal.Table.CASE_KINDS),
        "encounter": encounter,
        "persons": persons,
        "outside": pack(reader.country).institutions[pack(reader.country).country.outside_body].name,
    }
    return page(request, "desk/legal_new.html", context, here="legal_cases", status=status)


def _met(asked: str, reader: Reader) -> tuple[UUID | None, list[tuple[str, str]]]:
    """Return the encounter of the reader's group that was named, and who gave a name in it. Raises NotForYou for another."""
    if not asked:
        return None, []
    subject = _id(asked)
    row = encounter_row(subject, [reader.group], reader.country) if subject and reader.group else None
    if row is None:
        raise NotForYou
    names = list(_named(row.subject, reader))
    if names:
        log_read(reader, RecordClass.K2, subjects=[UUID(person) for person, _name in names])
    return row.subject, names


def _named(encounter: UUID, reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield who gave a name in an encounter, to who may know it."""
    found = logbook.subject(encounter)
    relation = relation_to(reader, country=reader.country, groups=[reader.group])
    if found is None or not may(reader, RecordClass.K2, Action.READ, relation):
        return
    for one in persons_of(found.folded.state):
        person = people.person_of(UUID(one))
        identity = people.identity(person) if person else None
        if identity:
            yield one, " ".join((identity.given, *identity.families)).strip()


@SENDS
@room
@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Say to who comes back with a receipt how it stands; the words are sent in the body, and wrong ones are few."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    context: dict[str, Any] = {"form": typed, "row": None, "answer": "", "missed": False}  # Any: what is drawn
    if request.method == "POST":
        address = request.META.get("REMOTE_ADDR", "")
        if wait_for_codes(address):
            typed.wrong("code", _("Demasiados intentos. Espere un minuto y escríbalo con calma."))
            return page(request, "desk/legal_receipt.html", context, here="legal_cases", status=429)
        row = legal.cases.with_receipt(typed.text("code", 60), reader.country)
        if row is None:
            wrong_code(address)
            context["missed"] = True
        else:
            log_read(reader, K5, subject=row.subject)
            context |= {"row": row, "answer": legal.sealed.answer(row), "is_carried": legal.cases.is_carried(row)}
    return page(request, "desk/legal_receipt.html", context, here="legal_cases", status=404 if context["missed"] else 200)


def in_its_clock(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Have a view of a case read and draw hours by the clock of the post that asked for it (`clock_of`)."""

    @wraps(view)
    def within(request: HttpRequest, reader: Reader, subject: UUID, **rest: Any) -> HttpResponse:  # Any: whatever the route holds
        row = legal.cases.case(subject, reader.country)
        with timezone.override(legal_room.clock_of(row) if row else zone_of(reader)):
            return view(request, reader, subject, **rest)

    return within


def clock() -> ZoneInfo:
    """Return the clock by which this answer reads what is typed."""
    zone = timezone.get_current_timezone()
    assert isinstance(zone, ZoneInfo)  # `room` and `in_its_clock` set it
    return zone


@READS
@room
@require_GET
@in_its_clock
def case(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show a case: what runs, what was done, what is kept."""
    return shown(request, reader, legal_room.row_of(reader, subject))


def shown(request: HttpRequest, reader: Reader, row: LegalCase, typed: Typed | None = None, status: int = 200) -> HttpResponse:
    """Return the page of a case. typed: what was refused just now, which its form shows again."""
    log_read(reader, K5, subject=row.subject)
    opening, writes = legal.sealed.opening(row), legal_room.can_write(reader, row)
    context = {
        "row": row,
        "opening": opening,
        "what": legal_room.kind_name(row.country, opening.what) if opening else "",
        "name": legal_room.name_of(row, reader),
        "stops": legal_room.stops(opening) if opening else [],
        "terms": legal_room.running(row, now()),
        "events": legal_room.timeline(row),
        "evidence": legal_room.evidence(row),
        "returns": legal_room.returns(row, reader),
        "has_return": bool(opening and opening.what is CaseKind.RETURN),
        "answer": legal.sealed.answer(row),
        "advisers": [(account, legal_room.who(account)) for account in row.advisers],
        "helpers": legal_room.helpers(row, reader) if writes else [],
        "writes": writes and not row.closed_at,
        "can_reopen": writes and row.closed_at is not None,
        "offered": _offered(row, opening),
        "done": list(words.DONE.items()),
        "before": list(words.BEFORE.items()),
        "ends": list(words.ENDS.items()),
        "answers": list(words.ANSWERS.items()),
        "today": timezone.localdate(),
        "unsigned": legal_room.unsigned(row.country, now().date()),
        "token": (typed.get("form") if typed else "") or fresh_token(),
        "was": partial(_was, request, typed),
    }
    return page(request, "desk/legal_case.html", context, here="legal_cases", status=status)


def _was(request: HttpRequest, typed: Typed | None, form: str, name: str = "", line: object = "") -> str:
    """Return what was typed in a field of a form that was refused, '' of any other; without a field, whether it is that form."""
    match = request.resolver_match
    if typed is None or match is None or match.url_name not in form.split():
        return ""
    lines = {str(value) for key, value in match.kwargs.items() if key != "subject"}
    if line and str(line) not in lines:
        return ""
    return typed.get(name) if name else "open"


def _offered(row: LegalCase, opening: Opening | None) -> list[tuple[str, str]]:
    """Return the terms that may run in a case of its kind."""
    found = pack(row.country)
    kind = found.legal_case_kinds.get(opening.what) if opening else None
    return [(code, f"{legal_room.procedure(row.country, code)} ({legal.labels.length(found.legal_deadlines[code])})")
            for code in (kind.deadlines if kind else ())]  # fmt: skip


@WRITES
@room
@require_http_methods(["GET", "POST"])
@in_its_clock
def tell(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Correct what the case is about."""
    row = legal_room.row_of(reader, subject, Action.WRITE)
    opening = legal.sealed.opening(row)
    log_read(reader, K5, subject=subject)
    if request.method == "POST":
        typed = Typed(request.POST, Labels(reader.country), clock())
        better = _opening(typed)
        done = lambda: legal.tell_case(better, case=subject, by=author(reader), at=now())  # noqa: E731  one line, used once
        if kept(typed, None, done, FIELDS) is not None:
            messages.success(request, _("Guardado."))
            return to("legal_case", subject=subject)
    else:
        typed = Typed(_filled(opening), Labels(reader.country), clock())
    context = {
        "form": typed,
        "row": row,
        "kinds": legal_room.kinds_for(row.country, opening, now().date()),
        "answers": list(words.ANSWERS.items()),
        "unsigned": legal_room.unsigned(row.country, now().date(), legal.Table.CASE_KINDS),
    }
    return page(request, "desk/legal_tell.html", context, here="legal_cases", status=422 if typed.errors else 200)


@WRITES
@room
@require_http_methods(["GET", "POST"])
@in_its_clock
def term(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Count a term and show how, before it is kept."""
    row = legal_room.row_of(reader, subject, Action.WRITE)
    typed = Typed(request.POST, Labels(reader.country), clock())
    log_read(reader, K5, subject=subject)
    started_at = typed.instant("started_at")
    how = _counted(typed, row) if request.method == "POST" else None
    if how and started_at and request.POST.get("keep"):
        done = lambda: legal.start_term(  # noqa: E731  one line, used once
            typed.get("code"),
            case=subject,
            started_at=started_at,
            by=author(reader),
            at=now(),
            suspended=_suspended(typed),
            entry=entry_for(typed, reader),
        )
        if kept(typed, entry_for(typed, reader), done, FIELDS) is not None:
            messages.success(request, _("El plazo corre. Se avisa cuando esté por vencer."))
            return to("legal_case", subject=subject)
    context = {
        "form": typed,
        "row": row,
        "how": how,
        "offered": _offered(row, legal.sealed.opening(row)),
        "token": typed.get("form") or fresh_token(),
        "unsigned": legal_room.unsigned(row.country, now().date()),
    }
    return page(request, "desk/legal_term.html", context, here="legal_cases", status=422 if typed.errors else 200)


def _counted(typed: Typed, row: LegalCase) -> legal_room.Counted | None:
    """Return how a term would run; None with the errors beside their fields."""
    started_at, suspended = typed.instant("started_at"), _suspended(typed)
    found = pack(row.country).legal_deadlines.get(typed.get("code"))
    if found is None:
        typed.wrong("code", _("Elija el plazo."))
    if started_at is None:
        typed.wrong("started_at", _("Escriba qué día y a qué hora pasó."))
    if typed.errors or found is None or started_at is None:
        return None
    try:
        done = legal.compute(found.code, country=row.country, started_at=started_at, now=now(), suspended=suspended)
    except FieldError as error:
        typed.refuse(error, FIELDS)
        return None
    return legal_room.counted(found, done, row.country)


def _suspended(typed: Typed) -> list[legal.Span]:
    first, last = typed.day("stood_from"), typed.day("stood_to")
    if first is None and last is None:
        return []
    if first is None or last is None:
        typed.wrong("stood_from", _("De la suspensión hacen falta los dos días."))
        return []
    return [legal.Span(first, last)]


@READS
@room
@require_GET
@in_its_clock
def draft(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Return a draft of the paper of a case as PDF: the person or the lawyer files it, the program sends it nowhere."""
    row = legal_room.row_of(reader, subject)
    log_read(reader, K5, subject=subject)
    try:
        content = legal_draft.draft(row, legal_room.name_of(row, reader), now())
    except FieldError as error:
        messages.warning(request, told(error, Labels(reader.country)))
        return to("legal_case", subject=subject)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{row.folio}.pdf"'
    return answer


@READS
@room
@require_GET
def evidence_file(request: HttpRequest, reader: Reader, subject: UUID, item: UUID) -> HttpResponse:
    """Return a thing that is kept, byte for byte, as a file to be saved and never drawn by the browser."""
    legal_room.row_of(reader, subject)
    try:
        said, content = legal.evidence_file(case=subject, item=item, by=author(reader))
    except FieldError:
        raise NotForYou from None
    log_read(reader, K5, subject=subject)
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="prueba-{said.sha256[:12] if said.sha256 else item.hex[:12]}"'
    return answer


def _opening(typed: Typed) -> Opening:
    """Return what was typed of a case; what is not in a list is an error beside its field."""
    what = typed.get("what")
    if what not in set(CaseKind):
        typed.wrong("what", _("Elija de qué trata, de la lista."))
        what = CaseKind.OTHER.value
    said = {name: _answer(typed, name) for name in ("seeks_refuge", "child", "trafficking")}
    return Opening(
        what=CaseKind(what),
        detained_at=typed.instant("detained_at"),
        consents=typed.is_on("consents"),
        note=typed.text("note", 4000)[:4000],
        **said,
    )


def _answer(typed: Typed, name: str) -> Answer:
    found = typed.get(name) or Answer.UNKNOWN.value
    if found not in set(Answer):
        typed.wrong(name, _("Elija de la lista."))
        return Answer.UNKNOWN
    return Answer(found)


def _filled(opening: Opening | None) -> dict[str, str]:
    if opening is None:
        return {}
    filled = {
        "what": opening.what.value,
        "seeks_refuge": opening.seeks_refuge.value,
        "child": opening.child.value,
        "trafficking": opening.trafficking.value,
        "consents": "on" if opening.consents else "",
        "note": opening.note,
    }
    if opening.detained_at:
        filled["detained_at"] = timezone.localtime(opening.detained_at).strftime("%Y-%m-%dT%H:%M")
    return filled


def _id(written: str) -> UUID | None:
    try:
        return UUID(written) if written else None
    except ValueError:
        return None
