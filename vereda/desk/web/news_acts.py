"""Writing notes to the press: a draft, the yes to a quotation, the yes of a second person; and whom the press may ask."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, serves
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import news as news_room
from vereda.desk.rooms import news_form as form
from vereda.desk.rooms.programme_typed import day, line
from vereda.desk.rooms.typed import Typed, word_of
from vereda.desk.web.acting import attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.news import K8, PURPOSES, SAYS_YES, may, note_of
from vereda.desk.web.once import entry_for, kept
from vereda.press import door as press
from vereda.press.door import Note
from vereda.press.schema import Approver, NoteDrafted

WRITES = serves(K8, action=Action.APPROVE, purposes=PURPOSES, usual=Purpose.STATISTICS)
CONTACT_HOLDS = timedelta(days=365)


@WRITES
@room
@require_http_methods(["GET", "POST"])
def new_note(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Write a note from an edition."""
    return _write(request, reader, None)


@WRITES
@room
@require_http_methods(["GET", "POST"])
def rewrite(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Write a draft anew, or the next revision of what was published."""
    return _write(request, reader, note_of(reader, subject))


def _write(request: HttpRequest, reader: Reader, row: Note | None) -> HttpResponse:
    if not may(reader, Part.WHOLE):
        raise NotForYou
    typed = Typed(request.POST if request.method == "POST" else request.GET, Labels(reader.country), zone_of(reader))
    is_revision = row is not None and bool(row.revisions)
    if request.method == "POST":
        if (made := _drafted(typed, reader, row, is_revision=is_revision)) is not None:
            return to("note_draft", subject=made)
    elif row is not None:
        last = row.draft or row.revisions[-1]["drafted"]
        typed.values = form.as_typed(NoteDrafted.model_validate(last["told"])) | typed.values
    context = {
        "form": typed, "token": typed.get("form") or fresh_token(), "row": row, "is_revision": is_revision,
        "periods": form.periods(reader.country), "workshops": form.workshops_offered(reader.country),
        "phases": form.phases(reader.country), "contacts": press.contacts(reader.country), "today": timezone.localdate(),
    }  # fmt: skip
    return page(request, "desk/note_form.html", context, here="news", status=422 if typed.errors else 200)


def _drafted(typed: Typed, reader: Reader, row: Note | None, *, is_revision: bool) -> UUID | None:
    chosen = form.choices(typed, reader.country, is_revision=is_revision)
    if chosen is None:
        return None
    annex = news_room.annex(reader.country, chosen.period, now())
    if annex is None:
        typed.wrong(
            "period", _("Las estimaciones de personas distintas se están haciendo. Vuelva en un minuto y envíe otra vez.")
        )
        return None
    told, entry = news_room.drafted(reader.country, chosen, annex), entry_for(typed, reader)
    subject = row.subject if row else None
    act = partial(press.draft_note, told, subject=subject, by=author(reader), at=now(), entry=entry)
    return kept(
        typed, entry, act, {"press.why_missing": "why", "press.contact_unknown": "contacts", "press.total_withheld": "period"}
    )


@SAYS_YES
@room
@require_POST
def approve(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note who said yes to the words of a quotation, when, and by which means."""
    note_of(reader, subject)
    if not may(reader, Part.PROTECTED):
        raise NotForYou
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    name, means, on = line(typed, "name"), line(typed, "means"), day(typed, "on")
    approver = word_of(Approver, typed.get("approved_by"))
    if typed.errors or approver is None or on is None:
        messages.warning(request, _("Falta quién dio el visto bueno, qué día o por qué medio. Anótelo completo."))
        return to("note_draft", subject=subject)
    act = partial(
        press.approve_quotation, subject, words=typed.get("words"), approved_by=approver, name=name, on=on, means=means,
        by=author(reader), at=now(),
    )  # fmt: skip
    attempt(request, reader, act, _("Anotado: esas palabras tienen visto bueno."))
    return to("note_draft", subject=subject)


@SAYS_YES
@room
@require_POST
def publish(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Publish what another person wrote, as it was read."""
    note_of(reader, subject)
    if not may(reader, Part.PROTECTED):
        raise NotForYou
    act = partial(press.publish_note, subject, content=request.POST.get("content", ""), by=author(reader), at=now())
    done = attempt(request, reader, act, _("Publicada. Queda como está; lo que cambie después será una revisión."))
    return to("note" if done else "note_draft", subject=subject)


@WRITES
@room
@require_http_methods(["GET", "POST"])
def new_contact(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Note an official whom the press may ask."""
    return _contact(request, reader, None)


@WRITES
@room
@require_http_methods(["GET", "POST"])
def press_contact(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Change what is noted of an official whom the press may ask, or until when it holds."""
    return _contact(request, reader, subject)


def _contact(request: HttpRequest, reader: Reader, subject: UUID | None) -> HttpResponse:
    known = dict(press.contacts(reader.country))
    if not may(reader, Part.WHOLE) or (subject is not None and subject not in known):
        raise NotForYou
    typed = Typed(request.POST if request.method == "POST" else {}, Labels(reader.country), zone_of(reader))
    if request.method == "POST":
        told, entry = form.contact(typed, reader.country), entry_for(typed, reader)
        if told is not None:
            act = partial(press.set_contact, told, subject=subject, by=author(reader), at=now(), entry=entry)
            if kept(typed, entry, act, {}) is not None:
                messages.success(request, _("Anotado."))
                return to("news")
    elif subject is not None:
        typed.values = form.contact_as_typed(known[subject])
    else:
        today = timezone.localdate()
        typed.values = {"agreed_on": today.isoformat(), "valid_until": (today + CONTACT_HOLDS).isoformat()}
    context: dict[str, Any] = {  # Any: what the page draws
        "form": typed, "token": typed.get("form") or fresh_token(), "languages": form.languages(reader.country),
        "numbers": range(1, form.TELEPHONES + 1), "is_new": subject is None,
    }  # fmt: skip
    return page(request, "desk/press_contact.html", context, here="news", status=422 if typed.errors else 200)
