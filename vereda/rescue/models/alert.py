"""Alerts."""

from __future__ import annotations

from django.db import models


class Alert(models.Model):
    """Somebody may be in danger. Who told of it, and exactly where, stays in boxes.

    local_on  day at the post on which it was told: counts go by it
    into      the alert that tells of the same emergency, where this one was joined
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    told_at = models.DateTimeField()
    local_on = models.DateField(null=True)
    came_by = models.CharField(max_length=64)
    people = models.PositiveIntegerField(null=True)
    children = models.PositiveIntegerField(null=True)
    needs = models.JSONField()
    urgent = models.JSONField()
    state = models.CharField(max_length=8, blank=True)
    municipality = models.CharField(max_length=16, blank=True)
    h3_5 = models.CharField(max_length=15, blank=True)
    language = models.CharField(max_length=64, blank=True)
    side = models.CharField(max_length=2, blank=True)
    last_seen_at = models.DateTimeField(null=True)
    heading = models.CharField(max_length=64, blank=True)
    means = models.CharField(max_length=64, blank=True)
    guide_left = models.BooleanField(null=True)
    water_left = models.CharField(max_length=64, blank=True)
    battery_pct = models.PositiveSmallIntegerField(null=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=64, blank=True)
    mission = models.UUIDField(null=True)
    into = models.UUIDField(null=True, db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=["country", "group", "-told_at"], name="alert_of_group"),
            models.Index(fields=["country", "group", "local_on"], name="alert_of_day"),
        ]
