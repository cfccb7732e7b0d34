"""What the radio's pages ask."""

from __future__ import annotations

from uuid import UUID

from vereda.safety.models.radio import CallSign, RadioCall, RadioChannel
from vereda.safety.rules.radio import plain

LAST = 30


def call_signs(group: str, country: str) -> list[CallSign]:
    """Return the group's call signs: the post, people, vehicles; each by sign."""
    order = ("post", "person", "vehicle")
    rows = CallSign.objects.filter(country=country, group=group).order_by("sign", "subject")
    return sorted(rows, key=lambda row: order.index(row.bearer) if row.bearer in order else len(order))


def call_sign(subject: UUID, group: str, country: str) -> CallSign | None:
    return CallSign.objects.filter(subject=subject, country=country, group=group).first()


def sign_of(account: str, group: str, country: str) -> str:
    """Return how somebody is called, '' where that is not in the plan."""
    row = CallSign.objects.filter(country=country, group=group, bearer="person", account=account).order_by("subject").first()
    return row.sign if row else ""


def bearer_of(sign: str, group: str, country: str) -> str:
    """Return the account that bears a sign, '' where none or several do."""
    found = {row.account for row in call_signs(group, country) if row.account and plain(row.sign) == plain(sign)}
    return found.pop() if len(found) == 1 else ""


def radio_channels(group: str, country: str) -> list[RadioChannel]:
    return list(RadioChannel.objects.filter(country=country, group=group).order_by("name", "subject"))


def radio_channel(subject: UUID, group: str, country: str) -> RadioChannel | None:
    return RadioChannel.objects.filter(subject=subject, country=country, group=group).first()


def last_calls(group: str, country: str) -> list[RadioCall]:
    """Return the last calls, the latest first."""
    return list(RadioCall.objects.filter(country=country, group=group).order_by("-called_at", "-subject")[:LAST])


def radio_call(subject: UUID, group: str, country: str) -> RadioCall | None:
    return RadioCall.objects.filter(subject=subject, country=country, group=group).first()
