"""Read model of persons: codes only; names stay in their boxes. Folded from entries, disposable."""

from __future__ import annotations

from django.db import models


class Person(models.Model):
    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64, db_index=True)
    nationality = models.CharField(max_length=2)
    sex = models.CharField(max_length=1)
    age_band = models.CharField(max_length=6)
    identity_entry = models.UUIDField(null=True)
    erasure_asked_by = models.CharField(max_length=64, blank=True)
    erasure_asked_at = models.DateTimeField(null=True, db_index=True)
