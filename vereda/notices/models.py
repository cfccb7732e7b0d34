"""Notices as pages and lookups read them: some hundred rows a country. Whether one holds, the clock says, no column."""

from __future__ import annotations

from django.db import models


class DangerNotice(models.Model):
    """One notice. area, months, given: as the entries hold them; ended: [reason, instant, account] of the first end, or empty."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    danger = models.CharField(max_length=32)
    severity = models.CharField(max_length=16)
    certainty = models.CharField(max_length=16)
    urgency = models.CharField(max_length=16)
    area = models.JSONField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    months = models.JSONField(default=list)
    origin = models.CharField(max_length=16)
    of = models.CharField(max_length=120, blank=True)
    source = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=64)
    is_ended = models.BooleanField()
    ended = models.JSONField(default=list)
    given = models.JSONField(default=list)

    class Meta:
        app_label = "notices"
        indexes = [models.Index(fields=["country", "ends_at"], name="danger_notice_ends")]
