"""What the board says of cases of protection: to who carries them what is theirs, to the coordinator numbers, to nobody else."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from vereda.access.door import Action, Part, RecordClass, holds
from vereda.desk.rooms.noticed import Asked, Level, Notice
from vereda.protection.door import cases

READS = (RecordClass.K4, Action.READ)
COUNTS, WAITING = (*READS, Part.COUNTS), (*READS, Part.MINIMUM)


def notices(asked: Asked) -> Iterator[Notice]:
    """Yield how many notes wait for a case worker, and how many cases somebody should have looked at."""
    if not asked.account or not holds(asked.role, *COUNTS):
        return
    url, today = reverse("desk:protection"), asked.now.date()
    found = cases.counts(asked.group, asked.country, asked.now, today)
    if found.waiting:
        said = ngettext(
            "%(num)s aviso a protección espera a quien lo lleve.",
            "%(num)s avisos a protección esperan a quien los lleve.",
            found.waiting,
        )
        yield Notice(Level.WARN, said % {"num": found.waiting}, url, need=COUNTS)
    carries = holds(asked.role, *WAITING)
    if carries and (due := cases.due(asked.account, asked.country, today)):
        said = ngettext("Hoy le toca ver %(num)s caso de protección.", "Hoy le toca ver %(num)s casos de protección.", due)
        yield Notice(Level.WARN, said % {"num": due}, url, need=WAITING)
    elif not carries and found.late:
        said = ngettext("%(num)s caso de protección va atrasado.", "%(num)s casos de protección van atrasados.", found.late)
        yield Notice(Level.WARN, said % {"num": found.late}, url, need=COUNTS)
