"""Signing in and out: allauth's views, with a growing wait, the demonstration's accounts, and a cleared browser."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponseBase

from vereda.access import throttle
from vereda.access.actions.demo import CAST, PASSWORD
from vereda.access.web import answers
from vereda.access.web.labels import role_label
from vereda.settings.environment import env


# Any below: Django's view arguments and contexts.
class SignInView(LoginView):
    """The sign-in page."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer 429 while this user name waits; the password is not even looked at."""
        wait_s = throttle.wait(request.POST.get("login", ""))
        if wait_s:
            return answers.too_many(request, wait_s=wait_s)
        response: HttpResponseBase = super().post(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the accounts of a demonstration: their password is public there, and nowhere else."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        shown = CAST if env().demo else ()
        context["demonstration"] = [(one.username, one.display_name, role_label(one.role)) for one in shown]
        context["demonstration_password"] = PASSWORD if env().demo else ""
        return context


class SignOutView(LogoutView):
    """Signing out."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Clear what the browser kept of our pages.

        Only the cache: clearing 'storage' would destroy the phone's sealed queue, which survives everything (rules.md,
        section 4); it cannot be read there in any case.
        """
        response: HttpResponseBase = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache"'
        return response


sign_in = SignInView.as_view()
sign_out = SignOutView.as_view()
