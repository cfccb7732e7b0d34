"""The read models of programmes and of what was sent to donors. Folded from entries, disposable."""

from __future__ import annotations

from django.db import models


class ProgrammeRow(models.Model):
    """A programme. `fields`: the folded state, from which `rules.told` makes what pages read."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    code = models.CharField(max_length=24)
    from_on = models.DateField()
    fields = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "from_on"], name="programme_of_country")]


class DonorReport(models.Model):
    """What was sent, or waits to be, of one period of a phase under one grant.

    versions   number, content (SHA-256), changed, why, by, at, proposed; the oldest first
    proposal   the same of what waits for a second person; None: nothing
    documents  number of the version -> its sealed text
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    programme = models.UUIDField()
    phase = models.CharField(max_length=24)
    period = models.CharField(max_length=16)
    grant = models.CharField(max_length=24)
    versions = models.JSONField()
    proposal = models.JSONField(null=True)
    documents = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "programme"], name="donor_report_of_programme")]
