"""The page of a receiver without an account: six words open it, the first browser keeps it, and it closes by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_http_methods

from vereda.access.door import open_to_all
from vereda.errors import FieldError
from vereda.public import referral as room
from vereda.public.limits import Limit
from vereda.public.page import draw, now, public, spoken
from vereda.public.rooms import fresh_form
from vereda.public.tongues import Tongue, is_of_house
from vereda.referrals import door as referrals
from vereda.referrals.door import Answer, Look, RefusedFor
from vereda.rescue.door import Emergency
from vereda.settings.environment import env

WRONG = Limit(10, 60)
"""Wrong words of one address in a minute."""
COOKIE = "referral"
COOKIE_S = 10 * 24 * 3600  # three days to answer, seven more to say how it went
SEPARATED, COOKIE_MOST = ".", 1000
KEPT_MOST = 8
"""So many referrals a browser keeps: a hospital has one telephone and receives several people in a night."""

OTHER = noop(
    "No se envió: aquí se abrió después otra referencia, y es la que ahora se ve. "
    "Para contestar la de antes, escriba otra vez sus seis palabras."
)

type Act = Callable[[HttpRequest, str], object]


@open_to_all(reason="who holds the six words of one referral sees that one, while its consent is in force")
@public
@require_http_methods(["GET", "POST"])
def referral(request: HttpRequest) -> HttpResponse:
    """Show the question for the words, or the referral that belongs to this browser; take what the receiver answers."""
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if request.method != "POST":
        return _page(request, room.is_held(_token(request), now()))
    if act not in ACTS:
        return _open(request)
    if request.POST.get("of", room.mark_of(_token(request))) != room.mark_of(_token(request)):
        return _page(request, room.is_held(_token(request), now()), wrong=_(OTHER), status=409)
    try:
        ACTS[act](request, _token(request))
    except FieldError as why:
        return _page(request, room.is_held(_token(request), now()), wrong=_(why.hint).format(**why.details), status=409)
    if act == "refuse":  # it closes what was open: said here, since the page asked for anew knows no more than a stranger
        return _page(request, None, state="refused")
    return HttpResponseRedirect(_here(request))


def _open(request: HttpRequest) -> HttpResponse:
    if WRONG.is_full(request):
        return _page(request, None, state="full", status=429)
    page, token = room.opened(request.POST.get("words", ""), _tokens(request), now())
    if page.look is not Look.SHOWN:
        WRONG.count(request)
        return _page(request, None, state=page.look.value)
    kept = SEPARATED.join([token, *(one for one in _tokens(request) if one != token)][:KEPT_MOST])
    answer = HttpResponseRedirect(_here(request))
    path = reverse("public:referral")
    answer.set_cookie(COOKIE, kept, max_age=COOKIE_S, path=path, secure=request.is_secure(), httponly=True, samesite="Strict")
    return answer


def _page(request: HttpRequest, row: Any, *, state: str = "", wrong: str = "", status: int = 200) -> HttpResponse:  # Any: a row
    """Return the page. What closed while it stood open says so, and no more than to who never had it."""
    found = room.shown(row) if row is not None else None
    if found is None and not state and _token(request):
        state = Look.CLOSED.value
    told: dict[str, Any] = {"here": _here(request), "own_tongues": _tongues(request)}  # Any: of the page
    told |= {
        "found": found,
        "state": state,
        "wrong": wrong,
        "reasons": referrals.labels.REASONS,
        "form": fresh_form(now()),
        "of": room.mark_of(_token(request)),
    }
    return draw(request, "public/referral.html", {"emergency": Emergency("", is_verified=True), **told}, status=status)


def _here(request: HttpRequest) -> str:
    """Return the address of this page in the language in which it was asked for."""
    return room.address(request.tongue.code)  # type: ignore[attr-defined]  # set by `public`


def _tongues(request: HttpRequest) -> list[tuple[str, Tongue]]:
    """Return the other languages of the house in which these pages may be shown: whoever receives reads one of them."""
    here: Tongue = request.tongue  # type: ignore[attr-defined]  # set by `public`
    return [(room.address(one.code), one) for one in spoken() if is_of_house(one.tag) and one.code != here.code]


def _tokens(request: HttpRequest) -> list[str]:
    """Return the tokens that a browser holds, that of the referral on its page first."""
    return [one for one in request.COOKIES.get(COOKIE, "")[:COOKIE_MOST].split(SEPARATED) if one]


def _token(request: HttpRequest) -> str:
    return next(iter(_tokens(request)), "")


def _accept(request: HttpRequest, token: str) -> object:
    return referrals.answer_by_page(token, Answer.ACCEPTED, country=env().country, at=now())


def _refuse(request: HttpRequest, token: str) -> object:
    said = request.POST.get("reason", "")
    reason = RefusedFor(said) if said in set(RefusedFor) else None
    return referrals.answer_by_page(token, Answer.REFUSED, reason=reason, country=env().country, at=now())


def _arrived(request: HttpRequest, token: str) -> object:
    return referrals.arrived_by_page(token, country=env().country, at=now())


def _done(request: HttpRequest, token: str) -> object:
    return referrals.done_by_page(token, country=env().country, at=now())


def _note(request: HttpRequest, token: str) -> object:
    return referrals.note_by_page(token, request.POST.get("note", ""), country=env().country, at=now())


ACTS: dict[str, Act] = {"accept": _accept, "refuse": _refuse, "arrived": _arrived, "done": _done, "note": _note}
