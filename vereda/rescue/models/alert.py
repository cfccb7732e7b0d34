"""Alerts."""

from __future__ import annotations

from django.db import models


class Alert(models.Model):
    """Somebody may be in danger. Who told of it, and exactly where, stays in boxes."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    told_at = models.DateTimeField()
    came_by = models.CharField(max_length=64)
    people = models.PositiveIntegerField(null=True)
    children = models.PositiveIntegerField(null=True)
    needs = models.JSONField()
    urgent = models.JSONField()
    state = models.CharField(max_length=8, blank=True)
    municipality = models.CharField(max_length=16, blank=True)
    h3_5 = models.CharField(max_length=15, blank=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=64, blank=True)
    mission = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["country", "group", "-told_at"], name="alert_of_group")]
