"""Avisos a programas in Chromium: strong, large and narrow enough at every size."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from vereda.access.door import author_of
from vereda.logbook import registry
from vereda.webhooks import door as webhooks
from vereda.webhooks.door import Asked
from vereda.webhooks.models import Delivery
from vereda.webhooks.schema import USES, State, Trouble, Use

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pages_of_programs_at_every_sight(looks, home, cast, monkeypatch):
    monkeypatch.setattr(registry, "_authority", [])
    at, alma, adriana = datetime.now(UTC), author_of(cast.reader("alma")), author_of(cast.reader("adriana"))
    told, waits = (
        webhooks.register(
            Asked(code, Use.TELLING, USES[Use.TELLING], ("spa", "eng")),
            address=f"https://recibe-avisos-{code}.example.org/entrada/de/vereda", by=alma, at=at,
        ).subject
        for code in ("acnur", "cruz-roja")
    )  # fmt: skip
    for _twice in range(2):
        webhooks.give_secret(told, by=alma, at=at)
    webhooks.approve(told, by=adriana, at=at)
    for state, tries in ((State.TAKEN, [204]), (State.GIVEN_UP, [503] * 9 + [Trouble.OWN_NETWORK.value]), (State.WAITING, [410])):
        made = webhooks.send_test(told, by=alma, at=at)
        kept = {"state": state, "attempts": len(tries), "tries": [[at.isoformat(), one] for one in tries]}
        Delivery.objects.filter(pk=made.pk).update(**kept)
    webhooks.give_key(Asked("oim", Use.LEARNING, USES[Use.LEARNING]), days=90, by=cast.reader("alma"), at=at)
    here = "/avisos-a-programas/"
    looks.walk({"alma": [here, f"{here}{told}/", f"{here}claves/"], "adriana": [f"{here}{waits}/"]})
