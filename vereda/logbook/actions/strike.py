"""Destroying what was written in words and where exactly it was, of one subject; its clear codes stand and go on counting."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from vereda.logbook import registry
from vereda.logbook.actions import points
from vereda.logbook.actions.elsewhere import bar, places_of
from vereda.logbook.actions.erase import loss_of
from vereda.logbook.keystore import KeyName
from vereda.logbook.models import ErasedKey, ExactPoint, NameToken
from vereda.logbook.nodekeys import key_store
from vereda.logbook.words import FieldClass


def destroy_boxes(subject: UUID, *, now: datetime) -> bool:
    """Destroy the keys of every box that stands beside a subject's entries, and bar its notes for ever.

    Returns whether anything was left to destroy. An exact place that arrives later is destroyed by the next call.
    """
    names = {*loss_of(subject, with_notes=False).keys, KeyName(subject.hex, FieldClass.FREE_TEXT)}
    with transaction.atomic():
        known = ErasedKey.objects.filter(owner__among={UUID(name.owner) for name in names})
        barred = {KeyName(owner.hex, cls) for owner, cls in known.values_list("owner", "cls")}
        bar(names - barred, now)
        NameToken.objects.filter(subject=subject).delete()
        registry.drop_beside([subject])
        points_gone, _by_model = ExactPoint.objects.filter(subject=subject).delete()
    alive = sorted(key_store().get(sorted(names)))
    if not (alive or points_gone or names - barred):
        return False
    key_store().destroy(sorted(names), now, "erased")
    points.scrub()
    return True


def left_to_destroy(subjects: Collection[UUID]) -> list[UUID]:
    """Return those of some subjects whose notes were not barred yet, or whose exact place still stands.

    A crash after it barred them and before the keys went is finished by the retention job.
    """
    barred = set(ErasedKey.objects.filter(owner__among=subjects, cls=FieldClass.FREE_TEXT).values_list("owner", flat=True))
    placed = set(ExactPoint.objects.filter(subject__among=subjects).values_list("subject", flat=True))
    told = places_of([subject for subject in subjects if subject in barred])
    there = set(
        ExactPoint.objects.filter(entry__among={one for some in told.values() for one in some}).values_list("entry", flat=True)
    )
    placed |= {subject for subject, entries in told.items() if entries & there}
    return [subject for subject in subjects if subject not in barred or subject in placed]
