"""Rows of equipment by number."""

from __future__ import annotations

from django.db import models


class Equipment(models.Model):
    """A piece of equipment of a post. `holder_kind` empty: it is at the post."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    kind = models.CharField(max_length=64)
    number = models.CharField(max_length=20)
    expires_on = models.DateField(null=True)
    holder_kind = models.CharField(max_length=16, blank=True)
    holder_id = models.CharField(max_length=64, blank=True)
    held_since = models.DateTimeField(null=True)
    was_lent_twice = models.BooleanField()
    charged_at = models.DateTimeField(null=True)
    inspected_at = models.DateTimeField(null=True)
    is_damaged = models.BooleanField()
    is_missing = models.BooleanField()
    ended_for = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [models.Index(fields=["country", "group", "kind", "number"], name="equipment_of_group")]
