"""Orientación para llevar: card, poster and talking card to print; a topic as a picture or a voice message to send on.

A file has the band while any text on it is unreviewed, as the library says; each file that is made is a row of the read log.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from vereda.access.door import Action, NotForYou, Reader, RecordClass, log_read, serves
from vereda.desk.frame import page, room, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import guidance as guidance_room
from vereda.desk.rooms.paper_sheets import symbols
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.guidance import found_or_404, text_page, today
from vereda.desk.words.handouts import INKS, KINDS
from vereda.errors import FieldError
from vereda.handouts import door as handouts
from vereda.handouts.door import Chosen, Handout, Ink
from vereda.settings.environment import ON_THIS_MACHINE, env

READS = serves(RecordClass.K0)
FIELDS = {
    "handouts.language_twice": "con",
    "handouts.nothing_to_tell": "lengua",
    "guidance.language_unknown": "lengua",
    "handouts.topic_unknown": "tema",
    "handouts.too_many_topics": "tema",
}


@READS
@room
@require_GET
def to_carry(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what can be printed: in which languages, in which ink, of which topics."""
    return _form(request, reader, _typed(request, reader))


@READS
@room
@require_GET
def printed(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Return what was asked for as PDF; what cannot be made is said on the form, with all that was chosen."""
    typed = _typed(request, reader)
    if typed.get("que") not in set(Handout) or typed.get("tinta", Ink.COLOUR) not in set(Ink):
        raise NotForYou
    kind, ink = Handout(typed.get("que")), Ink(typed.get("tinta", Ink.COLOUR))
    main = typed.get("lengua") or guidance_room.own_names(reader.country)[0][0]
    languages = [code for code in (main, typed.get("con")) if code]
    try:
        what = handouts.chosen_best(reader.country, today(), languages, request.GET.getlist("tema"))
        content = handouts.pdf(kind, what, symbols(), site=site_of(request), ink=ink)
    except FieldError as error:
        typed.refuse(error, FIELDS)
        return _form(request, reader, typed)
    return _file(reader, handouts.pdf_name(kind, what, ink), content, "application/pdf")


@READS
@room
@require_GET
def picture(request: HttpRequest, reader: Reader, topic: str, language: str) -> HttpResponse:
    """Return a topic as one picture."""
    return _of_topic(
        request, reader, (topic, language), "png", lambda what: handouts.picture(what, symbols(), site=site_of(request))
    )


@READS
@room
@require_GET
def sound(request: HttpRequest, reader: Reader, topic: str, language: str) -> HttpResponse:
    """Return a topic as one voice message."""
    return _of_topic(request, reader, (topic, language), "ogg", lambda what: handouts.audio(what).content)


TYPES = {"png": "image/png", "ogg": "audio/ogg"}


def _of_topic(
    request: HttpRequest, reader: Reader, text: tuple[str, str], form: str, made: Callable[[Chosen], bytes]
) -> HttpResponse:
    found = found_or_404(reader, *text)
    try:
        what = handouts.each_topic(handouts.chosen_best(reader.country, today(), text[1:], text[:1]))[0]
        content = made(what)
    except FieldError as error:
        typed = _typed(request, reader)
        typed.refuse(error, {})
        return text_page(request, reader, found, typed)
    return _file(reader, handouts.topic_name(what, form), content, TYPES[form])


def site_of(request: HttpRequest) -> str:
    """Return the address of the public pages: under the name of this installation, else that under which it was asked."""
    host = next((one for one in env().hosts if one not in ON_THIS_MACHINE), None)
    path = reverse("public:guide")
    return handouts.site_of(f"https://{host}{path}" if host else request.build_absolute_uri(path))


def _typed(request: HttpRequest, reader: Reader) -> Typed:
    return Typed(request.GET, Labels(reader.country), zone_of(reader))


def _form(request: HttpRequest, reader: Reader, typed: Typed) -> HttpResponse:
    names = guidance_room.own_names(reader.country)
    context: dict[str, Any] = {  # Any: what the page draws
        "form": typed,
        "languages": names,
        "kinds": KINDS,
        "inks": INKS,
        "topics": _topics(reader, request.GET.getlist("tema")),
    }
    return page(request, "desk/guidance_handouts.html", context, here="guidance", status=422 if typed.errors else 200)


def _topics(reader: Reader, chosen: Sequence[str]) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Return (shelf, topics) with (code, name, whether it was chosen) each."""
    rows = guidance_room.shelves(reader.country, today(), guidance_room.own_names(reader.country)[0][0])
    return [(name, [(row.topic.code, row.label, row.topic.code in chosen) for row in found]) for name, found in rows]


def _file(reader: Reader, name: str, content: bytes, kind: str) -> HttpResponse:
    log_read(reader, RecordClass.K0, Action.EXPORT, subjects=[name])
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
