"""Before every view: is it marked, who asks, in which role, for which purpose. Anything unclear is a plain no."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from vereda.access import lookups
from vereda.access.models import Account
from vereda.access.rules.policy import holds, purposes_for
from vereda.access.rules.sessions import TOUCH_S, is_over
from vereda.access.second_factor import is_missing
from vereda.access.web import answers, practising
from vereda.access.web.marks import ForSignedIn, OpenToAll, Serves, mark_of
from vereda.access.words import Held, Purpose, Reader

OPENED, LAST, SHARED = "access_opened", "access_last", "access_shared"
MEMBERSHIP, PURPOSE = "access_membership", "access_purpose"


class Guard:
    """Django middleware; stands after sessions, language, sign-in and allauth."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.reader = None  # type: ignore[attr-defined]  # our own attribute of the request
        if request.user.is_authenticated and _ended(request):
            logout(request)
        if isinstance(request.user, Account):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        is_somebody = request.user.is_authenticated
        request.practice = practising.band(request)  # type: ignore[attr-defined]  # our own attribute of the request
        request.who = _who(request)  # type: ignore[attr-defined]  # our own attribute of the request
        response = practising.keep_inside(request, self.get_response(request))
        if is_somebody and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"  # after signing out, going back shows nothing
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:  # Any: whatever a route holds
        """Return an answer that stands in the way, or None to let the view speak."""
        mark = mark_of(view, request.method or "GET")
        match mark:
            case OpenToAll():
                return None
            case ForSignedIn():
                return _signed_in(request) or _own_form(request, view)
            case Serves():
                return _signed_in(request) or _own_form(request, view) or _equipped(request) or _serve(request, mark)
        return answers.closed(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Answer NotForYou as if there were nothing there."""
        return answers.for_error(request, error)


def _who(request: HttpRequest) -> str:
    """Return a mark of the account and its work, practice or not: what stood open is saved only by those who opened it."""
    chosen = (str(request.user.pk), request.session.get(MEMBERSHIP, ""), request.session.get(practising.PRACTICE, ""))
    return hashlib.sha256("|".join(chosen).encode()).hexdigest()[:16]


def _ended(request: HttpRequest) -> bool:
    """Return whether the session is over; note the time of this request otherwise."""
    session, now = request.session, time.time()
    opened, last = session.get(OPENED, now), session.get(LAST, now)
    if is_over(now=now, opened=opened, last=last, is_shared=session.get(SHARED, True)):
        return True
    if OPENED not in session:
        session[OPENED] = now
    if LAST not in session or (now - last > TOUCH_S and not _in_background(request)):
        session[LAST] = now
    return False


def _in_background(request: HttpRequest) -> bool:
    from django.urls import Resolver404, resolve

    try:
        mark = mark_of(resolve(request.path_info).func, request.method or "GET")
    except Resolver404:
        return False
    return isinstance(mark, Serves | OpenToAll) and mark.background


def _signed_in(request: HttpRequest) -> HttpResponseBase | None:
    if not isinstance(request.user, Account):
        return answers.sign_in_first(request)
    name = request.resolver_match.url_name if request.resolver_match else None
    if request.user.is_password_temporary and name not in answers.WITH_TEMPORARY_PASSWORD:
        return HttpResponseRedirect(reverse("account_change_password"))
    return None


def _own_form(request: HttpRequest, view: Callable[..., Any]) -> HttpResponseBase | None:  # Any: whatever a route holds
    """Check the form token also where Django does not: ninja exempts its views, and here they stand behind a cookie (SEC-021)."""
    if not getattr(view, "csrf_exempt", False):
        return None
    return CsrfViewMiddleware(lambda _: HttpResponse()).process_view(request, _plain, (), {})


def _plain(request: HttpRequest) -> HttpResponse:
    """Stand for a view that is exempt from nothing."""
    return HttpResponse()


def _equipped(request: HttpRequest) -> HttpResponseBase | None:
    """Ask for a live membership, for the choice of one, and for the second factor; put the reader on the request."""
    assert isinstance(request.user, Account)
    worth = lookups.memberships_of(request.user.id)
    live = lookups.live(worth)
    if not live:
        return answers.no_membership(request, [standing for _, standing in worth])
    if is_missing(request, live):
        return answers.second_factor_first(request)
    chosen = _chosen(request, live)
    if chosen is None:
        return _to("access:switch", request)
    found = practising.in_practice(request, lookups.reader_of(request.user, chosen, live))
    if not isinstance(found, Reader):
        return found
    request.reader = found  # type: ignore[attr-defined]  # our own attribute
    return None


def _chosen(request: HttpRequest, live: tuple[Held, ...]) -> Held | None:
    if len(live) == 1:
        return live[0]
    return next((held for held in live if held.id == request.session.get(MEMBERSHIP)), None)


def _serve(request: HttpRequest, mark: Serves) -> HttpResponseBase | None:
    """Check the role's right, and settle the purpose."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # our own attribute of the request
    action = mark.action_for(request.method or "GET")
    if action is None:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if not holds(reader.role, mark.record_class, action, mark.part):
        return answers.not_your_work(request)
    closed = practising.shut(request, mark, action)
    if closed is not None or not mark.purposes:
        return closed
    usable = purposes_for(reader.role, mark.record_class, action, mark.purposes, mark.part)
    if not usable:
        return answers.not_your_work(request)
    asked = request.GET.get("purpose") or request.POST.get("purpose")
    if asked is not None and asked not in usable:
        return answers.wrong_purpose(request, is_known=asked in set(Purpose))
    purpose = Purpose(asked) if asked else _from_way_in(request, mark.usual, usable)
    if purpose is None:
        return answers.ask_purpose(request, usable)
    if purpose in (asked, mark.usual) and request.session.get(PURPOSE) != purpose:
        request.session[PURPOSE] = purpose.value  # kept for the pages behind this way in, and shown in the frame
    request.reader = reader.with_purpose(purpose)  # type: ignore[attr-defined]  # our own attribute of the request
    return None


def _from_way_in(request: HttpRequest, usual: Purpose | None, usable: tuple[Purpose, ...]) -> Purpose | None:
    """Return the purpose that needs no question: the view's own, the only one, or that of the way behind which it lies."""
    if usual in usable:
        return usual
    if len(usable) == 1:
        return usable[0]
    kept = request.session.get(PURPOSE)
    return next((purpose for purpose in usable if purpose == kept), None)


def _to(name: str, request: HttpRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")
