"""Faults planted on purpose, inside a node's forked process only: a drill that finds none of them proves nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def ack_before_write() -> None:
    """Acknowledge a batch first and write it at the next occasion."""
    from django.db import transaction

    from vereda.logbook.actions import receive

    store, late = receive._store, list[tuple[Any, ...]]()

    def answer_first(*arguments: Any, **named: Any) -> Any:
        for one in late:
            store(*one)
        late[:] = [arguments]
        with transaction.atomic():
            answers = store(*arguments, **named)
            transaction.set_rollback(True)
        return answers

    receive._store = answer_first


def drop_dedup() -> None:
    """Look for no entry that is here already."""
    from vereda.logbook.actions import receive

    receive._known = lambda *_, **__: {}


def lww_no_conflict() -> None:
    """Let the later value win and say nothing."""
    from vereda.encounters import rules
    from vereda.logbook.rules import fields
    from vereda.rescue.rules import mission as mission_rules

    def write(values: dict[str, Any], name: str, value: Any, entry: Any) -> None:
        values[name] = [[entry.id, value]]

    for module in (fields, rules, mission_rules):
        module.write = write


def have_upto_skips() -> None:
    """Tell a phone that everything up to its highest number is here, gaps or not."""
    from vereda.logbook.actions import receive
    from vereda.logbook.models import Progress

    count = receive.count

    def skip(*arguments: Any, **named: Any) -> None:
        count(*arguments, **named)
        for row in Progress.objects.all():
            row.have_upto = max([row.have_upto, *row.beyond])
            row.save(update_fields=["have_upto"])

    receive.count = skip


def erasure_forgotten() -> None:
    """Store what arrives of an erased subject like anything else."""
    from vereda.logbook.actions import chaining

    for name in ("ErasedKey", "State"):
        setattr(chaining, name, Blind(getattr(chaining, name)))


class Blind:
    """A table in which nothing is found."""

    def __init__(self, table: Any) -> None:
        self.table, self.objects = table, self

    def __call__(self, **values: Any) -> Any:
        return self.table(**values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.table.objects, name)

    def filter(self, **_: object) -> Any:
        return self.table.objects.none()


def epoch_kept() -> None:
    """Restore a server and go on in the old epoch."""
    from vereda.logbook.backup import restore

    append = restore.append_block

    def silent(*arguments: Any, **named: Any) -> int:
        named["epoch"] -= 1
        return append(*arguments, **named)

    restore.append_block = silent


def clash_unseen() -> None:
    """Take two entries with one number of a device as if that were nothing."""
    from vereda.logbook.actions import receive

    receive.hold_clashes = lambda *_, **__: None


def signature_unread() -> None:
    """Believe every envelope."""
    from vereda.logbook.actions import opening

    opening.verify_signature = lambda *_, **__: True


def lost_kept_back() -> None:
    """Give a restored headquarters nothing back of what it passed down."""
    from vereda.relay import rounds

    rounds._give_back = lambda *_: None


PLANTS: dict[str, Callable[[], None]] = {
    "ack-before-write": ack_before_write,
    "drop-dedup": drop_dedup,
    "lww-no-conflict": lww_no_conflict,
    "have-upto-skips": have_upto_skips,
    "erasure-forgotten": erasure_forgotten,
    "epoch-kept": epoch_kept,
    "clash-unseen": clash_unseen,
    "signature-unread": signature_unread,
    "lost-kept-back": lost_kept_back,
}


def plant(name: str) -> None:
    """Plant the fault of that name in this process; '' plants none."""
    if name:
        PLANTS[name]()
