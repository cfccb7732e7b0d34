"""The list of encounters: narrowed by what an agent remembers, paged by the last one shown, so that ten years cost nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from vereda.access.door import Purpose, Reader, RecordClass, log_read, serves
from vereda.countries.door import pack, service_codes
from vereda.desk.frame import LOOKING, own_group, page, room, zone_of
from vereda.desk.labels import Labels, by_name, label
from vereda.desk.rooms.typed import Typed
from vereda.encounters.door import Encounter, Filter, encounters

PAGE = 50
NAMES = ("from", "to", "nationality", "service", "disposition", "state", "disputed", "withdrawn")


@dataclass(frozen=True)
class Shown:
    """One page of a list, and where the next one begins."""

    rows: list[Encounter]
    after: str


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def encounters_list(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the group's encounters, latest first."""
    group = own_group(reader)
    typed = Typed(request.GET, Labels(reader.country), zone_of(reader))
    found = shown(encounters(group, reader.country, chosen(typed)), request.GET.get("after", ""))
    log_read(reader, RecordClass.K1, subjects=[row.subject for row in found.rows])
    kept = {name: typed.get(name) for name in NAMES if typed.get(name)}
    context = {
        "form": typed,
        "rows": found.rows,
        "next": urlencode({**kept, "after": found.after}) if found.after else "",
        "is_first": not request.GET.get("after"),
        "is_narrowed": bool(kept),
        "with_day": True,
        **_lists(reader.country),
    }
    return page(request, "desk/encounters.html", context, here="encounters")


def chosen(typed: Typed) -> Filter:
    """Return what the form narrows the list to; a date that cannot be read narrows nothing and is said."""
    return Filter(
        from_on=typed.day("from"),
        to_on=typed.day("to"),
        nationality=typed.get("nationality"),
        service=typed.get("service"),
        disposition=typed.get("disposition"),
        state=typed.get("state"),
        disputed=typed.is_on("disputed"),
        withdrawn=typed.is_on("withdrawn"),
    )


def shown(rows: QuerySet[Encounter], after: str) -> Shown:
    """Return the page that follows an encounter named `<instant>_<id>`; nothing is counted."""
    instant, _line, subject = after.partition("_")
    try:
        at, last = datetime.fromisoformat(instant), UUID(subject)
    except ValueError:
        page_rows = rows
    else:
        page_rows = rows.filter(occurred_at__lte=at).filter(Q(occurred_at__lt=at) | Q(occurred_at=at, subject__gt=last))
    found = list(page_rows[: PAGE + 1])
    if len(found) <= PAGE:
        return Shown(found, "")
    last_row = found[PAGE - 1]
    return Shown(found[:PAGE], f"{last_row.occurred_at.isoformat()}_{last_row.subject}")


def _lists(country: str) -> Mapping[str, object]:
    known = pack(country)
    nationalities = sorted(
        ((row.code, label(row)) for row in known.nationalities.values() if row.on_form), key=lambda row: row[1]
    )
    return {
        "nationalities": nationalities,
        "services": [(code, label(known.services[code])) for code in service_codes(known, timezone.localdate(), on_form=True)],
        "dispositions": [(row.code, label(row)) for row in sorted(known.dispositions.values(), key=lambda row: row.order)],
        "states": sorted(((row.code, row.name) for row in known.admin1.values()), key=by_name),
    }
