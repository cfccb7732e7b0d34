"""Receivers, folded from entries and disposable; and secrets, messages and keys of this machine: in no entry, in no backup."""

from __future__ import annotations

import uuid

from django.db import models

from vereda.webhooks.words import State


class Receiver(models.Model):
    """A program of an institution that is told."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    institution = models.CharField(max_length=64)
    address = models.CharField(max_length=300)
    use = models.CharField(max_length=16)
    kinds = models.JSONField()
    languages = models.JSONField()
    standing = models.CharField(max_length=16)
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=64)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=64, blank=True)
    off_at = models.DateTimeField(null=True)
    off_by = models.CharField(max_length=64, blank=True)
    off_for = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [models.Index(fields=["country", "standing"], name="webhook_receiver_standing")]

    def __str__(self) -> str:
        return self.institution


class Line(models.Model):
    """What this machine knows of the way to a receiver.

    secret, old   sealed by a key of this machine; old is signed with too until `old_until`
    held_until    nothing goes there before
    taken_at      when it took something last
    """

    receiver = models.UUIDField(primary_key=True)
    secret = models.BinaryField()
    made_at = models.DateTimeField()
    old = models.BinaryField(null=True)
    old_until = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)


class PublicThing(models.Model):
    """Something that stood in public when it was looked at last. turn: how often it came or went; is_gone: it went."""

    country = models.CharField(max_length=2)
    key = models.CharField(max_length=200)
    family = models.CharField(max_length=16)
    subject = models.CharField(max_length=64)
    version = models.CharField(max_length=64)
    language = models.CharField(max_length=3, blank=True)
    series = models.CharField(max_length=64, blank=True)
    number = models.PositiveIntegerField(default=0)
    turn = models.PositiveIntegerField(default=1)
    is_gone = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "key"], name="webhook_thing_once")]


class Message(models.Model):
    """A message as it leaves: id by which receivers know it again, bytes that are signed. It holds no person and no place."""

    id = models.CharField(primary_key=True, max_length=40)
    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=32)
    language = models.CharField(max_length=3, blank=True)
    body = models.BinaryField()
    at = models.DateTimeField()
    found_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["country", "found_at", "id"], name="webhook_message_found")]


class Delivery(models.Model):
    """A message on its way to one receiver. tries: [instant, status or trouble] of each attempt, the oldest first."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE)
    receiver = models.UUIDField()
    country = models.CharField(max_length=2)
    state = models.CharField(max_length=8, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    tries = models.JSONField(default=list)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "receiver"], name="webhook_told_once")]
        indexes = [
            models.Index(fields=["state", "next_at"], name="webhook_to_send"),
            models.Index(fields=["receiver", "-made_at"], name="webhook_of_receiver"),
        ]


class ReadingKey(models.Model):
    """With what a program of an institution fetches messages by itself. Shown once; here is its hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    country = models.CharField(max_length=2)
    institution = models.CharField(max_length=64)
    use = models.CharField(max_length=16)
    kinds = models.JSONField()
    languages = models.JSONField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
