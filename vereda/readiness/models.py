"""The read model of readiness. Folded from entries, disposable."""

from __future__ import annotations

from django.db import models


class ReadinessRow(models.Model):
    """What was marked of a country's checklist. steps: by code, as folded."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2, db_index=True)
    steps = models.JSONField()

    def __str__(self) -> str:
        return self.country
