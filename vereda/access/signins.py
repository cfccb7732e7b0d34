"""Sign-ins, sign-outs and wrong passwords stand in the log of reads (SEC-040): ids only, never what was typed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from vereda.access.actions.readlog import log_event
from vereda.access.models import Account
from vereda.access.web.practising import PRACTICE
from vereda.access.words import Event


# Any below: whatever Django's signals send along.
def opened(request: HttpRequest, user: Account, **rest: Any) -> None:
    request.session.pop(PRACTICE, None)  # whoever signs in works for real
    log_event(Event.SIGNED_IN, account=str(user.pk))


def closed(request: HttpRequest | None, user: Account | None, **rest: Any) -> None:
    if user is not None:
        log_event(Event.SIGNED_OUT, account=str(user.pk))


def failed(credentials: dict[str, Any], request: HttpRequest | None = None, **rest: Any) -> None:
    """Note a wrong sign-in; the row is written for unknown names as well, so that both take the same time."""
    username = str(credentials.get("username", "")).strip().lower()
    found = Account.objects.filter(username=username).values_list("pk", flat=True).first()
    log_event(Event.SIGN_IN_FAILED, account=str(found or ""))
