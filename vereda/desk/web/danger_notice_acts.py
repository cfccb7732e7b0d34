"""Avisos de peligro: giving one with its first words, changing it, ending it, making its file; asking the weather services."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, Part, Reader, RecordClass, holds, serves
from vereda.countries.door import Role, pack
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import danger_notices as notices_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.told import told as told_error
from vereda.desk.web.danger_notices import list_page, notice_page, row_or_404, sender_of
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, once
from vereda.errors import FieldError
from vereda.guidance.door import Said
from vereda.logbook.door import Author, heads
from vereda.notices import door as notices
from vereda.notices.door import AreaBy, DangerNotice, NoticeKind, Origin, Told, Where
from vereda.safety.door import CapSeverity, CapUrgency

WRITES = serves(RecordClass.K0, action=Action.WRITE, part=Part.DRAFT)
USUAL_DAYS = 3
LANGUAGES = ("spa", "eng")
"""Languages that the form takes at once; all others are written on the page of the notice, one by one."""
AT = {
    "notices.area_missing": "told_by",
    "notices.area_unknown": "told_by",
    "notices.area_many_towns": "told_by",
    "notices.missions_finer": "told_by",
    "notices.point_wrong": "drawn",
    "notices.area_open": "drawn",
    "notices.area_many_points": "drawn",
    "notices.area_crossed": "drawn",
    "notices.area_small": "drawn",
    "notices.period_backwards": "ends",
    "notices.period_over": "ends",
    "notices.period_long": "ends",
    "notices.source_missing": "source",
    "notices.reason_missing": "reason",
}
OF_TEXT = ("guidance.text_missing", "guidance.text_too_long", "guidance.short_too_long", "guidance.digits_in_text")


@WRITES
@room
@require_http_methods(["GET", "POST"])
def new_notice(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of a notice, filled in from what it is made of; or record it with its first words."""
    if request.method == "GET":
        return _form(request, reader, _first(request, reader), None)
    typed = _typed(request, reader)
    made = None
    if not typed.get("show"):
        told, texts = _told(typed), _texts(typed)
        if told is not None:
            entry = entry_for(typed, reader)
            made = _kept(typed, entry, partial(notices.set_notice, told, texts, by=author(reader), at=now(), entry=entry))
    if made is None:
        return _form(request, reader, typed, None)
    messages.success(request, _("Aviso guardado. Falta que otra persona revise sus palabras; mientras, nadie de fuera lo ve."))
    return to("danger_notice", subject=made)


