"""The CAP files of a notice: those that were given out, and a preview that nobody may act on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vereda.notices.entries import NoticeGiven
from vereda.notices.models import DangerNotice
from vereda.notices.rules.cap_out import cap_file, identifier_of


@dataclass(frozen=True)
class CapFile:
    """One message as it went out. account: who gave it."""

    entry: str
    sent: datetime
    account: str
    told: NoticeGiven
    raw: bytes

    @property
    def name(self) -> str:
        return f"{identifier_of(self.entry)}.cap.xml"


def files_of(row: DangerNotice) -> list[CapFile]:
    """Return the files of a notice, the first one first: each the same bytes for ever."""
    found = []
    for entry, sent, account, payload in row.given:
        told, at = NoticeGiven.model_validate(payload), datetime.fromisoformat(sent)
        found.append(CapFile(entry, at, account, told, cap_file(told, entry=entry, sent=at)))
    return sorted(found, key=lambda one: (one.sent.timestamp(), one.entry))
