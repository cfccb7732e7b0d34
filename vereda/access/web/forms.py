"""Forms of access."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

SHARED = "access_shared"


class SignIn(LoginForm):  # type: ignore[misc]  # allauth is not typed
    """User name, password, and whether others use the same machine."""

    is_shared = forms.BooleanField(required=False, initial=True, label=_("Otras personas usan este equipo"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's form arguments
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Usuario")
        self.fields["password"].label = _("Contraseña")
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false", autofocus=True)
        self.fields["password"].help_text = ""

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Remember how long this session may stay idle, then sign in."""
        request.session[SHARED] = self.cleaned_data["is_shared"]
        response: HttpResponse = super().login(request, redirect_url)
        return response
