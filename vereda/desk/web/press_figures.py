"""Cifras publicadas: what the press printed since the first year, replayed with its revisions, and what does not fit."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from vereda.access.door import Reader, RecordClass, log_read
from vereda.desk.frame import page, room
from vereda.desk.rooms import press_figures as room_of_press
from vereda.desk.web.reports import LOOKS
from vereda.statistics.schema import phrases, press, sheets


@LOOKS
@room
@require_GET
def press_figures(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the editions of the press and their contradictions, by year and rule; for who reads counts at all: it was printed."""
    house, periods = press(reader.country), room_of_press.periods(press(reader.country))
    rules = room_of_press.rules(house)
    period = _chosen(request.GET.get("anio", ""), periods)
    rule = _chosen(request.GET.get("regla", ""), [code for code, _ in rules])
    log_read(reader, RecordClass.K8, subjects=[f"press/{period or 'all'}/{rule or 'all'}"])
    context: dict[str, Any] = {  # Any: what the page draws
        "periods": periods,
        "rules": rules,
        "period": period,
        "rule": rule,
        "found": room_of_press.by_rule(house, period, rule),
        "shown": [] if rule else room_of_press.shown(house, period),
        "skipped": sheets.skipped_rows(room_of_press.language(), house.figures),
        "summed": phrases.summed(room_of_press.language(), len(house.figures), house.findings),
    }
    return page(request, "desk/press_figures.html", context, here="bulletin")


def _chosen(written: str, known: list[str]) -> str:
    """Return what was chosen of a list; '' where it is not in it."""
    return written if written in known else ""
