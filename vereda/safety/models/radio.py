"""The radio of a group, as pages read it."""

from __future__ import annotations

from django.db import models


class CallSign(models.Model):
    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    sign = models.CharField(max_length=20)
    bearer = models.CharField(max_length=16)
    account = models.CharField(max_length=64)
    vehicle = models.CharField(max_length=80)

    class Meta:
        app_label = "safety"
        indexes = [models.Index(fields=["country", "group"], name="call_sign_of_group")]


class RadioChannel(models.Model):
    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    name = models.CharField(max_length=20)
    use = models.CharField(max_length=80)

    class Meta:
        app_label = "safety"
        indexes = [models.Index(fields=["country", "group"], name="radio_channel_of_group")]


class RadioCall(models.Model):
    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    called_at = models.DateTimeField()
    called_on = models.DateField()
    noted_by = models.CharField(max_length=64)
    what = models.CharField(max_length=16)
    sign = models.CharField(max_length=20)
    account = models.CharField(max_length=64)
    patrol = models.UUIDField(null=True)
    channel = models.CharField(max_length=20)
    note = models.CharField(max_length=64)

    class Meta:
        app_label = "safety"
        indexes = [models.Index(fields=["country", "group", "-called_at"], name="radio_call_of_group")]
