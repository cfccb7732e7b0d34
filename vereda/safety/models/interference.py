"""Records of interference, as coordination and headquarters read them."""

from __future__ import annotations

from django.db import models


class Interference(models.Model):
    """where: what it is counted by, `rules.interference.where_of`.

    read       [instant, account, group] by instant
    delivered  [entry, instant, account, body, way, day, receipt] by instant
    accounts   [entry, instant, account] of sealed accounts, by instant
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    at = models.DateTimeField()
    on = models.DateField()
    recorded_by = models.CharField(max_length=64)
    authority = models.CharField(max_length=64)
    acts = models.JSONField()
    detained = models.PositiveIntegerField(null=True)
    people = models.PositiveIntegerField(null=True)
    within = models.CharField(max_length=16)
    witness = models.CharField(max_length=16)
    we_did = models.JSONField()
    service_point = models.CharField(max_length=64)
    state = models.CharField(max_length=8)
    municipality = models.CharField(max_length=16)
    where = models.CharField(max_length=80)
    read = models.JSONField()
    delivered = models.JSONField()
    is_delivered = models.BooleanField()
    accounts = models.JSONField()

    class Meta:
        app_label = "safety"
        indexes = [models.Index(fields=["country", "group", "-at"], name="interference_of_group")]
