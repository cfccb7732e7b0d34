"""Avisos at headquarters: what holds at the posts of the country; a CAP file brought for all, or one of a post passed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Part, Reader, RecordClass, log_read
from vereda.countries.door import pack
from vereda.desk.frame import author, now, page, room, to
from vereda.desk.labels import Labels
from vereda.desk.rooms import warnings as warnings_room
from vereda.desk.told import told as told_error
from vereda.desk.web.acting import attempt
from vereda.desk.web.central import ACTS, SEES, demand_country
from vereda.desk.web.warnings import file_told
from vereda.errors import FieldError
from vereda.logbook.door import Author
from vereda.safety.door import AuthorityWarning, warning_actions
from vereda.safety.door import warning_lookups as lookups


@SEES
@room
@require_GET
def warnings(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show each warning that holds somewhere, and at how many posts it is."""
    return _page(request, reader)


def _page(request: HttpRequest, reader: Reader, wrong: str = "") -> HttpResponse:
    demand_country(reader)
    every = list(pack(reader.country).groups)
    standing = lookups.of_country(reader.country, every, now())
    first: dict[tuple[str, str, str], AuthorityWarning] = {}
    at: dict[tuple[str, str, str], int] = {}
    for row in (row for rows in standing.values() for row in rows):
        name = (row.sender, row.identifier, row.sent_at.isoformat())
        first.setdefault(name, row)
        at[name] = at.get(name, 0) + 1
    rows = [(_of_country(row), at[name]) for name, row in first.items()]
    log_read(reader, RecordClass.K1, subjects=[one.row.subject for one, _n in rows])
    context = {"rows": rows, "posts": len(every), "wrong": wrong}
    return page(request, "desk/central_warnings.html", context, here="central", status=422 if wrong else 200)


@SEES
@room
@require_GET
def warning(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one warning whole."""
    row = _row(reader, subject)
    log_read(reader, RecordClass.K1, subject=subject)
    return page(request, "desk/warning.html", {"one": _of_country(row), "is_central": True}, here="central")


def _of_country(row: AuthorityWarning) -> warnings_room.Shown:
    """Return a warning in words, without how far it is from the post that has it."""
    return replace(warnings_room.one(row), away="")


def _row(reader: Reader, subject: UUID) -> AuthorityWarning:
    demand_country(reader)
    every = pack(reader.country).groups
    found = next((row for group in every if (row := lookups.warning(subject, group, reader.country))), None)
    if found is None:
        raise NotForYou
    return found


@ACTS
@room
@require_POST
def bring(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Take a CAP file in for every post of the country."""
    demand_country(reader, Action.WRITE, Part.ALARM)
    try:
        made = warning_actions.bring_in(file_told(request), by=list(_as_each(reader)), at=now())
    except FieldError as error:
        return _page(request, reader, told_error(error, Labels(reader.country)))
    messages.success(request, _said(made.new))
    return to("central_warnings")


@ACTS
@room
@require_POST
def pass_on(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Give a warning that one post was brought to all the others."""
    demand_country(reader, Action.WRITE, Part.ALARM)
    row, new = _row(reader, subject), []

    def act() -> None:
        give = partial(warning_actions.pass_on, warning=subject, group=row.group, by=list(_as_each(reader)), at=now())
        new.append(give())

    if attempt(request, reader, act, ""):
        messages.success(request, _said(new[0]))
    return to("central_warnings")


def _as_each(reader: Reader) -> Iterator[Author]:
    """Yield headquarters' duty as the author at each post: what belongs to a post comes down to it by the relay."""
    by = author(reader)
    for code, group in pack(reader.country).groups.items():
        yield replace(by, group=code, zone=group.zone)


def _said(new: int) -> str:
    if not new:
        return _("Ese aviso ya estaba en todos los puestos.")
    return ngettext("Aviso dado a %(n)d puesto.", "Aviso dado a %(n)d puestos.", new) % {"n": new}
