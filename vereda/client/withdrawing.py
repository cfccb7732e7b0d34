"""Consent taken back by text message: the withdrawal and the recalls of all that hangs on it, in one block."""

from __future__ import annotations

from datetime import datetime

from vereda.logbook.door import Author, record_all
from vereda.logbook.schema import Channel
from vereda.messages import door as texts
from vereda.messages.door import Came, Understood
from vereda.people import door as people
from vereda.people.door import WithdrawnBy
from vereda.referrals import door as referrals


def is_withdrawal(came: Came) -> bool:
    """Tell whether a text takes consent back, with a right code or a wrong one."""
    return people.withdrawal_in(texts.folded(came.text)) is not None


def take_withdrawal(came: Came, account: str, by: Author, at: datetime) -> None:
    """Act on it at once. The answer is the same whether the code was right: it opens the withdrawal, and tells nothing."""
    found = people.withdrawal_in(texts.folded(came.text))
    assert found is not None
    code, answer = found
    rows = people.consents.with_code(code, by.country)
    drafts = people.withdrawal_drafts(rows, by=by, at=at, way=WithdrawnBy.SMS)
    if drafts:
        gone = [draft.subject for draft in drafts if draft.subject]
        record_all([*drafts, *referrals.recall_drafts(gone, by=by, at=at, channel=Channel.SMS)])
    texts.receive_text(came, account=account, by=by, at=at, told=Understood(is_settled=True, answer=answer, last=answer))
