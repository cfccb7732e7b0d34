"""Alerts that were handed over to others."""

from __future__ import annotations

from django.db import models


class Passing(models.Model):
    """One hand-over. receipt: entry whose box says who took it; asked: [step, instant] in order; outcome '': not told yet."""

    entry = models.UUIDField(primary_key=True)
    subject = models.UUIDField(db_index=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    to = models.CharField(max_length=64)
    role = models.CharField(max_length=64)
    reason = models.CharField(max_length=16)
    handed = models.JSONField()
    told_caller = models.CharField(max_length=16)
    told_person = models.CharField(max_length=16)
    passed_at = models.DateTimeField()
    local_on = models.DateField()
    receipt = models.UUIDField(null=True)
    asked = models.JSONField()
    outcome = models.CharField(max_length=16)
    people = models.PositiveIntegerField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["country", "group", "-passed_at"], name="passing_of_group")]
