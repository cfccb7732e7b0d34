"""Tracks of own teams at the desk: brought as files, looked at where something is odd, struck, and taken out as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import tracks as tracks_room
from vereda.desk.rooms import uploads
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import attempt
from vereda.desk.web.missions import row_of
from vereda.errors import FieldError
from vereda.rescue import door as rescue
from vereda.rescue.door import Looked, MapForm, Mission

WAITING = "desk_tracks"  # in the session: mission, team, and what was understood of each file
FILES_MOST = 12
BYTES_MOST = 40 * 1024 * 1024  # of all files together
FIELDS = {"rescue.track_of_which_team": "of_team", "rescue.track_too_late": "file"}

ON_MISSION = serves(
    RecordClass.K1,
    action=Action.WRITE,
    part=Part.POST,
    purposes=(Purpose.RESCUE, Purpose.ASSIST, Purpose.QUALITY_AUDIT),
    usual=Purpose.RESCUE,
)
"""The mark of writing what belongs to a mission."""

type Kept = dict[str, Any]  # Any: JSON of the session


@ON_MISSION
@room
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the form; or keep the tracks of some files, after a look at them where one of them is odd or bad."""
    row = row_of(reader, subject)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if request.method == "GET":
        return _form(request, row, typed)
    files, carried_by = request.FILES.getlist("file"), tracks_room.printable(typed.text("carried_by", 60))
    team = _team(typed, row)
    _check(files, typed)
    if team is None and not typed.errors:
        typed.wrong("of_team", _("Diga qué equipo lo grabó."))
    found = _looked(files, team, row, reader, typed) if team and not typed.errors else []
    if typed.errors or team is None:
        return _form(request, row, typed)
    _let_go(request)
    if any(one.fault or one.asks for one in found):
        kept = {"mission": str(subject), "team": str(team), "carried_by": carried_by}
        request.session[WAITING] = {**kept, "files": tracks_room.waiting(found, Labels(reader.country))}
        return to("review_tracks", subject=subject)
    saved = []
    try:
        for one in found:
            saved += [one] if one.recording and _bring(one.recording, one, row, team, carried_by, reader) else []
    except FieldError as error:  # what was kept before it stays: the same file brought again is once
        typed.refuse(error, FIELDS)
        return _form(request, row, typed)
    for said in filter(None, map(tracks_room.cut_said, saved)):
        messages.success(request, said)
    _say(request, len(saved), len(found) - len(saved))
    return to("mission", subject=subject)


