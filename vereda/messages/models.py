"""Read models of numbers and texts that came; and what the gateway's machine remembers: in no entry and in no backup."""

from __future__ import annotations

from django.db import models

from vereda.messages.words import OutState


class StaffNumber(models.Model):
    """A number of ours. entry: whose identity box holds it."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    account = models.CharField(max_length=64)
    warned = models.JSONField()
    entry = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["country", "group"], name="number_of_group")]


class ReceivedText(models.Model):
    """A text that came. account '': of a number that nobody knows. entry: whose boxes hold number and words."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    account = models.CharField(max_length=64)
    came_at = models.DateTimeField()
    entry = models.UUIDField()
    handled_at = models.DateTimeField(null=True)
    handled_by = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["country", "group", "-came_at"], name="text_of_group"),
            models.Index(fields=["country", "group"], name="text_waiting", condition=models.Q(handled_at=None)),
        ]


class OutText(models.Model):
    """A message on its way. Its words are emptied when it was sent or given up; the number lies sealed in the entry.

    key        what makes it the same message: it is queued once
    number     entry whose box holds the number
    is_answer  whether it answers somebody who is none of ours
    """

    key = models.CharField(max_length=120, unique=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    number = models.UUIDField()
    is_answer = models.BooleanField(default=False)
    words = models.CharField(max_length=160)
    state = models.CharField(max_length=8, default=OutState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=16, blank=True)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "next_at"], name="text_to_send"),
            models.Index(fields=["country", "group", "-made_at"], name="text_sent_by_group"),
        ]


class CameIn(models.Model):
    """That a message came, so that the same one brought again is known. key: digest of what names it, never the number."""

    key = models.CharField(max_length=64, primary_key=True)
    came_at = models.DateTimeField()
