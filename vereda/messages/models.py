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
    words = models.CharField(max_length=480)
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
    """That a message came, so that the same one brought again is known. key: digest of what names it, never the number.

    number  mark of its number on that day (`marks.py`): how many came of one
    """

    key = models.CharField(max_length=64, primary_key=True)
    number = models.CharField(max_length=64, default="")
    came_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["number", "-came_at"], name="came_of_number")]


class CamePart(models.Model):
    """A part of a longer text that waits for the others, half a minute at most. sealed: number and words, by a key of here."""

    key = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()
    came_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "number"], name="part_once")]


class TalkKept(models.Model):
    """What a number was offered last and in which language. key: mark of the number, from which nobody reads it back.

    offered  codes of what its numbers stand for; shown: how many of them were shown
    said     mark of the last answer, so that the same question at once is answered once
    answers  instants of the answers of the last hour
    """

    key = models.CharField(max_length=64, primary_key=True)
    country = models.CharField(max_length=2)
    language = models.CharField(max_length=3, default="")
    offered = models.JSONField(default=list)
    shown = models.PositiveSmallIntegerField(default=0)
    said = models.CharField(max_length=64, default="")
    answers = models.JSONField(default=list)
    stopped_at = models.DateTimeField(null=True)
    at = models.DateTimeField(db_index=True)
