"""Ediciones: what was published, what each revision changed, what waits for a second person; propose, and say yes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, log_read, reach_of, serves
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import edition_files
from vereda.desk.rooms import editions as editions_room
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.typed import Typed
from vereda.desk.told import told
from vereda.desk.web.acting import attempt
from vereda.errors import FieldError
from vereda.statistics import door as statistics
from vereda.statistics.door import Edition, EditionFilesWrong, EditionUnknown, Kept

K8 = RecordClass.K8
SIGNING = (Purpose.STATISTICS, Purpose.QUALITY_AUDIT)
LOOKS = serves(K8, purposes=SIGNING, usual=Purpose.STATISTICS)
PROPOSES = serves(K8, action=Action.APPROVE, purposes=SIGNING, usual=Purpose.STATISTICS)
PUBLISHES = serves(K8, action=Action.APPROVE, part=Part.PROTECTED, purposes=SIGNING, usual=Purpose.STATISTICS)
SENDING_BACK = ("refuse", "withdraw")
FIELDS = {"statistics.why_missing": "why", "statistics.month_too_young": "month", "statistics.month_not_understood": "month"}


def may(reader: Reader, part: Part) -> bool:
    """Tell whether the reader proposes (whole) or says yes (protected): over the country, by the matrix."""
    return reach_of(reader, K8, Action.APPROVE, part).kind == "country"


@LOOKS
@room
@require_GET
def editions(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what stands, and to who may sign what waits."""
    found = statistics.editions_of(reader.country)
    known = {row.period for row in found if row.origin == "own" and (row.revisions or row.proposal)}
    log_read(reader, K8, subjects=["editions"])
    context: dict[str, Any] = {  # Any: what the page draws
        "own": [row for row in found if row.revisions and row.origin == "own"],
        "printed": [row for row in found if row.revisions and row.origin == "press"],
        "waiting": [row for row in found if row.proposal] if may(reader, Part.PROTECTED) else [],
        "returned": [row for row in found if row.sent_back and not row.proposal] if may(reader, Part.PROTECTED) else [],
        "months": editions_room.months(reader.country, timezone.localdate(), known) if may(reader, Part.WHOLE) else [],
        "title_of": editions_room.title,
        "at": editions_room.at,
    }
    return page(request, "desk/editions.html", context, here="editions")


