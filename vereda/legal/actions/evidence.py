"""What is kept for a case: the file sealed, its hash as it was brought, and in whose hands a thing is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from vereda.legal.actions.fearing import check_told
from vereda.legal.actions.keeping import box, fresh, open_own, own_case
from vereda.legal.entries.evidence import EvidenceKept, EvidencePassed, ItemSaid, Passed
from vereda.legal.errors import EvidenceEmpty, EvidenceKindUnknown, EvidenceTooLarge, LegalInFuture, LineGone
from vereda.legal.lookups import sealed
from vereda.legal.rules.searching import plain
from vereda.logbook.door import Author, Receipt, keep_file, open_file, record, seal_file

MOST_MB = 9
CONSULATE = "consul"  # how every word for one begins, without its accent
BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
)
"""How a file of a kind begins: its name says nothing."""


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A file as it was brought. Nothing of it is changed: evidence keeps what stands in it, and its hash."""

    content: bytes
    name: str = ""


def keep_evidence(
    what: str,
    *,
    case: UUID,
    holder: str,
    by: Author,
    at: datetime,
    came_from: str = "",
    brought: Brought | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Record something that was brought. Raises EvidenceEmpty, EvidenceTooLarge, EvidenceKindUnknown and keeps nothing."""
    open_own(case, by)
    if not what.strip() or not holder.strip():
        raise EvidenceEmpty
    said = ItemSaid(what=what.strip(), holder=holder.strip(), came_from=came_from.strip())
    if brought:
        if len(brought.content) > MOST_MB * 1024 * 1024:
            raise EvidenceTooLarge(most=MOST_MB)
        attachment, ciphertext = seal_file(brought.content, media_type(brought.content))
        keep_file(attachment, ciphertext)
        said = said.model_copy(
            update={
                "sha256": sha256(brought.content).hexdigest(),
                "name": brought.name[:200],
                "size": len(brought.content),
                "attachments": [attachment],
            }
        )
    return record(EvidenceKept(item=fresh(at)), subject=case, by=by, at=at, boxes=box(said), id=entry)


def pass_evidence(
    *,
    case: UUID,
    item: UUID,
    giver: str,
    taker: str,
    by: Author,
    at: datetime,
    passed_at: datetime,
    why: str = "",
    entry: UUID | None = None,
) -> Receipt:
    """Record that a thing went into other hands.

    Raises LineGone, EvidenceEmpty, LegalInFuture; into those of a consulate ConsulateNever, ConsulateNeedsConsent.
    """
    row = open_own(case, by)
    if not any(line == str(item) for line, _entry, _hands in row.items):
        raise LineGone
    if not giver.strip() or not taker.strip():
        raise EvidenceEmpty
    if passed_at > at:
        raise LegalInFuture
    if CONSULATE in plain(taker):
        check_told(row, sealed.opening(row))
    said = Passed(giver=giver.strip(), taker=taker.strip(), why=why.strip())
    return record(EvidencePassed(item=item), subject=case, by=by, at=passed_at, boxes=box(said), id=entry)


def evidence_file(*, case: UUID, item: UUID, by: Author) -> tuple[ItemSaid, bytes]:
    """Return a thing that was kept and its file, byte for byte. Raises LineGone, FileNotHere, FileDamaged."""
    row = own_case(case, by)
    entry = next((entry for line, entry, _hands in row.items if line == str(item)), None)
    said = sealed.item(row, entry) if entry else None
    if said is None or not said.attachments:
        raise LineGone
    return said, open_file(said.attachments[0])


def media_type(content: bytes) -> str:
    """Return what a file is by how it begins; raises EvidenceKindUnknown. A text must be readable as one."""
    for beginning, kind in BEGINNINGS:
        if content.startswith(beginning):
            return kind
    if content[4:8] == b"ftyp":
        return "video/mp4"
    if content[:4] == b"RIFF" and content[8:12] in (b"WAVE", b"WEBP"):
        return "audio/wav" if content[8:12] == b"WAVE" else "image/webp"
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise EvidenceKindUnknown from None
    if not text.strip() or "\0" in text:
        raise EvidenceKindUnknown
    return "text/plain"
