"""Partes from above: the state office reads, asks back, corrects, sums and signs; headquarters does so with the states."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Reader, RecordClass, holds, log_read, reach_of
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import reports_above as above
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for
from vereda.desk.web.reports import LOOKS, SIGNS_ABOVE, day_of, reply_of, uuid_of
from vereda.desk.words import reports as words
from vereda.errors import FieldError
from vereda.logbook.door import subject_of_entry
from vereda.reports import door as reports
from vereda.reports.door import About, Why

FIELDS = {
    "reports.text_missing": "text",
    "reports.why_missing": "why",
    "reports.said_wrong": "said",
    "reports.nothing_changed": "said",
}


def own_state(reader: Reader, state: str, action: Action = Action.READ) -> bool:
    """Return whether a state is the reader's own office's; False for headquarters. Raises NotForYou for everybody else."""
    if state not in reports.posts_by_state(reader.country):
        raise NotForYou
    reach = reach_of(reader, RecordClass.K8, action)
    if reach.kind == "country":
        return False
    if reach.kind == "state" and reach.state == state:
        return True
    raise NotForYou


def whole_country(reader: Reader, action: Action = Action.READ) -> None:
    """Raise NotForYou for who does not see the country."""
    if reach_of(reader, RecordClass.K8, action).kind != "country":
        raise NotForYou


# The state ----------------------------------------------------------------------------------------------------------


@LOOKS
@room
@require_GET
def reports_state(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Send to the last closed day of the own state."""
    reach = reach_of(reader, RecordClass.K8)
    groups = reports.posts_by_state(reader.country).get(reach.state)
    if reach.kind != "state" or not groups:
        raise NotForYou
    on = reports.last_closed(now(), reports.zone_of(reader.country, groups[0]))
    return _state(request, reader, reach.state, on)


@LOOKS
@room
@require_GET
def reports_state_day(request: HttpRequest, reader: Reader, state: str, on: str) -> HttpResponse:
    """Show a day of a state: its posts, their sums, what is odd."""
    return _state(request, reader, state, day_of(on))


@SIGNS_ABOVE
@room
@require_POST
def sign_state(request: HttpRequest, reader: Reader, state: str, on: str) -> HttpResponse:
    """Sum the posts, sign and send to headquarters."""
    if not own_state(reader, state, Action.APPROVE):
        raise NotForYou
    entry = entry_for(_typed(request, reader), reader)
    if not (entry and subject_of_entry(entry)):
        remark = request.POST.get("remark", "")
        act = partial(reports.sign_state, state=state, on=day_of(on), by=author(reader), at=now(), entry=entry, remark=remark)
        attempt(request, reader, act, _("Suma firmada y enviada a la central."))
    return to("reports_state_day", state=state, on=on)


@SIGNS_ABOVE
@room
@require_POST
def answer_state(request: HttpRequest, reader: Reader, state: str, on: str) -> HttpResponse:
    """Answer a question of headquarters."""
    if not own_state(reader, state, Action.APPROVE):
        raise NotForYou
    act = partial(
        reports.answer_state,
        state=state,
        on=day_of(on),
        question=uuid_of(request.POST.get("question", "")),
        reply=reply_of(request),
        text=request.POST.get("text", ""),
        by=author(reader),
        at=now(),
    )
    attempt(request, reader, act, _("Respuesta enviada a la central."))
    return to("reports_state_day", state=state, on=on)


@SIGNS_ABOVE
@room
@require_POST
def ask_state(request: HttpRequest, reader: Reader, state: str, on: str) -> HttpResponse:
    """Ask a state office back; for headquarters."""
    if own_state(reader, state, Action.APPROVE):
        raise NotForYou
    typed, day = _typed(request, reader), day_of(on)
    act = partial(reports.ask_state, state=state, on=day, group=typed.get("group"), **_asked(typed, reader))
    if not _done(typed, act):
        return _state(request, reader, state, day, typed=typed, failed="ask")
    messages.success(request, _("Pregunta enviada a la oficina estatal."))
    return to("reports_state_day", state=state, on=on)


@SIGNS_ABOVE
@room
@require_POST
def correct_state(request: HttpRequest, reader: Reader, state: str, on: str) -> HttpResponse:
    """Say another number for a state; for headquarters."""
    if own_state(reader, state, Action.APPROVE):
        raise NotForYou
    typed, day = _typed(request, reader), day_of(on)
    if not _done(typed, partial(reports.correct_state, state=state, on=day, **_corrected(typed, reader))):
        return _state(request, reader, state, day, typed=typed, failed="correct")
    messages.success(request, _("Corrección guardada. La cifra de la entidad queda al lado."))
    return to("reports_state_day", state=state, on=on)


# One post of a state ------------------------------------------------------------------------------------------------


@LOOKS
@room
@require_GET
def report_post(request: HttpRequest, reader: Reader, state: str, on: str, group: str) -> HttpResponse:
    """Show one post's report to those above it."""
    return _post(request, reader, state, day_of(on), group)


@SIGNS_ABOVE
@room
@require_POST
def ask_post(request: HttpRequest, reader: Reader, state: str, on: str, group: str) -> HttpResponse:
    """Ask a post back, also one that sent nothing."""
    _own_post(reader, state, group)
    typed, day = _typed(request, reader), day_of(on)
    if not _done(typed, partial(reports.ask_post, group=group, on=day, **_asked(typed, reader))):
        return _post(request, reader, state, day, group, typed=typed, failed="ask")
    messages.success(request, _("Pregunta enviada. El puesto la ve en su tablero hasta que responda."))
    return to("report_post", state=state, on=on, group=group)


