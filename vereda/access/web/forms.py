"""Forms of access: allauth's with our words, and those by which accounts are looked after."""

from __future__ import annotations

from datetime import date
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.mfa.webauthn.internal.auth import parse_registration_response
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from vereda.access.web.labels import CLASSES, INSTITUTIONS, ROLES
from vereda.access.words import GRANTED_BY_COORDINATORS, RecordClass, Role

SHARED = "access_shared"
LANGUAGES = [("es", "Español"), ("en", "English")]


# Any below: Django's form arguments, handed through.
class SignIn(LoginForm):
    """User name, password, and whether others use the same machine."""

    is_shared = forms.BooleanField(required=False, initial=True, label=_("Otras personas usan esta computadora"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, login=_("Usuario"), password=_("Contraseña"))
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Remember how long this session may stay idle, then sign in."""
        request.session[SHARED] = self.cleaned_data["is_shared"]
        response: HttpResponse = super().login(request, redirect_url)
        return response


class NewPassword(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(
            self,
            oldpassword=_("Contraseña actual"),
            password1=_("Contraseña nueva"),
            password2=_("La contraseña nueva otra vez"),
        )


class Code(AuthenticateForm):
    """A code of the app, or one of the recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self)


class CodeAgain(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self)


class FirstCode(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self)


class NewKey(AddWebAuthnForm):
    """A passkey signs in by itself; it is made so unless somebody wants it as a second step only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, name=_("Nombre de la llave"), passwordless=_("Entrar solo con esta llave, sin contraseña"))
        self.fields["passwordless"].initial = True

    def clean_credential(self) -> dict[str, Any]:  # Any: JSON of the browser
        """Refuse what is no key: allauth takes a 0 for 'nothing to check' and stores it as a second step."""
        credential: object = self.cleaned_data["credential"]
        try:
            parse_registration_response(credential)
        except (KeyError, ValueError, TypeError):
            raise get_adapter().validation_error("incorrect_code") from None
        assert isinstance(credential, dict)
        return credential


def _code(form: forms.Form) -> None:
    _word(form, code=_("Código"))
    form.fields["code"].widget.attrs.update(inputmode="numeric", autocomplete="one-time-code", maxlength="12")


def _word(form: forms.Form, **labels: Any) -> None:
    """Put our labels on allauth's fields, and take its placeholders and links away."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, ""
        field.widget.attrs.pop("placeholder", None)


def _choices(roles: Any) -> list[tuple[str, Any]]:  # Any: lazy labels
    return [("", _("Elija")), *((role.value, ROLES[role]) for role in roles)]


class OpenAccount(forms.Form):
    """A new account with its first role."""

    display_name = forms.CharField(max_length=120, label=_("Nombre"))
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{1,63}$",
        max_length=64,
        label=_("Usuario"),
        error_messages={"invalid": _("Use minúsculas sin acento, números, punto o guion.")},
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(choices=LANGUAGES, initial="es", label=_("Idioma"))


class Posting(forms.Form):
    """A role for the time of a posting."""

    role = forms.ChoiceField(label=_("Función"))
    group = forms.ChoiceField(label=_("Grupo"), required=False)
    state = forms.ChoiceField(label=_("Estado"), required=False)
    institution_role = forms.ChoiceField(label=_("Institución"))
    institution = forms.ChoiceField(
        label=_("De qué institución del directorio"),
        required=False,
        help_text=_("Solo para «Organización aliada»: ve las referencias que se le ofrecen a esa institución, y nada más."),
    )
    from_on = forms.DateField(label=_("Primer día"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until_on = forms.DateField(
        label=_("Último día"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Ese día la cuenta todavía abre. Si no se sabe, déjelo vacío: se confirma cada 90 días."),
    )

    def __init__(
        self,
        *args: Any,
        groups: list[tuple[str, str]],
        states: list[tuple[str, str]],
        institutions: list[tuple[str, str]],
        today: date,
        is_own_group: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_on"].initial = today
        roles = [role for role in Role if not is_own_group or role in GRANTED_BY_COORDINATORS]
        self._choose("role", _choices(roles))
        self._choose("group", [("", "—"), *groups])
        self._choose("state", [("", "—"), *states])
        # Bodies with enforcement powers are not among them; granting to one is refused besides (rules/institutions.py).
        self._choose("institution_role", [(role.value, label) for role, label in INSTITUTIONS.items()])
        self._choose("institution", [("", "—"), *institutions])
        if is_own_group:
            for name in ("group", "state", "institution_role", "institution"):
                del self.fields[name]

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class FindReads(forms.Form):
    """What to look for in the log of reads: accounts, records and days."""

    account = forms.CharField(required=False, max_length=150, label=_("Cuenta o usuario"))
    subject = forms.CharField(required=False, max_length=64, label=_("Registro"))
    record_class = forms.ChoiceField(
        required=False, label=_("Clase"), choices=[("", _("Todas")), *((one.value, CLASSES[one]) for one in RecordClass)]
    )
    on = forms.DateField(required=False, label=_("Día"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
