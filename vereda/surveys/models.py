"""The read models of forms and answers, folded from entries and disposable; and the keys of programs that send answers."""

from __future__ import annotations

import uuid

from django.db import models


class FormVersion(models.Model):
    """A version of a form. digest: MD5 of its XForm, as OpenRosa names a version; is_asked: the one that is asked now."""

    id = models.CharField(primary_key=True, max_length=80)
    subject = models.UUIDField()
    country = models.CharField(max_length=2)
    form_id = models.CharField(max_length=64)
    version = models.CharField(max_length=32)
    title = models.CharField(max_length=200)
    is_asked = models.BooleanField()
    form = models.JSONField()
    xform = models.TextField()
    digest = models.CharField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["country", "form_id"], name="form_by_id"),
            models.Index(fields=["subject"], name="form_by_subject"),
        ]


class AnsweredForm(models.Model):
    """A form that was answered. clear: what may stand in clear; photos: question by entry; the rest lies in boxes."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    survey = models.UUIDField()
    form_version = models.CharField(max_length=32)
    encounter = models.UUIDField(null=True)
    entry = models.UUIDField()
    author = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    answered_at = models.DateTimeField()
    local_on = models.DateField()
    clear = models.JSONField()
    photos = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["country", "survey", "group", "local_on"], name="answers_by_form"),
            models.Index(fields=["encounter"], name="answers_by_encounter"),
        ]


class SendingKey(models.Model):
    """With what a program like ODK Collect sends answers for one person of one group, for one purpose, and reads forms alone.

    secret_hash  SHA-256 of the secret, for Basic; digest_hash: MD5 of 'name:realm:secret', which Digest needs
    forms        ids of the forms it is bound to; none: all of the country
    expires_at   None: as long as that person works there; it is looked at on each call
    Of this installation: no entry, no backup; who made and who ended it stands in the log of reads.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=32, unique=True)
    secret_hash = models.CharField(max_length=64)
    digest_hash = models.CharField(max_length=32)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    account = models.UUIDField()
    purpose = models.CharField(max_length=32)
    forms = models.JSONField(default=list)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)


class SentInstance(models.Model):
    """What a program sent of an instance, so that other answers under its name are not taken for the same ones again.

    entry   of the answers; digest: keyed digest of what was answered, which tells nobody
    Of this installation: no entry, no backup; where there is none, whatever comes under that name is taken for the same.
    """

    entry = models.UUIDField(primary_key=True)
    digest = models.CharField(max_length=64)
