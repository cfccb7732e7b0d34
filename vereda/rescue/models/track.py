"""Tracks of own teams."""

from __future__ import annotations

from django.db import models


class Track(models.Model):
    """One recording of a team on a mission. Where it led, how it is called and who carried it stand in the box of `kept`.

    kept       entry that holds the box; None: it came without one
    length_m   to the next hundred; struck_at: it was none of this mission
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    mission = models.UUIDField(db_index=True)
    team = models.UUIDField()
    kept = models.UUIDField(null=True)
    recorded_from = models.DateTimeField(null=True)
    recorded_until = models.DateTimeField(null=True)
    points = models.PositiveIntegerField()
    length_m = models.PositiveIntegerField()
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=64)
    struck_at = models.DateTimeField(null=True)
