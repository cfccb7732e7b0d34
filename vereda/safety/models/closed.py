"""Closed areas, ways that need leave, and leaves, as pages read them."""

from __future__ import annotations

from django.db import models


class ClosedArea(models.Model):
    """passed: [instant, patrol, account] of each team that went all the same."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    name = models.CharField(max_length=80)
    route = models.UUIDField(null=True)
    zone = models.CharField(max_length=60)
    state = models.CharField(max_length=8)
    municipality = models.CharField(max_length=16)
    reason = models.CharField(max_length=16)
    said_by = models.CharField(max_length=24)
    from_on = models.DateField()
    until_on = models.DateField()
    opened_on = models.DateField(null=True)
    closed_by = models.CharField(max_length=64)
    note = models.CharField(max_length=64)
    passed = models.JSONField()

    class Meta:
        app_label = "safety"
        indexes = [models.Index(fields=["country", "group", "-until_on"], name="closed_area_of_group")]


class ClearanceRule(models.Model):
    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    name = models.CharField(max_length=80)
    route = models.UUIDField(null=True)
    zone = models.CharField(max_length=60)
    asked_of = models.CharField(max_length=24)

    class Meta:
        app_label = "safety"
        indexes = [models.Index(fields=["country", "group"], name="clearance_rule_of_group")]


class Clearance(models.Model):
    """answer: '', 'given', 'refused'; note, conditions: the entries whose boxes hold them."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    rule = models.UUIDField()
    name = models.CharField(max_length=80)
    asked_of = models.CharField(max_length=24)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    note = models.CharField(max_length=64)
    answer = models.CharField(max_length=16)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=64)
    answered_of = models.CharField(max_length=24)
    until_at = models.DateTimeField(null=True)
    conditions = models.CharField(max_length=64)

    class Meta:
        app_label = "safety"
        indexes = [models.Index(fields=["country", "group", "-asked_at"], name="clearance_of_group")]
