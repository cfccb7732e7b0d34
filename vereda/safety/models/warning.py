"""Warnings of authorities and warnings of the post, as pages read them."""

from __future__ import annotations

from django.db import models


class AuthorityWarning(models.Model):
    """A message that an authority sent. references: names of messages (`rules.warning.name_of`); infos: `WarningInfo` as JSON."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    sender = models.CharField(max_length=200)
    identifier = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    status = models.CharField(max_length=16)
    message = models.CharField(max_length=16)
    institution = models.CharField(max_length=200)
    references = models.JSONField()
    infos = models.JSONField()
    ends_at = models.DateTimeField()
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=64)

    class Meta:
        app_label = "safety"
        indexes = [models.Index(fields=["country", "group", "-ends_at"], name="authority_warning_of_group")]


class GivenWarning(models.Model):
    """A warning that the post gives out. messages: [entry, instant, account, `WarningGiven`] of each, the first one first."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    closed_area = models.UUIDField(null=True)
    expires_at = models.DateTimeField()
    is_cancelled = models.BooleanField()
    messages = models.JSONField()

    class Meta:
        app_label = "safety"
        indexes = [models.Index(fields=["country", "group", "-expires_at"], name="given_warning_of_group")]
