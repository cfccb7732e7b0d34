"""Notas de prensa: what stands, what waits, each figure with its cell. Of an edition only what it printed is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, log_read, reach_of, serves
from vereda.desk.frame import page, room
from vereda.desk.labels import Labels
from vereda.desk.rooms import editions as editions_room
from vereda.desk.rooms import news as news_room
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.told import told
from vereda.desk.words import news as words
from vereda.errors import FieldError
from vereda.press import door as press
from vereda.press.door import Note
from vereda.press.schema import Figure, NoteDrafted, NoteText, Stands, period_said
from vereda.statistics import door as statistics

K8 = RecordClass.K8
PURPOSES = (Purpose.STATISTICS, Purpose.QUALITY_AUDIT)
LOOKS = serves(K8, purposes=(*PURPOSES, Purpose.DATA_SUBJECT_REQUEST), usual=Purpose.STATISTICS)
SAYS_YES = serves(K8, action=Action.APPROVE, part=Part.PROTECTED, purposes=PURPOSES, usual=Purpose.STATISTICS)
LANGUAGES = ("es", "en")


def may(reader: Reader, part: Part) -> bool:
    """Tell whether the reader writes notes (whole) or says yes to them (protected): as with editions, over the country."""
    return reach_of(reader, K8, Action.APPROVE, part).kind == "country"


def within(reader: Reader) -> None:
    """Refuse who neither counts the country nor says yes to its numbers."""
    if reach_of(reader, K8, Action.READ).kind != "country" and not may(reader, Part.PROTECTED):
        raise NotForYou


def note_of(reader: Reader, subject: UUID) -> Note:
    """Return a note of the reader's country."""
    within(reader)
    try:
        return press.note(subject, reader.country)
    except press.NoteUnknown:
        raise NotForYou from None


