"""What the house says when it does not open a page: plain words, and never whether a record exists."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from http import HTTPStatus

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vereda.access import second_factor
from vereda.access.errors import NotForYou
from vereda.access.models import Account
from vereda.access.web.labels import purpose_label, standing_hint
from vereda.access.words import Purpose, Standing

WITH_TEMPORARY_PASSWORD = frozenset({"account_change_password", "account_logout"})
A_MINUTE_S = 60


def sign_in_first(request: HttpRequest) -> HttpResponseBase:
    """Send a person to the sign-in page and back; tell a program 401."""
    if _is_program(request):
        return _told(request, HTTPStatus.UNAUTHORIZED, "access.sign_in_first", "", "")
    target = f"{reverse('account_login')}?{urlencode({'next': _way_back(request)})}"
    return _send(request, target)


def second_factor_first(request: HttpRequest) -> HttpResponseBase:
    """Send to where the second factor is set up, or is asked for when this session was opened without it."""
    assert isinstance(request.user, Account)
    if _is_program(request):
        return _told(request, HTTPStatus.FORBIDDEN, "access.second_factor_first", "", "")
    if second_factor.is_set_up(request.user):
        return _send(request, f"{reverse('mfa_reauthenticate')}?{urlencode({'next': _way_back(request)})}")
    return _send(request, reverse("mfa_index"))


def no_membership(request: HttpRequest, standings: Iterable[Standing]) -> HttpResponse:
    """Tell why nothing opens: ended, not begun, or not confirmed for 90 days."""
    hint = standing_hint(list(standings))
    return _told(request, HTTPStatus.FORBIDDEN, "access.no_membership", _("Su cuenta no tiene una función vigente"), hint)


def not_your_work(request: HttpRequest) -> HttpResponse:
    """Tell that the role does not do this; no record has been looked for yet."""
    title = _("Esta página no es parte de su función")
    hint = _("Si la necesita para su trabajo, hable con su coordinación.")
    return _told(request, HTTPStatus.FORBIDDEN, "access.not_your_work", title, hint)


def wrong_purpose(request: HttpRequest, *, is_known: bool) -> HttpResponse:
    """Refuse a purpose that no list knows (400) or that this role does not look for here (403)."""
    status = HTTPStatus.FORBIDDEN if is_known else HTTPStatus.BAD_REQUEST
    title = _("Ese motivo no sirve para esta consulta")
    return _told(request, status, "access.wrong_purpose", title, _("Vuelva y elija otro motivo."))


def ask_purpose(request: HttpRequest, usable: Iterable[Purpose]) -> HttpResponse:
    """Ask in words why, when the way in does not tell. A program, and a form that was sent, are refused."""
    title = _("¿Para qué consulta esto?")
    if _is_program(request) or request.method not in ("GET", "HEAD"):
        return _told(request, HTTPStatus.BAD_REQUEST, "access.purpose_missing", title, _("Vuelva y elija el motivo."))
    kept = [(name, value) for name, values in request.GET.lists() for value in values if name != "purpose"]
    choices = [(str(purpose), purpose_label(purpose)) for purpose in usable]
    context = {"title": title, "choices": choices, "kept": kept, "path": request.path}
    return render(request, "access/purpose.html", context, status=HTTPStatus.BAD_REQUEST)


def practice_over(request: HttpRequest) -> HttpResponse:
    """Say that the practice of this session is over; nothing is written until somebody says to work for real again."""
    title = _("El simulacro terminó")
    hint = _("No se guardó nada desde que terminó. Use «Volver al trabajo de verdad», arriba, y siga.")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": reverse("access:me")})
    return _told(request, HTTPStatus.CONFLICT, "access.practice_over", title, hint)


def not_in_practice(request: HttpRequest) -> HttpResponse:
    """Say that a page is shut in practice: it is about the real day, or would carry something out of the house."""
    title = _("Esta página no se abre en simulacro")
    hint = _("Es del trabajo de verdad, o sacaría algo del puesto. Termine el simulacro, arriba, y ábrala.")
    return _told(request, HTTPStatus.FORBIDDEN, "access.not_in_practice", title, hint)


def closed(request: HttpRequest) -> HttpResponse:
    """Answer a view that carries no mark: as if it were not there. The house's route test fails on it before."""
    return not_found(request)


def for_error(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """Answer what a view raised: nothing there for this reader, or a database that cannot write now."""
    if isinstance(error, NotForYou | Http404):
        return not_found(request)
    return cannot_write(request) if isinstance(error, OperationalError) or is_no_room(error) else None


def is_no_room(error: Exception) -> bool:
    """Tell whether the disk is full or read-only, which passes; any other fault of the machine stays a fault."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


def cannot_write(request: HttpRequest) -> HttpResponse:
    """Say that the database is locked, full, read-only or away: nothing was stored, and going back keeps what was typed."""
    title = _("Ahora no se puede guardar")
    hint = _("No se guardó nada. Vuelva atrás, lo escrito sigue ahí, e inténtelo en medio minuto.")
    answer = _told(request, HTTPStatus.SERVICE_UNAVAILABLE, "access.cannot_write", title, hint)
    answer["Retry-After"] = "30"
    return answer


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the one answer to what is not there and to what the reader may not see."""
    title = _("No hay nada aquí para usted")
    return _told(request, HTTPStatus.NOT_FOUND, NotForYou.code, title, _("Revise la dirección o vuelva al inicio."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return not_your_work(request)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    title = _("No se entendió lo que llegó")
    return _told(request, HTTPStatus.BAD_REQUEST, "access.bad_request", title, _("Vuelva e inténtelo otra vez."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that we failed, without a word about how."""
    title = _("Algo falló de nuestro lado")
    hint = _("Lo que ya se había guardado está a salvo. Inténtelo otra vez; si se repite, avise a quien administra.")
    return _told(request, HTTPStatus.INTERNAL_SERVER_ERROR, "access.server_error", title, hint)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose page was opened before the session changed, or that another site sent."""
    title = _("La página estaba abierta desde antes")
    hint = _("Por seguridad no se guardó nada. Vuelva, recargue la página e inténtelo otra vez.")
    return _told(request, HTTPStatus.FORBIDDEN, "access.csrf", title, hint)


def too_many(request: HttpRequest, exception: Exception | None = None, *, wait_s: int = A_MINUTE_S) -> HttpResponse:
    """Answer too many tries, with the time to wait."""
    minutes = -(-wait_s // 60)
    title = _("Demasiados intentos")
    hint = _("Espere %(minutes)d min e inténtelo otra vez.") % {"minutes": minutes}
    response = _told(request, HTTPStatus.TOO_MANY_REQUESTS, "access.too_many", title, hint)
    response["Retry-After"] = str(wait_s)
    return response


def _told(request: HttpRequest, status: HTTPStatus, code: str, title: str, hint: str) -> HttpResponse:
    if _is_program(request):
        return JsonResponse({"code": code}, status=status)
    return render(request, "access/told.html", {"title": title, "hint": hint, "code": code}, status=status)


def _is_program(request: HttpRequest) -> bool:
    accepted = request.headers.get("Accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def _way_back(request: HttpRequest) -> str:
    """Return where to go after signing in: the page itself, or for a piece of a page the page around it."""
    if request.method not in ("GET", "HEAD"):
        return "/"
    return "/" if request.headers.get("HX-Request") else request.get_full_path()


def _send(request: HttpRequest, target: str) -> HttpResponse:
    if request.headers.get("HX-Request"):  # htmx would put the sign-in page into a corner of the old one
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": target})
    return HttpResponseRedirect(target)
