"""An office of several countries has no page, no telephone and no door through which a person could come in: only what is public.

Django middleware; stands before the guard. What is not on the list answers as what never was, for whatever role.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from vereda.settings.environment import env

OPEN = frozenset(
    {
        "between", "between_card", "between_confirm", "between_give", "between_partner", "between_propose", "between_revoke",
        "between_send", "between_tables", "between_take", "law_country", "law_right", "laws", "laws_compared", "material",
        "material_of",
    }
)  # fmt: skip
"""Routes of the desk that show what is public, or say who is trusted."""
OF_ACCESS = ("vereda.access.", "allauth.", "django.")
"""Signing in, accounts, who read what: no person that was helped is in it."""


class Regional:
    """Lets through in an office of several countries what is on the list; elsewhere everything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:  # Any: whatever a route holds
        """Return None to let the view speak. Raises Http404 for what is not on the list."""
        if not env().regional or request.resolver_match is None:
            return None
        space, name = ":".join(request.resolver_match.namespaces), request.resolver_match.url_name
        if space == "desk" and name == "home":
            return HttpResponseRedirect(reverse("desk:material"))
        is_public = (space == "desk" and name in OPEN) or (space, name) == ("public", "between")
        if is_public or view.__module__.startswith(OF_ACCESS):
            return None
        raise Http404
