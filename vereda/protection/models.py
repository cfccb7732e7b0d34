"""Read model of children's paths: for which encounter, open or closed. What is known of a child is in boxes."""

from __future__ import annotations

from django.db import models


class ChildPath(models.Model):
    """One file, of sisters and brothers together.

    calls    [instant, office, channel, answered];  rang: [instant, to, office]; both in the order of their hours
    signed, vehicle, wishes, best_interests   entries whose boxes hold it
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    encounters = models.JSONField()
    children = models.PositiveIntegerField()
    steps = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=64, blank=True)
    calls = models.JSONField(default=list)
    rang = models.JSONField(default=list)
    is_answered = models.BooleanField(default=False)
    is_with_us = models.BooleanField(default=True)
    signed_at = models.DateTimeField(null=True)
    signed = models.UUIDField(null=True)
    vehicle = models.UUIDField(null=True)
    wishes = models.UUIDField(null=True)
    best_interests = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["country", "group", "-opened_at"], name="child_path_of_group")]
