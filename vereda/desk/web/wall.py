"""La pared: a screen of the post that stays on. It proves itself by a token in a cookie of its own, and opens nothing else.

The cookie goes to /pared/ alone; every other page finds nobody signed in and asks for user, password and second step.
"""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access import door as access
from vereda.access.door import Action, Part, Reader, RecordClass, open_to_all, serves
from vereda.countries.door import pack
from vereda.desk.frame import now, page, room, to
from vereda.desk.rooms import wall as wall_room
from vereda.errors import FieldError

COOKIE = "vereda_wall"
PATH = "/pared/"
KEPT_S = 30 * 24 * 3600  # of the cookie, anew with each page; the wall itself ends when it asked for nothing for three days
LABEL_MOST = 40

OWN_USERS = serves(RecordClass.K10, on_post=Action.WRITE, part=Part.GROUP_USERS)
"""The mark of who looks after the phones and screens of a group."""

SHOWS_NOBODY = "a wall proves itself by the token in its cookie, and shows no person, no place and no note"


@open_to_all(reason=SHOWS_NOBODY, background=True)
@require_GET
def wall(request: HttpRequest) -> HttpResponse:
    """Show the wall of the post whose token this browser keeps; else how a screen becomes one."""
    row = lit(request)
    if row is None:
        gone = render(request, "desk/wall_off.html", status=403)
        gone.delete_cookie(COOKIE, path=PATH)
        return gone
    answer = render(request, "desk/wall.html", _picture(row))
    _keep(answer, request.COOKIES[COOKIE])
    return answer


@open_to_all(reason=SHOWS_NOBODY, background=True)
@require_GET
def picture(request: HttpRequest) -> HttpResponse:
    """Return what changes of the wall; send to the page that says so when it has ended."""
    row = lit(request)
    if row is None:
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("desk:wall")})
    answer = render(request, "desk/wall_picture.html", _picture(row))
    answer["Cache-Control"] = "no-store"
    return answer


@OWN_USERS
@room
@require_GET
def walls(request: HttpRequest, reader: Reader) -> HttpResponse:
    """List the walls of the coordinator's group, and offer to make this browser one."""
    _demand_group(reader)
    rows = access.walls_of(reader.country, reader.group, now())
    return page(request, "desk/walls.html", {"screens": wall_room.screens(rows, reader, now())}, here="walls")


@OWN_USERS
@room
@require_POST
def make(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Make this browser a wall: its session ends, and what is left is the wall's own token."""
    label = request.POST.get("label", "").strip()[:LABEL_MOST] or _("Pantalla del puesto")
    try:
        _row, token = access.make_wall(label=label, by=reader, at=now())
    except FieldError:
        raise access.NotForYou from None
    lang = translation.get_language()  # of whoever makes it; nobody is signed in afterwards to say it
    logout(request)
    answer = HttpResponseRedirect(reverse("desk:wall"))
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, lang, max_age=KEPT_S, secure=bool(settings.LANGUAGE_COOKIE_SECURE), httponly=True
    )
    _keep(answer, token)
    return answer


@OWN_USERS
@room
@require_POST
def end(request: HttpRequest, reader: Reader, wall: UUID) -> HttpResponse:
    """End a wall, wherever it hangs."""
    _demand_group(reader)
    if not access.end_wall(wall=wall, by=reader, at=now()):
        raise access.NotForYou
    messages.success(request, _("Pared apagada. En esa pantalla ya no se ve nada."))
    return to("walls")


def _demand_group(reader: Reader) -> None:
    if not reader.group:
        raise access.NotForYou


def lit(request: HttpRequest) -> access.Wall | None:
    """Return the wall that this browser is, and note that it asked; None where it is none, or none any more."""
    at = timezone.now()
    row = access.wall_with_token(request.COOKIES.get(COOKIE, ""), at)
    if row is not None:
        access.note_asked(row, at=at)
    return row


def _picture(row: access.Wall) -> dict[str, object]:
    group = pack(row.country).groups[row.group]
    with timezone.override(ZoneInfo(group.zone)):
        return {"place": group.name, "zone": group.zone, **wall_room.picture(row.country, row.group, timezone.localtime())}


def _keep(answer: HttpResponse, token: str) -> None:
    """Give the browser its token again; /pared/ alone gets it back."""
    answer.set_cookie(
        COOKIE,
        token,
        max_age=KEPT_S,
        path=PATH,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Strict",
    )
    answer["Cache-Control"] = "no-store"
