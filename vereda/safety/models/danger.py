"""Alarms of officers, as pages read them."""

from __future__ import annotations

from django.db import models


class Danger(models.Model):
    """who: account, or the id of a phone that nobody had unlocked. told_at is the claim of who told it first.

    seen    [instant, account, group] by instant
    raised  [instant, level, place, numbers] by instant
    steps   [entry, instant, account, step, has a note] by instant
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    who = models.CharField(max_length=64)
    device = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    call_sign = models.CharField(max_length=20)
    patrol = models.UUIDField(null=True)
    battery_pct = models.PositiveSmallIntegerField(null=True)
    told_at = models.DateTimeField()
    seen = models.JSONField()
    raised = models.JSONField()
    steps = models.JSONField()
    outcome = models.CharField(max_length=16)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=64)

    class Meta:
        app_label = "safety"
        indexes = [models.Index(fields=["country", "outcome", "group", "-told_at"], name="danger_of_group")]
