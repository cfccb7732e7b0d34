"""Codes that callers got."""

from __future__ import annotations

from django.db import models


class CallerCode(models.Model):
    """A code, as its digest. entry: whose box holds the key."""

    entry = models.UUIDField(primary_key=True)
    subject = models.UUIDField(db_index=True)
    country = models.CharField(max_length=2)
    begins = models.CharField(max_length=4, db_index=True)
    digest = models.CharField(max_length=64)
    given_at = models.DateTimeField()
