"""Avisos de peligro: what holds and what waits, one notice with its languages and files, the risk map. Everybody reads it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vereda.access.door import Reader, RecordClass, serves
from vereda.countries.door import pack
from vereda.desk.frame import now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import danger_notices as notices_room
from vereda.desk.rooms import guidance as guidance_room
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.typed import Typed
from vereda.desk.told import told
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.words import notices as words
from vereda.errors import FieldError
from vereda.notices import door as notices
from vereda.notices.door import DangerNotice, Origin
from vereda.settings.environment import ON_THIS_MACHINE, env

READS = serves(RecordClass.K0)
MEDIA = {"svg": "image/svg+xml", "png": "image/png"}


@READS
@room
@require_GET
def danger_notices(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the notices that hold, those to come, and what one could be written of."""
    return list_page(request, reader)


def list_page(request: HttpRequest, reader: Reader, wrong: str = "") -> HttpResponse:
    """Return the list, with what was wrong with what was asked of it."""
    at, may, consulted = now(), notices_room.may_of(reader), notices.kept(now())
    rows = notices_room.all_shown(notices.notices(reader.country, at), reader.country, at)
    context = {
        "here": [one for one in rows if not one.is_coming],
        "coming": [one for one in rows if one.is_coming],
        "over": notices_room.all_shown(notices.over(reader.country, at, 10), reader.country, at),
        "proposals": notices_room.proposals_shown(reader.country, at) if may.write else [],
        "kinds": words.KINDS,
        "grave": words.GRAVE,
        "consulted": consulted,
        "faults": [one.by(_) for one in consulted.faults],
        "has_services": bool(env().cap_feeds or env().forecast_url),
        "may": may,
        "wrong": wrong,
    }
    return page(request, "desk/danger_notices.html", context, here="guidance", status=422 if wrong else 200)


@READS
@room
@require_GET
def danger_notice(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one notice with its words in each language, where it holds, and its files."""
    return notice_page(request, reader, row_or_404(reader, subject), Typed({}, Labels(reader.country), zone_of(reader)))


def notice_page(request: HttpRequest, reader: Reader, row: DangerNotice, typed: Typed) -> HttpResponse:
    """Return the page of a notice, with a form that came back where something was wrong in it."""
    files = notices.files_of(row)
    names = names_of({row.set_by, *(one.account for one in files), *row.ended[2:3]})
    at = now()
    context = {
        "one": notices_room.shown(row, at),
        "row": row,
        "form": typed,
        "origin": words.ORIGINS[Origin(row.origin)],
        "who": who_is(row.set_by, names),
        "ended": (row.ended[0], who_is(row.ended[2], names)) if row.ended else None,
        "files": [(one, who_is(one.account, names)) for one in files],
        "topic": notices.topic_of(row.subject),
        "drawn": {"ring": row.area["ring"], "towns": notices_room.marked_towns(reader.country)},
        "may": notices_room.may_of(reader),
        "token": typed.get("form") or fresh_token(),
        "can_give": (not notices.is_over(row, at))
        or bool(row.is_ended and row.given and row.given[-1][3]["message"] != "cancel"),
    }
    return page(request, "desk/danger_notice.html", context, here="guidance", status=422 if typed.errors else 200)


@READS
@room
@require_GET
def notice_file(request: HttpRequest, reader: Reader, subject: UUID, entry: UUID) -> HttpResponse:
    """Give the file of one message of a notice: the same bytes however often."""
    row = row_or_404(reader, subject)
    found = next((one for one in notices.files_of(row) if one.entry == str(entry)), None)
    if found is None:
        raise Http404
    return _cap(found.raw, found.name)


@READS
@room
@require_GET
def notice_preview(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Give a file to look at, which says of itself that nobody may act on it."""
    row = row_or_404(reader, subject)
    try:
        raw = notices.preview_file(row, sender_of(reader), pack(reader.country).name_es, now())
    except FieldError as error:
        messages.warning(request, told(error, Labels(reader.country)))
        return to("danger_notice", subject=subject)
    return _cap(raw, f"muestra-{row.subject}.cap.xml")


@READS
@room
@require_GET
def risk_map(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the risk map as it is today, how it is made, and what it cannot say."""
    today = now().date()
    found = notices.risk_map(reader.country, today)
    text = notices.map_text(reader.country, today)
    context = {
        "found": found,
        "years": (found.first.year, found.last.year) if found.first and found.last else None,
        "counts": [sum(one.depth == step for one in found.squares) for step in (1, 2, 3, 4)],
        "seasons": [
            (season, notices_room.season(season.high)) for season in found.seasons if season.people and any(season.people)
        ],
        "season_names": words.SEASONS,
        "topic": notices.map_topic(),
        "lacks": guidance_room.lacks_said(text.lacks),
        "kinds": words.KINDS,
        "attribution": notices.ATTRIBUTION,
        "main": pack(reader.country).country.main_language,
        "may": notices_room.may_of(reader),
    }
    return page(request, "desk/risk_map.html", context, here="guidance")


@READS
@room
@require_GET
def risk_picture(request: HttpRequest, reader: Reader, form: str) -> HttpResponse:
    """Give the risk map as a picture, with its band while nobody answers for it."""
    if form not in MEDIA:
        raise Http404
    language = "en" if get_language() == "en" else "es"
    today = now().date()
    made = notices.risk_svg if form == "svg" else notices.risk_png
    answer = HttpResponse(made(reader.country, today, language), content_type=MEDIA[form])
    if request.GET.get("bajar"):
        answer["Content-Disposition"] = f'attachment; filename="mapa-de-riesgo-{today:%Y-%m}.{form}"'
    return answer


# What other views of the room use -----------------------------------------------------------------------------------------


def row_or_404(reader: Reader, subject: UUID) -> DangerNotice:
    row = notices.notice(subject, reader.country)
    if row is None:
        raise Http404
    return row


def sender_of(reader: Reader) -> str:
    """Return how this installation is called in a file: its name in public, never a person and no telephone."""
    named = next((host for host in env().hosts if host not in ON_THIS_MACHINE), "vereda")
    return f"{named}:{reader.country}"


def _cap(raw: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(raw, content_type="application/cap+xml")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
