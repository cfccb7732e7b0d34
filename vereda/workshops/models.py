"""The read models of workshops. Folded from entries, disposable; names of people are in no column."""

from __future__ import annotations

from django.db import models


class WorkshopRow(models.Model):
    """A workshop. from_on: its first day, None while it has none; `fields`: the folded state (`rules.told`)."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    code = models.CharField(max_length=24)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    fields = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "from_on"], name="workshop_of_country")]


class VisitRow(models.Model):
    """A field visit; points: names of the points that it goes to, as 'crossing:code'."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    host = models.CharField(max_length=64)
    workshop = models.UUIDField(null=True)
    on = models.DateField()
    points = models.JSONField()
    fields = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "on"], name="workshop_visit_of_country")]


class GuestRow(models.Model):
    """Somebody who comes to a workshop, without name."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    workshop = models.UUIDField()
    delegation = models.CharField(max_length=24)
    fields = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "workshop"], name="workshop_guest_of_workshop")]


class PhotoRow(models.Model):
    """A photograph of a visit. entry: whose box holds the picture; by: account that brought it; on: its local day."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    visit = models.UUIDField()
    point = models.CharField(max_length=80)
    entry = models.UUIDField()
    by = models.CharField(max_length=64)
    on = models.DateField()
    is_confirmed = models.BooleanField()
    is_gone = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["country", "visit"], name="visit_photo_of_visit")]


class ExpertRow(models.Model):
    """Somebody of the roster, without name."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    has_left = models.BooleanField()
    fields = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "has_left"], name="workshop_expert_of_country")]
