"""Whom unread alerts rang."""

from __future__ import annotations

from django.db import models


class Ringing(models.Model):
    """An alert that went unread for a while. rang: [instant, step, at the post, numbers] in the order of the steps."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    rang = models.JSONField()
