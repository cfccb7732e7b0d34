"""Security incidents, as pages read them; their words stand in sealed boxes alone."""

from __future__ import annotations

from django.db import models


class Incident(models.Model):
    """lines: [entry, instant, account, done, told, has a note] by instant."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    at = models.DateTimeField()
    on = models.DateField()
    reported_by = models.CharField(max_length=64)
    what = models.CharField(max_length=64)
    severity = models.CharField(max_length=16)
    against = models.CharField(max_length=16)
    state = models.CharField(max_length=8)
    municipality = models.CharField(max_length=16)
    route = models.UUIDField(null=True)
    route_said = models.CharField(max_length=80)
    lines = models.JSONField()
    outcome = models.CharField(max_length=16)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=64)

    class Meta:
        app_label = "safety"
        indexes = [models.Index(fields=["country", "group", "-at"], name="incident_of_group")]
