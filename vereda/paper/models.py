"""Read models of paper: printed sheets with who has them, and single sheets. Folded from entries, disposable."""

from __future__ import annotations

from django.db import models


class SheetBatch(models.Model):
    """lists: codes of each list in the order of the numbers on the paper. out: number -> [account, since (ISO)]."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    form = models.CharField(max_length=64)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    lang = models.CharField(max_length=8)
    lists = models.JSONField()
    printed_at = models.DateTimeField()
    printed_by = models.CharField(max_length=64)
    out = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "group", "form", "-last"], name="sheets_of_group")]


class Sheet(models.Model):
    """One sheet of which something is known beside its printing."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    form = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    record = models.UUIDField(null=True)
    typed_at = models.DateTimeField(null=True)
    typed_by = models.CharField(max_length=64, blank=True)
    readings = models.PositiveIntegerField()
    cancelled_for = models.CharField(max_length=64, blank=True)
    destroyed_at = models.DateTimeField(null=True)
    destroyed_by = models.CharField(max_length=64, blank=True)
    how = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            # With what is asked of each of ten thousand sheets: whether it is typed or cancelled.
            models.Index(fields=["country", "group", "form", "number", "typed_at", "cancelled_for"], name="sheet_of_group"),
            models.Index(
                fields=["country", "group"],
                name="sheet_lying",
                condition=models.Q(typed_at__isnull=False, destroyed_at=None),
            ),
        ]
