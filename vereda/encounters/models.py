"""Read models of encounters: what lists, boards and filters ask for. Folded from entries, disposable."""

from __future__ import annotations

from django.db import models


class Encounter(models.Model):
    """One meeting, as coarse as it may stand in clear. Codes in lists are framed by semicolons: ';GT;HN;'."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    occurred_at = models.DateTimeField()
    local_on = models.DateField()
    # As much as any valid entries can add up to: a read model refuses none (PostgreSQL takes lengths and sizes at their word).
    people_met = models.PositiveBigIntegerField()
    minors = models.PositiveBigIntegerField()
    unaccompanied_minors = models.PositiveBigIntegerField()
    bodies = models.PositiveBigIntegerField()
    nationalities = models.TextField(blank=True)
    services = models.TextField(blank=True)
    dispositions = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    place_kind = models.CharField(max_length=12)
    state = models.CharField(max_length=8, blank=True)
    municipality = models.CharField(max_length=16, blank=True)
    h3_5 = models.CharField(max_length=15, blank=True)
    mission = models.UUIDField(null=True)
    patrol = models.UUIDField(null=True)
    batch = models.UUIDField(null=True, db_index=True)
    is_aggregate = models.BooleanField()
    is_withdrawn = models.BooleanField()
    joined_into = models.UUIDField(null=True)
    has_note = models.BooleanField()
    has_names = models.BooleanField()
    is_struck = models.BooleanField(default=False)
    is_disputed = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["country", "group", "-occurred_at"], name="encounter_of_group"),
            models.Index(fields=["country", "-occurred_at"], name="encounter_of_country"),
            models.Index(fields=["subject"], name="encounter_struck", condition=models.Q(is_struck=True)),
        ]


class ReportedTotal(models.Model):
    """A total that a post reported for a period."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    from_on = models.DateField()
    to_on = models.DateField()
    source = models.CharField(max_length=400)
    is_withdrawn = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["country", "group", "from_on"], name="total_of_group")]


class ImportBatch(models.Model):
    """A file that came in: open (nothing counts yet), closed, or cancelled."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    file_sha256 = models.CharField(max_length=64, db_index=True)
    rows = models.PositiveIntegerField()
    is_closed = models.BooleanField()
    is_cancelled = models.BooleanField()
