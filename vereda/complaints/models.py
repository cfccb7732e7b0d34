"""Read model of complaints about own staff: all that the network may know of one. Disposable."""

from __future__ import annotations

from django.db import models


class Complaint(models.Model):
    """One complaint. subject: an id that only a receipt gives, without a time in it; month: '2026-11'."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    month = models.CharField(max_length=7)
    standing = models.CharField(max_length=8)

    class Meta:
        indexes = [models.Index(fields=["country", "number"], name="complaint_number")]
