"""The numbers of devices: how far what a device wrote is here without a gap, and whether one number came twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from vereda.logbook.actions.opening import Arrival
from vereda.logbook.entries import Body
from vereda.logbook.envelopes import Signed
from vereda.logbook.errors import CounterClash
from vereda.logbook.models import Flag, LogEntry, Progress, Refused, StoredEnvelope
from vereda.logbook.words import Held


def locked_progress(devices: Iterable[str]) -> dict[str, Progress]:
    """Return how far some devices are, each locked until the transaction ends: two deliveries of one device come in turn."""
    return {device: Progress.objects.select_for_update().get_or_create(device=device)[0] for device in sorted(set(devices))}


def hold_clashes(arrivals: Sequence[Arrival], progress: Mapping[str, Progress], known: Iterable[UUID], now: datetime) -> None:
    """Flag a number of a device that is here with another entry, and hold what the device sends from then on.

    The device was copied, or its store was put back: which of the two is the real one, a person finds out. What is known
    already is answered as before.
    """
    known, frozen = set(known), set[str]()
    taken: dict[tuple[str, int], UUID] = {}
    for arrival in arrivals:
        number = arrival.number
        if number is None or arrival.id in known:
            continue
        is_first = taken.setdefault(number, arrival.id) == arrival.id
        if not is_first or (_is_counted(progress[number[0]], number[1]) and not _is_here(arrival.id)):
            frozen.add(number[0])
            _flag(arrival, number[0], now)
        if number[0] in frozen and arrival.prepared is not None and arrival.prepared.held is None:
            arrival.prepared.held, arrival.prepared.why = Held.QUARANTINE, CounterClash.code


def count(arrivals: Iterable[Arrival], progress: Mapping[str, Progress]) -> None:
    """Move each device's counter over what is here without a gap."""
    numbers: dict[str, set[int]] = {}
    for number in (arrival.number for arrival in arrivals):
        if number is not None:
            numbers.setdefault(number[0], set()).add(number[1])
    for device in sorted(numbers):
        _advance(progress[device], numbers[device])


def note_progress(bodies: Sequence[Body]) -> None:
    """Count what came another way than from its device: passed down from headquarters."""
    numbers: dict[str, set[int]] = {}
    for body in bodies:
        if body.device_seq is not None:
            numbers.setdefault(body.device, set()).add(body.device_seq)
    for device, row in locked_progress(numbers).items():
        _advance(row, numbers[device])


def recount() -> None:
    """Count anew from what is here, after a restore: a device sends again what the backup does not hold."""
    numbers: dict[str, set[int]] = {}
    for device, number, signed in LogEntry.objects.values_list("device", "device_seq", "signed").iterator():
        if number is not None:
            numbers.setdefault(device, set()).add(number)
        elif signed is not None:  # what the node of a post signed for its desk
            kept = Signed.from_bytes(bytes(signed))
            numbers.setdefault(kept.device, set()).add(kept.device_seq)
    for model in (Refused, StoredEnvelope):
        for device, number in model._default_manager.values_list("device", "device_seq").iterator():
            numbers.setdefault(device, set()).add(number)
    Progress.objects.exclude(device__in=list(numbers)).update(have_upto=0, beyond=[], durable_upto=0)
    for device, row in locked_progress(numbers).items():
        row.have_upto, row.beyond = 0, []
        _advance(row, numbers[device])
        if row.durable_upto > row.have_upto:
            row.durable_upto = row.have_upto
            row.save(update_fields=["durable_upto"])


def _advance(row: Progress, numbers: set[int]) -> None:
    waiting = numbers | set(row.beyond)
    while row.have_upto + 1 in waiting:
        row.have_upto += 1
    row.beyond = sorted(number for number in waiting if number > row.have_upto)
    row.save(update_fields=["have_upto", "beyond"])


def _is_counted(row: Progress, number: int) -> bool:
    return number <= row.have_upto or number in row.beyond


def _is_here(entry: UUID) -> bool:
    """Tell whether an entry that is not chained was counted as it came: refused, or waiting at a post to be passed on."""
    return Refused.objects.filter(entry=entry).exists() or StoredEnvelope.objects.filter(entry=entry).exists()


def _flag(arrival: Arrival, device: str, now: datetime) -> None:
    group = arrival.envelope.group if arrival.envelope else arrival.prepared.body.group if arrival.prepared else ""
    Flag.objects.get_or_create(
        entry=arrival.id, code=CounterClash.code, digest="", defaults={"group": group, "at": now, "device": device}
    )