@WRITES
@room
@require_http_methods(["GET", "POST"])
def change_notice(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the form with what the notice says, or put what was typed in its place."""
    row = row_or_404(reader, subject)
    if request.method == "GET":
        fixed = {"form": fresh_token(), "seen": " ".join(str(one) for one in heads(subject))}
        standing = {**notices_room.as_it_stands(row, now()), **fixed}
        return _form(request, reader, Typed(standing, Labels(reader.country), zone_of(reader)), row)
    typed = _typed(request, reader)
    told = None if typed.get("show") else _told(typed, row)
    made = None
    if told is not None:
        entry, seen = entry_for(typed, reader), _ids(typed.get("seen"))
        act = partial(notices.change_notice, told, notice=subject, by=author(reader), at=now(), seen=seen or None, entry=entry)
        made = _kept(typed, entry, act)
    if made is None:
        return _form(request, reader, typed, row)
    messages.success(request, _("Aviso cambiado."))
    return to("danger_notice", subject=subject)


@WRITES
@room
@require_POST
def end_notice(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """End a notice before its hour: it goes from every page, phone and answer at once."""
    row = row_or_404(reader, subject)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    reason, entry = typed.text("reason", 500), entry_for(typed, reader)
    act = partial(notices.end_notice, notice=subject, reason=reason, by=author(reader), at=now(), entry=entry)
    if _kept(typed, entry, act) is None:
        return notice_page(request, reader, row, typed)
    messages.success(request, _("El aviso terminó."))
    return to("danger_notice", subject=subject)


@WRITES
@room
@require_POST
def give_notice(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Make the public file of a notice as it is now."""
    row = row_or_404(reader, subject)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    entry, its = entry_for(typed, reader), pack(reader.country)
    name = f"{its.institutions_with(Role.NETWORK)[0].name}, {its.name_es}"
    act = partial(
        notices.give_notice, notice=subject, sender=sender_of(reader), sender_name=name, by=author(reader), at=now(), entry=entry
    )
    if _kept(typed, entry, act) is None:
        return notice_page(request, reader, row, typed)
    messages.success(request, _("Archivo hecho. Bájelo y entréguelo a quien lo publica."))
    return to("danger_notice", subject=subject)


@WRITES
@room
@require_POST
def consult_weather(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Ask the weather services that are set; what fails is told one by one, and what was known stays."""
    try:
        made = notices.consult(reader.country, now(), bring=list(_as_each(reader)))
    except FieldError as error:
        return list_page(request, reader, told_error(error, Labels(reader.country)))
    said = ngettext("Se leyó %(n)d aviso de autoridades.", "Se leyeron %(n)d avisos de autoridades.", len(made.warnings))
    messages.success(request, said % {"n": len(made.warnings)})
    for fault in made.faults:
        messages.warning(request, fault.by(_))
    return to("danger_notices")


@WRITES
@room
@require_GET
def notice_towns(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Return the municipalities of a state, to be picked."""
    found = notices_room.towns(pack(reader.country), request.GET.get("m_state", ""))
    return page(request, "desk/danger_notice_towns.html", {"towns": found, "picked": []}, here="guidance")


def _as_each(reader: Reader) -> Iterator[Author]:
    """Yield whoever asks as the author at each post, where that is duty of headquarters; else nobody."""
    if reader.group or not holds(reader.role, RecordClass.K1, Action.WRITE, Part.ALARM):
        return
    by = author(reader)
    for code, group in pack(reader.country).groups.items():
        yield replace(by, group=code, zone=group.zone)


def _typed(request: HttpRequest, reader: Reader) -> Typed:
    """Return what was typed; municipalities, of which several are picked, as one text of codes."""
    picked = request.POST.getlist("town")
    values: Mapping[str, str] = {**request.POST.dict(), "municipalities": " ".join(dict.fromkeys(picked))}
    return Typed(values, Labels(reader.country), zone_of(reader))


def _first(request: HttpRequest, reader: Reader) -> Typed:
    """Return what the form of a new notice begins with."""
    at, key = now(), request.GET.get("de", "")
    usual = {
        "starts": f"{at:%Y-%m-%dT%H:%M}",
        "ends": f"{at + timedelta(days=USUAL_DAYS):%Y-%m-%dT%H:%M}",
        "severity": CapSeverity.SEVERE.value,
        "told_by": AreaBy.STATES.value,
    }
    found = notices.proposal(reader.country, key, at) if key else None
    if key and found is None:
        messages.warning(request, _("Esa propuesta ya no está, o ya tiene su aviso. Aquí se escribe uno desde cero."))
    told = notices_room.as_proposed(found) if found else {}
    return Typed({**usual, **told, "form": fresh_token()}, Labels(reader.country), zone_of(reader))


def _told(typed: Typed, row: DangerNotice | None = None) -> Told | None:
    """Return what a form says beside its words; None with what is wrong beside its field."""
    starts, ends = typed.instant("starts"), typed.instant("ends")
    for name, known, said in (
        ("danger", {one.value for one in NoticeKind}, _("Diga de qué avisa: elija uno de la lista.")),
        ("severity", {one.value for one in CapSeverity}, _("Diga qué tan grave es.")),
        ("told_by", {one.value for one in AreaBy}, _("Diga cómo indica el lugar: elija uno de la lista.")),
    ):
        if typed.get(name) not in known:
            typed.wrong(name, said)
    if starts is None:
        typed.wrong("starts", _("Diga desde cuándo vale."))
    if ends is None:
        typed.wrong("ends", _("Diga hasta cuándo vale: un aviso sin fin se queda aunque ya no haya peligro."))
    source = typed.text("source", 2000)
    if typed.errors or starts is None or ends is None:
        return None
    severity = CapSeverity(typed.get("severity"))
    origin, of = (Origin(row.origin), row.of) if row else _origin(typed)
    return Told(
        danger=NoticeKind(typed.get("danger")),
        severity=severity,
        urgency=_urgency(severity, starts),
        where=_where(typed),
        starts_at=starts,
        ends_at=ends,
        months=[
            int(name) for name, _field in typed.named("month:") if name.isascii() and name.isdigit() and 1 <= int(name) <= 12
        ],
        source=source,
        origin=origin,
        of=of,
    )


def _urgency(severity: CapSeverity, starts: datetime) -> CapUrgency:
    """Return how soon one must act, in the words of CAP 1.2: at once, within the hour, or later."""
    if severity is CapSeverity.EXTREME:
        return CapUrgency.IMMEDIATE
    return CapUrgency.EXPECTED if starts <= now() + timedelta(hours=1) else CapUrgency.FUTURE


def _where(typed: Typed) -> Where:
    return Where(
        told_by=AreaBy(typed.get("told_by")),
        states=[name for name, _field in typed.named("state:")],
        municipalities=typed.get("municipalities").split(),
        crossing=typed.get("crossing"),
        hazard=typed.get("hazard"),
        drawn=typed.get("drawn")[:6000],
    )


def _origin(typed: Typed) -> tuple[Origin, str]:
    """Return what a notice was made of, as the form carries it."""
    of = typed.get("of")[:120]
    named = of.partition(":")[0]
    if not of:
        return Origin.OWN, ""
    return (Origin(named) if named in (Origin.FORECAST, Origin.WARNING, Origin.MISSIONS) else Origin.HAZARD), of


def _texts(typed: Typed) -> dict[str, Said]:
    """Return the first words of a notice: Spanish always, English where something was typed in it."""
    found = {}
    for language in LANGUAGES:
        parts = {name: typed.get(f"{name}_{language}").strip() for name in ("short", "spoken", "full")}
        if language == LANGUAGES[0] or any(parts.values()):
            found[language] = Said(**parts, source=typed.get("source").strip(), article="")
    for language, said in found.items():
        for name in ("short", "spoken", "full"):
            if not getattr(said, name):
                typed.wrong(f"{name}_{language}", _("Falta este texto. Escríbalo y guarde otra vez; lo demás sigue aquí."))
    return found


def _kept(typed: Typed, entry: UUID | None, act: partial) -> UUID | None:
    """Do it once, or note beside its field what was refused."""
    if typed.errors:
        return None
    try:
        return once(entry, act)
    except FieldError as error:
        field = str(error.details.get("field") or "short") if error.code in OF_TEXT else ""
        typed.refuse(
            error, {**AT, error.code: f"{field}_spa" if field else AT.get(error.code, "drawn" if _is_point(error) else "form")}
        )
        return None


def _is_point(error: FieldError) -> bool:
    return error.code.startswith("places.")


def _ids(said: str) -> list[UUID]:
    found = []
    for one in said.split():
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


def _form(request: HttpRequest, reader: Reader, typed: Typed, row: DangerNotice | None) -> HttpResponse:
    context = {
        "form": typed,
        "row": row,
        "token": typed.get("form") or fresh_token(),
        "drawn": {"draws": True, "towns": notices_room.marked_towns(reader.country)},
        **notices_room.offers(reader.country, typed),
    }
    return page(request, "desk/danger_notice_form.html", context, here="guidance", status=422 if typed.errors else 200)
