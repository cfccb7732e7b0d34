"""Missions."""

from __future__ import annotations

from django.db import models


class Mission(models.Model):
    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    folio = models.CharField(max_length=40)
    terrain = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["country", "group", "-opened_at"], name="mission_of_group")]