@LOOKS
@room
@require_GET
def news(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the notes, those that wait first, and whom the press may ask."""
    within(reader)
    log_read(reader, K8, subjects=["notes"])
    lang = editions_room.lang()
    rows = list(news_room.listed(press.notes(reader.country), lang))
    context = {
        "drafts": [row for row in rows if row.is_draft],
        "published": [row for row in rows if not row.is_draft],
        "contacts": press.contacts(reader.country),
        "editions": [(row.period, period_said(row.period, lang)) for row in news_room.editions(reader.country)],
        "today": timezone.localdate(),
        "may_write": may(reader, Part.WHOLE),
    }
    return page(request, "desk/news.html", context, here="news")


@LOOKS
@room
@require_GET
def note(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show a published note in one language, to be printed or copied; of an older revision what it said."""
    row = note_of(reader, subject)
    asked = request.GET.get("r", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 5 else len(row.revisions)
    if not 1 <= number <= len(row.revisions):
        raise NotForYou
    log_read(reader, K8, subjects=[f"note/{subject}/r{number}"])
    said, lang = row.revisions[number - 1], _lang(request)
    context = {
        **_drawn(row, said, lang), "row": row, "number": number, "said": said, "who": _who(row),
        "moved": press.moved_of(row) if number == len(row.revisions) else [], "may_write": may(reader, Part.WHOLE),
        "at": news_room.at, "approvals": _approvals(row, said),
    }  # fmt: skip
    return page(request, "desk/note.html", context, here="news")


@SAYS_YES
@room
@require_GET
def draft(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show a draft in both languages, what it lacks, and to who may say yes the forms for that."""
    row = note_of(reader, subject)
    if row.draft is None or not may(reader, Part.PROTECTED):
        raise NotForYou
    log_read(reader, K8, subjects=[f"note/{subject}/draft"])
    drafted = NoteDrafted.model_validate(row.draft["told"])
    context: dict[str, Any] = {  # Any: what the page draws
        "row": row, "draft": drafted, "who": _who(row), "at": news_room.at, "may_write": may(reader, Part.WHOLE),
        "is_own": row.draft["by"] == reader.account, "may_publish": may(reader, Part.PROTECTED), "approvers": words.APPROVERS,
        "quotations": [
            (one, press.digest(one), _yes(press.approval(one, row.draft, row.approvals))) for one in drafted.quotations
        ],
        "title": period_said(drafted.period, editions_room.lang()), "today": timezone.localdate(),
        "sheets_drawn": [], "made": None, "sheets": press.sheet,
    }  # fmt: skip
    try:
        made = press.composed(row)
    except FieldError as error:
        context["wrong"] = told(error, Labels(reader.country))
    else:
        context["made"] = made
        context["sheets_drawn"] = [
            news_room.sheet(row.country, made.text, made.contacts, made.draft, lang, None) for lang in LANGUAGES
        ]
        context["links"] = {one.number: _link(row, one) for one in made.text.figures}
        context["lacks"] = _lacks(made)
    return page(request, "desk/note_draft.html", context, here="news")


@LOOKS
@room
@require_GET
def annex(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show what a note tells beside its edition: how many groups, and all three estimates of individuals."""
    row = note_of(reader, subject)
    drafted = _last_draft(row)
    log_read(reader, K8, subjects=[f"note/{subject}/annex"])
    context = {
        "row": row, "draft": drafted, "annex": drafted.annex, "methods": words.METHODS, "lang": editions_room.lang(),
        "title": period_said(drafted.period, editions_room.lang()),
    }  # fmt: skip
    return page(request, "desk/note_annex.html", context, here="news")


@LOOKS
@room
@require_GET
def figure(request: HttpRequest, reader: Reader, subject: UUID, number: int) -> HttpResponse:
    """Show the cell in which a figure of a note stands, from the edition's own file: edition, revision, table, cell."""
    row = note_of(reader, subject)
    one = next((found for found in _text(row).figures if found.number == number), None)
    if one is None or one.stands is not Stands.EDITION:
        raise NotForYou
    drafted = _last_draft(row)
    try:
        edition = statistics.standing(reader.country, drafted.period)
        kept = statistics.kept(edition, drafted.edition_revision)
    except FieldError:
        raise NotForYou from None
    log_read(reader, K8, subjects=[f"note/{subject}/figure/{number}"])
    table, labels = editions_room.told_of(kept, one.table) or {}, Labels(reader.country)
    by = table.get("by", ())
    cell = [
        (editions_room.column(name), editions_room.label(kept, name, code, labels))
        for name, code in zip(by, one.cell, strict=True)
    ]
    context = {
        "row": row, "figure": one, "table": table, "lang": editions_room.lang(), "cell": cell, "edition": edition,
        "number": drafted.edition_revision, "manifest": kept.manifest, "value": editions_room.shown(one.value),
    }  # fmt: skip
    return page(request, "desk/note_figure.html", context, here="news")


@LOOKS
@room
@require_GET
def note_file(request: HttpRequest, reader: Reader, subject: UUID, lang: str, form: str) -> HttpResponse:
    """Give a published note as plain text or as PDF, in one language."""
    row = note_of(reader, subject)
    if lang not in LANGUAGES or form not in ("txt", "pdf") or not row.revisions:
        raise NotForYou
    log_read(reader, K8, Action.READ, subjects=[f"note/{subject}/{lang}.{form}"])
    said = row.revisions[-1]
    sheet = news_room.published_sheet(row, said, lang)
    name = f"nota-{row.country}-{row.period}-r{said['revision']}-{lang}.{form}"
    body = press.sheet.text(sheet).encode() if form == "txt" else press.printing.pdf(sheet, name.removesuffix(f".{form}"))
    kind = "text/plain; charset=utf-8" if form == "txt" else "application/pdf"
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _drawn(row: Note, said: dict[str, Any], lang: str) -> dict[str, Any]:  # Any: JSON of a revision; what the page draws
    sheet = news_room.published_sheet(row, said, lang)
    return {
        "sheet": sheet, "draft": NoteDrafted.model_validate(said["drafted"]["told"]), "lang": lang, "sheets": press.sheet,
        "links": {one.number: _link(row, one) for one in sheet.text.figures},
    }  # fmt: skip


def _link(row: Note, one: Figure) -> str:
    """Return the address where a figure stands."""
    if one.stands is Stands.EDITION:
        return reverse("desk:note_figure", args=[row.subject, one.number])
    return reverse("desk:note_annex", args=[row.subject]) if one.stands is Stands.ANNEX else one.document


def _lacks(made: press.Composed) -> list[str]:
    """Return the contacts that are not valid any more, by name and day."""
    return [one.name or one.office for one in made.contacts if one.valid_until < timezone.localdate()]


def _last_draft(row: Note) -> NoteDrafted:
    """Return what the last text was written from: the draft that waits, else the last revision."""
    return NoteDrafted.model_validate((row.draft or row.revisions[-1]["drafted"])["told"])


def _text(row: Note) -> NoteText:
    try:
        return press.composed(row).text if row.draft else NoteText.model_validate(row.revisions[-1]["text"])
    except FieldError:
        raise NotForYou from None


def _who(row: Note) -> Any:  # Any: a function that names an account
    said = [*row.revisions, *(one["drafted"] for one in row.revisions), *row.approvals, *([row.draft] if row.draft else [])]
    names = names_of({one["by"] for one in said})
    return lambda account: who_is(account, names)


def _approvals(row: Note, said: dict[str, Any]) -> list[Any]:  # Any: JSON of a revision, and of an approval
    """Return who said yes to the quotations of a published revision."""
    drafted = said["drafted"]
    quotations = NoteDrafted.model_validate(drafted["told"]).quotations
    return [found for one in quotations if (found := _yes(press.approval(one, drafted, row.approvals)))]


def _yes(found: Mapping[str, Any] | None) -> dict[str, Any] | None:  # Any: JSON of an approval
    """Return who said yes, with the day as a day."""
    return {**found, "on": date.fromisoformat(found["on"])} if found else None


def _lang(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in LANGUAGES else editions_room.lang()
