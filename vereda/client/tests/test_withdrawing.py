"""Consent taken back by text message: within the request that brings it, and answered alike whether the code was right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from vereda.access.tests.cast import Cast
from vereda.client.tests.test_texts import bring, set_up  # noqa: F401  the fixture
from vereda.countries.door import Role
from vereda.messages.models import ReceivedText
from vereda.people.models import Consent

pytestmark = pytest.mark.django_db


def referred(cast: Cast) -> tuple[Any, Any, UUID]:  # Any: what note_consent and make_referral return
    from vereda.access.door import author_of
    from vereda.logbook.door import record
    from vereda.people.door import ConsentFor, PersonMet, note_consent
    from vereda.referrals.door import Item, Receiver, Service, make_referral

    by, at = author_of(cast.reader("ines")), datetime.now(UTC) - timedelta(minutes=5)
    person = record(PersonMet(purpose="assist"), by=by, at=at).subject
    asked = note_consent(by=by, at=at, now=at, language="spa", given=[ConsentFor.REFER], person=person)
    told = {Item.AGE_SEX: "mujer, 24", Item.CALL_BACK: "962", Item.HANDOVER: "fractura"}
    made = make_referral(
        service=Service.HEALTH, receiver=Receiver(name="Hospital", role=Role.HEALTH), told=told, consent=asked.receipt.subject,
        person=person, reader=cast.reader("ines", "assist"), by=by, at=at, now=at,
    )  # fmt: skip
    return asked, made, asked.receipt.subject


def test_the_code_by_sms_ends_consent_referral_and_page_in_one_block(set_up: Cast):  # noqa: F811
    from vereda.logbook.door import block_of, history
    from vereda.referrals.door import Look, open_by_words
    from vereda.referrals.models import Referral

    asked, made, consent = referred(set_up)
    now = datetime.now(UTC)
    assert open_by_words(made.words, token="t", country="mx", at=now).look is Look.SHOWN
    assert bring(**{"from": "5215550001", "text": f"Retrio {asked.code}"}).json() == {"taken": True}
    assert Consent.objects.get(subject=consent).allowed == []
    row = Referral.objects.get(subject=made.receipt.subject)
    assert (row.status, row.recalled_for) == ("recalled", "consent_withdrawn")
    assert open_by_words(made.words, token="t", country="mx", at=now).look is Look.CLOSED
    last = [history(subject)[-1] for subject in (consent, row.subject)]
    assert [one.kind for one in last] == ["people.consent_withdrawn", "referrals.recalled"]
    assert last[0].channel == "sms"
    assert block_of(last[0].id) == block_of(last[1].id)


def test_a_wrong_code_is_answered_like_a_right_one_and_ends_nothing(set_up: Cast, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    from vereda.client import withdrawing

    answers: list[str] = []
    real = withdrawing.texts.receive_text

    def kept(*args: Any, told: Any, **named: Any) -> Any:  # Any: as receive_text
        answers.append(told.answer)
        return real(*args, told=told, **named)

    monkeypatch.setattr("vereda.messages.door.receive_text", kept)
    asked, _made, consent = referred(set_up)
    code = asked.code.replace(" ", "")
    for number, typed in enumerate((code[:4] + f"{(int(code[4:]) + 1) % 10_000:04}", "123", asked.code)):
        assert Consent.objects.get(subject=consent).allowed == ["refer"]
        assert bring(**{"from": f"521555000{number}", "text": f"RETIRO {typed}"}).status_code == 200
    assert Consent.objects.get(subject=consent).allowed == []
    assert len(answers) == 3
    assert len(set(answers)) == 1
    assert ReceivedText.objects.count() == 3
