"""What a post remembers of the line. Disposable: without it everything is sent and asked for again, and is there once."""

from __future__ import annotations

from django.db import models


class Line(models.Model):
    """The one row of a post: how far it is with headquarters.

    epoch      of headquarters' logbook, as it said last; another one begins the exchange anew
    sealed     last own block whose entries were put into envelopes
    cursor     last block of headquarters that was looked through
    verifiers  digest of the accounts that came down last
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    epoch = models.PositiveIntegerField(default=0)
    sealed = models.BigIntegerField(default=0)
    cursor = models.BigIntegerField(default=0)
    verifiers = models.CharField(max_length=64, blank=True)
    reached_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=64, blank=True)
    is_revoked = models.BooleanField(default=False)


class CameDown(models.Model):
    """A block of this post's chain that was taken over from headquarters, and so does not go up."""

    block = models.BigIntegerField(primary_key=True)
