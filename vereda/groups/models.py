"""Read models of a group's day: shifts and patrols. Folded from entries, disposable."""

from __future__ import annotations

from django.db import models


class Shift(models.Model):
    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    started_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    members = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "group", "-started_at"], name="shift_of_group")]


class Patrol(models.Model):
    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    route = models.CharField(max_length=80)
    team = models.JSONField()
    vehicles = models.JSONField()
    departed_at = models.DateTimeField()
    departed_on = models.DateField()
    due_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    kilometres = models.PositiveIntegerField(null=True)
    patrols = models.PositiveIntegerField()
    is_withdrawn = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["country", "group", "-departed_at"], name="patrol_of_group")]
