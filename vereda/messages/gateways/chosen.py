"""The gateway that this installation has, by its settings."""

from __future__ import annotations

from vereda.messages.gateways.gateway import Gateway
from vereda.messages.gateways.http import HttpGateway
from vereda.messages.gateways.modem import ModemGateway
from vereda.messages.gateways.smsd import SmsdGateway
from vereda.settings.environment import env


def gateway() -> Gateway | None:
    """Return the gateway that is set; a service goes before a modem, and gammu-smsd before one of our own; None where none is."""
    here = env()
    if here.sms_url:
        return HttpGateway(here.sms_url, body=here.sms_body, header=here.sms_header, secret=here.sms_secret, own=here.sms_number)
    if here.sms_spool:
        return SmsdGateway(here.sms_spool)
    if here.sms_modem:
        return ModemGateway(here.sms_modem, lock=here.home / "modem.lock")
    return None
