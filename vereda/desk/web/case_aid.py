"""First aid that belongs to a case of protection: read by who carries the case, and nothing written."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from vereda.access.door import Action, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import page, room
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import case_relation
from vereda.desk.rooms import first_aid as aid_room
from vereda.desk.rooms import protection as protection_room
from vereda.medical.door import records

K3 = RecordClass.K3
READS = serves(K3, action=Action.READ, purposes=(Purpose.PROTECTION_CASE,), usual=Purpose.PROTECTION_CASE)


@READS
@room
@require_GET
def case_aids(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show which records of first aid there are of those whom a case holds."""
    case = protection_room.row_of(reader, subject)
    rows = case_relation.first_aid_of(reader, case)
    log_read(reader, K3, subjects=[row.subject for row in rows])
    context = {"case": case, "rows": [(row, folio(row.subject)) for row in rows]}
    return page(request, "desk/case_aids.html", context, here="protection")


@READS
@room
@require_GET
def case_aid(request: HttpRequest, reader: Reader, subject: UUID, record: UUID) -> HttpResponse:
    """Show one of them, whole."""
    case = protection_room.row_of(reader, subject)
    row = case_relation.first_aid(reader, case, record)
    log_read(reader, K3, subject=row.subject)
    context = {
        "case": case,
        "row": row,
        "folio": folio(row.subject),
        "whole": aid_room.whole(row, Labels(reader.country)),
        "warned": aid_room.warned(records.flags(row)),
    }
    return page(request, "desk/case_aid.html", context, here="protection")