@SIGNS_ABOVE
@room
@require_POST
def correct_post(request: HttpRequest, reader: Reader, state: str, on: str, group: str) -> HttpResponse:
    """Say another number for a post."""
    _own_post(reader, state, group)
    typed, day = _typed(request, reader), day_of(on)
    if not _done(typed, partial(reports.correct_post, group=group, on=day, **_corrected(typed, reader))):
        return _post(request, reader, state, day, group, typed=typed, failed="correct")
    messages.success(request, _("Corrección guardada. La cifra del puesto queda al lado."))
    return to("report_post", state=state, on=on, group=group)


# The country --------------------------------------------------------------------------------------------------------


@LOOKS
@room
@require_GET
def reports_country(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the last closed day of the country."""
    whole_country(reader)
    zones = {reports.zone_of(reader.country, group) for some in reports.posts_by_state(reader.country).values() for group in some}
    return _country(request, reader, min(reports.last_closed(now(), zone) for zone in zones))


@LOOKS
@room
@require_GET
def reports_country_day(request: HttpRequest, reader: Reader, on: str) -> HttpResponse:
    """Show a day of the country: its states, who is silent, the sums."""
    whole_country(reader)
    return _country(request, reader, day_of(on))


@SIGNS_ABOVE
@room
@require_POST
def sign_country(request: HttpRequest, reader: Reader, on: str) -> HttpResponse:
    """Sum the states and sign the day of the country."""
    whole_country(reader, Action.APPROVE)
    entry = entry_for(_typed(request, reader), reader)
    if not (entry and subject_of_entry(entry)):
        act = partial(reports.sign_national, on=day_of(on), by=author(reader), at=now(), entry=entry)
        attempt(request, reader, act, _("Día del país firmado."))
    return to("reports_country_day", on=on)


# Pages --------------------------------------------------------------------------------------------------------------


def _own_post(reader: Reader, state: str, group: str) -> None:
    if not own_state(reader, state, Action.APPROVE) or group not in reports.posts_by_state(reader.country)[state]:
        raise NotForYou


def _typed(request: HttpRequest, reader: Reader) -> Typed:
    return Typed(request.POST, Labels(reader.country), zone_of(reader))


def _asked(typed: Typed, reader: Reader) -> dict[str, Any]:  # Any: arguments of an action
    about = typed.get("about")
    chosen = About(about) if about in set(About) else About.OTHER
    text = typed.text("text", 1000)
    return {"about": chosen, "category": typed.get("category"), "text": text, "by": author(reader), "at": now()}


def _corrected(typed: Typed, reader: Reader) -> dict[str, Any]:  # Any: arguments of an action
    why = typed.get("why")
    return {
        "category": typed.get("category"),
        "said": typed.number_or_none("said", 10_000_000),
        "why": Why(why) if why in set(Why) else None,
        "text": typed.text("text", 1000),
        "by": author(reader),
        "at": now(),
    }


def _done(typed: Typed, act: partial[Any]) -> bool:  # Any: receipts
    """Do it unless something typed is wrong already; note what the action refused beside its field."""
    if typed.errors:
        return False
    try:
        act()
    except FieldError as error:
        typed.refuse(error, FIELDS)
    return not typed.errors


def _forms(typed: Typed | None, failed: str, reader: Reader) -> dict[str, Any]:  # Any: what the page draws
    empty = Typed({}, Labels(reader.country), zone_of(reader))
    return {
        "form": typed or empty,
        "ask": typed if typed and failed == "ask" else empty,
        "fix": typed if typed and failed == "correct" else empty,
        "failed": failed,
        "whys": list(words.WHY.items()),
        "abouts": list(words.ABOUT.items()),
        "replies": list(words.REPLY.items()),
        "token": fresh_token(),
        "may_sign": holds(reader.role, RecordClass.K8, Action.APPROVE),
    }


def _state(
    request: HttpRequest, reader: Reader, state: str, on: date, *, typed: Typed | None = None, failed: str = ""
) -> HttpResponse:
    is_own, labels = own_state(reader, state), Labels(reader.country)
    ground = above.ground_of(state, reader.country, on)
    log_read(reader, RecordClass.K8, subjects=[f"partes/{state}/{on}"])
    shown = above.state_page(ground, reports.state_report(state, reader.country, on), now(), labels, is_own=is_own)
    context = {**shown, **_days(on), **_forms(typed, failed, reader)}
    return page(request, "desk/reports_state.html", context, here="reports", status=422 if failed else 200)


def _post(
    request: HttpRequest, reader: Reader, state: str, on: date, group: str, *, typed: Typed | None = None, failed: str = ""
) -> HttpResponse:
    is_own, labels = own_state(reader, state), Labels(reader.country)
    if group not in reports.posts_by_state(reader.country)[state]:
        raise NotForYou
    ground = above.ground_of(state, reader.country, on)
    log_read(reader, RecordClass.K8, subjects=[f"parte/{group}/{on}"])
    context = {**above.post_page(ground, group, now(), labels, is_own=is_own), **_forms(typed, failed, reader)}
    return page(request, "desk/reports_post.html", context, here="reports", status=422 if failed else 200)


def _country(request: HttpRequest, reader: Reader, on: date) -> HttpResponse:
    log_read(reader, RecordClass.K8, subjects=[f"partes/{reader.country}/{on}"])
    shown = above.country_page(reader.country, on, now(), Labels(reader.country))
    return page(request, "desk/reports_country.html", {**shown, **_days(on), **_forms(None, "", reader)}, here="reports")


def _days(on: date) -> dict[str, date]:
    return {"day_before": date.fromordinal(on.toordinal() - 1), "day_after": date.fromordinal(on.toordinal() + 1)}
