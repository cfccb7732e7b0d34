"""Who read what, for audit and data protection: accounts and records by their ids, no names. A look here is written too."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vereda.access.actions.readlog import log_read
from vereda.access.lookups import read_log_head, verify_read_log
from vereda.access.models import Account, ReadRow
from vereda.access.reach import request_reader
from vereda.access.web.forms import FindReads
from vereda.access.web.labels import action_label, class_label, purpose_label, role_label
from vereda.access.web.marks import serves
from vereda.access.words import RecordClass

PAGE = 100


@serves(RecordClass.K9, purposes=("quality_audit", "data_subject_request"), usual="quality_audit")
@require_GET
def reads(request: HttpRequest) -> HttpResponse:
    """Show the log of reads, newest first, and on wish whether its chain holds."""
    reader = request_reader(request)
    form = FindReads(request.GET)
    found = _found(form) if form.is_valid() else ReadRow.objects.none()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    log_read(reader, RecordClass.K9, subjects=[str(row.seq) for row in page])
    verdict = verify_read_log() if request.GET.get("verify") else None
    head = read_log_head()
    kept = request.GET.copy()
    for name in ("page", "verify", "purpose"):
        kept.pop(name, None)
    context = {
        "form": form,
        "page": page,
        "verdict": verdict,
        "head": head,
        "kept": kept.urlencode(),
        "role_label": role_label,
        "purpose_label": purpose_label,
        "action_label": action_label,
        "class_label": class_label,
    }
    return render(request, "access/reads.html", context)


def _found(form: FindReads) -> QuerySet[ReadRow]:
    told = form.cleaned_data
    named = Account.objects.filter(username=told["account"]).first()
    if named:
        told["account"] = str(named.pk)
    rows = ReadRow.objects.order_by("-seq")
    for name in ("account", "subject", "record_class"):
        if told[name]:
            rows = rows.filter(**{name: told[name]})
    if told["on"]:
        begin = datetime.combine(told["on"], time.min, UTC)
        rows = rows.filter(at__gte=begin, at__lt=begin + timedelta(days=1))
    return rows
