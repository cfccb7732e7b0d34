"""An edition beside that of the same month a year before: a page, and the same as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from vereda.access.door import Action, NotForYou, Reader, log_read
from vereda.desk.frame import page, room
from vereda.desk.labels import Labels
from vereda.desk.rooms import editions as editions_room
from vereda.desk.rooms import editions_compare as compare_room
from vereda.desk.web.bulletin import may_export
from vereda.desk.web.editions import K8, LOOKS
from vereda.statistics import door as statistics
from vereda.statistics.door import Edition, EditionFilesWrong, EditionUnknown, Kept


@LOOKS
@room
@require_GET
def edition_compare(request: HttpRequest, reader: Reader, period: str) -> HttpResponse:
    """Show both printed numbers of each row, and their difference where chance does not explain it."""
    row, earlier, now, then = _both(reader, period)
    labels, listed = Labels(reader.country), compare_room.tables(now, then)
    if not listed:
        raise NotForYou
    code = request.GET.get("tabla", "")
    code = code if any(code == one[0] for one in listed) else listed[0][0]
    told = editions_room.told_of(now, code) or {}
    changed = statistics.remapped(now, then, reader.country) if "category" in told["by"] else []
    rows = compare_room.found(now, then, code)
    shown = rows[: editions_room.MOST]
    log_read(reader, K8, subjects=[f"edition/{row.name}/compare/{code}"])
    context = {
        "row": row, "then": earlier, "title": editions_room.title(row), "before": editions_room.title(earlier),
        "tables": listed, "code": code, "table": told, "lang": editions_room.lang(),
        "columns": [editions_room.column(name) for name in told["by"]], "more_rows": len(rows) - len(shown),
        "groups": compare_room.groups(now, told["by"], shown, {one.category for one in changed}, labels),
        "redefined": compare_room.redefined(changed, labels), "by_chance": statistics.BY_CHANCE,
        "packs": [one.manifest["pack"][:8] for one in (then, now)], "may_export": may_export(reader),
    }  # fmt: skip
    return page(request, "desk/edition_compare.html", context, here="editions")


@LOOKS
@room
@require_GET
def edition_compare_file(request: HttpRequest, reader: Reader, period: str, code: str) -> HttpResponse:
    """Return all rows of a table of both editions as CSV, for who takes figures out of the house."""
    row, earlier, now, then = _both(reader, period)
    told = editions_room.told_of(now, code)
    if not may_export(reader) or told is None or then.sheet(code) is None:
        raise NotForYou
    changed = {one.category for one in statistics.remapped(now, then, reader.country)} if "category" in told["by"] else set()
    rows = compare_room.found(now, then, code)
    name = f"{code}-{earlier.period}-{row.period}.csv"
    log_read(reader, K8, Action.EXPORT, subjects=[name])
    text = statistics.compared_csv(told["by"], (earlier.period, row.period), rows, changed)
    response = HttpResponse(text.encode(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _both(reader: Reader, period: str) -> tuple[Edition, Edition, Kept, Kept]:
    """Return the edition and that of a year before, each as it stands last. Raises NotForYou where one is not there."""
    try:
        row = statistics.standing(reader.country, period)
        earlier = statistics.a_year_before(row)
        if earlier is None:
            raise NotForYou
        return row, earlier, statistics.kept(row), statistics.kept(earlier)
    except (EditionUnknown, EditionFilesWrong):
        raise NotForYou from None