@ON_MISSION
@room
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show what the files hold that wait; or keep those that are of this mission, and let the others go."""
    row, kept = row_of(reader, subject), request.session.get(WAITING) or {}
    if kept.get("mission") != str(subject):
        messages.warning(request, _("Esos archivos ya no están aquí. Tráigalos otra vez."))
        return to("bring_tracks", subject=subject)
    if request.method == "GET":
        may = [one for one in kept["files"] if one.get("kept")]
        return page(request, "desk/mission_tracks_review.html", {"row": row, "files": kept["files"], "may": may}, here="patrols")
    ticked = {number for number in range(FILES_MOST) if request.POST.get(f"keep{number}")}
    if request.POST.get("save") == "1":
        _save(request, reader, row, kept, ticked)
    else:
        messages.success(request, _("Descartados: no se guardó nada."))
    _let_go(request)
    return to("mission", subject=subject)


def _let_go(request: HttpRequest) -> None:
    """Remove what waits, decided or not: it holds places."""
    for one in (request.session.pop(WAITING, None) or {}).get("files", ()):
        uploads.drop(one.get("kept", ""))


def _save(request: HttpRequest, reader: Reader, row: Mission, kept: Kept, ticked: set[int]) -> None:
    saved = known = 0
    for one in tracks_room.decided(kept["files"], ticked):
        path = uploads.kept(one["kept"])
        if path is None:
            messages.warning(request, _("«{name}» ya no está aquí. Tráigalo otra vez.").format(name=one["name"]))
            continue
        recording = rescue.read_recording(path.read_bytes(), one["name"])
        again = Looked(one["name"], recording, digest=one["digest"])
        try:
            is_new = _bring(recording, again, row, UUID(kept["team"]), kept["carried_by"], reader)
        except FieldError as error:
            messages.warning(request, tracks_room.told(error, Labels(reader.country)))
            return
        saved, known = saved + is_new, known + (not is_new)
    _say(request, saved, known)


@ON_MISSION
@room
@require_POST
def strike(request: HttpRequest, reader: Reader, subject: UUID, track: UUID) -> HttpResponse:
    """Note that a track was none of this mission."""
    row_of(reader, subject)
    act = partial(rescue.strike_track, mission=subject, track=track, by=author(reader), at=now())
    attempt(request, reader, act, _("Trayecto quitado. Mañana se destruye; hasta entonces se puede devolver."))
    return to("mission", subject=subject)


@ON_MISSION
@room
@require_POST
def reinstate(request: HttpRequest, reader: Reader, subject: UUID, track: UUID) -> HttpResponse:
    """Note that it was of this mission after all."""
    row_of(reader, subject)
    act = partial(rescue.reinstate_track, mission=subject, track=track, by=author(reader), at=now())
    attempt(request, reader, act, _("El trayecto es otra vez de la misión."))
    return to("mission", subject=subject)


@serves(RecordClass.K1, purposes=(Purpose.RESCUE,), usual=Purpose.RESCUE)
@room
@require_GET
def take_out(request: HttpRequest, reader: Reader, subject: UUID, form: str) -> HttpResponse:
    """Give search areas and own tracks as a file; of people, their places and who said what, nothing."""
    row = row_of(reader, subject)
    if form not in set(MapForm):
        raise NotForYou
    what = rescue.going_out(row)
    if not (what.areas or what.tracks):
        messages.warning(request, _("La misión no tiene áreas ni trayectos que sacar."))
        return to("mission", subject=subject)
    log_read(reader, RecordClass.K1, Action.EXPORT, subject=subject)
    answer = HttpResponse(rescue.written_out(what, MapForm(form)), content_type=rescue.MEDIA_TYPES[MapForm(form)])
    answer["Content-Disposition"] = f'attachment; filename="mision-{subject.hex[-6:].upper()}.{form}"'
    return answer


def _check(files: list[UploadedFile], typed: Typed) -> None:
    if not files:
        typed.wrong("file", _("Elija al menos un archivo GPX, KML o GeoJSON."))
    elif len(files) > FILES_MOST or sum(file.size or 0 for file in files) > BYTES_MOST:
        said = _("Son demasiados de una vez. Traiga hasta {n} archivos, y 40 MB entre todos.")
        typed.wrong("file", said.format(n=FILES_MOST))


def _looked(files: list[UploadedFile], team: UUID, row: Mission, reader: Reader, typed: Typed) -> list[Looked]:
    try:
        return rescue.look_at_tracks(_contents(files), mission=row.subject, team=team, by=author(reader), now=now())
    except FieldError as error:
        typed.refuse(error, FIELDS)
        return []


def _contents(files: list[UploadedFile]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content, one file at a time: together they may be large."""
    for file in files:
        yield tracks_room.shown_name(file.name or ""), file.read()


def _bring(recording: rescue.Recording, one: Looked, row: Mission, team: UUID, carried_by: str, reader: Reader) -> bool:
    """Keep one track; return whether it was a new one."""
    return not one.is_there and bool(
        rescue.bring_track(
            recording,
            digest=one.digest,
            mission=row.subject,
            team=team,
            name=one.name,
            carried_by=carried_by,
            by=author(reader),
            at=now(),
        )
    )


def _say(request: HttpRequest, saved: int, known: int) -> None:
    if saved:
        said = ngettext("%(n)d trayecto guardado.", "%(n)d trayectos guardados.", saved)
        messages.success(request, said % {"n": saved})
    if known:
        said = ngettext("%(n)d ya estaba en la misión; no se repite.", "%(n)d ya estaban en la misión; no se repiten.", known)
        messages.success(request, said % {"n": known})
    if not saved and not known:
        messages.warning(request, _("No se guardó ningún trayecto."))


def _teams(row: Mission) -> Mapping[str, str]:
    return {str(one.team): one.call_sign for one in rescue.teams_of(row.subject, row.group, row.country)}


def _team(typed: Typed, row: Mission) -> UUID | None:
    """Return the chosen team; where only one was sent, that one."""
    teams = _teams(row)
    chosen = typed.get("of_team") or (next(iter(teams)) if len(teams) == 1 else "")
    return UUID(chosen) if chosen in teams else None


def _form(request: HttpRequest, row: Mission, typed: Typed) -> HttpResponse:
    context = {"form": typed, "row": row, "teams": list(_teams(row).items())}
    return page(request, "desk/mission_tracks_form.html", context, here="patrols", status=422 if typed.errors else 200)
