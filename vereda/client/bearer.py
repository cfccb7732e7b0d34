"""Who calls: a device by its token. A revoked one is told to wipe itself, and may only deliver and say that it did."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import HttpBearer

from vereda.access.door import device_with_token

PROVED = "a device proves itself by its token, and reads nothing of a case here"


class RevokedDevice(Exception):
    """A device that is revoked, or that said it is in other hands, called what is for devices in good standing."""


class AnyDevice(HttpBearer):
    """The random token that a device got when it was enrolled; one that is revoked or reported lost is still recognised."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        row = device_with_token(token)
        return str(row.subject) if row else None


class DeviceToken(HttpBearer):
    """The token of a device in good standing. Raises RevokedDevice."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        row = device_with_token(token)
        if row is not None and row.is_ended:
            raise RevokedDevice
        return str(row.subject) if row else None


def device_of(request: HttpRequest) -> str:
    """Return the id of the device that calls."""
    return str(request.auth)  # type: ignore[attr-defined]  # set by ninja's DeviceToken
