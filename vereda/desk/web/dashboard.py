"""Tablero: the counts of the own group, state or country at a glance. Exact and internal; each look and each file is logged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.countries.door import pack
from vereda.desk.frame import now, page, room, zone_of
from vereda.desk.labels import Labels, by_name
from vereda.desk.rooms import dashboard as rooms
from vereda.desk.rooms import dashboard_files as files
from vereda.desk.rooms import dashboard_quality as quality
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.bulletin import PURPOSES, groups_of, may_export, whose


@serves(RecordClass.K8, purposes=PURPOSES, usual=Purpose.STATISTICS)
@room
@require_GET
def dashboard(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show today and this month, then what the address asks for: each answer as a sentence, a picture and a table."""
    groups = groups_of(reader, Action.READ)
    typed, board, offered = _board(request, reader, groups)
    log_read(reader, RecordClass.K8, subjects=[_subject(board)])
    shown = [one for make in rooms.MAKERS.values() if (one := make(board)) is not None]
    context: dict[str, Any] = {  # Any: what the page draws
        "form": typed,
        "periods": offered,
        "groups": _choices(reader, groups),
        "against": [("anio", _("un año antes")), ("mes", _("el mes anterior")), ("nada", _("nada"))],
        "whose": board.labels.group(board.chosen.group) if board.chosen.group else whose(reader, groups),
        "label": board.chosen.label,
        "tiles": rooms.tiles(board),
        "shown": shown,
        "known": quality.known(board),
        "lines": quality.lines(board, reader, now()),
        "waits": quality.waits(board, reader, now()),
        "as_of": board.numbers.as_of_block,
        "query": urlencode({name: typed.get(name) for name in rooms.NAMES if typed.get(name)}),
        "may_export": may_export(reader),
    }
    return page(request, "desk/dashboard.html", context, here="dashboard", status=422 if typed.errors else 200)


@serves(RecordClass.K8, purposes=PURPOSES, usual=Purpose.STATISTICS)
@room
@require_GET
def dashboard_file(request: HttpRequest, reader: Reader, what: str, form: str) -> HttpResponse:
    """Return one answer as a picture or a table, which says that it is not for publication; for who sends figures up."""
    if not may_export(reader) or what not in rooms.MAKERS or form not in files.MEDIA:
        raise NotForYou
    _typed, board, _offered = _board(request, reader, groups_of(reader, Action.READ))
    shown = rooms.MAKERS[what](board)
    if shown is None:
        raise NotForYou
    name = f"interno-no-publicar-{what}-{board.chosen.group or reader.state or reader.country}-{board.chosen.code}.{form}"
    log_read(reader, RecordClass.K8, Action.EXPORT, subjects=[name])
    response = HttpResponse(files.file_of(shown, form, board.chosen.label), content_type=files.MEDIA[form])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _board(
    request: HttpRequest, reader: Reader, groups: Sequence[str] | None
) -> tuple[Typed, rooms.Board, list[tuple[str, str]]]:
    typed = Typed(request.GET, Labels(reader.country), zone_of(reader))
    today = timezone.localdate()
    chosen, offered = rooms.asked(typed, reader.country, today, [code for code, _name in _choices(reader, groups)])
    return typed, rooms.Board(reader.country, groups, chosen, today), offered


def _choices(reader: Reader, groups: Sequence[str] | None) -> list[tuple[str, str]]:
    """Return the groups that can be looked at by themselves; none for who sees one alone."""
    found = pack(reader.country).groups
    codes = list(found) if groups is None else [code for code in groups if code in found]
    return sorted(((code, found[code].name) for code in codes), key=by_name) if len(codes) > 1 else []


def _subject(board: rooms.Board) -> str:
    return f"tablero/{board.chosen.span.from_on}/{board.chosen.span.to_on}/{board.chosen.group or '-'}"
