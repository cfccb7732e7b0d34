"""Read model of children's paths: for which encounter, open or closed. What is known of a child is in boxes."""

from __future__ import annotations

from django.db import models


class ChildPath(models.Model):
    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    encounters = models.JSONField()
    children = models.PositiveIntegerField()
    steps = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["country", "group", "-opened_at"], name="child_path_of_group")]
