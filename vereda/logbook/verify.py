"""Proving the chain: every entry is as it was received, none is missing, added or moved; the first that is not is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

import orjson

from vereda.logbook import registry
from vereda.logbook.entries import Body
from vereda.logbook.envelopes import Signed, is_signed
from vereda.logbook.files import damaged_files
from vereda.logbook.models import Block, Box, ErasedKey, LogEntry, Place, State
from vereda.logbook.nodekeys import node_keys
from vereda.logbook.registry import Sender
from vereda.logbook.rules import chain
from vereda.logbook.words import FieldClass

PART = 200


@dataclass
class Proof:
    """What `verify` found: how much was read, and the first thing that is wrong, in words, with the entry's id."""

    blocks: int = 0
    entries: int = 0
    head: str = chain.GENESIS
    epoch: int = 1
    wrong: str = ""
    entry: UUID | None = None
    notes: list[str] = field(default_factory=list)
    signed: int = 0  # entries whose device's signature was proved
    unproved: int = 0  # of devices that are not enrolled here
    senders: dict[str, Sender | None] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong


def verify(*, external: Sequence[tuple[int, int, str]] = ()) -> Proof:
    """Read the whole chain and return the proof; it stops at the first thing that is wrong.

    external  heads kept outside [(epoch, block, hash)]: they find a chain that was rebuilt with all its arithmetic right
    """
    proof = Proof()
    kept = {(epoch, number): hash_ for epoch, number, hash_ in external}
    for block in Block.objects.order_by("number").iterator(chunk_size=PART):
        if _wrong_block(proof, block) or _wrong_entries(proof, block) or _wrong_head(proof, block, kept):
            return proof
        proof.blocks, proof.head, proof.epoch = proof.blocks + 1, block.hash, block.epoch
    if proof.unproved:
        proof.notes.append(f"{proof.unproved} entries are of devices that are not enrolled here: their signatures are not proved")
    _unplaced(proof)
    _missing_tail(proof, external)
    for name in damaged_files() if proof.holds else ():
        _found(proof, None, f"file {name} was changed")
    return proof


def dangling(*, now: datetime, days: int = 30) -> list[tuple[UUID, UUID]]:
    """Return (subject, missing entry) for references that have waited more than `days` for what they name."""
    found = []
    for row in State.objects.filter(folded__contains='"m":').iterator():
        latest = (
            LogEntry.objects.filter(subject=row.subject).order_by("-received_at").values_list("received_at", flat=True).first()
        )
        if latest and latest < now - timedelta(days=days):
            found += [(row.subject, UUID(one)) for one in orjson.loads(row.folded)["m"]]
    return found


def _wrong_block(proof: Proof, block: Block) -> bool:
    expected = chain.block_hash(
        number=block.number,
        epoch=block.epoch,
        previous=proof.head,
        root=block.root,
        count=block.count,
        made_at=block.made_at,
        note=block.note,
    )
    if block.number != proof.blocks + 1:
        proof.wrong = f"block {proof.blocks + 1} is missing"
    elif block.previous != proof.head:
        proof.wrong = f"block {block.number} does not follow the one before"
    elif block.hash != expected:
        proof.wrong = f"block {block.number} was changed"
    elif not node_keys().is_signed(block.hash, block.signature):
        proof.wrong = f"block {block.number} is not signed by this node"
    return bool(proof.wrong)


def _wrong_entries(proof: Proof, block: Block) -> bool:
    places = list(Place.objects.filter(block=block.number).order_by("position"))
    rows = LogEntry.objects.in_bulk([place.entry for place in places])
    boxes = _boxes_of(rows)
    digests = []
    for expected, place in enumerate(places):
        entry = rows.get(place.entry)
        if place.position != expected or entry is None:
            return _found(proof, place.entry, f"entry {place.entry} of block {block.number} is missing")
        wrong = _wrong_entry(entry, boxes.get(entry.id, [])) or _wrong_signature(proof, entry)
        if wrong:
            return _found(proof, entry.id, f"entry {entry.id} of block {block.number}: {wrong}")
        digests.append(bytes(entry.digest))
    if len(places) != block.count:
        return _found(proof, None, f"block {block.number} holds {len(places)} entries in place of {block.count}")
    if chain.merkle_root(digests).hex() != block.root:
        return _found(proof, rows[places[0].entry].id, f"entries of block {block.number} were exchanged or moved")
    proof.entries += len(places)
    return False


def _found(proof: Proof, entry: UUID | None, wrong: str) -> bool:
    proof.wrong, proof.entry = wrong, entry
    return True


