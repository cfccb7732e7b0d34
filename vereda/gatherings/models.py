"""Read models of counts and of a group's part of a caravan. Folded from entries, disposable."""

from __future__ import annotations

from django.db import models


class Gathering(models.Model):
    """A distribution or a reception. Who counts what is folded in its state; here is what lists and notices ask for."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    what = models.CharField(max_length=16)
    opened_at = models.DateTimeField()
    opened_on = models.DateField()
    state = models.CharField(max_length=8, blank=True)
    municipality = models.CharField(max_length=16, blank=True)
    place_kind = models.CharField(max_length=12)
    method = models.CharField(max_length=16)
    items = models.JSONField()
    staff = models.JSONField()
    announced = models.PositiveIntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    vehicle = models.CharField(max_length=16, blank=True)
    origin = models.CharField(max_length=16, blank=True)
    announced_by = models.CharField(max_length=64, blank=True)
    arrived_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    encounter = models.UUIDField(null=True)
    people = models.BigIntegerField()
    late_people = models.BigIntegerField()
    has_late = models.BooleanField()
    given = models.JSONField()
    is_explained = models.BooleanField()
    is_odd = models.BooleanField()
    is_withdrawn = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["country", "group", "-opened_at"], name="gathering_of_group"),
            models.Index(fields=["country", "group"], name="gathering_open", condition=models.Q(closed_at=None)),
        ]


class CaravanPart(models.Model):
    """What one group knows of a caravan. Groups that share `key` speak of one caravan."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    key = models.CharField(max_length=16)
    name = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    opened_on = models.DateField()
    state = models.CharField(max_length=16, blank=True)
    municipality = models.CharField(max_length=16, blank=True)
    left_at = models.DateTimeField(null=True)
    has_child_point = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["country", "group", "-opened_at"], name="caravan_of_group"),
            models.Index(fields=["country", "key"], name="caravan_by_key"),
        ]
