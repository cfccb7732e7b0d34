"""What the board says of cases of protection, to who carries them and to the coordinator: numbers alone, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from vereda.access.door import Action, Part, RecordClass, holds
from vereda.desk.rooms.noticed import Asked, Level, Notice
from vereda.protection.door import cases

NEED = (RecordClass.K4, Action.READ, Part.COUNTS)


def notices(asked: Asked) -> Iterator[Notice]:
    """Yield how many notes wait for a case worker, and how many cases should have been looked at."""
    if not asked.role or not holds(asked.role, *NEED):
        return
    found, url = cases.counts(asked.group, asked.country, asked.now, asked.now.date()), reverse("desk:protection")
    if found.waiting:
        said = ngettext(
            "%(num)s aviso a protección espera a quien lo lleve.",
            "%(num)s avisos a protección esperan a quien los lleve.",
            found.waiting,
        )
        yield Notice(Level.WARN, said % {"num": found.waiting}, url, need=NEED)
    if found.late:
        said = ngettext("%(num)s caso de protección va atrasado.", "%(num)s casos de protección van atrasados.", found.late)
        yield Notice(Level.WARN, said % {"num": found.late}, url, need=NEED)
