"""What complaints offer to the logbook. None goes after a time, and nobody erases one: the key is the body's."""

from __future__ import annotations

from vereda.complaints import rules, tables
from vereda.complaints.entries import COMPLAINT, KINDS
from vereda.complaints.models import Complaint
from vereda.logbook.door import SubjectFold, register


def offer_all() -> None:
    """Offer complaints."""
    register(
        SubjectFold(
            subject_kind=COMPLAINT,
            kinds=KINDS,
            start=rules.start,
            step=rules.step,
            models=(Complaint,),
            project=tables.complaint,
            is_erasable=False,
        )
    )
