"""Assistance points and numbered places, as pages read them."""

from __future__ import annotations

from django.db import models


class AssistPoint(models.Model):
    """visits: [entry, instant, day, account, found, has a note], the latest first. stands: the entry whose box says where."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    what = models.CharField(max_length=64)
    number = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    state = models.CharField(max_length=8)
    municipality = models.CharField(max_length=16)
    every_days = models.PositiveSmallIntegerField(null=True)
    stands = models.CharField(max_length=64)
    first_on = models.DateField()
    looked_on = models.DateField(null=True)
    found = models.CharField(max_length=16)
    visits = models.JSONField()

    class Meta:
        app_label = "safety"
        indexes = [models.Index(fields=["country", "group"], name="assist_point_of_group")]


class PositionReference(models.Model):
    """plain_number: as `rules.points.plain` compares it. lat, lon in degrees, WGS 84."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    series = models.CharField(max_length=40)
    number = models.CharField(max_length=20)
    plain_number = models.CharField(max_length=60)
    lat = models.FloatField()
    lon = models.FloatField()
    note = models.CharField(max_length=80)
    source = models.CharField(max_length=200)

    class Meta:
        app_label = "safety"
        indexes = [models.Index(fields=["country", "group", "plain_number"], name="position_reference_number")]
