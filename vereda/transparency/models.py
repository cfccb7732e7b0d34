"""The read model of requests. Folded from entries, disposable; who asks and what was written is in no column."""

from __future__ import annotations

from django.db import models


class RequestRow(models.Model):
    """A request. key: SHA-256 of its question, '' before it was said; `fields`: the folded state (`rules.fold.told`)."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    closed_on = models.DateField(null=True)
    fields = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["country", "year", "number"], name="request_by_folio"),
            models.Index(fields=["country", "key"], name="request_by_question"),
        ]
