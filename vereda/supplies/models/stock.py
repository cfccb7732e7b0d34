"""Rows of stock: one a movement and item, one an item counted, one a mark."""

from __future__ import annotations

from django.db import models


class Movement(models.Model):
    """Pieces of an item that moved. `shelf` and `held`: what it adds to the shelf and to what holders have; 0 when withdrawn.

    Sums are over all months, so that what is entered late for an old month counts today.
    """

    subject = models.UUIDField(db_index=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    entry = models.UUIDField(db_index=True)
    line = models.PositiveSmallIntegerField()
    moved_at = models.DateTimeField()
    moved_on = models.DateField()
    by = models.CharField(max_length=64)
    what = models.CharField(max_length=16)
    item = models.CharField(max_length=64)
    quantity = models.IntegerField()
    shelf = models.IntegerField()
    held = models.IntegerField()
    holder_kind = models.CharField(max_length=16, blank=True)
    holder_id = models.CharField(max_length=64, blank=True)
    batch = models.CharField(max_length=40, blank=True)
    expires_on = models.DateField(null=True)
    came_from = models.CharField(max_length=16, blank=True)
    donor = models.CharField(max_length=80, blank=True)
    grant = models.CharField(max_length=80, blank=True)
    document = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=24, blank=True)
    other_group = models.CharField(max_length=64, blank=True)
    transfer = models.UUIDField(null=True, db_index=True)
    heard_at = models.DateTimeField(null=True)
    encounter = models.UUIDField(null=True)
    distribution = models.UUIDField(null=True)
    count = models.UUIDField(null=True, db_index=True)
    is_withdrawn = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["country", "group", "item", "moved_at", "shelf", "held"], name="movement_sums"),
            models.Index(fields=["country", "group", "-moved_at", "-entry", "line"], name="movement_of_group"),
            # All that is asked of holders stands in it: a post has had tens of thousands.
            models.Index(
                fields=["country", "group", "holder_kind", "holder_id", "item", "held", "moved_at"], name="movement_of_holder"
            ),
            models.Index(fields=["country", "group", "what", "-moved_at"], name="movement_by_what"),
            models.Index(
                fields=["country", "group", "item", "batch", "what", "moved_at", "is_withdrawn", "quantity"],
                name="movement_of_batch",
                condition=models.Q(batch__gt=""),
            ),
            models.Index(fields=["country", "other_group", "-moved_at"], name="movement_sent", condition=models.Q(what="sent")),
        ]


class StockCount(models.Model):
    """So many pieces of an item were found on the shelf."""

    subject = models.UUIDField(db_index=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    entry = models.UUIDField()
    counted_at = models.DateTimeField()
    by = models.CharField(max_length=64)
    item = models.CharField(max_length=64)
    found = models.PositiveIntegerField()
    is_withdrawn = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["country", "group", "-counted_at"], name="count_of_group")]


class LowMark(models.Model):
    """From so many on a post wants to be warned; 0: never."""

    subject = models.UUIDField(db_index=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    item = models.CharField(max_length=64)
    mark = models.PositiveIntegerField()
