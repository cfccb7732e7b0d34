"""My account: language, role of this session, second step."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access import lookups, second_factor
from vereda.access.models import Account
from vereda.access.rules.memberships import last_day
from vereda.access.rules.policy import holds
from vereda.access.web import practising
from vereda.access.web.guard import MEMBERSHIP, PURPOSE
from vereda.access.web.labels import role_label, standing_label
from vereda.access.web.marks import for_signed_in, open_to_all
from vereda.access.words import Action, Part, RecordClass, Standing
from vereda.countries.door import pack

A_YEAR_S = 365 * 24 * 3600


@for_signed_in(reason="whether one is still signed in, while one types")
@require_GET
def presence(request: HttpRequest) -> HttpResponse:
    """Tell who is signed in and a form token for what stood open for long; asking counts as being there."""
    return JsonResponse({"who": request.who, "token": get_token(request)})  # type: ignore[attr-defined]  # set by the guard


@for_signed_in(reason="one's own account, whatever the role")
@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """Show my roles and until when they last, and lead to password and second step."""
    assert isinstance(request.user, Account)
    rows = [
        {
            "role": role_label(row.role),
            "where": place_name(row.country, row.group, row.state),
            "standing": standing_label(worth),
            "is_live": worth is Standing.LIVE,
            "until_on": row.until_on,
            "confirm_on": last_day(row.from_on, row.confirmed_on),
        }
        for row, worth in lookups.memberships_of(request.user.pk)
    ]
    live = lookups.held_by(request.user.pk)
    roles = {held.role for held in live}
    context = {
        "account": request.user,
        "memberships": rows,
        "has_factor": second_factor.is_set_up(request.user),
        "sees_accounts": any(holds(role, RecordClass.K10, Action.READ, Part.GROUP_USERS) for role in roles),
        "uses_phone": any(held.group for held in live),
        "sees_reads": any(holds(role, RecordClass.K9, Action.READ) for role in roles),
    }
    return render(request, "access/me.html", context)


@for_signed_in(reason="one chooses among one's own roles")
@require_http_methods(["GET", "POST"])
def switch(request: HttpRequest) -> HttpResponse:
    """Choose in which of several roles this session works."""
    assert isinstance(request.user, Account)
    live = lookups.held_by(request.user.pk)
    after = _safe(request, request.POST.get("next") or request.GET.get("next"))
    if request.method == "POST":
        chosen = next((held for held in live if held.id == request.POST.get("membership")), None)
        if chosen is not None:
            request.session.cycle_key()  # a new id whenever the rights of a session change (SEC-016)
            request.session[MEMBERSHIP] = chosen.id
            request.session.pop(PURPOSE, None)
            practising.leave_practice(request)
            return HttpResponseRedirect(after)
    rows = [(held.id, role_label(held.role), place_name(held.country, held.group, held.state)) for held in live]
    current = request.session.get(MEMBERSHIP)
    return render(request, "access/switch.html", {"rows": rows, "current": current, "next": after})


@open_to_all(reason="the language of the screen, chosen before anybody signs in")
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Set the language of the screen, and keep it with the account."""
    response = HttpResponseRedirect(_safe(request, request.POST.get("next")))
    code = request.POST.get("language", "")
    if code in dict(settings.LANGUAGES):
        translation.activate(code)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=A_YEAR_S,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        if isinstance(request.user, Account):
            Account.objects.filter(pk=request.user.pk).update(language=code)
    return response


def place_name(country: str, group: str, state: str) -> str:
    """Return where somebody works, in the words of the pack."""
    here = pack(country)
    if group:
        found = here.groups.get(group)
        return found.name if found else group
    if state:
        area = here.admin1.get(state)
        return area.name if area else state
    return here.name_en if translation.get_language() == "en" else here.name_es


def _safe(request: HttpRequest, target: str | None) -> str:
    """Return where to go on: only to pages of this installation."""
    is_ours = url_has_allowed_host_and_scheme(target or "", {request.get_host()}, require_https=request.is_secure())
    return target if target and is_ours else reverse("access:me") if request.user.is_authenticated else reverse("account_login")