@LOOKS
@room
@require_GET
def edition_tables(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the closed list of tables that may leave the house, what their columns are, and the categories of a month."""
    labels, today = Labels(reader.country), timezone.localdate()
    try:
        month = statistics.month_of(request.GET.get("mes", ""))
    except FieldError:
        month = today.replace(day=1)
    context = {
        "tables": editions_room.listed(), "lang": editions_room.lang(), "version": statistics.list_version(), "month": month,
        "categories": editions_room.categories(reader.country, month, labels), "dimensions": statistics.DIMENSIONS,
        "column": editions_room.column, "changed_on": editions_room.changes_of_categories(reader.country), "labels": labels,
    }  # fmt: skip
    log_read(reader, K8, subjects=["edition_tables"])
    return page(request, "desk/edition_tables.html", context, here="editions")


@LOOKS
@room
@require_GET
def edition(request: HttpRequest, reader: Reader, period: str, series: str = "") -> HttpResponse:
    """Show one edition from its own copy: a table, its manifest, its revisions; beside it the same month a year before."""
    try:
        row = statistics.standing(reader.country, period, series)
        number = int(asked) if (asked := request.GET.get("r", "")).isdecimal() else len(row.revisions)
        one = statistics.kept(row, number)
    except (EditionUnknown, ValueError):
        raise NotForYou from None
    except EditionFilesWrong as error:
        messages.warning(request, told(error, Labels(reader.country)))
        return to("editions")
    labels, then = Labels(reader.country), statistics.a_year_before(row)
    log_read(reader, K8, subjects=[f"edition/{row.name}/r{number}"])
    drawn = _drawn(request, one, labels)
    changed, more = editions_room.changed(one, labels)
    context = {
        **drawn, **_whom(row), "number": number, "said": row.revisions[number - 1], "changed": changed,
        "more_changed": more, "then": then, "beside": _beside(one, then, drawn["code"], labels),
        "may_propose": not series and may(reader, Part.WHOLE), "files": edition_files.listed(one, drawn["code"]),
    }  # fmt: skip
    return page(request, "desk/edition.html", context, here="editions")


@LOOKS
@room
@require_GET
def edition_file(request: HttpRequest, reader: Reader, period: str, number: int, name: str, series: str = "") -> HttpResponse:
    """Return one file of an edition, made from its protected tables."""
    try:
        made = statistics.publication(statistics.standing(reader.country, period, series), number)
    except (EditionUnknown, ValueError):
        raise NotForYou from None
    except EditionFilesWrong as error:
        messages.warning(request, told(error, Labels(reader.country)))
        return to("editions")
    found = statistics.outputs.file_named(made.manifest, name)
    if found is None:
        raise NotForYou
    log_read(reader, K8, subjects=[f"edition/{made.name}/{found.name}"])
    answer = HttpResponse(statistics.outputs.content(made, found), content_type=found.media)
    answer["Content-Disposition"] = f'{"inline" if found.form == "pdf" else "attachment"}; filename="{found.name}"'
    return answer


@PROPOSES
@room
@require_http_methods(["GET", "POST"])
def edition_prepare(request: HttpRequest, reader: Reader, period: str) -> HttpResponse:
    """Show what somebody should look at in a month, and propose its edition or its next revision."""
    if not may(reader, Part.WHOLE):
        raise NotForYou
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    try:
        months = editions_room.months_of(period)
    except FieldError:
        raise NotForYou from None
    if request.method == "POST":
        try:
            statistics.propose_period(period, by=author(reader), at=now(), why=typed.text("why", 1000))
        except FieldError as error:
            typed.refuse(error, FIELDS)
        else:
            messages.success(request, _("Propuesta. La publica otra persona, que verá estas mismas cifras."))
            return to("edition_proposed", period=period)
    row = statistics.edition(reader.country, period)
    log_read(reader, K8, subjects=[f"edition/{period}/flags"])
    context = {
        "form": typed, "period": period, "title": editions_room.period_said(period), "row": row,
        "flags": _flags(reader, months), **(_whom(row) if row else {}),
    }  # fmt: skip
    return page(request, "desk/edition_prepare.html", context, here="editions", status=422 if typed.errors else 200)


@PUBLISHES
@room
@require_http_methods(["GET", "POST"])
def edition_proposed(request: HttpRequest, reader: Reader, period: str) -> HttpResponse:
    """Show what was proposed, to the digit, to who may say yes or no; the one who proposed it reads it, or takes it back."""
    row = statistics.edition(reader.country, period)
    if not may(reader, Part.PROTECTED) or row is None or row.proposal is None:
        raise NotForYou
    if request.method == "POST" and request.POST.get("act") in SENDING_BACK:
        return _send_back(request, reader, period)
    if request.method == "POST":
        content = request.POST.get("content", "")
        act = partial(statistics.publish_period, period, by=author(reader), at=now(), content=content)
        done = attempt(request, reader, act, _("Publicada. Queda congelada; lo que cambie después será una revisión."))
        return to("edition", period=period) if done else to("edition_proposed", period=period)
    one, labels = statistics.proposed(row), Labels(reader.country)
    log_read(reader, K8, subjects=[f"edition/{period}/proposed"])
    context: dict[str, Any] = {**_whom(row), "said": row.proposal, "one": one}  # Any: what the page draws
    context |= {"is_own": row.proposal["by"] == reader.account, "sent_back": row.sent_back}
    if one is not None:
        changed, more = editions_room.changed(one, labels)
        context |= {**_drawn(request, one, labels), "changed": changed, "more_changed": more}
        context["flags"] = _flags(reader, editions_room.months_of(period))
    return page(request, "desk/edition_proposed.html", context, here="editions")


def _send_back(request: HttpRequest, reader: Reader, period: str) -> HttpResponse:
    """Send back what another one proposed, or take back what one proposed oneself; both say why."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    why, by, at = typed.text("why", 1000), author(reader), now()
    if typed.errors:
        messages.warning(request, typed.error("why"))
        return to("edition_proposed", period=period)
    act = partial(statistics.refuse, period, why=why, by=by, at=at, content=typed.get("content"))
    said = _("Devuelta. Quien la propuso leerá por qué.")
    if typed.get("act") == "withdraw":
        act, said = partial(statistics.withdraw, period, why=why, by=by, at=at), _("Retirada. No se publicó nada.")
    return to("editions") if attempt(request, reader, act, said) else to("edition_proposed", period=period)


def _flags(reader: Reader, months: Sequence[date]) -> list[editions_room.Looked]:
    """Return what somebody should look at in the months of a period."""
    labels = Labels(reader.country)
    return [one for month in months for one in editions_room.looked(statistics.flags(reader.country, month), labels)]


def _drawn(request: HttpRequest, one: Kept, labels: Labels) -> dict[str, Any]:  # Any: what the page draws
    """Return the table that was asked for, the first where none was."""
    listed = editions_room.tables(one)
    code = request.GET.get("tabla", "")
    code = code if any(code == table[0] for table in listed) else listed[0][0]
    table, lang = editions_room.told_of(one, code) or {}, editions_room.lang()
    rows, more = editions_room.rows(one, code, labels)
    return {
        "one": one, "manifest": one.manifest, "tables": listed, "code": code, "table": table, "lang": lang, "rows": rows,
        "more_rows": more, "columns": [editions_room.column(name) for name in table.get("by", ())],
    }  # fmt: skip


def _beside(one: Kept, then: Edition | None, code: str, labels: Labels) -> list[editions_room.Compared]:
    try:
        return editions_room.beside(one, statistics.kept(then), code, labels) if then else []
    except EditionFilesWrong:  # said on its own page
        return []


def _whom(row: Edition) -> dict[str, Any]:  # Any: what the page draws
    said = [
        *row.revisions,
        *(one["proposed"] for one in row.revisions if one["proposed"]),
        *([row.proposal] if row.proposal else []),
    ]
    said += [one for sent in row.returned for one in (sent, sent["proposed"])]
    names = names_of({one["by"] for one in said})
    return {"row": row, "title": editions_room.title(row), "who": lambda account: who_is(account, names), "at": editions_room.at}
