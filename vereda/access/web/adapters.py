"""How allauth behaves here: nobody signs up, nothing is mailed, one error text for every wrong sign-in."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vereda.access import second_factor, throttle
from vereda.access.models import Account

GENERIC = _("El usuario o la contraseña no son correctos.")
WAIT = _("Demasiados intentos. Espere unos minutos e inténtelo otra vez.")
FRESH_S = 5 * 60
CODE = _("Ese código no es correcto o ya venció. Espere el siguiente e inténtelo otra vez.")


# Any below: allauth hands over credentials and message arguments of any kind.
class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by user name."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": GENERIC,
        "enter_current_password": _("Escriba su contraseña actual."),
        "incorrect_code": CODE,
        "incorrect_password": _("La contraseña no es correcta."),
        "invalid_login": GENERIC,
        "username_password_mismatch": GENERIC,
        "too_many_login_attempts": WAIT,
        "rate_limited": WAIT,
        "same_as_current": _("La contraseña nueva tiene que ser distinta de la actual."),
    }

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go on after a new password: whoever has no second step yet turns it on, anybody else sees the own account."""
        messages.success(request, _("Contraseña cambiada."))
        has_factor = isinstance(request.user, Account) and second_factor.is_set_up(request.user)
        return reverse("access:me") if has_factor else reverse("mfa_index")

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page that follows shows what was done."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Mail nothing: accounts have no address."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """Check a password; wrong ones make the same user name wait longer and longer (SEC-015)."""
        username = str(credentials.get("username", ""))
        if throttle.wait(username):
            raise self.validation_error("too_many_login_attempts")
        found: Account | None = super().authenticate(request, **credentials)
        if found is None or not found.is_active:  # a closed account answers like one that never was (SEC-014)
            throttle.failed(username)
            return None
        throttle.passed(username)
        return found

    def set_password(self, user: Account, password: str) -> None:
        """Store a password that its owner chose."""
        user.is_password_temporary = False
        super().set_password(user, password)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask who it is again before factors change, but not of who signed in just now with all that the account has."""
        request = self.request
        if request is not None and app == "allauth.mfa" and isinstance(request.user, Account):
            is_fresh = time.time() - request.session.get("access_opened", 0.0) < FRESH_S
            if is_fresh and (second_factor.was_used(request) or not second_factor.is_set_up(request.user)):
                return False
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of factors are stored sealed; the screen's words are ours."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": CODE,
        "cannot_delete_authenticator": _("No se puede quitar el segundo paso."),
        "cannot_generate_recovery_codes": _("Primero active el segundo paso; después se hacen los códigos de respaldo."),
    }

    def encrypt(self, text: str) -> str:
        return second_factor.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return second_factor.unseal(encrypted_text)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Mail nothing: accounts have no address."""

    def get_totp_issuer(self) -> str:
        return "Vereda"

    def generate_authenticator_name(self, user: Account, type: str) -> str:  # noqa: A002  allauth's own name
        return str(_("Mi llave"))