def _wrong_entry(entry: LogEntry, boxes: Sequence[Box]) -> str:
    """Return what is wrong with one entry: its bytes, the columns copied from them, or its boxes."""
    raw = bytes(entry.body)
    if sha256(raw).digest() != bytes(entry.digest):
        return "its bytes were changed"
    body = Body.model_validate(orjson.loads(raw))
    copies = (
        "id",
        "kind",
        "version",
        "subject",
        "country",
        "group",
        "author",
        "device",
        "device_seq",
        "occurred_at",
        "local_on",
        "clock",
    )
    for name in copies:
        if getattr(entry, name) != getattr(body, name):
            return f"its column {name} does not say what its bytes say"
    named = {(str(box.owner), str(box.cls)): box.sha256 for box in body.boxes}
    here = {(str(box.owner), box.cls): sha256(bytes(box.sealed)).hexdigest() for box in boxes}
    for key, digest in here.items():
        if named.get(key) != digest:
            return f"its box of class {key[1]} was changed or added"
    for owner, cls in named.keys() - here.keys():
        if registry.taker_of(body.kind) is None and not _may_be_gone(owner, cls):
            return f"its box of class {cls} is missing"
    return ""


def _wrong_signature(proof: Proof, entry: LogEntry) -> str:
    """Return what is wrong with the signature of the device that wrote an entry; what a node wrote has none.

    A block is signed by this node, which would sign an invented entry as well: the device's key lies on the device alone.
    """
    signed = Signed.from_bytes(bytes(entry.signed)) if entry.signed is not None else None
    if signed is None and entry.device_seq is None:
        return ""
    device = (signed and signed.device) or entry.device
    if device not in proof.senders:
        proof.senders[device] = registry.sender(device)
    sender = proof.senders[device]
    if sender is None:
        proof.unproved += signed is not None
        return ""
    if signed is None:
        return "its device signs, and its signature is missing"
    if not is_signed(entry, bytes(entry.digest), signed, sender.public):
        return "its device did not sign it"
    proof.signed += 1
    return ""


def _may_be_gone(owner: str, cls: str) -> bool:
    """Boxes of an erased owner that arrived late were never stored."""
    return cls != FieldClass.WHEREABOUTS and (
        ErasedKey.objects.filter(owner=owner, cls=cls).exists() or State.objects.filter(subject=owner, is_erased=True).exists()
    )


def _boxes_of(entries: dict[UUID, LogEntry]) -> dict[UUID, list[Box]]:
    found: dict[UUID, list[Box]] = {}
    for box in Box.objects.filter(entry__in=list(entries)):
        found.setdefault(box.entry, []).append(box)
    return found


def _wrong_head(proof: Proof, block: Block, kept: dict[tuple[int, int], str]) -> bool:
    hash_ = kept.get((block.epoch, block.number))
    if hash_ is not None and hash_ != block.hash:
        return _found(proof, None, f"block {block.number} is not the one whose head was kept outside")
    if block.note:
        proof.notes.append(block.note)
    return False


def _unplaced(proof: Proof) -> None:
    for table, what in (("logbook_logentry", "id"), ("logbook_box", "entry")):
        stray = _stray(table, what)
        if proof.holds and stray is not None:
            _found(proof, stray, f"entry {stray} stands outside the chain")


def _stray(table: str, column: str) -> UUID | None:
    model = LogEntry if table == "logbook_logentry" else Box
    placed = Place.objects.values("entry")
    return next(
        iter(model.objects.exclude(**{f"{column}__in": placed}).order_by(column).values_list(column, flat=True)[:1]), None
    )


def _missing_tail(proof: Proof, external: Sequence[tuple[int, int, str]]) -> None:
    """Say which blocks of an earlier epoch, known by their heads outside, are still to come back from the devices."""
    if not proof.holds:
        return
    started = list(_epoch_starts())
    for epoch, number, _ in sorted(external):
        if epoch == proof.epoch and number > proof.blocks:
            proof.wrong = f"blocks {proof.blocks + 1} to {number} are missing"
            return
        following, first = next((one for one in started if one[0] > epoch), (epoch, number + 1))
        if number >= first:
            proof.notes.append(
                f"epoch {following} from block {first}, external head of epoch {epoch} was {number}: "
                f"{number - first + 1} blocks to be recovered"
            )


def _epoch_starts() -> Iterator[tuple[int, int]]:
    last = 0
    for epoch, number in Block.objects.order_by("number").values_list("epoch", "number"):
        if epoch != last:
            yield epoch, number
            last = epoch
