"""One act of a page: done and said, or refused and said; then the browser is sent on, so that a reload repeats nothing."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from vereda.access.door import Action, Part, Purpose, Reader, RecordClass, serves
from vereda.desk.labels import Labels
from vereda.desk.told import told
from vereda.errors import FieldError

HELPING = (Purpose.ASSIST, Purpose.RESCUE, Purpose.MEDICAL)
DECIDING = (Purpose.QUALITY_AUDIT, Purpose.ASSIST, Purpose.RESCUE)

WRITES = serves(RecordClass.K1, action=Action.WRITE, purposes=HELPING, usual=Purpose.ASSIST)
"""The mark of writing encounters."""

POST_WORK = serves(
    RecordClass.K1,
    action=Action.WRITE,
    part=Part.POST,
    purposes=(Purpose.ASSIST, Purpose.RESCUE, Purpose.QUALITY_AUDIT),
    usual=Purpose.ASSIST,
)
"""The mark of writing what belongs to the post: shifts, patrols, missions, reported totals."""

DECIDES = serves(RecordClass.K1, action=Action.APPROVE, purposes=DECIDING, usual=Purpose.QUALITY_AUDIT)
"""The mark of what a coordinator decides: conflicts, quarantine, joins."""


def attempt(request: HttpRequest, reader: Reader, act: Callable[[], object], said: str) -> bool:
    """Do it and note what was done for the next page; note instead why it was refused, and return False."""
    try:
        act()
    except FieldError as error:
        messages.warning(request, told(error, Labels(reader.country)))
        return False
    if said:
        messages.success(request, said)
    return True
